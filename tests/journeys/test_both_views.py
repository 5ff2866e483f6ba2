"""A round of scores with eight people, one term out of two, thirty ideas to a 30-day list: by the keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from joint_plan.plan.landscape import Statement
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of
from joint_plan.plan.session import Participant
from joint_plan.plan.values import Tally
from joint_plan.rules.landscape import statements
from joint_plan.rules.priorities import missing_in, shortlist, thirty_days
from joint_plan.rules.standing import State, standing
from tests.both_views.senses import perceived
from tests.journeys.driver import CTRL, SHIFT, Facilitator, Key
from ui.parts.idea_model import Part
from ui.parts.ideas import Idea
from ui.sections.landscape import LandscapePage
from ui.sections.language import LanguagePage
from ui.sections.quick_wins import QuickWinsPage

PEOPLE = {
    "marketing": ("Noor", "Bram", "Sofia", "Ines"),
    "sales": ("Declan", "Emil", "Yuki", "Kate"),
}
SCORES: Mapping[str, tuple[str, str]] = {
    "Every lead is worth a call": ("4455", "1122"),
    "We know why a lead was turned down": ("334, 1 not voting", "3344"),
    "One place shows every lead": ("2233", "3344"),
}


def _meet(at: Facilitator, tmp_path: Path) -> None:
    """A new plan, and eight people pasted from a list."""
    assert at.window.create_plan(tmp_path / "plan.jplan", "blank")
    at.go_to("session", 1)
    at.tab_to("People")
    lines = [f"{name}\tHead\t{team}\t\t\tYes" for team, names in PEOPLE.items() for name in names]
    QGuiApplication.clipboard().setText("\n".join(lines))
    at.press(Key.Key_V, CTRL)
    here = at.plan.all(Participant)
    assert [(person.name, person.team, person.present) for person in here] == [
        (name, team, True) for team, names in PEOPLE.items() for name in names
    ]


# Where we stand


def _score(at: Facilitator, words: str, hands: tuple[str, str]) -> None:
    """From the statement's line: Enter, one team's hands, Tab, the other's."""
    item = next(item for item in at.plan.all(Statement) if item.text == words)
    at.tab_to("ST-")
    at.press(Key.Key_Home)
    at.walk_to(key_of(item), Key.Key_Down)
    at.press(Key.Key_Return)
    assert at.where == "Score, 1 to 5 – Marketing"
    at.write(hands[0])
    at.press(Key.Key_Return)
    at.press(Key.Key_Tab)
    at.write(hands[1])
    at.press(Key.Key_Return)
    at.press(Key.Key_Escape)


