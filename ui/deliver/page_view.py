"""One page of a PDF as it will be printed, as large as there is room; keys turn the pages."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_text

_ROOM = 12


class PageView(QWidget):
    """Shows a page, or says why there is none."""

    turned = Signal(int)
    """By how many pages somebody wants to go on; a large number for the last, or the first where it is negative."""
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image: QImage | None = None
        self._words = ""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(520))

    def width_for(self, size: tuple[float, float]) -> int:
        """How many pixels wide a page of that size is drawn here."""
        room = QSize(max(40, self.width() - 2 * _ROOM), max(40, self.height() - 2 * _ROOM))
        scale = min(room.width() / size[0], room.height() / size[1])
        return max(40, round(size[0] * scale * self.devicePixelRatioF()))

    def show_image(self, image: QImage, words: str) -> None:
        """Show a page; `words` is what screen readers say of it."""
        self._image, self._words = image, ""
        self.setAccessibleName(words)
        self.update()

    def show_words(self, words: str) -> None:
        """Say something in place of a page."""
        self._image, self._words = None, words
        self.setAccessibleName(words or _("Preview"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        painter.setPen(tokens.accent if theme.has_key_focus(self) else tokens.border)
        painter.setBrush(tokens.sidebar)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._image is None:
            inside = QRectF(self.rect()).adjusted(24, 0, -24, 0)
            draw_text(painter, inside, self._words, theme.font("body"), tokens.muted, Qt.AlignmentFlag.AlignCenter)
            return
        ratio = self.devicePixelRatioF()
        wide, high = self._image.width() / ratio, self._image.height() / ratio
        # A picture made for another size is shown until the sharp one is there.
        scale = min((self.width() - 2 * _ROOM) / wide, (self.height() - 2 * _ROOM) / high)
        place = QRectF(0, 0, wide * scale, high * scale)
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(tokens.border)
        painter.drawRect(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_End: 100_000,
            Qt.Key.Key_Home: -100_000,
        }
        by = turns.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        self.turned.emit(by)
