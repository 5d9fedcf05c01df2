"""Further cases with answers from theory, beyond the shared list: other models will be asked for, too."""

from __future__ import annotations

import math

import numpy as np

from tests.validation import chains, sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.cases_losses import busy_with
from tests.validation.cases_networks import busy_on_arrival, redialling, visit_wait, waiting, waiting_to_redial
from tests.validation.cases_priorities import ranked
from tests.validation.measures import (
    Observed,
    Ratio,
    mean_queue,
    mean_wait,
    occupancy,
    p_abandon,
    p_wait,
    time_beside_service,
)
from tests.validation.plans import Callers, Desk, Law, Team, constant, erlang_2, exponential, lines, queue

OWN = ""  # no path in the shared list


def _hyperexponential() -> Case:
    """Two topics with different mean times are an M/H2/1."""
    rate, shares, means = 0.5, (0.9, 0.1), (0.6, 4.6)
    second = sum(share * 2.0 * mean**2 for share, mean in zip(shares, means, strict=True))
    load = rate * sum(share * mean for share, mean in zip(shares, means, strict=True))
    return case_of(
        "F-01",
        "M/H2/1, load 0.5: 90 % of jobs take 0.6, 10 % take 4.6, both exponential",
        sources.KHINCHINE,
        Desk(
            60_000,
            {"callers": Callers(rate, topics={"short": shares[0], "long": shares[1]})},
            {"agents": Team(1)},
            {"short": exponential(means[0]), "long": exponential(means[1])},
        ),
        (
            Quantity("mean_wait", rate * second / 2.0 / (1.0 - load), mean_wait(), OWN),
            Quantity("busy with long jobs", rate * shares[1] * means[1], busy_with(1), OWN),
        ),
    )


def _constant_patience() -> Case:
    waits, lost = chains.constant_patience(11.0, 1.0, 10, 0.5)
    return case_of(
        "F-02",
        "M/M/10+D, load 11, everybody gives up after half a service time",
        "density of the virtual wait (B. Gnedenko, I. Kovalenko)",
        queue(11.0, exponential(1.0), 10, 25_000, patience=constant(0.5)),
        (Quantity("p_wait", waits, p_wait(), OWN), Quantity("p_abandon", lost, p_abandon(), OWN)),
    )


def _three_ranks() -> Case:
    waits = chains.cobham((0.5, 0.8, 1.1), 1.0, 3)
    return case_of(
        "F-03",
        "M/M/3, load 0.8, three classes, non-preemptive",
        sources.COBHAM,
        ranked((0.5, 0.8, 1.1), (exponential(1.0),) * 3, 3, 100_000),
        tuple(Quantity(f"mean_wait, class {rank + 1}", wait, mean_wait(rank), OWN) for rank, wait in enumerate(waits)),
    )


def _large() -> Case:
    waiting_calls, lost, busy = chains.erlang_a(500.0, 1.0, 500, 2.0)
    return case_of(
        "F-04",
        "M/M/500+M, load 500, patience two service times",
        sources.PALM,
        queue(500.0, exponential(1.0), 500, 150_000, patience=exponential(2.0), warm_up=0.1),
        (
            Quantity("mean_queue", waiting_calls, mean_queue(), OWN),
            Quantity("p_abandon", lost, p_abandon(), OWN),
            Quantity("occupancy", busy, occupancy(), OWN),
        ),
    )


def _ranks_with_patience() -> Case:
    """Patience is the same for both classes: a channel has one law of patience."""
    first, second = chains.two_classes_with_patience((2.0, 3.0), 4, (1.5, 1.5))
    return case_of(
        "F-05",
        "M/M/4+M, load 5, patience 1.5, two classes, the first goes first",
        sources.CHAIN,
        ranked((2.0, 3.0), (exponential(1.0),) * 2, 4, 20_000, live=2, patience=exponential(1.5)),
        (
            Quantity("mean_queue, class 1", first, mean_queue(0), OWN),
            Quantity("mean_queue, class 2", second, mean_queue(1), OWN),
            Quantity("p_abandon, class 1", first / 1.5 / 2.0, p_abandon(0), OWN),
            Quantity("p_abandon, class 2", second / 1.5 / 3.0, p_abandon(1), OWN),
        ),
    )


def _busy_lines() -> Case:
    """Like RT-01, but one in five gives up for good: the program ends after 20 attempts."""
    blocked, away = chains.redials(0.6, 0.8, 2.0, 1)
    return case_of(
        "F-06",
        "M/M/1 retrial queue, load 0.6: four fifths of those who find the line busy redial after 2 on average",
        sources.CHAIN,
        Desk(
            20_000,
            {"callers": Callers(0.6)},
            {"agents": Team(1)},
            {"call": exponential(1.0)},
            calls=lambda unit: "balks = 1\n" + redialling(0.8, 2.0)(unit),
        ),
        (
            Quantity("p_busy of all attempts", blocked, p_abandon(), OWN),
            Quantity("p_busy of first attempts", 1.0 - _idle(), busy_on_arrival(), OWN),
            Quantity("mean_orbit", away, waiting_to_redial(), OWN),
        ),
    )


def _idle() -> float:
    """Share of the time in which the line of the retrial queue is free: what is carried is not lost."""
    blocked, away = chains.redials(0.6, 0.8, 2.0, 1)
    return 1.0 - (0.6 + away / 2.0) * (1.0 - blocked)


