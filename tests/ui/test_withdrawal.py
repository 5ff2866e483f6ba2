"""What an edit withdraws is said at the form before it is made, named after it, and undo brings it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from joint_plan.plan.slas import Sla
from joint_plan.rules.standing import State, standings
from tests.ui.hands import press, shown, type_text
from ui.document import Document, Toast
from ui.parts.field_cell import FieldCell
from ui.parts.form import RecordForm
from ui.parts.words import Words
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = "Sla:first-contact"


@pytest.fixture
def form(qtbot: QtBot, document: Document) -> RecordForm:
    made = shown(qtbot, RecordForm(document), 300, 700)
    made.show_record(document.plan.find(KEY))
    return made


def _retype(text: str) -> None:
    press(Qt.Key.Key_A, CTRL)
    type_text(text)


def _said(form: RecordForm, column: str) -> str:
    parent = form.editor(column).parentWidget()
    while not isinstance(parent, FieldCell):
        assert parent is not None
        parent = parent.parentWidget()
    return parent.words


def _lines(form: RecordForm) -> list[str]:
    return [words.text() for words in form.findChildren(Words) if words.isVisibleTo(form) and words.text()]


def test_an_agreed_item_says_what_a_change_would_withdraw(form: RecordForm, document: Document) -> None:
    said = "A change at a handshake mark withdraws this agreement."
    assert said in _lines(form)
    form.show_record(document.plan.find("Sla:campaign-notice"))
    assert not [line for line in _lines(form) if "withdraws" in line]


def test_it_is_said_at_the_field_while_it_is_typed(form: RecordForm, document: Document) -> None:
    form.focus_field("obligation")
    before = document.plan.all(Sla)
    held = next(sla.obligation for sla in before if f"Sla:{sla.id}" == KEY)
    _retype("calls back")
    assert _said(form, "obligation") == "This withdraws the agreement of Marketing and Sales."
    _retype(held)
    assert _said(form, "obligation") == ""
    _retype("calls back")
    press(Qt.Key.Key_Escape)
    assert _said(form, "obligation") == ""
    form.focus_field("measured_in")
    _retype("somewhere else")
    assert _said(form, "measured_in") == ""
    assert document.plan.all(Sla) == before


def test_the_toast_names_what_was_withdrawn_and_undo_restores_it(form: RecordForm, document: Document) -> None:
    toasts: list[Toast] = []
    document.toast.connect(toasts.append)
    form.focus_field("obligation")
    _retype("calls back")
    press(Qt.Key.Key_Return)
    assert standings(document.plan)[KEY].state is State.DRAFT
    assert [toast.text for toast in toasts] == [
        "SLA-06 is open again: Marketing and Sales had agreed to what it said before."
    ]
    assert toasts[0].act is not None
    toasts[0].act()
    assert standings(document.plan)[KEY].state is State.AGREED


def test_the_window_says_what_counts_again(window: MainWindow) -> None:
    assert window.document is not None
    item = window.document.plan.find(KEY)
    assert item is not None
    with window.document.edit("Change it") as edit:
        edit.set(item, obligation="calls back")
    assert window.toasts.words.startswith("SLA-06 is open again")
    window.document.undo()
    assert window.toasts.words == "Undone: Change it. SLA-06: what Marketing and Sales said counts again."
