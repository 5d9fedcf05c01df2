"""The set-up script: which Python it takes, when it installs, and what it says where it cannot go on."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev


@pytest.fixture
def installs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What would be installed, with the environment moved to an empty folder."""
    targets: list[str] = []
    (tmp_path / "python").touch()
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "set-up")
    monkeypatch.setattr(dev, "create_environment", lambda: None)
    monkeypatch.setattr(dev, "install_packages", targets.append)
    return targets


def only_these_pythons(monkeypatch: pytest.MonkeyPatch, versions: dict[str, str]) -> None:
    """Put interpreters of the given versions on the path, and nothing else."""
    monkeypatch.setattr(sys, "executable", "this")
    monkeypatch.setattr(dev.shutil, "which", lambda name: name if name in versions else None)
    monkeypatch.setattr(dev, "output", lambda path, *_words: versions[path])


def test_that_the_script_is_read_by_interpreters_that_are_too_old() -> None:
    ast.parse((dev.ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_that_a_fitting_interpreter_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    only_these_pythons(monkeypatch, {"this": "3.11", "python3.13": "3.13"})
    assert dev.choose_interpreter() == ("this", "3.11")


def test_that_an_old_interpreter_hands_over_to_the_newest_that_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    only_these_pythons(monkeypatch, {"this": "3.9", "python3.11": "3.11", "python3.12": "3.12"})
    assert dev.choose_interpreter() == ("python3.12", "3.12")


def test_that_a_name_on_the_path_that_does_not_run_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    only_these_pythons(monkeypatch, {"this": "3.10", "python3.13": "", "python3.11": "3.11"})
    assert dev.choose_interpreter() == ("python3.11", "3.11")


def test_that_without_a_fitting_interpreter_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    only_these_pythons(monkeypatch, {"this": "3.9"})
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    with pytest.raises(dev.SetUpError, match=r"needs Python 3\.11, 3\.12 or 3\.13; this is 3\.9"):
        dev.choose_interpreter()


def test_that_the_oldest_tested_python_is_the_one_that_packages_ask_for() -> None:
    project = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">={}.{}".format(*min(dev.TESTED))


def test_that_a_second_call_installs_nothing(installs: list[str]) -> None:
    dev.set_up("test")
    dev.set_up("test")
    dev.set_up("core")
    assert installs == [f"{dev.ROOT}[test]"]


def test_that_a_larger_extra_is_installed_over_a_smaller(installs: list[str]) -> None:
    dev.set_up("core")
    dev.set_up("gui")
    assert installs == [str(dev.ROOT), f"{dev.ROOT}[gui]"]


def test_that_a_stamp_of_other_requirements_is_not_trusted(installs: list[str]) -> None:
    dev.set_up("core")
    dev.STAMP.write_text(f"{'0' * 64} test\n")
    dev.set_up("core")
    assert len(installs) == 2


def test_that_a_failed_install_leaves_no_stamp_and_shows_what_pip_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "set-up")
    install = dev.install_packages
    monkeypatch.setattr(dev, "install_packages", lambda _target: install(str(tmp_path / "nowhere")))
    with pytest.raises(dev.SetUpError, match=r"(?s)nowhere.*could not be installed"):
        dev.set_up("core")
    assert not dev.STAMP.exists()


def test_that_quick_leaves_the_slow_tests_out_and_passes_further_words_on(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "set_up", lambda extra: None)
    monkeypatch.setattr(dev, "make_qt_load", lambda packages, platform: None)
    monkeypatch.setattr(dev, "call", lambda *command, folder: commands.append(command) or 0)
    dev.test(["--quick", "-k", "queue"])
    dev.test([])
    assert commands[0][-4:] == ("-m", "not slow", "-k", "queue")
    assert "not slow" not in commands[1]


def test_that_missing_libraries_of_the_system_end_in_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dev, "succeeds", lambda *_command, **_variables: False)
    monkeypatch.setattr(dev, "install_as_root", lambda packages: False)
    monkeypatch.setattr(dev, "unpack_without_root", lambda packages: False)
    with pytest.raises(dev.SetUpError, match="sudo apt-get install libegl1 libgl1"):
        dev.make_qt_load(dev.DRAWING, "offscreen")


def test_that_an_unknown_word_shows_the_jobs() -> None:
    script = [sys.executable, str(dev.ROOT / "dev.py"), "dance"]
    child = subprocess.run(script, capture_output=True, text=True, check=False)
    assert child.returncode == 2
    assert all(f"dev.py {job}" in child.stdout for job in ("run", "test", "app", "check"))
