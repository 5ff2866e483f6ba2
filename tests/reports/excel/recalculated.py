"""Workbooks recalculated by other programs, with our results taken out first so that none can be trusted blindly."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import betteroffice_xlsx
import openpyxl

Value = float | int | str | bool | None | dt.datetime
Values = dict[tuple[str, str], Value]
"""By sheet and cell, for every cell that has a formula."""

_CELL = re.compile(rb"<c (?:[^>]*?)>(?:(?!</c>).)*?<f[ >](?:(?!</c>).)*?</c>", re.DOTALL)
_RESULT = re.compile(rb"<v>.*?</v>|<v ?/>", re.DOTALL)
_TYPE = re.compile(rb' t="(?:str|b|e)"')


def changed_parts(book: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with each of its parts changed by a function of name and content."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return target.getvalue()


def without_results(book: bytes) -> bytes:
    """The workbook with every formula and no result."""

    def bare(cell: re.Match[bytes]) -> bytes:
        start, bracket, rest = cell[0].partition(b">")
        return _TYPE.sub(b"", start) + bracket + _RESULT.sub(b"", rest)

    return changed_parts(book, lambda name, part: _CELL.sub(bare, part) if _is_sheet(name) else part)


def with_number(book: bytes, sheet_file: str, cell: str, value: str) -> bytes:
    """The workbook with another number typed into a cell."""
    pattern = re.compile(rf'(<c r="{cell}"[^>]*>)<v>[^<]*</v>'.encode())

    def typed(name: str, part: bytes) -> bytes:
        if name != sheet_file:
            return part
        changed, count = pattern.subn(rb"\g<1><v>" + value.encode() + b"</v>", part)
        assert count == 1, cell
        return changed

    return changed_parts(book, typed)


@lru_cache(maxsize=64)
def stored(book: bytes) -> Values:
    """The results that stand in the file; not to be changed, as they are kept."""
    formulas = openpyxl.load_workbook(BytesIO(book))
    results = openpyxl.load_workbook(BytesIO(book), data_only=True)
    return {
        (sheet.title, cell.coordinate): results[sheet.title][cell.coordinate].value
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def by_libreoffice(books: Mapping[str, bytes], folder: Path) -> dict[str, Values]:
    """What LibreOffice computes, all workbooks in one run; by the names given."""
    source, target = folder / "bare", folder / "recalculated"
    source.mkdir()
    paths = []
    for name, book in books.items():
        path = source / f"{name}.xlsx"
        path.write_bytes(without_results(book))
        paths.append(str(path))
    profile = (folder / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [*command, "--outdir", str(target), *paths], check=True, capture_output=True, timeout=60 + 30 * len(books)
    )
    found = {}
    for name, book in books.items():
        results = openpyxl.load_workbook(target / f"{name}.xlsx", data_only=True)
        found[name] = {(sheet, cell): results[sheet][cell].value for sheet, cell in stored(book)}
    return found


def by_betteroffice(book: bytes) -> Values:
    """What a second, unrelated program computes; it has no clock and is told the day."""
    day = str((dt.datetime.now().astimezone().date() - dt.date(1899, 12, 30)).days).encode()
    dated = changed_parts(without_results(book), lambda _name, part: part.replace(b"TODAY()", day))
    other = betteroffice_xlsx.Workbook.open_recalculated(dated)
    return {(sheet, cell): _plain(other.value(sheet, cell)) for sheet, cell in stored(book)}


def _plain(value: object) -> Value:
    return value if isinstance(value, float | int | str) else None


def differences(ours: Values, theirs: Values) -> list[str]:
    """Cells where the two disagree beyond what binary numbers lose."""
    return [f"{place}: {ours[place]!r} != {theirs[place]!r}" for place in ours if not _same(ours[place], theirs[place])]


def _same(one: Value, other: Value) -> bool:
    one, other = _plain_form(one), _plain_form(other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one), abs(other))
    return (one or "") == (other or "")


def _plain_form(value: Value) -> Value:
    """A date as sheets count days; a text without Excel's escapes, which some readers leave standing."""
    if isinstance(value, dt.datetime):
        return (value - dt.datetime(1899, 12, 30)).days  # noqa: DTZ001  sheets have no time zones
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/sheet")
