"""The colours of the window: text can be read, and colour-blind eyes tell apart what must be told apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import numpy as np
import pytest

pytest.importorskip("PySide6.QtWidgets", reason="the window's libraries are not installed")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ui.look import fonts, icons, style
from ui.look.theme import CHOICES, DARK, LIGHT, Theme, ThemeSwitch, blend

THEMES = (LIGHT, DARK)
READABLE, VISIBLE = 4.5, 3.0  # contrast of text, and of lines and marks (WCAG 2.2, level AA)
# Machado, Oliveira and Fernandes (2009): what is left of linear red, green and blue without one kind of cone.
BLIND = {
    "none": np.eye(3),
    "red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ @ np.ones(3)


def linear(colour: str) -> np.ndarray:
    encoded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(TO_XYZ[1] @ linear(colour)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, blindness: str) -> np.ndarray:
    seen = np.clip(BLIND[blindness] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    bent = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * bent[1] - 16, 500 * (bent[0] - bent[1]), 200 * (bent[1] - bent[2])])


def smallest_distance(colours: Iterable[str], blindness: str) -> float:
    pairs = itertools.combinations(colours, 2)
    return min(float(np.linalg.norm(lab(one, blindness) - lab(other, blindness))) for one, other in pairs)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
class TestThatATheme:
    def test_has_readable_text_on_every_background(self, theme: Theme) -> None:
        backgrounds = (theme.window, theme.card, theme.selected, theme.hover, theme.changed)
        poor = [ground for ground in backgrounds if contrast(theme.text, ground) < READABLE]
        assert poor == []
        for ground in (theme.window, theme.card):
            assert contrast(theme.secondary, ground) >= READABLE
            assert contrast(theme.accent, ground) >= READABLE
        assert contrast(theme.button_text, theme.button) >= READABLE

    def test_has_status_words_that_can_be_read_on_cards_and_on_the_window(self, theme: Theme) -> None:
        for colour, ground in itertools.product((theme.met, theme.close, theme.missed), (theme.card, theme.window)):
            assert contrast(colour, ground) >= READABLE

    def test_has_series_that_stand_out_from_their_card(self, theme: Theme) -> None:
        assert min(contrast(colour, theme.card) for colour in (*theme.series, theme.other_series)) >= VISIBLE - 0.1

    def test_has_a_frame_around_inputs_that_the_focus_changes_visibly(self, theme: Theme) -> None:
        assert contrast(theme.accent, theme.card) >= VISIBLE

    @pytest.mark.parametrize("blindness", BLIND)
    def test_keeps_statuses_apart_for_every_eye(self, theme: Theme, blindness: str) -> None:
        assert smallest_distance((theme.met, theme.close, theme.missed), blindness) >= 20

    @pytest.mark.parametrize("blindness", BLIND)
    def test_keeps_series_apart_for_every_eye(self, theme: Theme, blindness: str) -> None:
        assert smallest_distance(theme.series, blindness) >= 15

    @pytest.mark.parametrize("blindness", BLIND)
    def test_keeps_too_few_people_apart_from_too_many(self, theme: Theme, blindness: str) -> None:
        assert smallest_distance((theme.too_few, theme.balanced, theme.too_many), blindness) >= 20

    def test_has_a_heat_scale_that_goes_one_way_from_the_background(self, theme: Theme) -> None:
        lightness = [float(lab(colour, "none")[0]) for colour in theme.heat]
        assert lightness in (sorted(lightness), sorted(lightness, reverse=True))
        assert contrast(theme.heat[0], theme.card) < 1.3

    def test_names_every_colour_alike(self, theme: Theme) -> None:
        colours = [value for value in vars(theme).values() if isinstance(value, str) and value != theme.name]
        assert [colour for colour in colours if not re.fullmatch("#[0-9a-f]{6}", colour)] == []

    def test_gives_a_complete_style_sheet(self, theme: Theme, qapp: QApplication) -> None:
        sheet = style.style_sheet(theme)
        assert "$" not in sheet
        assert sheet.count("{") == sheet.count("}")


def test_that_the_known_bad_traffic_light_would_not_pass() -> None:
    assert smallest_distance(("#1a7f4b", "#9a6700", "#c4320a"), "green") < 5


def test_that_a_theme_is_switched_at_once(qtbot: QtBot) -> None:
    switch = ThemeSwitch("light")
    with qtbot.waitSignal(switch.changed):
        switch.set("dark")
    assert switch.theme is DARK
    with qtbot.assertNotEmitted(switch.changed):
        switch.set("dark")
    switch.set("light")
    assert switch.theme is LIGHT


def test_that_system_follows_the_desktop(qtbot: QtBot) -> None:
    switch = ThemeSwitch("system")
    is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert switch.theme is (DARK if is_dark else LIGHT)
    assert switch.choice == "system"


def test_that_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="pink"):
        ThemeSwitch().set("pink")
    assert ThemeSwitch("pink").choice in CHOICES


@pytest.fixture
def _undressed_again(qapp: QApplication) -> Iterator[None]:
    palette = qapp.palette()
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


@pytest.mark.usefixtures("_undressed_again")
def test_that_dressing_reaches_widgets_that_are_already_there(qtbot: QtBot) -> None:
    line = QLabel("Words")
    qtbot.addWidget(line)
    line.show()
    for theme in THEMES:
        style.apply(theme)
        assert line.palette().color(QPalette.ColorRole.WindowText).name() == theme.text


def test_that_a_colour_mixes_evenly() -> None:
    assert blend("#000000", "#ffffff", 0.5).name() == "#808080"


@pytest.mark.parametrize("name", icons.icon_names())
def test_that_every_icon_is_drawn_in_the_colour_it_is_asked_for(name: str, qapp: QApplication) -> None:
    picture = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
    assert picture.width() == 48
    colours = [picture.pixelColor(x, y) for x in range(48) for y in range(48)]
    drawn = [colour for colour in colours if colour.alpha() > 200]
    assert drawn
    if name not in ("support-planner", "tick"):
        assert all(colour.red() > 200 and colour.green() < 60 for colour in drawn)


def test_that_an_icon_is_drawn_once_for_its_colours(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    first = icons.icon("run", LIGHT, "#123456")
    monkeypatch.setattr(icons, "pixmap", None)
    assert icons.icon("run", LIGHT, "#123456").cacheKey() == first.cacheKey()
    monkeypatch.undo()
    assert icons.icon("run", DARK, "#123456").cacheKey() != first.cacheKey()


def test_that_text_is_never_smaller_than_the_systems(qapp: QApplication) -> None:
    assert fonts.text_size() >= 9.5
    assert fonts.font().families()[0] == "Inter"
    assert fonts.points("tiny") < fonts.points("text") < fonts.points("title") < fonts.points("tile")
