"""What can be measured, drawn and split, and the boxes that hold no others: room, lines, texts, drawings."""

from collections.abc import Callable

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle

from joint_plan.reports.model import TeamMark
from joint_plan.reports.pdf.lines import Lines, baseline, set_lines
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.style import HAIRLINE

Split = tuple["Block | None", "Block | None"]


class Block:
    """What can be measured, drawn, and split. All in points; coordinates from the top left."""

    keep_with_next = False

    def height(self, _width: float) -> float:
        """How high it is in a width."""
        return 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Draw it from its top left corner."""

    def first_baseline(self, _width: float) -> float:
        """How far below its top its first baseline lies; 0 if it has no text there."""
        return 0.0

    def split(self, width: float, room: float, *, force: bool = False) -> Split:
        """What fits `room`, and the rest. What cannot be parted is all rest; `force`: a column of its own began."""
        return (self, None) if self.height(width) <= room + 0.01 else self._parted(width, room, force)

    def _parted(self, _width: float, _room: float, force: bool) -> Split:
        """Split what does not fit; nothing can stay alone on a page for ever, so `force` draws it as it is."""
        return (self, None) if force else (None, self)


class Gap(Block):
    """Empty height."""

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, _width: float) -> float:
        """As it was given."""
        return self._height

    def _parted(self, _width: float, _room: float, _force: bool) -> Split:
        return None, None  # at the end of a column no room is needed


class Rule(Block):
    """A line across, with room before and after."""

    def __init__(self, before: float = 4, after: float = 4, weight: float = 0.5, colour: Color = HAIRLINE) -> None:
        self.before, self.after, self.weight, self.colour = before, after, weight, colour

    def height(self, _width: float) -> float:
        """Line and room."""
        return self.before + self.after

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The line."""
        y = top + self.before
        pages.line((left, y), (left + width, y), weight=self.weight, colour=self.colour)


class Words(Block):
    """A text in a style, broken into lines; `after` is room below it that is not drawn."""

    def __init__(
        self,
        text: str,
        style: ParagraphStyle,
        *,
        align: str = "left",
        colour: Color | None = None,
        tag: str = "P",
        team: TeamMark | None = None,
        keep: bool = False,
        fixed: Lines | None = None,
    ) -> None:
        self.text, self.style, self.align, self.colour, self.tag = text, style, align, colour, tag
        self.team, self.keep_with_next = team, keep
        self._fixed = fixed
        self._set: tuple[float, Lines] | None = None

    def _indent(self) -> float:
        return self.style.fontSize * 1.3 if self.team is not None else 0.0

    def set(self, width: float) -> Lines:
        """Its lines in a width."""
        if self._set is None or self._set[0] != width:
            room = width - self._indent()
            kept = self._fixed is not None and abs(self._fixed.room - room) < 0.01
            lines = self._fixed if self._fixed is not None and kept else set_lines(self.text, self.style, room)
            self._set = width, lines
        return self._set[1]

    def height(self, width: float) -> float:
        """Of its lines."""
        return self.set(width).height

    def first_baseline(self, width: float) -> float:
        """Of its first line."""
        return baseline(self.style) if self.set(width).lines else 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The lines, behind the team's shape if it has one."""
        lines = self.set(width)
        if not lines.lines:
            return
        if self.team is not None:
            size = self.style.fontSize * 0.72
            pages.shape((left + size / 2, top + self.style.leading / 2), size, self.team, self.colour)
        pages.lines(left + self._indent(), top, lines, align=self.align, colour=self.colour, tag=self.tag)

    def _parted(self, width: float, room: float, force: bool) -> Split:
        lines = self.set(width)
        count = lines.within(room)
        if count == len(lines.lines) - 1 and count > 2:
            count -= 1  # no line stands alone at the top of the next column
        if count == 1 and not force and len(lines.lines) > 1:
            count = 0
        if not count and force:
            count = 1
        if not count:
            return None, self
        first, rest = lines.part(0, count), lines.part(count)
        return self._with(first, self.team), self._with(rest, None)

    def _with(self, part: Lines, team: TeamMark | None) -> "Words":
        """Some of the lines; they are set again where they go on in another width."""
        return Words(part.words, self.style, align=self.align, colour=self.colour, tag=self.tag, team=team, fixed=part)


class Figure(Block):
    """A drawing: `draw(pages, left, top, width)` within a fixed height, described by `alt` for screen readers."""

    def __init__(self, height: float, paint: Callable[[Surface, float, float, float], None], alt: str) -> None:
        self._height, self._paint, self._alt = height, paint, alt

    def height(self, _width: float) -> float:
        """As it was given."""
        return self._height

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """The drawing, as one figure."""
        with pages.element("Figure", self._alt):
            self._paint(pages, left, top, width)
