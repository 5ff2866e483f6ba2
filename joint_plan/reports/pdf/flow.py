"""Placing boxes: into a column, over columns and pages, with what does not fit continued and said so."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from joint_plan.reports.pdf.boxes import GUTTER, Block, Section, Split, Stack
from joint_plan.reports.pdf.pages import Pages, Reference, Surface
from joint_plan.reports.pdf.style import MUTED_SMALL
from joint_plan.reports.pdf.tags import TaggedCanvas

_MARKER = MUTED_SMALL.leading + 2


class _Anchor(Block):
    """A box that something refers to: drawing it tells the page."""

    def __init__(self, inner: Block, reference: Reference) -> None:
        self.inner, self.reference = inner, reference

    def height(self, width: float) -> float:
        return self.inner.height(width)

    def first_baseline(self, width: float) -> float:
        return self.inner.first_baseline(width)

    def draw(self, pages: Surface, left: float, top: float, width: float) -> None:
        self.reference.page = pages.number
        self.inner.draw(pages, left, top, width)

    def _parted(self, width: float, room: float, force: bool) -> Split:
        first, rest = self.inner.split(width, room, force=force)
        return (_Anchor(first, self.reference), rest) if first is not None else (None, self)


def place(
    pages: Pages, block: Block, left: float, top: float, width: float, room: float, title: str = ""
) -> list[Block]:
    """Draw a box into a place of fixed height; what does not fit is the answer, and "continued on page n" is drawn.

    Give all answers of a page to `flow` once its other places are filled. `title` heads the rest there, for boxes that
    say no heading themselves.
    """
    if block.height(width) <= room + 0.01:
        block.draw(pages, left, top, width)
        return []
    first, rest = block.split(width, room - _MARKER)
    reference = Reference()
    below = top
    if first is not None:
        first.draw(pages, left, top, width)
        below += first.height(width)
    pages.continued(left, min(below + 2, top + room - _MARKER + 2), width, reference)
    if rest is None:
        return []
    return [_Anchor(Section(title, rest, continued=True) if title else rest, reference)]


def flow(
    pages: Pages,
    blocks: Sequence[Block],
    *,
    top: float | None = None,
    columns: int = 1,
    gap: float = 14,
    gutter: float = GUTTER,
) -> float:
    """Draw boxes over columns and as many pages as they need, from `top` of this page; the answer is where they end.

    With `top` of None they begin on a new page.
    """
    rest: Block | None = Stack(blocks, gap)
    if top is None:
        pages.begin()
        top = pages.top
    width = (pages.width - gutter * (columns - 1)) / columns
    column, fresh, end = 0, top <= pages.top + 1, top
    while rest is not None:
        first, rest = rest.split(width, pages.bottom - top, force=fresh)
        if first is not None:
            first.draw(pages, pages.left + column * (width + gutter), top, width)
            end = top + first.height(width)
        if rest is None:
            break
        column += 1
        fresh = pages.bottom - top > 0.6 * (pages.bottom - pages.top)
        if column == columns:
            pages.begin()
            column, top, fresh = 0, pages.top, True
    return end


class Flowing(Flowable):
    """A box in a flowing document."""

    def __init__(self, block: Block, room: float) -> None:
        super().__init__()
        self.block, self.room = block, room
        self.keepWithNext = int(block.keep_with_next)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The column's width, the box's height."""
        return self.room, self.block.height(self.room)

    def split(self, _width: float, height: float) -> list[Flowable]:
        """What fits and the rest; nothing where it goes to the next page as a whole."""
        # The document notes on what it has put off already: a fresh page helps no more.
        put_off = bool(getattr(self, "_postponed", False))
        first, rest = self.block.split(self.room, height, force=put_off)
        if first is None or rest is None:
            return []
        return [Flowing(part, self.room) for part in (first, rest)]

    def draw(self) -> None:
        """The box."""
        height = self.block.height(self.room)
        canvas = self.canv
        assert isinstance(canvas, TaggedCanvas)  # all documents of ours are drawn on one
        self.block.draw(Surface(canvas, height), 0, 0, self.room)
