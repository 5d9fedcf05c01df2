"""Everybody waits until served: M/M/c (Erlang C), with one server M/M/1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.validation import sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.measures import (
    answered_within,
    mean_in_system,
    mean_queue,
    mean_system_time,
    mean_wait,
    occupancy,
    p_number,
    p_wait,
    wait_percentile,
)
from tests.validation.plans import exponential, queue

MEASURES: dict[str, Measure] = {
    "p_wait": p_wait(),
    "occupancy": occupancy(),
    "mean_wait": mean_wait(),
    "mean_queue": mean_queue(),
    "mean_in_system": mean_in_system(),
    "mean_system_time": mean_system_time(),
    "p_empty": p_number(0),
}
WAITS = {"asa_s", "asa_seconds", "mean_wait_min", "mean_wait_h"}
SYSTEM_TIMES = {"mean_system_time_s", "mean_system_time_min"}


def known(values: Mapping[str, float], limit: float = 0.0, path: str = "{}") -> tuple[Quantity, ...]:
    """Quantities of a plain queue by their names; ``limit`` is the time of the service level, in the model's unit."""
    return tuple(Quantity(name, exact, _measure(name, limit), path.format(name)) for name, exact in values.items())


def _measure(name: str, limit: float) -> Measure:
    if name.startswith("service_level"):
        return answered_within(limit)
    if name in WAITS:
        return mean_wait()
    return mean_system_time() if name in SYSTEM_TIMES else MEASURES[name]


def _half_hour(case: str, source: str, agents: int, values: dict[str, float], path: str, **more: Any) -> Case:
    """100 calls in half an hour of 3 minutes: the worked example of many pages, in seconds."""
    limit = more.pop("limit", 20.0)
    contacts = more.pop("contacts", 25_000)
    desk = queue(100 / 1800, exponential(180.0), agents, contacts)
    model = f"M/M/{agents}, 100 calls in 30 min, 3 min each, target {limit:g} s"
    return case_of(case, model, source, desk, known(values, limit, path), **more)


# agents, share that waits, service level, average speed of answer, occupancy
CONTACT_CENTRE_TABLE = (
    (11, 0.6821182047, 0.3896138117, 122.7812768, 0.9090909091),
    (12, 0.4493882243, 0.6401580404, 40.44494019, 0.8333333333),
    (13, 0.285270453, 0.7955947884, 17.11622718, 0.7692307692),
    (14, 0.1741319336, 0.8883500192, 7.835937012, 0.7142857143),
    (15, 0.102042367, 0.9414528429, 3.673525212, 0.6666666667),
)


def _worked_example() -> list[Case]:
    return [
        _half_hour(
            "EC-01",
            sources.PYWORKFORCE,
            agents,
            dict(zip(("p_wait", "service_level", "asa_seconds", "occupancy"), values, strict=True)),
            f"by_servers.{agents}.{{}}",
            variant=f"{agents} agents",
            contacts=150_000 if agents == 11 else 40_000,
            quick=agents == 14,
        )
        for agents, *values in CONTACT_CENTRE_TABLE
    ]


def _targets_in_seconds() -> list[Case]:
    """Rows of staffing for an average speed of answer: the number of agents is asked elsewhere, the wait here."""
    rows = [
        (60, 240.0, 8, 3.542639682, 0.5),
        (120, 240.0, 11, 19.59663408, 0.7272727273),
        (400, 360.0, 48, 7.018254681, 0.8333333333),
        (30, 900.0, 11, 45.20749831, 0.6818181818),
    ]
    return [
        case_of(
            "EC-21",
            f"M/M/{agents}, {calls} calls an hour of {handle_time:g} s",
            sources.COMPUTED,
            queue(calls / 3600, exponential(handle_time), agents, 100_000),
            known({"asa_s": asa, "occupancy": share}, path=f"rows.{row}.{{}}"),
            variant=f"row {row + 1}",
        )
        for row, (calls, handle_time, agents, asa, share) in enumerate(rows)
    ]


def _one_server() -> list[Case]:
    return [
        case_of(
            "EC-11",
            "M/M/1, load 0.5",
            sources.COMPUTED,
            queue(0.5, exponential(1.0), 1, 25_000),
            known(
                {"occupancy": 0.5, "p_wait": 0.5, "mean_wait": 1.0, "mean_queue": 0.5, "service_level": 0.5243852877},
                0.1,
            ),
        ),
        case_of(
            "PK-07",
            "M/M/1, load 0.5",
            sources.SSJ + ", QueueEv and QueueLindley (100 runs of 10,000: 0.506)",
            queue(1.0, exponential(0.5), 1, 25_000),
            known({"mean_wait": 0.5, "mean_system_time": 1.0, "mean_queue": 0.5, "occupancy": 0.5}),
        ),
        case_of(
            "PK-08",
            "M/M/1, load 0.8",
            sources.SWEZINYE,
            queue(20.0, exponential(0.04), 1, 60_000),
            known(
                {"p_empty": 0.2, "mean_queue": 3.2, "mean_in_system": 4.0, "mean_wait": 0.16, "mean_system_time": 0.2}
            ),
        ),
    ]


