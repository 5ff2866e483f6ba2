"""What makes Excel offer to repair a workbook, or show something else than was meant: found in the file itself.

Schema checkers find none of these: each part is well formed, only the parts contradict each other or Excel's limits.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NEW_FUNCTIONS = re.compile(r"(?<![\w.])(TEXTJOIN|IFS|MAXIFS|MINIFS|CONCAT|SWITCH|XLOOKUP|FILTER|UNIQUE|SORT)\(")
_MASK = re.compile(r"(?<![\w.])TEXT\(")
_NAME = re.compile(r"[A-Za-z_\\][\w.\\]*$")
_CELL_LIKE = re.compile(r"([A-Za-z]{1,3}\d+|[rRcC]|[rR]\d+[cC]\d+)$")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([A-Za-z_][\w.]*))!")


@dataclass(slots=True)
class Book:
    """A workbook's parts, its sheets by title, its shared strings."""

    parts: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    sheets: dict[str, str] = field(default_factory=dict)
    strings: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    formats: int = 0
    differential: int = 0
    tables: Counter[str] = field(default_factory=Counter)

    def say(self, place: str, fault: str) -> None:
        """Note a fault."""
        self.faults.append(f"{place}: {fault}")

    def xml(self, name: str) -> Element:
        """A part as a tree."""
        return fromstring(self.parts[name])

    def targets(self, name: str) -> dict[str, str]:
        """The parts that a part refers to, by id; links to the outside are left out."""
        links = join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels")
        if links not in self.parts:
            return {}
        return {
            link.get("Id", ""): normpath(join(dirname(name), link.get("Target", ""))).lstrip("/")
            for link in self.xml(links).iter(LINKS + "Relationship")
            if link.get("TargetMode") != "External"
        }


def faults(book: bytes) -> list[str]:
    """Everything that is wrong; empty when Excel opens the workbook without a word."""
    try:
        with zipfile.ZipFile(BytesIO(book)) as archive:
            found = Book({name: archive.read(name) for name in archive.namelist()})
    except zipfile.BadZipFile as fault:
        return [str(fault)]
    for name, part in found.parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                fromstring(part)
            except SyntaxError as fault:
                return [f"{name}: {fault}"]
    _parts(found)
    _workbook(found)
    _styles(found)
    _strings(found)
    for title, name in found.sheets.items():
        _sheet(found, title, name)
    for name, count in found.tables.items():
        if count > 1:
            found.say(name, "two tables of this name")
    return found.faults


def _parts(book: Book) -> None:
    for name in book.parts:
        if name.endswith(".rels"):
            continue
        for target in book.targets(name).values():
            if target not in book.parts:
                book.say(name, f"refers to {target}, which is missing")
    types = book.parts["[Content_Types].xml"].decode()
    for name in book.parts:
        if name.startswith("xl/worksheets/sheet") and f'"/{name}"' not in types:
            book.say(name, "no content type")


def _workbook(book: Book) -> None:
    root, targets = book.xml("xl/workbook.xml"), book.targets("xl/workbook.xml")
    for sheet in root.iter(MAIN + "sheet"):
        title = sheet.get("name", "")
        if len(title.encode("utf-16-le")) > 62 or re.search(r"[\[\]:*?/\\]|^'|'$", title) or title.lower() == "history":
            book.say(title, "a sheet cannot have this title")
        if title.casefold() in {known.casefold() for known in book.sheets}:
            book.say(title, "two sheets of this title")
        book.sheets[title] = targets.get(sheet.get(ID, ""), "")
    names: Counter[tuple[str, str | None]] = Counter()
    for name in root.iter(MAIN + "definedName"):
        words, where = name.get("name", ""), name.text or ""
        names[words.casefold(), name.get("localSheetId")] += 1
        book.names.add(words.casefold())
        if not words.startswith("_xlnm.") and (not _NAME.match(words) or _CELL_LIKE.match(words)):
            book.say(words, "a name cannot be written so")
        for quoted, plain in _REFERENCE.findall(where):
            if (quoted.replace("''", "'") or plain) not in book.sheets:
                book.say(words, f"refers to a sheet that is missing: {where}")
        if "#REF!" in where:
            book.say(words, "refers to nothing")
    for (words, _scope), count in names.items():
        if count > 1:
            book.say(words, "defined twice")


