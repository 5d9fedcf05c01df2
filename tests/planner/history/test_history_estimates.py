from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from planner.calendar import Zone
from planner.history.arrivals import Arrivals
from planner.history.availability import find_availability, find_stays, worked_intervals
from planner.history.contacts import ContactLog
from planner.history.fitting import censored_weibull, fit_durations
from planner.history.opening_hours import by_days, spans_of_day
from planner.history.patience import fit_patience, kaplan_meier
from planner.history.presence import Presence, dated_shifts, guessed_agents, presence, weekly_shifts
from planner.history.rows import Findings

MONDAY = dt.date(2026, 3, 2).toordinal()
MIDNIGHT = (MONDAY - dt.date(1970, 1, 1).toordinal()) * 86400.0


def log_of(
    arrived: list[float], wait: list[float], handle: list[float], abandoned: list[bool], agent: list[str]
) -> ContactLog:
    """Live contacts; moments in seconds after midnight (UTC) of Monday 2 March 2026."""
    begin, waits = np.array(arrived) + MIDNIGHT, np.array(wait)
    gone = np.array(abandoned)
    answered = np.where(gone, np.nan, begin + waits)
    ended = begin + waits + np.where(gone, 0.0, handle)
    texts = np.full(len(begin), "x", dtype=object)
    return ContactLog(
        begin, answered, ended, begin, waits, np.where(gone, np.nan, handle), gone, np.full(len(begin), True), texts,
        texts, texts, np.array(agent, dtype=object),
    )  # fmt: skip


def test_that_the_patience_is_the_waiting_of_all_over_those_who_gave_up() -> None:
    # by hand: 20 who wait 30 s and are answered, 10 who give up after 60 s: 1,200 s over 10
    log = log_of([0.0] * 30, [30.0] * 20 + [60.0] * 10, [1.0] * 30, [False] * 20 + [True] * 10, [""] * 30)
    fit = fit_patience(log)
    assert fit is not None
    assert (fit.waited, fit.gave_up, fit.exponential_mean, fit.shape) == (30, 10, 120.0, "exponential")


def test_that_contacts_answered_at_once_say_nothing_about_patience() -> None:
    log = log_of([0.0] * 30, [0.0] * 20 + [60.0] * 10, [1.0] * 30, [False] * 20 + [True] * 10, [""] * 30)
    fit = fit_patience(log)
    assert fit is not None
    assert (fit.waited, fit.exponential_mean) == (10, 60.0)


def test_that_few_abandonments_give_no_patience() -> None:
    assert fit_patience(log_of([0.0] * 9, [60.0] * 9, [1.0] * 9, [True] * 9, [""] * 9)) is None


def test_that_kaplan_meier_agrees_with_the_leukaemia_trial() -> None:
    # remission weeks under 6-MP, Freireich et al. 1963; survival as tabulated in Cox and Oakes 1984, Analysis of
    # Survival Data, section 4.2: 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448 after 6, 7, 10, 13, 16, 22, 23
    weeks = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35], dtype=np.float64)
    censored = [3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20]
    relapsed = np.ones(len(weeks), dtype=np.bool_)
    relapsed[censored] = False
    known = kaplan_meier(weeks, relapsed, (5.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0, 36.0))
    assert [None if value is None else round(value, 3) for value in known] == [
        1.0, 0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448, None,
    ]  # fmt: skip


def test_that_a_censored_weibull_is_found_again() -> None:
    random = np.random.default_rng(7)
    times, limits = 300.0 * random.weibull(0.7, 40_000), random.exponential(200.0, 40_000)
    k, scale, _likelihood = censored_weibull(np.minimum(times, limits), times < limits)
    assert k == pytest.approx(0.7, rel=0.02)
    assert scale == pytest.approx(300.0, rel=0.04)


def test_that_a_weibull_replaces_the_exponential_where_it_is_likelier() -> None:
    random = np.random.default_rng(8)
    waits = 300.0 * random.weibull(2.0, 2000)
    fit = fit_patience(log_of([0.0] * 2000, list(waits), [1.0] * 2000, [True] * 2000, [""] * 2000))
    assert fit is not None
    assert fit.shape == "weibull"
    assert fit.mean == pytest.approx(300.0 * math.gamma(1.5), rel=0.03)


