"""Input sheets: what goes out, what comes back as a count, what is never said twice or by whom."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_
from joint_plan.exchange.incoming import preview_of
from joint_plan.exchange.preview import carry_out
from joint_plan.exchange.words import told
from joint_plan.plan.answers import AnswersTaken
from joint_plan.plan.goals import Goal
from joint_plan.plan.journey import Stage
from joint_plan.plan.landscape import Need, Statement
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.inputs import inputs_bytes, people_asked
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.piece import Copy
from joint_plan.rules.public import public_json, public_plan
from joint_plan.workbook import Workbook
from tests.exchange.answered import REVEALED, SCORES, SECRET, add_line, answer, asked_plan, hands, saved, sheet_for


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    opened = Workbook.create(tmp_path / "plan.jplan", asked_plan())
    yield opened
    opened.close()


def take(book: Workbook, path: Path, *, conflicts: bool = False) -> list[str]:
    """Import everything that nobody has to decide on; what the preview says."""
    preview = preview_of(path, book.snapshot(), book.uuid)
    said = list(told(preview))
    chosen = preview.without_conflict | (preview.conflicting if conflicts else frozenset())
    accepted = preview.accepted(chosen)
    if accepted.deltas:
        with book.edit(N_("Import from {book}"), book=preview.book) as edit:
            carry_out(accepted.deltas, edit)
    return said


def got(plan: Snapshot) -> tuple[object, ...]:
    """Every blind answer of the plan."""
    statement, other = plan.get(Statement, "s1"), plan.get(Statement, "s2")
    term, stage, goal, idea = (
        plan.get(Term, "mql"),
        plan.get(Stage, "try"),
        plan.get(Goal, "g"),
        plan.get(QuickWin, "w"),
    )
    assert statement and other and term and stage and goal and idea  # noqa: PT018  one line for what is there
    return (statement.score, other.score, term.definition, stage.who_leads, goal.confidence, idea.impact, idea.effort)


def test_there_is_a_copy_for_each_team_and_each_person() -> None:
    copies = people_asked(public_plan(asked_plan()))
    assert [copy.id for copy in copies] == ["marketing", "sales", "sdr", "person:ann", "person:bo", "person:cy"]
    assert [copy.name for copy in copies][3:] == ["Ann Lee", "Bo", "Cy"]


def test_a_sheet_asks_and_gives_nothing_away() -> None:
    plan = asked_plan()
    book = sheet_for(plan, "person:ann")
    visible = [page.title for page in book.worksheets if page.sheet_state == "visible"]
    assert visible == [SCORES, "Terms", "Definition test", "Stages", "Goals", "Quick wins", "What we need", "New ideas"]
    said = "\n".join(
        str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None
    )
    assert "Leads are called within a day." in said
    for hidden in (SECRET, REVEALED, "ann@example.com", "Fewer leads, better ones", "The same in other words"):
        assert hidden not in said
    assert book[SCORES].print_title_rows
    assert [str(rule.sqref) for rule in book[SCORES].data_validations.dataValidation]
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_the_same_plan_gives_the_same_bytes() -> None:
    model = report_model(public_plan(asked_plan()), ReportOptions(), "this-plan")
    assert inputs_bytes(model, Copy("sales", "Sales")) == inputs_bytes(model, Copy("sales", "Sales"))


def test_a_team_that_is_no_core_team_is_asked_for_needs_and_ideas_only() -> None:
    book = sheet_for(asked_plan(), "person:cy")
    assert [page.title for page in book.worksheets if page.sheet_state == "visible"] == ["What we need", "New ideas"]


def filled(book: Workbook, folder: Path, copy: str, score: int, name: str) -> Path:
    sheet = sheet_for(book.snapshot(), copy, book.uuid)
    answer(sheet, SCORES, "Statement:s1", score)
    answer(sheet, "Terms", "Term:mql", f"What {name} means by it")
    answer(sheet, "Stages", "Stage:try", "Sales")
    answer(sheet, "Goals", "Goal:g", score + 4)
    answer(sheet, "Quick wins", "QuickWin:w", score, 1)
    add_line(sheet, "What we need", "The reason, every time a lead comes back", "Sales", 5)
    add_line(sheet, "New ideas", f"An idea of {name}", "Nobody answers", "Ring")
    return saved(sheet, folder, f"{name}.xlsx")


def test_answers_add_up_to_tallies_and_stay_hidden(book: Workbook, tmp_path: Path) -> None:
    said = take(book, filled(book, tmp_path, "person:ann", 4, "Ann"))
    assert not any("4" in line.partition("hidden")[0].rpartition("→")[2] for line in said if "hidden" in line)
    assert any("Score, 1 to 5 – Marketing: Not yet → 1 answer, hidden" in line for line in said)
    # A second person of the team, on a copy of the team's sheet.
    take(book, filled(book, tmp_path, "marketing", 3, "Dee"))
    plan = book.snapshot()
    score, other, definition, leads, confidence, impact, effort = got(plan)
    assert isinstance(score, Pair)
    assert (hands(score.marketing), score.sales, score.revealed) == ((3, 4), None, False)
    assert other == Pair()
    assert definition == Pair("What Ann means by it\nWhat Dee means by it")
    assert leads == Pair("sales")
    assert confidence == Pair(8)  # 8 and 7: a half goes up
    assert (impact, effort) == (Pair(4), Pair(1))
    assert [(need.team, need.need, need.asked_of, need.priority) for need in plan.all(Need)][1:] == [
        ("marketing", "The reason, every time a lead comes back", "sales", 5)
    ]
    assert [(one.code, one.title, one.first_step) for one in plan.all(QuickWin)][2:] == [
        ("QW-03", "An idea of Ann", "Ring"),
        ("QW-04", "An idea of Dee", "Ring"),
    ]
    assert "What Ann means" not in str(public_json(plan))
    assert "AnswersTaken" not in str(public_json(plan))


def test_a_second_import_of_the_same_file_changes_nothing(book: Workbook, tmp_path: Path) -> None:
    paths = [filled(book, tmp_path, copy, 4, name) for copy, name in (("person:ann", "Ann"), ("marketing", "Dee"))]
    for path in paths:
        take(book, path)
    before, history = book.snapshot(), book.undo_name
    for path in paths:
        said = take(book, path)
        assert any("taken in before" in line for line in said)
    assert (book.snapshot(), book.undo_name) == (before, history)
    # Also not where the need was put into other words meanwhile.
    need = before.all(Need)[1]
    with book.edit(N_("Change")) as edit:
        edit.set(need, need="A reason for each one")
    take(book, paths[0])
    assert len(book.snapshot().all(Need)) == 2


def test_undo_takes_everything_back_and_the_sheet_counts_again(book: Workbook, tmp_path: Path) -> None:
    path, before = filled(book, tmp_path, "person:ann", 4, "Ann"), book.snapshot()
    take(book, path)
    book.undo()
    assert got(book.snapshot()) == got(before)
    assert not book.snapshot().all(AnswersTaken)
    take(book, path)
    assert got(book.snapshot()) != got(before)


def test_what_the_facilitator_typed_stays_unless_somebody_decides(book: Workbook, tmp_path: Path) -> None:
    statement = book.snapshot().get(Statement, "s1")
    assert statement is not None
    with book.edit(N_("Change")) as edit:
        edit.set(statement, score_marketing=Tally({2: 3}, 0, 3))
    path = filled(book, tmp_path, "person:ann", 4, "Ann")
    said = take(book, path)
    assert any("The facilitator has typed an answer already" in line for line in said)
    kept = got(book.snapshot())[0]
    assert isinstance(kept, Pair)
    assert hands(kept.marketing) == (2, 2, 2)
    take(book, path, conflicts=True)
    kept = got(book.snapshot())[0]
    assert isinstance(kept, Pair)
    assert hands(kept.marketing) == (4,)


def test_nobodys_single_answer_is_kept(book: Workbook, tmp_path: Path) -> None:
    take(book, filled(book, tmp_path, "person:ann", 4, "Ann"))
    take(book, filled(book, tmp_path, "marketing", 3, "Dee"))
    for taken in book.snapshot().all(AnswersTaken):
        assert "ann" not in taken.respondents
        assert all(len(mark) == 8 for mark in taken.respondents.split())
    (scores,) = (one for one in book.snapshot().all(AnswersTaken) if one.item == "Statement:s1")
    assert dict(scores.counts or {}) == {"3": "1", "4": "1"}


def test_as_many_for_one_team_as_for_the_other_is_no_answer_until_one_has_more(book: Workbook, tmp_path: Path) -> None:
    for number, team in enumerate(("Sales", "Marketing", "Marketing")):
        sheet = sheet_for(book.snapshot(), "marketing", book.uuid)
        answer(sheet, "Stages", "Stage:try", team)
        add_line(sheet, "New ideas", f"Idea {number}")
        take(book, saved(sheet, tmp_path))
        leads = got(book.snapshot())[3]
        assert leads == (Pair("sales"), Pair(), Pair("marketing"))[number]


def test_sorted_inserted_and_wrong_cells(book: Workbook, tmp_path: Path) -> None:
    sheet = sheet_for(book.snapshot(), "person:bo", book.uuid)
    answer(sheet, SCORES, "Statement:s1", 4)
    answer(sheet, SCORES, "Statement:s2", 9)
    answer(sheet, "Stages", "Stage:try", "Finance")
    sheet[SCORES].insert_rows(3, 2)
    sheet[SCORES].title = "Answers of Bo"
    said = take(book, saved(sheet, tmp_path))
    assert any("must be between 1 and 5" in line for line in said)
    assert any("there is nothing called “Finance”" in line for line in said)
    score, other, _term, leads, *_rest = got(book.snapshot())
    assert isinstance(score, Pair)
    assert (hands(score.sales), other, leads) == ((4,), Pair(), Pair())


def test_answers_to_what_is_revealed_are_left_out(book: Workbook, tmp_path: Path) -> None:
    path = filled(book, tmp_path, "person:ann", 4, "Ann")
    statement = book.snapshot().get(Statement, "s1")
    assert statement is not None
    with book.edit(N_("Reveal")) as edit:
        edit.set(statement, score_marketing=Tally({1: 1}, 0, 1), score_sales=Tally({5: 1}, 0, 1), score_revealed=True)
    said = take(book, path)
    assert any("1 answers are left out" in line or "1 answer is left out" in line for line in said)
    kept = got(book.snapshot())[0]
    assert isinstance(kept, Pair)
    assert hands(kept.marketing) == (1,)


def test_a_sheet_of_another_plan_is_refused(book: Workbook, tmp_path: Path) -> None:
    path = saved(sheet_for(asked_plan(), "sales", "another-plan"), tmp_path)
    with pytest.raises(PlanError, match="was made from another plan"):
        preview_of(path, book.snapshot(), book.uuid)


def test_an_empty_sheet_says_nothing(book: Workbook, tmp_path: Path) -> None:
    preview = preview_of(saved(sheet_for(book.snapshot(), "sales", book.uuid), tmp_path), book.snapshot(), book.uuid)
    assert (preview.lines, preview.bad, preview.notes) == ((), (), ())


def test_formula_like_words_stay_words(book: Workbook, tmp_path: Path) -> None:
    sheet = sheet_for(book.snapshot(), "sales", book.uuid)
    add_line(sheet, "New ideas", "@SUM(A1) and <b>bold</b>")
    take(book, saved(sheet, tmp_path))
    assert book.snapshot().all(QuickWin)[-1].title == "@SUM(A1) and <b>bold</b>"
    model = report_model(public_plan(book.snapshot()), ReportOptions(), book.uuid)
    again = openpyxl.load_workbook(BytesIO(inputs_bytes(model, Copy("sales", "Sales"))))
    assert any(cell.value == "@SUM(A1) and <b>bold</b>" for row in again["Quick wins"].iter_rows() for cell in row)
