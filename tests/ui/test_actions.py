"""The menu as data: every command can be reached, has a word, and no key means two things."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from ui.context import Context
from ui.look.icons import icon_names
from ui.window.actions import MENUS, TOOLBAR, Command, Submenu, When, commands, is_possible

EXPECTED_KEYS = {
    "new": "Ctrl+N",
    "open": "Ctrl+O",
    "save": "Ctrl+S",
    "save_as": "Ctrl+Shift+S",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Y",
    "fill_down": "Ctrl+D",
    "fill_right": "Ctrl+R",
    "run": "F5",
    "stop": "Esc",
    "help": "F1",
    "next_scenario": "Ctrl+Tab",
}


def test_that_no_key_has_two_meanings() -> None:
    keys = Counter(key for command in commands().values() for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(("name", "key"), EXPECTED_KEYS.items())
def test_that_the_usual_keys_do_the_usual_things(name: str, key: str) -> None:
    assert commands()[name].keys[0] == key


def test_that_redo_has_both_its_keys() -> None:
    assert commands()["redo"].keys == ("Ctrl+Y", "Ctrl+Shift+Z")


def test_that_every_key_can_be_typed(qapp: QApplication) -> None:
    for command in commands().values():
        for keys in command.keys:
            assert QKeySequence(keys).toString() == keys


def test_that_every_icon_of_a_command_exists() -> None:
    wanted = {command.icon for command in commands().values() if command.icon}
    assert wanted - set(icon_names()) == set()


def test_that_each_letter_opens_one_entry_of_a_menu() -> None:
    for menu in MENUS:
        texts = [str(entry.text) for entry in menu.entries if isinstance(entry, Command | Submenu)]
        letters = Counter(match[1].lower() for text in texts if (match := re.search("&([a-z])", text, re.IGNORECASE)))
        assert [letter for letter, count in letters.items() if count > 1] == []
        assert sum(letters.values()) == len(texts)


def test_that_the_tool_bar_names_commands() -> None:
    assert {name for name in TOOLBAR if name} <= set(commands())


def test_what_is_possible_with_a_plan_that_was_just_opened(context: Context) -> None:
    possible = {when for when in get_args(When) if is_possible(when, context)}
    assert possible == {"always", "open", "plan", "idle"}


def test_what_is_possible_after_an_edit(context: Context) -> None:
    context.document.edit("Change the note", lambda data: data.update(note="Another"))
    assert is_possible("undo", context)
    assert is_possible("changed", context)
    context.document.undo_stack.undo()
    assert is_possible("redo", context)
    assert not is_possible("changed", context)


def test_that_only_a_variant_can_be_deleted(context: Context) -> None:
    context.document.set_scenario("Late shift")
    assert is_possible("variant", context)


def test_what_is_possible_without_a_plan(context: Context) -> None:
    context.document.close()
    assert not is_possible("plan", context)
    assert not is_possible("idle", context)
    assert is_possible("always", context)
