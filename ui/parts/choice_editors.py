"""Editors that are chosen in: one of a list, several of a list, yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_text, draw_tick

if TYPE_CHECKING:
    from joint_plan.plan.fields import Column


Options = tuple[tuple[str, str, QIcon], ...]
"""What a choice offers: (value, words, icon)."""


class Combo(QComboBox):
    """A combo box with our arrow; the wheel scrolls the page and never changes a value by accident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setMaxVisibleItems(14)
        self.setIconSize(QSize(12, 12))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        text: str = option.currentText
        if self.currentIndex() < 0 and self.placeholderText():
            # As Qt does it: "In" and "Not yet" of a blind answer, "not chosen".
            text = self.placeholderText()
            option.palette.setColor(QPalette.ColorRole.ButtonText, theme.tokens().muted)
        icon = self.iconSize().width() + 4 if not self.itemIcon(self.currentIndex()).isNull() else 0
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        room = field.width() - icon - 2
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_icon(painter, "chevron-down", "muted", self.width() - 20, (self.height() - 14) / 2, 14)


class ChoiceEditor(Combo):
    """One of a list, or nothing."""

    entered = Signal()
    typed = Signal(str)
    reverted = Signal()

    def __init__(self, column: Column, options: Options, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._shown: object = column.kind.empty
        self.set_options(options)
        self.activated.connect(self._chosen)

    def set_options(self, options: Options) -> None:
        """Offer others, keeping the value."""
        with QSignalBlocker(self):
            self.clear()
            for value, words, icon in options:
                self.addItem(icon, words, value)
            self._select()

    def _select(self) -> None:
        self.setCurrentIndex(self.findData(self._shown if self._shown is not None else ""))

    def _chosen(self) -> None:
        if self.dirty:
            self.entered.emit()

    @property
    def dirty(self) -> bool:
        return self.currentIndex() >= 0 and self.currentData() != (self._shown or "")

    def value(self) -> object:
        return self.currentData() if self.currentIndex() >= 0 else self._shown

    def show_value(self, value: object) -> None:
        self._shown = value
        with QSignalBlocker(self):
            self._select()
        self.show_fault("")

    def offer(self, text: str) -> None:
        """Nothing is typed here."""

    def show_fault(self, message: str) -> None:
        theme.mark(self, "fault", bool(message))


class TickBox(QCheckBox):
    """A check box as the theme draws it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        size = theme.px(16)
        box = QRectF(2, (self.height() - size) / 2, size, size)
        draw_tick(painter, box, self.isChecked(), enabled=self.isEnabled())
        if theme.has_key_focus(self):
            painter.setPen(QPen(theme.tokens().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 5, 5)
        colour = theme.tokens().text if self.isEnabled() else theme.tokens().muted
        draw_text(painter, QRectF(self.rect()).adjusted(size + 10, 0, 0, 0), self.text(), self.font(), colour)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(theme.px(16) + 12 + words, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(20), theme.px(28))

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)


class FlagEditor(TickBox):
    """Yes or no."""

    entered = Signal()
    typed = Signal(str)
    reverted = Signal()

    def __init__(self, column: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._shown = False
        self.setText(_("Yes"))
        self.clicked.connect(self.entered)

    @property
    def dirty(self) -> bool:
        return self.isChecked() != self._shown

    def value(self) -> object:
        return self.isChecked()

    def show_value(self, value: object) -> None:
        self._shown = bool(value)
        with QSignalBlocker(self):
            self.setChecked(self._shown)

    def offer(self, text: str) -> None:
        """Nothing is typed here."""

    def show_fault(self, message: str) -> None:
        theme.mark(self, "fault", bool(message))


class _Ticks(QMenu):
    """A menu that stays while things are ticked in it; Enter or Esc closes it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        ticked = self.actionAt(event.position().toPoint())
        if ticked in self.actions():
            ticked.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ticked = self.activeAction()
        if event.key() == Qt.Key.Key_Space and ticked is not None:
            ticked.trigger()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


class SeveralEditor(QPushButton):
    """Any of a list, ticked in a menu."""

    entered = Signal()
    typed = Signal(str)
    reverted = Signal()

    def __init__(self, column: Column, choices: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._shown: tuple[str, ...] = ()
        self._menu = _Ticks(self)
        self._ticks: dict[str, QAction] = {}
        for key, words in choices:
            tick = self._menu.addAction(words)
            tick.setCheckable(True)
            self._ticks[key] = tick
        self._menu.aboutToHide.connect(self._closed)
        self.clicked.connect(self._open)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left")

    def _open(self) -> None:
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _closed(self) -> None:
        if self.dirty:
            self.entered.emit()

    @property
    def dirty(self) -> bool:
        return self.value() != self._shown

    def value(self) -> object:
        return tuple(key for key, tick in self._ticks.items() if tick.isChecked())

    def show_value(self, value: object) -> None:
        self._shown = value if isinstance(value, tuple) else ()
        for key, tick in self._ticks.items():
            tick.setChecked(key in self._shown)
        chosen = [tick.text() for tick in self._ticks.values() if tick.isChecked()]
        self.setText(", ".join(chosen) or _("None"))
        self.setToolTip(", ".join(chosen))

    def offer(self, text: str) -> None:
        """Nothing is typed here."""

    def show_fault(self, message: str) -> None:
        theme.mark(self, "fault", bool(message))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_icon(begin(self), "chevron-down", "muted", self.width() - 20, (self.height() - 14) / 2, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), super().minimumSizeHint().height())
