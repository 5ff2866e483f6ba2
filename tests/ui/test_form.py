from __future__ import annotations

from decimal import Decimal
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.goals import Goal
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import all_specs, key_of
from joint_plan.plan.session import Plan
from joint_plan.plan.slas import Sla
from joint_plan.plan.values import Pair
from joint_plan.workbook import Workbook
from tests.ui.hands import press, shown, type_text
from ui.document import Document
from ui.parts.field_cell import FieldCell
from ui.parts.form import RecordForm
from ui.parts.kept_typing import PENDING_AFTER

UNDO = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot: QtBot, document: Document) -> RecordForm:
    made = shown(qtbot, RecordForm(document), 300, 700)
    made.show_record(document.plan.all(Sla)[0])
    return made


def _cell(form: RecordForm, column: str) -> FieldCell:
    parent = form.editor(column).parentWidget()
    while not isinstance(parent, FieldCell):
        assert parent is not None
        parent = parent.parentWidget()
    return parent


def _focus(form: RecordForm, column: str) -> QWidget:
    form.focus_field(column)
    return form.editor(column)


def _retype(text: str) -> None:
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(text)


def test_enter_commits_and_the_focus_stays(form: RecordForm, document: Document) -> None:
    editor = _focus(form, "obligation")
    _retype("calls back every demo request")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Sla)[0].obligation == "calls back every demo request"
    assert editor.hasFocus()


def test_tab_commits_and_moves_on(form: RecordForm, document: Document) -> None:
    editor = _focus(form, "applies_to")
    _retype("all leads")
    press(Qt.Key.Key_Tab)
    assert document.plan.all(Sla)[0].applies_to == "all leads"
    assert not editor.hasFocus()


def test_escape_takes_back_what_is_typed(form: RecordForm, document: Document) -> None:
    before = document.plan.all(Sla)[0].obligation
    editor = cast("QPlainTextEdit", _focus(form, "obligation"))
    _retype("something else")
    press(Qt.Key.Key_Escape)
    assert editor.toPlainText() == before
    assert document.plan.all(Sla)[0].obligation == before


def test_shift_enter_makes_a_line_where_the_field_has_lines(form: RecordForm, document: Document) -> None:
    _focus(form, "obligation")
    _retype("first")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_text("second")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Sla)[0].obligation == "first\nsecond"


def test_a_number_that_is_none_is_said_at_the_field_and_the_plan_keeps_its_value(
    form: RecordForm, document: Document
) -> None:
    before = document.plan.all(Sla)[0].time_limit
    editor = cast("QLineEdit", _focus(form, "time_limit"))
    _retype("soon")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Sla)[0].time_limit == before
    assert "not a number" in _cell(form, "time_limit").words
    assert editor.property("fault") is True
    assert editor.text() == "soon"
    _retype("4")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Sla)[0].time_limit == Decimal(4)
    assert _cell(form, "time_limit").words == ""
    assert editor.property("fault") is False


def test_an_impossible_rate_is_refused_in_words(form: RecordForm, document: Document) -> None:
    _focus(form, "met_share")
    _retype("130 %")
    press(Qt.Key.Key_Return)
    assert "between 0 % and 100 %" in _cell(form, "met_share").words
    _retype("95")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Sla)[0].met_share == Decimal("0.95")


def test_a_date_is_read_as_people_write_it(qtbot: QtBot, document: Document) -> None:
    form = shown(qtbot, RecordForm(document), 300)
    form.show_record(document.plan.all(Goal)[0])
    _focus(form, "due")
    _retype("19 Nov 2027")
    press(Qt.Key.Key_Return)
    goal = document.plan.all(Goal)[0]
    assert str(goal.due) == "2027-11-19"


def test_choosing_in_a_combo_commits(form: RecordForm, document: Document) -> None:
    combo = cast("QComboBox", _focus(form, "owed_by"))
    held = document.plan.all(Sla)[0].owed_by
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert document.plan.all(Sla)[0].owed_by == combo.currentData() != held


def test_undo_is_the_editors_while_typing_and_the_plans_before_and_after(
    qtbot: QtBot, form: RecordForm, document: Document
) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    reached: list[bool] = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), form)
    shortcut.activated.connect(lambda: reached.append(True))
    editor = cast("QPlainTextEdit", _focus(form, "obligation"))
    before = editor.toPlainText()
    press(Qt.Key.Key_Z, UNDO)
    assert reached == [True]
    type_text("x")
    press(Qt.Key.Key_Z, UNDO)
    assert reached == [True]
    assert editor.toPlainText() == before
    type_text("y")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Z, UNDO)
    assert reached == [True, True]


