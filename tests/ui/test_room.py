"""Before the day: the ready check, and rehearsing on a copy that leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from joint_plan.plan.session import Participant
from joint_plan.workbook import Workbook, read_plan
from joint_plan.workbook.backups import backups_of
from tests.ui.test_finding import in_dialog
from ui.shell.dialogs import ListDialog
from ui.shell.plan_view import Banner
from ui.shell.ready_check import ReadyCheck, screens_words
from ui.wall.screens import arrangement
from ui.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press_in_list(button: QPushButton, then: Callable[[ListDialog], None]) -> None:
    """Press a button that opens a list, and act in it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ListDialog):
            then(dialog)
        else:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_rehearsal_is_marked_everywhere_and_nothing_of_it_stays(window: MainWindow) -> None:
    assert window.document is not None
    path = window.document.workbook.path
    before, recent = window.document.plan, window.settings.recent()
    window.do("rehearse")
    assert window.view is not None
    copy, uuid = window.document.workbook.path, window.document.workbook.uuid
    assert copy != path
    assert window.windowTitle().startswith("Rehearsal: ")
    assert window.document.plan.plan.title == f"Rehearsal: {before.plan.title}"
    (banner,) = window.view.findChildren(Banner)
    assert banner.isVisible()
    with window.document.edit("Rename") as edit:
        edit.set(window.document.plan.all(Participant)[0], name="Somebody else")
    QTest.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    QTest.qWait(1)
    assert window.document is not None
    assert window.document.workbook.path == path
    assert window.document.plan == before == read_plan(path)
    assert not copy.parent.exists()
    assert not backups_of(uuid)
    assert [row.path for row in window.settings.recent()] == [row.path for row in recent]


def test_closing_the_window_ends_a_rehearsal_too(window: MainWindow) -> None:
    window.do("rehearse")
    assert window.document is not None
    copy = window.document.workbook.path
    window.close()
    assert not copy.parent.exists()


def test_the_check_leads_to_what_is_missing(window: MainWindow, qtbot: QtBot) -> None:
    assert window.document is not None
    with window.document.edit("Leave") as edit:
        edit.set(window.document.plan.all(Participant)[0], team="")
    name = window.document.plan.all(Participant)[0].name

    def check(dialog: ReadyCheck) -> None:
        assert dialog.missing[0].text == f"{name} belongs to no team."
        dialog.see_missing.setFocus()

        def choose(missing: ListDialog) -> None:
            QTest.keyClick(missing.list, Qt.Key.Key_Return)

        press_in_list(dialog.see_missing, choose)

    in_dialog(qtbot, window, Qt.Key.Key_F8, ReadyCheck, check, CTRL_SHIFT)
    assert window.view is not None
    assert window.view.current == "session"


def test_the_card_for_the_back_row_opens_on_the_wall(window: MainWindow, qtbot: QtBot) -> None:
    def check(dialog: ReadyCheck) -> None:
        dialog.card.setFocus()
        QTest.keyClick(dialog.card, Qt.Key.Key_Space)
        wall = window.presenting.wall
        assert wall is not None
        assert wall.isVisible()
        assert "4 hours" in wall.view.accessibleDescription()

    in_dialog(qtbot, window, Qt.Key.Key_F8, ReadyCheck, check, CTRL_SHIFT)
    window.presenting.close()


def test_a_backup_is_a_whole_plan_in_the_folder_and_never_replaces_one(window: MainWindow, tmp_path: Path) -> None:
    assert window.document is not None
    folder = tmp_path / "stick"
    folder.mkdir()
    check = ReadyCheck(window.document, window)
    check.back_up(folder)
    check.back_up(folder)
    copies = sorted(folder.iterdir())
    assert len(copies) == 2
    for path in copies:
        assert read_plan(path) == window.document.plan
        Workbook.open(path).close()
    check.back_up(tmp_path / "gone")
    assert "gone" in check.said.text()


@pytest.mark.parametrize(
    ("screens", "words"),
    [
        ([(0, 0, 1366, 768)], "There is one screen."),
        ([(0, 0, 1366, 768), (1366, 0, 1920, 1080)], "The wall has a screen of its own."),
        ([(0, 0, 1366, 768), (0, 0, 1366, 768)], "The room sees what you see."),
    ],
)
def test_the_screens_are_told_apart(screens: list[tuple[int, int, int, int]], words: str) -> None:
    assert screens_words(arrangement(0, [QRect(*screen) for screen in screens])).startswith(words)
