"""Plays the validation cases on all cores; all of them together write docs/validation.md.

.venv/bin/python -m tests.validation [case ...]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from planner.files import write_atomically
from planner.pool import usable_cores
from tests.validation.case import Case, FloatArray, Result, judge
from tests.validation.catalogue import CASES
from tests.validation.coverage import STUDIES, Coverage, coverage_of, intervals_of
from tests.validation.playing import replicate
from tests.validation.report import page, verdict

PAGE = Path(__file__).parent.parent.parent / "docs" / "validation.md"
AHEAD = 16  # replications handed to each process and not finished yet


def play(pool: ProcessPoolExecutor, cases: Iterable[Case]) -> Iterator[tuple[Case, tuple[Result, ...]]]:
    """All replications of the cases, in order of the cases; the next cases begin before one has ended."""
    pending: list[tuple[Case, list[Future[FloatArray]]]] = []
    most = AHEAD * usable_cores()
    for case in cases:
        pending.append((case, [pool.submit(replicate, case.name, number) for number in range(case.replications)]))
        while sum(not future.done() for _, futures in pending for future in futures) > most:
            yield _judged(*pending.pop(0))
    while pending:
        yield _judged(*pending.pop(0))


def _judged(case: Case, futures: list[Future[FloatArray]]) -> tuple[Case, tuple[Result, ...]]:
    return case, judge(case, [future.result() for future in futures])


def cover(pool: ProcessPoolExecutor) -> tuple[Coverage, ...]:
    """The coverage of the program's intervals over all studies."""
    return coverage_of(pool.map(intervals_of, range(1, STUDIES + 1)))


def show(line: str) -> None:
    """One line to the terminal."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(wanted: list[str]) -> int:
    """Play the wanted cases, or all; 1 if one differs."""
    chosen = [case for case in CASES.values() if not wanted or case.id in wanted]
    unknown = set(wanted) - {case.id for case in chosen}
    if unknown:
        show(f"No such case: {', '.join(sorted(unknown))}")
        return 2
    results: dict[str, tuple[Result, ...]] = {}
    with ProcessPoolExecutor(usable_cores(), get_context("spawn")) as pool:
        for case, found in play(pool, chosen):
            results[case.name] = found
            show(f"{case.name}: {case.model}")
            for result in found:
                show(
                    f"    {result.quantity.name:45s} {result.quantity.exact:12.6g} {result.mean:12.6g} "
                    f"± {result.half_width:.2g} ({100.0 * result.relative_error:.2f} %) {verdict(result)}"
                )
        coverage = () if wanted else cover(pool)
    for entry in coverage:
        show(f"{entry.metric:30s} {entry.confidence:.0%}: covered in {entry.share:.1%}")
    if not wanted:
        write_atomically(PAGE, page(results, coverage))
        show(f"written: {PAGE}")
    agrees = all(result.agrees for found in results.values() for result in found)
    return 0 if agrees and all(entry.agrees for entry in coverage) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
