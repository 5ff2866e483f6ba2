"""Marks to write on: boxes to tick, numbers to ring, boxes for codes, and an empty place for a hand."""

from collections.abc import Sequence

from reportlab.lib.colors import Color, white
from reportlab.lib.styles import ParagraphStyle

from joint_plan.reports.model import TeamMark
from joint_plan.reports.pdf.boxes import Block, Words
from joint_plan.reports.pdf.lines import baseline, set_lines, text_width
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.style import BODY, INK, MUTED, MUTED_SMALL, STRONG

OUTLINE = MUTED
"""The colour of what is written on: dark enough to be found, lighter than what a pen writes."""


class TickBox(Block):
    """A box to tick before a text."""

    def __init__(self, text: str, style: ParagraphStyle = BODY, team: TeamMark | None = None) -> None:
        self.words = Words(text, style, team=team)
        self.size = style.fontSize

    def _indent(self) -> float:
        return self.size + 6 if self.words.text or self.words.team else self.size

    def height(self, width: float) -> float:
        """Of the text, and of the box at the least."""
        return max(self.words.height(width - self._indent()), self.words.style.leading)

    def first_baseline(self, width: float) -> float:
        """Of the text."""
        return self.words.first_baseline(width - self._indent())

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The box in the middle of the first line, then the text."""
        middle = top + self.words.style.leading / 2
        pages.box(left, middle - self.size / 2, self.size, self.size, stroke=OUTLINE, fill=white, weight=0.8)
        self.words.draw(pages, left + self._indent(), top, width - self._indent())

    def room(self) -> float:
        """How wide it is on one line."""
        mark = self.size * 1.3 if self.words.team is not None else 0
        return self._indent() + mark + text_width(self.words.text, self.words.style)


class Scale(Block):
    """Numbers or words in a row, one of which is ringed by hand; `ringed` is the one ringed already."""

    def __init__(
        self, marks: Sequence[str], style: ParagraphStyle = BODY, ringed: str = "", colour: Color = MUTED
    ) -> None:
        self.marks, self.style, self.ringed, self.colour = tuple(marks), style, ringed, colour

    def height(self, _width: float) -> float:
        """One line, high enough for a ring."""
        return self.style.leading + 4

    def first_baseline(self, _width: float) -> float:
        """Of its line."""
        return 2 + baseline(self.style)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The marks as one text, spread evenly."""
        if not self.marks:
            return
        step = width / len(self.marks)
        with pages.element("P"):
            for number, mark in enumerate(self.marks):
                lines = set_lines(mark, self.style, step)
                pages.lines(left + number * step, top + 2, lines, align="center", colour=self.colour, tag="")
                if mark == self.ringed:
                    centre = (left + (number + 0.5) * step, top + 2 + self.style.leading / 2)
                    pages.dot(centre, self.style.fontSize * 0.8, fill=None, stroke=self.colour, weight=1)


class CodeBox(Block):
    """A code in a box with a word below it; an empty box is filled in by hand."""

    def __init__(self, code: str, label: str) -> None:
        self.code, self.label = code, label

    def height(self, _width: float) -> float:
        """Box and label."""
        return 24 + 2 + MUTED_SMALL.leading

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The code in the middle of its box."""
        pages.box(left, top, width, 24, stroke=INK, weight=0.8)
        style = STRONG
        for size in (13, 11, 10, 9):
            style = STRONG.clone(f"code-{size}", fontSize=size, leading=size + 4)
            if text_width(self.code, style) <= width - 6:
                break
        lines = set_lines(self.code, style, width - 6)
        pages.lines(left + 3, top + (24 - lines.height) / 2, lines, align="center")
        pages.text(left, top + 26, self.label, MUTED_SMALL, width, align="center")
