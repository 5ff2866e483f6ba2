"""Who leads a stage: blind answers, reveal, and writing the lead team down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.journey import Stage
from tests.ui_boards.hands import focus, press, shown, type_text
from ui.document import Document
from ui.parts.choice_editors import ChoiceEditor
from ui.parts.pair_editor import PairEditor
from ui.sections.journey import JourneyPage


def opened(qtbot: QtBot, document: Document) -> JourneyPage:
    """A page with one stage, its details open."""
    with document.edit("Add") as edit:
        edit.add(Stage(id="a", name="Try"))
    page = JourneyPage(document)
    shown(qtbot, page, 1200, 900)
    page.board.focus_on("Stage:a")
    page.details_button.click()
    return page


def answer(page: JourneyPage, team: str, chosen: str) -> None:
    """Choose in the field of a team, by keyboard."""
    editor = page.details.lead.editor(f"who_leads_{team}")
    assert isinstance(editor, ChoiceEditor)
    editor.setFocus()
    type_text(chosen)
    press(Qt.Key.Key_Return)


def test_answers_stay_hidden_until_both_are_in_and_one_reveals_them(qtbot: QtBot, blank: Document) -> None:
    page = opened(qtbot, blank)
    head = page.board.tiles["Stage:a"]
    answer(page, "marketing", "Marketing")
    assert "1 of 2 in" in head.accessibleName()
    assert "Marketing leads" not in head.accessibleName()
    editor = page.details.lead.editor("who_leads_marketing")
    assert isinstance(editor, ChoiceEditor)
    assert editor.currentText() == ""
    (pair,) = page.details.lead.findChildren(PairEditor)
    assert not pair.button.isEnabled()
    answer(page, "sales", "Sales")
    assert "Both in" in head.accessibleName()
    QTest.mouseClick(pair.button, Qt.MouseButton.LeftButton)
    assert "Both claim it" in head.accessibleName()
    assert page.details.lead_words.text() == "Both claim it"
    assert blank.workbook.undo_name.startswith("Reveal")


def test_where_both_say_the_same_one_click_writes_it_down(qtbot: QtBot, blank: Document) -> None:
    page = opened(qtbot, blank)
    answer(page, "marketing", "Sales")
    answer(page, "sales", "Sales")
    (pair,) = page.details.lead.findChildren(PairEditor)
    QTest.mouseClick(pair.button, Qt.MouseButton.LeftButton)
    assert page.details.lead_words.text() == "Both say Sales"
    QTest.mouseClick(page.details.lead_button, Qt.MouseButton.LeftButton)
    (stage,) = blank.plan.all(Stage)
    assert stage.lead_team == "sales"
    assert not page.details.lead_button.isVisible()
    assert "Sales leads" in page.board.tiles["Stage:a"].accessibleName()
    assert focus() is not None
