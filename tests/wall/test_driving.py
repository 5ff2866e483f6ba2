"""The facilitator drives the wall by keys: what it shows, that it follows or stays, that it darkens."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.actions import ACTIONS, action
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.record import key_of
from joint_plan.plan.types import Sla, Stage, Statement
from joint_plan.rules.pairs import pair_state
from joint_plan.rules.standing import standing
from tests.both_views.senses import everything_said
from ui.parts.stance_picker import StancePicker
from ui.shell.presenting import Presenting
from ui.shell.timer import Countdown
from ui.shell.wall_feed import ON_WALL, wall_keys
from ui.wall.window import WallWindow
from ui.window import MainWindow

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def open_wall(window: MainWindow, qtbot: QtBot) -> WallWindow:
    """F5. The tests' platform has one screen: the wall covers it and has the keyboard."""
    QTest.keyClick(window, Key.Key_F5)
    wall = window.presenting.wall
    assert wall is not None
    qtbot.waitUntil(wall.isActiveWindow)
    return wall


def press(wall: WallWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(wall.view, key, modifiers)


def said(wall: WallWindow) -> str:
    canvas = wall.view.canvas
    assert canvas is not None
    return "\n".join(" ".join(mark.lines) for mark in canvas.texts)


def is_dark(wall: WallWindow) -> bool:
    return wall.view.blank


@pytest.fixture
def wall(window: MainWindow, qtbot: QtBot) -> WallWindow:
    return open_wall(window, qtbot)


@pytest.fixture
def presenting(window: MainWindow) -> Presenting:
    return window.presenting


def test_f5_opens_over_the_whole_screen_and_esc_leaves(window: MainWindow, wall: WallWindow) -> None:
    assert wall.isFullScreen()
    assert wall.geometry() == window.screen().geometry()
    assert window.actions_of["wall"].isChecked()
    assert "From January to October" in said(wall)
    press(wall, Key.Key_Escape)
    assert not wall.isVisible()
    assert not window.actions_of["wall"].isChecked()


def test_on_one_screen_private_things_are_hidden_until_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    panel = window.view.facilitator
    assert panel.isVisible()
    wall = open_wall(window, qtbot)
    assert panel.isHidden()
    press(wall, Key.Key_Escape)
    qtbot.waitUntil(window.isActiveWindow)
    assert panel.isHidden()
    assert "F9" in everything_said(window.toasts)
    QTest.keyClick(window, Key.Key_F9)
    assert panel.isVisible()


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period])
def test_b_and_period_darken_and_show_again(wall: WallWindow, key: Qt.Key) -> None:
    press(wall, key)
    picture = wall.view.grab().toImage()
    dark = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 40) for y in range(0, picture.height(), 40)
    }
    assert dark == {"#000000"}
    assert not wall.view.accessibleDescription()
    press(wall, key)
    picture = wall.view.grab().toImage()
    assert picture.pixelColor(5, 5).name() != "#000000"


def test_the_window_of_the_wall_has_no_controls(wall: WallWindow) -> None:
    assert [type(child).__name__ for child in wall.findChildren(QWidget)] == ["WallView"]
    assert wall.cursor().shape() is Qt.CursorShape.BlankCursor


def test_every_key_of_the_wall_is_for_one_action_and_declared() -> None:
    keys = [key.toString() for key, _action, _number in wall_keys()]
    assert len(keys) == len(set(keys))
    assert {action(name).id for name in ON_WALL} == set(ON_WALL)
    taken: dict[str, str] = {}
    for declared in ACTIONS:
        for key in declared.keys:
            assert taken.setdefault(key, declared.id) == declared.id, key


def test_page_keys_walk_along_the_items_and_the_facilitator_goes_along(
    window: MainWindow, wall: WallWindow, qtbot: QtBot
) -> None:
    view = window.view
    assert view is not None
    view.show_section("slas")
    qtbot.waitUntil(lambda: "SLA-01" in said(wall))
    press(wall, Key.Key_PageDown)
    assert "SLA-02" in said(wall)
    assert view.current == "slas"
    press(wall, Key.Key_PageUp)
    press(wall, Key.Key_PageUp)
    # Before the first item lies the section before, from its end.
    assert view.current == "goals"
    assert window.presenting.scene is not None
    assert window.presenting.scene.place == len(window.presenting.scene.subjects) - 1
    press(wall, Key.Key_PageDown)
    assert view.current == "slas"


