"""The Scenarios page: what are we comparing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.scenario.overrides import BASE
from planner.scenario.plan import SCENARIOS
from planner.texts import _, lazy
from ui.context import Context
from ui.editing.scenario_edits import ScenarioEdits
from ui.look.icons import icon
from ui.look.widgets import Card, label
from ui.pages.page import Page
from ui.pages.scenarios.details import ScenarioDetails
from ui.pages.scenarios.model import ScenarioRow
from ui.pages.scenarios.tree import ScenariosTree
from ui.tables.statistics import Statistics

_TREE_WIDTH, _DETAILS_WIDTH, _LEAST_TREE = 530, 640, 390  # pixels
_BESIDE_FROM, _ABOVE, _BELOW = 980, 190, 330


class ScenariosPage(Page):
    """The base and its scenarios at the left; at the right what the chosen one changes."""

    key = "scenarios"
    name = lazy("Scenarios")
    help = lazy(
        "What are we comparing: the base, and scenarios that differ from it. Choose a scenario to see its changes"
        " beside the base's values; what you change on the other pages while it is shown becomes part of it."
    )
    icon = "scenarios"
    places = (SCENARIOS,)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._edits = ScenarioEdits(context.document)
        self._off = ""  # a scenario that is switched off can be chosen here, but not be shown elsewhere
        self.tree = ScenariosTree(context)
        self.details = ScenarioDetails(context)
        self.message = label("", "wrong", wrap=True)
        self.message.hide()
        self.actions_by_name: dict[str, QAction] = {}
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._buttons = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._make_actions()
        self._lay_out()
        self.tree.chosen.connect(self._choose)
        self.tree.removal_wanted.connect(self.actions_by_name["delete"].trigger)
        self.tree.scenarios.refused.connect(self._say)
        self.details.wanted.connect(self.wanted)
        self.details.switch_button.clicked.connect(self.actions_by_name["switch"].trigger)
        self.details.table.statistics_changed.connect(self._describe)
        context.document.problems_changed.connect(self.plan_or_study_changed)
        for signal in (context.runner.begun, context.runner.ended):
            signal.connect(self._show_what_is_possible)

    def _make_actions(self) -> None:
        listed: tuple[tuple[str, str, str, Callable[[str], object]], ...] = (
            ("run", _("Run this one"), "run", lambda name: self.wanted.emit("run", name)),
            ("duplicate", _("Duplicate"), "copy", lambda name: self.wanted.emit("duplicate_scenario", name)),
            ("rename", _("Rename"), "edit", lambda _name: self.tree.rename()),
            ("switch", _("Switch off"), "dismiss", self._switch),
            ("delete", _("Delete"), "delete", lambda name: self.wanted.emit("delete_scenario", name)),
        )
        add = QAction(_("Add"), self)
        add.triggered.connect(lambda: self.wanted.emit("add_scenario", None))
        run_all = QAction(_("Run all"), self)
        run_all.triggered.connect(lambda: self.wanted.emit("run_all", None))
        self.actions_by_name = {"add": add, "run_all": run_all}
        icons = {"add": "add", "run_all": "run"}
        for key, text, name, act in listed:
            action = QAction(text, self)
            action.triggered.connect(lambda _checked=False, act=act: self._with_chosen(act))
            self.actions_by_name[key], icons[key] = action, name
        for key, action in self.actions_by_name.items():
            action.setObjectName(icons[key])
        self.tree.addActions(list(self.actions_by_name.values()))

    def _lay_out(self) -> None:
        left = Card()
        left.body.addWidget(self.tree, 1)
        left.body.addWidget(self.message)
        edits, runs = QHBoxLayout(), QHBoxLayout()
        for key in ("add", "duplicate", "rename", "delete"):
            edits.addWidget(self._tool_button(key))
        edits.addStretch(1)
        edits.setSpacing(2)
        for key in ("run", "run_all"):
            runs.addWidget(self._push_button(key))
        runs.addStretch(1)
        self._buttons.addLayout(edits)
        self._buttons.addLayout(runs)
        left.body.addLayout(self._buttons)
        left.setMinimumWidth(_LEAST_TREE)
        splitter = self._splitter
        splitter.setHandleWidth(12)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([_TREE_WIDTH, _DETAILS_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(10)
        layout.addWidget(label(_("Scenarios: what are we comparing"), "heading"))
        layout.addWidget(splitter, 1)
        self.setFocusProxy(self.tree)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the tree above what it shows where both side by side would be too narrow to read."""
        super().resizeEvent(event)
        is_beside = event.size().width() >= _BESIDE_FROM
        orientation = Qt.Orientation.Horizontal if is_beside else Qt.Orientation.Vertical
        if orientation != self._splitter.orientation():
            self._splitter.setOrientation(orientation)
            self._splitter.setSizes([_TREE_WIDTH, _DETAILS_WIDTH] if is_beside else [_ABOVE, _BELOW])
            direction = QBoxLayout.Direction
            self._buttons.setDirection(direction.TopToBottom if is_beside else direction.LeftToRight)

    def _tool_button(self, key: str) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self.actions_by_name[key])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        return button

    def _push_button(self, key: str) -> QPushButton:
        action = self.actions_by_name[key]
        button = QPushButton(action.text())
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setIcon(action.icon())

        action.changed.connect(follow)
        return button

    @property
    def chosen(self) -> ScenarioRow | None:
        """The scenario that is chosen in the tree."""
        return self.tree.current

    def refresh(self) -> None:
        """Show plan, problems and answers as they are now."""
        document = self.context.document
        if document.plan is None:
            return
        if self._off not in document.plan.overrides or self._off in document.plan.scenarios:
            self._off = ""
        self.tree.follow(self._off or document.scenario_name)
        if self.chosen is not None:
            self.details.show_row(self.chosen)
        self._say("")
        self._show_what_is_possible()

    def show_path(self, path: Path) -> bool:
        """Choose the scenario of a path."""
        if len(path) < 2 or path[0] != SCENARIOS or str(path[1]) not in self._edits.names:
            return False
        self._choose(str(path[1]))
        return True

    @Slot(str)
    def _choose(self, name: str) -> None:
        plan = self.context.document.plan
        if plan is None:
            return
        self._off = "" if name in plan.scenarios else name
        if self._off or name == self.context.document.scenario_name:
            self.refresh()
        else:
            self.context.document.set_scenario(name)

    def _with_chosen(self, act: Callable[[str], object]) -> None:
        if self.chosen is not None:
            act(self.chosen.name)

    def _switch(self, name: str) -> None:
        self.wanted.emit("switch_scenario", name)
        self._choose(name)

    @Slot()
    def _show_what_is_possible(self) -> None:
        row, runs, theme = self.chosen, self.context.runner.is_running, self.context.theme.theme
        is_variant = row is not None and row.name != BASE
        is_on = row is not None and row.is_on
        possible = {"add": True, "run": is_on and not runs, "run_all": not runs}
        for key, action in self.actions_by_name.items():
            action.setEnabled(possible.get(key, is_variant))
            action.setIcon(icon(action.objectName(), theme))
        self.actions_by_name["switch"].setText(_("Switch off") if is_on else _("Switch on"))

    @Slot(str)
    def _say(self, message: str) -> None:
        self.message.setText(message)
        self.message.setVisible(bool(message))

    @Slot(object)
    def _describe(self, found: Statistics) -> None:
        self.selection_described.emit(found.text)
