from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import Assent
from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.plan.slas import Sla
from tests.ui.hands import focused, press, shown, type_text
from ui.document import Document, Toast
from ui.parts.table import RecordTable

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> RecordTable:
    made = shown(qtbot, RecordTable(document, Participant, ("name", "role", "team", "present")))
    made.setFocus()
    made.setCurrentIndex(made.records.index(0, 0))
    return made


def _names(document: Document) -> list[str]:
    return [person.name for person in document.plan.all(Participant)]


def _editing(table: RecordTable) -> bool:
    return table.state() == table.State.EditingState


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_keys_that_open_a_cell(table: RecordTable, document: Document, key: Qt.Key) -> None:
    press(key)
    assert _editing(table)
    press(Qt.Key.Key_A, CTRL)
    type_text("Noor H.")
    press(Qt.Key.Key_Return)
    assert _names(document)[0] == "Noor H."
    assert not _editing(table)


def test_a_double_click_opens_a_cell(qtbot: QtBot, table: RecordTable) -> None:
    place = table.visualRect(table.records.index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert _editing(table)


def test_typing_alone_never_edits(table: RecordTable, document: Document) -> None:
    before = document.plan
    type_text("Sales 12")
    assert not _editing(table)
    assert document.plan == before


def test_escape_leaves_the_cell_as_it_was(table: RecordTable, document: Document) -> None:
    before = _names(document)
    press(Qt.Key.Key_F2)
    type_text("xyz")
    press(Qt.Key.Key_Escape)
    assert not _editing(table)
    assert _names(document) == before


def test_what_is_not_understood_keeps_the_cell_open(qtbot: QtBot, document: Document) -> None:
    table = shown(qtbot, RecordTable(document, AgendaBlock, ("title", "minutes")))
    table.setFocus()
    table.setCurrentIndex(table.records.index(0, 1))
    held = document.plan.all(AgendaBlock)[0].minutes
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    type_text("long")
    editor = focused()
    press(Qt.Key.Key_Return)
    assert _editing(table)
    assert editor.property("fault") is True
    assert "not a number" in editor.accessibleDescription()
    assert document.plan.all(AgendaBlock)[0].minutes == held
    press(Qt.Key.Key_A, CTRL)
    type_text("25")
    press(Qt.Key.Key_Return)
    assert document.plan.all(AgendaBlock)[0].minutes == 25


def test_a_row_is_added_below_and_typed_in(table: RecordTable, document: Document) -> None:
    count = len(_names(document))
    table.setCurrentIndex(table.records.index(1, 0))
    table.add_row()
    assert _editing(table)
    type_text("Grace Oduya")
    press(Qt.Key.Key_Return)
    assert len(_names(document)) == count + 1
    assert _names(document)[2] == "Grace Oduya"


def test_rows_move_and_the_current_one_goes_along(table: RecordTable, document: Document) -> None:
    first, second = _names(document)[:2]
    table.move_row(1)
    assert _names(document)[:2] == [second, first]
    assert table.current_item() == document.plan.all(Participant)[1]
    table.move_row(-1)
    assert _names(document)[:2] == [first, second]
    table.move_row(-1)
    assert _names(document)[:2] == [first, second]


def test_a_deletion_offers_an_undo_that_brings_the_row_back(table: RecordTable, document: Document) -> None:
    before = _names(document)
    toasts: list[Toast] = []
    document.toast.connect(toasts.append)
    table.setCurrentIndex(table.records.index(7, 0))
    gone = table.current_item()
    table.delete_rows()
    if gone is not None and gone.id in {person.id for person in document.plan.all(Participant)}:
        pytest.fail(str([toast.text for toast in toasts]))
    assert toasts[-1].action == "Undo"
    assert before[7] in toasts[-1].text
    assert toasts[-1].act is not None
    toasts[-1].act()
    assert _names(document) == before


def test_only_what_a_commit_names_is_announced_and_set_data_announces_nothing(
    qtbot: QtBot, table: RecordTable, document: Document
) -> None:
    told: list[tuple[int, int]] = []

    def listen(first: QModelIndex, last: QModelIndex, _roles: list[int]) -> None:
        told.append((first.row(), last.row()))

    table.records.dataChanged.connect(listen)
    index = table.records.index(3, 1)
    assert table.records.setData(index, "Head of everything")
    assert told == [(3, 3)]
    told.clear()
    sla = document.plan.all(Sla)[0]
    with document.edit("Elsewhere") as edit:
        edit.set(sla, obligation="something else")
    assert told == []
    assert not table.records.setData(index, 5)
    assert told == []


def test_blocks_are_copied_and_pasted_as_spreadsheets_do_in_one_step(table: RecordTable, document: Document) -> None:
    table.setCurrentIndex(table.records.index(0, 0))
    QGuiApplication.clipboard().setText('Ann "A." Lee\tCEO\n"Two\tparts"\tMarketing lead\n')
    press(Qt.Key.Key_V, CTRL)
    people = document.plan.all(Participant)
    assert (people[0].name, people[0].role) == ('Ann "A." Lee', "CEO")
    assert (people[1].name, people[1].role) == ("Two\tparts", "Marketing lead")
    table.selectionModel().select(table.records.index(0, 0), table.selectionModel().SelectionFlag.ClearAndSelect)
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().strip("\n") == '"Ann ""A."" Lee"'
    document.undo()
    assert document.plan.all(Participant)[0].name != people[0].name
    assert document.plan.all(Participant)[1].name != people[1].name


def test_a_paste_with_a_fault_changes_nothing(table: RecordTable, document: Document) -> None:
    before = document.plan
    said: list[str] = []
    document.toast.connect(lambda toast: said.append(toast.text))
    table.setCurrentIndex(table.records.index(0, 1))
    table.paste("Boss\tNo such team\n")
    assert document.plan == before
    assert "No such team" in said[-1]


def test_typing_in_a_cell_records_no_stance(table: RecordTable, document: Document) -> None:
    count = len(document.plan.all(Assent))
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), QLineEdit)
    type_text("Sales 12")
    press(Qt.Key.Key_Return)
    assert len(document.plan.all(Assent)) == count


