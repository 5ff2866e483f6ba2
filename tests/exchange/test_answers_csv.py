"""The answers of a form: a row a respondent; separators, encodings, heads in other words, again with more rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.exchange.incoming import preview_of
from joint_plan.exchange.words import told
from joint_plan.plan.landscape import Need
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.values import Pair
from joint_plan.rules.questionnaire import open_questions, questions, team_question
from joint_plan.workbook import Workbook
from tests.cli.command import inside
from tests.exchange.answered import asked_plan, hands
from tests.exchange.test_inputs import got, take


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    opened = Workbook.create(tmp_path / "plan.jplan", asked_plan())
    yield opened
    opened.close()


def heads() -> list[str]:
    """Time, team, every question, needs, ideas."""
    plan = asked_plan()
    return [
        "Timestamp",
        team_question(),
        *(question.text for question in questions(plan)),
        *(one.text for one in open_questions(plan)),
    ]


ROWS = (
    [
        "2026-11-20 09:01",
        "Marketing",
        "4",
        "3 - often",
        "Wer uns fragt; ja",
        "No",
        "Sales",
        "8",
        "5",
        "1",
        "Gründe\nZeit",
        "Ring",
    ],
    ["2026-11-20 09:02", "marketing", "2", "", "Anyone, “really”", "No", "Sales", "5", "4", "2", "-", ""],
    ["2026-11-20 09:03", "Sales", "4,0", "5", "Budget", "Yes", "Marketing", "6", "3", "3", "gründe", "ring"],
)


def text(rows: list[list[str]], separator: str = ",") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def written(folder: Path, content: str, encoding: str = "utf-8", name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding, "replace"))
    return path


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252"), (",", "cp1252")]
)
def test_a_form_is_counted_by_team(separator: str, encoding: str, book: Workbook, tmp_path: Path) -> None:
    take(book, written(tmp_path, text([heads(), *ROWS], separator), encoding))
    plan = book.snapshot()
    score, other, definition, leads, confidence, impact, effort = got(plan)
    assert isinstance(score, Pair)
    assert isinstance(other, Pair)
    assert (hands(score.marketing), hands(score.sales), score.revealed) == ((2, 4), (4,), False)
    assert (hands(other.marketing), hands(other.sales)) == ((3,), (5,))
    assert definition == Pair("Anyone, “really”\nWer uns fragt; ja", "Budget")
    assert (leads, confidence) == (Pair("sales", "marketing"), Pair(7, 6))
    assert (impact, effort) == (Pair(5, 3), Pair(2, 3))
    assert [(need.team, need.need) for need in plan.all(Need)][1:] == [
        ("marketing", "Gründe"),
        ("marketing", "Zeit"),
        ("sales", "gründe"),
    ]
    assert [one.title for one in plan.all(QuickWin)][2:] == ["Ring"]


def test_the_same_file_changes_nothing_and_more_rows_add_to_it(book: Workbook, tmp_path: Path) -> None:
    path = written(tmp_path, text([heads(), *ROWS]))
    take(book, path)
    before = book.snapshot()
    take(book, path)
    assert book.snapshot() == before
    # Two people who answer alike, without a time: both count, once.
    short = [team_question(), questions(asked_plan())[0].text]
    path = written(tmp_path, text([short, ["Sales", "1"], ["Sales", "1"]]))
    take(book, path)
    take(book, path)
    score = got(book.snapshot())[0]
    assert isinstance(score, Pair)
    assert hands(score.sales) == (1, 1, 4)
    path = written(tmp_path, text([short, ["Sales", "1"], ["Sales", "1"], ["Sales", "1"]]))
    take(book, path)
    score = got(book.snapshot())[0]
    assert isinstance(score, Pair)
    assert hands(score.sales) == (1, 1, 1, 4)


def test_heads_in_other_words(book: Workbook, tmp_path: Path) -> None:
    first, second = questions(asked_plan())[:2]
    plain = first.about.removeprefix("ST-01 ")
    rows = [
        ["2) Team?", f"3. {plain.upper()}", f"{second.about} [{second.label}]", "Anything else?"],
        ["sales", "4", "2", "Lunch"],
    ]
    said = take(book, written(tmp_path, text(rows)))
    score, other, *_rest = got(book.snapshot())
    assert isinstance(score, Pair)
    assert isinstance(other, Pair)
    assert (hands(score.sales), hands(other.sales)) == ((4,), (2,))
    assert any("“Anything else?”" in line for line in said)


def test_what_cannot_be_read_is_said_and_the_rest_is_taken(book: Workbook, tmp_path: Path) -> None:
    first, second = questions(asked_plan())[:2]
    rows = [
        [team_question(), first.text, second.text],
        ["Sales", "3,5", "7"],
        ["Finance", "1", "1"],
        ["Sales", "5 (always)", "never"],
        ["SDR", "1", ""],
    ]
    preview = preview_of(written(tmp_path, text(rows, ";")), book.snapshot(), book.uuid)
    said = "\n".join(told(preview))
    assert len(preview.bad) == 4
    assert "must be between 1 and 5" in said
    assert "“Finance” is not a team of this plan" in said
    assert "count for the two core teams only" in said
    take(book, written(tmp_path, text(rows, ";")))
    score = got(book.snapshot())[0]
    assert isinstance(score, Pair)
    assert (hands(score.sales), score.marketing) == ((5,), None)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x00binary", "is not a table of text"),
        (b"a,b\n1,2\n", "has no column that says each one's team"),
        (b"Which team are you in?,Lunch\nSales,Soup\n", "headed by a question of this plan"),
        (b"x" * 5_000_001, "larger than the answers of a form"),
        (b'"' + b"x" * 30_000, "a cell is too long"),
        (b",".join([b"x"] * 1_200), "more rows or columns"),
        (b"x\n" * 6_000, "more rows or columns"),
    ],
)
def test_what_is_no_answers_is_refused_in_words(content: bytes, words: str, book: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=words):
        preview_of(path, book.snapshot(), book.uuid)


def test_the_command_takes_a_form_as_one_step(tmp_path: Path) -> None:
    plan = tmp_path / "plan.jplan"
    Workbook.create(plan, asked_plan()).close()
    path = written(tmp_path, text([heads(), *ROWS]))
    answer = inside("import", plan, path, "--accept", "all")
    assert (answer.status, answer.err) == (0, "")
    assert "2 answers together, hidden" in answer.out
    again = inside("import", plan, path)
    assert again.out.startswith("answers.csv says nothing that the plan does not say already.")
    with Workbook.open(plan) as workbook:
        assert workbook.undo_name == "Import from answers.csv"
        workbook.undo()
        assert got(workbook.snapshot()) == got(asked_plan())
