"""Texts from people come back unchanged and are never formulas, links, numbers or errors."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.reports.excel.books import book_of, opened, sample, table_rows
from tests.reports.excel.recalculated import by_betteroffice, differences, stored
from tests.reports.xlsx_lint import faults

CALCULATING = {
    *("Start", "Journey", "Goals", "Funnel", "Scorecard", "Progress"),
    *("Lead calculator", "Quick wins", "Impact and effort", "Next 30 days"),
}
"""Sheets that have formulas."""

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://example.org","x")',
    "{=1+1}",
    "#N/A",
    "#REF!",
    "TRUE",
    "1e5",
    "0123",
    "http://example.org/a?b=c&d=e",
    "mailto:a@example.org",
    "internal:Start!A1",
    "<b>bold</b>",
    "<r>rich</r>",
    "<r><t>a & b _x0041_</r>",
    "<r></r>",
    "&amp;",
    "&#x41;",
    "]]>",
    "_x0041_",
    "_x000D_",
    "a_x005F_b",
    "'quoted'",
    'say "no"',
    "two\nlines",
    " spaces around ",
    "Ωμέγα жизнь Tiếng Việt ế",
    "→ ✓ ✗ − “quotes” …",
    "שלום עולם",
    "مرحبا",
    "漢字かな",
    "👩‍👩‍👧‍👦 🇩🇪",
    "{0} %s {name}",
    "x" * 20_000,
    "😀" * 20_000,
]


def hostile_book() -> bytes:
    """The sample with a hostile text in every place where people type one."""
    records = sample()
    for number, text in enumerate(HOSTILE):
        records["Touchpoint"].append(
            {"id": f"h{number}", "stage": "spot", "name": text, "channel": text, "message": text, "asset": text}
        )
    for record, field in (("Stage", "name"), ("Goal", "title"), ("Sla", "unit"), ("QuickWin", "first_step")):
        for item, text in zip(records[record], HOSTILE, strict=False):
            item[field] = text
    for item, text in zip(records["Segment"] + records["FunnelStage"] + records["Source"], HOSTILE[5:], strict=False):
        item["name"] = text
    records["Team"][0]["name"] = '=1+1_x0041_ "&<'
    records["Team"][1]["name"] = "Sales]['#"
    records["Plan"][0] |= {"title": "=A1&B1 “plan” <x>", "company": "&P &D 'co'", "currency": 'E"R'}
    return book_of(records)


@pytest.fixture(scope="module")
def book() -> bytes:
    return hostile_book()


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=lambda number: ascii(HOSTILE[number][:12]))
def test_a_text_comes_back_as_it_was_typed(number: int, rows: dict[str, dict[str, object]]) -> None:
    text = HOSTILE[number]
    row = rows[f"Touchpoint:h{number}"]
    for head in ("Touchpoint", "Channel", "Message", "Asset"):
        shown = row[head]
        assert isinstance(shown, str)
        if len(text.encode("utf-16-le")) // 2 <= 32_767:
            # This reader drops the sign of an escape also where somebody typed it.
            assert shown == text.replace("x005F_", "")
        else:
            # As much as a cell can hold, and a sign that there is more.
            assert shown.endswith("…")
            assert text.startswith(shown[:-1])
            assert len(shown.encode("utf-16-le")) // 2 == 32_767


@pytest.fixture(scope="module")
def rows(book: bytes) -> dict[str, dict[str, object]]:
    return {str(row["Id"]): row for row in table_rows(opened(book)["Touchpoints"])}


def test_another_reader_sees_the_same_texts(book: bytes) -> None:
    sheet = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_name("Touchpoints")
    seen = {cell for row in sheet.to_python() for cell in row}
    # It takes escapes in a text of several pieces as they stand, as those that look like markup are written.
    assert [text for text in HOSTILE if len(text) < 20_000 and not text.startswith("<r><t>") and text not in seen] == []


def test_no_text_became_a_formula_a_link_or_an_error(book: bytes) -> None:
    for sheet in opened(book).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
                if cell.data_type == "f":
                    assert sheet.title in CALCULATING
                if cell.hyperlink is not None:
                    assert sheet.title == "Start"


def test_what_looks_like_a_formula_stays_text_when_edited(book: bytes) -> None:
    sheet = opened(book)["Touchpoints"]
    quoted = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.quotePrefix}
    assert {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1"} <= quoted
    assert "TRUE" not in quoted


def test_excel_would_not_repair_it(book: bytes) -> None:
    assert faults(book) == []


def test_formulas_still_give_what_is_stored(book: bytes) -> None:
    assert differences(stored(book), by_betteroffice(book)) == []


def test_nothing_that_xml_forbids_is_in_the_file(book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert not [byte for byte in content if byte < 32 and byte not in b"\t\n\r"], name


def test_a_number_with_more_digits_than_excel_keeps_is_not_shortened() -> None:
    records = sample()
    records["Goal"][2]["target"] = "12345678901234567.89"
    row = next(row for row in table_rows(opened(book_of(records))["Goals"]) if row["Id"] == "Goal:references")
    assert row["Target"] == "12345678901234567.89"