def test_yes_and_no_are_switched_by_enter_and_by_a_click(qtbot: QtBot, table: RecordTable, document: Document) -> None:
    held = document.plan.all(Participant)[0].present
    table.setCurrentIndex(table.records.index(0, 3))
    press(Qt.Key.Key_Return)
    assert document.plan.all(Participant)[0].present is not held
    place = table.visualRect(table.records.index(0, 3)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert document.plan.all(Participant)[0].present is held


def test_cells_and_headings_have_names_for_screen_readers(table: RecordTable) -> None:
    index = table.records.index(0, 1)
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Role: ")
    assert isinstance(table, QWidget)
    assert QApplication.instance() is not None
    assert table.accessibleName() == "People"


def test_a_column_stays_as_wide_as_it_was_drawn(qtbot: QtBot, document: Document, tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    table = shown(qtbot, RecordTable(document, Participant, ("name", "role", "team")), 600)
    table.stretch("role")
    header = table.horizontalHeader()
    before = header.sectionSize(0)
    edge = QPoint(header.sectionViewportPosition(0) + before - 1, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, NONE, edge)
    QTest.mouseMove(header.viewport(), edge + QPoint(20, 0))
    QTest.mouseMove(header.viewport(), edge + QPoint(60, 0))
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, NONE, edge + QPoint(60, 0))
    assert header.sectionSize(0) == before + 60
    again = shown(qtbot, RecordTable(document, Participant, ("name", "role", "team")), 640)
    assert again.horizontalHeader().sectionSize(0) == before + 60
    assert again.horizontalHeader().length() <= again.viewport().width()
    other = shown(qtbot, RecordTable(document, Participant, ("name", "role")), 600)
    assert other.horizontalHeader().sectionSize(0) != before + 60
    QTest.mouseDClick(again.horizontalHeader().viewport(), Qt.MouseButton.LeftButton, NONE, edge + QPoint(60, 0))
    assert again.horizontalHeader().sectionSize(0) < before + 60
