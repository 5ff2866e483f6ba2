"""Writing something down from any page, with a link back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from joint_plan.plan.actions import ACTIONS
from joint_plan.plan.landscape import ProfileEntry
from joint_plan.plan.record import Record
from joint_plan.plan.slas import Sla
from joint_plan.plan.types import Decision, Insight, QuickWin
from joint_plan.rules.standing import standing
from ui.document import Document
from ui.sections.quick_wins import QuickWinsPage
from ui.shell.capture import CaptureDialog


@pytest.mark.parametrize(
    ("kind", "record_type", "words", "link"),
    [
        ("idea", QuickWin, "title", "serves"),
        ("decision", Decision, "text", "item"),
        ("insight", Insight, "heard", "item"),
    ],
)
def test_it_is_kept_with_a_link_to_what_was_in_focus(
    qtbot: QtBot, sample: Document, kind: str, record_type: type[Record], words: str, link: str
) -> None:
    about = sample.plan.all(Sla)[0]
    before = standing(sample.plan, about)
    dialog = CaptureDialog(sample, kind, about)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.line, "Ask before Friday")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    made = sample.plan.all(record_type)[-1]
    assert (getattr(made, words), getattr(made, link)) == ("Ask before Friday", f"Sla:{about.id}")
    assert standing(sample.plan, about) == before
    assert QApplication.activeModalWidget() is None


def test_nothing_private_is_linked_or_named(qtbot: QtBot, sample: Document) -> None:
    entry = next(entry for entry in sample.plan.all(ProfileEntry) if entry.is_private)
    dialog = CaptureDialog(sample, "idea", entry)
    qtbot.addWidget(dialog)
    dialog.line.setText("An idea")
    dialog.keep()
    assert sample.plan.all(QuickWin)[-1].serves == ""


def test_no_two_actions_share_a_key() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))


def test_the_link_leads_back_to_where_it_came_from(qtbot: QtBot, sample: Document) -> None:
    about = sample.plan.all(Sla)[0]
    with sample.edit("Note") as edit:
        made = edit.add(QuickWin(title="Ask before Friday", serves=f"Sla:{about.id}"))
    page = QuickWinsPage(sample)
    qtbot.addWidget(page)
    page.resize(1372, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.reveal_item(f"QuickWin:{made.id}")
    link = next(
        button
        for button in page.form.findChildren(QPushButton)
        if button.accessibleName() == "Go to: Goal or SLA served"
    )
    with qtbot.waitSignal(page.go_to) as asked:
        link.click()
    assert asked.args == [f"Sla:{about.id}"]
    with sample.edit("Clear") as edit:
        edit.set(made, serves="")
    assert not link.isVisibleTo(page)
