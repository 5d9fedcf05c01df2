"""The page docs/validation.md, written from results. It holds no time and no date: equal code writes equal bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.validation.case import ERRORS_ALLOWED, FEWEST_REPLICATIONS, SEED, WIDEST_ERROR, Case, Result
from tests.validation.catalogue import CASES, FAMILIES
from tests.validation.coverage import AGENTS, CALLS_PER_HOUR, HANDLE_TIME, PATIENCE, SIGMAS, STUDIES, Coverage
from tests.validation.left_out import LEFT_OUT, SHARED

Results = Mapping[str, tuple[Result, ...]]


def _percent(share: float) -> str:
    return f"{100.0 * share:.3g} %"


INTRODUCTION = f"""# Does the simulation tell the truth?

This page compares the program with queues whose answer is known exactly. It is written by a command that plays every
case anew:

    .venv/bin/python -m tests.validation            plays everything and writes this page
    .venv/bin/python -m tests.validation EC-04      plays some cases and prints them

**For a support manager.** Where a formula knows the answer, the simulation finds the same: waits, service levels, lost
calls, queues, busy shares, priorities, tiers, overflow between teams, redials, days that begin empty. Your own desk has
no formula; that is why it is simulated. What is checked here are the parts that it is made of.

**For a queueing specialist.** A quantity agrees when it lies within {ERRORS_ALLOWED:g} standard errors of its known
value and the standard error is below {_percent(WIDEST_ERROR)} of it. Each case is played in at least
{FEWEST_REPLICATIONS} independent replications with seed {SEED}, after a warm-up; contacts are followed to their end.
Estimates are ratios of sums over the replications, with the standard error of the classical ratio estimator and a t
interval. Where the known answer is itself simulated, the two may differ by 3 √(h₁² + h₂²) / 1.96 with h the 95 %
half-widths. Most cases are the text of a plan file, read, checked and compiled like yours; *arrays* marks those whose
arrivals or rates a plan cannot say. Times are scaled: a queue does not know whether its unit is called a second or an
hour. Of so many quantities one lies beyond {ERRORS_ALLOWED:g} standard errors by mere chance in about every sixth such
page; the seed was not chosen.

A quick part is in every run of the tests, the others in the slow one, there with {FEWEST_REPLICATIONS} replications of
a quarter of the time and accordingly wider standard errors."""


def page(results: Results, coverage: Sequence[Coverage]) -> str:
    """The whole page."""
    parts = [INTRODUCTION, _summary(results, coverage), _misprints()]
    parts += [_family(family, cases, results) for family, cases in FAMILIES.items()]
    parts += [_coverage(coverage), _left_out()]
    return "\n\n".join(parts) + "\n"


def _summary(results: Results, coverage: Sequence[Coverage]) -> str:
    rows = [result for case in results.values() for result in case]
    agreeing = sum(result.agrees for result in rows)
    wide = sum(result.relative_error > WIDEST_ERROR for result in rows)
    shared = len(SHARED) - len(LEFT_OUT)
    covering = sum(entry.agrees for entry in coverage)
    return (
        f"**Result.** {agreeing} of {len(rows)} quantities agree, in {len(results)} queues of {shared} shared and "
        f"{len(FAMILIES['Further cases'])} further cases; {len(LEFT_OUT)} shared cases are [left out](#left-out). For "
        f"{wide} of the quantities the standard error is above {_percent(WIDEST_ERROR)} (marked ∘): rare events, slow "
        "queues and variances, or known answers that are wide themselves. "
        f"{covering} of {len(coverage)} [coverages](#do-the-intervals-cover-the-truth) are as printed."
    )


def _misprints() -> str:
    rows = "\n".join(f"- {case.id}: {case.misprint}" for case in CASES.values() if case.misprint)
    return f"""## Published numbers to be careful with

{rows}"""


def _family(family: str, cases: Iterable[Case], results: Results) -> str:
    lines = [
        f"## {family}",
        "",
        "| case | model | quantity | exact | simulated | 95 % interval | standard error | verdict |",
        "|---|---|---|---:|---:|---:|---:|---|",
    ]
    notes = []
    for case in cases:
        for number, result in enumerate(results[case.name]):
            lines.append(_row(case, result, first=number == 0))
        notes.append(f"- {case.name}: {case.source}." + (f" {case.remark}" if case.remark else ""))
    return "\n".join([*lines, "", "Sources and remarks:", "", *notes])


def _row(case: Case, result: Result, *, first: bool) -> str:
    model = f"{case.model}; {case.build}" if first else ""
    quantity = result.quantity
    exact = _number(quantity.exact)
    if quantity.published_half_width:
        exact += f" ± {_number(quantity.published_half_width)}"
    mark = " ∘" if result.relative_error > WIDEST_ERROR else ""
    cells = (
        case.name if first else "",
        model,
        quantity.name,
        exact,
        _number(result.mean),
        _interval(result),
        f"{100.0 * result.relative_error:.2f} %{mark}",
        verdict(result),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def verdict(result: Result) -> str:
    """Agrees or differs, and how far the two are apart."""
    word = _word(result.agrees)
    if not result.standard_error or result.quantity.within:
        return word
    return f"{word} ({result.distance:+.1f} s.e.)"


def _word(agrees: bool) -> str:
    return "agrees" if agrees else "**DIFFERS**"


def _interval(result: Result) -> str:
    if not result.half_width:
        return "–"
    return f"{_number(result.mean - result.half_width)} – {_number(result.mean + result.half_width)}"


def _number(value: float) -> str:
    return f"{value:.5g}"


def _coverage(coverage: Sequence[Coverage]) -> str:
    lines = [
        f"""## Do the intervals cover the truth?

{STUDIES} studies of one queue ({AGENTS} agents, {CALLS_PER_HOUR:g} calls an hour of {HANDLE_TIME:g} s, patience
{PATIENCE:g} s, one week, ten replications) with seeds 1 to {STUDIES}. An interval of 90 % should contain the truth in
90 % of the studies; by chance the share lies within {SIGMAS:g} standard deviations of that. The truths are exact
(Erlang A); that of the percentile is the mean over all studies.

| metric | truth | confidence | studies whose interval contains it | band of chance | verdict |
|---|---:|---:|---:|---:|---|"""
    ]
    for entry in coverage:
        low, high = entry.band
        lines.append(
            f"| `{entry.metric}` | {_number(entry.truth)} | {_percent(entry.confidence)} | "
            f"{_percent(entry.share)} | {_percent(low)} – {_percent(high)} | {_word(entry.agrees)} |"
        )
    return "\n".join(lines)


def _left_out() -> str:
    rows = "\n".join(f"| {name} | {reason} |" for name, reason in LEFT_OUT.items())
    return f"""## Left out

| case | why |
|---|---|
{rows}

Some cases ask how many agents, or how much load (EA-04, EA-11, EB-03, EB-05, EC-01, EC-02, EC-09, EC-21): their answer
is played here, the question is tested in `tests/planner/queueing`."""
