"""What a card answers to: keys from the one declaration, and a menu that offers the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.action import Action
from joint_plan.plan.actions import BOARD_ACTIONS
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from tests.ui_boards.hands import focus, press, shown
from ui.document import Document
from ui.sections.journey import JourneyPage
from ui.sections.slas import SlasPage


def menu_of(tile: QWidget) -> QMenu:
    """The menu that the menu key opens on a piece."""
    tile.setFocus()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), tile.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(tile, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def words_of(menu: QMenu) -> list[str]:
    return [entry.text().partition("\t")[0].replace("&", "") for entry in menu.actions()]


def choose(menu: QMenu, words: str) -> None:
    """Choose an entry with the arrow keys and Enter."""
    for _entry in menu.actions():
        active = menu.activeAction()
        if active is not None and active.text().replace("&", "").startswith(words):
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


@pytest.mark.parametrize("declared", BOARD_ACTIONS, ids=lambda declared: declared.id)
def test_every_declared_key_of_the_boards_does_something(journey: JourneyPage, declared: Action) -> None:
    card = journey.document.plan.all(Touchpoint)[2]
    tile = journey.board.tiles[key_of(card)]
    heard: list[object] = []
    for signal in (tile.clicked, tile.edit_asked, tile.open_asked, tile.pushed):
        signal.disconnect()
        signal.connect(lambda *said: heard.append(said))
    for key in declared.keys:
        QTest.keySequence(tile, QKeySequence(key))
    assert len(heard) == len(declared.keys)


def test_the_menu_of_a_card_does_what_its_keys_do(journey: JourneyPage) -> None:
    document, board = journey.document, journey.board
    card = next(item for item in document.plan.all(Touchpoint) if item.owner_team == "marketing")
    order = [stage.id for stage in document.plan.all(Stage)]
    menu = menu_of(board.tiles[key_of(card)])
    assert [entry.text().partition("\t")[2] for entry in menu.actions()][1] == "F2"
    choose(menu, "Move the card right")
    moved = document.plan.get(Touchpoint, card.id)
    assert moved is not None
    assert moved.stage == order[order.index(card.stage) + 1]
    choose(menu_of(board.tiles[key_of(card)]), "Delete")
    assert document.plan.get(Touchpoint, card.id) is None


def test_the_menu_of_a_stage_shows_all_its_fields(journey: JourneyPage) -> None:
    stage = journey.document.plan.all(Stage)[1]
    menu = menu_of(journey.board.tiles[f"Stage:{stage.id}"])
    assert "Move up" not in words_of(menu)
    choose(menu, "All fields")
    assert journey.details.current_item() == stage
    assert journey.details.isAncestorOf(focus())
    press(Qt.Key.Key_Escape)


def test_the_menu_of_an_sla_turns_it_round(qtbot: QtBot, sample: Document) -> None:
    page = SlasPage(sample)
    shown(qtbot, page)
    choose(menu_of(page.board.tiles["Sla:mql-count"]), "Move the card right")
    turned = sample.plan.get(Sla, "mql-count")
    assert turned is not None
    assert turned.owed_by == "sales"
