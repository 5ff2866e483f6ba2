"""The history of a plan in the window: who, what, when; looking for a step; going back to a point."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from tests.ui.hands import press
from tests.ui.test_finding import in_dialog
from ui.document import Document
from ui.shell.history import HistoryDialog
from ui.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _three_steps(document: Document) -> None:
    first, second = document.plan.all(Sla)[:2]
    with document.edit("Change {code}", code=first.code) as edit:
        edit.set(first, obligation="sends the list on Friday")
    with document.edit("Change {code}", code=second.code) as edit:
        edit.set(second, note="they will not keep it")
    with document.edit("Add {title}", title="Coffee") as edit:
        edit.add(QuickWin(title="Coffee"))


def test_every_step_says_what_who_when_and_what_changed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.document is not None
    document = window.document
    _three_steps(document)
    code = document.plan.all(Sla)[0].code

    def look(dialog: HistoryDialog) -> None:
        assert [row.title for row in dialog.rows][:3] == ["Add Coffee", "Change SLA-02", "Change SLA-01"]
        assert dialog.rows[0].line.count(":") == 1
        assert dialog.details.toPlainText().endswith("Coffee: added")
        assert not dialog.back.isEnabled()
        QTest.keyClick(dialog.line, Qt.Key.Key_Down)
        assert "keep it" not in dialog.details.toPlainText()
        QTest.keyClicks(dialog.line, "friday")
        assert [row.title for row in dialog.rows] == [f"Change {code}"]
        assert "→ sends the list on Friday" in dialog.details.toPlainText()
        QTest.keyClicks(dialog.line, " never")
        assert dialog.said.text() == "No step has these words."
        assert not dialog.back.isEnabled()

    in_dialog(qtbot, window, Qt.Key.Key_Y, HistoryDialog, look, CTRL_SHIFT)


def test_going_back_is_one_step_that_undo_takes_back(window: MainWindow, qtbot: QtBot) -> None:
    assert window.document is not None
    document = window.document
    start = document.plan
    _three_steps(document)
    done = document.plan

    def back(dialog: HistoryDialog) -> None:
        QTest.keyClick(dialog.line, Qt.Key.Key_Down)
        QTest.keyClick(dialog.line, Qt.Key.Key_Down)
        dialog.back.setFocus()
        QTest.keyClick(dialog.back, Qt.Key.Key_Space)
        assert dialog.said.text() == "2 steps taken back."
        assert dialog.rows[0].title.startswith("Step back to ")

    in_dialog(qtbot, window, Qt.Key.Key_Y, HistoryDialog, back, CTRL_SHIFT)
    first = document.plan.all(Sla)[0]
    assert first.obligation == "sends the list on Friday"
    assert document.plan.all(Sla)[1] == start.all(Sla)[1]
    assert not [win for win in document.plan.all(QuickWin) if win.title == "Coffee"]
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.plan == done
    assert document.plan.find(key_of(first)) == done.find(key_of(first))
