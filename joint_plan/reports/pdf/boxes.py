"""The boxes that pieces are made of: measured before they are drawn, split where a column ends, so nothing is clipped.

A box knows its height for a width, draws itself from a top left corner, and splits into what fits a height and the
rest. Rows share the baseline of their first lines. Those that hold no other box are in `block`.
"""

from collections.abc import Sequence
from contextlib import nullcontext

from reportlab.lib.colors import Color, white
from reportlab.lib.styles import ParagraphStyle

from joint_plan.base.texts import _
from joint_plan.reports.model import TeamMark
from joint_plan.reports.pdf.block import Block, Figure, Gap, Rule, Split, Words
from joint_plan.reports.pdf.pages import Surface
from joint_plan.reports.pdf.style import HAIRLINE, HEAD, INK, MUTED_SMALL
from joint_plan.reports.pdf.texts import heading

__all__ = [
    "GUTTER",
    "Block",
    "Card",
    "Figure",
    "Gap",
    "Row",
    "Rule",
    "Section",
    "Split",
    "Stack",
    "Table",
    "Words",
]

GUTTER = 17.0
"""Between columns: 6 mm."""

_MOST_OF_A_TITLE = 90
"""Characters of a heading, which is said again after a break: a longer one stands in full below it, once."""

_WHOLE = 72.0
"""A row lower than this stays on one page."""


class Stack(Block):
    """Boxes one below the other, with a gap between them; what is `whole` parts only where no page could hold it."""

    def __init__(
        self, blocks: Sequence[Block], gap: float = 0, tag: str = "", *, keep: bool = False, whole: bool = False
    ) -> None:
        self.blocks = list(blocks)
        self.gap, self.tag, self.keep_with_next, self.whole = gap, tag, keep, whole
        self._heights: dict[float, float] = {}

    def height(self, width: float) -> float:
        """Of all and the gaps between those that are not empty."""
        if width not in self._heights:
            self._heights[width] = self._sum(width)
        return self._heights[width]

    def _sum(self, width: float) -> float:
        heights = [height for height in (block.height(width) for block in self.blocks) if height]
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    def first_baseline(self, width: float) -> float:
        """Of the first box that is not empty."""
        above = 0.0
        for block in self.blocks:
            if found := block.first_baseline(width):
                return above + found
            if height := block.height(width):
                above += height + self.gap
        return 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """One after the other."""
        with pages.element(self.tag) if self.tag else nullcontext():
            for block in self.blocks:
                if height := block.height(width):
                    block.draw(pages, left, top, width)
                    top += height + self.gap

    def _parted(self, width: float, room: float, force: bool) -> Split:
        if self.whole and not force:
            return None, self
        used = 0.0
        for number, block in enumerate(self.blocks):
            height = block.height(width)
            if used + height <= room + 0.01:
                used += height + self.gap if height else 0
                continue
            alone = force and not any(done.height(width) for done in self.blocks[:number])
            first, rest = block.split(width, max(0.0, room - used), force=alone)
            done = list(self.blocks[:number])
            left = [] if rest is None else [rest]
            if first is not None:
                done.append(first)
            else:
                while done and done[-1].keep_with_next and not (force and all(d.keep_with_next for d in done)):
                    left.insert(0, done.pop())
            left += self.blocks[number + 1 :]
            if force and not any(part.height(width) for part in done) and left:
                # A heading that is alone here would be alone on every page: what follows is broken by force.
                first, rest = left[0].split(width, room, force=True)
                done = [first] if first is not None else []
                left = [*([rest] if rest is not None else []), *left[1:]]
            return self._of(done), self._of(left)
        return self, None

    def _of(self, blocks: Sequence[Block]) -> "Stack | None":
        return Stack(blocks, self.gap, self.tag, keep=self.keep_with_next) if blocks else None


