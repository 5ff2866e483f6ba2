"""One sheet: the only way in which cells are written, so that no text becomes a formula and no result is missing."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.reports.excel import row_heights
from joint_plan.reports.excel.column_letters import column_letter
from joint_plan.reports.excel.formats import BODY, NUMBER, Formats, Look, number_format, rate_format
from joint_plan.reports.model import ReportModel

if TYPE_CHECKING:
    from joint_plan.reports.excel.worksheet import LongWorksheet

Result = Fraction | Decimal | int | str
"""What a formula gives, as the program computed it."""

LONGEST_CELL = 32_767
"""Excel's limit of a cell's text, in UTF-16 units."""
_LONGEST_HEADER = 250
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_x[0-9A-Fa-f]{4}_")
_EXACT_DIGITS = 15
_MARKS = "=+-@<"
_PLAIN_TEXT = 30_000
_OF_CELLS = {"border", "border_color", "bg_color", "locked"}
_INDENT = 1.4
"""What one step of indentation takes of a column's width, in characters."""
_HEADER = {True: 40, False: 28}
"""Characters of each third of a header, on landscape and on upright paper."""
_WIDER = 1.12
"""Programs without Calibri or its free twin take fonts that are wider by so much; their rows must not be cut off."""
_PAPER = {("a4", False): 9, ("a4", True): 8, ("letter", False): 1, ("letter", True): 3}


def utf16_length(text: str) -> int:
    """The length as Excel counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """The text within so many UTF-16 units; what is cut off leaves an ellipsis."""
    if utf16_length(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return kept + "…"


def start_of(text: str, most: int) -> str:
    """The start of a cell's text as LEFT() takes it, which counts in UTF-16 units."""
    return cell_text(text).encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def cell_text(text: str) -> str:
    """A text as a cell can hold it."""
    kept = _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    # `_x0041_` is stored as `_x005F_x0041_`; some readers count it as it is stored.
    return cut(kept, LONGEST_CELL - 6 * len(_ESCAPE_LIKE.findall(kept)))


def stored(result: Result) -> float | int | str:
    """A result as it stands in the file; XlsxWriter escapes texts in cells, but not those of formulas."""
    if isinstance(result, str):
        return _ESCAPE_LIKE.sub(lambda found: f"_x005F{found[0]}", result)
    return float(result) if isinstance(result, Fraction | Decimal) else result


def exact_in_excel(value: Decimal) -> bool:
    """Whether Excel, which keeps fifteen digits, would keep all of this number."""
    return len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS


@dataclass(frozen=True, slots=True)
class Paper:
    """How a sheet is printed: wide or upright, on the large paper (A3, tabloid) or the usual, fitted to pages."""

    landscape: bool = True
    large: bool = False
    pages_wide: int = 1
    pages_high: int = 0


