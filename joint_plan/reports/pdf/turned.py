"""Paragraphs of flowing pieces that hold right-to-left letters, which reportlab's own would print in wrong order."""

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from joint_plan.reports.pdf.lines import Lines, set_lines
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.tags import TaggedCanvas


class Turned(Flowable):
    """A text set in measured lines; like a paragraph, it takes its alignment from its style and splits anywhere."""

    def __init__(self, text: str, style: ParagraphStyle, lines: Lines | None = None, tag: str = "P") -> None:
        super().__init__()
        self.text, self.style, self.tag = text, style, tag
        self._lines = lines

    def _set(self, width: float) -> Lines:
        if self._lines is None or abs(self._lines.room - width) > 0.01:
            self._lines = set_lines(self.text, self.style, width)
        return self._lines

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The width it is given, the height of its lines."""
        return width, self._set(width).height

    def split(self, width: float, height: float) -> list[Flowable]:
        """The lines that fit, and the others."""
        lines = self._set(width)
        count = lines.within(height)
        if not 0 < count < len(lines.lines):
            return []
        return [Turned(part.words, self.style, part, self.tag) for part in (lines.part(0, count), lines.part(count))]

    def draw(self) -> None:
        """The lines."""
        assert self._lines is not None  # wrapped before it is drawn
        canvas = self.canv
        assert isinstance(canvas, TaggedCanvas)  # all documents of ours are drawn on one
        align = "right" if self.style.alignment == TA_RIGHT else "left"
        Surface(canvas, self._lines.height).lines(0, 0, self._lines, align=align, tag=self.tag)