def test_a_round_of_scores_with_eight_people(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    _meet(at, tmp_path)
    page = at.go_to("landscape", 2)
    assert isinstance(page, LandscapePage)
    at.tab_to("Add a statement")
    at.press(Key.Key_Space)
    for words in SCORES:
        at.write(f"Leads | {words}")
        at.press(Key.Key_Return)
    rows = page.statements.rows
    at.qtbot.waitUntil(lambda: len(rows) == len(SCORES) and all(row.isVisible() for row in rows.values()))
    at.tab_to("ST-01")
    at.press(Key.Key_Return)
    at.write("445")
    at.press(Key.Key_Return)
    assert at.plan.all(Statement)[0].score.marketing is None, "somebody is missing"
    assert "Marketing: 4 present, but 3 hands" in perceived(page)
    at.press(Key.Key_A, CTRL)
    at.press(Key.Key_Escape)
    for words, hands in SCORES.items():
        _score(at, words, hands)
    held = {item.text: item for item in at.plan.all(Statement)}
    assert held["Every lead is worth a call"].score.sales == Tally({1: 2, 2: 2}, 0, 4)
    assert held["We know why a lead was turned down"].score.marketing == Tally({3: 2, 4: 1}, 1, 4)
    said = perceived(page)
    assert said.count("Marketing in, Sales in") == len(SCORES)
    assert "Widest gap" not in said
    assert page.primary.text() == "Reveal the 3 ready"
    at.tab_to("Reveal the 3 ready")
    at.press(Key.Key_Space)
    assert [line.item.text for line in statements(at.plan)] == [
        "Every lead is worth a call",
        "One place shows every lead",
        "We know why a lead was turned down",
    ]
    assert at.item_key == key_of(held["Every lead is worth a call"]), "the widest gap leads"
    assert "gap 3.0" in perceived(page)
    assert at.document.workbook.undo_name.endswith("Reveal 3 statements")


# One language


def _write_blind(at: Facilitator, team: str, words: str) -> None:
    at.tab_to(f"In each team's own words – {team}")
    at.write(words)
    at.press(Key.Key_Return)


def test_two_versions_of_a_term_become_one(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    _meet(at, tmp_path)
    page = at.go_to("language", 3)
    assert isinstance(page, LanguagePage)
    at.tab_to("Add term")
    at.press(Key.Key_Space)
    assert at.where == "Term"
    at.retype("MQL")
    _write_blind(at, "Marketing", "Somebody who filled in a form")
    _write_blind(at, "Sales", "Somebody with a plant and a date")
    (term,) = at.plan.all(Term)
    said = perceived(page)
    assert "filled in a form" not in said
    assert "a plant and a date" not in said
    at.press(Key.Key_R, CTRL | SHIFT)
    (term,) = at.plan.all(Term)
    assert term.definition.revealed
    assert "filled in a form" in perceived(page)
    at.tab_to("What we agree it means")
    at.retype("A person at a plant in our regions who asks for a date")
    at.tab_to("Test anyone can apply")
    at.retype("Plant, region and date are filled in")
    at.tab_back_to("T-01")
    assert at.item_key == key_of(term)
    for team in (1, 2):
        at.take_stance(team)
    (term,) = at.plan.all(Term)
    assert standing(at.plan, term).state is State.AGREED
    assert term.agreed_definition.startswith("A person at a plant")


# Quick wins


def _on(at: Facilitator, page: QuickWinsPage, item: QuickWin, part: Part) -> None:
    """Walk the table to a cell by arrows."""
    at.tab_to("Ideas")
    table = page.table
    row = table.ideas.row_of(key_of(item))
    for _step in range(2 * len(table.ideas.rows)):
        if table.currentIndex().row() == row:
            break
        at.press(Key.Key_Down if table.currentIndex().row() < row else Key.Key_Up)
    for _step in Part:
        if table.currentIndex().column() != part:
            at.press(Key.Key_Right if table.currentIndex().column() < part else Key.Key_Left)
    assert table.currentIndex().column() == part, (at.where, table.currentIndex().column())
    assert table.current_key() == key_of(item)


def _give(at: Facilitator, page: QuickWinsPage, item: QuickWin, part: Part, answers: tuple[str, str]) -> None:
    """F2, one team's answer, Enter, the other's, Enter."""
    _on(at, page, item, part)
    at.press(Key.Key_F2)
    for answer in answers:
        at.write(answer)
        at.press(Key.Key_Return)
    # Qt closes the editor of a cell when it has nothing else to do.
    at.qtbot.waitUntil(lambda: table_has_focus(at))


def table_has_focus(at: Facilitator) -> bool:
    return QApplication.focusWidget() is not None and at.where == "Ideas"


def _idea(at: Facilitator, number: int) -> QuickWin:
    return next(item for item in at.plan.all(QuickWin) if item.title == f"Idea {number}")


def test_thirty_pasted_ideas_become_a_thirty_day_list(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    _meet(at, tmp_path)
    page = at.go_to("quick_wins", 9)
    assert isinstance(page, QuickWinsPage)
    at.tab_to("New ideas, one a line")
    QGuiApplication.clipboard().setText("\n".join(f"Idea {number} | problem {number}" for number in range(1, 31)))
    at.press(Key.Key_V, CTRL)
    assert len(at.plan.all(QuickWin)) == 30
    _merge_three(at, page)
    _vote(at, page)
    _score_and_pick(at, page)
    _fill_in(at, page)


def _merge_three(at: Facilitator, page: QuickWinsPage) -> None:
    """X marks two, M on the third makes them one."""
    for number in (28, 29):
        _on(at, page, _idea(at, number), Part.IDEA)
        at.press(Key.Key_X)
    _on(at, page, _idea(at, 1), Part.IDEA)
    at.press(Key.Key_M)
    assert [item.title for item in at.plan.all(QuickWin) if item.merged_into == _idea(at, 1).id] == [
        "Idea 28",
        "Idea 29",
    ]
    assert page.table.current_key() == key_of(_idea(at, 1))


def _vote(at: Facilitator, page: QuickWinsPage) -> None:
    """28 ideas: five dots a person, twenty a team; one more is refused where it is typed."""
    for number in range(1, 13):
        _give(at, page, _idea(at, number), Part.VOTES, ("1", ".."[: number % 2 + 1]))
    _on(at, page, _idea(at, 13), Part.VOTES)
    at.press(Key.Key_F2)
    at.write("9")
    at.press(Key.Key_Return)
    assert "Marketing has 20 dots in all: 4 present, 5 each" in at.focus.accessibleDescription()
    at.press(Key.Key_Escape)
    assert _idea(at, 13).votes.marketing is None
    assert "3" not in str(page.table.ideas.words(page.table.ideas.rows[1], Part.VOTES))  # type: ignore[arg-type]  # an idea
    at.tab_to("Reveal the votes")
    at.press(Key.Key_Space)
    assert all(item.votes.revealed for item in at.plan.all(QuickWin))
    assert len(shortlist(at.plan)) == 10


def _score_and_pick(at: Facilitator, page: QuickWinsPage) -> None:
    chosen = [item for item in at.plan.all(QuickWin) if item.id in shortlist(at.plan)][:3]
    for item in chosen:
        _give(at, page, item, Part.IMPACT, ("5", "3"))
        _give(at, page, item, Part.EFFORT, ("1", "2"))
    assert page.primary.text() == "Reveal the 3 ready"
    at.tab_to("Reveal the 3 ready")
    at.press(Key.Key_Space)
    for item in chosen:
        _on(at, page, item, Part.MARKER)
        at.press(Key.Key_Return)
    picked = thirty_days(at.plan)
    assert {item.id for item in picked} == {item.id for item in chosen}
    apart = [row for row in page.table.ideas.rows if isinstance(row, Idea) and row.far_apart("impact")]
    assert {row.item.id for row in apart} == {item.id for item in chosen}


def _fill_in(at: Facilitator, page: QuickWinsPage) -> None:
    """Owner in each team, first step, date: pasted as a block, as from a sheet."""
    at.tab_to("All ideas")
    at.press(Key.Key_Right)
    assert at.where.startswith("30-day list")
    assert page.list.missing.text().startswith("Still missing – ")
    at.tab_to("Quick wins")
    at.press(Key.Key_Home, CTRL)
    at.press(Key.Key_Right)
    rows = [f"{PEOPLE['marketing'][n]}\t{PEOPLE['sales'][n]}\tCall on Monday\t2027-01-1{n}" for n in range(3)]
    QGuiApplication.clipboard().setText("\n".join(rows))
    at.press(Key.Key_V, CTRL)
    for item in thirty_days(at.plan):
        assert missing_in(at.plan, item) == {"serves"}
        assert item.first_step == "Call on Monday"
    assert "Goal or SLA served" in page.list.missing.text()
    assert "Due" not in page.list.missing.text()
