"""Where we stand: hands that fit the room, profiles of all teams, needs of anybody, and one's own part only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.landscape import Need, ProfileEntry, Retrospect, Statement
from joint_plan.plan.record import spec_of
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Tally
from tests.both_views.conftest import Open
from tests.ui_boards.hands import press
from ui.document import Document
from ui.parts.editors import options_of
from ui.sections.landscape import LandscapePage


@pytest.fixture
def room(open_plan: Open) -> Document:
    """Eight people, a third team, and one statement."""
    people = [("marketing", 4), ("sales", 3), ("success", 1)]
    return open_plan(
        Snapshot.of(
            [
                Team(id="marketing", name="Growth", core=True, must_agree=True),
                Team(id="sales", name="Field", core=True, must_agree=True),
                Team(id="success", name="Customer Success"),
                *(
                    Participant(id=f"{team}{number}", name=f"{team} {number}", team=team, present=True)
                    for team, count in people
                    for number in range(count)
                ),
                Statement(id="s1", dimension="Leads", text="Every lead is worth a call"),
            ]
        )
    )


def landscape(qtbot: QtBot, document: Document, part: str) -> LandscapePage:
    page = LandscapePage(document)
    document.committed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(876, 740)
    with qtbot.waitExposed(page):
        page.show()
    page.show_part(part)
    return page


def score(document: Document) -> object:
    item = document.plan.get(Statement, "s1")
    assert item is not None
    return item.score.marketing


def field(page: LandscapePage) -> QLineEdit:
    editor = page.statements.bar.score.editor("score_marketing")
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    return editor


def test_hands_that_leave_people_out_are_refused_at_the_field(qtbot: QtBot, room: Document) -> None:
    page = landscape(qtbot, room, "statements")
    editor = field(page)
    QTest.keyClicks(editor, "334")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert score(room) is None
    assert editor.property("fault")
    said = [label.text() for label in page.statements.bar.findChildren(type(page.title))]
    assert any("Growth: 4 present, but 3 hands" in words for words in said)
    assert "334" not in "".join(said)
    QTest.keyClicks(editor, ", 1 not voting")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert score(room) == Tally({3: 2, 4: 1}, 1, 4)
    assert editor.displayText() == ""


def test_enter_again_keeps_hands_as_they_were_counted(qtbot: QtBot, room: Document) -> None:
    page = landscape(qtbot, room, "statements")
    editor = field(page)
    QTest.keyClicks(editor, "33455")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert score(room) is None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert score(room) == Tally({3: 2, 4: 1, 5: 2}, 0, 4)


def test_leaving_the_field_never_keeps_what_was_refused(qtbot: QtBot, room: Document) -> None:
    page = landscape(qtbot, room, "statements")
    editor = field(page)
    QTest.keyClicks(editor, "334")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    page.statements.entry.setFocus(Qt.FocusReason.TabFocusReason)
    assert score(room) is None


def test_further_teams_have_profiles_too(qtbot: QtBot, room: Document) -> None:
    page = landscape(qtbot, room, "profiles")
    board = page.profiles
    assert [facing.teams for facing in board.columns] == [("marketing", "sales"), ("success",)]
    bar = board.bar
    assert [bar.team.itemText(place) for place in range(bar.team.count())] == ["Growth", "Field", "Customer Success"]
    bar.choose("success", "constraint")
    bar.line.setFocus()
    QTest.keyClicks(bar.line, "Two people for 90 customers")
    press(Qt.Key.Key_Return)
    entry = room.plan.all(ProfileEntry)[-1]
    assert (entry.team, entry.kind) == ("success", "constraint")
    row = board.rows[f"ProfileEntry:{entry.id}"]
    assert board.columns[1].isAncestorOf(row)
    qtbot.waitUntil(row.isVisible)
    with room.edit("Add a team") as edit:
        edit.add(Team(id="partners", name="Partners"))
    assert [facing.teams for facing in board.columns] == [("marketing", "sales"), ("success", "partners")]
    assert board.rows[f"ProfileEntry:{entry.id}"].words == "Two people for 90 customers"
    with room.edit("Drop a team") as edit:
        edit.remove(next(team for team in room.plan.all(Team) if team.id == "success"))
    assert [facing.teams for facing in board.columns] == [("marketing", "sales"), ("partners",)]
    assert not board.rows


def test_a_need_goes_from_any_team_to_any_team_or_to_the_sponsor(qtbot: QtBot, room: Document) -> None:
    page = landscape(qtbot, room, "needs")
    spec = spec_of(Need)
    for column in ("team", "asked_of"):
        offered = {value for value, _words, _icon in options_of(spec.by_column[column], room.plan)}
        assert {"marketing", "sales", "success"} <= offered
    assert "of_sponsor" in [column.name for column in page.needs.table.records.columns]


def test_a_team_names_only_its_own_part() -> None:
    spec = spec_of(Retrospect)
    assert {name for name in spec.by_column if name.endswith("_part")} == {"marketing_part", "sales_part"}
    assert "Said by Marketing only" in spec.field("marketing_part").prompt
    assert "Said by Sales only" in spec.field("sales_part").prompt
