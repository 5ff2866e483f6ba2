"""What people do to a workbook before they send it back; each must give the right preview and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from joint_plan.exchange.comparison import compare
from joint_plan.exchange.reading import read_workbook
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.slas import Sla
from tests.exchange.returned import (
    PLAN_ID,
    changes,
    column,
    field,
    head_row,
    put,
    returned,
    row_of,
    sample,
    sample_book,
    values,
    write,
)

TERM = "Term:mql"
MEANING = "What we agree it means"


def only(preview_changes: dict[tuple[str, str], tuple[str, str]], key: str, name: str, after: str) -> None:
    assert {place: words[1] for place, words in preview_changes.items()} == {(key, name): after}


def test_untouched(tmp_path: Path) -> None:
    preview = returned(tmp_path, lambda _book: None)
    assert (preview.lines, preview.bad, preview.notes) == ((), (), ())


def test_one_cell(tmp_path: Path) -> None:
    preview = returned(tmp_path, lambda book: put(book["Terms"], TERM, MEANING, "Somebody who asked us"))
    only(changes(preview), TERM, "agreed_definition", "Somebody who asked us")
    changed = field(preview, TERM, "agreed_definition")
    assert not changed.conflicting
    assert changed.before.startswith("A named person")
    assert changed.place.startswith("Terms, cell ")
    (line,) = preview.lines
    assert line.warning == "This withdraws the agreement of Marketing and Sales."


def test_sorted_rows(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Quick wins"]
        first, last = head_row(sheet) + 1, head_row(sheet) + len(sample().all(QuickWin))
        rows = [values(sheet, row) for row in range(first, last + 1)]
        for row, cells in enumerate(sorted(rows, key=lambda cells: str(cells[2]), reverse=True), first):
            write(sheet, row, cells)
        put(sheet, "QuickWin:calendar-link", "First step", "Ring Bram")

    preview = returned(tmp_path, work)
    only(changes(preview), "QuickWin:calendar-link", "first_step", "Ring Bram")
    assert [line.kind for line in preview.lines] == ["changed"]


def test_an_inserted_row(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Quick wins"]
        row = row_of(sheet, "QuickWin:calendar-link") + 1
        sheet.insert_rows(row)
        (table,) = sheet.tables.values()
        head, _colon, tail = table.ref.rpartition(":")
        letters = tail.rstrip("0123456789")
        table.ref = f"{head}:{letters}{int(tail[len(letters) :]) + 1}"
        sheet.cell(row, column(sheet, "Quick win")).value = "One list of lost reasons"
        sheet.cell(row, column(sheet, "Owner in Sales")).value = "Katarzyna Wójcik"

    (line,) = returned(tmp_path, work).lines
    assert line.kind == "added"
    assert line.headline == "Quick win One list of lost reasons"
    owner = next(p.id for p in sample().table("Participant").order if getattr(p, "name", "") == "Katarzyna Wójcik")
    assert {one.column: one.value for one in line.fields} == {"title": "One list of lost reasons", "sales_owner": owner}


def test_a_row_typed_below_the_table(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Ground rules"]
        row = head_row(sheet) + 1 + len(sample().table("GroundRule").rows)
        sheet.cell(row, 2).value = "One talks at a time"
        sheet.cell(row + 3, 2).value = "A remark that stands apart"

    (line,) = returned(tmp_path, work).lines
    assert (line.kind, [one.value for one in line.fields]) == ("added", ["One talks at a time"])


def test_a_copied_row(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Quick wins"]
        below = head_row(sheet) + 1 + len(sample().all(QuickWin))
        write(sheet, below, values(sheet, row_of(sheet, "QuickWin:calendar-link")))
        sheet.cell(below, column(sheet, "Quick win")).value = "Calendar link in the signature"

    (line,) = returned(tmp_path, work).lines
    assert line.kind == "added"
    assert "Calendar link in the signature" in {one.after for one in line.fields}
    # Answers that were given blind are nobody's to copy.
    assert not [
        one.column for one in line.fields if one.column.endswith(("_marketing", "_sales")) and "owner" not in one.column
    ]


def test_a_renamed_header(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        put(sheet, TERM, MEANING, "Somebody who asked us")
        sheet.cell(head_row(sheet), column(sheet, MEANING)).value = "Our definition"

    preview = returned(tmp_path, work)
    only(changes(preview), TERM, "agreed_definition", "Somebody who asked us")
    assert preview.notes == ("Terms: “Our definition” is read as “What we agree it means”, which stood there.",)


def test_a_column_of_their_own_is_not_taken_for_ours(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        at = column(sheet, MEANING)
        sheet.insert_cols(at)
        sheet.cell(head_row(sheet), at).value = "My remarks"
        sheet.cell(row_of(sheet, TERM), at).value = "ask Noor"

    preview = returned(tmp_path, work)
    assert (preview.lines, preview.bad) == ((), ())


def test_a_renamed_header_beside_a_column_of_their_own(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        put(sheet, TERM, MEANING, "Somebody who asked us")
        at = column(sheet, MEANING)
        sheet.cell(head_row(sheet), at).value = "Our definition"
        sheet.insert_cols(at)
        sheet.cell(head_row(sheet), at).value = "My remarks"
        for row in range(head_row(sheet) + 1, head_row(sheet) + 4):
            sheet.cell(row, at).value = "ask Noor"

    only(changes(returned(tmp_path, work)), TERM, "agreed_definition", "Somebody who asked us")


def test_a_deleted_column_is_told_and_nothing_is_emptied(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        sheet.delete_cols(column(sheet, MEANING))

    preview = returned(tmp_path, work)
    assert (preview.lines, preview.bad) == ((), ())
    assert preview.notes == ("Terms: there is no column “What we agree it means” any more; nothing is read for it.",)


def test_swapped_columns(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        one, other = column(sheet, MEANING), column(sheet, "Examples")
        for row in range(head_row(sheet), sheet.max_row + 1):
            here, there = sheet.cell(row, one).value, sheet.cell(row, other).value
            sheet.cell(row, one).value, sheet.cell(row, other).value = there, here
        put(sheet, TERM, "Examples", "Dairy in Nantes")

    only(changes(returned(tmp_path, work)), TERM, "examples", "Dairy in Nantes")


def test_a_renamed_sheet(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        book["Terms"].title = "Our words (Noor)"
        put(book["Our words (Noor)"], TERM, MEANING, "Somebody who asked us")

    only(changes(returned(tmp_path, work)), TERM, "agreed_definition", "Somebody who asked us")


def test_a_table_turned_into_a_range_and_moved(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        put(sheet, TERM, MEANING, "Somebody who asked us")
        for name in list(sheet.tables):
            del sheet.tables[name]
        sheet.insert_rows(1, 3)

    only(changes(returned(tmp_path, work)), TERM, "agreed_definition", "Somebody who asked us")


def test_wiped_ids(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        for name in ("Quick wins", "Ground rules", "Terms"):
            sheet = book[name]
            for row in range(head_row(sheet) + 1, sheet.max_row + 1):
                sheet.cell(row, 1).value = None
        quick_wins = book["Quick wins"]
        row = head_row(quick_wins) + 1
        quick_wins.cell(row, column(quick_wins, "First step")).value = "Ring Bram"

    preview = returned(tmp_path, work)
    assert [line.kind for line in preview.lines] == ["changed"]
    ((_key, name),) = changes(preview)
    assert name == "first_step"


def test_wiped_ids_and_codes_match_by_words_that_are_unique(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["Terms"]
        for row in range(head_row(sheet) + 1, sheet.max_row + 1):
            sheet.cell(row, 1).value = None
            sheet.cell(row, column(sheet, "Code")).value = None
        at = next(row for row in range(1, 30) if sheet.cell(row, column(sheet, "Term")).value == "MQL")
        sheet.cell(at, column(sheet, MEANING)).value = "Somebody who asked us"

    only(changes(returned(tmp_path, work)), TERM, "agreed_definition", "Somebody who asked us")


def _each(sheet: str, head: str, typed: Sequence[object]) -> tuple[list[str], Callable[[Workbook], None]]:
    """Type one thing after the other into a column, a row each; the keys of the rows."""
    name = {"Quick wins": "QuickWin", "SLAs": "Sla"}[sheet]
    keys = [f"{name}:{item.id}" for item in sample().table(name).order[: len(typed)]]

    def work(book: Workbook) -> None:
        for key, value in zip(keys, typed, strict=True):
            put(book[sheet], key, head, value)

    return keys, work


def test_dates_typed_as_text(tmp_path: Path) -> None:
    keys, work = _each("Quick wins", "Due", ["2029-12-24", "24 December 2029", "24/12/2029", "24 Dec 2029"])
    found = changes(returned(tmp_path, work))
    assert {place: words[1] for place, words in found.items()} == {(key, "due"): "24 Dec 2029" for key in keys}


def test_dates_that_can_be_read_in_two_ways_or_none_are_not_guessed(tmp_path: Path) -> None:
    typed = ["5.3.27", "soon", "31 February 2027"]
    _keys, work = _each("Quick wins", "Due", typed)
    preview = returned(tmp_path, work)
    assert preview.lines == ()
    assert {(bad.sheet, bad.label, bad.text) for bad in preview.bad} == {("Quick wins", "Due", text) for text in typed}
    assert all("2026-11-19" in bad.reason for bad in preview.bad)


def test_numbers_typed_as_text(tmp_path: Path) -> None:
    typed = ["4,5", "1,500", "1 500", "1.500,25", "2 500,5", 12.25]
    keys, work = _each("SLAs", "Target", typed)
    preview = returned(tmp_path, work)
    assert preview.bad == ()
    assert [str(field(preview, key, "target").value) for key in keys] == [
        "4.5",
        "1500",
        "1500",
        "1500.25",
        "2500.5",
        "12.25",
    ]


def test_comma_decimals_of_a_plan_in_german(tmp_path: Path) -> None:
    from joint_plan.base.texts import speaking
    from joint_plan.plan.record import with_columns
    from tests.exchange.returned import exported

    plan = sample().replaced({"Plan": {"plan": with_columns(sample().plan, {"language": "de"})}})
    with speaking("de"):
        book = exported(plan)

    def work(opened: Workbook) -> None:
        put(opened["SLAs"], "Sla:mql-count", "Target", "1.500,25")
        put(opened["Quick wins"], "QuickWin:calendar-link", "Due", "24.12.2026")

    preview = returned(tmp_path, work, plan=plan, book=book)
    assert preview.bad == ()
    assert {(line.key, one.column): one.value for line in preview.lines for one in line.fields}.keys() == {
        ("Sla:mql-count", "target"),
        ("QuickWin:calendar-link", "due"),
    }
    assert str(field(preview, "Sla:mql-count", "target").value) == "1500.25"
    assert field(preview, "QuickWin:calendar-link", "due").value.isoformat() == "2026-12-24"


def test_a_deleted_sheet(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        del book["Terms"]
        put(book["Quick wins"], "QuickWin:calendar-link", "First step", "Ring Bram")

    preview = returned(tmp_path, work)
    only(changes(preview), "QuickWin:calendar-link", "first_step", "Ring Bram")
    count = len(sample().table("Term").rows)
    assert preview.notes == (
        f"The sheet “Terms” is not in the workbook; its {count} rows stay as they are in the plan.",
    )


def test_deleted_rows_are_missing_and_never_deleted_by_themselves(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["SLAs"]
        sheet.delete_rows(row_of(sheet, "Sla:mql-count"))

    preview = returned(tmp_path, work)
    (line,) = preview.lines
    assert (line.kind, line.key) == ("missing", "Sla:mql-count")
    assert preview.without_conflict == frozenset()
    assert preview.accepted(preview.without_conflict).deltas == ()
    chosen = preview.accepted(preview.everything)
    assert [delta.key for delta in chosen.deltas if delta.after is None][-1] == "Sla:mql-count"
    assert sample().get(Sla, "mql-count") is not None


def test_a_row_that_was_cleared_is_missing_too(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        sheet = book["SLAs"]
        row = row_of(sheet, "Sla:mql-count")
        for at in range(2, sheet.max_column + 1):
            sheet.cell(row, at).value = None

    preview = returned(tmp_path, work)
    assert [(line.kind, line.key) for line in preview.lines] == [("missing", "Sla:mql-count")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice, which development set-ups have")
def test_saved_by_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(sample_book())
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "saved"), str(tmp_path / "book.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    saved = (tmp_path / "saved" / "book.xlsx").read_bytes()
    untouched = compare(read_workbook(tmp_path / "saved" / "book.xlsx"), sample(), PLAN_ID)
    assert (untouched.lines, untouched.bad, untouched.notes) == ((), (), ())
    preview = returned(tmp_path, lambda book: put(book["Terms"], TERM, MEANING, "Somebody who asked us"), book=saved)
    only(changes(preview), TERM, "agreed_definition", "Somebody who asked us")
