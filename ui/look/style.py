"""The style sheet of the window: flat cards, thin lines, one accent; made from a theme and the size of the text."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QWidget

from ui.look import fonts
from ui.look.theme import Theme, blend, palette

# Widgets say what they are with setProperty("look", ...): card, heading, title, quiet, primary, flat, notice, tour ...
_SHEET = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMenuBar { background: $window; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $card; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $line; padding: 3px 10px; spacing: 4px; }
QToolBar::separator { background: $line; width: 1px; margin: 4px 6px; }
QStatusBar { background: $window; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QScrollArea, QScrollArea > QWidget > QWidget[look="page"], QStackedWidget { background: transparent; border: none; }
*[look="panel"] { background: $window; border: none; border-top: 1px solid $line; }

*[look="card"] { background: $card; border: 1px solid $line; border-radius: 8px; }
*[look="heading"] { font-size: ${heading}pt; font-weight: 600; }
*[look="title"] { font-size: ${title}pt; font-weight: 600; }
*[look="quiet"] { color: $secondary; font-size: ${small}pt; }
*[look="number"] { font-size: ${tile}pt; font-weight: 600; }
*[look="wrong"] { color: $missed; font-size: ${small}pt; }
*[look="tour"] { background: $card; border: none; border-left: 3px solid $accent; border-bottom: 1px solid $line; }
*[look="notice"] { background: $changed; border: none; border-bottom: 1px solid $line; }
*[look="rail"] { background: $window; border: none; border-right: 1px solid $line; }

QPushButton { background: $card; color: $text; border: 1px solid $line; border-radius: 6px; padding: 5px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $selected; }
QPushButton:disabled { color: $disabled; background: $window; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:default { border-color: $accent; }
QPushButton[look="primary"] { background: $button; color: $button_text; border: 1px solid $button; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $button_hover; border-color: $button_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 4px 13px; }
QPushButton[look="primary"]:disabled { background: $line; color: $disabled; border-color: $line; }
QPushButton[look="flat"] { background: transparent; border: 1px solid transparent; padding: 3px 8px; }
QPushButton[look="flat"]:hover { background: $hover; }
QPushButton[look="flat"]:focus { border: 1px solid $accent; }
QPushButton[look="row"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0; text-align: left;
}
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:focus { border: 1px solid $accent; }
QPushButton[look="step"] {
    background: transparent; border: 1px solid transparent; padding: 4px 22px 4px 12px; text-align: left;
}
QPushButton[look="step"]:hover { background: $hover; }
QPushButton[look="step"]:checked { background: $selected; font-weight: 600; }
QPushButton[look="step"]:focus { border: 1px solid $accent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton::menu-indicator { image: none; }
QToolButton[look="rail"] {
    border-radius: 0; padding: 0 14px 0 12px; text-align: left; border: none; border-left: 3px solid transparent;
}
QToolButton[look="rail"]:checked { background: $selected; border-left: 3px solid $accent; font-weight: 600; }
QToolButton[look="rail"]:focus { border-left: 3px solid $text; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {
    background: $card; color: $text; border: 1px solid $edge; border-radius: 5px; padding: 3px 7px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 1px solid $accent;
}
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: $window; color: $disabled; }
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"], QComboBox[wrong="true"] { border: 1px solid $missed; }
QLineEdit[look="title"] { border: 1px solid transparent; background: transparent; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $secondary; border-radius: 3px; background: $card; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $button; border-color: $button; image: url(icons:tick.svg); }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QCheckBox:focus { color: $accent; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 20px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url(icons:arrow-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; padding: 2px; outline: none; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {
    border: none; border-radius: 0; padding: 0 5px; background: transparent;
}
QAbstractSpinBox { padding: 3px 18px 3px 5px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(icons:arrow-up.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(icons:arrow-down.svg); width: 10px; height: 10px; }

QAbstractItemView {
    background: $card; border: 1px solid $line; selection-background-color: $selected; selection-color: $text;
    outline: none; gridline-color: $line;
}
QAbstractItemView[look="bare"] { border: none; background: transparent; }
QListView::item, QTreeView::item { padding: 4px 6px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $selected; color: $text; }
QHeaderView { background: $card; border: none; }
QHeaderView::section {
    background: $card; color: $secondary; font-weight: 600; border: none; border-bottom: 2px solid $line;
    padding: 5px 8px;
}
QTreeView[look="bare"] QHeaderView, QTreeView[look="bare"] QHeaderView::section { background: $window; }
QTableCornerButton::section { background: $card; border: none; border-bottom: 2px solid $line; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab {
    background: transparent; color: $secondary; padding: 7px 14px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { background: $hover; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 11px; }
QScrollBar:horizontal { height: 11px; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours of a theme."""
    return _SHEET.substitute(
        {name: value for name, value in asdict(theme).items() if isinstance(value, str)},
        disabled=blend(theme.secondary, theme.window, 0.45).name(),
        button_hover=blend(theme.button, theme.text, 0.12).name(),
        on_accent=theme.window if theme.is_dark else theme.button_text,
        edge=blend(theme.line, theme.secondary, 0.3).name(),
        thumb=blend(theme.line, theme.secondary, 0.35).name(),
        heading=fonts.points("heading"),
        title=fonts.points("title"),
        small=fonts.points("small"),
        tile=fonts.points("tile"),
    )


def apply(theme: Theme) -> None:
    """Dress the whole application, at once."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("there is no application to dress")
    QDir.setSearchPaths("icons", [str(files("ui.look").joinpath("icons"))])
    application.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))


def set_look(widget: QWidget, look: str) -> None:
    """Give a widget one of the looks of the style sheet; also after it was shown."""
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
