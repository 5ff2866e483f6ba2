"""The questions of the input sheets on the clipboard, and a form's answers under those heads."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from joint_plan.exchange.cell_blocks import read_block
from joint_plan.exchange.incoming import preview_of
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.values import Pair
from tests.ui.hands import press
from ui.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_a_key_copies_the_questions_and_answers_under_them_are_known_again(window: MainWindow, tmp_path: Path) -> None:
    document = window.document
    assert document is not None
    with document.edit("Change") as edit:
        idea = edit.add(QuickWin(title="Reply with a booking link", impact=Pair(), effort=Pair()))
    QGuiApplication.clipboard().clear()
    press(Qt.Key.Key_Q, CTRL_SHIFT)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith("1. Which team are you in?\n   One of: Marketing, Sales")
    assert "Reply with a booking link – Impact, 1 to 5\n   A number from 1 to 5" in data.text()
    rows = read_block("", data.html())
    assert rows[0] == ["No.", "Question", "Answers"]
    assert data.hasFormat("text/tab-separated-values")
    assert window.toasts.isVisible()
    heads = [f"{number}. {question}" for number, question, _answers in rows[1:]]
    path = tmp_path / "form.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([heads, ["Sales", *["3"] * (len(heads) - 3), "", ""]])
    preview = preview_of(path, document.plan, document.workbook.uuid)
    assert not preview.notes
    changed = {line.key: {one.column for one in line.fields} for line in preview.lines}
    assert changed[f"QuickWin:{idea.id}"] == {"impact_sales", "effort_sales"}
