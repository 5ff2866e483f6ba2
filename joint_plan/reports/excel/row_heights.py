"""How high a row must be for its wrapped texts, from the widths of the font's characters.

Excel fits rows without a height by itself; LibreOffice, previews and phones do not, and print what fits one line.
"""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from joint_plan.reports.excel.calibri_widths import CHARACTERS_BY_WIDTH, EM

POINTS_PER_PIXEL = 0.75
MOST = 409.0
"""Excel's greatest row height in points."""
LEADING = 15 / 11
"""A line of Calibri 11 is 15 points high."""
_BOLD = 1.05
_OTHER = 1229
_PADDING = 8


@cache
def _widths() -> dict[int, int]:
    found: dict[int, int] = {}
    for width, ranges in CHARACTERS_BY_WIDTH.items():
        for span in ranges.split():
            first, _dash, last = span.partition("-")
            for point in range(int(first, 16), int(last or first, 16) + 1):
                found[point] = width
    return found


@lru_cache(maxsize=16_384)
def text_width(text: str, size: float = 11, *, bold: bool = False) -> float:
    """The width of a line in pixels at 96 to the inch."""
    known = _widths()
    units = sum(known.get(point) or _unmeasured(point) for point in map(ord, text))
    return units / EM * size / POINTS_PER_PIXEL * (_BOLD if bold else 1)


def _unmeasured(point: int) -> int:
    """Ideographs, their punctuation and pictures fill a square; other scripts about two thirds of one."""
    return EM if point >= 0x2E80 else _OTHER


def column_pixels(characters: float) -> int:
    """The width of a column in pixels, given in characters of Calibri 11."""
    return int(characters * 7 + 5)


@lru_cache(maxsize=4_096)
def line_count(text: str, characters: float, size: float = 11, *, bold: bool = False) -> int:
    """How many lines a text takes in a column of this width, broken at spaces, long words where they must."""
    room = column_pixels(characters) - _PADDING
    return sum(_lines_of(line, room, size, bold) for line in text.split("\n"))


@cache
def _ascii_widths() -> tuple[int, ...]:
    known = _widths()
    return tuple(known.get(point, _OTHER) for point in range(128))


def _fits(line: str, room: float, size: float, bold: bool) -> bool:
    """Whether a line surely fits, found quickly: most texts in tables do."""
    if len(line) * size < room * POINTS_PER_PIXEL:  # no character is wider than the font's size
        return True
    if not line.isascii() or len(line) * size > 4 * room:
        return False
    units = sum(map(_ascii_widths().__getitem__, line.encode()))
    return units / EM * size / POINTS_PER_PIXEL * (_BOLD if bold else 1) <= room


def _lines_of(line: str, room: float, size: float, bold: bool) -> int:
    if _fits(line, room, size, bold):
        return 1
    lines, used = 1, 0.0
    space = text_width(" ", size, bold=bold)
    for word in line.split(" "):
        width = text_width(word, size, bold=bold)
        if used and used + space + width <= room:
            used += space + width
            continue
        if used:
            lines += 1
        while width > room > 0:
            # Broken inside: what is left after full lines goes on beside the next word.
            lines += 1
            width -= room
        used = width
    return lines


def height(text: str, characters: float, size: float = 11, *, bold: bool = False) -> float:
    """The height in points that a row needs for this wrapped text; at most Excel's limit."""
    return height_of(line_count(text, characters, size, bold=bold), size)


def height_of(lines: int, size: float = 11) -> float:
    """The height in points of so many lines; at most Excel's limit."""
    return min(MOST, lines * size * LEADING)


def wide_enough(width: float, texts: Iterable[str], widest: float, room: Callable[[float], float]) -> float:
    """A column's width, so that each of these texts stands in a row of Excel's greatest height, within `widest`.

    `room` says how much of a width is for the text.
    """
    most = int(MOST / (11 * LEADING)) - 2
    for text in texts:
        if len(text) < width * most / 3 and text.count("\n") < most:
            continue
        while width < widest and line_count(text, room(width)) > most:
            width = min(widest, width * 1.2)
    return width
