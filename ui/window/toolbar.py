"""The tool bar: files, undo, which scenario the pages show, and the one button that matters: Run."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from planner.texts import _
from ui.context import Context
from ui.look import icons
from ui.look.widgets import label, primary_button
from ui.window.actions import TOOLBAR, is_possible


class MainToolBar(QToolBar):
    """Shows the document's scenarios, and Run or Stop, whichever is possible."""

    run_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, context: Context, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(_("Tool bar"), parent)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(18, 18))
        self._context = context
        for name in TOOLBAR:
            if name:
                self.addAction(actions[name])
            else:
                self.addSeparator()
        self._line = self.addSeparator()
        self.scenario = QComboBox()
        self._word = label(_("Scenario"), "quiet")
        self._word.setContentsMargins(4, 0, 4, 0)
        self._add_scenario_box(actions)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        self.run, self.stop = primary_button(_("Run  F5")), QPushButton(_("Stop  Esc"))
        self.run.setAccessibleName(_("Run"))
        self.stop.setAccessibleName(_("Stop"))
        self.run.setToolTip(_("Run the scenario that is shown (F5)"))
        self.stop.setToolTip(_("Stop and keep what is done (Esc)"))
        self.run.clicked.connect(self.run_wanted)
        self.stop.clicked.connect(self.stop_wanted)
        self._run_place, self._stop_place = self.addWidget(self.run), self.addWidget(self.stop)
        self._follow()
        self.refresh()

    def _add_scenario_box(self, actions: Mapping[str, QAction]) -> None:
        self.scenario.setAccessibleName(_("Scenario"))
        self.scenario.setToolTip(_("The scenario that all pages show (Ctrl+Tab: the next one)"))
        self.scenario.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scenario.setMinimumContentsLength(14)
        self.scenario.setMaximumWidth(320)
        self.scenario.activated.connect(self._choose)
        self._word_place = self.addWidget(self._word)
        self._scenario_place = self.addWidget(self.scenario)
        add = QToolButton()
        add.setDefaultAction(actions["add_scenario"])
        self._add_place = self.addWidget(add)

    def _follow(self) -> None:
        context = self._context
        context.document.plan_changed.connect(self.refresh)
        context.runner.begun.connect(self.refresh)
        context.runner.ended.connect(self.refresh)
        context.theme.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show the scenarios of the plan, and whether something runs."""
        context = self._context
        plan, theme = context.document.plan, context.theme.theme
        names = plan.scenario_names if plan is not None else []
        if [self.scenario.itemText(row) for row in range(self.scenario.count())] != names:
            self.scenario.clear()
            self.scenario.addItems(names)
        self.scenario.setCurrentText(context.document.scenario_name)
        for place in (self._line, self._word_place, self._scenario_place, self._add_place):
            place.setVisible(plan is not None)
        runs = context.runner.is_running
        self._run_place.setVisible(plan is not None and not runs)
        self._stop_place.setVisible(runs)
        self.run.setEnabled(is_possible("idle", context))
        self.run.setIcon(icons.icon("run", theme, theme.button_text))
        self.stop.setIcon(icons.icon("stop", theme, theme.missed))

    @Slot(int)
    def _choose(self, row: int) -> None:
        self._context.document.set_scenario(self.scenario.itemText(row))