def _styles(book: Book) -> None:
    root = book.xml("xl/styles.xml")
    book.formats = sum(1 for formats in root.iter(MAIN + "cellXfs") for _one in formats)
    book.differential = sum(1 for formats in root.iter(MAIN + "dxfs") for _one in formats)
    for number in root.iter(MAIN + "numFmt"):
        code = number.get("formatCode", "")
        if code.count('"') % 2 or len(code) > 255:
            book.say(code, "a number format with an open quotation mark, or too long")


def _strings(book: Book) -> None:
    if "xl/sharedStrings.xml" not in book.parts:
        return
    for item in book.xml("xl/sharedStrings.xml").iter(MAIN + "si"):
        words = "".join(part.text or "" for part in item.iter(MAIN + "t"))
        book.strings.append(words)
        if len(words.encode("utf-16-le")) > 2 * 32_767:
            book.say(words[:20], "a text longer than a cell can hold")


def _sheet(book: Book, title: str, name: str) -> None:
    if name not in book.parts:
        book.say(title, "the sheet's part is missing")
        return
    root, targets = book.xml(name), book.targets(name)
    texts = dict(_cells(book, title, root))
    taken: list[tuple[int, int, int, int]] = []
    for merged in root.iter(MAIN + "mergeCell"):
        _apart(book, title, "a merged range", merged.get("ref", ""), taken)
    for part in root.iter(MAIN + "tablePart"):
        target = targets.get(part.get(ID, ""), "")
        if target in book.parts:
            _table(book, title, book.xml(target), texts, taken)
        else:
            book.say(title, "a table without its part")
    _rules(book, title, root)
    _print(book, title, root, targets)


def _cells(book: Book, title: str, root: Element) -> Iterator[tuple[str, str]]:
    above = 0
    for row in root.iter(MAIN + "row"):
        number = int(row.get("r", "0"))
        if number <= above:
            book.say(title, f"row {number} out of order")
        above = number
        if float(row.get("ht", "0")) > 409.5:
            book.say(title, f"row {number} too high")
        if row.get("customHeight"):
            book.say(title, f"row {number} never fits its text again")
        left = 0
        for cell in row.iter(MAIN + "c"):
            place = cell.get("r", "")
            column = range_boundaries(place)[0] or 0
            if column <= left:
                book.say(title, f"{place} out of order")
            left = column
            if int(cell.get("s", "0")) >= book.formats:
                book.say(title, f"{place} has a format that is missing")
            yield place, _content(book, title, place, cell)


def _content(book: Book, title: str, place: str, cell: Element) -> str:
    formula, value = cell.find(MAIN + "f"), cell.find(MAIN + "v")
    if formula is not None:
        _formula(book, f"{title}!{place}", formula.text or "")
        if value is None:
            book.say(title, f"{place}: a formula without its result")
        elif not value.text and cell.get("t") not in {"str", None}:
            book.say(title, f"{place}: an empty result that is not a text")
    if cell.get("t") != "s" or value is None:
        return (value.text or "") if value is not None else ""
    index = int(value.text or "-1")
    if not 0 <= index < len(book.strings):
        book.say(title, f"{place} has a text that is missing")
        return ""
    return book.strings[index]


def _formula(book: Book, place: str, formula: str) -> None:
    if len(formula) > 8192:
        book.say(place, "a formula longer than 8192 characters")
    if formula.count('"') % 2 or formula.count("(") != formula.count(")"):
        book.say(place, f"a formula that does not end: {formula}")
    plain = re.sub(r'"[^"]*"', "", formula)
    if _NEW_FUNCTIONS.search(plain):
        book.say(place, f"a new function without its prefix: {formula}")
    if _MASK.search(plain):
        book.say(place, f"TEXT() reads its mask in the reader's language: {formula}")
    for quoted, name in _REFERENCE.findall(plain):
        if (quoted.replace("''", "'") or name) not in book.sheets:
            book.say(place, f"refers to a sheet that is missing: {formula}")