class Sheet:
    """A worksheet with the one helper for each kind of cell. Rows and columns count from 0."""

    def __init__(self, worksheet: "LongWorksheet", formats: Formats, widths: Mapping[int, float]) -> None:
        self.worksheet = worksheet
        self.formats = formats
        self._widths = dict(widths)
        self._heights: dict[int, float] = {}
        for column, width in self._widths.items():
            worksheet.set_column(column, column, width)

    @property
    def name(self) -> str:
        """The sheet's title."""
        return str(self.worksheet.get_name())

    def width(self, column: int) -> float:
        """The width of a column in characters."""
        return self._widths.get(column, 8.43)

    def text(self, row: int, column: int, words: str, look: Look = BODY) -> None:
        """People's or our words, never anything else than words."""
        words = cell_text(words)
        if not words:
            self.blank(row, column, look)
            return
        if words[0] in "=+-@\t":
            look = {**look, "quote_prefix": True}
        form = self.formats.of(look)
        if words.startswith("<r>") and words.endswith("</r>"):
            # XlsxWriter takes a whole string like this for its own markup and writes it as it stands; in pieces it
            # escapes all but what looks like an escape already.
            rest = _ESCAPE_LIKE.sub(lambda found: f"_x005F{found[0]}", words[3:])
            code = self.worksheet.write_rich_string(row, column, words[:3], form, rest, form)
        else:
            code = self.worksheet.write_string(row, column, words, form)
        assert code == 0, "the text does not fit a cell"
        self._fit(row, column, words, look)

    def plain(self, row: int, column: int, words: str) -> None:
        """Words without a look, on hidden sheets."""
        self.text(row, column, words, {})

    def texts(self, first: int, column: int, words: Sequence[str], look: Look = BODY, *, blanks: bool = False) -> None:
        """Words down a column; empty ones leave their cell without anything, or with its look (`blanks`)."""
        room, size, bold = self._room(column, look), _size(look), bool(look.get("bold"))
        wraps = bool(look.get("text_wrap"))
        plain: dict[int, str] = {}
        for row, text in enumerate(words, first):
            if not text:
                if blanks:
                    self.blank(row, column, look)
            elif not _is_plain(text):
                self.text(row, column, text, look)
            else:
                plain[row] = text
                if wraps:
                    lines = row_heights.line_count(text, room, size, bold=bold)
                    if lines > 1:
                        self.row_height(row, row_heights.height_of(lines, size))
        self.worksheet.put_texts(column, plain, self.formats.of(look))

    def column_look(self, column: int, look: Look) -> None:
        """The look of what people type into a column's empty cells; lines and fills are for cells that are there."""
        open_look = {name: value for name, value in look.items() if name not in _OF_CELLS}
        self.worksheet.set_column(column, column, self.width(column), self.formats.of(open_look))

    def blank(self, row: int, column: int, look: Look = BODY) -> None:
        """An empty cell with its look."""
        self.worksheet.write_blank(row, column, None, self.formats.of(look))

    def number(self, row: int, column: int, value: Decimal | int, look: Look = NUMBER) -> None:
        """A number; one with more digits than Excel keeps stands there as text, so that nothing is lost."""
        self._numeric(row, column, Decimal(value), {"num_format": number_format(value), **look})

    def money(self, row: int, column: int, value: Decimal, look: Look = NUMBER) -> None:
        """An amount in the plan's currency."""
        self._numeric(row, column, value, {"num_format": self.formats.money(value), **look})

    def result(self, row: int, column: int, value: Fraction, look: Look = NUMBER) -> None:
        """A number that the program worked out."""
        self.worksheet.write_number(row, column, float(value), self.formats.of(look))

    def rate(self, row: int, column: int, value: Decimal, look: Look = NUMBER) -> None:
        """A fraction, shown as percent."""
        self._numeric(row, column, value, {"num_format": rate_format(value), **look})

    def date(self, row: int, column: int, value: dt.date | dt.time, look: Look = BODY) -> None:
        """A date, or a time of day."""
        shape = "hh:mm" if isinstance(value, dt.time) else "d mmm yyyy"
        self.worksheet.write_datetime(
            row, column, value, self.formats.of({"num_format": shape, "align": "left", **look})
        )

    def formula(self, row: int, column: int, expression: str, value: Result, look: Look = BODY) -> None:
        """A formula with its result, which comes from the function that the screen asks too."""
        result = stored(value)
        assert isinstance(result, str) or abs(result) < float("inf")
        self.worksheet.write_formula(row, column, expression, self.formats.of(look), result)
        if isinstance(result, str):
            self._fit(row, column, result, look)

    def array_formula(self, row: int, column: int, expression: str, value: Result, look: Look = BODY) -> None:
        """A formula over arrays with one result; XlsxWriter escapes these."""
        result = value if isinstance(value, str) else stored(value)
        self.worksheet.write_array_formula(row, column, row, column, expression, self.formats.of(look), result)
        if isinstance(result, str):
            self._fit(row, column, result, look)

    def link(self, row: int, column: int, sheet: str, words: str, look: Look) -> None:
        """A link to another sheet of the workbook."""
        self.worksheet.write_url(row, column, f"internal:'{sheet}'!A1", self.formats.of(look), words)

    def row_height(self, row: int, points: float) -> None:
        """A row at least this high."""
        self._heights[row] = max(points, self._heights.get(row, 0))

    def finish(self) -> None:
        """Give the rows the heights that their texts need."""
        for row, points in self._heights.items():
            if points > row_heights.LEADING * 11:
                self.worksheet.set_row(row, points)

    def print_setup(self, model: ReportModel, paper: Paper, repeat: tuple[int, int] | None = None) -> None:
        """Paper, fit, repeated rows, header and footer: plan, version or DRAFT, company, page of pages."""
        sheet = self.worksheet
        if paper.landscape:
            sheet.set_landscape()
        sheet.set_paper(_PAPER[model.options.paper, paper.large])
        sheet.fit_to_pages(paper.pages_wide, paper.pages_high)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.75)
        sheet.hide_gridlines(2)
        if repeat is not None:
            sheet.repeat_rows(*repeat)
        most = _HEADER[paper.landscape]
        words = (model.title, model.company, model.version.words)
        title, company, version = (_in_header(part, most) for part in words)
        page = _("Page {page} of {pages}").format(page="&P", pages="&N")
        sheet.set_header(_placed(title, version, company))
        sheet.set_footer(_placed(_in_header(self.name, most), _check_code(model, most), page))

    def _numeric(self, row: int, column: int, value: Decimal, look: Look) -> None:
        if exact_in_excel(value):
            self.worksheet.write_number(row, column, float(value), self.formats.of(look))
        else:
            self.text(row, column, format(value, "f"), {**look, "num_format": "@", "align": "right"})

    def _room(self, column: int, look: Look) -> float:
        return room_in(self.width(column), indent=bool(look.get("indent")))

    def _fit(self, row: int, column: int, words: str, look: Look) -> None:
        if not look.get("text_wrap"):
            return
        needed = row_heights.height(words, self._room(column, look), _size(look), bold=bool(look.get("bold")))
        self.row_height(row, needed)


