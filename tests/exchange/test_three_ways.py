"""The plan has changed since the export too; what is hidden, what is new, what belongs together."""

from __future__ import annotations

import contextlib
import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from joint_plan.base.errors import PlanError
from joint_plan.exchange.preview import Preview
from joint_plan.plan.deltas import applied
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.journey import Stage
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, with_columns
from joint_plan.plan.references import removal
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.workbook import workbook_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.starting_plan import template
from joint_plan.rules.versions import make_version, plan_of_version
from tests.exchange.returned import (
    PLAN_ID,
    changes,
    column,
    exported,
    field,
    head_row,
    line,
    put,
    returned,
    row_of,
    sample,
)
from tests.rules.plans import added, blank, take

WIN = "QuickWin:calendar-link"


def with_change(plan: Snapshot, key: str, **columns: object) -> Snapshot:
    item = plan.find(key)
    assert item is not None
    name, _colon, record_id = key.partition(":")
    return plan.replaced({name: {record_id: with_columns(item, columns)}})


def first_step(book: Workbook) -> None:
    put(book["Quick wins"], WIN, "First step", "Ring Bram")


def below(book: Workbook, sheet: str, **cells: object) -> int:
    """Type a row under a table; heads have underscores for spaces."""
    at = book[sheet]
    row = at.max_row + 1
    for head, value in cells.items():
        at.cell(row, column(at, head.replace("_", " "))).value = value  # type: ignore[assignment]  # anything typed
    return row


# both sides


def test_a_field_that_both_have_changed_is_somebody_s_to_decide(tmp_path: Path) -> None:
    plan = with_change(sample(), WIN, first_step="Bram writes to all")
    preview = returned(tmp_path, first_step, plan=plan)
    found = field(preview, WIN, "first_step")
    assert found.conflicting
    assert (found.before, found.after) == ("Bram writes to all", "Ring Bram")
    assert found.exported.startswith("Bram puts Katarzyna’s link")
    assert preview.without_conflict == frozenset()
    assert preview.conflicting == {(WIN, "first_step")}
    after = applied(plan, preview.accepted(preview.conflicting).deltas)
    assert getattr(after.find(WIN), "first_step", "") == "Ring Bram"


def test_what_both_have_changed_to_the_same_is_no_change(tmp_path: Path) -> None:
    preview = returned(tmp_path, first_step, plan=with_change(sample(), WIN, first_step="Ring Bram"))
    assert (preview.lines, preview.bad) == ((), ())


def test_what_only_the_plan_has_changed_stays(tmp_path: Path) -> None:
    plan = with_change(sample(), WIN, problem="Nobody rings")
    only = changes(returned(tmp_path, first_step, plan=plan))
    assert list(only) == [(WIN, "first_step")]


def test_a_changed_row_of_a_record_that_is_gone_is_told_and_left_out(tmp_path: Path) -> None:
    item = sample().find(WIN)
    assert item is not None
    plan = applied(sample(), removal(sample(), item))
    preview = returned(tmp_path, first_step, plan=plan)
    assert preview.lines == ()
    (note,) = preview.notes
    assert "Calendar link" in note
    assert "deleted from the plan since" in note


