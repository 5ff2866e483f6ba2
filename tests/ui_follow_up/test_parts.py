"""Check-in, wins and losses on the page, and the page in its window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.follow_up import CheckIn, Loss, Win
from joint_plan.plan.types import Participant
from joint_plan.rules.check_in import TOPICS, topic_label
from tests.ui_boards.hands import CTRL, focus, press, shown
from ui.document import Document
from ui.parts.wins_entry import EntryForm
from ui.sections.follow_up import FollowUpPage
from ui.window import MainWindow


def fill(editor: QWidget, text: str) -> None:
    """Type into a field of the form."""
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.setFocus()
    QTest.keyClicks(editor, text)


def test_the_check_in_lists_in_order_and_each_line_leads_to_its_item(qtbot: QtBot, page: FollowUpPage) -> None:
    page.show_part("check_in")
    rows = page.check_in.list.rows
    topics = list(dict.fromkeys(row.point.topic for row in rows))
    assert topics == [key for key, _words in TOPICS if key in topics]
    assert len(topics) >= 6
    late = next(row for row in rows if row.point.late)
    assert late.accessibleName().startswith("Overdue. QW-01")
    with qtbot.waitSignal(page.go_to) as went:
        QTest.mouseClick(rows[-1], Qt.MouseButton.LeftButton)
    assert went.args == [rows[-1].point.key]
    rows[0].setFocus()
    press(Qt.Key.Key_Down)
    assert focus() is rows[1]
    with qtbot.waitSignal(page.go_to) as went:
        press(Qt.Key.Key_Return)
    assert went.args == [rows[1].point.key]


def test_a_check_in_begins_with_today_and_who_is_present(page: FollowUpPage) -> None:
    page.show_part("check_in")
    QTest.mouseClick(page.check_in.start, Qt.MouseButton.LeftButton)
    made = page.document.plan.all(CheckIn)[-1]
    present = [person.name for person in page.document.plan.all(Participant) if person.present]
    assert made.date == dt.datetime.now().astimezone().date()
    assert made.who == ", ".join(present)
    assert page.check_in.list.title.text() == "What to look at today"
    assert focus() is page.check_in.details.form.editor("hits")
    QTest.keyClicks(focus(), "Everybody calls back")
    press(Qt.Key.Key_Return)
    assert page.document.plan.all(CheckIn)[-1].hits == "Everybody calls back"
    assert page.check_in.days.count() == 2
    page.document.undo()
    page.document.undo()
    assert len(page.document.plan.all(CheckIn)) == 1


def test_an_earlier_check_in_shows_the_list_of_its_day(page: FollowUpPage) -> None:
    page.reveal_item("CheckIn:first")
    assert page.check_in.list.title.text() == "To look at on 2 Feb 2027"
    assert topic_label(page.check_in.list.rows[0].point.topic) == "Quick wins due"


def entry_of(page: FollowUpPage, part: str) -> EntryForm:
    """The form for a new win or loss, opened by key."""
    page.show_part(part)
    board = {"wins": page.wins, "losses": page.losses}[part]
    page.add_item()
    assert board.entering
    return board.entry


def test_a_win_needs_both_teams_and_says_so_at_the_field_and_keeps_what_was_typed(page: FollowUpPage) -> None:
    entry = entry_of(page, "wins")
    fill(entry.editors["account"], "Hillcrest Foods")
    fill(entry.editors["sales_part"], "Closed it")
    fill(entry.editors["amount"], "a lot")
    press(Qt.Key.Key_Return, CTRL)
    page.add_item()
    assert len(page.document.plan.all(Win)) == 2
    assert "both teams" in entry.cells["marketing_part"].words
    assert "not a number" in entry.cells["amount"].words
    assert entry.cells["account"].words == entry.cells["sales_part"].words == ""
    assert focus() is entry.editors["amount"]
    page.show_part("losses")
    page.show_part("wins")
    assert page.wins.entry.isVisible()
    amount = entry.editors["amount"]
    assert isinstance(amount, QLineEdit)
    amount.selectAll()
    fill(amount, "12000")
    fill(entry.editors["marketing_part"], "Found them")
    QTest.mouseClick(entry.done, Qt.MouseButton.LeftButton)
    made = page.document.plan.all(Win)[-1]
    assert (made.account, str(made.amount), made.marketing_part, made.sales_part) == (
        "Hillcrest Foods",
        "12000",
        "Found them",
        "Closed it",
    )
    assert not page.wins.entry.isVisible()
    assert page.wins.current_item() == made
    page.document.undo()
    assert len(page.document.plan.all(Win)) == 2


def test_a_loss_needs_what_each_team_could_do_better(page: FollowUpPage) -> None:
    entry = entry_of(page, "losses")
    QTest.mouseClick(entry.done, Qt.MouseButton.LeftButton)
    said = {name for name, cell in entry.cells.items() if cell.words}
    assert said == {"account", "marketing_could_do_better", "sales_could_do_better"}
    for name in said:
        fill(entry.editors[name], f"Words for {name}")
    QTest.mouseClick(entry.done, Qt.MouseButton.LeftButton)
    made = page.document.plan.all(Loss)[-1]
    assert made.sales_could_do_better == "Words for sales_could_do_better"


def test_what_was_typed_stands_there_again_after_a_crash(qtbot: QtBot, page: FollowUpPage) -> None:
    entry = entry_of(page, "losses")
    fill(entry.editors["account"], "Half a loss")
    qtbot.waitUntil(lambda: "Half a loss" in page.document.workbook.pending().values())
    again = FollowUpPage(page.document)
    qtbot.addWidget(again)
    account = again.losses.entry.editors["account"]
    assert isinstance(account, QPlainTextEdit)
    assert account.toPlainText() == "Half a loss"
    for name in ("marketing_could_do_better", "sales_could_do_better"):
        fill(entry.editors[name], "More")
    entry.submit()
    assert not page.document.workbook.pending()
    assert page.document.plan.all(Loss)[-1].account == "Half a loss"


def test_leaving_the_form_keeps_it_for_later(page: FollowUpPage) -> None:
    entry = entry_of(page, "losses")
    fill(entry.editors["account"], "Half a loss")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    QTest.mouseClick(entry.back, Qt.MouseButton.LeftButton)
    assert not page.losses.entering
    assert len(page.document.plan.all(Loss)) == 1


def test_the_button_of_the_list_opens_the_form_and_an_empty_list_says_what_it_is_for(
    qtbot: QtBot, blank: Document
) -> None:
    page = FollowUpPage(blank)
    shown(qtbot, page)
    page.show_part("wins")
    assert page.wins.empty.isVisible()
    QTest.mouseClick(page.wins.empty.button, Qt.MouseButton.LeftButton)
    assert page.wins.entering


def test_a_win_is_copied_as_a_message(page: FollowUpPage) -> None:
    page.reveal_item("Win:meadowfold")
    assert page.announce.isVisible()
    QTest.mouseClick(page.announce, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "We won Meadowfold Dairy: €54,000, on 19 Jan 2027."
    assert lines[1].startswith("Marketing: Found the energy manager")
    assert lines[2].startswith("Sales: Ran the trial week")
    assert lines[3].startswith("And others: Aisha")
    page.show_part("losses")
    assert not page.announce.isVisible()


def test_the_window_walks_to_follow_up_and_from_a_line_to_its_item(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    assert window.create_plan(tmp_path / "plan.jplan", "sample")
    window.show()
    assert window.view is not None
    window.view.show_section("follow_up")
    page = window.view.page_shown
    assert isinstance(page, FollowUpPage)
    assert page.primary.isHidden(), "it is the last one"
    page.show_part("check_in")
    goal = next(row for row in page.check_in.list.rows if row.point.key == "Goal:conversion")
    QTest.mouseClick(goal, Qt.MouseButton.LeftButton)
    assert window.view.current == "goals"
    window.view.go_to("Win:polyvial")
    assert window.view.current == "follow_up"
    shown_win = page.wins.current_item()
    assert shown_win is not None
    assert shown_win.id == "polyvial"
    window.close()
