"""The scorecard's grid: typed into, pasted into, read aloud."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.follow_up import Actual
from joint_plan.plan.types import Goal, Metric
from joint_plan.rules.scorecard import scorecard
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, changed
from tests.ui_boards.conftest import Open
from tests.ui_boards.hands import CTRL, focus, press, shown
from ui import theme
from ui.document import Document, Toast
from ui.parts.scorecard_model import FIRST, NAME, TREND
from ui.parts.scorecard_table import ScoreTable
from ui.sections.follow_up import FollowUpPage


def type_text(text: str) -> None:
    """Type as a person does: from the second key on the cell's editor has the focus."""
    for key in text:
        QTest.keyClicks(focus(), key)


def actual(document: Document, row: str, period: str) -> Decimal | None:
    """What the plan holds for a cell."""
    held = scorecard(document.plan).recorded.get((row, period))
    return None if held is None else held.value


def at(page: FollowUpPage, row: str, period: str) -> ScoreTable:
    """The grid with its focus on a cell."""
    table = page.scorecard.table
    assert table.show_cell(row, period)
    table.setFocus()
    assert table.score.cell(table.currentIndex()) == (row, period)
    return table


def test_a_digit_starts_typing_enter_goes_down_and_tab_goes_right(page: FollowUpPage) -> None:
    table = at(page, "Sla:mql-count", "2027-02")
    type_text("64")
    press(Qt.Key.Key_Return)
    assert actual(page.document, "Sla:mql-count", "2027-02") == 64
    assert table.score.cell(table.currentIndex()) == ("Sla:mql-handover", "2027-02")
    type_text("95%")
    press(Qt.Key.Key_Tab)
    assert actual(page.document, "Sla:mql-handover", "2027-02") == 95
    assert table.score.cell(table.currentIndex()) == ("Sla:mql-handover", "2027-03")
    page.document.undo()
    assert actual(page.document, "Sla:mql-handover", "2027-02") is None
    assert actual(page.document, "Sla:mql-count", "2027-02") == 64


def test_enter_steps_over_a_heading_and_escape_takes_back(page: FollowUpPage) -> None:
    table = at(page, "Metric:reference-customers", "2027-03")
    type_text("5")
    press(Qt.Key.Key_Return)
    assert table.score.cell(table.currentIndex()) == ("Metric:mql-to-sql", "2027-03")
    type_text("7")
    press(Qt.Key.Key_Escape)
    assert actual(page.document, "Metric:mql-to-sql", "2027-03") is None
    press(Qt.Key.Key_Up)
    assert table.score.cell(table.currentIndex()) == ("Metric:reference-customers", "2027-03")


def test_what_is_no_number_is_refused_at_the_cell_and_the_old_value_stays(page: FollowUpPage) -> None:
    table = at(page, "Sla:mql-count", "2027-01")
    press(Qt.Key.Key_F2)
    type_text("many")
    press(Qt.Key.Key_Return)
    assert table.state() == ScoreTable.State.EditingState
    assert "not a number" in focus().accessibleDescription()
    press(Qt.Key.Key_Escape)
    assert actual(page.document, "Sla:mql-count", "2027-01") == 48


def test_a_block_from_a_spreadsheet_is_one_step_and_steps_over_headings(page: FollowUpPage) -> None:
    before = page.document.plan
    at(page, "Metric:reference-customers", "2027-02")
    QGuiApplication.clipboard().setText("5\t6\n41,5\t\n7\t8\n")
    press(Qt.Key.Key_V, CTRL)
    found = {
        key: actual(page.document, *key)
        for key in (
            ("Metric:reference-customers", "2027-02"),
            ("Metric:reference-customers", "2027-03"),
            ("Metric:mql-to-sql", "2027-02"),
            ("Metric:mql-to-sql", "2027-03"),
            ("Metric:first-contact", "2027-02"),
            ("Metric:first-contact", "2027-03"),
        )
    }
    assert list(found.values()) == [5, 6, Decimal("41.5"), None, 7, 8]
    page.document.undo()
    assert page.document.plan == before


def test_a_block_with_a_word_in_it_changes_nothing(page: FollowUpPage) -> None:
    before = page.document.plan
    said: list[Toast] = []
    page.document.toast.connect(said.append)
    at(page, "Sla:mql-count", "2027-02")
    QGuiApplication.clipboard().setText("5\tsix")
    press(Qt.Key.Key_V, CTRL)
    assert page.document.plan == before
    assert [toast.fault for toast in said] == [True]


def test_what_finds_no_place_is_said(page: FollowUpPage) -> None:
    said: list[Toast] = []
    page.document.toast.connect(said.append)
    at(page, "FunnelStage:won", "2027-12")
    QGuiApplication.clipboard().setText("5\t6\n7")
    press(Qt.Key.Key_V, CTRL)
    assert actual(page.document, "FunnelStage:won", "2027-12") == 5
    assert [toast.text for toast in said] == ["2 cells found no place."]


def test_copied_cells_can_be_pasted_elsewhere(page: FollowUpPage) -> None:
    table = at(page, "Sla:mql-count", "2027-01")
    press(Qt.Key.Key_C, CTRL)
    table.show_cell("FunnelStage:lead", "2027-01")
    press(Qt.Key.Key_V, CTRL)
    assert actual(page.document, "FunnelStage:lead", "2027-01") == 48


def test_delete_takes_back_what_was_measured_and_never_what_is_measured(page: FollowUpPage) -> None:
    at(page, "Metric:reference-customers", "2027-01")
    page.delete_item()
    assert actual(page.document, "Metric:reference-customers", "2027-01") is None
    assert page.document.plan.get(Metric, "reference-customers") is not None
    at(page, "Sla:mql-count", "2027-01")
    press(Qt.Key.Key_Delete)
    held = scorecard(page.document.plan).recorded["Sla:mql-count", "2027-01"]
    assert held.value is None
    assert held.comment, "it is still there"


