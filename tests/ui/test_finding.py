"""Finding in the plan, the palette of actions, and going to a section, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from tests.ui.hands import press
from ui.shell.finder import Finder
from ui.shell.finding import FindDialog
from ui.window import MainWindow

D = TypeVar("D", bound=QDialog)


def in_dialog(
    qtbot: QtBot,
    window: MainWindow,
    key: Qt.Key,
    kind: type[D],
    then: Callable[[D], None],
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier,
) -> None:
    """Open a dialog by a key, and act in it; it is left closed, and the window has the keyboard."""
    seen: list[D] = []
    waiting = True

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            if waiting:
                QTimer.singleShot(5, look)
            return
        seen.append(dialog)
        try:
            then(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)
    press(key, modifier)
    waiting = False
    assert seen, "nothing opened"
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)


def test_a_word_leads_to_the_item_in_which_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    sla = window.view.document.plan.all(Sla)[2]

    def find(dialog: FindDialog) -> None:
        QTest.keyClicks(dialog.line, sla.code)
        qtbot.waitUntil(lambda: [row.key for row in dialog.rows] == [key_of(sla)])
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    in_dialog(qtbot, window, Qt.Key.Key_F, FindDialog, find)
    assert window.view.current == "slas"
    found = window.view.item()
    assert found is not None
    assert key_of(found) == key_of(sla)


def test_arrows_choose_and_nothing_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    def find(dialog: FindDialog) -> None:
        QTest.keyClicks(dialog.line, "team")
        qtbot.waitUntil(lambda: len(dialog.rows) > 3)
        QTest.keyClick(dialog.line, Qt.Key.Key_Down)
        QTest.keyClick(dialog.line, Qt.Key.Key_Down)
        assert dialog.list.currentIndex().row() == 2
        QTest.keyClicks(dialog.line, " nowhereatall")
        qtbot.waitUntil(lambda: not dialog.rows and dialog.said.text() == "Not found.")
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog.line, Qt.Key.Key_Escape)

    in_dialog(qtbot, window, Qt.Key.Key_F, FindDialog, find)


def test_private_notes_are_found_only_when_that_is_ticked(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    sla = window.view.document.plan.all(Sla)[0]
    with window.view.document.edit("Note") as edit:
        edit.set(sla, note="zebra crossing")

    def find(dialog: FindDialog) -> None:
        QTest.keyClicks(dialog.line, "zebra")
        qtbot.waitUntil(lambda: dialog.said.text() == "Not found.")
        dialog.private.setFocus()
        QTest.keyClick(dialog.private, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: [row.key for row in dialog.rows] == [key_of(sla)])

    in_dialog(qtbot, window, Qt.Key.Key_F, FindDialog, find)


def test_the_palette_does_what_is_typed_with_the_item_that_had_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None
    window.view.go_to(key_of(window.view.document.plan.all(Sla)[1]))
    before = window.view.item()
    assert before is not None

    def choose(dialog: Finder) -> None:
        QTest.keyClicks(dialog.line, "duplic")
        assert [row.key for row in dialog.rows] == ["duplicate"]
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    count = len(window.view.document.plan.all(Sla))
    in_dialog(qtbot, window, Qt.Key.Key_K, Finder, choose)
    assert window.view is not None
    qtbot.waitUntil(lambda: window.view is not None and len(window.view.document.plan.all(Sla)) == count + 1)


def test_the_palette_offers_only_what_can_be_done(window: MainWindow, qtbot: QtBot) -> None:
    def look(dialog: Finder) -> None:
        keys = {row.key for row in dialog.rows}
        assert {"export", "find", "about"} <= keys
        assert "palette" not in keys
        QTest.keyClicks(dialog.line, "there is no such thing")
        assert dialog.said.text() == "There is no such action."

    in_dialog(qtbot, window, Qt.Key.Key_K, Finder, look)
    window.close_plan()
    window.show_start()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def closed(dialog: Finder) -> None:
        keys = {row.key for row in dialog.rows}
        assert "open" in keys
        assert not keys & {"export", "find", "version"}

    in_dialog(qtbot, window, Qt.Key.Key_K, Finder, closed)


def test_a_section_is_reached_by_its_number_or_a_part_of_its_name(window: MainWindow, qtbot: QtBot) -> None:
    assert window.view is not None

    def by(words: str) -> Callable[[Finder], None]:
        def go(dialog: Finder) -> None:
            QTest.keyClicks(dialog.line, words)
            QTest.keyClick(dialog.line, Qt.Key.Key_Return)

        return go

    for words, section in (("9", "quick_wins"), ("langu", "language"), ("1", "session"), ("data", "data")):
        in_dialog(qtbot, window, Qt.Key.Key_G, Finder, by(words))
        assert window.view.current == section
