"""Who goes first: priorities without interruption (Cobham), with interruption, and teams with different skills."""

from __future__ import annotations

from collections.abc import Callable

from tests.validation import sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.chains import resumed_by_its_own_agent
from tests.validation.measures import (
    mean_queue,
    mean_system_time,
    mean_wait,
    occupancy,
    p_abandon,
    p_wait,
    pooled,
    share_served_by,
    time_beside_service,
)
from tests.validation.plans import Callers, Desk, Law, Team, constant, exponential

COUNTY = (0.2, 0.6, 1.2)  # arrivals in an hour of the three classes; 3 are served in an hour
COUNTY_SOURCE = sources.HILLIER + ", County Hospital"


def ranked(
    rates: tuple[float, ...],
    service: tuple[Law, ...],
    agents: int,
    contacts: float,
    *,
    live: int = 3,
    patience: Law | None = None,
) -> Desk:
    """Classes by rank; the first ``live`` of them call, the others write and are interrupted by those who call."""
    callers = {
        f"class{rank}": Callers(rate, "calls" if rank <= live else "mails", rank, {f"job{rank}": 1.0})
        for rank, rate in enumerate(rates, 1)
    }
    interruptible = live < len(rates)
    return Desk(
        contacts,
        callers,
        {"agents": Team(agents, extra="interruptible = true" if interruptible else "")},
        {f"job{rank}": law for rank, law in enumerate(service, 1)},
        patience=patience,
        order="priority",
    )


def _by_class(name: str, values: tuple[float, ...], measure_of: Callable[[int], Measure]) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(f"{name}, class {rank + 1}", value, measure_of(rank), f"{name}.{rank}")
        for rank, value in enumerate(values)
    )


THIRDS = (exponential(1 / 3),) * 3

WITHOUT_INTERRUPTION = (
    case_of(
        "PR-01",
        "M/M/1, three classes, non-preemptive (in h)",
        COUNTY_SOURCE,
        ranked(COUNTY, THIRDS, 1, 40_000),
        _by_class("mean_wait_h_1_server", (0.2380952381, 0.3246753247, 0.9090909091), mean_wait),
        variant="1 server",
        quick=True,
    ),
    case_of(
        "PR-01",
        "M/M/2, three classes, non-preemptive (in h)",
        COUNTY_SOURCE,
        ranked(COUNTY, THIRDS, 2, 100_000),
        _by_class("mean_wait_h_2_servers", (0.02873563218, 0.03315649867, 0.04807692308), mean_wait),
        variant="2 servers",
    ),
    case_of(
        "PR-03",
        "M/M/1, three classes, non-preemptive",
        sources.SWEZINYE,
        ranked((5.0, 10.0, 5.0), (exponential(0.04),) * 3, 1, 60_000),
        (
            *_by_class("mean_wait", (0.04, 0.1, 0.4), mean_wait),
            *_by_class("mean_system_time", (0.08, 0.14, 0.44), mean_system_time),
            *_by_class("mean_queue", (0.2, 1.0, 2.0), mean_queue),
        ),
    ),
    case_of(
        "PR-05",
        "M/G/1, two classes, non-preemptive: exponential of 0.5 before constant of 2",
        sources.COBHAM,
        ranked((0.3, 0.2), (exponential(0.5), constant(2.0)), 1, 20_000, live=2),
        (
            Quantity("mean_wait_class1", 0.5588235294, mean_wait(0)),
            Quantity("mean_wait_class2", 1.241830065, mean_wait(1)),
        ),
    ),
)

ONE = (0.02380952381, 0.1536796537, 1.03030303)
TWO = (0.0003707823508, 0.007920649221, 0.06542232278)


def _first_two(values: tuple[float, float, float]) -> float:
    """Mean over the first two classes together."""
    return (COUNTY[0] * values[0] + COUNTY[1] * values[1]) / (COUNTY[0] + COUNTY[1])


