"""Two other spreadsheet programs come to the same figures as the program, for every formula of the workbook."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from joint_plan.plan.sections import SECTIONS
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.workbook import workbook_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.funnel import Funnel
from joint_plan.rules.public import public_plan
from tests.random_plan import random_plan
from tests.reports.excel.books import Records, book_of, model_of, opened, sample
from tests.reports.excel.recalculated import (
    Values,
    by_betteroffice,
    by_libreoffice,
    differences,
    stored,
    with_number,
    without_results,
)
from tests.reports.xlsx_lint import faults
from tests.rules.funnel.strategies import plans
from tests.scale import soak
from tests.stress_plan import stress_plan

pytestmark = pytest.mark.timeout(600)
"""LibreOffice reads a dozen workbooks in one run, which takes minutes where other work is under way."""

RATE = "lead-mql"
"""The rate that is changed in the file, and in the plan."""


def random_funnels() -> dict[str, bytes]:
    """Workbooks of invented funnels, some with the faults that make stages unreachable."""
    found: dict[str, bytes] = {}

    @settings(
        max_examples=soak(3, 200),
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(plans())
    def collect(records: dict[str, list[dict[str, Any]]]) -> None:
        found[f"funnel-{len(found)}"] = book_of(records)

    collect()
    return found


def random_books() -> dict[str, bytes]:
    """Workbooks of plans with anything in them."""
    return {f"random-{seed}": written(random_plan(seed)) for seed in range(soak(3, 20))}


def written(plan: Snapshot) -> bytes:
    return workbook_bytes(report_model(public_plan(plan), ReportOptions()))


def goals_only() -> Records:
    """The sample without the sections that have neither funnel nor scorecard, which the other programs read sooner."""
    records = sample()
    records["Plan"][0]["hidden_sections"] = [section.key for section in SECTIONS if section.key != "goals"]
    return records


def changed() -> Records:
    """The sample's goals with what `changed_in_file` types."""
    records = goals_only()
    next(row for row in records["Rate"] if row["id"] == RATE).update(rate="0.45", days="75")
    return records


def changed_in_file(book: bytes, column: str, value: str) -> bytes:
    """The workbook after somebody typed another number beside that rate."""
    workbook = opened(book)
    place = workbook.sheetnames.index("Funnel") + 1
    row = next(cell.row for cell in workbook["Funnel"]["A"] if cell.value == f"Rate:{RATE}")
    return with_number(book, f"xl/worksheets/sheet{place}.xml", f"{column}{row}", value)


def typed_actual(book: bytes) -> bytes:
    """The workbook after somebody corrected what was measured of the MQLs in January."""
    workbook = opened(book)
    sheet = workbook["Scorecard"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "FunnelStage:mql")
    column = next(cell.column_letter for cell in sheet[8] if cell.value == "Jan 2027")
    place = workbook.sheetnames.index("Scorecard") + 1
    return with_number(book, f"xl/worksheets/sheet{place}.xml", f"{column}{row}", "70")


@pytest.fixture(scope="module")
def books() -> dict[str, bytes]:
    book = book_of(goals_only())
    unreachable = goals_only()
    unreachable["Rate"] = [row for row in unreachable["Rate"] if row["id"] != "sal-sql"]
    return {
        "sample": book_of(sample()),
        "stress": written(stress_plan()),
        "goals": book,
        "unreachable": book_of(unreachable),
        "changed": changed_in_file(changed_in_file(book, "E", "0.45"), "F", "75"),
        "changed-actual": typed_actual(book),
        "rate-of-zero": changed_in_file(book, "E", "0"),
        "large": book_of(large()),
        **random_funnels(),
        **random_books(),
    }


def large() -> Records:
    """A plan with tens of millions of records, where binary numbers lose digits behind the point."""
    return {
        "Plan": [{"months": 24}],
        "FunnelStage": [{"id": stage, "name": stage} for stage in ("visit", "lead", "won")],
        "Source": [{"id": "all", "name": "All"}],
        "Segment": [{"id": "one", "name": "One", "revenue_target": "7500000", "average_deal_size": "3"}],
        "Rate": [{"stage": "visit", "rate": "0.07", "days": "40"}, {"stage": "lead", "rate": "0.4", "days": "61"}],
        "MonthWeight": [{"month": month, "weight": str(month % 7 + 1)} for month in range(1, 25)],
    }


@pytest.fixture(scope="module")
def libreoffice(books: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Values]:
    needed = {name: book for name, book in books.items() if name != "goals"}
    return by_libreoffice(needed, tmp_path_factory.mktemp("libreoffice"))


def unchanged(books: dict[str, bytes]) -> dict[str, bytes]:
    return {name: book for name, book in books.items() if not name.startswith(("changed", "rate-of", "goals"))}


def test_libreoffice_agrees_in_every_cell(books: dict[str, bytes], libreoffice: dict[str, Values]) -> None:
    found = {name: differences(stored(book), libreoffice[name]) for name, book in unchanged(books).items()}
    assert {name: cells for name, cells in found.items() if cells} == {}
    assert len(stored(books["sample"])) > 1500


