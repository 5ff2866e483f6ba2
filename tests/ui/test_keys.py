"""Keys: one sheet at a glance, none for two things, nothing by the mouse alone."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.actions import ACTIONS, BOARD_ACTIONS, MENUS
from ui import theme
from ui.sections import PAGES
from ui.shell.actions import key_sequences
from ui.shell.keys_sheet import KeysSheet, key_groups
from ui.shell.tab_order import tab_stops
from ui.shell.wall_feed import wall_keys
from ui.window import MainWindow

# What is declared


def test_no_two_actions_of_a_scope_share_a_key() -> None:
    for scopes in (("window", "plan", "item", "wall"), ("window", "plan", "item", "board")):
        keys = Counter(
            key.toString() for one in (*ACTIONS, *BOARD_ACTIONS) if one.scope in scopes for key in key_sequences(one)
        )
        assert [key for key, count in keys.items() if count > 1] == []


def test_no_two_entries_of_a_menu_share_a_letter() -> None:
    letters = [label[label.index("&") + 1].lower() for _id, label in MENUS]
    assert len(letters) == len(set(letters))
    for menu, _label in MENUS:
        marked = [one.label for one in ACTIONS if one.menu == menu and "&" in one.label]
        found = Counter(label[label.index("&") + 1].lower() for label in marked)
        assert [letter for letter, count in found.items() if count > 1] == [], (menu, marked)


def test_no_key_is_a_mnemonic_or_one_of_the_platforms() -> None:
    mnemonics = {f"Alt+{label[label.index('&') + 1].upper()}" for _id, label in MENUS}
    usual = ("Copy", "Cut", "Paste", "SelectAll", "Print", "Refresh", "FullScreen", "Preferences")
    declared = {one.standard for one in ACTIONS}
    platform = {QKeySequence(QKeySequence.StandardKey[name]).toString() for name in usual if name not in declared} - {
        ""
    }
    # F5 shows the wall, as it starts a presentation everywhere; nothing here is refreshed by hand.
    platform -= {"F5"}
    for one in ACTIONS:
        for key in key_sequences(one):
            assert key.toString() not in mnemonics | platform, one.id


def test_every_action_has_a_key_or_an_entry_in_a_menu() -> None:
    assert [one.id for one in ACTIONS if not key_sequences(one) and not one.menu] == []


def test_what_a_clicker_sends_drives_the_wall() -> None:
    sent = {key.toString(): action_id for key, action_id, _number in wall_keys()}
    wanted = {
        "PgDown": "next_item",
        "PgUp": "previous_item",
        "B": "blank",
        ".": "blank",
        "F5": "wall",
        "Esc": "wall",
    }
    assert {key: sent.get(key) for key in wanted} == wanted


# The sheet


def test_the_sheet_has_every_key_in_its_group(window: MainWindow, qtbot: QtBot) -> None:
    sheet = KeysSheet(window)
    qtbot.addWidget(sheet)
    read = {label.text() for label in sheet.findChildren(QLabel)}
    groups = dict(key_groups())
    assert list(groups) == [
        "Anywhere",
        "While a plan is open",
        "In the room",
        "On the card or row in focus",
        "On the wall, or from a clicker",
        "On a card of a board",
    ]
    assert read >= set(groups)
    lines = [line for group in groups.values() for line in group]
    assert len(lines) == sum(bool(key_sequences(one)) for one in (*ACTIONS, *BOARD_ACTIONS))
    for keys, words in lines:
        assert {keys, words} <= read
    board = {words: keys for keys, words in groups["On a card of a board"]}
    assert board["Change the card in its place"] == "F2"
    assert board["All fields of the card"] == "Alt+Return"
    assert board["Move the card right"] == "Ctrl+Right"
    assert {words: keys for keys, words in groups["While a plan is open"]}["Duplicate"] == "Ctrl+D"
    assert {words: keys for keys, words in groups["On the wall, or from a clicker"]}["Blank the wall"] == (
        "B or . or Ctrl+."
    )


@pytest.mark.parametrize("percent", [100, 125])
def test_the_sheet_is_read_without_scrolling_sideways(window: MainWindow, qtbot: QtBot, percent: int) -> None:
    theme.current.choose(text_size=percent)
    sheet = KeysSheet(window)
    qtbot.addWidget(sheet)
    sheet.resize(1326, 708)
    with qtbot.waitExposed(sheet):
        sheet.show()
    inside = sheet.keys.widget()
    assert inside is not None
    assert inside.width() <= sheet.keys.viewport().width()
    if percent == 100:
        assert inside.height() <= sheet.keys.viewport().height(), "at 100 % all keys are seen at once"
    cut = [
        label.text()
        for label in sheet.findChildren(QLabel)
        if label.isVisible() and label.fontMetrics().horizontalAdvance(label.text()) > label.width() + 1
    ]
    assert cut == []


# Nothing by the mouse alone


def _arrows_lead_to(starts: set[QWidget]) -> set[QWidget]:
    """Where the arrows lead from there, step by step: a board is one stop for Tab."""
    found, ahead = set(starts), list(starts)
    while ahead:
        here = ahead.pop()
        for arrow in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            here.setFocus()
            QTest.keyClick(here, arrow)
            there = QApplication.focusWidget()
            if there is not None and there not in found:
                found.add(there)
                ahead.append(there)
    return found


@pytest.mark.parametrize("section", list(PAGES))
def test_every_button_of_a_page_is_reached_by_tab_or_arrows(window: MainWindow, section: str) -> None:
    assert window.view is not None
    window.view.show_section(section, by_key=True)
    reached = set(tab_stops(window.view))
    page = window.view.page_shown
    buttons = {button for button in page.findChildren(QAbstractButton) if button.isVisible() and button.isEnabled()}
    boards = {button.parentWidget() for button in buttons - reached}
    reached |= _arrows_lead_to({stop for stop in reached if stop.parentWidget() in boards})
    unreached = [
        (type(button).__name__, button.accessibleName() or button.text() or button.toolTip())
        for button in buttons - reached
        # What is inside an editor acts by that editor's keys.
        if button.parentWidget() not in reached
    ]
    assert unreached == []


def test_every_entry_of_the_menus_is_a_declared_action(window: MainWindow) -> None:
    declared = {one.id for one in ACTIONS}
    for menu in window.actions_of.menus.values():
        assert {entry.objectName() for entry in menu.actions() if not entry.isSeparator()} <= declared


def test_enter_and_space_press_a_button(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        window.view.show_section("session", by_key=True)
        window.view.page_shown.primary.setFocus()
        QTest.keyClick(window.view.page_shown.primary, key)
        assert window.view.current == "landscape"
