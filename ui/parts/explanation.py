"""A figure opened: its formula with the numbers in it, in a sheet over the drawing. Esc closes it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from joint_plan.base.texts import _
from ui import theme
from ui.parts.painting import begin
from ui.parts.words import Words

_POINTER = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a calculation: what, how, and the number it gives. A sum has a rule above its number."""

    label: str
    working: str = ""
    value: str = ""
    sum: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a figure comes from. `formula` says it in words, `lines` with numbers; `side` places it in the year."""

    title: str
    formula: str
    lines: tuple[Line, ...]
    side_title: str = ""
    side: tuple[Line, ...] = ()
    footnote: str = ""
    link: str = ""
    """What the button that leads elsewhere says; `target` is the key it leads to."""
    target: str = ""

    def words(self) -> str:
        """All of it as text, for those who hear it."""
        every = [self.title, self.formula]
        every += [" ".join(filter(None, (line.label, line.working, line.value))) for line in self.lines]
        every += [self.side_title, *(" ".join(filter(None, (line.label, line.value))) for line in self.side)]
        return ". ".join(filter(None, (*every, self.footnote)))


class ExplanationSheet(QFrame):
    """The sheet; it hangs under the figure it explains and stays inside its parent."""

    closed = Signal()
    linked = Signal(str)
    """The key that the button of an explanation leads to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self._pointer = 0
        self._up = True
        self.had_focus = False
        """Whether the sheet had the focus when it was closed: it goes back to the figure then."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._close = QPushButton(self)
        self._close.setProperty("flat", True)
        self._close.setAccessibleName(_("Close"))
        self._close.setToolTip(_("Close (Esc)"))
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    def explain(self, what: Explanation, under: QWidget, *, gap: int = 0, focus: bool = True) -> None:
        """Show where a figure comes from, `gap` under its widget; with `focus`, keys go to the sheet."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = self._built(what)
        margin = theme.space(2)
        self._column.setContentsMargins(theme.space(4), margin + _POINTER, theme.space(4), margin)
        self._column.addWidget(self._content)
        self.setAccessibleName(what.title)
        self.setAccessibleDescription(what.words())
        self._close.setIcon(theme.icon("x", "muted"))
        self._place(under, gap)
        self.show()
        self.raise_()
        if focus:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Close the sheet."""
        if not self.isHidden():
            focused = QApplication.focusWidget()
            self.had_focus = focused is self or (focused is not None and self.isAncestorOf(focused))
            self.hide()
            self.closed.emit()

    def _place(self, under: QWidget, gap: int) -> None:
        parent = self.parentWidget()
        assert parent is not None  # made with one
        self.ensurePolished()
        hint = self._column.sizeHint()
        room = parent.width() - 2 * theme.space(2)
        width, height = min(hint.width(), room), min(hint.height(), parent.height() - theme.space(2))
        anchor = under.mapTo(parent, QPoint(under.width() // 2, under.height()))
        left = max(theme.space(2), min(anchor.x() - theme.px(60), parent.width() - width - theme.space(2)))
        top = anchor.y() + gap
        self._up = top + height <= parent.height()
        top = min(top, parent.height() - height - 2)
        self._pointer = anchor.x() - left
        self.setGeometry(left, top, width, height)
        self._close.setGeometry(width - theme.px(36), _POINTER + 6, theme.px(28), theme.px(28))
        self._close.raise_()

    def _built(self, what: Explanation) -> QWidget:
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(5))
        main = QVBoxLayout()
        main.setSpacing(2)
        main.addWidget(Words(what.title, "body", weight=600))
        if what.formula:
            formula = Words(what.formula, "caption", "muted")
            formula.setWordWrap(True)
            formula.setMinimumWidth(theme.px(260))
            main.addWidget(formula)
        main.addWidget(_grid(what.lines, with_working=True))
        beside = _note_beside(what)
        if what.footnote and not beside:
            note = Words(what.footnote, "caption", "muted")
            note.setWordWrap(True)
            main.addWidget(note)
        if what.link:
            lead = QPushButton(what.link)
            lead.setIcon(theme.icon("arrow-right"))
            lead.clicked.connect(lambda: self.linked.emit(what.target))
            main.addWidget(lead, 0, Qt.AlignmentFlag.AlignLeft)
        main.addStretch(1)
        row.addLayout(main, 1)
        if what.side:
            side = QVBoxLayout()
            side.setSpacing(2)
            side.addWidget(Words(what.side_title, "body", weight=600))
            side.addWidget(_grid(what.side, with_working=False))
            if beside:
                side.addWidget(Words(what.footnote, "caption", "muted"))
            side.addStretch(1)
            row.addLayout(side)
        row.addSpacing(theme.px(20))
        return content

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        tokens = theme.tokens()
        body = QRectF(self.rect()).adjusted(1, _POINTER, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(body, 6, 6)
        if self._up and 16 < self._pointer < self.width() - 16:
            tip = QPainterPath(QPointF(self._pointer - 8, body.top() + 1))
            tip.lineTo(self._pointer, 1)
            tip.lineTo(self._pointer + 8, body.top() + 1)
            tip.closeSubpath()
            path = path.united(tip)
        painter.setPen(QPen(tokens.border_strong, 1))
        painter.setBrush(tokens.raised)
        painter.drawPath(path)


_MOST_LINES = 7
_SHORT_NOTE = 40
"""Letters of a footnote that has room in the column at the side."""


def _note_beside(what: Explanation) -> bool:
    """Whether the footnote stands under the column at the side, which keeps the sheet off what is drawn below it."""
    return (
        bool(what.side) and len(what.footnote) <= _SHORT_NOTE and len(what.side) < len(what.lines) + bool(what.formula)
    )


def _grid(lines: tuple[Line, ...], *, with_working: bool) -> QWidget:
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.space(3))
    grid.setVerticalSpacing(1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    row = 0
    for line in lines:
        if line.sum:
            rule = QFrame()
            rule.setFixedHeight(1)
            rule.setStyleSheet(f"background: {theme.tokens().border_strong.name()}")
            grid.addWidget(rule, row, 2)
            row += 1
        grid.addWidget(Words(line.label, "small", weight=500 if line.sum else 0), row, 0)
        if with_working and line.working:
            grid.addWidget(Words(line.working, "small", "muted"), row, 1)
        value = Words(line.value, "small", weight=600)
        value.setAlignment(right)
        grid.addWidget(value, row, 2, right)
        row += 1
    grid.setColumnStretch(1, 1)
    if len(lines) <= _MOST_LINES:
        return inner
    scroll = QScrollArea()
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(inner)
    scroll.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    scroll.setMinimumWidth(inner.sizeHint().width() + theme.px(16))
    scroll.setFixedHeight(theme.px(18) * _MOST_LINES)
    return scroll
