from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.actions import ACTIONS
from joint_plan.plan.agreement import Note, ParkingItem
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import key_of
from joint_plan.plan.session import Plan, Team
from joint_plan.plan.slas import Sla
from joint_plan.rules.standing import plan_count, section_count
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook, read_plan
from tests.ui.hands import press, shown, type_text
from ui import theme
from ui.parts.scroll import Frame
from ui.sections import PAGES, walk
from ui.settings import Settings
from ui.shell.commands import COMMANDS, open_sample, save_copy
from ui.shell.facilitator import Prompt
from ui.shell.prompts import PromptsDialog, prompts
from ui.shell.start_page import StartCard, StartPage
from ui.shell.walk import StepButton
from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
HEAVY = ("sqlalchemy", "openpyxl", "reportlab", "babel", "xlsxwriter", "pikepdf", "joint_plan.workbook.workbook")


def test_the_start_page_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    script = f"""
import sys
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QSettings
app = QApplication([])
from ui import theme
from ui.window import MainWindow
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, {str(tmp_path)!r})
theme.apply_theme(app)
window = MainWindow()
window.show_start()
window.show()
app.processEvents()
assert not window.grab().isNull()
print(",".join(name for name in {HEAVY!r} if name in sys.modules) or "light")
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "light"


def test_every_action_has_a_command_a_name_and_a_tip(window: MainWindow) -> None:
    assert set(COMMANDS) == {declared.id for declared in ACTIONS}
    for declared in ACTIONS:
        made = window.actions_of[declared.id]
        assert made.text()
        assert made.toolTip()


def test_no_two_actions_share_a_key(window: MainWindow) -> None:
    seen: dict[str, str] = {}
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            assert seen.setdefault(key.toString(), action.objectName()) == action.objectName(), key.toString()


def test_the_walk_says_how_each_section_stands(qtbot: QtBot, window: MainWindow) -> None:
    assert window.document is not None
    plan = window.document.plan
    steps = {button.step.key: button for button in window.findChildren(StepButton)}
    assert list(steps) == [section.key for section in walk(plan)]
    count = section_count(plan, "slas")
    assert steps["slas"].step.line == f"{count.agreed} of {count.total} agreed"
    total = plan_count(plan)
    assert window.view is not None
    assert f"{total.agreed} of {total.total} agreed" in window.view.walk.progress.accessibleName()
    sla = next(item for item in plan.all(Sla) if item.code == "SLA-01")
    with window.document.edit("Change") as edit:
        edit.set(sla, obligation="something else entirely")
    words = f"{count.agreed - 1} of {count.total} agreed"
    qtbot.waitUntil(lambda: steps["slas"].step.line == words)


def test_a_hidden_section_leaves_the_walk(qtbot: QtBot, window: MainWindow) -> None:
    assert window.document is not None
    assert window.view is not None
    window.view.show_section("goals")
    with window.document.edit("Hide") as edit:
        edit.set(window.document.plan.plan, hidden_sections=("goals",))
    qtbot.waitUntil(lambda: len(window.findChildren(StepButton)) == len(PAGES) - 1)
    assert window.view.current != "goals"


def test_undo_and_redo_name_what_they_do_and_do_it(qtbot: QtBot, window: MainWindow) -> None:
    assert window.document is not None
    stage = window.document.plan.all(Stage)[0]
    with window.document.edit("Rename stage {title}", title="Notice") as edit:
        edit.set(stage, name="Something else")
    undo = window.actions_of["undo"]
    qtbot.waitUntil(lambda: "Rename stage Notice" in undo.text())
    undo.trigger()
    assert window.document.plan.all(Stage)[0].name == stage.name
    assert "Rename stage Notice" in window.toasts.words
    redo = window.actions_of["redo"]
    qtbot.waitUntil(lambda: "Rename stage Notice" in redo.text())
    redo.trigger()
    assert window.document.plan.all(Stage)[0].name == "Something else"


def test_a_deletion_names_the_agreed_items_that_go_and_the_toast_brings_them_back(window: MainWindow) -> None:
    assert window.document is not None
    before = window.document.plan
    sla = next(item for item in before.all(Sla) if item.code == "SLA-01")
    window.document.remove(sla)
    assert window.document.plan.get(Sla, sla.id) is None
    assert "SLA-01" in window.toasts.words
    assert "which was agreed" in window.toasts.words
    QTest.mouseClick(window.toasts.button, Qt.MouseButton.LeftButton)
    assert window.document.plan.get(Sla, sla.id) == sla


def test_what_is_refused_changes_nothing_and_is_said(window: MainWindow) -> None:
    assert window.document is not None
    before = window.document.plan
    with window.document.edit("Break") as edit:
        edit.set(before.all(Sla)[0], owed_by="nobody")
    assert window.document.plan == before
    assert "nobody" in window.toasts.words


def test_private_notes_are_records_of_the_plan(window: MainWindow) -> None:
    assert window.view is not None
    assert window.document is not None
    window.view.show_section("slas")
    editor: QPlainTextEdit = window.view.facilitator.note.editor
    editor.setFocus()
    type_text("Ask Declan first")
    press(Qt.Key.Key_Return)
    notes = window.document.plan.where(Note, "section", "slas")
    assert [note.text for note in notes if not note.item] == ["Ask Declan first"]
    window.view.show_section("goals")
    assert editor.toPlainText() != "Ask Declan first"
    window.view.show_section("slas")
    assert editor.toPlainText() == "Ask Declan first"


def test_a_note_that_is_refused_stays_in_its_field(window: MainWindow) -> None:
    assert window.view is not None
    assert window.document is not None
    window.view.show_section("slas")
    editor: QPlainTextEdit = window.view.facilitator.note.editor
    editor.setFocus()
    QApplication.clipboard().setText("word " * 4_001)
    editor.paste()
    press(Qt.Key.Key_Return)
    assert len(editor.toPlainText()) == 5 * 4_001
    assert "20,005" in window.toasts.words
    assert "Note.text" not in window.toasts.words
    assert all(note.item for note in window.document.plan.where(Note, "section", "slas"))


def test_a_topic_is_parked_by_enter(window: MainWindow) -> None:
    assert window.view is not None
    assert window.document is not None
    line = window.view.facilitator.park_line
    line.setFocus()
    type_text("Renewals: part of the goal?")
    press(Qt.Key.Key_Return)
    assert window.document.plan.all(ParkingItem)[-1].text == "Renewals: part of the goal?"
    assert line.text() == ""


def test_every_section_has_prompts() -> None:
    for key in PAGES:
        assert len(prompts(key)) == 3


def test_questions_of_ones_own_are_asked_in_every_plan_until_ours_are_wanted(window: MainWindow) -> None:
    ours = prompts("goals")
    dialog = PromptsDialog("goals", window)
    dialog.lines.setPlainText("Who pays?\n\n  When?  ")
    dialog.keep.click()
    assert prompts("goals") == ("Who pays?", "When?")
    assert prompts("slas") != prompts("goals")
    assert window.view is not None
    window.view.show_section("goals")
    asked = [shown.accessibleName() for shown in window.view.facilitator.findChildren(Prompt)]
    assert asked[-2:] == ["Who pays?", "When?"]
    again = PromptsDialog("goals", window)
    again.lines.clear()
    again.keep.click()
    assert prompts("goals") == ours


def test_the_facilitators_panel_goes_and_comes_by_f9_and_is_remembered(window: MainWindow) -> None:
    assert window.view is not None
    press(Qt.Key.Key_F9)
    assert not window.view.facilitator.isVisible()
    assert Settings().facilitator_shown is False
    press(Qt.Key.Key_F9)
    assert window.view.facilitator.isVisible()


def test_text_size_and_theme_change_at_once_and_stay_within_bounds(window: MainWindow) -> None:
    window.do("theme_dark")
    assert theme.tokens().dark
    assert Settings().scheme is theme.Scheme.DARK
    window.do("larger")
    assert theme.current.text_size == 105
    window.choose_text_size(theme.LARGEST - 2)
    window.do("larger")
    assert theme.current.text_size == theme.LARGEST
    assert QApplication.font().pixelSize() == round(13 * 1.75)
    window.choose_text_size(theme.SMALLEST + 2)
    window.do("smaller")
    assert theme.current.text_size == theme.SMALLEST
    window.do("theme_light")
    window.do("normal_size")


@pytest.mark.parametrize("percent", [100, 175])
@pytest.mark.parametrize("section", list(PAGES))
def test_no_page_is_wider_than_a_small_screen(qtbot: QtBot, window: MainWindow, section: str, percent: int) -> None:
    assert window.view is not None
    if percent != 100:
        theme.current.choose(text_size=percent)
        window.do("facilitator")
    window.resize(1366, 768)
    window.view.show_section(section)
    QTest.qWait(20)
    assert window.width() <= 1366
    assert window.minimumSizeHint().width() <= 1366
    assert window.minimumSizeHint().height() <= 768
    frame = window.view.stack.currentWidget()
    assert isinstance(frame, Frame)
    if percent == 100:
        assert (frame.horizontalScrollBar().maximum(), frame.verticalScrollBar().maximum()) == (0, 0)


def test_opening_shows_recent_plans_by_title_and_never_a_path(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.document is not None
    title = window.document.plan.plan.title
    window.do("close")
    start = window.start
    assert isinstance(start, StartPage)
    cards = [card for card in start.recent_cards if card.isEnabled()]
    assert [card.text() for card in cards] == [title]
    for card in start.findChildren(StartCard):
        said = f"{card.text()} {card.accessibleName()} {card.toolTip()}"
        assert str(tmp_path) not in said
        assert ".jplan" not in said
    QTest.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    assert window.document is not None
    assert window.document.plan.plan.title == title


def test_a_file_that_is_no_plan_is_refused_in_words(window: MainWindow, tmp_path: Path) -> None:
    strange = tmp_path / "strange.jplan"
    strange.write_bytes(b"hello")
    held = window.document
    assert not window.open_plan(strange)
    assert window.toasts.words
    assert window.document is held
    assert strange.read_bytes() == b"hello"


def test_the_sample_is_a_copy_each_time(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    open_sample(window, folder)
    open_sample(window, folder)
    assert len(list(folder.glob("*.jplan"))) == 2
    assert window.document is not None
    assert window.document.plan == template("sample")


def test_a_copy_is_saved_and_the_window_stays_with_the_plan(window: MainWindow, tmp_path: Path) -> None:
    assert window.document is not None
    held = window.document.workbook.path
    save_copy(window, tmp_path / "copy.jplan")
    assert read_plan(tmp_path / "copy.jplan") == window.document.plan
    assert window.document.workbook.path == held


def test_a_plan_open_elsewhere_can_only_be_looked_at(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.jplan"
    with Workbook.create(path, template("blank")) as other:
        assert window.open_plan(path)
        assert window.document is not None
        assert window.document.read_only
        before = window.document.plan
        with window.document.edit("Try") as edit:
            edit.set(before.plan, title="Mine")
        assert window.document.plan == before
        assert window.toasts.words
        with other.edit("Rename") as change:
            change.set(other.snapshot().plan, title="Theirs")
        window._look_for_others()  # noqa: SLF001  what the timer does every two seconds
        assert window.document.plan.plan.title == "Theirs"
        window.close_plan()


def test_closing_enters_what_is_typed(window: MainWindow) -> None:
    assert window.view is not None
    assert window.document is not None
    path = window.document.workbook.path
    from ui.sections.session import SessionPage

    page = cast("SessionPage", window.view.page("session"))
    window.view.show_section("session")
    page.form.focus_field("title")
    press(Qt.Key.Key_A, CTRL)
    type_text("Typed and not entered")
    window.close()
    assert read_plan(path).all(Plan)[0].title == "Typed and not entered"


def test_items_are_reached_from_anywhere(window: MainWindow) -> None:
    assert window.view is not None
    assert window.document is not None
    sla = window.document.plan.all(Sla)[3]
    window.view.go_to(key_of(sla))
    assert window.view.current == "slas"
    assert window.view.item() == sla


@pytest.mark.parametrize("section", list(PAGES))
def test_everything_that_takes_the_focus_has_a_name_and_a_role(window: MainWindow, section: str) -> None:
    assert window.view is not None
    window.view.show_section(section)
    nameless = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.focusProxy() is not None or widget.objectName().startswith("qt_"):
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None or not spoken.text(QAccessible.Text.Name) or spoken.role() == QAccessible.Role.NoRole:
            nameless.append(f"{type(widget).__module__}.{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_a_click_draws_no_ring_and_tab_does(qtbot: QtBot, window: MainWindow) -> None:
    page = shown(qtbot, StartPage((), __import__("datetime").date(2026, 11, 22)))
    QTest.mousePress(page.new_card, Qt.MouseButton.LeftButton)
    assert page.new_card.hasFocus()
    assert not theme.has_key_focus(page.new_card)
    QTest.keyClick(page.new_card, Qt.Key.Key_Tab)
    assert page.sample_card.hasFocus()
    assert theme.has_key_focus(page.sample_card)
    assert not theme.has_key_focus(page.new_card)


def test_renaming_a_team_away_from_its_page_keeps_page_and_focus(window: MainWindow) -> None:
    """As undo does it: the page in the middle is made anew while something on it has the focus."""
    assert window.view is not None
    assert window.document is not None
    window.view.show_section("slas")
    before = window.view.page_shown
    team = window.document.plan.all(Team)[0]
    with window.document.edit("Rename") as edit:
        edit.set(team, name="Demand")
    assert window.view.current == "slas"
    assert window.view.page_shown is not before
    assert window.view.page_shown.isVisible()
