"""Customers give up: M/M/c+M (Erlang A), other laws of patience, and those who leave at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.validation import sources
from tests.validation.case import Case, Measure, Quantity, case_of
from tests.validation.measures import (
    abandoned_within,
    answered_within,
    answered_within_except_short,
    mean_in_system,
    mean_queue,
    mean_system_time,
    mean_wait,
    mean_wait_abandoned,
    mean_wait_served,
    number_variance,
    occupancy,
    p_abandon,
    p_no_wait,
    p_wait,
    queue_variance,
    wait_percentile,
)
from tests.validation.plans import Law, constant, erlang_2, exponential, lines, lognormal, queue

MEASURES: dict[str, Measure] = {
    "p_nowait": p_no_wait(),
    "p_wait": p_wait(),
    "p_abandon": p_abandon(),
    "mean_queue": mean_queue(),
    "mean_in_system": mean_in_system(),
    "mean_wait_all": mean_wait(),
    "mean_wait_all_s": mean_wait(),
    "mean_wait_all_min": mean_wait(),
    "mean_wait_served": mean_wait_served(),
    "mean_wait_served_s": mean_wait_served(),
    "mean_wait_served_min": mean_wait_served(),
    "mean_wait_abandoned": mean_wait_abandoned(),
    "mean_system_time_s": mean_system_time(),
    "occupancy": occupancy(),
}


def known(values: Mapping[str, float], limit: float = 0.0) -> tuple[Quantity, ...]:
    """Quantities of a queue with patience by their names; ``limit`` is the time of the service level."""
    return tuple(Quantity(name, exact, _measure(name, limit)) for name, exact in values.items())


def _measure(name: str, limit: float) -> Measure:
    if name in MEASURES:
        return MEASURES[name]
    head, within, tail = name.partition("_within_")
    if within:
        moment = float(tail.split("_")[0])
        if head == "p_abandon":
            return abandoned_within(moment)
        return answered_within(moment, of_served=tail.endswith("given_served"))
    if name.startswith("service_level_excl_short_abandon"):
        given = name.removeprefix("service_level_excl_short_abandon").strip("_")
        return answered_within_except_short(float(given) if given else limit)
    return answered_within(limit)


def _hundred(case: str, patience: Law, values: Mapping[str, float], contacts: float, where: str) -> Case:
    """100 agents, 102 contacts in a service time."""
    return case_of(
        case,
        f"M/M/100+{patience.shape}, 102 contacts in a service time, mean patience {patience.mean:g}",
        f"{sources.WHITT}, {where}",
        queue(102.0, exponential(1.0), 100, contacts, patience=patience, warm_up=0.1),
        tuple(replace(quantity, widest=RARE.get((case, quantity.name))) for quantity in known(values)),
        quick=case == "EA-01",
    )


# The queue of MG-04 empties so seldom, and so long at a time, that 1 % would take a billion contacts.
RARE = {("MG-04", "p_nowait"): 0.08, ("MG-04", "p_served_within_0.4_given_served"): 0.06}

WHITT = (
    _hundred(
        "EA-01",
        exponential(1.0),
        {"p_nowait": 0.4082813655, "p_abandon": 0.049917976, "mean_queue": 5.091633552, "mean_wait_all": 0.049917976,
         "mean_wait_served": 0.04904092185, "mean_wait_abandoned": 0.06661082784, "occupancy": 0.9690836645,
         "p_served_within_0.1_given_served": 0.7986439896, "p_served_within_0.1_of_all": 0.7587772981,
         "p_abandon_within_0.1_given_abandon": 0.7670698632, "p_served_within_0.2_given_served": 0.9644127482,
         "p_abandon_within_0.2_given_abandon": 0.9701595292, "service_level_excl_short_abandon_0.1": 0.7889881064},
        60_000,
        "table 1",
    ),
    _hundred(
        "EA-02",
        exponential(4.0),
        {"p_nowait": 0.2256791323, "p_abandon": 0.03636188842, "mean_queue": 14.83565048, "mean_wait_all": 0.1454475537,
         "mean_wait_served": 0.1455453377, "mean_wait_abandoned": 0.1428561473, "occupancy": 0.9829108738,
         "p_served_within_0.1_given_served": 0.4687870602, "p_served_within_0.1_of_all": 0.4517410774,
         "p_abandon_within_0.1_given_abandon": 0.4493159173, "p_served_within_0.2_given_served": 0.6864799943,
         "p_abandon_within_0.2_given_abandon": 0.7366212449, "service_level_excl_short_abandon_0.1": 0.4592441978},
        150_000,
        "tables 3 and 5",
    ),
    _hundred(
        "MG-01",
        erlang_2(1.0),
        {"p_nowait": 0.2454850977, "p_abandon": 0.03783225051, "mean_queue": 11.75927025,
         "mean_wait_served": 0.1134225042, "mean_wait_abandoned": 0.1627047712, "occupancy": 0.9814111045,
         "p_served_within_0.1_given_served": 0.519416836, "p_abandon_within_0.1_given_abandon": 0.2731798749,
         "p_served_within_0.2_given_served": 0.7753563634, "p_abandon_within_0.2_given_abandon": 0.688393747},
        120_000,
        "table 2; value by formula",
    ),
    _hundred(
        "MG-04",
        lognormal(4.0, 0.25),
        {"p_nowait": 0.01025068925, "p_abandon": 0.02036883734, "mean_queue": 117.5579832,
         "mean_wait_served": 1.148919454, "mean_wait_abandoned": 1.326140823,
         "p_served_within_0.4_given_served": 0.07184069468},
        600_000,
        "table 4; value by formula",
    ),
)  # fmt: skip

OVERLOADED = (
    "The published test carries 56.62 s in the place of its tolerance, so it checks nothing there; the number itself "
    "is right, although the nine agents are overloaded."
)
PALM = (
    case_of(
        "EA-03",
        "M/M/14+M, 100 calls in 30 min of 3 min, patience 5 min, target 20 s (in min)",
        sources.PYWORKFORCE + ", test_abandonment.py",
        queue(100 / 30, exponential(3.0), 14, 100_000, patience=exponential(5.0)),
        known(
            {"p_wait": 0.1452601143, "p_abandon": 0.01398374412, "occupancy": 0.7042973256,
             "mean_wait_all_min": 0.06991872061, "mean_wait_served_min": 0.06464133408,
             "service_level_answered_of_all": 0.9167920919, "service_level_excl_short_abandon": 0.9234073223},
            1 / 3,
        ),
        misprint="pyworkforce prints 0.069919 min as average speed of answer. That is the mean wait of everybody, "
        "those who give up included; the answered wait 0.064641 min.",
    ),
    case_of(
        "EA-04",
        "M/M/13+M, 100 calls in 30 min of 3 min, patience 5 min, target 20 s (in min)",
        sources.PYWORKFORCE + ", docs/guide/erlanga.md",
        queue(100 / 30, exponential(3.0), 13, 60_000, patience=exponential(5.0)),
        known(
            {"p_wait": 0.225797084, "p_abandon": 0.02496330363, "occupancy": 0.750028228,
             "mean_wait_all_min": 0.1248165182, "service_level_answered_of_all": 0.8581777},
            1 / 3,
        ),
        misprint="The same library and the same confusion: 0.125 min is the mean wait of everybody.",
    ),
    case_of(
        "EA-05",
        "M/M/9+M, 0.133 calls a second of 60 s, patience 120 s (room for 200 is never filled)",
        sources.QUEUE_CALC,
        queue(2 / 15, exponential(60.0), 9, 40_000, patience=exponential(120.0)),
        known(
            {"p_abandon": 0.06892121697, "mean_queue": 1.102739472, "mean_in_system": 8.551369736,
             "mean_wait_all_s": 8.270546036, "mean_system_time_s": 64.13527302, "occupancy": 0.8276255849}
        ),
    ),
    *(
        case_of(
            "EA-06",
            f"M/M/{agents}+M, 3.5 calls a minute of 3 min, patience 5 min (in s)",
            sources.CALLCENTER_SIMULATOR,
            queue(3.5 / 60, exponential(180.0), agents, 40_000, patience=exponential(300.0)),
            (Quantity("mean_wait_all_s", wait, mean_wait(), f"mean_wait_all_s.{place}"),),
            variant=f"{agents} agents",
            quick=agents == 9,
            misprint=misprint,
        )
        for place, (agents, wait, misprint) in enumerate(
            (
                (13, 9.912802609, ""),
                (9, 56.6184355, OVERLOADED),
            )
        )
    ),
    case_of(
        "EA-07",
        "M/M/50+M, 48 calls a minute of 1 min, patience 2 min (in s)",
        sources.GARNETT,
        queue(0.8, exponential(60.0), 50, 80_000, patience=exponential(120.0)),
        (
            *known(
                {"p_abandon": 0.03091224916, "mean_wait_all_s": 3.709469899, "mean_wait_served_s": 3.61590024,
                 "mean_queue": 2.96757592, "occupancy": 0.9303242408, "p_wait": 0.4677740686}
            ),
            Quantity("wait_p90_all_s", 12.44464772, wait_percentile(0.9)),
        ),
    ),
    case_of(
        "EA-09",
        "M/M/20+M, 18 contacts in a service time, patience as long as service",
        sources.COMPUTED + ": the number in the system is Poisson(18)",
        queue(18.0, exponential(1.0), 20, 50_000, patience=exponential(1.0)),
        (
            *known({"mean_in_system": 18.0, "p_wait": 0.349083872, "p_abandon": 0.04988404505,
                    "mean_queue": 0.8979128108}),
            Quantity("var_in_system", 18.0, number_variance(18.0)),
        ),
    ),
    case_of(
        "EA-10",
        "M/M/8+M, 200 calls an hour of 100 s, patience 1000 s, 10 % leave at once if they must wait",
        sources.COMPUTED,
        queue(200 / 3600, exponential(100.0), 8, 80_000, patience=exponential(1000.0), calls=lines("balks = 0.1")),
        known(
            {"p_wait": 0.2159932886, "p_abandon": 0.02735371546, "mean_queue": 0.3196881441,
             "mean_wait_all": 5.754386595, "mean_wait_served": 5.747070933, "occupancy": 0.6754488087,
             "p_served_within_20_of_all": 0.8749623278, "service_level_excl_short_abandon_20": 0.8968924411,
             "p_served_within_30_of_all": 0.9028364265}
        ),
    ),
    case_of(
        "EA-11",
        "M/M/99+M, 100 contacts in a service time, patience as long as service",
        f"{sources.WHITT}, section 2",
        queue(100.0, exponential(1.0), 99, 80_000, patience=exponential(1.0), warm_up=0.1),
        known({"p_abandon": 0.04499398479, "p_served_within_0.1_given_served": 0.8226743169}),
    ),
    case_of(
        "MG-05",
        "M/M/1+D, load 2.5, everybody gives up after 6",
        sources.CIW + ", reneging; value of Barrer's closed form",
        queue(5.0, exponential(0.5), 1, 10_000, patience=constant(6.0)),
        (
            # one contact in 300 million does not wait: none is seen, and no standard error
            Quantity("p_wait", 0.9999999963, p_wait(), within=1e-8),
            Quantity("occupancy", 0.9999999963, occupancy(), within=1e-8),
            *known(
                {"p_abandon": 0.6000000015, "mean_wait_all": 5.866666683, "mean_queue": 29.33333341,
                 "mean_wait_served": 5.666666706}
            ),
        ),
        quick=True,
    ),
)  # fmt: skip


def _nearly_patient(agents: int, exact: float, contacts: float, widest: float, place: int) -> Case:
    return case_of(
        "EA-12",
        f"M/M/{agents}+M, 100 calls in 30 min of 3 min, patience a million minutes (in min)",
        sources.PYWORKFORCE + ", test_abandonment.py",
        queue(100 / 30, exponential(3.0), agents, contacts, patience=exponential(1e6)),
        (Quantity("p_wait", exact, p_wait(), f"p_wait_erlang_c.{place}"),),
        variant=f"{agents} agents",
        widest=widest,
        remark="" if widest < 0.02 else "One contact in 20,000 waits: a standard error of 1 % would need some 10⁹.",
    )


PATIENT = (
    _nearly_patient(15, 0.102042367, 40_000, 0.01, 0),
    _nearly_patient(20, 0.003731126044, 300_000, 0.01, 1),
    _nearly_patient(25, 4.878175896e-05, 300_000, 0.1, 2),
)


def _simulated(case: str, service: Law, patience: Law, where: str, values: Mapping[str, tuple[float, float]]) -> Case:
    """100 agents, 102 contacts in a service time; the known answers are simulated, with 95 % half-widths."""
    quantities = []
    for name, (value, half_width) in values.items():
        measure = queue_variance(values["mean_queue"][0]) if name == "var_queue" else _measure(_decimal(name), 0.0)
        quantities.append(Quantity(name, value, measure, f"{name}.value", half_width))
    return case_of(
        case,
        f"M/{service.shape}/100+{patience.shape}, 102 contacts in a service time, both with mean 1",
        f"{sources.WHITT}, {where} (simulated there)",
        queue(102.0, service, 100, 150_000, patience=patience, warm_up=0.1),
        tuple(quantities),
    )


def _decimal(name: str) -> str:
    """``within_0_1_given`` means 0.1."""
    return name.replace("_0_", "_0.")


SIMULATED = (
    _simulated(
        "MG-10",
        erlang_2(1.0),
        erlang_2(1.0),
        "table 1",
        {"p_nowait": (0.217, 0.0021), "p_abandon": (0.0351, 0.00029), "mean_queue": (11.52, 0.075),
         "var_queue": (112.0, 0.71), "mean_in_system": (109.9, 0.092), "mean_wait_served": (0.1115, 0.00071),
         "mean_wait_abandoned": (0.1508, 0.00042), "p_served_within_0_1_given_served": (0.51, 0.003),
         "p_served_within_0_2_given_served": (0.795, 0.0023)},
    ),
    _simulated(
        "MG-13",
        erlang_2(1.0),
        lognormal(1.0, 1.0),
        "table 6",
        {"p_nowait": (0.211, 0.0013), "p_abandon": (0.0348, 0.00021), "mean_queue": (11.4, 0.039),
         "mean_wait_served": (0.1097, 0.00037), "mean_wait_abandoned": (0.1696, 0.00025),
         "p_served_within_0_1_given_served": (0.502, 0.0016)},
    ),
    _simulated(
        "MG-15",
        lognormal(1.0, 1.0),
        erlang_2(1.0),
        "table 7",
        {"p_nowait": (0.233, 0.0021), "p_abandon": (0.037, 0.00027), "mean_queue": (11.74, 0.063),
         "mean_wait_served": (0.1133, 0.00061), "mean_wait_abandoned": (0.1589, 0.00039),
         "p_served_within_0_1_given_served": (0.514, 0.0025)},
    ),
)  # fmt: skip

CASES = (*PALM, *WHITT, *PATIENT, *SIMULATED)