@pytest.mark.parametrize(
    ("shape", "durations"),
    [
        ("lognormal", np.random.default_rng(1).lognormal(5.0, 0.9, 20_000)),
        ("gamma", np.random.default_rng(2).gamma(3.0, 60.0, 20_000)),
        ("weibull", 200.0 * np.random.default_rng(3).weibull(1.7, 20_000)),
        ("exponential", np.random.default_rng(10).exponential(180.0, 20_000)),
    ],
)
def test_that_the_shape_of_handle_times_is_found_again(shape: str, durations: np.ndarray) -> None:
    fit = fit_durations(durations)
    assert fit.shape == shape
    assert fit.mean == pytest.approx(durations.mean())
    assert fit.ks < 0.02
    assert [each.aic for each in fit.candidates] == sorted(each.aic for each in fit.candidates)


def test_that_likelihoods_agree_with_those_of_scipy() -> None:
    from scipy import stats

    durations = np.random.default_rng(4).lognormal(4.0, 0.7, 500)
    fits = {fit.shape: fit for fit in fit_durations(durations).candidates}
    for shape, family in (("lognormal", stats.lognorm), ("gamma", stats.gamma), ("weibull", stats.weibull_min)):
        parameters = family.fit(durations, floc=0)
        assert fits[shape].aic == pytest.approx(4.0 - 2.0 * family.logpdf(durations, *parameters).sum(), rel=1e-5)
        distance = stats.kstest(durations, family(*parameters).cdf).statistic
        assert fits[shape].ks == pytest.approx(distance, abs=1e-3)


def test_that_handle_times_of_no_shape_are_kept_as_values_with_their_mean() -> None:
    durations = np.concatenate([np.full(500, 10.0), np.full(500, 1000.0)])
    fit = fit_durations(durations)
    assert (fit.shape, len(fit.values)) == ("empirical", 50)
    assert np.mean(fit.values) == pytest.approx(505.0)
    assert fit.ks == 0.0


def test_that_few_handle_times_are_not_told_apart() -> None:
    fit = fit_durations(np.array([60.0, 120.0]))
    assert (fit.shape, fit.mean, fit.candidates) == ("lognormal", 90.0, ())


def days(totals: list[float]) -> Arrivals:
    counts = np.zeros((len(totals), 24))
    counts[:, 10] = totals
    return Arrivals(MONDAY, counts, np.ones(len(totals), dtype=np.bool_), {})


def test_that_the_busy_day_spread_is_the_variance_beyond_poisson() -> None:
    # by hand, Mondays only: mean 100, squares 800, two days: (800 - 100) / 100^2 = 0.07
    assert days([80.0, *[0.0] * 6, 120.0]).busy_day_cv() == pytest.approx(math.sqrt(0.07))


def test_that_days_as_even_as_poisson_have_no_spread() -> None:
    assert days([95.0, *[0.0] * 6, 105.0]).busy_day_cv() == 0.0
    assert days([100.0]).busy_day_cv() is None


def test_that_the_spread_of_gamma_days_is_found_again() -> None:
    random = np.random.default_rng(9)
    totals = random.poisson(400.0 * random.gamma(1.0 / 0.04, 0.04, 7 * 300)).astype(float).tolist()
    assert days(totals).busy_day_cv() == pytest.approx(0.2, rel=0.06)


def test_that_contacts_per_month_are_those_of_ordinary_weeks() -> None:
    assert days([70.0] * 14).per_month() == pytest.approx(490.0 * 365.25 / 12 / 7)


def test_that_an_hour_without_a_contact_ends_a_stay() -> None:
    worked = {"Ada": [(0.0, 60.0), (3000.0, 3100.0), (6701.0, 6800.0)], "Ben": [(50.0, 70.0)]}
    begins, ends = find_stays(worked)
    assert sorted(zip(begins, ends, strict=True)) == [(0.0, 3100.0), (50.0, 70.0), (6701.0, 6800.0)]