def _several_servers() -> list[Case]:
    return [
        case_of(
            "EC-03",
            "M/M/55, 360 calls in 30 min of 240 s, target 15 s",
            sources.ERLANG_PAGE,
            queue(0.2, exponential(240.0), 55, 150_000),
            known(
                {"occupancy": 0.8727272727, "p_wait": 0.2387009364, "mean_wait": 8.184032104,
                 "service_level": 0.8458830922},
                15.0,
            ),
        ),
        case_of(
            "EC-04",
            "M/M/13, 3.5 calls a minute of 3 min (in s)",
            sources.CALLCENTER_SIMULATOR,
            queue(3.5 / 60, exponential(180.0), 13, 100_000),
            known({"asa_seconds": 26.5568858, "p_wait": 0.3688456362, "occupancy": 0.8076923077}),
        ),
        case_of(
            "EC-05",
            "M/M/9, 0.133 calls a second of 60 s",
            sources.QUEUE_CALC,
            queue(2 / 15, exponential(60.0), 9, 150_000),
            known(
                {"p_wait": 0.6533269283, "mean_queue": 5.226615426, "mean_in_system": 13.22661543,
                 "asa_seconds": 39.1996157, "mean_system_time_s": 99.1996157, "occupancy": 0.8888888889}
            ),
        ),
        case_of(
            "EC-06",
            "M/M/3, 6 an hour of 20 min (in min)",
            sources.GROSS,
            queue(0.1, exponential(20.0), 3, 40_000),
            known(
                {"p_empty": 0.1111111111, "mean_queue": 0.8888888889, "mean_wait_min": 8.888888889,
                 "mean_system_time_min": 28.88888889}
            ),
        ),
        case_of(
            "EC-09",
            "M/M/28, 250 calls an hour of 330 s, target 30 s",
            sources.UPLIFT,
            queue(250 / 3600, exponential(330.0), 28, 100_000),
            known({"service_level": 0.8568503026, "asa_seconds": 14.75205346}, 30.0),
            variant="28 agents",
        ),
        case_of(
            "EC-09",
            "M/M/27, 250 calls an hour of 330 s, target 30 s",
            sources.UPLIFT,
            queue(250 / 3600, exponential(330.0), 27, 20_000),
            known({"service_level_with_one_less": 0.78218013}, 30.0),
            variant="27 agents",
        ),
        case_of(
            "EC-14",
            "M/M/50, 48 calls a minute of 1 min: percentiles of the wait (in s)",
            sources.GARNETT,
            queue(0.8, exponential(60.0), 50, 500_000, warm_up=0.1),
            (
                *known({"asa_s": 20.83366834, "p_wait": 0.6944556112, "mean_queue": 16.66693467}),
                Quantity("wait_p50_s", 9.855604409, wait_percentile(0.5)),
                Quantity("wait_p80_s", 37.34432637, wait_percentile(0.8)),
                Quantity("wait_p90_s", 58.13874178, wait_percentile(0.9)),
                Quantity("wait_p95_s", 78.9331572, wait_percentile(0.95)),
            ),
        ),
    ]  # fmt: skip


SHORT_TRIALS = (
    "The documentation prints 5.63 and 0.80 min, averages over ten short trials of which one is an outlier; exact are "
    "4.44 and 0.87 min."
)


def _one_more_server() -> list[Case]:
    rows = [(3, 4.444444444, 0.6666666667, 40_000), (4, 0.8695652174, 0.5, 50_000)]
    return [
        case_of(
            "EC-07",
            f"M/M/{agents}, 0.2 customers a minute of 10 min",
            sources.CIW,
            queue(0.2, exponential(10.0), agents, contacts),
            (
                Quantity("mean_wait_min", wait, mean_wait(), f"mean_wait_min.{place}"),
                Quantity("occupancy", share, occupancy(), f"occupancy.{place}"),
            ),
            variant=f"{agents} servers",
            misprint=SHORT_TRIALS if agents == 3 else "",
        )
        for place, (agents, wait, share, contacts) in enumerate(rows)
    ]


OCCUPANCY_BINDS = _half_hour(
    "EC-02",
    sources.PYWORKFORCE,
    15,
    {"service_level": 0.9411266757, "occupancy": 0.6666666667, "p_wait": 0.102042367},
    "{}",
    limit=0.33 * 60,
)

NEARLY_FULL = case_of(
    "EC-10",
    "M/M/10, load 0.99, target 0.1 service times",
    sources.COMPUTED,
    queue(9.9, exponential(1.0), 10, 1_000_000, warm_up=0.15, cool_down=0.02),
    known(
        {"occupancy": 0.99, "p_wait": 0.9637384204, "mean_wait": 9.637384204, "mean_queue": 95.41010362,
         "service_level": 0.04585093712},
        0.1,
    ),
    widest=0.025,
    remark="At 99 % load waits change slowly: a standard error of 1 % takes some 400 million contacts; here are a"
    " quarter of them.",
)  # fmt: skip

CASES = (
    *_worked_example(),
    OCCUPANCY_BINDS,
    *_several_servers(),
    *_one_more_server(),
    NEARLY_FULL,
    *_one_server(),
    *_targets_in_seconds(),
)
