"""What is typed and not entered is never lost, and what is wrong with it stays said."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from joint_plan.workbook import Workbook
from tests.journeys.driver import ALT, Facilitator, Key
from ui.parts.cell_editor import CellEditor
from ui.parts.field_cell import FieldCell
from ui.parts.swimlane_tile import BoardCard
from ui.sections.journey import JourneyPage
from ui.sections.slas import SlasPage


def _cell(editor: QLineEdit) -> FieldCell:
    cell = editor.parentWidget()
    assert isinstance(cell, FieldCell)
    return cell


def _time_limit(at: Facilitator) -> QLineEdit:
    page = at.page
    assert isinstance(page, SlasPage)
    editor = page.details.form.editor("time_limit")
    assert isinstance(editor, QLineEdit)
    return editor


def test_a_wrong_number_stays_said_when_something_else_in_the_item_changes(
    facilitator: Facilitator, tmp_path: Path
) -> None:
    at = facilitator
    assert at.window.create_plan(tmp_path / "plan.jplan", "sample")
    at.go_to("slas", 6)
    at.tab_to("Time limit")
    at.retype("soon")
    at.tab_to("If missed")
    at.retype("Marketing says why")
    sla = at.plan.all(Sla)[0]
    assert (sla.if_missed, sla.time_limit) == ("Marketing says why", None)
    assert _time_limit(at).text() == "soon"
    assert "not a number" in _cell(_time_limit(at)).words


def test_a_wrong_number_is_offered_again_after_closing_and_going_back_to_it(
    facilitator: Facilitator, tmp_path: Path
) -> None:
    at = facilitator
    path = tmp_path / "plan.jplan"
    assert at.window.create_plan(path, "sample")
    at.go_to("slas", 6)
    key = key_of(at.plan.all(Sla)[0])
    at.tab_to("Time limit")
    at.retype("soon")
    at.press(Key.Key_1, ALT)
    at.window.close_plan()
    with Workbook.open(path, read_only=True) as closed:
        assert closed.pending()[(key, "time_limit")] == "soon"
    assert at.window.open_plan(path)
    at.view.show_section("slas")
    assert _time_limit(at).text() == "soon"
    assert "Enter keeps it" in _cell(_time_limit(at)).words
    at.tab_to("Time limit")
    at.press(Key.Key_Escape)
    assert _time_limit(at).text() == ""
    assert not at.document.workbook.pending()


def _take_hold_of(path: Path) -> sqlite3.Connection:
    """Another program that has the plan's file to itself: nothing can be written until it lets go."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_what_cannot_be_written_stays_typed_until_it_can(facilitator: Facilitator, tmp_path: Path) -> None:
    """The words stay on their card, the reason is said, and it is no fault of the program."""
    at = facilitator
    path = tmp_path / "plan.jplan"
    assert at.window.create_plan(path, "sample")
    at.go_to("journey", 4)
    first = at.plan.all(Stage)[0]
    other = _take_hold_of(path)
    at.press(Key.Key_F2)
    at.retype("Notice the waste")
    editor = at.focus
    assert isinstance(editor, CellEditor)
    assert editor.toPlainText() == "Notice the waste"
    assert "another program" in editor.accessibleDescription()
    editor.keep_typed()
    assert "another program" in at.window.toasts.words
    assert at.plan.all(Stage)[0] == first
    other.close()
    at.press(Key.Key_Return)
    assert at.plan.all(Stage)[0].name == "Notice the waste"


def test_typing_on_a_card_goes_on_where_it_stopped(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    path = tmp_path / "plan.jplan"
    assert at.window.create_plan(path, "sample")
    first = at.plan.all(Stage)[0]
    at.document.keep_typed(key_of(first), "name", "Notice the")
    at.go_to("journey", 4)
    at.press(Key.Key_F2)
    at.write(" waste")
    at.press(Key.Key_Return)
    assert at.plan.all(Stage)[0].name == "Notice the waste"


def test_closing_enters_what_is_typed_and_leaves_no_offer_of_the_closed_plan(
    facilitator: Facilitator, tmp_path: Path
) -> None:
    """The stage was agreed: entering it says so, with an Undo that has no plan any more."""
    at = facilitator
    path = tmp_path / "plan.jplan"
    assert at.window.create_plan(path, "sample")
    at.go_to("journey", 4)
    at.press(Key.Key_F2)
    at.write("Notice the waste")
    at.standard(QKeySequence.StandardKey.Close)
    assert at.window.document is None
    assert at.window.toasts.words == ""
    with Workbook.open(path, read_only=True) as closed:
        assert closed.snapshot().all(Stage)[0].name == "Notice the waste"


def test_a_word_without_end_becomes_a_card(facilitator: Facilitator, tmp_path: Path) -> None:
    """An address pasted from somewhere: the board shows all of it, and the window goes on."""
    at = facilitator
    assert at.window.create_plan(tmp_path / "plan.jplan", "sample")
    page = at.go_to("journey", 4)
    assert isinstance(page, JourneyPage)
    at.tab_to("New cards, one a line")
    word = "w" * 4000
    at.write("m: ")
    line = at.focus
    assert isinstance(line, QLineEdit)
    line.insert(word)
    at.press(Key.Key_Return)
    card = at.plan.all(Touchpoint)[-1]
    assert card.name == word
    tile = page.board.tiles[key_of(card)]
    assert isinstance(tile, BoardCard)
    assert "".join(part.rstrip("-") for part in tile.lines_at(tile.width())) == word
