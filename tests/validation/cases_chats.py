"""Held conversations: agents with several slots, as far as one agent working on one message at a time can show them."""

from __future__ import annotations

from tests.validation import sources
from tests.validation.case import Case, Quantity, case_of
from tests.validation.measures import mean_in_system, mean_system_time, mean_wait, p_number, p_wait
from tests.validation.plans import Callers, Desk, Law, Team, constant, exponential


def held(rate: float, delay: Law, agents: int, slots: int, contacts: float) -> Desk:
    """Two messages that take no work, and a delay of the customer between them: a slot is held for just that delay."""

    def conversation(unit: float) -> str:
        return (
            f"concurrency = {slots}\nreplies = {{ mean = 1, shape = 'constant' }}\n"
            f"customer_replies_after = {delay.text(unit)}"
        )

    return Desk(
        contacts, {"callers": Callers(rate)}, {"agents": Team(agents)}, {"chat": constant(0.0)}, calls=conversation
    )


CASES: tuple[Case, ...] = (
    case_of(
        "CH-05",
        "chat, 3 agents × 3 slots that do not slow each other down: M/M/9",
        sources.COMPUTED,
        held(5.4, exponential(1.0), 3, 3, 40_000),
        (Quantity("p_wait", 0.1186239518, p_wait()), Quantity("mean_wait", 0.03295109771, mean_wait())),
        quick=True,
    ),
    case_of(
        "CH-07",
        "capacitated processor sharing: up to 3 at once, each at full speed (R = 3), load 0.83",
        sources.CIW + ", processor sharing",
        held(10.0, exponential(1 / 12), 1, 3, 80_000),
        (
            *(
                Quantity(f"p_n_0_to_5, n = {number}", exact, p_number(number), f"p_n_0_to_5.{number}")
                for number, exact in enumerate(
                    (0.432132964, 0.3601108033, 0.1500461681, 0.04167949113, 0.01157763642, 0.003216010118)
                )
            ),
            Quantity("mean_in_system", 0.855529512, mean_in_system()),
            Quantity("mean_time", 0.0855529512, mean_system_time()),
        ),
    ),
)
