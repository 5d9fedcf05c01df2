"""The Demand page: what comes in, when, and from whom."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.scenario.addresses import Path
from planner.texts import _, lazy
from ui.context import Context
from ui.editing.places import shown_of
from ui.forms.parts_and_form import Hint, PartsAndForm
from ui.look.widgets import label
from ui.pages.demand.channels import ChannelMix
from ui.pages.demand.counts import contacts_a_month, likely
from ui.pages.demand.holidays import Holidays
from ui.pages.demand.times import Times
from ui.pages.demand.topics import Topics
from ui.pages.demand.volume import ContactsTable
from ui.pages.page import Page
from ui.pages.tabs import Tabs
from ui.tables.parts_model import Column
from ui.tables.statistics import Statistics
from ui.values.numbers import number_text

Section = PartsAndForm | ChannelMix | Topics | Times | Holidays
CUSTOMERS, CHANNELS, TOPICS, TIMES, HOLIDAYS = "customers", "channels", "topics", "times", "holidays"
_DIGITS = 3


class DemandPage(Page):
    """Segments, their channels and topics, the hours in which they ask, and holidays, each in a tab."""

    key = "demand"
    name = lazy("Demand")
    help = lazy(
        "What comes in, when, and from whom: customers and how often they ask, through which channels, about what, and"
        " at which hours. Tables take blocks that you copy in a spreadsheet."
    )
    icon = "demand"
    needs_plan = True
    places = ("segments", "topics", "profiles", "holidays")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.heading = label(_("Demand"), "heading")
        self.status = label("", "quiet")
        self.tabs = Tabs(
            _("Parts of the demand"),
            {
                CUSTOMERS: (_("Customers"), self._customers),
                CHANNELS: (_("Channels"), self._channels),
                TOPICS: (_("Topics"), lambda: Topics(context)),
                TIMES: (_("Hours and days"), lambda: Times(context)),
                HOLIDAYS: (_("Holidays"), lambda: Holidays(context)),
            },
        )
        self.tabs.built.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.status)
        layout.addSpacing(4)
        layout.addWidget(self.tabs, 1)
        self.setFocusProxy(self.tabs)
        self.tabs.currentChanged.connect(lambda: self.selection_described.emit(""))

    def _customers(self) -> Section:
        columns = (
            Column(("customers",)),
            Column(("contacts_per_customer_month",), _("Contacts\na month\neach")),
            Column(("growth_per_month",), _("Growth\na month")),
            Column(("support_level",), _("Level")),
            Column(("revenue_per_customer_month",), _("Revenue\na month\neach")),
            Column(("churn_per_month",), _("Churn\na month")),
        )
        words = _("No customers yet: add a group of them, a segment, and say how often it asks.")
        made = PartsAndForm(self.context, ("segments",), columns, Hint(words, _("Add a segment")))
        contacts = ContactsTable(self.context, made)
        contacts.selection_changed.connect(self._describe)
        made.add_below(contacts)
        return made

    def _channels(self) -> Section:
        made = ChannelMix(self.context)
        made.segment_wanted.connect(self._add_segment)
        return made

    @Slot()
    def _add_segment(self) -> None:
        made = self.tabs.show_section(CUSTOMERS)
        if isinstance(made, PartsAndForm):
            made.table.add()

    @Slot(object)
    def _follow(self, made: Section) -> None:
        made.selection_changed.connect(self._describe)

    @Slot(object)
    def _describe(self, statistics: Statistics) -> None:
        self.selection_described.emit(statistics.text)

    def refresh(self) -> None:
        """Show the sum of what comes in; tables and forms follow the plan by themselves."""
        document = self.context.document
        segments = shown_of(document.plan, str(document.scenario_name)).get("segments", {})
        on = [segment for segment in segments.values() if segment.get("enabled", True)]
        total = sum(map(contacts_a_month, on))
        rounded = float(f"{total:.{_DIGITS}g}")
        text = _("Before prevention and self-service about {contacts} contacts a month at the start, from {customers}")
        customers = sum(likely(segment.get("customers", 0)) for segment in on)
        words = _("{count} customers").format(count=number_text(float(f"{customers:.{_DIGITS}g}")))
        self.status.setText(text.format(contacts=number_text(rounded), customers=words) + "." if on else "")

    def show_path(self, path: Path) -> bool:
        """Bring a segment, topic or profile, or one of its fields, into view."""
        if not path or path[0] not in self.places:
            return False
        name, key = (str(path[1]) if len(path) > 1 else ""), (str(path[2]) if len(path) > 2 else "")
        if path[0] == "segments" and key == "channels":
            made = self.tabs.show_section(CHANNELS)
        else:
            tabs = {"segments": CUSTOMERS, "topics": TOPICS, "profiles": TIMES, "holidays": HOLIDAYS}
            made = self.tabs.show_section(tabs[str(path[0])])
        if isinstance(made, Holidays):
            made.begin()
            return True
        if isinstance(made, ChannelMix):
            return made.show_segment(name)
        if isinstance(made, Times):
            return not name or made.show_part(name)
        return not name or (isinstance(made, PartsAndForm | Topics) and made.show_part(name, key))