def test_long_texts_are_walked_part_by_part(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    assert window.document is not None
    assert window.view is not None
    with window.document.edit("Say why") as edit:
        edit.set(window.document.plan.plan, why="word " * 400)
    qtbot.waitUntil(lambda: "page 1 of" in said(wall))
    press(wall, Key.Key_PageDown)
    assert "page 2 of" in said(wall)
    press(wall, Key.Key_PageUp)
    assert "page 1 of" in said(wall)


def test_it_follows_the_section_and_the_item_in_focus(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    view.show_section("journey")
    stages = view.document.plan.all(Stage)
    qtbot.waitUntil(lambda: stages[0].name in said(wall))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.go_to(key_of(stages[2]))
    qtbot.waitUntil(lambda: window.presenting.item == key_of(stages[2]))
    qtbot.waitUntil(lambda: stages[2].customer_question in said(wall))


def test_it_follows_the_row_of_a_table(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    view.show_section("goals")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    from joint_plan.plan.types import Metric

    metrics = view.document.plan.all(Metric)
    view.go_to(key_of(metrics[0]))
    qtbot.waitUntil(lambda: window.presenting.item == key_of(metrics[0]))
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Key.Key_Down)
    qtbot.waitUntil(lambda: window.presenting.item == key_of(metrics[1]))
    qtbot.waitUntil(lambda: metrics[1].name in said(wall))


def test_it_stays_where_it_is_when_told_to(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    view.show_section("slas")
    qtbot.waitUntil(lambda: "SLA-01" in said(wall))
    press(wall, Key.Key_F5, SHIFT)
    assert window.actions_of["stay"].isChecked()
    view.show_section("journey")
    QApplication.processEvents()
    assert "SLA-01" in said(wall)
    press(wall, Key.Key_PageDown)
    assert "SLA-02" in said(wall)
    assert view.current == "journey"
    press(wall, Key.Key_F5, SHIFT)
    assert not window.actions_of["stay"].isChecked()
    assert view.document.plan.all(Stage)[0].name in said(wall)


def test_it_shows_changes_at_once(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    document = window.view.document
    window.view.show_section("slas")
    with document.edit("Rename") as edit:
        edit.set(document.plan.all(Sla)[0], obligation="sends flowers")
    qtbot.waitUntil(lambda: "flowers" in said(wall))
    document.undo()
    qtbot.waitUntil(lambda: "flowers" not in said(wall))


def test_keys_on_the_wall_act_on_the_item_it_shows(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    plan = view.document.plan
    blind = next(item for item in plan.all(Statement) if item.score.both_in and not item.score.revealed)
    view.go_to(key_of(blind))
    wall.activateWindow()
    qtbot.waitUntil(wall.isActiveWindow)
    window.presenting.item = key_of(blind)
    press(wall, Key.Key_R)
    assert pair_state(view.document.plan.get(Statement, blind.id).score) == "revealed"  # type: ignore[union-attr]  # there
    qtbot.waitUntil(lambda: "gap" in said(wall))

    waiting = next(sla for sla in plan.all(Sla) if "marketing" in standing(plan, sla).waiting_for)
    view.show_section("slas")
    window.presenting.section, window.presenting.item = "slas", key_of(waiting)
    press(wall, Key.Key_1)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, StancePicker)
    QTest.keyClick(popup.focusWidget() or popup, Key.Key_A)
    QTest.keyClick(popup.focusWidget() or popup, Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    after = view.document.plan
    assert "marketing" not in standing(after, after.get(Sla, waiting.id)).waiting_for  # type: ignore[arg-type]  # there

    wall.activateWindow()
    qtbot.waitUntil(wall.isActiveWindow)
    press(wall, Key.Key_P)
    assert view.document.plan.all(ParkingItem)[-1].item == key_of(waiting)


def test_the_clock_is_driven_from_the_wall_and_shown_on_it(window: MainWindow, wall: WallWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    now = dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC)
    view.countdown.now = lambda: now
    view.countdown.set_block("block-02", 30)
    assert "left" not in said(wall)
    press(wall, Key.Key_Space)
    assert view.countdown.running
    qtbot.waitUntil(lambda: "30 min left" in said(wall))
    press(wall, Key.Key_Plus)
    qtbot.waitUntil(lambda: "31 min left" in said(wall))
    now += dt.timedelta(minutes=25, seconds=1)
    view.countdown.ticked.emit()
    assert "6 min left" in said(wall)
    press(wall, Key.Key_F7, SHIFT)
    assert "min left" not in said(wall)
    press(wall, Key.Key_F7, SHIFT)
    now += dt.timedelta(minutes=8)
    view.countdown.ticked.emit()
    assert "2 min over" in said(wall)


def test_the_task_card_says_what_to_do_and_when_to_be_back(window: MainWindow, wall: WallWindow) -> None:
    assert window.view is not None
    countdown = window.view.countdown
    countdown.now = lambda: dt.datetime(2027, 1, 4, 10, 15, tzinfo=dt.UTC)
    countdown.set_block("block-02", 30)
    press(wall, Key.Key_F6)
    words = said(wall).replace("\n", " ")
    for part in (
        "Score the ten statements blind",
        "Marketing at the window",
        "The three widest gaps",
        "Back at",
        "10:45",
    ):
        assert part in words
    press(wall, Key.Key_F6)
    assert "Back at" not in said(wall)


def test_a_break_counts_down_by_itself_and_leaves_the_block_alone(
    window: MainWindow, wall: WallWindow, presenting: Presenting
) -> None:
    assert window.view is not None
    left = window.view.countdown.left
    press(wall, Key.Key_F6, SHIFT)
    words = said(wall)
    assert "Break" in words
    assert "15:00" in words
    assert "Back at" in words
    press(wall, Key.Key_Plus)
    assert "16:00" in said(wall)
    assert window.view.countdown.left == left
    press(wall, Key.Key_F6, SHIFT)
    assert presenting.card == ""
    assert not [countdown for countdown in presenting.findChildren(Countdown) if countdown.running]


def test_write_it_three_two_one_up(wall: WallWindow, presenting: Presenting, qtbot: QtBot) -> None:
    seen: list[str] = []
    presenting.counting.setInterval(1)
    presenting.counting.timeout.connect(lambda: seen.append(said(wall).split("\n")[0]))
    press(wall, Key.Key_F7)
    assert "Write it" in said(wall)
    press(wall, Key.Key_F7)
    assert said(wall).startswith("3")
    qtbot.waitUntil(lambda: not presenting.counting.isActive())
    assert [words for words in seen if words] == ["2", "1", "Up!"]
    press(wall, Key.Key_F7)
    assert "From January" in said(wall)


def test_a_clicker_works_in_the_facilitators_window_but_not_in_an_editor(window: MainWindow, qtbot: QtBot) -> None:
    view = window.view
    assert view is not None
    wall = open_wall(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.facilitator.show()
    line = view.facilitator.park_line
    line.setFocus()
    QTest.keyClicks(line, "b.")
    assert line.text() == "b."
    assert not is_dark(wall)
    QTest.keyClick(line, Key.Key_Period, CTRL)
    assert is_dark(wall)
    QTest.keyClick(line, Key.Key_Period, CTRL)
    view.show_section("slas")
    view.page_shown.primary.setFocus()
    QTest.keyClick(view.page_shown.primary, Key.Key_B)
    assert is_dark(wall)
    assert isinstance(line, QLineEdit)


def test_closing_the_plan_takes_the_wall_away(window: MainWindow, wall: WallWindow) -> None:
    window.do("close")
    assert not wall.isVisible()
    assert window.presenting.scene is None
    QTest.keyClick(window, Key.Key_F5)
    assert not wall.isVisible()
