"""The journey's board, driven by the keyboard alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.workbook import Workbook
from tests.ui_boards.conftest import Open
from tests.ui_boards.hands import ALT, CTRL, focus, press, shown, type_text
from ui.document import Document
from ui.sections.journey import JourneyPage


def stages(document: Document) -> list[str]:
    return [stage.name for stage in document.plan.all(Stage)]


def test_six_stages_from_blank_with_the_keyboard_alone(qtbot: QtBot, blank: Document) -> None:
    page = JourneyPage(blank)
    shown(qtbot, page)
    page.entry.line.setFocus()
    for name in ("Notice", "Compare", "Try", "Buy", "Start"):
        type_text(f"j: {name}")
        press(Qt.Key.Key_Return)
    assert stages(blank) == ["Notice", "Compare", "Try", "Buy", "Start"]
    page.board.focus_on(page.board.current)
    page.add_item()
    type_text("Grow")
    press(Qt.Key.Key_Return)
    assert stages(blank)[-1] == "Grow"
    assert focus() is page.board.tiles[page.board.current]

    # A handoff from the last but one stage to the last, made in its empty cell.
    press(Qt.Key.Key_Left)
    while not page.board.current.endswith(":handoffs"):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    type_text("promises made, in one form")
    press(Qt.Key.Key_Return)
    (sla,) = blank.plan.all(Sla)
    start, grow = blank.plan.all(Stage)[-2:]
    assert (sla.from_stage, sla.to_stage, sla.handed_over) == (start.id, grow.id, "promises made, in one form")

    # Move the last stage to the front, delete the one the handoff starts from, and take both back.
    page.board.focus_on(f"Stage:{grow.id}")
    press(Qt.Key.Key_Home, CTRL)
    assert stages(blank)[0] == "Grow"
    page.board.focus_on(f"Stage:{start.id}")
    press(Qt.Key.Key_Delete)
    assert "Start" not in stages(blank)
    assert not blank.plan.all(Sla)
    blank.undo()
    assert blank.plan.get(Sla, sla.id) == sla
    blank.undo()
    assert stages(blank) == ["Notice", "Compare", "Try", "Buy", "Start", "Grow"]


def test_arrows_reach_every_piece_of_the_board(journey: JourneyPage) -> None:
    board = journey.board
    board.focus_on(f"Stage:{board.content.stages[0].id}")
    seen: set[str] = set()
    for _stage in board.content.stages:
        while board.current not in seen:
            seen.add(board.current)
            press(Qt.Key.Key_Down)
        for _up in range(40):
            press(Qt.Key.Key_Up)
        press(Qt.Key.Key_Right)
    assert seen == set(board.tiles)


def test_a_card_is_renamed_in_place_and_escape_keeps_the_old_text(journey: JourneyPage) -> None:
    plan = journey.document.plan
    card = plan.all(Touchpoint)[0]
    journey.board.focus_on(key_of(card))
    press(Qt.Key.Key_F2)
    type_text("Looks at the bill")
    press(Qt.Key.Key_Escape)
    assert journey.document.plan.get(Touchpoint, card.id) == card
    press(Qt.Key.Key_Return)
    type_text("Looks at the bill")
    press(Qt.Key.Key_Return)
    changed = journey.document.plan.get(Touchpoint, card.id)
    assert changed is not None
    assert changed.name == "Looks at the bill"
    assert focus() is journey.board.tiles[key_of(card)]
    assert journey.board.tiles[key_of(card)].accessibleName().startswith("Looks at the bill")


def test_ctrl_and_arrows_move_a_card_between_stages_and_lanes(journey: JourneyPage) -> None:
    document = journey.document
    card = next(item for item in document.plan.all(Touchpoint) if item.owner_team == "marketing")
    order = [stage.id for stage in document.plan.all(Stage)]
    journey.board.focus_on(key_of(card))
    press(Qt.Key.Key_Right, CTRL)
    moved = document.plan.get(Touchpoint, card.id)
    assert moved is not None
    assert moved.stage == order[order.index(card.stage) + 1]
    assert focus() is journey.board.tiles[key_of(card)]
    lanes = [moved.owner_team]
    for _step in range(4):
        press(Qt.Key.Key_Down, CTRL)
        moved = document.plan.get(Touchpoint, card.id)
        assert moved is not None
        lanes.append(moved.owner_team)
    assert lanes[0] == "marketing"
    assert "sales" in lanes
    for _step in range(12):
        press(Qt.Key.Key_Up, CTRL)
    moved = document.plan.get(Touchpoint, card.id)
    assert moved is not None
    assert moved.owner_team == ""


def test_friction_points_are_lines_of_one_field(journey: JourneyPage) -> None:
    document = journey.document
    first, second = document.plan.all(Stage)[:2]
    journey.board.focus_on(f"Stage:{first.id}#friction.0")
    journey.add_item()
    type_text("Second point")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Stage)[0].friction == f"{first.friction}\nSecond point"
    assert journey.board.current == f"Stage:{first.id}#friction.1"
    press(Qt.Key.Key_Up, CTRL)
    assert document.plan.all(Stage)[0].friction == f"Second point\n{first.friction}"
    press(Qt.Key.Key_Right, CTRL)
    assert document.plan.all(Stage)[0].friction == first.friction
    assert document.plan.all(Stage)[1].friction == f"{second.friction}\nSecond point"
    press(Qt.Key.Key_Delete)
    assert document.plan.all(Stage)[1].friction == second.friction


def test_the_feeling_moves_by_ctrl_and_arrows(journey: JourneyPage) -> None:
    stage = journey.document.plan.all(Stage)[0]
    assert stage.emotion == -1
    journey.board.focus_on(f"feeling:{stage.id}")
    for _step in range(5):
        press(Qt.Key.Key_Up, CTRL)
    assert journey.document.plan.all(Stage)[0].emotion == 2
    assert "delighted" in focus().accessibleName()
    press(Qt.Key.Key_Delete)
    assert journey.document.plan.all(Stage)[0].emotion is None


def test_a_rate_of_one_step_is_typed_on_the_board_and_is_the_funnels(qtbot: QtBot, open_plan: Open) -> None:
    records = [
        FunnelStage(id="mql", name="MQL", position=1),
        FunnelStage(id="won", name="Won", position=2),
        Stage(id="a", name="Try", funnel_stage="mql", position=1),
        Stage(id="b", name="Buy", funnel_stage="won", position=2),
    ]
    document = open_plan(Snapshot.of(records))
    page = JourneyPage(document)
    shown(qtbot, page)
    page.board.focus_on("rate:a")
    press(Qt.Key.Key_Return)
    type_text("abc")
    press(Qt.Key.Key_Return)
    assert not document.plan.all(Rate)
    assert "35 % 12" in focus().toolTip()
    press(Qt.Key.Key_A, CTRL)
    type_text("35% 12")
    press(Qt.Key.Key_Return)
    (rate,) = document.plan.all(Rate)
    assert (rate.stage, rate.rate, rate.days) == ("mql", Decimal("0.35"), Decimal(12))


@pytest.mark.parametrize(
    ("line", "team", "lane"),
    [("m: Report", "marketing", "team:marketing"), ("s: Call", "sales", "team:sales"), ("c: Asks", "", "customer")],
)
def test_a_line_with_a_prefix_goes_to_its_lane(journey: JourneyPage, line: str, team: str, lane: str) -> None:
    journey.board.focus_on(f"Stage:{journey.board.content.stages[2].id}")
    journey.entry.line.setFocus()
    type_text(line)
    press(Qt.Key.Key_Return)
    card = journey.document.plan.all(Touchpoint)[-1]
    assert (card.name, card.owner_team, card.stage) == (
        line.split(": ")[1],
        team,
        journey.board.content.stages[2].id,
    )
    face = journey.board.content.face(key_of(card))
    assert face is not None
    assert face.lane == lane


def test_details_open_on_the_focused_stage_and_escape_leads_back(journey: JourneyPage) -> None:
    stage = journey.document.plan.all(Stage)[1]
    journey.board.focus_on(f"Stage:{stage.id}")
    press(Qt.Key.Key_Return, ALT)
    assert journey.details.isVisible()
    assert journey.details.isAncestorOf(focus())
    assert journey.details.current_item() == stage
    press(Qt.Key.Key_Escape)
    assert not journey.details.isVisible()
    assert focus() is journey.board.tiles[f"Stage:{stage.id}"]


def test_what_is_typed_in_place_is_kept_when_the_plan_closes(qtbot: QtBot, journey: JourneyPage) -> None:
    document = journey.document
    card = document.plan.all(Touchpoint)[0]
    journey.board.focus_on(key_of(card))
    press(Qt.Key.Key_F2)
    type_text("Half a thou")
    path = document.workbook.path
    document.close()
    with Workbook.open(path) as again:
        assert again.pending() == {(key_of(card), "name"): "Half a thou"}
        page = JourneyPage(Document(again))
        shown(qtbot, page)
        page.board.focus_on(key_of(card))
        press(Qt.Key.Key_F2)
        assert focus().property("plainText") == "Half a thou"
        press(Qt.Key.Key_Return)
        changed = again.snapshot().get(Touchpoint, card.id)
        assert changed is not None
        assert changed.name == "Half a thou"
        assert not again.pending()


def test_ctrl_d_splits_a_stage_and_its_handoffs_leave_the_second_part(qtbot: QtBot, journey: JourneyPage) -> None:
    document = journey.document
    stage = next(item for item in document.plan.all(Stage) if document.plan.where(Sla, "from_stage", item.id))
    leaving = document.plan.where(Sla, "from_stage", stage.id)
    order = [item.id for item in document.plan.all(Stage)]
    journey.board.focus_on(f"Stage:{stage.id}")
    press(Qt.Key.Key_D, CTRL)
    type_text("Second half")
    press(Qt.Key.Key_Return)
    place = order.index(stage.id) + 1
    part = document.plan.all(Stage)[place]
    assert (part.name, part.exit_event) == ("Second half", stage.exit_event)
    assert [sla.from_stage for sla in document.plan.all(Sla) if sla.id in {one.id for one in leaving}] == [part.id]
    document.undo()
    document.undo()
    assert [item.id for item in document.plan.all(Stage)] == order
    assert document.plan.get(Sla, leaving[0].id) == leaving[0]


def test_pasted_lines_are_one_step_and_a_wrong_one_adds_nothing(qtbot: QtBot, blank: Document) -> None:
    page = JourneyPage(blank)
    shown(qtbot, page)
    page.entry.line.setFocus()
    QApplication.clipboard().setText("j: Try\nm: Guide\nj: Buy\nh: Promises")
    press(Qt.Key.Key_V, CTRL)
    assert "is the last stage" in page.entry.fault
    assert not blank.plan.all(Stage)
    QApplication.clipboard().setText("Try\nBuy\nm: Guide")
    press(Qt.Key.Key_V, CTRL)
    assert stages(blank) == ["Try", "Buy"]
    assert [card.name for card in blank.plan.all(Touchpoint)] == ["Guide"]
    blank.undo()
    assert not blank.plan.all(Stage)


def test_a_handoff_is_pasted_above_the_stage_that_it_leads_to(qtbot: QtBot, blank: Document) -> None:
    page = JourneyPage(blank)
    shown(qtbot, page)
    page.entry.line.setFocus()
    QApplication.clipboard().setText("j: Try\nh: Trial result | on paper, with a date\nj: Buy")
    press(Qt.Key.Key_V, CTRL)
    (handoff,) = blank.plan.all(Sla)
    assert [handoff.from_stage, handoff.to_stage] == [stage.id for stage in blank.plan.all(Stage)]
    assert (handoff.handed_over, handoff.acceptance_test) == ("Trial result", "on paper, with a date")
    assert handoff.obligation == "hands over Trial result"