def test_a_comment_says_why_and_stands_before_anything_is_measured(page: FollowUpPage) -> None:
    at(page, "Metric:bookings", "2027-02")
    editor = page.scorecard.note.editor
    assert isinstance(editor, QPlainTextEdit)
    editor.setFocus()
    QTest.keyClicks(editor, "Two orders slipped")
    press(Qt.Key.Key_Return)
    found = [item for item in page.document.plan.all(Actual) if item.comment == "Two orders slipped"]
    assert [(item.item, item.value) for item in found] == [("Metric:bookings", None)]
    at(page, "Metric:bookings", "2027-02")
    type_text("270000")
    press(Qt.Key.Key_Return)
    assert [item.value for item in page.document.plan.all(Actual) if item.comment == "Two orders slipped"] == [270000]


def test_weeks_and_months_are_switched_and_the_grid_fits(page: FollowUpPage) -> None:
    board = page.scorecard
    table = board.table
    assert table.horizontalScrollBar().maximum() == 0
    months = [table.score.headerData(column, Qt.Orientation.Horizontal) for column in range(FIRST, FIRST + 12)]
    assert months[:3] == ["Jan", "Feb", "Mar"]
    QTest.mouseClick(board.switch.segments["week"], Qt.MouseButton.LeftButton)
    assert table.score.columnCount() == FIRST + 8
    assert table.score.headerData(FIRST, Qt.Orientation.Horizontal) == "4 Jan"
    assert table.horizontalScrollBar().maximum() == 0
    at(page, "Sla:mql-count", "2027-02-01")
    type_text("15")
    press(Qt.Key.Key_Return)
    assert actual(page.document, "Sla:mql-count", "2027-02-01") == 15


def test_two_years_stand_on_two_pages(qtbot: QtBot, sample: Document) -> None:
    with sample.edit("Longer") as edit:
        edit.set(sample.plan.plan, months=24)
    page = FollowUpPage(sample)
    shown(qtbot, page)
    assert list(page.scorecard.switch.segments) == ["month", "later", "week"]
    page.scorecard.switch.segments["later"].click()
    last = page.scorecard.table.score.period(FIRST + 11)
    assert last is not None
    assert last.key == "2028-12"


def test_every_cell_says_in_words_what_it_shows(page: FollowUpPage) -> None:
    table = at(page, "Sla:mql-count", "2027-01")
    row = table.currentIndex().row()
    said = {
        column: str(table.score.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)).replace("\u00a0", " ")
        for column in (NAME, TREND, FIRST)
    }
    assert said[NAME] == "SLA-01 delivers MQLs"
    assert said[TREND] == "SLA-01 delivers MQLs: Jan 2027 48 MQLs (missed)"
    assert said[FIRST].startswith("SLA-01 delivers MQLs. Jan 2027: 48 MQLs, target 61 MQLs, missed")
    interface = QAccessible.queryAccessibleInterface(table)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Table
    names = {interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())}
    assert table.score.full_words(table.currentIndex()) in names


def test_statuses_are_counted_with_their_words(page: FollowUpPage) -> None:
    assert page.scorecard.key.accessibleName() == "When last measured: Met 7, Near 3, Missed 4"


def test_a_status_is_a_sign_not_a_colour_alone(page: FollowUpPage) -> None:
    """The same cell in grey differs by its sign: met, near and missed are drawn apart."""
    table, drawn = page.scorecard.table, []
    for value in ("61", "56", "40"):
        at(page, "Sla:mql-count", "2027-01")
        table.score.setData(table.currentIndex(), Decimal(value))
        table.clearFocus()
        picture = table.viewport().grab(table.visualRect(table.currentIndex())).toImage()
        sign = picture.copy(3, picture.height() // 2, 11, picture.height() // 2 - 4)
        dark = [
            (x, y) for x in range(sign.width()) for y in range(sign.height()) if sign.pixelColor(x, y).lightness() < 190
        ]
        drawn.append(frozenset(dark))
    assert len(set(drawn)) == 3
    assert all(drawn)


def test_actuals_that_do_not_count_are_said_and_removed_in_one_step(qtbot: QtBot, open_plan: Open) -> None:
    plan = changed(template("blank"), "Plan:plan", period_start=None)
    plan = added(
        plan,
        Metric(id="m", name="Answered", decision="keep"),
        Goal(id="g", title="More", metric="m", target=Decimal(5)),
        Actual(id="a", item="Metric:gone", value=Decimal(1)),
        Actual(id="b", item="Metric:m", value=Decimal(1)),
    )
    document = open_plan(plan)
    page = FollowUpPage(document)
    shown(qtbot, page)
    assert page.scorecard.problems.text().startswith("2 actuals do not count")
    QTest.mouseClick(page.scorecard.clear, Qt.MouseButton.LeftButton)
    assert not document.plan.all(Actual)
    assert "first month" in page.scorecard.problems.text()
    document.undo()
    assert len(document.plan.all(Actual)) == 2


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_a_plan_without_anything_to_measure_says_what_comes_here(
    qtbot: QtBot, blank: Document, scheme: theme.Scheme
) -> None:
    theme.current.choose(scheme)
    with blank.edit("Leave out") as edit:
        edit.set(blank.plan.plan, hidden_sections=("goals", "slas"))
    page = FollowUpPage(blank)
    shown(qtbot, page)
    assert page.scorecard.empty.isVisible()
    theme.current.choose(theme.Scheme.LIGHT)
