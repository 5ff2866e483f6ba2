"""`joint-plan import`: the preview on standard output, what was left out on standard error, one step to undo."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as Book

from joint_plan.base.texts import N_
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.slas import Sla
from joint_plan.workbook import Workbook
from tests.cli.command import command, inside
from tests.exchange.returned import exported, head_row, put, row_of, sample


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.jplan"
    Workbook.create(path, sample()).close()
    return path


def saved(plan: Path, *edits: tuple[str, str, str, object]) -> Path:
    """The plan's workbook with things typed in: sheet, key, head, value."""
    with Workbook.open(plan, read_only=True) as workbook:
        book = openpyxl.load_workbook(BytesIO(exported(workbook.snapshot(), workbook.uuid)))
    for sheet, key, head, value in edits:
        put(book[sheet], key, head, value)
    return _save(book, plan.parent / "book.xlsx")


def _save(book: Book, path: Path) -> Path:
    book.save(path)
    return path


def test_a_preview_writes_nothing(plan: Path) -> None:
    book = saved(plan, ("Quick wins", "QuickWin:calendar-link", "First step", "Ring Bram"))
    before = plan.read_bytes()
    answer = command("import", plan, book)
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "1 changed"
    assert "Quick wins" in lines
    assert any(line.endswith("→ Ring Bram") and "First step: " in line for line in lines)
    assert any("This withdraws the agreement of Marketing and Sales." in line for line in lines)
    assert plan.read_bytes() == before


def test_an_untouched_workbook_says_nothing(plan: Path) -> None:
    answer = inside("import", plan, saved(plan), "--accept", "all")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "book.xlsx says nothing that the plan does not say already.\n"


def test_accepting_all_takes_what_has_no_conflict_and_says_what_is_left_out(plan: Path) -> None:
    book = saved(
        plan,
        ("Quick wins", "QuickWin:calendar-link", "First step", "Ring Bram"),
        ("Terms", "Term:mql", "What we agree it means", "Somebody who asked us"),
        ("Quick wins", "QuickWin:calendar-link", "Due", "soon"),
    )
    opened = openpyxl.load_workbook(book)
    opened["SLAs"].delete_rows(row_of(opened["SLAs"], "Sla:campaign-notice"))
    rules = opened["Ground rules"]
    rules.cell(head_row(rules) + 1 + len(sample().table("GroundRule").rows), 2).value = "One talks at a time"
    opened.save(book)
    with Workbook.open(plan) as workbook:
        term = workbook.snapshot().get(Term, "mql")
        assert term is not None
        with workbook.edit(N_("Change")) as edit:
            edit.set(term, agreed_definition="Words of the day after")
    answer = inside("import", plan, book, "--accept", "all")
    assert answer.status == 0
    assert answer.out.splitlines()[0] == "1 new, 2 changed, 1 missing, 1 to decide, 1 cell that cannot be taken"
    assert answer.out.splitlines()[-1] == "2 records written."
    assert answer.err == (
        "joint-plan: Left out: 1 field that the plan has changed too, 1 missing row, which stays, "
        "1 cell that cannot be taken.\n"
    )
    with Workbook.open(plan) as workbook:
        after = workbook.snapshot()
        win, term, sla = after.get(QuickWin, "calendar-link"), after.get(Term, "mql"), after.get(Sla, "campaign-notice")
        assert win is not None
        assert term is not None
        assert (win.first_step, term.agreed_definition) == ("Ring Bram", "Words of the day after")
        assert sla is not None
        assert len(after.table("GroundRule").rows) == len(sample().table("GroundRule").rows) + 1
        assert workbook.undo_name == "Import from book.xlsx"
        workbook.undo()
        assert after != workbook.snapshot()
        assert workbook.snapshot().table("GroundRule").rows == sample().table("GroundRule").rows
    again = inside("import", plan, book, "--accept", "none")
    assert again.status == 0


def test_new_records_get_the_next_codes(plan: Path) -> None:
    book = saved(plan)
    opened = openpyxl.load_workbook(book)
    sheet = opened["Quick wins"]
    row = head_row(sheet) + 1 + len(sample().all(QuickWin))
    for number in range(2):
        sheet.cell(row + number, 3).value = f"Idea {number}"
    opened.save(book)
    assert inside("import", plan, book, "--accept", "all").status == 0
    with Workbook.open(plan, read_only=True) as workbook:
        wins = workbook.snapshot().all(QuickWin)
    highest = max(int(win.code.partition("-")[2]) for win in sample().all(QuickWin))
    assert [(win.title, int(win.code.partition("-")[2])) for win in wins[-2:]] == [
        ("Idea 0", highest + 1),
        ("Idea 1", highest + 2),
    ]


@pytest.mark.parametrize(("content", "words"), [(b"Dear all", "is not an Excel workbook"), (None, "No such file")])
def test_a_file_that_is_refused_is_one_line_and_status_1(content: bytes | None, words: str, plan: Path) -> None:
    book = plan.parent / "letter.xlsx"
    if content is not None:
        book.write_bytes(content)
    before = plan.read_bytes()
    for accept in ("none", "all"):
        answer = inside("import", plan, book, "--accept", accept)
        assert answer.status == 1
        assert words in answer.complaint
    assert plan.read_bytes() == before


def test_a_workbook_of_another_plan_is_refused(plan: Path) -> None:
    book = saved(plan)
    other = plan.parent / "other.jplan"
    Workbook.create(other, sample()).close()
    answer = inside("import", other, book)
    assert answer.status == 1
    assert "was made from another plan" in answer.complaint


def test_a_plan_that_is_not_there(plan: Path) -> None:
    answer = inside("import", plan.parent / "gone.jplan", saved(plan))
    assert answer.status == 1
    assert "gone.jplan" in answer.complaint


def test_wrong_usage(plan: Path) -> None:
    assert inside("import", plan).status == 2
    assert inside("import", plan, "book.xlsx", "--accept", "some").status == 2
