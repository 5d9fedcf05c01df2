"""The bar that tells what was read from pasted counts, and offers to take their volume as well as their shape."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planner.errors import PlannerError
from planner.scenario.addresses import Path
from planner.texts import _
from ui.context import Context
from ui.look.style import set_look
from ui.look.widgets import label
from ui.pages.demand.counts import Volume, take_shape
from ui.pasting.counts import Counts, read_counts
from ui.values.numbers import number_text

_NEAR = 0.005  # volumes that differ by less are the same


class PastedCounts(QFrame):
    """Takes counts as the shape of a profile, says what became of them, and takes their volume if that is wanted."""

    refused = Signal(str)  # why the clipboard could not be taken; "" when it could

    def __init__(self, context: Context, profile: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.context, self.profile = context, profile
        self.counts: Counts | None = None
        self.words: QLabel = label("", wrap=True)
        self.volume_words: QLabel = label("", wrap=True)
        self.volume_button = QPushButton(_("Take the volume, too"))
        self.close_button = QPushButton(_("Close"))
        set_look(self.close_button, "flat")
        self.close_button.setAccessibleName(_("Close what was read from the clipboard"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.volume_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        for widget in (self.words, self.volume_words):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.volume_button.clicked.connect(self._take_volume)
        self.close_button.clicked.connect(self.forget)
        context.document.plan_changed.connect(self.refresh)
        self.hide()

    def take(self, text: str) -> bool:
        """Take the counts in a text as the shape; False, and the reason in ``refused``, where there are none."""
        try:
            counts = read_counts(text)
            take_shape(self.context, self.profile, counts)
        except PlannerError as error:
            self.forget()
            self.refused.emit(str(error))
            return False
        self.counts = counts
        self.refused.emit("")
        self.words.setText(" ".join(counts.words))
        self.refresh()
        self.show()
        return True

    @Slot()
    def refresh(self) -> None:
        """Follow the plan: the volume may have been taken, or that undone."""
        if self.counts is None:
            return
        volume = Volume(self.context, self.profile)
        week, now = self.counts.week, volume.week
        is_offered = week is not None and now > 0 and abs(week / now - 1) > _NEAR
        self.volume_button.setVisible(is_offered)
        if week is None:
            words = _("Only the shape has changed: such counts do not tell how many contacts a week there are.")
        elif not volume.segments or now <= 0:
            words = _("Only the shape has changed: no segment with customers who ask has this profile yet.")
        elif is_offered:
            words = _(
                "Only the shape has changed: {segments} send about {now} contacts a week, the counts make up {week}."
            )
        else:
            words = _("{segments} send about {now} contacts a week, as many as the counts make up.")
        names = ", ".join(volume.segments)
        self.volume_words.setText(words.format(segments=names, now=_rounded(now), week=_rounded(week or 0.0)))
        self.volume_button.setText(_("Take the volume, too: {week} contacts a week").format(week=_rounded(week or 0.0)))

    @Slot()
    def _take_volume(self) -> None:
        if self.counts is None or self.counts.week is None:
            return
        try:
            Volume(self.context, self.profile).take(self.counts.week)
        except PlannerError as error:
            self.refused.emit(str(error))

    @Slot()
    def forget(self) -> None:
        """Close the bar."""
        self.counts = None
        self.hide()


def _rounded(number: float) -> str:
    return number_text(round(number, 1) if number < 100 else round(number))
