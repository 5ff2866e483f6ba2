"""Blocks of cells over the real clipboard: out as text and HTML, in as one step or not at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan.funnel import Rate
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.session import Participant
from joint_plan.plan.slas import Sla
from tests.ui.hands import press, shown
from ui.document import Document, Toast
from ui.parts.table import RecordTable
from ui.parts.table_blocks import PasteFaults

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(qtbot: QtBot, document: Document) -> RecordTable:
    made = shown(qtbot, RecordTable(document, Participant, ("name", "role", "team", "present")))
    made.setFocus()
    made.setCurrentIndex(made.records.index(0, 0))
    return made


@pytest.fixture
def said(document: Document) -> list[Toast]:
    toasts: list[Toast] = []
    document.toast.connect(toasts.append)
    return toasts


def on_clipboard(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def select(table: RecordTable, row: int, column: int, last_row: int, last_column: int) -> None:
    table.setCurrentIndex(table.records.index(row, column))
    block = QItemSelection(table.records.index(row, column), table.records.index(last_row, last_column))
    table.selectionModel().select(block, table.selectionModel().SelectionFlag.ClearAndSelect)


def test_a_selection_goes_out_as_text_and_as_a_table(table: RecordTable, document: Document) -> None:
    first, second = document.plan.all(Participant)[:2]
    with document.edit("Change") as edit:
        edit.set(first, name="=2+3", role="Head of\n<b>everything</b>", team="sales", present=True)
    select(table, 0, 0, 1, 3)
    press(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().split("\t")[0] == "'=2+3"
    assert '"Head of\n<b>everything</b>"\tSales\tYes\n' in data.text()
    assert second.name in data.text()
    assert "mso-number-format" in data.html()
    assert "&lt;b&gt;everything&lt;/b&gt;" in data.html()


def test_what_was_copied_comes_back_the_same(table: RecordTable, document: Document) -> None:
    first = document.plan.all(Participant)[0]
    with document.edit("Change") as edit:
        edit.set(first, name="=2+3", role='Said "yes"\nand  left\t', team="sales", present=True)
    select(table, 0, 0, 0, 3)
    press(Qt.Key.Key_C, CTRL)
    table.setCurrentIndex(table.records.index(2, 0))
    press(Qt.Key.Key_V, CTRL)
    one, other = document.plan.all(Participant)[0], document.plan.all(Participant)[2]
    assert (one.name, one.role, one.team, one.present) == (other.name, other.role, other.team, other.present)
    assert one.id != other.id


def test_a_table_of_excel_goes_in_with_rows_added_as_one_step(table: RecordTable, document: Document) -> None:
    before = document.plan
    count = len(before.all(Participant))
    last = count - 1
    table.setCurrentIndex(table.records.index(last, 0))
    html = (
        "<table><tr><td>Ann</td><td>Head of<br>all</td><td>marketing</td><td>yes</td></tr>"
        "<tr><td>Bo &amp; Co</td><td></td><td>SALES</td><td></td></tr></table>"
    )
    on_clipboard('Ann\t"Head of\nall"\tmarketing\tyes\r\nBo & Co\t\tSALES\t\r\n', html)
    press(Qt.Key.Key_V, CTRL)
    people = document.plan.all(Participant)
    assert len(people) == count + 1
    assert [(one.name, one.role, one.team, one.present) for one in people[last:]] == [
        ("Ann", "Head of\nall", "marketing", True),
        ("Bo & Co", "", "sales", False),
    ]
    assert {index.row() for index in table.selectedIndexes()} == {last, last + 1}
    document.undo()
    assert document.plan.all(Participant) == before.all(Participant)


def test_one_cell_fills_all_that_are_selected(table: RecordTable, document: Document) -> None:
    select(table, 0, 1, 2, 1)
    on_clipboard("Lead")
    press(Qt.Key.Key_V, CTRL)
    assert [one.role for one in document.plan.all(Participant)[:3]] == ["Lead"] * 3


def test_an_empty_cell_within_a_block_clears(table: RecordTable, document: Document) -> None:
    table.setCurrentIndex(table.records.index(0, 1))
    on_clipboard("One\n\nThree\n")
    press(Qt.Key.Key_V, CTRL)
    assert [one.role for one in document.plan.all(Participant)[:3]] == ["One", "", "Three"]


def test_what_cannot_be_read_is_listed_and_nothing_is_pasted(
    qtbot: QtBot, table: RecordTable, document: Document, said: list[Toast]
) -> None:
    before = document.plan
    on_clipboard("Ann\tLead\tNowhere\tperhaps\nBo\tLead\tSales\tno\tmore\n")
    press(Qt.Key.Key_V, CTRL)
    assert document.plan == before
    (toast,) = said
    assert "Nothing was pasted: 3 cells cannot be read." in toast.text
    assert "Row 1, Team: there is nothing called “Nowhere” in the plan." in toast.text
    assert toast.act is not None
    toast.act()
    listed = table.findChild(PasteFaults)
    assert isinstance(listed, PasteFaults)
    lines = listed.lines.toPlainText().split("\n")
    assert "Row 1, Present now: “perhaps” is neither yes nor no." in lines
    assert "Row 2: it has more cells than the table has columns from here on." in lines
    listed.reject()


def test_decimal_commas_percents_and_codes_of_records(qtbot: QtBot, document: Document, said: list[Toast]) -> None:
    rates = shown(qtbot, RecordTable(document, Rate, ("rate", "days", "stage")))
    rates.setFocus()
    rates.setCurrentIndex(rates.records.index(0, 0))
    on_clipboard("42,5 %\t1.500,25\n")
    press(Qt.Key.Key_V, CTRL)
    rate = document.plan.all(Rate)[0]
    assert (str(rate.rate), str(rate.days)) == ("0.425", "1500.25")
    sla = document.plan.all(Sla)[0]
    ideas = shown(qtbot, RecordTable(document, QuickWin, ("title", "serves")))
    ideas.setFocus()
    ideas.setCurrentIndex(ideas.records.index(0, 1))
    on_clipboard(sla.code)
    press(Qt.Key.Key_V, CTRL)
    assert document.plan.all(QuickWin)[0].serves == f"Sla:{sla.id}"
    assert not said


def test_a_row_that_lacks_what_it_needs_is_refused(qtbot: QtBot, document: Document, said: list[Toast]) -> None:
    before = document.plan
    rates = shown(qtbot, RecordTable(document, Rate, ("rate", "days", "stage")))
    rates.setFocus()
    rates.setCurrentIndex(rates.records.index(rates.records.rowCount() - 1, 0))
    on_clipboard("10 %\t1\n20 %\t2\n")
    press(Qt.Key.Key_V, CTRL)
    assert document.plan == before
    assert "From stage must be filled in." in said[0].text


def test_hidden_answers_do_not_go_out_and_their_words_do_not_come_in(qtbot: QtBot, document: Document) -> None:
    idea = document.plan.all(QuickWin)[0]
    with document.edit("Change") as edit:
        edit.set(idea, impact_marketing=4, impact_sales=None, impact_revealed=False)
    ideas = shown(qtbot, RecordTable(document, QuickWin, ("title", "impact_marketing", "impact_sales")))
    ideas.setFocus()
    select(ideas, 0, 0, 0, 2)
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == f"{idea.title}\tIn\tNot yet\n"
    press(Qt.Key.Key_V, CTRL)
    kept = document.plan.all(QuickWin)[0].impact
    assert (kept.marketing, kept.sales) == (4, None)
