"""A chart as a file: a PNG at twice its size with lines as thick as on the screen, or an SVG."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from ui.charts.canvas import ChartCanvas

_SCALE = 2


def image(canvas: ChartCanvas) -> QImage:
    """The chart at twice its size on the screen."""
    with canvas.thicker_pens(_SCALE) as plot:
        made = QImage(plot.size() * _SCALE, QImage.Format.Format_RGB32)
        made.fill(plot.backgroundBrush().color())
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SCALE, _SCALE)
        viewport = plot.viewport().rect()
        plot.render(painter, QRectF(viewport), viewport)
        painter.end()
    return made


def png(canvas: ChartCanvas) -> bytes:
    """The picture as a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image(canvas))
    return bytes(content.data())


def svg(canvas: ChartCanvas, title: str) -> bytes:
    """The picture as an SVG file, with its letters as text."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    with canvas.thicker_pens(1.0) as plot:
        # axes are kept as recorded strokes, which are scaled to the resolution of what they are played on
        generator.setResolution(plot.logicalDpiX())
        viewport = plot.viewport().rect()
        generator.setSize(viewport.size())
        generator.setViewBox(viewport)
        generator.setTitle(title)
        painter = QPainter(generator)
        painter.fillRect(viewport, plot.backgroundBrush())
        plot.render(painter, QRectF(viewport), viewport)
        painter.end()
    return bytes(content.data())
