"""What each level promises on each channel, in short: hours and targets in the cells of a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from planner.scenario.addresses import Path, format_address
from planner.scenario.support_levels import KINDS
from planner.texts import _, lazy
from ui.context import Context
from ui.editing.places import MISSING, leave_out, shown_of, value_at
from ui.tables.grid_model import Cell, Change, Place, Texts
from ui.tables.grid_view import GridView
from ui.tables.matrix_model import COLUMN, ROW, MatrixModel
from ui.values.fields import Field, WrongTextError, field_at

LEVELS, OFFERS, CHANNELS = "support_levels", "offers", "channels"
_ROW_HEIGHT = 38  # at least
_COLUMN_WIDTH = 112  # at least
_WIDEST_NAME = 160
_PLACE: Path = (LEVELS, ROW, OFFERS, COLUMN)
# How a cell says each target; the first response needs no word of its own.
_WORDS = {
    "answer": lazy("{share} in {within}"),
    "reply": lazy("{share} in {within}"),
    "resolve": lazy("solved {share} in {within}"),
}


def offer_path(level: str, channel: str) -> Path:
    """Where the offer of a channel by a level stands."""
    return (LEVELS, level, OFFERS, channel)


def offer_text(offer: Any, path: Path) -> str:
    """An offer in short: its hours, and below them each target: "80 % in 96 s", "solved 90 % in 2 d"."""
    if not isinstance(offer, Mapping):
        return ""
    targets = [_target_text(kind, offer[kind], (*path, kind)) for kind in KINDS if isinstance(offer.get(kind), Mapping)]
    hours = str(offer.get("hours", ""))
    return "\n".join((hours, *targets))


def _target_text(kind: str, target: Mapping[str, Any], path: Path) -> str:
    shown = {key: field_at((*path, key)).show(target.get(key)) or "?" for key in ("share", "within")}
    return _WORDS[kind].format(share=shown["share"], within=shown["within"])


class OfferField(Field):
    """An offer, which is made and changed in its form: no text stands for one."""

    def read(self, text: str, plain_shares: bool = False) -> Any:  # noqa: ARG002  # all texts are refused
        """No text is an offer."""
        raise WrongTextError(_("Offers are changed in the form beside them: a cell here can only be emptied."))


class OffersModel(MatrixModel):
    """The offers of all levels; taking a cell away withdraws the channel."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, (LEVELS,), (CHANNELS,), _PLACE, parent=parent)

    def cell(self, row: int, column: int) -> Cell:
        path = offer_path(self._layout[0][row], self._layout[1][column])
        field = field_at(path)
        offer = OfferField(field.key, field.label, field.help, field.structure)
        return Cell(path, offer, value_at(self.shown, path) is not MISSING)

    def why_locked(self, place: Place, texts: Texts) -> str:
        """A channel that is not offered has no cell to write in."""
        return super().why_locked(place, texts) and _("Not offered: press Enter to offer it, in the form beside.")

    def change_of(self, values: Mapping[Place, Any]) -> Change:
        scenario = self.scenario
        paths = [self.cell(*place).path for place in values]  # all that can be said here is that there is no offer

        def change(data: dict[str, Any]) -> None:
            for path in paths:
                leave_out(data, scenario, path)

        return change

    def display(self, row: int, column: int) -> str:
        return offer_text(self.value(row, column), self.cell(row, column).path) or "–"

    def heading_help(self, section: int, orientation: Qt.Orientation) -> str:
        """The name in full, and what levels and channels are."""
        is_across = orientation == Qt.Orientation.Horizontal
        field = field_at((CHANNELS if is_across else LEVELS,))
        return f"{self._layout[is_across][section]}\n{field.label}: {field.help}"

    def accessible_text(self, row: int, column: int) -> str:
        offer = self.value(row, column)
        words = offer_text(offer, self.cell(row, column).path).replace("\n", ", ") or _("not offered")
        return f"{self.cell_name(row, column)}: {words}"

    def place_of(self, level: str, channel: str) -> Place | None:
        """Row and column of an offer; None where there is no such level or channel."""
        levels, channels = (tuple(names) for names in self._layout)
        if level not in levels or channel not in channels:
            return None
        return levels.index(level), channels.index(channel)

    def _alignment(self, row: int, column: int) -> Qt.AlignmentFlag:  # noqa: ARG002  # all cells alike
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

    def _text_colour(self, row: int, column: int) -> QColor | None:
        theme = self.context.theme.theme
        path = self.cell(row, column).path
        if self.value(row, column) is not None and self._has_error(path):
            return QColor(theme.missed)
        return QColor(theme.secondary) if self.value(row, column) is None else None

    def _has_error(self, path: Path) -> bool:
        starts = tuple(format_address(each) for each in (path, ("scenarios", self.scenario, *path)))
        addresses = (each.address for each in self.context.document.problems if each.severity == "error")
        return any(f"{address}.".startswith(f"{start}.") for address in addresses for start in starts)

    def _tool_tip(self, row: int, column: int) -> str:
        path = self.cell(row, column).path
        is_offered = self.value(row, column) is not None
        lines = [self.accessible_text(row, column) if is_offered else _("Not offered. Press Enter to offer it.")]
        if self.is_changed(row, column):
            base = offer_text(value_at(shown_of(self.context.document.plan), path), path).replace("\n", ", ")
            lines.append(_("Base: {value}").format(value=base or _("not offered")))
        return "\n".join(lines)


class OffersView(GridView):
    """The matrix: a cell is chosen by mouse or keys, Enter goes on to its form, Delete withdraws the channel."""

    opened = Signal()  # the form of the current cell is wanted

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.offers = OffersModel(context)
        super().__init__(self.offers, parent)
        self.offers.setParent(self)
        self.setAccessibleName(_("What each level promises on each channel"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("look", "bare")
        self.verticalHeader().setMinimumSectionSize(_ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_COLUMN_WIDTH)
        self.verticalHeader().setMaximumWidth(_WIDEST_NAME)
        for names in (header, self.verticalHeader()):
            names.setTextElideMode(Qt.TextElideMode.ElideRight)  # their tool tips have them whole
        self.setWordWrap(True)
        # rows are as high as their text in columns of this width
        header.sectionResized.connect(self.resizeRowsToContents)
        self.hug_rows()

    def choose(self, level: str, channel: str) -> bool:
        """Make a cell current; False where there is none."""
        place = self.offers.place_of(level, channel)
        if place is not None:
            self.select(place, place)
        return place is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - the name is Qt's
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and self.currentIndex().isValid():
            self.opened.emit()
        else:
            super().keyPressEvent(event)
