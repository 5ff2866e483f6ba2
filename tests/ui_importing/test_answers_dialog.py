"""An input sheet in the import window: counts without answers, what was typed already for somebody to decide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from joint_plan.plan.landscape import Statement
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.values import Tally
from joint_plan.workbook import Workbook
from tests.exchange.answered import SCORES, add_line, answer, asked_plan, hands, saved, sheet_for
from tests.ui.hands import press, shown
from ui.document import Document
from ui.importing.dialog import ImportDialog

WAIT = 60_000


@pytest.fixture
def answers(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """A plan whose facilitator has typed one answer already."""
    opened = Document(Workbook.create(tmp_path / "asked.jplan", asked_plan()))
    statement = opened.plan.get(Statement, "s1")
    assert statement is not None
    with opened.edit("Type") as edit:
        edit.set(statement, score_sales=Tally({1: 2}, 0, 2))
    yield opened
    opened.close()


def sheet(document: Document, folder: Path) -> Path:
    book = sheet_for(document.plan, "person:bo", document.workbook.uuid)
    answer(book, SCORES, "Statement:s1", 5)
    answer(book, SCORES, "Statement:s2", 3)
    add_line(book, "New ideas", "Ring within the hour")
    return saved(book, folder, "Bo.xlsx")


def opened(qtbot: QtBot, document: Document, path: Path) -> ImportDialog:
    made = shown(qtbot, ImportDialog(document, path), 1000, 620)
    qtbot.waitUntil(lambda: not made.working, timeout=WAIT)
    return made


def row(dialog: ImportDialog, words: str) -> QTreeWidgetItem:
    (found,) = (item for item in dialog.tree.rows() if item.text(0).startswith(words))
    return found


def test_answers_are_counted_not_shown_and_what_was_typed_stays(
    qtbot: QtBot, answers: Document, tmp_path: Path
) -> None:
    path = sheet(answers, tmp_path)
    dialog = opened(qtbot, answers, path)
    typed, other = row(dialog, "ST-01"), row(dialog, "ST-02")
    assert (typed.text(1), typed.text(2), typed.checkState(0)) == ("In", "1 answer, hidden", Qt.CheckState.Unchecked)
    assert typed.text(3) == "The facilitator has typed an answer already: it stays unless this is ticked."
    assert (other.text(1), other.checkState(0)) == ("Not yet", Qt.CheckState.Checked)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
    first, second = answers.plan.all(Statement)
    assert (hands(first.score.sales), hands(second.score.sales)) == ((1, 1), (3,))
    assert answers.plan.all(QuickWin)[-1].title == "Ring within the hour"
    # Once more: only what was not taken is offered, and a key takes it.
    again = opened(qtbot, answers, path)
    assert [line.key for line in again.preview.lines] == ["Statement:s1"] if again.preview else False
    again.tree.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not again.isVisible(), timeout=WAIT)
    assert hands(answers.plan.all(Statement)[0].score.sales) == (5,)
    answers.undo()
    assert hands(answers.plan.all(Statement)[0].score.sales) == (1, 1)
    answers.undo()
    assert len(answers.plan.all(QuickWin)) == len(asked_plan().all(QuickWin))
