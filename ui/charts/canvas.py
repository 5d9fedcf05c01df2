"""Paints a picture with pyqtgraph in the colours of a theme."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsSimpleTextItem, QVBoxLayout, QWidget

from planner.texts import _
from ui.charts.labels import spread
from ui.charts.picture import Limit, Picture, Series
from ui.look import fonts
from ui.look.theme import Theme

if TYPE_CHECKING:
    import pyqtgraph

_BAND_ALPHA = 55
_GRID_ALPHA = 46  # of 255
_BAR = 0.45
_TICK_HOURS = 3
_NARROW = 430  # pixels
_SAMPLE = 18  # pixels of the piece of line before a name
_GAP = 5  # pixels
_LEFT = 60  # pixels that the axis takes, about
_PENS = {"solid": Qt.PenStyle.SolidLine, "dashed": Qt.PenStyle.DashLine, "bars": Qt.PenStyle.SolidLine}


class ChartCanvas(QWidget):
    """A chart without frame, menu, zoom and legend: curves are named where they end."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        import pyqtgraph

        pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)
        self._theme = theme
        self._picture: Picture | None = None
        self._is_old = False
        self._names: list[QGraphicsItem] = []
        self._pen_scale = self.devicePixelRatioF()
        self._plot: pyqtgraph.PlotWidget = pyqtgraph.PlotWidget()
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.getViewBox().sigResized.connect(self._place_names)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setMinimumSize(280, 148)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    @property
    def plot(self) -> pyqtgraph.PlotWidget:
        """The widget that is painted, to be saved as a file."""
        return self._plot

    @contextmanager
    def thicker_pens(self, scale: float) -> Iterator[pyqtgraph.PlotWidget]:
        """The plot with pens for a larger drawing: pens do not grow with it by themselves."""
        before, self._pen_scale = self._pen_scale, scale
        self._paint()
        try:
            yield self._plot
        finally:
            self._pen_scale = before
            self._paint()

    def show_picture(self, picture: Picture) -> None:
        """Show another picture."""
        self._picture = picture
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(_spoken(picture))
        self._paint_when_seen()

    def set_theme(self, theme: Theme) -> None:
        """Show the picture in other colours."""
        self._theme = theme
        self._plot.setBackground(theme.card)
        self._paint_when_seen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - the name is Qt's
        """Paint what was left while nobody could see it."""
        super().showEvent(event)
        if self._is_old:
            self._paint()

    def _paint_when_seen(self) -> None:
        # most charts of a page stand on tabs that are not shown, and painting takes long
        self._is_old = True
        if self.isVisible():
            self._paint()

    def sizeHint(self) -> QSize:  # noqa: N802 - the name is Qt's
        """Small: a chart fills what is left."""
        return QSize(450, 148)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - the name is Qt's
        """Show as many hours below the axis as there is room for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._paint_when_seen()

    def _paint(self) -> None:
        import pyqtgraph

        plot, picture, theme = self._plot, self._picture, self._theme
        self._is_old = False
        plot.setBackground(theme.card)
        plot.clear()
        if picture is None:
            return
        self._paint_axes(picture)
        for limit in picture.limits:
            self._paint_limit(limit)
        for series in picture.series:
            if series.style == "bars":
                self._paint_bars(series)
            else:
                self._paint_curve(series)
        if not _has_values(picture):
            words = picture.absent or _("nothing to show")
            text = pyqtgraph.TextItem(words, color=theme.secondary, anchor=(0.5, 0.5))
            text.setPos(len(picture.names) / 2, 0.5)
            plot.addItem(text)
        self._place_names()

    # ------------------------------------------------------------------ axes

    def _paint_axes(self, picture: Picture) -> None:
        plot, count = self._plot, len(picture.names)
        has_bars = any(series.style == "bars" for series in picture.series)
        step = 1 if has_bars else _TICK_HOURS if self.width() > _NARROW else 2 * _TICK_HOURS
        shift = 0.5 if has_bars else 0.0
        metrics = QFontMetricsF(fonts.font("tiny"))
        # names of bars that would touch each other stand on several lines
        longest = max((metrics.horizontalAdvance(name) for name in picture.names), default=0.0) + 2 * _GAP
        is_tight = has_bars and longest * count > self.width() - _LEFT
        names = [name.replace(" ", "\n") if is_tight else name for name in picture.names]
        ticks = [(place + shift, names[place]) for place in range(0, count, step)]
        grid = QColor(self._theme.secondary)
        grid.setAlpha(_GRID_ALPHA)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(self._pen(self._theme.line))
            axis.setTextPen(self._theme.secondary)
            axis.setTickFont(fonts.font("tiny"))
            axis.setStyle(tickLength=0, hideOverlappingLabels=False)
            axis.enableAutoSIPrefix(False)
        plot.getAxis("bottom").setTicks([ticks])
        plot.getAxis("left").setPen(None)
        colour = {"color": self._theme.secondary, "font-size": f"{fonts.points('tiny')}pt"}
        lines = max((name.count("\n") + 1 for name in names), default=1)
        # names that do not fit into the height of the axis would be left out
        plot.getAxis("bottom").setHeight(lines * metrics.height() + 3 * _GAP if lines > 1 else None)
        plot.setLabel("left", picture.unit, **colour)
        plot.setLabel("bottom", "" if has_bars else picture.across, **colour)
        highest = _highest(picture)
        plot.setYRange(0, highest * 1.08, padding=0.0)
        levels = _levels(highest) if _has_values(picture) else []
        for value in levels:
            plot.addLine(y=value, pen=self._pen(grid))
        numbers = [(value, _short(value)) for value in (0.0, *levels)]
        plot.getAxis("left").setTicks([numbers])
        # the axis itself finds its width only when it is painted, and then too late for its label
        widest = max(metrics.horizontalAdvance(text) for _value, text in numbers)
        plot.getAxis("left").setWidth(widest + metrics.height() + 2 * _GAP)

    # ------------------------------------------------------------------ items

    def _paint_curve(self, series: Series) -> None:
        import pyqtgraph

        places = np.arange(len(series.values)) + 0.5
        colour = self._colour(series)
        if series.lows:
            band = QColor(colour)
            band.setAlpha(_BAND_ALPHA)
            nothing = self._pen(QColor(0, 0, 0, 0))
            ends = zip(series.values, series.lows, series.highs, strict=True)
            pieces = _stretches([None not in end for end in ends])
            for run in (piece for piece in pieces if piece.stop - piece.start > 1):
                edges = (
                    pyqtgraph.PlotDataItem(places[run], np.array(values, dtype=float)[run], pen=nothing)
                    for values in (series.lows, series.highs)
                )
                self._plot.addItem(pyqtgraph.FillBetweenItem(*edges, brush=band))
        pen = self._curve_pen(series)
        # piece by piece: an SVG cannot hold a point that is no number
        for run in _stretches([value is not None for value in series.values]):
            heights = np.array(series.values[run], dtype=float)
            if len(heights) > 1:
                self._plot.plot(places[run], heights, pen=pen)
            else:
                self._plot.plot(places[run], heights, pen=None, symbol="o", symbolSize=5, symbolBrush=colour)

    def _paint_bars(self, series: Series) -> None:
        import pyqtgraph

        places = np.arange(len(series.values)) + 0.5
        heights = np.array([value or 0.0 for value in series.values])
        bars = pyqtgraph.BarGraphItem(
            x=places, height=heights, width=_BAR, brush=self._colour(series), pen=self._pen(QColor(0, 0, 0, 0))
        )
        self._plot.addItem(bars)
        if series.lows:
            lows = np.array([_or(low, height) for low, height in zip(series.lows, heights, strict=True)])
            highs = np.array([_or(high, height) for high, height in zip(series.highs, heights, strict=True)])
            errors = pyqtgraph.ErrorBarItem(
                x=places,
                y=heights,
                top=highs - heights,
                bottom=heights - lows,
                beam=0.12,
                pen=self._pen(self._theme.text),
            )
            self._plot.addItem(errors)

    def _paint_limit(self, limit: Limit) -> None:
        count = 0 if self._picture is None else len(self._picture.names)
        self._plot.plot([0, count], [limit.value, limit.value], pen=self._limit_pen())

    # ------------------------------------------------------------------ names

    @property
    def name_boxes(self) -> list[QRectF]:
        """Where the names of curves and limits stand, in pixels of the drawing."""
        return [name.mapRectToScene(name.boundingRect()) for name in self._names if _is_text(name)]

    @Slot()
    def _place_names(self) -> None:
        """Write the names of curves and limits right of the last place, each with a piece of its line."""
        for name in self._names:
            if name.scene() is not None:
                name.scene().removeItem(name)
        self._names = []
        picture, box = self._picture, self._plot.getViewBox()
        if picture is None:
            return
        named = self._named(picture)
        metrics, count = QFontMetricsF(fonts.font("tiny")), len(picture.names)
        needed = max((metrics.horizontalAdvance(label) + _SAMPLE + 3 * _GAP for label, *_rest in named), default=0.0)
        room = max(box.rect().width() - needed, 1.0)
        self._plot.setXRange(0, count * (1.0 + needed / room), padding=0.0)
        wished = [box.mapFromView(QPointF(count, height)).y() for _label, height, *_rest in named]
        middles = spread(wished, metrics.height(), 0.0, box.rect().height())
        left = box.mapFromView(QPointF(count, 0.0)).x() + _GAP
        for (label, _height, colour, pen), middle in zip(named, middles, strict=True):
            line = QGraphicsLineItem(left, middle, left + _SAMPLE, middle, box)
            line.setPen(pen)
            line.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            text = QGraphicsSimpleTextItem(label, box)
            text.setFont(fonts.font("tiny"))
            text.setBrush(QBrush(QColor(colour)))
            text.setPos(left + _SAMPLE + _GAP, middle - text.boundingRect().height() / 2)
            self._names += [line, text]

    def _named(self, picture: Picture) -> list[tuple[str, float, str, Any]]:
        """What has a name at the right: its words, the height where its line ends, its colour and its pen."""
        curves = [
            (series.label, end, self._colour(series), self._curve_pen(series))
            for series in picture.series
            if series.style != "bars" and series.label and (end := _end(series)) is not None
        ]
        limits = [(limit.label, limit.value, self._theme.text, self._limit_pen()) for limit in picture.limits]
        return [*curves, *limits]

    def _curve_pen(self, series: Series) -> Any:
        return self._pen(self._colour(series), 2.0, _PENS[series.style])

    def _limit_pen(self) -> Any:
        return self._pen(self._theme.text, 1.4, Qt.PenStyle.DotLine)

    def _colour(self, series: Series) -> str:
        colours = self._theme.series
        return colours[series.colour] if series.colour < len(colours) else self._theme.other_series

    def _pen(self, colour: str | QColor, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> Any:
        import pyqtgraph

        return pyqtgraph.mkPen(colour, width=width * self._pen_scale, style=style)


def _stretches(known: Sequence[bool]) -> list[slice]:
    """The pieces without gaps."""
    begins = [place for place, here in enumerate(known) if here and not (place and known[place - 1])]
    return [
        slice(begin, next((place for place in range(begin, len(known)) if not known[place]), len(known)))
        for begin in begins
    ]


def _end(series: Series) -> float | None:
    """The last value."""
    return next((value for value in reversed(series.values) if value is not None), None)


def _has_values(picture: Picture) -> bool:
    return any(value is not None for series in picture.series for value in series.values)


def _is_text(item: QGraphicsItem) -> bool:
    return isinstance(item, QGraphicsSimpleTextItem)


def _highest(picture: Picture) -> float:
    values = [value for series in picture.series for value in (*series.values, *series.highs) if value is not None]
    return max([*values, *(limit.value for limit in picture.limits)], default=0.0) or 1.0


def _levels(highest: float) -> list[float]:
    """Three to five round numbers up to the highest."""
    rough = highest / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= rough)
    return [step * number for number in range(1, int(highest / step + 1e-9) + 1)]


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.2g}"


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


def _spoken(picture: Picture) -> str:
    """The highest value of each series, for those who cannot see the chart."""
    parts = []
    for series in picture.series:
        known: Sequence[tuple[float, str]] = [
            (value, name) for value, name in zip(series.values, picture.names, strict=True) if value is not None
        ]
        if known:
            value, name = max(known)
            text = _("{label}: at most {value} {unit} ({name})")
            parts.append(text.format(label=series.label, value=_short(value), unit=picture.unit, name=name))
    return "; ".join(parts)
