"""The house rules that a machine can check: who imports whom, what stays unloaded and listed, how long files are."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

import dev

PACKAGES = ("planner", "simulation", "ui", "scenarios")
LONGEST_FILE = 400
QT = {"PySide6", "shiboken6", "pyqtgraph"}
# Slow to load; they are imported inside the functions that need them, so that `--help` and workers do not wait.
SLOW_LIBRARIES = {"pandas", "scipy", "holidays", "openpyxl", "xlsxwriter", "python_calamine"}
# Folders whose members stand in an explicit list; one that does not exist yet has nothing to list.
LISTED_FOLDERS = ("planner.metrics", "planner.economics", "planner.reporting", "planner.studies", "ui.charts")


def source_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (dev.ROOT / folder).rglob("*.py"))


def loaded_by(statement: str) -> set[str]:
    """Top-level names of the modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    child = subprocess.run([sys.executable, "-c", code], cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert child.returncode == 0, child.stderr
    return set(child.stdout.split())


def imported_with_the_module(body: list[ast.stmt]) -> Iterator[str]:
    """Top-level names of what a module imports when it is itself imported, outside functions."""
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield (statement.module or "").partition(".")[0]
        elif isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            yield from imported_with_the_module(statement.orelse)
        elif isinstance(statement, ast.If | ast.Try | ast.With | ast.ClassDef):
            inner = [child for child in ast.iter_child_nodes(statement) if isinstance(child, ast.stmt)]
            yield from imported_with_the_module(inner)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name == "mypy" else []) for name in dev.CHECKS]
)
def test_that_the_check_passes(name: str) -> None:
    command = [sys.executable, *dev.CHECKS[name]]
    check = subprocess.run(command, cwd=dev.ROOT, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("planner.cli", QT | SLOW_LIBRARIES),
        ("planner.study", QT | SLOW_LIBRARIES),
        ("simulation.replication", QT | SLOW_LIBRARIES | {"pydantic", "tomlkit", "typer", "rich", "planner"}),
        ("ui.app", QT),
    ],
)
def test_that_an_import_leaves_unloaded_what_it_does_not_need(module: str, unwanted: set[str]) -> None:
    assert loaded_by(f"import {module}") & unwanted == set()


def test_that_a_worker_process_loads_no_command_line_and_no_schema(tmp_path: Path) -> None:
    """A worker imports the script of the command, as pip writes it, before it does anything."""
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["support-planner"].partition(":")
    script = tmp_path / "support-planner"
    script.write_text(
        f"from {module} import {function}\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from multiprocessing import get_context\n"
        "if __name__ == '__main__':\n"
        "    with ProcessPoolExecutor(1, get_context('spawn')) as pool:\n"
        "        print(*pool.submit(eval, '[*__import__(\"sys\").modules]').result())\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(dev.ROOT)}
    child = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=True)
    loaded = set(child.stdout.split())
    assert module in loaded
    assert loaded & (QT | SLOW_LIBRARIES | {"pydantic", "tomlkit", "typer", "rich"}) == set()


def test_that_slow_libraries_are_imported_inside_functions() -> None:
    too_early = {
        str(path.relative_to(dev.ROOT)): names & SLOW_LIBRARIES
        for path in source_files("planner", "simulation")
        if (names := set(imported_with_the_module(ast.parse(path.read_text(encoding="utf-8")).body))) & SLOW_LIBRARIES
    }
    assert too_early == {}


def test_that_every_file_of_a_folder_with_a_list_is_listed() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    folders = [folder for folder in LISTED_FOLDERS if folder in graph.modules]
    unlisted = [
        member
        for folder in folders
        for member in graph.find_descendants(folder)
        if not graph.chain_exists(importer=folder, imported=member)
    ]
    assert folders
    assert unlisted == []


def test_that_no_file_is_longer_than_a_reader_holds_in_mind() -> None:
    files = [*source_files(*PACKAGES, "tests", "benchmarks"), dev.ROOT / "dev.py"]
    lengths = {str(path.relative_to(dev.ROOT)): path.read_text(encoding="utf-8").count("\n") for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
