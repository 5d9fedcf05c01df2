"""What a user can cause: errors whose text is a sentence for the user, and the problems of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from planner.texts import _


class PlannerError(Exception):
    """Something the user can mend; ``str()`` says what is wrong, where, and what to do."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (error) or doubtful (warning) in a plan, at a TOML address."""

    address: str
    message: str
    mend: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        sentence = f"{self.address}: {self.message}" if self.address else self.message
        return f"{sentence} {self.mend}".rstrip()


class PlanError(PlannerError):
    """A plan that cannot be used; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    @classmethod
    def of(cls, message: str, mend: str = "", address: str = "") -> PlanError:
        """An error with a single problem."""
        return cls([Problem(address, message, mend)])

    def __str__(self) -> str:
        errors = [problem for problem in self.problems if problem.severity == "error"] or self.problems
        if len(errors) == 1:
            return str(errors[0])
        heading = _("The plan has {count} problems:").format(count=len(errors))
        return "\n".join([heading, *(f"- {problem}" for problem in errors)])
