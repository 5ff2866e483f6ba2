"""The canvas a page of the wall is laid out on: texts step down to the floor and then page, they are never cut off."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from ui.wall.marks import AreaMark, BoxMark, IconMark, LineMark, Mark, TeamMark, TextMark
from ui.wall.type import BODY, FLOOR, HEIGHT, MARGIN, Ink, broken, leading, sizes, width_of

STRIP_TOP, STRIP_BOTTOM = 38, 98
"""Where the overview stands."""
TOP, BOTTOM = 130, 968
"""Where the page's own content begins and ends."""
FOOT = 1029
"""The middle of the footer."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text broken into lines of a size; `room` lines of it go on one page."""

    lines: tuple[str, ...]
    size: int
    room: int

    @property
    def parts(self) -> int:
        """How many pages it takes."""
        return max(1, -(-len(self.lines) // self.room))

    def part(self, number: int) -> tuple[str, ...]:
        """The lines of one page, from 0; the last one where there are no more."""
        first = min(number, self.parts - 1) * self.room
        return self.lines[first : first + self.room]


def fitted(text: str, width: float, height: float, size: int, least: int, weight: int, lines: int = 0) -> Fitted:
    """The text in the largest size in which it fits, else in the smallest, in parts; `lines` are the most at a time."""
    words = text.strip()
    for tried in sizes(size, least):
        step = leading(tried)
        room = max(1, int((height + 1) // step))
        room = min(room, lines) if lines else room
        smallest = tried == least
        # What is far too long need not be broken into lines to see that.
        if not smallest and len(words) * tried * 0.4 > width * (room + 1):
            continue
        found = broken(words, tried, weight, width)
        if smallest or len(found) <= room:
            return Fitted(found, tried, room)
    raise AssertionError  # the last of the sizes is the smallest


class Canvas:
    """One page being laid out, and then what is painted.

    Coordinates are those of a picture 1080 high and `width` wide. `part` is which part of the texts that are longer
    than the page is shown, from 0; `parts` is how many there are.
    """

    def __init__(self, width: float, part: int = 0) -> None:
        self.width = width
        self.part = part
        self.parts = 1
        self.marks: list[Mark] = []

    @property
    def left(self) -> float:
        """Where the content begins."""
        return MARGIN

    @property
    def right(self) -> float:
        """Where the content ends."""
        return self.width - MARGIN

    @property
    def inner(self) -> float:
        """How wide the content is."""
        return self.width - 2 * MARGIN

    def area(self, top: float = TOP, bottom: float = BOTTOM) -> QRectF:
        """The whole width between two heights."""
        return QRectF(self.left, top, self.inner, bottom - top)

    @property
    def texts(self) -> tuple[TextMark, ...]:
        """Every text on the page."""
        return tuple(mark for mark in self.marks if isinstance(mark, TextMark))

    def paint(self, painter: QPainter) -> None:
        """Paint everything, in order."""
        for mark in self.marks:
            mark.paint(painter)

    # what pages put on it

    def text(
        self,
        rect: QRectF,
        text: str,
        size: int,
        *,
        least: int = 0,
        weight: int = 400,
        ink: Ink = "text",
        align: str = "left",
        middle: bool = False,
        body: bool = True,
        lines: int = 0,
        accents: tuple[str, ...] = (),
        tabular: bool = False,
    ) -> float:
        """Put a text into a rectangle, as large as fits; returns where it ends.

        Args:
            rect: the room there is.
            text: in words; what is too long for the smallest size goes on on the next part of the page.
            size: the largest size.
            least: the smallest; by default the floor for this kind of text.
            weight: 400 to 700.
            ink: its colour.
            align: "left", "centre" or "right".
            middle: whether it stands in the middle of the height.
            body: whether it is content, not a caption.
            lines: the most lines at a time; 0 is what the height allows.
            accents: words in it that stand out.
            tabular: digits of one width.
        """
        if not text.strip():
            return rect.top()
        floor = BODY if body else FLOOR
        found = fitted(text, rect.width(), rect.height(), size, least or min(size, floor), weight, lines)
        self.parts = max(self.parts, found.parts)
        shown = found.part(self.part)
        spans = _spans(text, found, accents)
        return self.put(shown, rect, found.size, weight, ink, align, middle, body, spans, tabular)

    def put(
        self,
        lines: tuple[str, ...],
        rect: QRectF,
        size: int,
        weight: int = 400,
        ink: Ink = "text",
        align: str = "left",
        middle: bool = False,
        body: bool = True,
        accents: tuple[tuple[int, int], ...] = (),
        tabular: bool = False,
    ) -> float:
        """Put lines that are known to fit; returns where they end."""
        high = leading(size) * len(lines)
        top = rect.top() + (rect.height() - high) / 2 if middle else rect.top()
        wide = max(width_of(line, size, weight, tabular=tabular) for line in lines)
        free = rect.width() - wide
        left = rect.left() + {"left": 0.0, "centre": free / 2, "right": free}[align]
        place = QRectF(left, top, wide, high)
        self.marks.append(TextMark(lines, place, size, weight, ink, align, body, accents, tabular))
        return place.bottom()

    def label(self, left: float, middle: float, text: str, size: int, *, weight: int = 400, ink: Ink = "text") -> float:
        """One line around a height, which has room; returns where it ends on the right. Not body text."""
        wide = width_of(text, size, weight)
        high = leading(size)
        place = QRectF(left, middle - high / 2, wide, high)
        self.marks.append(TextMark((text,), place, size, weight, ink, "left", size >= BODY))
        return left + wide

    def box(
        self,
        rect: QRectF,
        fill: Ink = "surface",
        border: Ink = "",
        *,
        radius: float = 12,
        dashed: bool = False,
        edge: Ink = "",
        width: float = 1.5,
    ) -> None:
        """A rounded box."""
        self.marks.append(BoxMark(rect, fill, border, radius, dashed, edge, width))

    def team(self, team: str, left: float, middle: float, size: float, *, hollow: bool = False) -> None:
        """A team's shape around a height."""
        self.marks.append(TeamMark(team, QRectF(left, middle - size / 2, size, size), hollow))

    def icon(self, name: str, ink: Ink, left: float, middle: float, size: float) -> None:
        """An icon around a height."""
        self.marks.append(IconMark(name, ink, QRectF(left, middle - size / 2, size, size)))

    def line(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        ink: Ink = "border",
        width: float = 2,
        *,
        dotted: bool = False,
    ) -> None:
        """A line."""
        self.marks.append(LineMark(QPointF(left, top), QPointF(right, bottom), ink, width, dotted))

    def polygon(self, points: tuple[QPointF, ...], fill: Ink, border: Ink = "") -> None:
        """A polygon."""
        self.marks.append(AreaMark(points, fill, border))

    def team_line(
        self,
        rect: QRectF,
        team: str,
        words: str,
        size: int,
        *,
        weight: int = 400,
        ink: Ink = "text",
        align: str = "left",
    ) -> float:
        """A team's shape and words behind it; returns where the words end."""
        mark, space = size * 0.72, size * 0.5
        room = rect.width() - mark - space
        found = fitted(words, room, rect.height(), size, FLOOR, weight)
        wide = max(width_of(line, found.size, weight) for line in found.lines)
        left = rect.right() - wide - mark - space if align == "right" else rect.left()
        self.team(team, left, rect.top() + leading(found.size) / 2, mark)
        place = QRectF(left + mark + space, rect.top(), room, rect.height())
        self.parts = max(self.parts, found.parts)
        return self.put(found.part(self.part), place, found.size, weight, ink, body=False)


def _spans(text: str, found: Fitted, accents: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Where words that stand out are in the lines; none where lines are not simply the text broken at blanks."""
    whole = " ".join(found.lines)
    if not accents or found.parts > 1 or whole != text.strip():
        return ()
    places = ((whole.find(words), len(words)) for words in accents if words)
    return tuple(sorted((at, at + long) for at, long in places if at >= 0))


def page_rect(width: float) -> QRectF:
    """The whole picture."""
    return QRectF(0, 0, width, HEIGHT)
