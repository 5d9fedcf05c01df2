"""The form beside the tables of levels: an offer with its switch, a level, or opening hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.editing.places import MISSING, bring_back, leave_out, shown_of, value_at
from ui.editing.starting import starting_part, starting_value
from ui.forms.part_form import PartForm
from ui.look.widgets import Card, label
from ui.pages.levels.matrix import CHANNELS, OFFERS
from ui.values.fields import field_at, part_at

_OFFER_LENGTH = 4  # keys in the path of an offer
_NARROWEST = 340


class ChosenForm(Card):
    """Shows the form of what was chosen last; an offer that is not made has only the switch that makes it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.context = context
        self.path: Path = ()
        self.form: PartForm | None = None
        self._wanted: tuple[str, ...] | None = None
        self._shown_keys: tuple[str, ...] | None = None
        self.title = label("", "title", wrap=True)
        self.help = label("", "quiet", wrap=True)
        self.offered = QCheckBox(_("Offered"))
        self.offered.setToolTip(_("Whether customers of this level may use the channel."))
        self.offered.clicked.connect(self._switch)
        self.message = label("", "wrong", wrap=True)
        self.message.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._place = QWidget()
        self._place.setProperty("look", "page")
        self._inside = QVBoxLayout(self._place)
        self._inside.setContentsMargins(0, 0, 6, 0)
        self._inside.addStretch(1)
        self._scroll.setWidget(self._place)
        for widget in (self.title, self.help, self.offered, self.message):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 1)
        self.setMinimumWidth(_NARROWEST)

    @property
    def _shown(self) -> Mapping[str, Any]:
        return shown_of(self.context.document.plan, str(self.context.document.scenario_name))

    @property
    def is_offer(self) -> bool:
        """Whether an offer is chosen."""
        return len(self.path) == _OFFER_LENGTH and self.path[2] == OFFERS

    def choose(self, path: Path, keys: tuple[str, ...] | None = None) -> None:
        """Show the form of another part, or only some of its fields; () for none."""
        if (path, keys) != (self.path, self._wanted):
            self.path, self._wanted = path, keys
            self.message.hide()
        self.refresh()

    def refresh(self) -> None:
        """Show the document as it is now."""
        is_there = bool(self.path) and value_at(self._shown, self.path) is not MISSING
        self.offered.setVisible(self.is_offer)
        self.offered.setChecked(is_there)
        self._show_title()
        keys = self._keys() if is_there else None
        if not is_there or keys != self._shown_keys or not self._has_form_of(self.path):
            self._drop()
        if is_there and self.form is None:
            self.form, self._shown_keys = PartForm(self.context, self.path, keys=keys), keys
            self._inside.insertWidget(0, self.form)
        elif self.form is not None:
            self.form.set_path(self.path)

    def _has_form_of(self, path: Path) -> bool:
        """Whether the form that is shown is one for the kind of part at a path."""
        return self.form is not None and part_at(self.form.path) is part_at(path)

    def _show_title(self) -> None:
        if self.is_offer:
            level, channel = str(self.path[1]), str(self.path[3])
            self.title.setText(_("{level}: {channel}").format(level=level, channel=channel))
            self.offered.setAccessibleName(_("{level} offers {channel}").format(level=level, channel=channel))
            self.help.setText(_("When the channel is open for these customers, and what they are promised."))
        elif self.path:
            self.title.setText(f"{field_at(self.path[:1]).label}: {self.path[1]}")
            self.help.setText(field_at(self.path[:1]).help)
        else:
            self.title.setText(_("Choose an offer, a level or opening hours"))
            self.help.setText(_("Its values can be changed here."))

    def _drop(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _keys(self) -> tuple[str, ...] | None:
        """All of an offer is open: its hours, and the targets that its kind of channel can have."""
        if not self.is_offer:
            return self._wanted
        held = value_at(self._shown, self.path)
        unusual = "reply" if self._is_live else "answer"
        return tuple(key for key in ("hours", "answer", "reply", "resolve") if key != unusual or key in held)

    @property
    def _is_live(self) -> bool:
        return bool(value_at(self._shown, (CHANNELS, self.path[3], "kind")) == "live")

    @Slot(bool)
    def _switch(self, is_on: bool) -> None:
        """Offer the channel, with a first promise, or withdraw it."""
        scenario, path = str(self.context.document.scenario_name), self.path
        start = starting_part(part_at(path), self._shown)
        first = (*path, "answer" if self._is_live else "reply")
        start[str(first[-1])] = starting_value(field_at(first), self._shown)

        def change(data: dict[str, Any]) -> None:
            if is_on:
                bring_back(data, scenario, path, start)
            else:
                leave_out(data, scenario, path)

        text = _("Offer {channel} to {level}") if is_on else _("Withdraw {channel} from {level}")
        self.message.hide()
        try:
            self.context.document.edit(text.format(channel=path[3], level=path[1]), change)
        except PlannerError as error:
            self.message.setText(str(error))
            self.message.show()
        self.refresh()

    def enter(self) -> None:
        """Give the focus to the first value, or to the switch that makes an offer."""
        row = next(self.form.rows(), None) if self.form is not None else None
        (row.editor.target if row is not None else self.offered).setFocus()

    def show_key(self, key: str) -> bool:
        """Bring a value of the part into view; False where it has none of that key."""
        return self.form is not None and self.form.show_key(key)