WITH_INTERRUPTION = (
    case_of(
        "PR-02",
        "M/M/1, preemptive-resume: class 1 calls, classes 2 and 3 write (in h)",
        COUNTY_SOURCE,
        ranked(COUNTY, THIRDS, 1, 120_000, live=1),
        (Quantity("time beside service, class 1", ONE[0], mean_wait(0), "mean_time_minus_service_h_1_server.0"),),
        variant="1 server, 1 over 2 and 3",
    ),
    case_of(
        "PR-02",
        "M/M/1, preemptive-resume: classes 1 and 2 call, class 3 writes (in h)",
        COUNTY_SOURCE,
        ranked(COUNTY, THIRDS, 1, 50_000, live=2),
        (
            Quantity("time beside service, classes 1 and 2", _first_two(ONE), pooled(mean_wait(0), mean_wait(1)), ""),
            Quantity("time beside service, class 3", ONE[2], time_beside_service(2),
                     "mean_time_minus_service_h_1_server.2"),
        ),
        variant="1 server, 1 and 2 over 3",
        remark="Plans know two ranks of interruption, live over deferred. So classes are taken in pairs; those who "
        "call do not interrupt each other, which changes none of these numbers.",
        misprint="The book prints 1.033 h for class 3, rounded on the way; exact is 1.0303 h.",
    ),
    case_of(
        "PR-02",
        "M/M/2, preemptive: class 1 calls, classes 2 and 3 write (in h)",
        COUNTY_SOURCE,
        ranked(COUNTY, THIRDS, 2, 200_000, live=1),
        (Quantity("time beside service, class 1", TWO[0], mean_wait(0), "mean_time_minus_service_h_2_servers.0"),),
        variant="2 servers, 1 over 2 and 3",
        widest=0.05,
        remark="Only one contact of class 1 in 470 waits.",
    ),
    case_of(
        "PR-02",
        "M/M/2, preemptive: classes 1 and 2 call, class 3 writes (in h)",
        COUNTY_SOURCE,
        ranked(COUNTY, THIRDS, 2, 150_000, live=2),
        (
            Quantity("time beside service, classes 1 and 2", _first_two(TWO), pooled(mean_wait(0), mean_wait(1)), ""),
            Quantity("time beside service, class 3 (own agent resumes)",
                     resumed_by_its_own_agent(COUNTY[0] + COUNTY[1], COUNTY[2], 1 / 3), time_beside_service(2), ""),
        ),
        variant="2 servers, 1 and 2 over 3",
        remark="Class 3 differs from the textbook by design: what a call interrupted is resumed by its own agent, "
        "while a colleague may be idle. The chain of this rule is solved for its value, 0.0751 h; resumed by anyone it "
        "would be 0.0654 h. In the time until solved, service included, that is 2.4 %. With one server there is no "
        "difference.",
    ),
)  # fmt: skip

N_MODEL = case_of(
    "MS-01",
    "N-model with patience 2: pool 1 serves class 1; pool 2 serves class 2 first, then class 1",
    sources.CHAIN,
    Desk(
        40_000,
        {"class1": Callers(4.0, priority=2), "class2": Callers(3.0, priority=1)},
        {"pool1": Team(4, callers=["class1"]), "pool2": Team(4, callers=["class1", "class2"])},
        {"call": exponential(1.0)},
        patience=exponential(2.0),
        order="priority",
    ),
    (
        *_by_class("mean_queue", (0.5031837547, 0.7718725436), mean_queue),
        *_by_class("p_wait", (0.3679558547, 0.6293042459), p_wait),
        Quantity("occupancy_pool1", 0.7593252848, occupancy(0)),
        Quantity("occupancy_pool2", 0.8312926779, occupancy(1)),
        Quantity("share_of_class1_in_pool2", 0.1897090605, share_served_by(1, 0)),
        *_by_class("p_abandon", (0.06289796934, 0.1286454239), p_abandon),
        *_by_class("mean_wait", (0.1257959387, 0.2572908479), mean_wait),
    ),
    quick=True,
)

CROSS_TRAINED = case_of(
    "MS-06",
    "two teams (6 and 4) that both serve two classes, longest waiting first: M/M/10",
    sources.COMPUTED,
    Desk(
        100_000,
        {"class1": Callers(5.0), "class2": Callers(3.0)},
        {"six": Team(6), "four": Team(4)},
        {"call": exponential(1.0)},
    ),
    (Quantity("mean_wait", 0.2045900754, mean_wait()), Quantity("p_wait", 0.4091801508, p_wait())),
)

CASES: tuple[Case, ...] = (*WITHOUT_INTERRUPTION, *WITH_INTERRUPTION, N_MODEL, CROSS_TRAINED)
