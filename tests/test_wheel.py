"""The installed program: what the wheel holds, and that it answers an example far away from the clone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import dev
from planner.version import __version__

pytestmark = pytest.mark.slow

SOURCES = ("planner", "simulation", "ui", "scenarios")


def run(*command: object, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    environment = {**os.environ, **variables}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources so that nothing old lies about in a build folder."""
    clone = tmp_path_factory.mktemp("clone")
    for name in SOURCES:
        shutil.copytree(dev.ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "THIRD_PARTY.md"):
        shutil.copy(dev.ROOT / name, clone)
    build = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", clone / "dist", folder=clone)
    assert build.returncode == 0, build.stdout + build.stderr
    return next((clone / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `support-planner` of a fresh environment, which sees the libraries of this one but not the clone."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    install = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel, folder=home)
    assert install.returncode == 0, install.stdout + install.stderr
    folder = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (folder / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs / "support-planner"


def test_that_the_wheel_holds_every_source_file_and_every_example(wheel: Path) -> None:
    files = [path for name in SOURCES for path in (dev.ROOT / name).rglob("*") if path.suffix in (".py", ".toml")]
    wanted = {path.relative_to(dev.ROOT).as_posix() for path in files}
    assert wanted - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_that_the_installed_program_says_its_version(command: Path, tmp_path: Path) -> None:
    answer = run(command, "--version", folder=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert __version__ in answer.stdout


def test_that_the_installed_program_answers_an_example_from_another_folder(command: Path, tmp_path: Path) -> None:
    words = ("run", "--example", dev.EXAMPLE, "--replications", "2", "--workers", "1", "--xlsx", "answer.xlsx")
    answer = run(command, *words, folder=tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert zipfile.is_zipfile(tmp_path / "answer.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.xlsx"]


def test_that_the_installed_program_runs_its_own_files(command: Path, tmp_path: Path) -> None:
    python = next(command.parent.glob("python*"))
    answer = run(python, "-c", "import planner, simulation, scenarios; print(planner.__file__)", folder=tmp_path)
    assert Path(answer.stdout).is_relative_to(command.parent.parent)
