"""The main window: places rail, pages, bars and panels, and hands every command to the part that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from planner.errors import Problem
from planner.log import log_file
from planner.scenario.addresses import Path as PlanPath
from planner.texts import _
from ui.context import Context
from ui.editing.place_words import place_words
from ui.editing.places import MISSING, shown_of, value_at
from ui.look.widgets import Panel
from ui.pages import PAGES, Page, StartPage
from ui.pages.results.page import ResultsPage
from ui.pages.team.page import TeamPage
from ui.window.file_commands import FileCommands
from ui.window.file_notices import FileNotices
from ui.window.help import HelpPanel, show_about
from ui.window.menus import Menus
from ui.window.notices import NoticeBar
from ui.window.plan_commands import PlanCommands
from ui.window.problems_panel import ProblemsPanel, counts_by_page, place_of
from ui.window.rail import Rail
from ui.window.run_notices import RunNotices
from ui.window.scenario_commands import ScenarioCommands
from ui.window.status_bar import StatusBar
from ui.window.submenus import fill_examples, fill_pages, fill_recent, fill_versions
from ui.window.toolbar import MainToolBar
from ui.window.tour import EXAMPLE, Tour
from ui.window.typing import COMMANDS_THAT_TAKE, COMMANDS_THAT_WAIT, finish_typing
from ui.window.wheel import WheelGuard

_WIDTH, _HEIGHT, _PROBLEMS = 1360, 860, 170


class MainWindow(QMainWindow):
    """The one window of the program; its pages are built when they are first shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.notices = NoticeBar(context.theme)
        self.tour = Tour(context.theme)
        self.files = FileCommands(context, self.notices, self)
        self.file_notices = FileNotices(context.document, self.notices, self.files.restore, self)
        self.plans = PlanCommands(context, self.notices, self)
        self.scenarios = ScenarioCommands(context.document, self.notices, self)
        self.run_notices = RunNotices(
            context,
            self.notices,
            lambda: self.current_page.key == ResultsPage.key,
            lambda: self.show_page(ResultsPage.key),
        )
        self.wheel = WheelGuard(self)
        self.rail = Rail(PAGES, context.theme.theme)
        self.problems = ProblemsPanel(context.theme.theme)
        self.help = HelpPanel()
        self.problems_panel = Panel("problems_panel", _("Problems"), self.problems)
        self.help_panel = Panel("help_panel", _("Help"), self.help)
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        self._may_close = False
        self._commands = self._list_commands()
        fillers: dict[str, Callable[[QMenu], None]] = {
            "recent": lambda menu: fill_recent(menu, context.document.recent_files, self.files.open),
            "versions": lambda menu: fill_versions(menu, context.document, self.files.go_back),
            "examples": lambda menu: fill_examples(menu, self.files.open_example),
            "pages": lambda menu: fill_pages(menu, PAGES, self.show_page),
        }
        self.menus = Menus(self.menuBar(), context, self.do, fillers, self)
        self.toolbar = MainToolBar(context, self.menus.actions)
        self.status = StatusBar(context)
        self._lay_out()
        self._follow()
        self.setAcceptDrops(True)
        self._first_size()
        self.show_page(StartPage.key)
        self._plan_changed()

    def do(self, command: str, argument: Any = None) -> None:
        """Do a command by its name; pages ask for theirs through ``Page.wanted``."""
        self.notices.take_away("typing")
        if command in COMMANDS_THAT_TAKE and not finish_typing(self) and command in COMMANDS_THAT_WAIT:
            words = _("One text cannot be taken into the plan; the field says why. Mend it, or press Esc in it.")
            self.notices.tell("typing", words, icon="warning")
            return
        act = self._commands[command]
        if argument is None or argument == "":
            act()
        else:
            act(argument)

    def page(self, key: str) -> Page:
        """A page, built now if it has not been shown yet."""
        if key not in self._pages:
            made = next(page for page in PAGES if page.key == key)(self.context)
            made.wanted.connect(self.do)
            made.selection_described.connect(self.status.show_selection)
            self._pages[key] = made
            self._stack.addWidget(made)
        return self._pages[key]

    @property
    def current_page(self) -> Page:
        """The page that is shown."""
        return next(page for page in self._pages.values() if page is self._stack.currentWidget())

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Show a page; one that needs a plan only where there is one."""
        page = self.page(key)
        if not page.needs_plan or self.context.document.plan is not None:
            self._stack.setCurrentWidget(page)
        if self.current_page.key == ResultsPage.key:
            self.run_notices.take_away()
        self._guard_wheel()
        self.status.show_selection("")
        self.rail.show_current(self.current_page.key)
        self.help.show_page(self.current_page)

    @Slot(object)
    def go_to_problem(self, problem: Problem) -> None:
        """Show the page that has the place of the problem, in the problem's scenario."""
        document, (path, scenario) = self.context.document, place_of(problem)
        if document.plan is None or not path:
            return
        if scenario in document.plan.scenarios:
            document.set_scenario(str(scenario))
        self.show_place(path)

    def show_place(self, path: PlanPath) -> None:
        """Show the page that has a place of the plan, and the place on it."""
        self.notices.take_away("place")
        page = next((page for page in PAGES if path[0] in page.places), None)
        if page is None:
            return  # no plan has such a key: what is wrong with it is said in the list of problems
        self.show_page(page.key)
        document = self.context.document
        is_there = value_at(shown_of(document.plan, document.scenario_name), path) is not MISSING
        if not self.page(page.key).show_path(path) and not is_there:
            self.notices.tell("place", _("{what} is not part of this scenario.").format(what=place_words(path)))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - the name is Qt's
        """Ask about changes first; the window closes when that is answered."""
        finish_typing(self)
        if self._may_close or not self.context.document.is_dirty:
            self._remember_layout()
            self.context.runner.close()
            self.context.document.close()
            event.accept()
            return
        event.ignore()
        self.files.after_saving(self._close_now)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - the name is Qt's
        """Take files from the desktop."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - the name is Qt's
        """Open the first of the files; a moment later, so that the desktop is not kept waiting by a question."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.files.open(paths[0]))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - the name is Qt's
        """Give the keyboard to the page."""
        super().showEvent(event)
        self.current_page.setFocus()

    def reset_layout(self) -> None:
        """Window, docks and columns as on the first day."""
        self.context.settings.reset_layout()
        self.restoreState(self._first_state)
        self._first_size(remembered=False)

    def show_help(self) -> None:
        """What the page is for, and the keys."""
        self.help.show_page(self.current_page)
        self.help_panel.setVisible(not self.help_panel.isVisible())

    def set_theme(self, choice: str) -> None:
        """Light, dark or as the system, at once."""
        self.context.settings.theme = choice
        self.context.theme.set(choice)
        self.menus.refresh()

    def toggle_problems(self) -> None:
        """Show or hide the list of problems."""
        self.problems_panel.setVisible(not self.problems_panel.isVisible())

    def next_problem(self) -> None:
        """Go to the next problem, with the list in view."""
        self.problems_panel.show()
        self.problems.choose_next()

    def new(self) -> None:
        """Begin the six questions on the start page."""
        self.show_page(StartPage.key)
        page = self.current_page
        if isinstance(page, StartPage):
            page.ask_questions()

    def do_shift(self, command: str) -> None:
        """Do a command of the Shift menu with the chosen shift; on another page, show the shifts instead."""
        page = self.current_page
        if isinstance(page, TeamPage):
            page.do_shift(command)
        else:
            self.show_page(TeamPage.key)

    def take_tour(self) -> None:
        """Lead a newcomer through the pages; with an example where no plan is open."""
        if self.context.document.plan is None:
            self.files.open_example(EXAMPLE)
        self.tour.begin()

    def _list_commands(self) -> Mapping[str, Callable[..., object]]:
        files, plans = self.files, self.plans
        mine = (self.new, self.show_page, self.toggle_problems, self.next_problem, self.set_theme, self.reset_layout)
        others = (files.open, files.open_example, files.new_plan, files.open_dialog, files.save, files.save_as)
        more = (files.close_plan, plans.undo, plans.redo, plans.in_focus, plans.run, plans.run_all, plans.stop)
        scenarios = self.scenarios
        steps = (scenarios.next_scenario, scenarios.previous_scenario, scenarios.add_scenario)
        edits = (scenarios.duplicate_scenario, scenarios.rename_scenario, scenarios.reset_scenario)
        last = (scenarios.switch_scenario, scenarios.delete_scenario, self.show_place, self.show_help)
        return {
            **{command.__name__: command for command in (*mine, *others, *more, *steps, *edits, *last)},
            "take_tour": self.take_tour,
            "do_shift": self.do_shift,
            "quit": self.close,
            "about": lambda: show_about(self),
            "show_log": lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))),
        }

    def _lay_out(self) -> None:
        self.addToolBar(self.toolbar)
        self.setStatusBar(self.status)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.tour)
        column.addWidget(self.notices)
        column.addWidget(self._stack, stretch=1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, stretch=1)
        self.setCentralWidget(centre)
        self.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.problems_panel)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.help_panel)
        for panel in (self.problems_panel, self.help_panel):
            panel.hide()
        self.resizeDocks([self.problems_panel], [_PROBLEMS], Qt.Orientation.Vertical)
        self._first_state = self.saveState()

    def _follow(self) -> None:
        document = self.context.document
        document.plan_changed.connect(self._plan_changed)
        document.file_changed.connect(self._show_title)
        self.files.opened.connect(self._plan_opened)
        document.problems_changed.connect(self._show_problems)
        self.context.theme.changed.connect(self._show_theme)
        self.rail.wanted.connect(self.show_page)
        self.problems.chosen.connect(self.go_to_problem)
        self.status.problems_wanted.connect(self.toggle_problems)
        for bar in (self.toolbar, self.status):
            bar.stop_wanted.connect(self.plans.stop)
        self.toolbar.run_wanted.connect(lambda: self.do("run"))
        self.tour.page_wanted.connect(self.show_page)
        # queued: a page that has its first answer to show builds the view for it before
        self.context.results.study_changed.connect(self._guard_wheel, Qt.ConnectionType.QueuedConnection)
        self.tour.command_wanted.connect(self.do)
        self._show_theme()

    @Slot()
    def _guard_wheel(self) -> None:
        self.wheel.watch(self.current_page)

    @Slot()
    def _plan_opened(self) -> None:
        self.plans.forget_runs()
        self.run_notices.take_away()
        start = self._pages.get(StartPage.key)
        if isinstance(start, StartPage):
            start.show_overview()
        first = next((page.key for page in PAGES if page.needs_plan), None)
        if self.context.document.plan is not None and first is not None and not self.current_page.needs_plan:
            self.show_page(first)
        self.file_notices.offer_left_over()

    @Slot()
    def _plan_changed(self) -> None:
        plan = self.context.document.plan
        self.rail.set_possible(page.key for page in PAGES if plan is not None or not page.needs_plan)
        if plan is None and self.current_page.needs_plan:
            self.show_page(StartPage.key)
        if plan is None:
            self.tour.hide()
        self._show_title()
        self._show_problems()

    @Slot()
    def _show_title(self) -> None:
        document = self.context.document
        is_open = document.plan is not None or bool(document.unreadable)
        self.setWindowTitle(f"{document.title}[*] – {_('Support Planner')}" if is_open else _("Support Planner"))
        self.setWindowModified(document.is_dirty)

    @Slot()
    def _show_problems(self) -> None:
        document = self.context.document
        self.problems.show_problems((*document.unreadable, *document.problems))
        errors = [problem for problem in document.problems if problem.severity == "error"]
        self.rail.show_counts(counts_by_page(document.problems, PAGES), counts_by_page(errors, PAGES))
        if document.unreadable:
            self.problems_panel.show()

    @Slot()
    def _show_theme(self) -> None:
        self.rail.set_theme(self.context.theme.theme)
        self.problems.set_theme(self.context.theme.theme)
        for panel in (self.problems_panel, self.help_panel):
            panel.set_theme(self.context.theme.theme)

    def _first_size(self, remembered: bool = True) -> None:
        settings = self.context.settings
        if remembered and self.restoreGeometry(settings.window_geometry):
            self.restoreState(settings.window_state)
            return
        room = self.screen().availableSize()
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))

    def _remember_layout(self) -> None:
        settings = self.context.settings
        settings.window_geometry = self.saveGeometry()
        settings.window_state = self.saveState()
        settings.save()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()
