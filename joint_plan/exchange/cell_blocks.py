"""Blocks of cells as they go over the clipboard to and from spreadsheets: tabs between as text, a table as HTML.

Words stay words on both ways: what a spreadsheet would take for a formula is marked as text, and the mark is taken off
again when the block comes back.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from html import escape
from html.parser import HTMLParser

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _

Block = Sequence[Sequence[str]]
"""Rows of cells; rows may have different lengths."""

MOST_CHARACTERS = 20_000_000
MOST_CELLS = 200_000
_LONG_HTML = 250_000
_FORMULA = re.compile(r"\s*[=+\-@]")
_NUMBER = re.compile(r"-?[\d.,\s'’]*\d\s*%?")
_MARKED = re.compile(r"'+\s*[=+\-@]")
_TEXT_CELL = "mso-number-format:'\\@'; white-space:pre-wrap"
"""By this Excel and LibreOffice take a cell for text, whatever it begins with."""
_BREAK = '<br style="mso-data-placement:same-cell">'
"""By this a line break stays within its cell."""
_SPACES = re.compile(r"[ \t\r\n\f]+")


def looks_like_formula(words: str) -> bool:
    """Whether a spreadsheet would work out these words instead of showing them; a number is none."""
    return bool(_FORMULA.match(words)) and not _NUMBER.fullmatch(words.strip())


def block_text(rows: Block) -> str:
    """The block with tabs between cells; quotes around what needs them, an apostrophe before what looks like more."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
    for row in rows:
        writer.writerow([f"'{cell}" if looks_like_formula(cell) or _MARKED.match(cell) else cell for cell in row])
    return out.getvalue()


def block_html(rows: Block) -> str:
    """The block as a table; words that look like a formula are marked as text."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            style = f' style="{_TEXT_CELL}"' if looks_like_formula(cell) else ""
            words = escape(cell).replace("\n", _BREAK)
            cells.append(f"<td{style}>{words}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join(lines)
    return f'<meta charset="utf-8"><table>\n{body}\n</table>'


def read_block(text: str, html: str = "") -> list[list[str]]:
    """The cells of what was copied somewhere; [] for nothing.

    The text is exact in its spaces, the HTML in where cells end: the text is taken where both say the same.

    Raises:
        PlanError: the block is larger than a plan's table can be.
    """
    if len(text) > MOST_CHARACTERS or len(html) > MOST_CHARACTERS:
        raise _too_large()
    plain = [[_unmarked(cell) for cell in row] for row in _from_text(text)]
    # Where a long block of text is even, its cells end where they should, and HTML takes ten times as long to read.
    is_clear = len(html) > _LONG_HTML and len(plain) > 1 and len({len(row) for row in plain}) == 1
    tabled = _from_html(html) if not is_clear and "<table" in html.casefold() else []
    rows = tabled if tabled and not _alike(plain, tabled) else plain
    if sum(map(len, rows)) > MOST_CELLS:
        raise _too_large()
    return rows


def _too_large() -> PlanError:
    return PlanError(_("This block is too large to be pasted into a table."))


def _unmarked(cell: str) -> str:
    return cell[1:] if _MARKED.match(cell) else cell


def _alike(one: Block, other: Block) -> bool:
    """Whether two readings differ in spaces only."""
    return [[_bare(cell) for cell in row] for row in one] == [[_bare(cell) for cell in row] for row in other]


def _bare(cell: str) -> str:
    return "".join(cell.replace("\xa0", " ").split())


def _from_text(text: str) -> list[list[str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    # Spreadsheets end the last row too; further empty rows are part of the block.
    plain = plain.removesuffix("\n")
    if not plain.strip("\n\t "):
        return []
    try:
        rows = list(csv.reader(io.StringIO(plain, newline=""), dialect="excel-tab", strict=True))
    except csv.Error:
        # A quotation mark that nobody meant to end later: inches, or a word quoted at the head of a cell.
        rows = [line.split("\t") for line in plain.split("\n")]
    return [row or [""] for row in rows]


class _TableReader(HTMLParser):
    """The cells of the first table, whatever stands around and within it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._pieces: list[str] | None = None
        self._span = 1
        self._depth = 0
        self._done = False
        self._skipped = 0
        self._below: dict[int, int] = {}
        self._rows_down = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"style", "script", "head", "title"}:
            self._skipped += tag != "head"
        elif tag == "table":
            self._depth += 1
        elif self._done or self._depth != 1:
            if tag in {"br", "p", "tr", "div"} and self._pieces:
                self._pieces.append("\n")
        elif tag == "tr":
            self._end_cell()
            self.rows.append([])
            self._fill_from_above()
        elif tag in {"td", "th"}:
            self._end_cell()
            if not self.rows:
                self.rows.append([])
            self._pieces = []
            spans = dict(attrs)
            self._span, self._rows_down = (_span(spans.get(name)) for name in ("colspan", "rowspan"))
        elif self._pieces is not None and (tag == "br" or (self._pieces and tag in {"p", "div", "li"})):
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "script", "title"}:
            self._skipped = max(0, self._skipped - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._done = True
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._pieces is not None and not self._skipped and not self._done:
            self._pieces.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        if self._pieces is None:
            return
        lines = [line.strip(" ") for line in "".join(self._pieces).replace("\xa0", " ").split("\n")]
        self._pieces = None
        row = self.rows[-1]
        for number in range(self._span):
            if self._rows_down > 1:
                self._below[len(row)] = self._rows_down - 1
            row.append("\n".join(lines).strip("\n") if number == 0 else "")
        self._fill_from_above()
        if len(self.rows) * max(1, len(row)) > 4 * MOST_CELLS:
            raise _too_large()

    def _fill_from_above(self) -> None:
        """Cells that a cell of a row above reaches down into are empty."""
        row = self.rows[-1]
        while self._rows_down == 1 and self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")


def _span(words: str | None) -> int:
    return min(1_000, int(words)) if words is not None and words.isascii() and words.isdigit() and int(words) else 1


def _from_html(html: str) -> list[list[str]]:
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return [row for row in reader.rows if row]


def wide(rows: Iterable[Sequence[str]]) -> int:
    """How many columns a block has."""
    return max((len(row) for row in rows), default=0)
