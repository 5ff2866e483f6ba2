"""Measured text: a text broken into lines before anything is drawn, so that its height is known and nothing is lost.

Lines break between words, inside a word only where no line could hold it, and between the letters of scripts that
have no spaces. A number stays with what it counts. A last line of one word is mended by narrowing the paragraph, where
that takes no further line. Lines know the words they came from: what does not fit goes on elsewhere, whole.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from joint_plan.reports.pdf.bidi import has_right_to_left, in_order, joined, starts_right, unswitched
from joint_plan.reports.pdf.fonts import runs

FLOOR = 8.0
"""No text on paper is smaller, in points (look/README, "Paper")."""

STEP = 0.5
SPACE = " "
_IDEOGRAPHS = "\u2e80-\u2fff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "\u3001\u3002\uff0c\uff0e\u30fb\u300d\u300f\u3011\uff09\uff01\uff1f\u30fc\u3005"
_UNIT = re.compile(f"[{_IDEOGRAPHS}][{_CLOSING}]*|[^{_IDEOGRAPHS}]+")
_NUMBER = re.compile(r"^[(“\"'+\-−±~≥≤<>]?\d[\d.,:/\u00a0\u202f]*$")
_COUNTED = re.compile(r"^[^\W\d]|^[%‰€$£¥×]")
_GLUE = "\u00a0"
_ENDS = re.compile(r"(?<=[/\-_.@?&=,;:])")

Runs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: runs of (font, text) from left to right as drawn, its width in points, the words as they were written.

    `joint` stands between this line and the next one: a space, a line end, or nothing inside a word. `right`: its
    paragraph reads from the right. `turned`: letters stand in another order than they are read.
    """

    runs: Runs
    width: float
    words: str
    joint: str
    right: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A text set in a style within a width; heights in points."""

    lines: tuple[Line, ...]
    style: ParagraphStyle
    room: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.style.leading

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def words(self) -> str:
        """The text, as far as these lines hold it."""
        return "".join(line.words + line.joint for line in self.lines).rstrip()

    def within(self, height: float) -> int:
        """How many lines fit into a height."""
        return max(0, min(len(self.lines), int((height + 0.01) / self.style.leading)))

    def part(self, first: int, end: int | None = None) -> "Lines":
        """Some of the lines."""
        return Lines(self.lines[first:end], self.style, self.room)


def baseline(style: ParagraphStyle) -> float:
    """How far below the top of a line its baseline lies: capitals stand in the middle of the line."""
    return style.leading / 2 + 0.364 * style.fontSize


@lru_cache(maxsize=512)
def sized(style: ParagraphStyle, size: float) -> ParagraphStyle:
    """The style in another size, with its leading in proportion."""
    if size == style.fontSize:
        return style
    leading = style.leading * size / style.fontSize
    return style.clone(f"{style.name}-{size:g}", fontSize=size, leading=leading)


@lru_cache(maxsize=8192)
def set_lines(text: str, style: ParagraphStyle, room: float) -> Lines:
    """The text broken into lines of at most `room` points; an empty text has no lines."""
    found: list[Line] = []
    room = max(room, style.fontSize)
    if not text or text.isspace():
        return Lines((), style, room)
    paragraphs = text.split("\n")
    while paragraphs and not paragraphs[-1].strip():
        paragraphs.pop()
    for paragraph in paragraphs:
        found += _paragraph(paragraph, style, room)
    return Lines(tuple(found), style, room)


def fitted_lines(text: str, style: ParagraphStyle, room: float, height: float) -> Lines:
    """The text in the largest size that fits `height`, stepping down to the floor; there it may still be higher."""
    size = style.fontSize
    while True:
        found = set_lines(text, sized(style, size), room)
        if found.height <= height + 0.01 or size <= FLOOR:
            return found
        size = max(FLOOR, size - STEP)


def text_width(text: str, style: ParagraphStyle) -> float:
    """How wide a text is on one line, in points."""
    return _advance(text, style.fontName) * style.fontSize


@dataclass(slots=True)
class _Word:
    """What no line parts: its letters as written, as drawn, the width at 1 point, and whether a space precedes it."""

    text: str
    shown: str
    width: float
    spaced: bool
    parts: tuple["_Word", ...] = field(default=())


def _paragraph(text: str, style: ParagraphStyle, room: float) -> list[Line]:
    font, size = style.fontName, style.fontSize
    words = _words(unicodedata.normalize("NFC", text), font)
    if not words:
        return [Line((), 0.0, "", "\n")]
    space = _advance(SPACE, font)
    limit = room / size + 1e-6
    broken = _greedy(words, space, limit, font)
    if len(broken) > 1 and len(broken[-1]) == 1 and len(broken[-2]) > 2:
        narrower = _greedy(words, space, _extent(broken[-2], space) - 1e-3, font)
        if len(narrower) == len(broken) and len(narrower[-1]) > 1:
            broken = narrower
    right = has_right_to_left(text) and starts_right(text)
    found = []
    for number, line in enumerate(broken):
        last = number == len(broken) - 1
        joint = "\n" if last else SPACE if broken[number + 1][0].spaced else ""
        found.append(_line(line, font, size, joint, right))
    return found


def _line(words: Sequence[_Word], font: str, size: float, joint: str, right: bool) -> Line:
    shown = "".join((SPACE if word.spaced and number else "") + word.shown for number, word in enumerate(words))
    written = "".join((SPACE if word.spaced and number else "") + word.text for number, word in enumerate(words))
    turned = has_right_to_left(shown)
    if turned:
        shown = in_order(shown, right)
    pieces = tuple(runs(shown, font))
    width = sum(_plain_advance(piece, name) for name, piece in pieces) * size
    return Line(pieces, width, written, joint, right, turned)


def _extent(words: Sequence[_Word], space: float) -> float:
    return sum(word.width + (space if word.spaced and number else 0) for number, word in enumerate(words))


def _greedy(words: Sequence[_Word], space: float, limit: float, font: str) -> list[list[_Word]]:
    lines: list[list[_Word]] = [[]]
    used = 0.0
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        gap = space if word.spaced and lines[-1] else 0.0
        if used + gap + word.width <= limit:
            lines[-1].append(word)
            used += gap + word.width
        elif word.width <= limit:
            lines.append([word])
            used = word.width
        elif word.parts:
            waiting += reversed(word.parts)
        else:
            pieces = _cut(word, limit, font)
            lines += [[piece] for piece in pieces] if lines[-1] else [pieces[:1], *([piece] for piece in pieces[1:])]
            lines = [line for line in lines if line]
            used = pieces[-1].width
    return lines


def _cut(word: _Word, limit: float, font: str) -> list[_Word]:
    """A word that no line holds, in parts that fill lines: after a stroke or a dot where there is one near the end."""
    text, found, start, used = word.text, [], 0, 0.0
    stretch = max(1.0, word.width / max(1e-9, sum(_advance(letter, font) for letter in text)))
    for number, letter in enumerate(text):
        own = _advance(letter, font) * stretch
        if used + own > limit and number > start:
            end = number
            while end - start > 1 and unicodedata.combining(text[end]):
                end -= 1
            places = [match.start() for match in _ENDS.finditer(text[start:end])]
            if places and places[-1] > (end - start) // 2:
                end = start + places[-1]
            found.append(_word(text[start:end], font, word.spaced and not start))
            start, used = end, sum(_advance(other, font) for other in text[end:number]) * stretch
        used += own
    found.append(_word(text[start:], font, word.spaced and not start))
    return found


def _words(text: str, font: str) -> list[_Word]:
    found: list[_Word] = []
    for token in re.findall(r"[^ \t\r\f\v\u2028\u2029]+", text):
        units = _UNIT.findall(token) if len(token) > 1 else [token]
        for number, unit in enumerate(units):
            word = _word(unit, font, number == 0)
            before = found[-1] if found else None
            if number == 0 and before is not None and _NUMBER.match(before.text) and _COUNTED.match(unit):
                width = before.width + _advance(SPACE, font) + word.width
                parts = (before, word)
                found[-1] = _Word(
                    f"{before.text} {unit}", f"{before.shown}{SPACE}{word.shown}", width, before.spaced, parts
                )
            else:
                found.append(word)
    return found


def _word(text: str, font: str, spaced: bool) -> _Word:
    shown = joined(unswitched(text)).replace(_GLUE, SPACE).replace("\u202f", SPACE)
    return _Word(text, shown, _advance(shown, font), spaced)


@lru_cache(maxsize=65_536)
def _advance(text: str, font: str) -> float:
    """The width of a text at 1 point, in the fonts that its characters are drawn with."""
    return sum(_plain_advance(piece, name) for name, piece in runs(text, font))


def _plain_advance(text: str, font: str) -> float:
    return float(pdfmetrics.stringWidth(text, font, 1))
