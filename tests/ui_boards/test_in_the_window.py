"""The boards inside the real window: single keys, menus, going from one page to the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import Assent
from joint_plan.plan.funnel import Rate
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from tests.ui_boards.hands import CTRL, focus, press, type_text
from ui.document import Document
from ui.parts.stance_picker import StancePicker
from ui.parts.text_editors import GrowingEditor
from ui.sections.goals import GoalsPage
from ui.sections.journey import JourneyPage
from ui.sections.slas import SlasPage
from ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, sample: Document) -> Iterator[MainWindow]:
    """The window with the sample plan."""
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.show_document(sample)
    made.activateWindow()
    yield made
    made.document = None


def journey(window: MainWindow) -> JourneyPage:
    assert window.view is not None
    window.view.show_section("journey")
    page = window.view.page_shown
    assert isinstance(page, JourneyPage)
    return page


def pickers() -> list[StancePicker]:
    return [widget for widget in QApplication.allWidgets() if isinstance(widget, StancePicker) and widget.isVisible()]


def test_1_on_a_stage_opens_marketings_stance_and_in_an_editor_it_is_a_digit(window: MainWindow) -> None:
    page = journey(window)
    stage = page.document.plan.all(Stage)[-1]
    page.board.focus_on(f"Stage:{stage.id}")
    press(Qt.Key.Key_F2)
    type_text("1")
    assert not pickers()
    press(Qt.Key.Key_Escape)
    before = len(page.document.plan.all(Assent))
    press(Qt.Key.Key_1)
    assert len(pickers()) == 1
    press(Qt.Key.Key_Escape)
    assert len(page.document.plan.all(Assent)) == before


def test_delete_and_ctrl_up_go_to_the_board_and_not_past_it(window: MainWindow) -> None:
    page = journey(window)
    card = page.document.plan.all(Touchpoint)[1]
    page.board.focus_on(key_of(card))
    press(Qt.Key.Key_Up, CTRL)
    moved = page.document.plan.get(Touchpoint, card.id)
    assert moved is not None
    assert moved.owner_team != card.owner_team
    press(Qt.Key.Key_Delete)
    assert page.document.plan.get(Touchpoint, card.id) is None
    page.document.undo()
    assert page.document.plan.get(Touchpoint, card.id) == moved


def test_the_menu_deletes_the_card_in_focus(window: MainWindow) -> None:
    page = journey(window)
    card = page.document.plan.all(Touchpoint)[1]
    page.board.focus_on(key_of(card))
    window.do("delete")
    assert page.document.plan.get(Touchpoint, card.id) is None
    # A friction point is a line of its stage: deleting it must not delete the stage.
    stage = page.document.plan.all(Stage)[0]
    page.board.focus_on(f"Stage:{stage.id}#friction.0")
    window.do("delete")
    kept = page.document.plan.get(Stage, stage.id)
    assert kept is not None
    assert kept.friction == ""


def test_ctrl_enter_adds_below_the_card_in_focus(window: MainWindow) -> None:
    page = journey(window)
    card = next(item for item in page.document.plan.all(Touchpoint) if item.owner_team == "sales")
    page.board.focus_on(key_of(card))
    window.do("add")
    type_text("Second call")
    press(Qt.Key.Key_Return)
    cell = page.board.content.cell(card.stage, "team:sales")
    assert [face.text for face in cell][-1] == "Second call"


def test_enter_on_a_handoff_shows_it_on_the_slas_page_and_both_pages_agree(window: MainWindow) -> None:
    page = journey(window)
    sla = next(item for item in page.document.plan.all(Sla) if item.from_stage)
    page.board.focus_on(key_of(sla))
    press(Qt.Key.Key_Return)
    assert window.view is not None
    slas = window.view.page_shown
    assert isinstance(slas, SlasPage)
    assert slas.board.current == key_of(sla)
    assert slas.details.current_item() == sla
    press(Qt.Key.Key_Return)
    slas.details.form.focus_field("handed_over")
    press(Qt.Key.Key_A, CTRL)
    type_text("Everything promised")
    press(Qt.Key.Key_Return)
    face = journey(window).board.content.face(key_of(sla))
    assert face is not None
    assert face.text == "Everything promised"
    assert focus() is not None


def test_a_mean_rate_and_the_figures_of_a_stage_lead_to_the_goals_page(window: MainWindow) -> None:
    page = journey(window)
    page.lanes_button.menu().actions()[1].trigger()
    stage = next(item for item in page.document.plan.all(Stage) if item.funnel_stage == "mql")
    page.board.focus_on(f"Stage:{stage.id}#metrics")
    assert "786 MQL" in focus().accessibleName()
    press(Qt.Key.Key_Return)
    assert window.view is not None
    goals = window.view.page_shown
    assert isinstance(goals, GoalsPage)
    page = journey(window)
    face = next(face for face in page.board.content.rates.values() if "mean" in face.fixed)
    page.board.focus_on(f"rate:{face.stage}")
    press(Qt.Key.Key_Return)
    assert window.view.page_shown is goals
    assert goals.switch.current() == "inputs"
    shown = goals.inputs.current.current_item()
    assert isinstance(shown, Rate)
    assert key_of(shown) == face.leads_to
    with page.document.edit("Change the rate") as edit:
        edit.set(shown, rate=Decimal("0.9"))
    changed = journey(window).board.content.rates[face.stage]
    assert changed.text != face.text


def test_six_lanes_of_the_sample_reach_to_the_handoffs_on_a_small_screen(window: MainWindow) -> None:
    board = journey(window).board
    QApplication.processEvents()
    band = board.places.band("handoffs")
    assert band is not None
    assert len(board.content.lanes) == 6
    assert band.top + 60 < board.area.viewport().height()


def test_long_words_in_the_form_stay_whole_when_the_window_grows(qtbot: QtBot, window: MainWindow) -> None:
    assert window.view is not None
    window.view.show_section("slas")
    page = window.view.page_shown
    assert isinstance(page, SlasPage)
    words = "übergibt die vollständige Gewährleistungsverlängerungsvereinbarung samt Wirtschaftlichkeitsberechnung"
    with page.document.edit("Long words") as edit:
        edit.set(page.document.plan.all(Sla)[0], obligation=words)
    page.reveal_item(key_of(page.document.plan.all(Sla)[0]))
    editor = page.details.form.editor("obligation")
    assert isinstance(editor, GrowingEditor)
    for width, height in ((1366, 768), (1920, 1080), (1366, 768)):
        window.resize(width, height)
        for section in ("journey", "slas"):
            window.view.show_section(section)
            window.grab()
        qtbot.waitUntil(lambda: whole(editor))


def whole(editor: GrowingEditor) -> bool:
    """Whether all lines of a long text are seen."""
    last = editor.document().lastBlock()
    bottom = editor.blockBoundingGeometry(last).translated(editor.contentOffset()).bottom()
    return 1.5 * editor.fontMetrics().lineSpacing() < bottom <= editor.viewport().height()
