from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import Assent, ParkingItem
from joint_plan.plan.record import key_of
from joint_plan.plan.session import Participant
from joint_plan.plan.slas import Sla
from joint_plan.rules.standing import State, standing
from tests.ui.hands import focused, picker, press, type_text
from ui.parts.item import ItemHolder
from ui.parts.table import RecordTable
from ui.parts.words import Words
from ui.sections import walk
from ui.sections.session import SessionPage
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def slas(window: MainWindow) -> QWidget:
    """The page of the SLAs, shown."""
    assert window.view is not None
    window.view.show_section("slas")
    return window.view.page_shown


def _count(window: MainWindow) -> int:
    assert window.document is not None
    return len(window.document.plan.all(Assent))


def _focus_sla(window: MainWindow, code: str) -> Sla:
    """The focus on the card of an SLA."""
    assert window.view is not None
    assert window.document is not None
    sla = next(sla for sla in window.document.plan.all(Sla) if sla.code == code)
    window.view.go_to(key_of(sla))
    QTest.qWait(10)
    assert isinstance(focused(), ItemHolder)
    return sla


def _close_popup(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_one_and_two_on_a_card_open_the_stance_and_enter_agrees(
    qtbot: QtBot, slas: QWidget, window: MainWindow
) -> None:
    assert window.document is not None
    sla = _focus_sla(window, "SLA-05")
    assert standing(window.document.plan, sla).state is State.DRAFT
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        press(key)
        opened = picker()
        assert opened is not None
        QTest.keyClick(opened.hands, Qt.Key.Key_Return)
        _close_popup(qtbot)
        _focus_sla(window, "SLA-05")
    assert standing(window.document.plan, sla).state is State.AGREED


def test_hands_are_typed_as_digits_and_say_what_they_amount_to(qtbot: QtBot, slas: QWidget, window: MainWindow) -> None:
    assert window.document is not None
    sla = _focus_sla(window, "SLA-05")
    press(Qt.Key.Key_2)
    opened = picker()
    assert opened is not None
    QTest.keyClicks(opened.hands, "421")
    assert opened.stance == "object"
    opened.words.setText("Too short at trade fairs")
    QTest.keyClick(opened.hands, Qt.Key.Key_Return)
    _close_popup(qtbot)
    taken = standing(window.document.plan, sla).stances["sales"]
    assert taken is not None
    assert taken.stance == "object"
    assert taken.reservation == "Too short at trade fairs"
    assert taken.tally is not None
    assert taken.tally.hands() == (1, 2, 4)


def test_hands_that_are_none_keep_the_picker_open(slas: QWidget, window: MainWindow) -> None:
    count = _count(window)
    _focus_sla(window, "SLA-05")
    press(Qt.Key.Key_1)
    opened = picker()
    assert opened is not None
    QTest.keyClicks(opened.hands, "49")
    QTest.keyClick(opened.hands, Qt.Key.Key_Return)
    assert picker() is opened
    assert _count(window) == count
    opened.close()


def test_escape_leaves_without_a_stance(qtbot: QtBot, slas: QWidget, window: MainWindow) -> None:
    count = _count(window)
    _focus_sla(window, "SLA-05")
    press(Qt.Key.Key_1)
    opened = picker()
    assert opened is not None
    QTest.keyClick(opened.hands, Qt.Key.Key_Escape)
    _close_popup(qtbot)
    assert _count(window) == count


@pytest.mark.parametrize("section", ["session", "journey", "goals", "slas", "quick_wins", "agreement"])
def test_typing_in_anything_that_takes_keys_opens_and_records_nothing(
    qtbot: QtBot, window: MainWindow, section: str
) -> None:
    """Every editor, combo and button of every page, with the keys of names and numbers."""
    assert window.view is not None
    window.view.show_section(section)
    count = _count(window)
    tried = 0
    for widget in window.findChildren(QWidget):
        if isinstance(widget, ItemHolder) or not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        keys = "12" if isinstance(widget, QAbstractButton) else "Sales 12"
        widget.setFocus()
        if QApplication.focusWidget() is not widget:
            continue
        # Space would press a button or open a combo, which is no typing.
        for key in keys.replace(" ", ""):
            QTest.keyClicks(widget, key)
        tried += 1
        assert QApplication.activePopupWidget() is None, widget
        press(Qt.Key.Key_Escape)
    assert tried > 3
    assert _count(window) == count
    assert window.document is not None
    assert not window.view.countdown.running


def test_typing_in_a_table_cell_records_nothing(window: MainWindow) -> None:
    assert window.view is not None
    page = cast("SessionPage", window.view.page("session"))
    window.view.show_section("session")
    table: RecordTable = page.people.table
    count = _count(window)
    table.setFocus()
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    type_text("Sales 12 P")
    assert picker() is None
    press(Qt.Key.Key_Return)
    assert _count(window) == count
    assert window.document is not None
    assert window.document.plan.all(Participant)[0].name == "Sales 12 P"


def test_the_chord_works_while_typing_in_the_items_form(qtbot: QtBot, slas: QWidget, window: MainWindow) -> None:
    assert window.view is not None
    sla = _focus_sla(window, "SLA-05")
    from ui.parts.form import RecordForm

    form = next(form for form in slas.findChildren(RecordForm) if form.current_item() == sla)
    form.focus_field("obligation")
    assert not isinstance(focused(), ItemHolder)
    press(Qt.Key.Key_2, CTRL)
    opened = picker()
    assert opened is not None
    opened.close()
    _close_popup(qtbot)


def test_p_parks_the_item_and_undo_takes_it_back(slas: QWidget, window: MainWindow) -> None:
    assert window.document is not None
    sla = _focus_sla(window, "SLA-05")
    press(Qt.Key.Key_P)
    assert standing(window.document.plan, sla).state is State.PARKED
    assert window.document.plan.all(ParkingItem)[-1].item == key_of(sla)
    press(Qt.Key.Key_Z, CTRL)
    assert standing(window.document.plan, sla).state is State.DRAFT


def test_space_and_plus_on_a_card_are_the_timer(slas: QWidget, window: MainWindow) -> None:
    assert window.view is not None
    _focus_sla(window, "SLA-05")
    total = window.view.countdown.total
    press(Qt.Key.Key_Space)
    assert window.view.countdown.running
    type_text("+")
    assert window.view.countdown.total == total + 60
    press(Qt.Key.Key_Space)
    assert not window.view.countdown.running


def test_sections_are_reached_by_number_and_by_steps(window: MainWindow) -> None:
    assert window.view is not None
    assert window.document is not None
    keys = [section.key for section in walk(window.document.plan)]
    go: Callable[..., None] = press
    go(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.view.current == keys[2]
    go(Qt.Key.Key_PageDown, CTRL)
    assert window.view.current == keys[3]
    go(Qt.Key.Key_PageUp, CTRL)
    assert window.view.current == keys[2]


def test_hands_are_checked_against_the_people_present(qtbot: QtBot, slas: QWidget, window: MainWindow) -> None:
    """Three of Sales are there: two hands leave one who does not vote, four need a second Enter."""
    assert window.document is not None
    count = _count(window)
    sla = _focus_sla(window, "SLA-05")
    press(Qt.Key.Key_2)
    opened = picker()
    assert opened is not None
    legend = "5 lead it · 4 support · 3 accept · 2 reservation · 1 object · 0 block"
    said = {words.text() for words in opened.findChildren(Words) if words.isVisible()}
    assert legend in said
    QTest.keyClicks(opened.hands, "52")
    said = {words.text() for words in opened.findChildren(Words) if words.isVisible()}
    assert {legend, "Sales: one at 2 speaks first; one not voting."} <= said
    QTest.keyClick(opened.hands, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(opened.hands, "5555")
    QTest.keyClick(opened.hands, Qt.Key.Key_Return)
    assert picker() is opened
    assert any("3 present, but 4 hands" in words.text() for words in opened.findChildren(Words))
    QTest.keyClick(opened.hands, Qt.Key.Key_Return)
    _close_popup(qtbot)
    taken = standing(window.document.plan, sla).stances["sales"]
    assert taken is not None
    assert taken.tally is not None
    assert (taken.tally.voted, taken.present) == (4, 3)
    assert _count(window) == count + 1


def test_a_reservation_has_its_words_and_a_day_to_look_again(qtbot: QtBot, slas: QWidget, window: MainWindow) -> None:
    assert window.document is not None
    sla = _focus_sla(window, "SLA-05")
    press(Qt.Key.Key_2)
    opened = picker()
    assert opened is not None
    QTest.keyClick(opened.hands, Qt.Key.Key_R)
    QTest.keyClicks(opened.words, "not in July")
    QTest.keyClicks(opened.follow_up, "soon")
    QTest.keyClick(opened.follow_up, Qt.Key.Key_Return)
    assert picker() is opened
    QTest.keyClick(opened.follow_up, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(opened.follow_up, "2027-02-01")
    QTest.keyClick(opened.follow_up, Qt.Key.Key_Return)
    _close_popup(qtbot)
    taken = standing(window.document.plan, sla).stances["sales"]
    assert taken is not None
    assert (taken.reservation, str(taken.follow_up)) == ("not in July", "2027-02-01")
