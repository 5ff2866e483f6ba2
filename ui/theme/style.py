"""Fusion with our palette and a little QSS, on all systems. Cards, steps and bars are painted, not styled."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.current import current, px
from ui.theme.fonts import font, load_fonts
from ui.theme.tokens import Tokens

KEY_FOCUS = "keyFocus"
"""The property that says a widget got its focus from the keyboard, so that it shows a ring."""

_KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}
# These come back to where the focus was; the ring stays as it was.
_PASSING = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}

_QSS = """
* {{ outline: 0; }}
QToolTip {{ background: {text}; color: {surface}; border: 0; padding: {s4}px {s8}px; }}
QMenuBar {{ background: {canvas}; padding: 0 {s8}px; }}
QMenuBar::item {{ padding: {s6}px {s8}px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {border}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: {s4}px; }}
QMenu::item {{ padding: {s6}px {s24}px {s6}px {s12}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QMenu::item:disabled {{ color: {border_strong}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: {s4}px {s8}px; }}
QPushButton {{ background: {raised}; border: 1px solid {border}; border-radius: 8px; padding: 0 {s12}px;
  min-height: {control}px; color: {text}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
#secondary QPushButton {{ min-height: {primary_high}px; }}
QPushButton:hover {{ border-color: {border_strong}; }}
QPushButton:pressed, QPushButton:checked {{ background: {accent_soft}; border-color: {accent}; }}
QPushButton:disabled {{ background: {canvas}; color: {border_strong}; }}
QPushButton[primary="true"] {{ min-height: {primary_high}px; padding: 0 {s12}px;
  background: {accent}; border-color: {accent}; color: {on_accent}; }}
QPushButton[primary="true"]:disabled {{ background: {canvas}; border-color: {border}; color: {border_strong}; }}
QPushButton[flat="true"], QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 8px;
  padding: 0 {s6}px; min-height: {control}px; }}
QPushButton[flat="true"]:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton[keyFocus="true"], QToolButton[keyFocus="true"], QCheckBox[keyFocus="true"] {{ border: 2px solid {focus}; }}
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ background: {field}; border: 1px solid {border};
  border-radius: 8px; padding: 0 {s6}px; color: {text};
  selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {control}px; }}
QPlainTextEdit {{ padding: {s4}px; }}
QLineEdit {{ padding: 0 {s4}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border-color: {accent};
  background: {surface}; }}
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QComboBox[fault="true"] {{ border-color: {danger}; }}
QLineEdit:read-only, QPlainTextEdit:read-only, QComboBox:disabled {{ color: {muted}; }}
QComboBox::drop-down {{ border: 0; width: 20px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border}; padding: 4px; }}
QListView {{ background: {surface}; border: 1px solid {border}; border-radius: 6px; padding: {s4}px; }}
QListView::item {{ padding: {s6}px {s8}px; border-radius: 4px; color: {text}; }}
QListView::item:selected {{ background: {accent_soft}; color: {text}; }}
QTableView {{ background: {surface}; border: 0; gridline-color: {border}; alternate-background-color: {surface};
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: 0;
  font-size: {caption}px; font-weight: 500; border-bottom: 1px solid {border};
  padding: {s4}px {s8}px; }}
QHeaderView {{ background: {surface}; border: 0; }}
QTableCornerButton::section {{ background: {surface}; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 2px; min-height: 24px;
  min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; border: 0;
  width: 0; height: 0; }}
QProgressBar {{ background: {border}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
"""


def _halfway(one: QColor, other: QColor) -> QColor:
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    red, green, blue = ((a + b) // 2 for a, b in parts)
    return QColor(red, green, blue)


def qss(tokens: Tokens) -> str:
    """The style sheet for these colours at the text size in use."""
    names = [name for name in Tokens.__slots__ if name not in {"lane_tint", "dark"}]
    sizes = {f"s{length}": px(length) for length in (4, 6, 8, 12, 24)}
    return _QSS.format(
        **{name: tokens.of(name).name() for name in names},
        **sizes,
        control=px(26),
        caption=px(11),
        primary_high=px(30),
        handle=_halfway(tokens.border, tokens.border_strong).name(),
        hover=tokens.border.name(),
        focus=tokens.text.name(),
        field=tokens.canvas.name(),
    )


def palette(tokens: Tokens) -> QPalette:
    """The palette for these colours, for everything that Fusion paints by itself."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.canvas),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.canvas),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.text),
        (role.ToolTipBase, tokens.text),
        (role.ToolTipText, tokens.surface),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.border),
        (role.Mid, tokens.border),
        (role.Dark, tokens.border_strong),
        (role.Shadow, tokens.border_strong),
        (role.Accent, tokens.accent),
    ):
        made.setColor(which, colour)
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, tokens.border_strong)
    return made


class _KeyFocus(QObject):
    """Marks the widget that got its focus from the keyboard: a click never draws a ring.

    Qt sends every change of focus to the style too, after the widget; that is the one place that hears of all of them
    together with their reason.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and event.reason() not in _PASSING:
            widget = QApplication.focusWidget()
            if widget is not None:
                mark(widget, KEY_FOCUS, event.reason() in _KEYBOARD)
        return False


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and have the widget drawn accordingly."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def has_key_focus(widget: QWidget) -> bool:
    """Whether a widget has the focus from the keyboard; a painted part draws its ring then."""
    return widget.hasFocus() and bool(widget.property(KEY_FOCUS))


def apply_theme(app: QApplication) -> None:
    """Style, palette, QSS and font for the whole application, now and whenever the theme changes."""
    if app.property("joint_plan_theme") is None:
        app.setProperty("joint_plan_theme", True)
        load_fonts()
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        current.follow_system()
        current.changed.connect(lambda: _restyle(app))
        _restyle(app)
        # After the style sheet: Qt wraps the style in one of its own then.
        app.style().installEventFilter(_key_focus())
    else:
        _restyle(app)


@lru_cache(maxsize=1)
def _key_focus() -> _KeyFocus:
    return _KeyFocus()


def _restyle(app: QApplication) -> None:
    tokens = current.tokens
    app.setPalette(palette(tokens))
    app.setFont(font("body"))
    app.setStyleSheet(qss(tokens))