def _interrupted() -> Case:
    """M/G/1 preemptive-resume: classes with Erlang-2 and constant service."""
    rates, means, seconds = (0.3, 0.4), (1.0, 1.0), (1.5, 1.0)
    loads = [rate * mean for rate, mean in zip(rates, means, strict=True)]
    residual = [rate * second / 2.0 for rate, second in zip(rates, seconds, strict=True)]
    free = 1.0 - loads[0]
    second_class = means[1] * (1.0 / free - 1.0) + sum(residual) / (free * (1.0 - sum(loads)))
    return case_of(
        "F-07",
        "M/G/1, preemptive-resume: calls (Erlang-2) interrupt e-mail (constant), load 0.7",
        "preemptive-resume M/G/1 (R. Conway, W. Maxwell, L. Miller, Theory of Scheduling)",
        ranked(rates, (erlang_2(1.0), constant(1.0)), 1, 30_000, live=1),
        (
            Quantity("mean_wait, calls", residual[0] / free, mean_wait(0), OWN),
            Quantity("time beside service, e-mail", second_class, time_beside_service(1), OWN),
        ),
    )


def _coming_back() -> Case:
    """Solved work that comes back makes a Jackson network of one station with returns."""
    rate, share, agents = 2.0, 0.4, 4
    flow = rate / (1.0 - share)
    wait = chains.erlang_c(agents, flow) / (agents - flow)

    def topic(unit: float) -> str:
        return (
            f'tier = "L1"\nwork.L1 = {{ handle_time = {exponential(1.0).text(unit)} }}\n'
            f"reopens = {{ share = {share}, after = {exponential(5.0).text(unit)}, work = 1.0 }}"
        )

    return case_of(
        "F-08",
        "M/M/4 with returns: two fifths of solved tickets come back after a while, again and again",
        sources.JACKSON,
        Desk(80_000, {"customers": Callers(rate, "mails")}, {"agents": Team(agents)}, {"ticket": topic}),
        (
            Quantity("mean_wait per piece of work", wait, visit_wait([0]), OWN),
            Quantity("mean_queue", wait * flow, waiting([0]), OWN),
            Quantity("occupancy", flow / agents, occupancy(), OWN),
        ),
    )


def daily_variance(exact: float) -> Measure:
    """Mean squared distance of a day's contacts from their exact mean."""

    def measure(seen: Observed) -> Ratio:
        days = int(seen.length * seen.unit / 86400.0)
        daily = np.bincount((seen.began[seen.counted()] * seen.unit // 86400.0).astype(np.int64), minlength=days)
        return float(np.sum((daily - exact) ** 2)), float(days)

    return measure


def daily_mean(seen: Observed) -> Ratio:
    """Contacts in a day."""
    return float(np.count_nonzero(seen.counted())), seen.length * seen.unit / 86400.0


def _busy_days() -> Case:
    """A gamma factor on a Poisson count: negative binomial."""
    mean, cv = 100.0, 0.2
    return case_of(
        "F-09",
        "busy days: daily contacts are negative binomial, mean 100, factor with cv 0.2",
        "G. Jongbloed, G. Koole, Managing uncertainty in call centres using Poisson mixtures (2001)",
        Desk(
            0,
            {"callers": Callers(mean)},
            {"agents": Team(1)},
            {"call": constant(1e-4)},
            profile=f"by_hour = [{', '.join(['1'] * 24)}]\nbusy_day_cv = {cv}",
            seconds=86400.0,
            weeks=200,
            warm_up=0.0,
            cool_down=0.005,
        ),
        (
            Quantity("mean of a day", mean, daily_mean, OWN),
            Quantity("variance of a day", mean + (cv * mean) ** 2, daily_variance(mean), OWN),
        ),
    )


def _loss_of_any_kind() -> Case:
    """Erlang's loss depends on the mean service alone."""
    blocking = 1.0
    for number in range(1, 11):
        blocking = 8.0 * blocking / (number + 8.0 * blocking)
    return case_of(
        "F-10",
        "M/G/10/10, load 8, lognormal service with cv 2: insensitive",
        "B. Sevast'yanov, insensitivity of Erlang's loss formula (1957)",
        queue(8.0, Law(1.0, "lognormal", 2.0), 10, 40_000, calls=lines("balks = 1")),
        (Quantity("p_block", blocking, p_abandon(), OWN),),
    )


def _weibull() -> Case:
    """M/G/1 with a shape whose second moment is known: Weibull with exponent 1/2, that is cv = sqrt 5."""
    rate = 0.5
    wait = rate * (1.0 + 5.0) / 2.0 / (1.0 - rate)
    return case_of(
        "F-11",
        "M/G/1, load 0.5, Weibull service with cv √5",
        sources.KHINCHINE,
        queue(rate, Law(1.0, "weibull", math.sqrt(5.0)), 1, 150_000),
        (Quantity("mean_wait", wait, mean_wait(), OWN),),
    )


CASES: tuple[Case, ...] = (
    _hyperexponential(),
    _constant_patience(),
    _three_ranks(),
    _large(),
    _ranks_with_patience(),
    _busy_lines(),
    _interrupted(),
    _coming_back(),
    _busy_days(),
    _loss_of_any_kind(),
    _weibull(),
)
