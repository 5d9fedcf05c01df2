"""The colours of the window, light and dark, and the switch between them.

Every widget takes its colours from a :class:`Theme`; nothing else in the package names a colour. Status colours differ
in lightness as well as in hue, so that colour-blind eyes tell them apart, and always stand beside an icon and a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QPalette

CHOICES = ("system", "light", "dark")


@dataclass(frozen=True)
class Theme:
    """One set of colours, each as "#rrggbb"."""

    name: str
    is_dark: bool
    window: str
    card: str
    line: str
    text: str
    secondary: str
    accent: str
    button: str  # the one button of a page that matters most
    button_text: str
    selected: str
    hover: str
    changed: str  # behind a value that differs from the base
    met: str
    close: str
    missed: str
    series: tuple[str, ...]
    other_series: str  # all beyond the series
    heat: tuple[str, ...]  # from low, which is near the background, to high
    too_few: str  # on shift against needed
    balanced: str
    too_many: str


LIGHT = Theme(
    name="light",
    is_dark=False,
    window="#f4f5f7",
    card="#ffffff",
    line="#d9dee4",
    text="#1d232b",
    secondary="#5b6672",
    accent="#1f6fb2",
    button="#1f6fb2",
    button_text="#ffffff",
    selected="#cfe4f7",
    hover="#e8ecf1",
    changed="#fdf0cf",
    met="#00737a",
    close="#8f6000",
    missed="#b3123d",
    series=("#0072b2", "#d55e00", "#009e73", "#cc79a7"),
    other_series="#8a939d",
    heat=("#f7fbff", "#c6dbef", "#6baed6", "#2171b5", "#08306b"),
    too_few="#d55e00",
    balanced="#f4f5f7",
    too_many="#0072b2",
)

DARK = Theme(
    name="dark",
    is_dark=True,
    window="#1f2227",
    card="#282c33",
    line="#3a4049",
    text="#e6e8eb",
    secondary="#a3abb5",
    accent="#5aa9e6",
    button="#2b78b7",
    button_text="#ffffff",
    selected="#2f5f8a",
    hover="#333943",
    changed="#4a4022",
    met="#5fd3c4",
    close="#f2b134",
    missed="#ff6b8b",
    series=("#56b4e9", "#e69f00", "#009e73", "#f2c6e0"),
    other_series="#8a939d",
    heat=("#23272d", "#18426e", "#2071a0", "#56aabe", "#ebe9a0"),
    too_few="#e69f00",
    balanced="#3a4049",
    too_many="#56b4e9",
)


class ThemeSwitch(QObject):
    """Which theme is shown; "system" follows the desktop, also while the window is open."""

    changed = Signal()

    def __init__(self, choice: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice if choice in CHOICES else "system"
        self._theme = self._chosen()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The colours to draw with now."""
        return self._theme

    @property
    def choice(self) -> str:
        """What the user chose: "system", "light" or "dark"."""
        return self._choice

    def set(self, choice: str) -> None:
        """Choose "light", "dark" or "system"; ValueError for anything else."""
        if choice not in CHOICES:
            raise ValueError(f"no theme {choice!r}")
        self._choice = choice
        # Tells the desktop too, so that the title bar and native dialogs have the same shade.
        hints = QGuiApplication.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints.setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._update()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice == "system":
            self._update()

    def _update(self) -> None:
        chosen = self._chosen()
        if chosen is not self._theme:
            self._theme = chosen
            self.changed.emit()

    def _chosen(self) -> Theme:
        if self._choice == "system":
            return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT


def palette(theme: Theme) -> QPalette:
    """What Qt draws with where no style sheet says otherwise."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.missed,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.secondary,
        role.Highlight: theme.selected,
        role.HighlightedText: theme.text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.hover,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.secondary,
        role.Shadow: theme.line,
    }
    made = QPalette()
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, each, blend(theme.secondary, theme.window, 0.45))
    return made


def blend(colour: str, other: str, share: float) -> QColor:
    """A colour with a share of another mixed in."""
    first, second = QColor(colour), QColor(other)
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return QColor(*(round(one * (1 - share) + two * share) for one, two in pairs))


def heat_colour(stops: Sequence[str], share: float) -> QColor:
    """The colour at a share, from 0 to 1, of the way along the stops of a scale."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    below = min(int(place), len(stops) - 2)
    return blend(stops[below], stops[below + 1], place - below)


def brightness(colour: QColor) -> float:
    """How bright a colour looks, from 0 to 255; dark letters are read on bright ones."""
    return 0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()
