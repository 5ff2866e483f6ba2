"""One field of a form: its label above, its editor, and under it what is wrong or waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin, draw_icon, draw_text
from ui.parts.tips import plain
from ui.parts.words import Words

if TYPE_CHECKING:
    from joint_plan.plan.fields import Field


class FieldLabel(QWidget):
    """A field's label, with a small mark where both teams agree on the field."""

    def __init__(self, text: str, *, material: bool, private: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._mark = "handshake" if material else "eye-off" if private else ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.metrics("caption").horizontalAdvance(self._text) + 18, theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        room = self.width() - (16 if self._mark else 0)
        wide = min(theme.metrics("caption").horizontalAdvance(self._text) + 1, room)
        draw_text(
            painter,
            self.rect().adjusted(0, 0, wide - self.width(), 0),
            self._text,
            theme.font("caption"),
            theme.tokens().muted,
        )
        if self._mark:
            tone = theme.blended(theme.tokens().border_strong, theme.tokens().surface, 0.65).name()
            draw_icon(painter, self._mark, tone, wide + 4, (self.height() - 11) / 2, 11)


class FieldCell(QWidget):
    """Label, editors side by side, and a line for faults."""

    def __init__(self, field: Field, label: str, prompt: str = "", parent: QWidget | None = None) -> None:
        """`prompt` is the field's question with the teams' names of the plan; without it the field's own."""
        super().__init__(parent)
        self.label = label
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self._label = FieldLabel(label, material=field.material, private=field.private)
        self._label.setToolTip(plain(_tip(field, label, prompt or _(field.prompt))))
        layout.addWidget(self._label)
        self._line = QHBoxLayout()
        self._line.setSpacing(theme.space(1))
        layout.addLayout(self._line)
        self._words = Words("", "caption", "muted", wrap=True)
        self._words.hide()
        layout.addWidget(self._words)
        layout.addStretch(1)

    def add(self, editor: QWidget, stretch: int = 1) -> None:
        """Put an editor into the cell."""
        self._line.addWidget(editor, stretch)

    def say(self, words: str, *, fault: bool = False) -> None:
        """Say something under the editor: a fault, or a hint; "" says nothing."""
        if words == self._words.text():
            return
        self._words.paint_as("danger" if fault else "muted")
        self._words.setText(words)
        self._words.setVisible(bool(words))

    @property
    def words(self) -> str:
        """What is said under the editor."""
        return self._words.text()


def _tip(field: Field, label: str, prompt: str) -> str:
    parts = [label, _(field.help), prompt]
    if field.material:
        parts.append(_("Both teams agree on this"))
    if field.private:
        parts.append(_("Only on your screen, never printed"))
    return "\n".join(part for part in parts if part)
