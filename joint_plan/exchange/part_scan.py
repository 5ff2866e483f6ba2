"""A scan through one part of a workbook that builds nothing and stops at the first thing no plan's workbook holds."""

import re
from collections.abc import Callable
from xml.parsers import expat

from joint_plan.base.texts import _

LAST_ROW, LAST_COLUMN = 100_000, 1_000
"""The last row and column, counted from 1, that a cell may stand in. The hidden sheet has a row for every record and
every name; a scorecard of sixty months has 216 columns."""
MOST_PLACES = 5_000_000
"""Places up to the last cell of each row, filled or not: readers step over each of them."""

MOST_CELLS, MOST_ELEMENTS, DEEPEST = 600_000, 2_500_000, 100
LONGEST_TEXT = 300_000
"""Characters of one text as it is stored: Excel's 32,767, each of them perhaps escaped."""
LARGEST_AREA = 200_000
"""Cells under one merge or link."""
LONGEST_TAG = 1_000_000
"""Bytes of one tag. The scanner starts a tag again with every chunk that does not end it."""

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_SPREADING = frozenset({"mergeCell", "hyperlink"})


class HostileError(Exception):
    """A workbook that is not let in; `str(error)` is the reason as the end of a sentence."""


def scan(first: bytes, more: Callable[[], bytes]) -> bool:
    """Scan a part: its first bytes, then what `more` gives until it gives none.

    Returns:
        Whether it is well-formed XML to its end.

    Raises:
        HostileError: it holds what is refused.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.EntityDeclHandler = _no_doctype
    _watch(parser)
    fed, chunk = 0, first
    try:
        while chunk:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise HostileError(_("one of its tags is too long."))
            chunk = more()
        parser.Parse(b"", True)
    except expat.ExpatError:
        return False
    return True


def area(reference: str) -> int:
    """How many cells a reference such as A1:C9 covers; more than any limit for what is none."""
    first, _colon, last = reference.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if start is None or end is None:
        return LARGEST_AREA + 1
    wide = abs(column_number(end[1]) - column_number(start[1])) + 1
    return wide * (abs(int(end[2]) - int(start[2])) + 1)


def column_number(letters: str) -> int:
    """The number of a column, from 1: A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _no_doctype(*_arguments: object) -> None:
    raise HostileError(_("it defines entities of its own, as no spreadsheet program does."))


def _watch(parser: expat.XMLParserType) -> None:
    """Count what would cost a reader time or memory. Called a million times: local names, nothing looked up twice."""
    elements = cells = depth = length = places = widest = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, cells, depth, length, places, widest
        elements += 1
        depth += 1
        length = 0
        if elements > MOST_ELEMENTS or depth > DEEPEST:
            raise HostileError(_("it has too much in it for a plan's workbook."))
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            cells += 1
            if cells > MOST_CELLS:
                raise HostileError(_("it has too many cells for a plan's workbook."))
            widest = max(widest, _admitted_column(attributes))
        elif name == "row":
            _admit_row(attributes.get("r", "1"))
            places += widest
            widest = 0
            if places > MOST_PLACES:
                raise HostileError(_("it has too many cells for a plan's workbook."))
        elif name in _SPREADING and "ref" in attributes and area(attributes["ref"]) > LARGEST_AREA:
            raise HostileError(_("one of its merges or links covers too many cells."))

    def end(_name: str) -> None:
        nonlocal depth, length
        depth -= 1
        length = 0

    def text(words: str) -> None:
        nonlocal length
        length += len(words)
        if length > LONGEST_TEXT:
            raise HostileError(_("one of its texts is too long."))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text


def _admitted_column(attributes: dict[str, str]) -> int:
    """The column that a cell stands in; 0 where it does not say, or is something else (charts have a `c` too)."""
    if "r" not in attributes:
        return 0
    found = _CELL.fullmatch(attributes["r"])
    column = column_number(found[1]) if found is not None else 0
    if found is None or int(found[2]) > LAST_ROW or column > LAST_COLUMN:
        raise HostileError(_far())
    return column


def _admit_row(number: str) -> None:
    digits = number.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and int(digits) <= LAST_ROW):
        raise HostileError(_far())


def _far() -> str:
    return _("a cell stands far outside of any table.")