def test_a_change_from_elsewhere_is_shown_but_does_not_overwrite_what_is_typed(
    form: RecordForm, document: Document
) -> None:
    editor = cast("QPlainTextEdit", _focus(form, "obligation"))
    type_text("mine ")
    sla = document.plan.all(Sla)[0]
    with document.edit("Import") as edit:
        edit.set(sla, obligation="theirs", applies_to="theirs too")
    assert cast("QPlainTextEdit", form.editor("applies_to")).toPlainText() == "theirs too"
    assert editor.toPlainText().startswith("mine ")


def test_typed_text_survives_and_is_offered_in_its_field(qtbot: QtBot, form: RecordForm, document: Document) -> None:
    sla = document.plan.all(Sla)[0]
    _focus(form, "obligation")
    _retype("half a thou")
    qtbot.waitUntil(
        lambda: document.workbook.pending().get((key_of(sla), "obligation")) == "half a thou",
        timeout=PENDING_AFTER + 3000,
    )
    # As after a power cut: nobody says goodbye, and another window opens the file.
    with Workbook.open(document.workbook.path, read_only=True) as again:
        assert again.pending()[(key_of(sla), "obligation")] == "half a thou"
    other = shown(qtbot, RecordForm(document), 300)
    other.show_record(sla)
    offered = cast("QPlainTextEdit", other.editor("obligation"))
    assert offered.toPlainText() == "half a thou"
    assert "Enter keeps it" in _cell(other, "obligation").words
    _focus(other, "obligation")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Sla)[0].obligation == "half a thou"
    assert not document.workbook.pending()


def test_room_fields_come_first_and_the_rest_is_counted_under_a_fold(form: RecordForm) -> None:
    assert not form.editor("clock_stops").isVisible()
    assert form.editor("obligation").isVisible()
    form.focus_field("clock_stops")
    assert form.editor("clock_stops").isVisible()


def test_a_pair_shows_only_who_is_in_until_it_is_revealed(qtbot: QtBot, document: Document) -> None:
    with document.edit("Begin blind") as edit:
        blind = edit.add(QuickWin(title="Call back the same day", impact=Pair()))
    form = shown(qtbot, RecordForm(document), 300)
    form.show_record(blind)
    form.focus_field("impact_marketing")
    marketing = cast("QLineEdit", form.editor("impact_marketing"))
    sales = cast("QLineEdit", form.editor("impact_sales"))
    assert marketing.placeholderText() == "Not yet"
    type_text("5")
    assert marketing.displayText() != "5"
    press(Qt.Key.Key_Return)
    assert (marketing.text(), marketing.placeholderText()) == ("", "In")
    sales.setFocus()
    type_text("2")
    press(Qt.Key.Key_Return)
    assert not [text for text in (marketing.displayText(), sales.displayText()) if text]
    held = document.plan.get(QuickWin, blind.id)
    assert held is not None
    assert held.impact == Pair(5, 2, False)
    with document.edit("Reveal") as edit:
        edit.set(held, impact_revealed=True)
    assert (marketing.displayText(), sales.displayText()) == ("5", "2")


def test_a_new_field_would_appear_by_its_declaration(qtbot: QtBot, document: Document) -> None:
    """Every column of every type that people edit has an editor, without the form naming any."""
    form = shown(qtbot, RecordForm(document), 300)
    for spec in all_specs():
        record = next(iter(document.plan.table(spec.name).order), None)
        if record is None:
            continue
        form.show_record(record)
        for column in spec.columns:
            if column.kind.name not in {"document", "basis"} and column.part != "revealed":
                assert form.editor(column.name).accessibleName(), column.name


def test_an_edit_is_named_for_people(form: RecordForm, document: Document) -> None:
    _focus(form, "applies_to")
    _retype("everybody")
    press(Qt.Key.Key_Return)
    sla = document.plan.all(Sla)[0]
    assert document.workbook.undo_name == f"Change Applies to, {sla.code}"


def test_control_characters_go_and_the_person_is_told(qtbot: QtBot, form: RecordForm, document: Document) -> None:
    said: list[str] = []
    document.toast.connect(lambda toast: said.append(toast.text))
    editor = cast("QPlainTextEdit", _focus(form, "obligation"))
    editor.insertPlainText("a\x01b")
    press(Qt.Key.Key_Return)
    assert "\x01" not in document.plan.all(Sla)[0].obligation
    assert said


def test_the_plan_itself_has_a_form(qtbot: QtBot, document: Document) -> None:
    form = shown(qtbot, RecordForm(document), 300)
    form.show_record(document.plan.plan)
    _focus(form, "title")
    _retype("Growth 2028")
    press(Qt.Key.Key_Return)
    assert document.plan.all(Plan)[0].title == "Growth 2028"
