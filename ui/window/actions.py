"""The menu as data: every command of the window with its words, keys and the moment when it is possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from planner.scenario.overrides import BASE, ENABLED, NOTE
from planner.scenario.plan import Plan
from planner.texts import LazyText, lazy
from ui.context import Context
from ui.editors.shift_commands import COMMANDS as SHIFT_COMMANDS

IN_FOCUS = "in_focus"  # the slot of commands that the widget with the focus does
When = Literal["always", "open", "plan", "changed", "undo", "redo", "idle", "running", "variant", "overridden"]


@dataclass(frozen=True)
class Command:
    """One entry: ``slot`` is the name of the window's command, ``argument`` what it is called with."""

    id: str
    text: LazyText
    slot: str
    keys: tuple[str, ...] = ()
    when: When = "always"
    icon: str = ""
    argument: str = ""
    choice: str = ""  # of commands with the same word here, one is ticked
    shown_keys: str = ""  # that a widget has itself while it has the focus


@dataclass(frozen=True)
class Submenu:
    """A menu inside a menu; without commands its entries depend on the moment, and the window fills it by ``id``."""

    id: str
    text: LazyText
    commands: tuple[Command, ...] = ()


@dataclass(frozen=True)
class Menu:
    """One menu of the bar; None stands for a line."""

    id: str
    text: LazyText
    entries: tuple[Command | Submenu | None, ...]


THEMES = (
    Command("theme_system", lazy("As the &system"), "set_theme", argument="system", choice="theme"),
    Command("theme_light", lazy("&Light"), "set_theme", argument="light", choice="theme"),
    Command("theme_dark", lazy("&Dark"), "set_theme", argument="dark", choice="theme"),
)

SHIFT = Submenu(
    "shift",
    lazy("&Shift"),
    tuple(
        Command(each.id, each.text, "do_shift", (), "plan", each.icon, each.id, shown_keys=each.keys)
        for each in SHIFT_COMMANDS
    ),
)
FILE = Menu(
    "file",
    lazy("&File"),
    (
        Command("new", lazy("&New plan"), "new", ("Ctrl+N",), icon="new"),
        Command("open", lazy("&Open …"), "open_dialog", ("Ctrl+O",), icon="open"),
        Submenu("recent", lazy("Open &recent")),
        Submenu("examples", lazy("Open an &example")),
        None,
        Command("save", lazy("&Save"), "save", ("Ctrl+S",), "plan", "save"),
        Command("save_as", lazy("Save &as …"), "save_as", ("Ctrl+Shift+S",), "plan"),
        Submenu("versions", lazy("Earlier &versions")),
        Command("close_plan", lazy("&Close the plan"), "close_plan", ("Ctrl+W",), "open"),
        None,
        Command("quit", lazy("&Quit"), "quit", ("Ctrl+Q",)),
    ),
)
EDIT = Menu(
    "edit",
    lazy("&Edit"),
    (
        Command("undo", lazy("&Undo"), "undo", ("Ctrl+Z",), "undo", "undo"),
        Command("redo", lazy("&Redo"), "redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "redo"),
        None,
        Command("cut", lazy("Cu&t"), IN_FOCUS, ("Ctrl+X",), argument="cut"),
        Command("copy", lazy("&Copy"), IN_FOCUS, ("Ctrl+C",), icon="copy", argument="copy"),
        Command("paste", lazy("&Paste"), IN_FOCUS, ("Ctrl+V",), icon="paste", argument="paste"),
        Command("fill_down", lazy("Fill &down"), IN_FOCUS, ("Ctrl+D",), "plan", "fill-down", "fill_down"),
        Command("fill_right", lazy("Fill ri&ght"), IN_FOCUS, ("Ctrl+R",), "plan", argument="fill_right"),
        Command("select_all", lazy("Select &all"), IN_FOCUS, ("Ctrl+A",), argument="selectAll"),
        None,
        SHIFT,
    ),
)
VIEW = Menu(
    "view",
    lazy("&View"),
    (
        Submenu("pages", lazy("&Pages")),
        Command("problems", lazy("Pro&blems"), "toggle_problems", ("F8",), "open", "warning"),
        Command("next_problem", lazy("Ne&xt problem"), "next_problem", ("Shift+F8",), "open"),
        None,
        Submenu("theme", lazy("&Colours"), THEMES),
        Command("reset_layout", lazy("&Reset the layout"), "reset_layout"),
    ),
)
SCENARIO = Menu(
    "scenario",
    lazy("&Scenario"),
    (
        Command("next_scenario", lazy("&Next scenario"), "next_scenario", ("Ctrl+Tab",), "plan"),
        Command("previous_scenario", lazy("&Previous scenario"), "previous_scenario", ("Ctrl+Shift+Tab",), "plan"),
        None,
        Command("add_scenario", lazy("&Add a scenario …"), "add_scenario", ("Ctrl+Shift+N",), "plan", "add"),
        Command("duplicate_scenario", lazy("D&uplicate this scenario"), "duplicate_scenario", (), "variant", "copy"),
        Command("rename_scenario", lazy("&Rename this scenario …"), "rename_scenario", (), "variant", "edit"),
        Command("reset_scenario", lazy("&Back to the base"), "reset_scenario", (), "overridden", "reset"),
        Command("switch_scenario", lazy("&Switch this scenario off"), "switch_scenario", (), "variant"),
        Command("delete_scenario", lazy("&Delete this scenario"), "delete_scenario", (), "variant", "delete"),
    ),
)
RUN = Menu(
    "run",
    lazy("&Run"),
    (
        Command("run", lazy("&Run"), "run", ("F5",), "idle", "run"),
        Command("run_all", lazy("Run &all scenarios"), "run_all", ("Shift+F5",), "idle"),
        Command("stop", lazy("&Stop"), "stop", ("Esc",), "running", "stop"),
    ),
)
HELP = Menu(
    "help",
    lazy("&Help"),
    (
        Command("help", lazy("&Help for this page"), "show_help", ("F1",), icon="help"),
        Command("tour", lazy("&Tour of the window"), "take_tour", icon="tour"),
        Command("log", lazy("Show the &log file"), "show_log"),
        Command("about", lazy("&About Support Planner"), "about"),
    ),
)
MENUS = (FILE, EDIT, VIEW, SCENARIO, RUN, HELP)
TOOLBAR = ("new", "open", "save", "", "undo", "redo")


def commands() -> Mapping[str, Command]:
    """All commands by their id."""
    listed = [entry for menu in MENUS for entry in menu.entries if isinstance(entry, Command)]
    inside = [
        command for menu in MENUS for entry in menu.entries if isinstance(entry, Submenu) for command in entry.commands
    ]
    return MappingProxyType({command.id: command for command in (*listed, *inside)})


def is_possible(when: When, context: Context) -> bool:
    """Whether a command makes sense now."""
    document, stack = context.document, context.document.undo_stack
    is_open = document.plan is not None
    return {
        "always": True,
        "open": is_open or bool(document.unreadable),
        "plan": is_open,
        "changed": document.is_dirty,
        "undo": stack.canUndo(),
        "redo": stack.canRedo(),
        "idle": is_open and not context.runner.is_running,
        "running": context.runner.is_running,
        "variant": is_open and document.scenario_name != BASE,
        "overridden": document.plan is not None and _changes_something(document.plan, document.scenario_name),
    }[when]


def _changes_something(plan: Plan, scenario: str) -> bool:
    return bool(set(plan.overrides.get(scenario, ())) - {NOTE, ENABLED})
