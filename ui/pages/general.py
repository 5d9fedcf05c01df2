"""The General page: what the other pages take for granted, such as dates, money, channels, events and the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import LazyText, _, lazy
from ui.context import Context
from ui.forms.part_form import PartForm
from ui.forms.parts_and_form import Hint, PartsAndForm, Scrolled
from ui.look.widgets import Card, label
from ui.pages.page import Page
from ui.pages.tabs import Tabs
from ui.tables.parts_model import Column
from ui.tables.statistics import Statistics

_WIDEST_CARD, _NARROWEST_CARD = 620, 370
_TABLES = ("channels", "events", "backlog")


@dataclass(frozen=True)
class FormCard:
    """A card with the form of one part of the plan; ``keys`` limits it to some fields."""

    title: LazyText
    path: Path
    words: LazyText
    keys: tuple[str, ...] | None = None


BASICS = FormCard(
    lazy("The plan"),
    (),
    lazy("The weeks that count begin on the first day; the time that is played before and after is set in the run."),
    ("name", "note", "start", "weeks", "time_zone", "currency"),
)
RUN = FormCard(
    lazy("The run"),
    ("run",),
    lazy("Each replication plays the whole time once with other customers. More of them make results surer."),
)
COSTS = FormCard(lazy("Costs beyond the wage"), ("costs",), lazy("Wages are set on the page Team, for each team."))
ROUTING = FormCard(lazy("Order of work"), ("routing",), lazy("Which of several waiting customers comes first."))
EXPERIENCE = FormCard(
    lazy("Experience of the customers"), ("experience",), lazy("How waiting and closed doors drive them away.")
)


class FormCards(QWidget):
    """Cards with forms side by side; as many below each other as the window is narrow."""

    def __init__(self, context: Context, cards: Sequence[FormCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setContentsMargins(0, 12, 8, 0)
        self._row.setSpacing(12)
        self.forms: dict[Path, PartForm] = {}
        for card in cards:
            self._row.addWidget(self._card(context, card), 1, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(inside))

    def _card(self, context: Context, card: FormCard) -> QWidget:
        made = Card(str(card.title))
        made.setMaximumWidth(_WIDEST_CARD)
        made.body.addWidget(label(str(card.words), "quiet", wrap=True))
        self.forms[card.path] = PartForm(context, card.path, keys=card.keys)
        made.body.addWidget(self.forms[card.path])
        # a card has room for all of its fields
        self.forms[card.path].more_button.setChecked(True)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Put the cards below each other where the window is narrow."""
        super().resizeEvent(event)
        fit = event.size().width() >= _NARROWEST_CARD * len(self.forms)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if fit else directions.TopToBottom)

    def show_key(self, path: Path) -> bool:
        """Give the field at a path the focus; False where no card has it."""
        for start, form in self.forms.items():
            if path[: len(start)] == start and len(path) > len(start) and form.show_key(str(path[len(start)])):
                return True
        return path in self.forms


class GeneralPage(Page):
    """Forms of the plan's single parts, and tables of its channels, events and open tickets, each in a tab."""

    key = "general"
    name = lazy("General")
    help = lazy(
        "What the other pages take for granted: the weeks that are planned, time zone and currency, how often the plan "
        "is played, which channels there are and how customers wait on them, events, and costs beyond wages."
    )
    icon = "general"
    needs_plan = True
    places = (
        *("name", "note", "currency", "time_zone", "start", "weeks", "run"),
        *("channels", "events", "backlog", "costs", "routing", "experience"),
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tabs = Tabs(
            _("Parts of the plan"),
            {
                "basics": (_("Time and run"), lambda: FormCards(context, (BASICS, RUN))),
                "channels": (_("Channels"), self._channels),
                "events": (_("Events"), self._events),
                "backlog": (_("Open at the start"), self._backlog),
                "rules": (_("Money and rules"), lambda: FormCards(context, (COSTS, ROUTING, EXPERIENCE))),
            },
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addWidget(label(_("General: time, channels, money and rules"), "heading"))
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs)
        self.tabs.currentChanged.connect(lambda: self.selection_described.emit(""))

    def show_path(self, path: Path) -> bool:
        """Bring a field of the plan, or a channel, event or backlog, into view."""
        if not path or path[0] not in self.places:
            return False
        head = str(path[0])
        tabs = {**dict.fromkeys(("costs", "routing", "experience"), "rules"), **{each: each for each in _TABLES}}
        made = self.tabs.show_section(tabs.get(head, "basics"))
        if isinstance(made, PartsAndForm):
            return len(path) < 2 or made.show_part(str(path[1]), str(path[2]) if len(path) > 2 else "")
        return isinstance(made, FormCards) and made.show_key(path)

    def _channels(self) -> PartsAndForm:
        columns = (
            Column(("kind",)),
            Column(("concurrency",), _("Chats\nat once")),
            Column(("patience",)),
            Column(("handle_time_factor",), _("Handle time\nfactor")),
            Column(("cost_per_contact",), _("Cost per\ncontact")),
        )
        hint = Hint(_("No channels yet: add the ways in which customers reach you."), _("Add a channel"))
        return self._parts("channels", columns, hint)

    def _events(self) -> PartsAndForm:
        columns = (Column(("from",)), Column(("to",)), Column(("factor",)), Column(("segments",)), Column(("topics",)))
        words = _("No events: add a launch, an outage or a season, in which more or fewer customers ask.")
        return self._parts("events", columns, Hint(words, _("Add an event")))

    def _backlog(self) -> PartsAndForm:
        columns = (
            *(Column(("tickets",)), Column(("segment",)), Column(("channel",)), Column(("topic",))),
            Column(("age",)),
        )
        words = _("Nothing is open when the plan begins: add the tickets that wait on the first day.")
        return self._parts("backlog", columns, Hint(words, _("Add open tickets")))

    def _parts(self, collection: str, columns: Sequence[Column], hint: Hint) -> PartsAndForm:
        made = PartsAndForm(self.context, (collection,), columns, hint)
        made.selection_changed.connect(self._describe)
        return made

    @Slot(object)
    def _describe(self, statistics: Statistics) -> None:
        self.selection_described.emit(statistics.text)
