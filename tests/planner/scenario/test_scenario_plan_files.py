from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from planner.errors import PlanError
from planner.scenario import files
from planner.scenario.files import load_plan, load_plan_text, read_plan_text


def sentence(path: Path) -> str:
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    (problem,) = caught.value.problems
    return str(problem)


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "There is no file" in sentence(tmp_path / "nowhere.toml")


def test_that_a_folder_is_no_plan(tmp_path: Path) -> None:
    assert "is a folder" in sentence(tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x89PNG\x00\x00", "not a text file"),
        (b"name = '\xe9'\n", "not UTF-8 text (line 1)"),
        ("name = 'x'".encode("utf-16"), "UTF-16"),
        (b"name = 'x'\nname = 'y'\n", "given twice"),
        (b"name = \n", "Line 1"),
        (b"a = 1\nname = Small desk\n", "Line 2, column 8"),
        (b'name = "Small\n', "closing quote"),
        (b"[run\n", "closing bracket"),
        (b"breaks = [{ after = 1 },", "cut off"),
        (b"start = 2026-02-30\n", "no such date"),
        (b"name 'x'\n", "equals sign"),
        (b"x = " + b"9" * 5000, "TOML"),
        (b"x = " + b"[" * 20000, "TOML"),
    ],
)
def test_that_a_file_that_is_no_plan_gets_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    assert said in sentence(path)


def test_that_a_huge_file_is_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 2_000_000)
    path = tmp_path / "plan.toml"
    path.write_bytes(b"# a comment\n" * 200_000)
    assert "2.4 MB; a plan has at most 2 MB" in sentence(path)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (".".join(["a"] * 100_000) + " = 1", "more than 40 names joined by dots"),
        ("[" + ".".join(['"a b"'] * 50) + "]", "more than 40 names joined by dots"),
        ("x = [" + "1," * 60_000 + "]", "at most 50,000 can be read"),
        ("".join(f"[scenarios.S{number}]\n" for number in range(1_000)), "over all its scenarios"),
        ('x = "' + "1 s " * 10_000 + '"', "has 40,000 characters"),
    ],
    ids=["key", "heading", "values", "scenarios", "text"],
)
def test_that_what_would_take_minutes_is_refused_at_once(small_text: str, added: str, said: str) -> None:
    with pytest.raises(PlanError, match=said):
        load_plan_text(f"{small_text}\n{added}\n")


def test_that_every_truncation_is_an_error_or_a_plan(small_text: str) -> None:
    for end in range(0, len(small_text), 7):
        with contextlib.suppress(PlanError):
            load_plan_text(small_text[:end])


def test_that_a_byte_order_mark_does_not_matter(tmp_path: Path, small_text: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(small_text, encoding="utf-8-sig")
    assert load_plan(path).name == "Small desk"


def test_that_a_plan_with_broken_rules_can_be_read_for_editing(small_text: str) -> None:
    text = small_text.replace("share = 0.7", "share = 0.5")
    with pytest.raises(PlanError, match=r"add up to 0\.8"):
        load_plan_text(text)
    assert read_plan_text(text).base.topics["how_to"].share == 0.5