def test_that_idle_agents_while_somebody_waits_are_not_available() -> None:
    # somebody always waits; Ada works half of each 20 minutes, in one piece; Ben works without a break
    ada = [(1200.0 * k, 1200.0 * k + 600.0) for k in range(31)]
    ben = [(600.0 * k, 600.0 * (k + 1)) for k in range(61)]
    spells = ada + ben
    log = log_of(
        [0.0] * 61 + [begin for begin, _end in spells],
        [36_600.0] * 61 + [0.0] * len(spells),
        [0.0] * 61 + [end - begin for begin, end in spells],
        [True] * 61 + [False] * len(spells),
        [""] * 61 + ["Ada"] * len(ada) + ["Ben"] * len(ben),
    )
    worked = worked_intervals(log.rows(log.agent != ""))
    found = find_availability(log, worked, find_stays(worked))
    assert found is not None
    assert found.unavailable == pytest.approx(0.25, abs=0.01)
    assert found.spell == pytest.approx(600.0, rel=0.02)


def test_that_agents_at_work_become_shifts_that_add_up_to_them() -> None:
    random = np.random.default_rng(11)
    agents = random.integers(0, 4, (3, 48))
    shifts = dated_shifts(Presence(MONDAY, agents, None))
    rebuilt = np.zeros(4 * 48, dtype=np.int64)
    for shift in shifts:
        for date in shift.dates:
            midnight = (date.toordinal() - MONDAY) * 48
            rebuilt[midnight + shift.span.begin // 1800 : midnight + shift.span.end // 1800] += shift.agents
    np.testing.assert_array_equal(rebuilt[: 3 * 48], agents.ravel())
    assert not rebuilt[3 * 48 :].any()


def test_that_a_shift_goes_on_past_midnight() -> None:
    agents = np.zeros((2, 48), dtype=np.int64)
    agents[0, 36:] = 2
    agents[1, :1] = 1
    shifts = dated_shifts(Presence(MONDAY, agents, None))
    assert [(shift.span.text, shift.agents) for shift in shifts] == [("18:00-24:00", 1), ("18:00-00:30", 1)]
    assert all(shift.dates == (dt.date(2026, 3, 2),) for shift in shifts)


def test_that_the_agents_of_a_half_hour_are_their_time_in_it_rounded() -> None:
    # Ada 09:00-10:10, Ben 09:20-09:50: half-hours with 1 + 1/3, 1 + 2/3 and 1/3 agents
    log = log_of(
        [32400.0, 36000.0, 33600.0, 35100.0],
        [0.0] * 4,
        [600.0, 600.0, 600.0, 300.0],
        [False] * 4,
        ["Ada", "Ada", "Ben", "Ben"],
    )
    found = presence(log, MONDAY, np.ones((7, 24), dtype=np.bool_), 1, Zone("UTC", 2025, 2027), Findings())
    assert found is not None
    assert found.agents[0, 18:22].tolist() == [1, 2, 1, 0]


def test_that_without_names_the_agents_are_the_load_plus_its_square_root() -> None:
    per_hour, is_open = np.zeros((7, 24)), np.zeros((7, 24), dtype=np.bool_)
    per_hour[0, 9], is_open[0, 9] = 40.0, True
    agents = guessed_agents(per_hour, is_open, 360.0, 1.0)  # 40 an hour x 6 min: 4 erlangs, and 2
    assert agents[0, 18:20].tolist() == [6, 6]
    assert [(shift.span.text, shift.agents, shift.days) for shift in weekly_shifts(agents)] == [
        ("09:00-10:00", 6, "mon")
    ]


def test_that_spans_and_days_are_written_as_a_plan_has_them() -> None:
    slots = np.zeros(24, dtype=np.bool_)
    slots[[0, 9, 10, 23]] = True
    assert [span.text for span in spans_of_day(slots)] == ["00:00-01:00", "09:00-11:00", "23:00-24:00"]
    texts = ["a", "a", "b", "", "a", "a", "a"]
    assert by_days(texts) == {"mon-tue": "a", "wed": "b", "fri-sun": "a"}
