"""The files around the code say the same as the code: dependencies, licences, the version."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib

import pytest

import dev
from planner.version import __version__

PACKAGES = ("planner", "simulation", "ui", "scenarios")
PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def distribution(requirement: str) -> str:
    """The name in a requirement, in the one spelling that an index compares."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;]", requirement)[0]).lower()


REQUIRED = sorted(distribution(line) for line in PROJECT["dependencies"])
# pydantic needs one exact release of its core, so its errors may be imported from there.
PARTS_OF_A_DEPENDENCY = {"pydantic_core"}
CLUSTER = [distribution(line) for line in PROJECT["optional-dependencies"]["cluster"]]
OPTIONAL = sorted({distribution(line) for lines in PROJECT["optional-dependencies"].values() for line in lines})


def imported_anywhere(*folders: str) -> set[str]:
    """Top-level names imported in any file of the folders, inside functions too."""
    names: set[str] = set()
    for path in (path for folder in folders for path in (dev.ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").partition(".")[0])
    return names - set(sys.stdlib_module_names) - set(PACKAGES) - PARTS_OF_A_DEPENDENCY


@pytest.mark.parametrize(
    ("folders", "declared"),
    [(("planner", "simulation", "scenarios"), [*REQUIRED, *CLUSTER]), (("ui",), sorted([*REQUIRED, *OPTIONAL]))],
    ids=["without the window", "the window"],
)
def test_that_every_imported_library_is_a_declared_dependency(folders: tuple[str, ...], declared: list[str]) -> None:
    providers = importlib.metadata.packages_distributions()
    undeclared = {
        name
        for name in imported_anywhere(*folders)
        if not {distribution(provider) for provider in providers.get(name, [])} & set(declared)
    }
    assert undeclared == set()


@pytest.mark.parametrize("name", sorted({*REQUIRED, *OPTIONAL} - {"support-planner"}))
def test_that_each_dependency_stands_with_its_licence(name: str) -> None:
    rows = (dev.ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row.startswith("|")]
    licences = {distribution(row[0]): row[1] for row in cells}
    assert licences.get(name)


def test_that_the_changelog_names_this_version() -> None:
    headings = re.findall(r"^## (\S+)", (dev.ROOT / "docs/changelog.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == __version__


def test_that_decisions_are_numbered_without_a_gap() -> None:
    numbers = re.findall(r"^## (\d+)", (dev.ROOT / "docs/decisions.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))


def test_that_the_licence_is_mit() -> None:
    text = (dev.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["license"] == "MIT"
    assert text.startswith("MIT License")
    assert "Support Planner contributors" in text
