"""The opening hours of the plan: their table, and a strip that shows them on two clocks."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.texts import _
from ui.context import Context
from ui.pages.levels.opening import customer_zones
from ui.pages.levels.strip import DAYS, HoursStrip
from ui.tables.parts_model import Column
from ui.tables.parts_table import PartsTable

HOURS = "hours"


class HoursView(QWidget):
    """Adds, renames and removes opening hours, and shows when they are open for whom."""

    hours_chosen = Signal(object)  # their path

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.table = PartsTable(context, (HOURS,), [Column(("time_zone",)), Column(("holidays",))])
        self.strip = HoursStrip(context.theme.theme)
        self.span = _box(_("Stretch of time that is shown"), (_("Whole week"), *map(str, DAYS)))
        self.zone = _box(_("Clock of which customers is shown below"), ())
        self._zones: list[str] = []
        self._lay_out()
        self.table.part_chosen.connect(self._choose)
        self.strip.chosen.connect(self.table.choose)
        self.span.currentIndexChanged.connect(self.refresh)
        self.zone.currentIndexChanged.connect(self.refresh)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, box in ((_("Show"), self.span), (_("Customers in"), self.zone)):
            name = QLabel(words)
            name.setBuddy(box)
            row.addWidget(name)
            row.addWidget(box)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.strip)
        layout.addWidget(self.table)
        layout.addStretch(1)

    @Slot()
    def refresh(self) -> None:
        """Show the current scenario."""
        document = self.context.document
        if document.plan is None:
            return
        scenario = document.scenario
        zones = customer_zones(scenario)
        if zones != self._zones:
            self._offer_zones(zones, scenario.time_zone)
        day = self.span.currentIndex() - 1
        path = self.table.current_path
        current = str(path[-1]) if path else ""
        zone = self._zones[max(self.zone.currentIndex(), 0)]
        self.strip.show_hours(scenario, zone, day if day >= 0 else None, current, self.context.theme.theme)

    def _offer_zones(self, zones: list[str], home: str) -> None:
        # customers on another clock than the plan's are those about whom there is a question
        before = self.zone.currentText() or next((zone for zone in zones if zone != home), home)
        self._zones = zones
        self.zone.blockSignals(True)
        self.zone.clear()
        self.zone.addItems(zones)
        self.zone.setCurrentIndex(max(self.zone.findText(before), 0))
        self.zone.blockSignals(False)

    @Slot(object)
    def _choose(self, path: object) -> None:
        self.refresh()
        if path is not None:
            self.hours_chosen.emit(path)


def _box(name: str, entries: tuple[str, ...]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.addItems(list(entries))
    return box
