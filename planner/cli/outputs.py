"""The files that a run shall write; their places are tried before it, so that no typing error costs a long run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import PlannerError
from planner.texts import _

if TYPE_CHECKING:
    from planner.reporting import Report, ReportWriter

STANDARD_OUTPUT = Path("-")


class Outputs:
    """The formats that were asked for and where each goes."""

    def __init__(self, targets: Mapping[str, Path | None], plan: Path | None, *, quiet: bool) -> None:
        """Check every target (by the key of its writer); PlannerError for the first that cannot be written.

        ``quiet`` without any target is refused: nothing would be shown.
        """
        from planner.reporting import WRITERS

        self.to_screen = targets.get("json") == STANDARD_OUTPUT
        self._chosen: list[tuple[ReportWriter, Path]] = []
        for writer in WRITERS:
            target = targets.get(writer.key)
            if target is not None and not (writer.key == "json" and self.to_screen):
                self._choose(writer, target, plan)
        if quiet and not self:
            raise PlannerError(_("--quiet alone would show nothing: name a file to write too, such as --json FILE."))

    def __bool__(self) -> bool:
        return self.to_screen or bool(self._chosen)

    def write(self, report: Report) -> Iterator[Path]:
        """Write all files, yielding each place once it is written; PlannerError at the end for those that fail."""
        failures: list[str] = []
        for writer, target in self._chosen:
            try:
                writer.write(report, target)
            except PlannerError as error:
                failures.append(str(error))
            else:
                yield target
        if failures:
            raise PlannerError("\n".join(failures))

    def _choose(self, writer: ReportWriter, target: Path, plan: Path | None) -> None:
        if not str(target).strip() or target == Path():
            raise PlannerError(_("--{option} needs the name of a place to write to.").format(option=writer.key))
        if plan is not None and target.resolve() == plan.resolve():
            raise PlannerError(
                _("--{option} would overwrite the plan {plan}. Name another file.").format(option=writer.key, plan=plan)
            )
        for other, taken in self._chosen:
            if taken.resolve() == target.resolve():
                raise PlannerError(
                    _("--{option} and --{other} name the same place {target}. Give each its own.").format(
                        option=writer.key, other=other.key, target=target
                    )
                )
        writer.check_target(target)
        self._chosen.append((writer, target))
