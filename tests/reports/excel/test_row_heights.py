"""Rows are as high as their texts need, in a form that Excel fits again after an edit."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from joint_plan.reports.excel.row_heights import MOST, height, line_count, text_width
from tests.reports.excel.books import book_of, opened, sample


@pytest.mark.parametrize(
    ("text", "characters", "lines"),
    [
        ("", 10, 1),
        ("one", 10, 1),
        ("one two three four", 10, 2),
        ("one\ntwo\n\nfour", 10, 4),
        ("x" * 100, 10, 10),
        ("漢字" * 10, 10, 5),
        ("Ωμέγα και άλφα", 30, 1),
    ],
)
def test_lines_are_counted_by_words_and_widths(text: str, characters: float, lines: int) -> None:
    assert line_count(text, characters) == lines


def test_a_digit_of_the_standard_font_is_seven_pixels_wide() -> None:
    assert 7 <= text_width("0") < 8
    assert text_width("i") < text_width("m")
    assert text_width("word", bold=True) > text_width("word")


def test_a_row_is_never_higher_than_excel_allows() -> None:
    assert height("line\n" * 500, 10) == MOST


def test_a_longer_text_gives_a_higher_row_without_fixing_it() -> None:
    records = sample()
    records["Sla"][0]["if_missed"] = "a promise that takes many words " * 12
    book = book_of(records)
    sheet = opened(book)["SLAs"]
    rows = {cell.value: cell.row for cell in sheet["A"]}
    high, low = (sheet.row_dimensions[rows[f"Sla:{name}"]].height for name in ("mql-count", "mql-handover"))
    assert high is not None
    assert low is not None
    assert high > 2 * low
    with zipfile.ZipFile(BytesIO(book)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert any(b' ht="' in part for part in parts)
    assert not any(b"customHeight" in part for part in parts)


def test_hidden_ids_make_no_row_higher() -> None:
    records = sample()
    records["GroundRule"] = [{"id": "a very long id of a rule " * 8, "rule": "Short."}]
    sheet = opened(book_of(records))["Ground rules"]
    row = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("GroundRule:"))
    assert sheet.row_dimensions[row].height is None


@pytest.mark.parametrize("text", ["word " * 400, "x" * 3_000], ids=["words", "one word"])
def test_a_column_grows_wider_before_a_row_reaches_its_limit(text: str) -> None:
    records = sample()
    records["Touchpoint"][0]["message"] = text
    sheet = opened(book_of(records))["Touchpoints"]
    row = next(cell.row for cell in sheet["A"] if cell.value == f"Touchpoint:{records['Touchpoint'][0]['id']}")
    height = sheet.row_dimensions[row].height
    assert height is not None
    assert 100 < height < MOST