def test_a_second_program_agrees_in_every_cell(books: dict[str, bytes]) -> None:
    found = {name: differences(stored(book), by_betteroffice(book)) for name, book in unchanged(books).items()}
    assert {name: cells for name, cells in found.items() if cells} == {}


def test_numbers_changed_in_the_file_give_what_the_program_gives_for_them(
    books: dict[str, bytes], libreoffice: dict[str, Values]
) -> None:
    # Levers stand in the order of their strength at the export, and the checks are the same in both.
    expected = stored(book_of(changed()))
    before = stored(books["goals"])
    apart = levers(books["goals"])
    figures = [place for place in expected if place not in apart]
    assert differences({place: expected[place] for place in figures}, libreoffice["changed"]) == []
    assert len(differences({place: before[place] for place in figures}, libreoffice["changed"])) > 50


def test_an_actual_typed_into_the_scorecard_is_judged_as_the_program_judges_it(
    books: dict[str, bytes], libreoffice: dict[str, Values]
) -> None:
    records = goals_only()
    actual = next(
        row for row in records["Actual"] if row["item"] == "FunnelStage:mql" and row.get("month") == "2027-01"
    )
    actual["value"] = "70"
    expected = {place: value for place, value in stored(book_of(records)).items() if place[0] == "Scorecard"}
    assert differences(expected, libreoffice["changed-actual"]) == []
    assert len(differences({place: stored(books["goals"])[place] for place in expected}, expected)) == 5


def levers(book: bytes) -> set[tuple[str, str]]:
    """The cells of the levers."""
    sheet = opened(book)["Funnel"]
    heads = {cell.value: cell.row for cell in sheet["B"] if cell.value}
    first = next(row for words, row in heads.items() if str(words).startswith("Levers"))
    return {("Funnel", f"{column}{row}") for column in "EFGH" for row in range(first, heads["Checks"])}


def test_a_rate_of_zero_is_said_in_words_not_as_an_error(libreoffice: dict[str, Values]) -> None:
    results = libreoffice["rate-of-zero"]
    assert "not reachable" in results.values()
    assert not [value for value in results.values() if isinstance(value, str) and value.startswith("#")]
    assert "All checks hold." in results.values()


def test_rows_that_cannot_be_reached_say_so(books: dict[str, bytes]) -> None:
    book = books["unreachable"]
    assert list(stored(book).values()).count("not reachable") > 10
    words = [cell.value for row in opened(book)["Funnel"].iter_rows() for cell in row]
    assert "There is no rate from SAL to SQL." in words


def test_a_wrong_result_would_be_found(books: dict[str, bytes], libreoffice: dict[str, Values]) -> None:
    ours = dict(stored(books["sample"]))
    place = next(place for place, value in ours.items() if isinstance(value, float) and value > 1)
    ours[place] = float(str(ours[place])) * 1.001
    assert len(differences(ours, libreoffice["sample"])) == 1


def test_the_results_were_gone_before_others_computed(books: dict[str, bytes]) -> None:
    assert set(stored(without_results(books["sample"])).values()) == {None}


def test_the_funnel_sheet_shows_what_the_program_prints(books: dict[str, bytes]) -> None:
    from joint_plan.rules.funnel import funnel_json

    funnel: Funnel = model_of(sample()).funnel
    totals: Json = funnel_json(funnel)["totals"]
    assert isinstance(totals, list)
    sheet, results = opened(books["sample"])["Funnel"], stored(books["sample"])
    shown = [results["Funnel", f"E{row}"] for row in range(9, 9 + len(totals))]
    assert shown == [total["committed"] for total in totals if isinstance(total, dict)]
    assert sheet["B9"].value == "Inquiry"


def test_no_workbook_of_these_would_be_repaired(books: dict[str, bytes]) -> None:
    assert {name: faults(book) for name, book in books.items() if faults(book)} == {}


def test_inputs_are_yellow_open_and_named(books: dict[str, bytes]) -> None:
    workbook = opened(books["sample"])
    names = workbook.defined_names
    sheet = workbook["Funnel"]
    assert sheet.protection.sheet
    for name in ("rate_1", "days_1", "target_1", "booked_2", "deal_size_2", "share_4", "in_flight_1"):
        cell = sheet[names[name].attr_text.rpartition("!")[2].replace("$", "")]
        assert cell.fill.fgColor.rgb == "FFFFF4B8"
        assert not cell.protection.locked
    total = sheet[names["funnel_total_1"].attr_text.rpartition("!")[2].replace("$", "")]
    assert total.protection.locked


def test_the_revenue_goal_is_linked_to_the_segments(books: dict[str, bytes]) -> None:
    sheet = opened(books["sample"])["Goals"]
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=funnel_revenue_target"]
    assert len(linked) == 1
    assert stored(books["sample"])["Goals", linked[0].coordinate] == 3_800_000