def test_a_field_can_be_taken_without_the_others_of_its_row(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        first_step(book)
        put(book["Quick wins"], WIN, "Problem", "Nobody rings")

    preview = returned(tmp_path, work)
    assert len(line(preview, WIN).fields) == 2
    (delta,) = preview.accepted({(WIN, "problem")}).deltas
    assert dict(delta.after or {}) == {"problem": "Nobody rings"}


# agreement


def test_an_agreed_item_says_before_what_it_would_lose(tmp_path: Path) -> None:
    preview = returned(tmp_path, first_step)
    assert line(preview, WIN).warning == "This withdraws the agreement of Marketing and Sales."
    (lost,) = preview.withdrawn(preview.without_conflict)
    assert lost.item == sample().find(WIN)
    assert preview.withdrawn(()) == ()


# hidden things


def hidden_impact(plan: Snapshot) -> Snapshot:
    item = plan.find(WIN)
    assert isinstance(item, QuickWin)
    return with_change(plan, WIN, impact_revealed=False)


def test_answers_that_are_not_revealed_are_neither_written_nor_read(tmp_path: Path) -> None:
    plan = hidden_impact(sample())
    book = exported(plan)

    def work(opened: Workbook) -> None:
        at = opened["Quick wins"]
        assert at.cell(row_of(at, WIN), column(at, "Impact, 1 to 5 – Sales")).value == "In"
        put(at, WIN, "Impact, 1 to 5 – Sales", 5)

    preview = returned(tmp_path, work, plan=plan, book=book)
    assert preview.lines == ()
    (bad,) = preview.bad
    assert bad.reason == "answers that are not revealed are not read from a workbook."


def test_answers_that_are_hidden_again_are_not_touched(tmp_path: Path) -> None:
    def work(opened: Workbook) -> None:
        put(opened["Quick wins"], WIN, "Impact, 1 to 5 – Sales", 5)

    preview = returned(tmp_path, work, plan=hidden_impact(sample()))
    assert preview.lines == ()
    assert [bad.reason for bad in preview.bad] == ["this answer is hidden again and is not read."]


def test_revealed_answers_can_be_changed(tmp_path: Path) -> None:
    def work(opened: Workbook) -> None:
        put(opened["Quick wins"], WIN, "Impact, 1 to 5 – Sales", 5)

    preview = returned(tmp_path, work)
    assert changes(preview) == {(WIN, "impact_sales"): ("4", "5")}
    after = applied(sample(), preview.accepted(preview.everything).deltas).find(WIN)
    assert isinstance(after, QuickWin)
    assert after.impact == Pair(5, 5, revealed=True)


def test_a_hidden_sheet_that_asks_for_private_fields_gets_none(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        first_step(book)
        meta = book["_meta"]
        for row in meta.iter_rows():
            if [cell.value for cell in row[:4]] == ["column", "tblQuickWin", "11", "First step"]:
                row[4].value = "note"

    preview = returned(tmp_path, work)
    assert (preview.lines, preview.bad) == ((), ())


# new rows


def test_new_rows_may_name_each_other(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        below(book, "SLAs", Owed_by="Sales", Owed_to="Marketing", Obligation="rings back within a day")
        below(book, "SLA levels", SLA="rings back within a day", Tier="A", Limit=4, Unit_of_the_limit="hours")

    preview = returned(tmp_path, work)
    assert preview.bad == ()
    sla, level = preview.lines
    assert (sla.kind, level.kind) == ("added", "added")
    (parent,) = (one for one in level.fields if one.column == "sla")
    assert (parent.value, parent.after) == (sla.key.partition(":")[2], "rings back within a day")
    after = applied(sample(), preview.accepted(preview.everything).deltas)
    assert len(after.where(type(after.find(level.key) or Record()), "sla", parent.value)) == 1
    alone = preview.accepted(level.parts)
    assert alone.deltas == ()
    (reason,) = alone.left_out
    assert "it refers to a new row that is left out" in reason


def test_a_new_row_that_lacks_what_it_must_have_is_left_out(tmp_path: Path) -> None:
    preview = returned(tmp_path, lambda book: below(book, "SLA levels", Tier="A") and None)
    assert preview.lines == ()
    (bad,) = preview.bad
    assert "a new row must have “SLA”" in bad.reason


def test_a_name_that_two_records_share_needs_its_code(tmp_path: Path) -> None:
    people = sample().all(Participant)
    plan = with_change(sample(), f"Participant:{people[1].id}", name=people[0].name)

    def work(book: Workbook) -> None:
        put(book["Quick wins"], WIN, "Owner in Sales", people[0].name)

    preview = returned(tmp_path, work, plan=plan)
    known = [bad.reason for bad in preview.bad] or [one.after for one in line(preview, WIN).fields]
    assert known == [people[0].name]


def test_cells_that_cannot_be_taken_say_where_and_why(tmp_path: Path) -> None:
    typed: dict[str, tuple[object, str]] = {
        "Owner in Sales": ("Nobody Known", "there is nothing called “Nobody Known” in the plan."),
        "Impact, 1 to 5 – Sales": (9, "must be between 1 and 5."),
        "Effort, 1 to 5 – Sales": (2.5, "2.5 is not a whole number."),
        "Picked": ("perhaps", "“perhaps” is neither yes nor no."),
        "Status": ("Sleeping", "“Sleeping” is not one of: "),
        "Due": ("#REF!", "the cell shows the fault #REF!."),
        "Problem": ("x" * 20_001, "This text has 20,001 characters; the most is 20,000."),
    }

    def work(book: Workbook) -> None:
        first_step(book)
        for head, (value, _reason) in typed.items():
            put(book["Quick wins"], WIN, head, value)

    preview = returned(tmp_path, work)
    assert {bad.label for bad in preview.bad} == set(typed)
    for bad in preview.bad:
        assert bad.reason.startswith(typed[bad.label][1])
        assert (bad.sheet, bad.row[:5], len(bad.text) <= 200) == ("Quick wins", "QW-01", True)
    assert list(changes(preview)) == [(WIN, "first_step")]


def test_what_a_record_cannot_be_without_is_not_emptied(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        put(book["SLA levels"], "SlaLevel:tier-a", "SLA", None)

    preview = returned(tmp_path, work)
    assert preview.lines == ()
    assert [bad.reason for bad in preview.bad] == ["must be filled in."]


# other workbooks


def refused(folder: Path, **how: object) -> str:
    with pytest.raises(PlanError) as fault:
        returned(folder, **{"work": lambda _book: None, **how})  # type: ignore[arg-type]  # as given below
    return str(fault.value)


def test_a_workbook_of_another_plan_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, plan_id="other")
    assert said == "back.xlsx was made from another plan (“One pipeline 2027”). Open that plan to import it."


def test_without_an_id_the_records_tell_whether_it_is_the_plan(tmp_path: Path) -> None:
    book = exported(sample(), "")
    assert returned(tmp_path, lambda _book: None, book=book).lines == ()
    other = Snapshot.of([sample().plan, *sample().all(Team)])
    blank = Snapshot.of(item for item in other if not isinstance(item, Team))
    assert "another plan" in refused(tmp_path, book=book, plan=blank)


def test_a_workbook_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        for row in book["_meta"].iter_rows():
            if row[1].value == "schema":
                row[2].value = "2"

    assert "newer version of this program" in refused(tmp_path, work=work)


def test_a_workbook_without_the_hidden_sheet_is_refused(tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        del book["_meta"]

    assert "its hidden sheet is gone" in refused(tmp_path, work=work)


@pytest.mark.parametrize("words", ["row", "[" * 100_000, '{"id": 1', "[1]", '{"first_step": 5, "due": [1]}'])
def test_a_hidden_sheet_full_of_nonsense_does_no_harm(words: str, tmp_path: Path) -> None:
    def work(book: Workbook) -> None:
        first_step(book)
        for row in book["_meta"].iter_rows():
            if row[0].value == "row" and row[1].value == "tblQuickWin":
                row[4].value = words[:30_000]

    with contextlib.suppress(PlanError):
        assert (WIN, "first_step") not in changes(returned(tmp_path, work))


def test_a_workbook_of_a_version_is_compared_with_the_plan_of_now(tmp_path: Path) -> None:
    win = QuickWin(id="q", code="QW-01", title="One pager", first_step="Ana writes it")
    other = QuickWin(id="r", code="QW-02", title="Shared list")
    plan = added(blank(), Stage(id="st", code="J-01", name="Spot"), win, other)
    plan = take(take(plan, "Stage:st", "marketing"), "Stage:st", "sales")
    plan = added(plan, make_version(plan, dt.datetime(2026, 11, 19, 15, 0, tzinfo=dt.UTC)))
    plan = with_change(plan, "QuickWin:q", first_step="Tom writes it", problem="Nobody knows us")
    plan = applied(plan, removal(plan, other))
    book = workbook_bytes(report_model(plan_of_version(plan, 1), ReportOptions(), PLAN_ID))
    untouched = returned(tmp_path, lambda _book: None, plan=plan, book=book)
    assert (untouched.lines, untouched.bad, untouched.notes) == ((), (), ())

    def work(opened: Workbook) -> None:
        put(opened["Quick wins"], "QuickWin:q", "First step", "Both write it")

    found = field(returned(tmp_path, work, plan=plan, book=book), "QuickWin:q", "first_step")
    assert (found.exported, found.before, found.after) == ("Ana writes it", "Tom writes it", "Both write it")
    assert found.conflicting


# the funnel's inputs and the scorecard


@pytest.fixture(scope="module")
def whole() -> tuple[Snapshot, bytes]:
    """The whole sample plan with its workbook: it has a funnel and a first month of actuals."""
    plan = template("sample")
    return plan, exported(plan)


def test_yellow_cells_of_the_funnel_come_back(whole: tuple[Snapshot, bytes], tmp_path: Path) -> None:
    plan, book = whole

    def work(opened: Workbook) -> None:
        sheet = opened["Funnel"]
        sheet.insert_rows(20, 2)
        row = row_of(sheet, "Rate:lead-mql")
        sheet.cell(row, 5).value = 0.5
        sheet.cell(row, 6).value = "7"
        weights = next(row for row in range(50, 100) if sheet.cell(row, 2).value == "Weight")
        sheet.cell(weights, 7).value = 3

    preview = returned(tmp_path, work, plan=plan, book=book)
    assert preview.bad == ()
    assert {place: words[1] for place, words in changes(preview).items()} == {
        ("Rate:lead-mql", "rate"): "50\u00a0%",
        ("Rate:lead-mql", "days"): "7",
        ("MonthWeight:month-01", "weight"): "3",
    }


def test_deleted_rows_of_the_funnel_are_not_read_from_their_neighbours(
    whole: tuple[Snapshot, bytes], tmp_path: Path
) -> None:
    plan, book = whole

    def work(opened: Workbook) -> None:
        sheet = opened["Funnel"]
        sheet.delete_rows(row_of(sheet, "Rate:lead-mql"))

    preview = returned(tmp_path, work, plan=plan, book=book)
    assert (preview.lines, preview.bad) == ((), ())
    assert preview.notes == ("1 rows of the sheet “Funnel” are gone; what they held stays as it is in the plan.",)


def scorecard(preview: Preview) -> dict[tuple[str, str], object]:
    return {
        (one.headline, field.column): field.value
        for one in preview.lines
        for field in one.fields
        if one.key[:6] == "Actual"
    }


def test_actuals_typed_into_the_scorecard_come_back_as_records(whole: tuple[Snapshot, bytes], tmp_path: Path) -> None:
    plan, book = whole

    def work(opened: Workbook) -> None:
        sheet = opened["Scorecard"]
        put(sheet, "Metric:bookings", "Jan 2027", 240000)
        put(sheet, "Metric:bookings", "Feb 2027", "310 000,5")
        put(sheet, "Sla:mql-count", "1 Feb", 15)
        put(sheet, "Sla:mql-count", "8 Feb", "many")
        sheet.cell(row_of(sheet, "Metric:first-contact"), column(sheet, "4 Jan")).value = None

    preview = returned(tmp_path, work, plan=plan, book=book)
    (bad,) = preview.bad
    assert bad.reason == "“many” is not a number."
    assert bad.row == "SLA-01 delivers MQLs, 8 Feb"
    after = applied(plan, preview.accepted(preview.without_conflict).deltas)
    before = {item.id: item for item in plan.all(Actual)}
    values = {(item.item, str(item.month or item.week)): item.value for item in after.all(Actual)}
    assert values["Metric:bookings", "2027-01-01"] == 240_000
    assert values["Metric:bookings", "2027-02-01"] == Decimal("310000.5")
    assert values["Sla:mql-count", "2027-02-01"] == 15
    assert values["Metric:first-contact", "2027-01-04"] is None
    new = [item for item in after.all(Actual) if item.id not in before]
    assert sorted((item.item, item.month is not None, item.week is not None) for item in new) == [
        ("Metric:bookings", True, False),
        ("Sla:mql-count", False, True),
    ]
    assert sorted(one.kind for one in preview.lines) == ["added", "added", "changed", "changed"]


def test_a_scorecard_without_its_keys_is_read_by_what_it_measures(
    whole: tuple[Snapshot, bytes], tmp_path: Path
) -> None:
    plan, book = whole

    def work(opened: Workbook) -> None:
        sheet = opened["Scorecard"]
        put(sheet, "Metric:bookings", "Feb 2027", 310_000)
        for row in range(head_row(sheet) + 1, sheet.max_row + 1):
            sheet.cell(row, 1).value = None

    preview = returned(tmp_path, work, plan=plan, book=book)
    assert [one.kind for one in preview.lines] == ["added"]
    assert [one.value for one in preview.lines[0].fields if one.column == "value"] == [310_000]