def _size(look: Look) -> float:
    size = look.get("font_size", 11)
    assert isinstance(size, int | float)
    return size


def _is_plain(text: str) -> bool:
    """Whether a text can stand in a cell as it is, so that nothing about it has to be looked at."""
    return (
        text.isascii() and text.isprintable() and text[0] not in _MARKS and "_x" not in text and len(text) < _PLAIN_TEXT
    )


def room_in(width: float, *, indent: bool = True) -> float:
    """What a column of this width holds of a line, in characters of Calibri."""
    return (width - (_INDENT if indent else 0)) / _WIDER


def header_names(labels: list[str]) -> list[str]:
    """Labels as a table's column names: one line, not too long, each once whatever its case.

    A table names its columns a second time outside of the cells, where `_x0041_` would be read as A.
    """
    found: list[str] = []
    taken: set[str] = set()
    for label in labels:
        plain = cut(" ".join(cell_text(label).split()), _LONGEST_HEADER) or "–"
        plain = re.sub(r"^<r>", "< r>", plain)
        plain = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_ ", plain)
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain} {number}", number + 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _in_header(words: str, most: int) -> str:
    """Words for a header or footer: one line, short enough for three of them, ampersands doubled."""
    return cut(" ".join(cell_text(words).split()), most).replace("&", "&&")


def _placed(left: str, centre: str, right: str) -> str:
    return "".join(f"&{place}{words}" for place, words in (("L", left), ("C", centre), ("R", right)) if words)


def _check_code(model: ReportModel, most: int) -> str:
    code = model.version.check_code
    return _in_header(_("Check code {code}").format(code=code), most) if code else ""


def cell_name(row: int, column: int, *, fixed: bool = False) -> str:
    """The name of a cell: B3, or $B$3."""
    if fixed:
        return f"${column_letter(column)}${row + 1}"
    return f"{column_letter(column)}{row + 1}"


def range_name(first: tuple[int, int], last: tuple[int, int], *, fixed: bool = True) -> str:
    """The name of a range: $B$3:$C$9."""
    return f"{cell_name(*first, fixed=fixed)}:{cell_name(*last, fixed=fixed)}"