class Row(Block):
    """Boxes side by side; their first lines share a baseline unless `level` is off.

    Widths of None share what is left. What is `whole`, or low, parts only where no page could hold it. `tag` is the
    element of the row, `cell` that of each box in it ("TD", "TH").
    """

    def __init__(
        self,
        cells: Sequence[Block | None],
        widths: Sequence[float | None],
        gutter: float = 6,
        *,
        level: bool = True,
        tag: str = "",
        cell: str = "",
        keep: bool = False,
        whole: bool = False,
    ) -> None:
        self.cells, self.widths, self.gutter, self.level, self.tag, self.cell = (
            list(cells),
            list(widths),
            gutter,
            level,
            tag,
            cell,
        )
        self.keep_with_next, self.whole = keep, whole
        self._measured: dict[float, tuple[list[tuple[float, float]], list[float], float]] = {}

    def columns(self, width: float) -> list[tuple[float, float]]:
        """Start and width of each column."""
        return self._measure(width)[0]

    def _measure(self, width: float) -> tuple[list[tuple[float, float]], list[float], float]:
        """Columns, how far each box is let down, and the height: measured once for a width."""
        if width not in self._measured:
            columns = self._columns(width)
            drops = self._drops(columns)
            heights = [
                found + drop
                for cell, (_at, own), drop in zip(self.cells, columns, drops, strict=True)
                if cell is not None and (found := cell.height(own))
            ]
            self._measured[width] = columns, drops, max(heights, default=0.0)
        return self._measured[width]

    def _columns(self, width: float) -> list[tuple[float, float]]:
        fixed = sum(given for given in self.widths if given is not None)
        free = sum(given is None for given in self.widths)
        share = max(12.0, (width - fixed - self.gutter * (len(self.widths) - 1)) / free) if free else 0.0
        found, at = [], 0.0
        for given in self.widths:
            own = share if given is None else given
            found.append((at, own))
            at += own + self.gutter
        return found

    def _drops(self, columns: Sequence[tuple[float, float]]) -> list[float]:
        """How far each box is let down so that the first baselines meet."""
        lines = [
            cell.first_baseline(own) if cell is not None and self.level else 0.0
            for cell, (_at, own) in zip(self.cells, columns, strict=True)
        ]
        lowest = max(lines, default=0.0)
        return [lowest - line if line else 0.0 for line in lines]

    def height(self, width: float) -> float:
        """Of the highest box."""
        return self._measure(width)[2]

    def first_baseline(self, width: float) -> float:
        """The shared one."""
        return max(
            (
                cell.first_baseline(own)
                for cell, (_at, own) in zip(self.cells, self.columns(width), strict=True)
                if cell is not None
            ),
            default=0.0,
        )

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """From left to right."""
        with pages.element(self.tag) if self.tag else nullcontext():
            for cell, (at, own), drop in zip(self.cells, *self._measure(width)[:2], strict=True):
                if cell is None:
                    continue
                scope = "Column" if self.cell == "TH" else ""
                with pages.element(self.cell, scope=scope) if self.cell else nullcontext():
                    cell.draw(pages, left + at, top + drop, own)

    def _parted(self, width: float, room: float, force: bool) -> Split:
        if not force and (self.whole or self.height(width) < _WHOLE):
            return None, self
        first: list[Block | None] = []
        rest: list[Block | None] = []
        for cell, (_at, own), drop in zip(self.cells, *self._measure(width)[:2], strict=True):
            parts = (None, None) if cell is None else cell.split(own, room - drop, force=force)
            first.append(parts[0])
            rest.append(parts[1])
        stuck = [
            cell is not None and cell.height(own) > 0 and (part is None or not part.height(own))
            for cell, part, (_at, own) in zip(self.cells, first, self.columns(width), strict=True)
        ]
        if any(stuck) and (not force or all(stuck)):
            return None, self
        return self._of(first), self._of(rest)

    def _of(self, cells: Sequence[Block | None]) -> "Row":
        return Row(cells, self.widths, self.gutter, level=self.level, tag=self.tag, cell=self.cell)


class Card(Block):
    """A box with a hairline, a team's bar at its left edge, and padding; split, both parts are cards."""

    def __init__(
        self,
        inner: Block,
        team: TeamMark | None = None,
        *,
        fill: Color | None = white,
        stroke: Color | None = HAIRLINE,
        padding: float = 12,
        least: float = 0,
    ) -> None:
        self.inner, self.team, self.fill, self.stroke, self.padding, self.least = (
            inner,
            team,
            fill,
            stroke,
            padding,
            least,
        )

    def _edge(self) -> float:
        return self.padding + (3 if self.team is not None else 0)

    def height(self, width: float) -> float:
        """Of what is in it, and the padding; `least` makes cards beside each other equal."""
        return max(self.least, self.inner.height(width - self._edge() - self.padding) + 2 * self.padding)

    def first_baseline(self, width: float) -> float:
        """Of what is in it."""
        found = self.inner.first_baseline(width - self._edge() - self.padding)
        return found + self.padding if found else 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Ground, bar, then what is in it."""
        height = self.height(width)
        pages.box(left, top, width, height, fill=self.fill, stroke=self.stroke)
        pages.bar(left, top, height, self.team)
        inner = width - self._edge() - self.padding
        self.inner.draw(pages, left + self._edge(), top + self.padding, inner)

    def _parted(self, width: float, room: float, force: bool) -> Split:
        inner = width - self._edge() - self.padding
        first, rest = self.inner.split(inner, room - 2 * self.padding, force=force)
        if first is None:
            return None, self
        return self._of(first), self._of(rest) if rest is not None else None

    def _of(self, inner: Block) -> "Card":
        return Card(inner, self.team, fill=self.fill, stroke=self.stroke, padding=self.padding)


class Table(Block):
    """Rows under a header that is repeated after a break, hairlines between them unless `ruled` is off."""

    def __init__(self, header: Block | None, rows: Sequence[Block], padding: float = 3, *, ruled: bool = True) -> None:
        self.header, self.padding, self.ruled = header, padding, ruled
        self.rows = [row if isinstance(row, _Padded) else _Padded(row, padding, ruled=ruled) for row in rows]

    def _stack(self) -> Stack:
        head = [_Padded(self.header, self.padding, ruled=self.ruled)] if self.header is not None else []
        return Stack([*head, *self.rows], tag="Table" if self.ruled else "")

    def height(self, width: float) -> float:
        """Of all rows."""
        return self._stack().height(width)

    def first_baseline(self, width: float) -> float:
        """Of the first row."""
        return self._stack().first_baseline(width)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Row by row."""
        self._stack().draw(pages, left, top, width)

    def _parted(self, width: float, room: float, force: bool) -> Split:
        above = self._stack().height(width) - Stack(self.rows).height(width)
        first, rest = Stack(self.rows).split(width, room - above, force=force)
        if not isinstance(first, Stack) or not first.height(width):
            return None, self
        return self._of(first), self._of(rest) if isinstance(rest, Stack) else None

    def _of(self, part: Stack) -> "Table":
        return Table(self.header, part.blocks, self.padding, ruled=self.ruled)


