"""A table as text, as forms hand it out: comma, semicolon or tab between cells, in any of the usual encodings.

Read in the reading process like a workbook, within limits, and packed the same way: one sheet of texts.
"""

import csv
import io
from pathlib import Path
from typing import Any

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _

ENDINGS = frozenset({".csv", ".tsv", ".txt"})
MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 1_000
LONGEST = 20_000
"""Characters of a cell, as many as a text of the plan may have."""
_SEPARATORS = ",;\t|"
_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def is_text_table(path: Path) -> bool:
    """Whether a file is read as a table of text, by its name's ending."""
    return path.suffix.casefold() in ENDINGS


def text_table(path: Path) -> dict[str, Any]:
    """The cells of a text table, packed as the reading process packs a workbook.

    Raises:
        PlanError: it is no text, too large, or holds nothing.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise PlanError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=fault.strerror)) from fault
    if len(data) > MOST_BYTES:
        raise PlanError(_("{name} is refused: it is larger than the answers of a form can be.").format(name=path.name))
    return {"sheets": [{"title": path.stem[:31], "rows": _rows(path, _decoded(path, data)), "tables": []}], "names": {}}


def _decoded(path: Path, data: bytes) -> str:
    """The text: by the mark at its head, else UTF-8, else the code page of Western Windows."""
    encoding = next((name for mark, name in _MARKED if data.startswith(mark)), "")
    for name in (encoding,) if encoding else ("utf-8", "cp1252", "latin-1"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise PlanError(_("{name} is not a table of text (.csv).").format(name=path.name))


def _rows(path: Path, text: str) -> list[tuple[int, list[tuple[int, str]]]]:
    csv.field_size_limit(LONGEST)
    lines = text.splitlines()
    told = lines[0].strip().casefold() if lines else ""
    separator = _separator(text)
    if told.startswith("sep=") and len(told) == 5:
        # Excel's own way to say what stands between the cells.
        separator, text = told[-1], text.partition("\n")[2]
    rows: list[tuple[int, list[tuple[int, str]]]] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                words = _("{name} is refused: it has more rows or columns than the answers of a form can have.")
                raise PlanError(words.format(name=path.name))
            filled = [
                (column, cell.replace("\r\n", "\n").replace("\r", "\n"))
                for column, cell in enumerate(row, 1)
                if cell.strip()
            ]
            if filled:
                rows.append((number, filled))
    except csv.Error as fault:
        raise PlanError(
            _("{name} is refused: a cell is too long, or its quotes do not end.").format(name=path.name)
        ) from fault
    if len(rows) < 1:
        raise PlanError(_("{name} is empty.").format(name=path.name))
    return rows


def _separator(text: str) -> str:
    """What stands between the cells of the first row, outside of quotes; more often than anything else."""
    counts = dict.fromkeys(_SEPARATORS, 0)
    quoted = False
    for mark in text:
        if mark == '"':
            quoted = not quoted
        elif not quoted and mark == "\n":
            break
        elif not quoted and mark in counts:
            counts[mark] += 1
    # Questions have commas of their own, tabs and semicolons hardly ever.
    for separator in ("\t", ";"):
        if counts[separator] and counts[separator] >= counts[","] / 2:
            return separator
    return max(counts, key=lambda mark: counts[mark])