def _table(
    book: Book, title: str, table: Element, texts: dict[str, str], taken: list[tuple[int, int, int, int]]
) -> None:
    name, area = table.get("displayName", ""), table.get("ref", "")
    book.tables[name.casefold()] += 1
    if not _NAME.match(name) or _CELL_LIKE.match(name):
        book.say(title, f"a table cannot be called {name}")
    bounds = _apart(book, title, f"the table {name}", area, taken)
    if bounds is None:
        return
    left, top, right, bottom = bounds
    columns = [_decoded(column.get("name", "")) for column in table.iter(MAIN + "tableColumn")]
    if len(columns) != right - left + 1:
        book.say(name, "more or fewer columns than its range")
    if len({column.casefold() for column in columns}) != len(columns):
        book.say(name, "two columns of one name")
    if bottom <= top:
        book.say(name, "no row of data")
    for place, column in enumerate(columns, left):
        head = texts.get(_address(top, place), "")
        if head != column:
            book.say(name, f"the column is called {column!r}, its head says {head!r}")
    for filtered in table.iter(MAIN + "autoFilter"):
        if filtered.get("ref") != area:
            book.say(name, "its filter has another range")


def _apart(
    book: Book, title: str, what: str, area: str, taken: list[tuple[int, int, int, int]]
) -> tuple[int, int, int, int] | None:
    try:
        left, top, right, bottom = (side or 0 for side in range_boundaries(area))
    except (ValueError, TypeError, InvalidFileException):
        book.say(title, f"{what} has no range: {area!r}")
        return None
    for other in taken:
        if left <= other[2] and other[0] <= right and top <= other[3] and other[1] <= bottom:
            book.say(title, f"{what} overlaps another: {area}")
    taken.append((left, top, right, bottom))
    return left, top, right, bottom


def _rules(book: Book, title: str, root: Element) -> None:
    for rule in root.iter(MAIN + "cfRule"):
        if int(rule.get("dxfId", "0")) >= book.differential:
            book.say(title, "a conditional format that is missing")
    for tag in ("dataValidation", "conditionalFormatting"):
        for rule in root.iter(MAIN + tag):
            if not rule.get("sqref"):
                book.say(title, f"{tag} without a range")
            for formula in rule.iter():
                if formula.tag.removeprefix(MAIN) in {"formula", "formula1", "formula2"}:
                    _rule_formula(book, f"{title}: {tag}", formula.text or "")
    for rule in root.iter(MAIN + "dataValidation"):
        for attribute, most in (("errorTitle", 32), ("promptTitle", 32), ("error", 255), ("prompt", 255)):
            if len(rule.get(attribute, "")) > most:
                book.say(title, f"{attribute} longer than {most} characters")


def _rule_formula(book: Book, place: str, words: str) -> None:
    if re.search(r"\w\[", words):
        book.say(place, f"cannot use a table's column: {words}")
    if words.startswith('"') and len(words) > 257:
        book.say(place, "a list of more than 255 characters")
    if _NAME.match(words) and not _CELL_LIKE.match(words) and words.casefold() not in book.names:
        book.say(place, f"uses the name {words}, which is not defined")


def _print(book: Book, title: str, root: Element, targets: dict[str, str]) -> None:
    for tag in ("oddHeader", "oddFooter"):
        for words in root.iter(MAIN + tag):
            if len((words.text or "").encode("utf-16-le")) > 510:
                book.say(title, f"{tag} longer than 255 characters")
            if re.search(r"&(?![&LCRPNDTFAGBIUESXYZ\"KOH0-9])", (words.text or "").replace("&&", "")):
                book.say(title, f"{tag}: an ampersand that is not doubled")
    for link in root.iter(MAIN + "hyperlink"):
        sheet = link.get("location", "").rpartition("!")[0].strip("'")
        if link.get("location") and sheet not in book.sheets:
            book.say(title, f"a link to a sheet that is missing: {sheet}")
        if link.get(ID) and link.get(ID) not in targets:
            book.say(title, "a link without its target")
    for column in root.iter(MAIN + "col"):
        if float(column.get("width", "0")) > 255:
            book.say(title, "a column too wide")


def _decoded(words: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), words)


def _address(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
