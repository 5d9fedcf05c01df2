"""Builds the menu bar from its data and keeps words, icons and what is possible up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from planner.texts import _
from ui.context import Context
from ui.look import icons
from ui.window.actions import IN_FOCUS, MENUS, Command, Submenu, is_possible

Filler = Callable[[QMenu], None]


class Menus(QObject):
    """The actions of the window by their id; ``do`` is called with the slot's name and the argument."""

    def __init__(
        self,
        bar: QMenuBar,
        context: Context,
        do: Callable[[str, str], None],
        fillers: Mapping[str, Filler],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self._commands: dict[str, Command] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._context = context
        self._do = do
        for menu in MENUS:
            shown = bar.addMenu(str(menu.text))
            for entry in menu.entries:
                if entry is None:
                    shown.addSeparator()
                elif isinstance(entry, Submenu):
                    self._add_submenu(shown, entry, fillers.get(entry.id))
                else:
                    shown.addAction(self._action(entry))
        self._follow()

    def _follow(self) -> None:
        context, stack = self._context, self._context.document.undo_stack
        for signal in (
            *(context.document.plan_changed, context.document.file_changed),
            *(stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged, stack.redoTextChanged),
            *(context.runner.begun, context.runner.ended),
        ):
            signal.connect(self.refresh)
        context.theme.changed.connect(self.draw_icons)
        self.draw_icons()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Enable what is possible now, and name what undo and redo would do."""
        for name, action in self.actions.items():
            action.setEnabled(is_possible(self._commands[name].when, self._context))
        document = self._context.document
        for name, words in (("undo", document.undo_text or _("Undo")), ("redo", document.redo_text or _("Redo"))):
            self.actions[name].setText("&" + words.replace("&", "&&"))
            self.actions[name].setToolTip(f"{words} ({self._commands[name].keys[0]})")
        for choice in THEME_IDS:
            self.actions[choice].setChecked(self._commands[choice].argument == self._context.theme.choice)

    @Slot()
    def draw_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        theme = self._context.theme.theme
        for name, action in self.actions.items():
            icon_name = self._commands[name].icon
            if icon_name:
                action.setIcon(icons.icon(icon_name, theme))
        self.refresh()

    def _add_submenu(self, menu: QMenu, entry: Submenu, fill: Filler | None) -> None:
        submenu = menu.addMenu(str(entry.text))
        self.submenus[entry.id] = submenu
        for command in entry.commands:
            submenu.addAction(self._action(command))
        if fill is not None:
            submenu.aboutToShow.connect(lambda: fill(submenu))
            fill(submenu)

    def _action(self, command: Command) -> QAction:
        action = QAction(str(command.text), self.parent())
        action.setObjectName(command.id)
        shown_keys = command.shown_keys or (command.keys[0] if command.slot == IN_FOCUS else "")
        if shown_keys:
            # Tables and fields have these keys themselves: a second owner would make them ambiguous, and do nothing.
            native = QKeySequence(shown_keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{command.text}\t{native}")
        else:
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        words = str(command.text).replace("&", "").removesuffix(" …")
        action.setToolTip(f"{words} ({command.keys[0]})" if command.keys else words)
        action.triggered.connect(lambda: self._do(command.slot, command.argument))
        if command.choice:
            action.setCheckable(True)
            self._groups.setdefault(command.choice, QActionGroup(self)).addAction(action)
        self.actions[command.id] = action
        self._commands[command.id] = command
        return action


THEME_IDS = ("theme_system", "theme_light", "theme_dark")
