"""A card with a title and a few sentences: an icon, words, and a figure at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.parts.card import Card
from ui.parts.painting import begin, draw_icon, draw_text, wrapped_lines
from ui.parts.words import Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line. `strong` follows the words in bold, `right` stands at the end."""

    words: str
    strong: str = ""
    right: str = ""


class _Lines(QWidget):
    def __init__(self, icon: str, role: str) -> None:
        super().__init__()
        self._icon, self._role = icon, role
        self._sentences: tuple[Sentence, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_sentences(self, sentences: tuple[Sentence, ...]) -> None:
        self._sentences = sentences
        every = [" ".join(filter(None, (one.words, one.strong, one.right))) for one in sentences]
        self.setAccessibleName(". ".join(every))
        self.setToolTip("\n".join(every))
        self.update()

    def fitting(self) -> int:
        return max(1, self.height() // theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(58))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens, line = theme.tokens(), theme.px(20)
        top = 0.0
        two = self.height() >= len(self._sentences) * 2 * theme.px(17)
        for one in self._sentences:
            if top + line > self.height() + 1:
                return
            draw_icon(painter, self._icon, self._role, 0, top + line / 2 - 7, 14)
            left = float(theme.px(22))
            # The figure keeps its place at the right; words give way first, down to a third of the line.
            room = self.width() - left
            right = min(room * 0.45, _wide("caption", 400, one.right))
            rest = room - right
            strong = min(rest * 0.62, _wide("small", 600, one.strong))
            font = theme.font("small")
            lines = wrapped_lines(one.words, font, max(rest - strong, room * 0.2), 2 if two else 1)
            for number, words in enumerate(lines):
                place = QRectF(left, top + number * theme.px(16), rest - strong, line)
                draw_text(painter, place, words, font, tokens.text)
            end = left + min(rest - strong, theme.metrics("small").horizontalAdvance(lines[0]) + theme.px(8))
            draw_text(painter, QRectF(end, top, strong, line), one.strong, theme.font("small", 600), tokens.text)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            place = QRectF(self.width() - right, top, right, line)
            draw_text(painter, place, one.right, theme.font("caption"), tokens.muted, align)
            top += line + (len(lines) - 1) * theme.px(16)


def _wide(role: str, weight: int, words: str) -> float:
    """The width of words with some room before them; nothing for none."""
    return theme.metrics(role, weight).horizontalAdvance(words) + theme.px(10) if words else 0


class SentencesCard(Card):
    """Title, a note at its right, a button for all of them, and the lines that fit."""

    more_asked = Signal()

    def __init__(self, icon: str, role: str) -> None:
        super().__init__(2)
        inset = theme.space(3)
        self.body.setContentsMargins(inset, theme.space(2), inset, theme.space(2))
        self.body.setSpacing(0)
        self._title = Words(role="strong")
        self._note = Words(role="caption", colour="muted")
        self.more = QPushButton()
        self.more.setProperty("flat", True)
        self.more.clicked.connect(self.more_asked)
        self.more.setStyleSheet("QPushButton { min-height: 0; }")
        self.more.hide()
        theme.changed.connect(self._dress)
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        self._head = head
        head.addWidget(self.more)
        self.body.addLayout(head)
        self._lines = _Lines(icon, role)
        self.body.addWidget(self._lines, 1)
        self._dress()

    def add_beside(self, button: QPushButton) -> None:
        """Put a button of another matter into the heading, before the one for all of them."""
        button.setProperty("flat", True)
        button.setStyleSheet("QPushButton { min-height: 0; }")
        self._head.insertWidget(self._head.count() - 1, button)

    def _dress(self) -> None:
        self.more.setFixedHeight(theme.px(24))
        self._title.setFixedHeight(theme.px(24))

    def show_sentences(self, title: str, note: str, sentences: tuple[Sentence, ...], more: str = "") -> None:
        """Show these, as many as fit; `more` is what the button for all of them says."""
        self._title.setText(title)
        self._note.setText(note)
        self.more.setText(more)
        self.more.setAccessibleName(f"{title}: {more}")
        self.more.setVisible(bool(more))
        self._lines.show_sentences(sentences)
