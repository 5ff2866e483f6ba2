"""The journey's board, driven by the mouse."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from tests.ui_boards.hands import NONE, drag, focus, type_text
from ui.sections.journey import JourneyPage


def test_a_card_is_dragged_to_another_stage_and_lane(journey: JourneyPage) -> None:
    document, board = journey.document, journey.board
    card = next(item for item in document.plan.all(Touchpoint) if item.owner_team == "marketing")
    target = board.content.stages[3].id
    below = board.cards_of(target, "team:sales")[0]
    drag(board.tiles[key_of(card)], board.field, QPoint(below.x() + 20, below.y() + 2))
    moved = document.plan.get(Touchpoint, card.id)
    assert moved is not None
    assert (moved.stage, moved.owner_team) == (target, "sales")
    assert [tile.key for tile in board.cards_of(target, "team:sales")] == [key_of(card), below.key]


def test_a_touchpoint_does_not_become_a_handoff_by_dragging(journey: JourneyPage) -> None:
    document, board = journey.document, journey.board
    said: list[str] = []
    document.toast.connect(lambda toast: said.append(toast.text))
    card = document.plan.all(Touchpoint)[0]
    tile = board.tiles[key_of(card)]
    before = tile.geometry()
    band = board.places.band("handoffs")
    assert band is not None
    drag(tile, board.field, QPoint(10, band.top + 10))
    assert document.plan.get(Touchpoint, card.id) == card
    assert tile.geometry() == before
    assert "belongs to the customer or to a team" in said[0]


def test_escape_gives_up_a_drag(journey: JourneyPage) -> None:
    board = journey.board
    card = journey.document.plan.all(Touchpoint)[0]
    tile = board.tiles[key_of(card)]
    before = tile.geometry()
    QTest.mousePress(tile, Qt.MouseButton.LeftButton, NONE, QPoint(20, 10))
    QTest.mouseMove(tile, QPoint(200, 120))
    assert tile.geometry() != before
    QTest.keyClick(tile, Qt.Key.Key_Escape)
    QTest.mouseRelease(tile, Qt.MouseButton.LeftButton)
    assert tile.geometry() == before
    assert journey.document.plan.get(Touchpoint, card.id) == card


def test_a_stage_is_dragged_between_two_others(journey: JourneyPage) -> None:
    document, board = journey.document, journey.board
    order = [stage.id for stage in document.plan.all(Stage)]
    drag(board.tiles[f"Stage:{order[0]}"], board.field, QPoint(board.places.left(3), 0))
    assert [stage.id for stage in document.plan.all(Stage)] == [*order[1:3], order[0], *order[3:]]


def test_the_feeling_is_dragged(journey: JourneyPage) -> None:
    document, board = journey.document, journey.board
    stage = document.plan.all(Stage)[0]
    point = board.tiles[f"feeling:{stage.id}"]
    band = board.places.band("feeling")
    assert band is not None
    drag(point, board.field, QPoint(point.geometry().center().x(), band.top + 4))
    assert document.plan.all(Stage)[0].emotion == 2


def test_a_double_click_edits_and_clicking_elsewhere_enters(journey: JourneyPage) -> None:
    document, board = journey.document, journey.board
    first, second = document.plan.all(Touchpoint)[:2]
    QTest.mouseDClick(board.tiles[key_of(first)], Qt.MouseButton.LeftButton)
    type_text("Reads the bill")
    QTest.mouseClick(board.tiles[key_of(second)], Qt.MouseButton.LeftButton)
    assert document.plan.all(Touchpoint)[0].name == "Reads the bill"
    assert focus() is board.tiles[key_of(second)]


def test_opening_a_handoff_asks_for_its_sla(qtbot: QtBot, journey: JourneyPage) -> None:
    handoff = next(sla for sla in journey.document.plan.all(Sla) if sla.from_stage)
    with qtbot.waitSignal(journey.go_to) as asked:
        QTest.mouseDClick(journey.board.tiles[key_of(handoff)], Qt.MouseButton.LeftButton)
    assert asked.args == [key_of(handoff)]


def test_a_click_draws_no_ring_and_a_key_does(journey: JourneyPage) -> None:
    from ui import theme

    board = journey.board
    tile = board.tiles[key_of(journey.document.plan.all(Touchpoint)[0])]
    QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert tile.hasFocus()
    assert not theme.has_key_focus(tile)
    QTest.keyClick(tile, Qt.Key.Key_Down)
    assert theme.has_key_focus(focus())


def test_a_mean_rate_leads_to_the_rates_by_click_and_by_key(qtbot: QtBot, journey: JourneyPage) -> None:
    face = next(face for face in journey.board.content.rates.values() if face.fixed)
    pill = journey.board.tiles[f"rate:{face.stage}"]
    with qtbot.waitSignal(journey.go_to) as clicked:
        QTest.mouseClick(pill, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(journey.go_to) as pressed:
        QTest.keyClick(pill, Qt.Key.Key_Return)
    with qtbot.waitSignal(journey.go_to) as renamed:
        QTest.keyClick(pill, Qt.Key.Key_F2)
    assert clicked.args == pressed.args == renamed.args == [face.leads_to]
    assert face.fixed in pill.accessibleDescription()


def test_rates_never_lie_on_each_other_and_say_less_where_there_is_no_room(journey: JourneyPage) -> None:
    board = journey.board
    for width in (876, 1400):
        journey.resize(width, 740)
        pills = [board.tiles[f"rate:{stage}"].geometry() for stage in board.content.rates]
        assert all(before.right() < after.left() for before, after in pairwise(pills))
        assert all(pill.right() <= board.head.width() for pill in pills)