class _Padded(Block):
    """A table's row with its padding and the hairline below it."""

    def __init__(self, inner: Block, padding: float, *, ruled: bool) -> None:
        self.inner, self.padding, self.ruled = inner, padding, ruled

    def height(self, width: float) -> float:
        return self.inner.height(width) + 2 * self.padding + 0.5 * self.ruled

    def first_baseline(self, width: float) -> float:
        found = self.inner.first_baseline(width)
        return found + self.padding if found else 0.0

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        self.inner.draw(pages, left, top + self.padding, width)
        if self.ruled:
            y = top + self.height(width) - 0.25
            pages.line((left, y), (left + width, y))

    def _parted(self, width: float, room: float, force: bool) -> Split:
        first, rest = self.inner.split(width, room - 2 * self.padding - 0.5 * self.ruled, force=force)
        if first is None:
            return None, self
        return self._of(first), self._of(rest) if rest is not None else None

    def _of(self, inner: Block) -> "_Padded":
        return _Padded(inner, self.padding, ruled=self.ruled)


class Section(Block):
    """A heading over a rule of 1 pt, with words at the right, and what stands under it; said again after a break."""

    def __init__(
        self,
        title: str,
        body: Block,
        right: str = "",
        *,
        style: ParagraphStyle = HEAD,
        continued: bool = False,
        bookmark: bool = False,
        team: TeamMark | None = None,
    ) -> None:
        self.title, self.right, self.style = heading(title, _MOST_OF_A_TITLE), right, style
        whole = self.title == " ".join(title.split())
        self.body = body if whole else Stack([Words(title, MUTED_SMALL), body], 4)
        self.continued, self.bookmark, self.team = continued, bookmark, team

    def _head(self) -> Row:
        right = _("continued") if self.continued else self.right
        cells: list[Block | None] = [Words(self.title, self.style, tag="H2", team=self.team)]
        widths: list[float | None] = [None]
        if right:
            cells.append(Words(right, MUTED_SMALL, align="right"))
            widths.append(min(150.0, 4.2 * len(right) + 8))
        return Row(cells, widths)

    def _above(self, width: float) -> float:
        return self._head().height(width) + 9

    def height(self, width: float) -> float:
        """Heading, rule, body."""
        return self._above(width) + self.body.height(width)

    def first_baseline(self, width: float) -> float:
        """Of the heading."""
        return self._head().first_baseline(width)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        """Heading, rule, body."""
        if self.bookmark and not self.continued:
            pages.bookmark(self.title, 1, top)
        head = self._head()
        head.draw(pages, left, top, width)
        y = top + head.height(width) + 3
        pages.line((left, y), (left + width, y), weight=1, colour=INK)
        self.body.draw(pages, left, top + self._above(width), width)

    def _parted(self, width: float, room: float, force: bool) -> Split:
        first, rest = self.body.split(width, room - self._above(width), force=force)
        if first is None or not first.height(width):
            if not force:
                return None, self
            # A heading that no page can hold is broken like any text.
            return Stack([self._head(), Rule(3, 6, 1, INK), self.body]).split(width, room, force=True)
        other = self._with(rest, continued=True) if rest is not None else None
        return self._with(first, continued=self.continued), other

    def _with(self, body: Block, *, continued: bool) -> "Section":
        return Section(
            self.title,
            body,
            self.right,
            style=self.style,
            continued=continued,
            bookmark=self.bookmark,
            team=self.team,
        )
