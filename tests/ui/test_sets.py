"""Agreeing and confirming many at once: exceptions pulled out, figures that moved, whose word and how."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import Assent, ParkingItem
from joint_plan.plan.funnel import Rate
from joint_plan.rules.standing import State, standings
from ui.document import Document
from ui.parts.after_vote_dialog import AfterVoteDialog, pending
from ui.parts.agree_set_dialog import AgreeSetDialog
from ui.parts.parking_bar import ParkingBar
from ui.parts.table import RecordTable
from ui.window import MainWindow

SLAS = ("Sla:business-case", "Sla:campaign-notice", "Sla:accept-reject", "Sla:reference-customer")


def test_a_set_leaves_out_what_is_objected_to_and_exceptions(qtbot: QtBot, window: MainWindow) -> None:
    assert window.document is not None
    document = window.document
    dialog = AgreeSetDialog(document, SLAS, window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert [one.item.code for one in dialog.ticked()] == ["SLA-03", "SLA-05", "SLA-10"]
    assert dialog.question.text() == "“Anyone against these 3?”"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    count = len(document.plan.all(Assent))
    for team in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(dialog.list, team)
    assert not dialog.isVisible()
    found = standings(document.plan)
    states = [found[key].state for key in SLAS]
    assert states == [State.AGREED, State.DRAFT, State.CONTESTED, State.AGREED]
    assert len(document.plan.all(Assent)) == count + 3
    document.undo()
    document.undo()
    assert len(document.plan.all(Assent)) == count


def test_figures_that_moved_are_confirmed_by_each_lead(qtbot: QtBot, window: MainWindow) -> None:
    assert window.document is not None
    document = window.document
    with document.edit("Change a rate") as edit:
        rate = next(rate for rate in document.plan.all(Rate) if rate.rate is not None)
        edit.set(rate, rate=Decimal("0.31"))
    waiting = pending(document.plan)
    assert "Goal:revenue" in {f"Goal:{one.item.id}" for one in waiting}
    assert "references" not in {one.item.id for one in waiting}
    dialog = AfterVoteDialog(document, window)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.channels["sales"].setCurrentIndex(dialog.channels["sales"].findData("phone"))
    for team in ("marketing", "sales"):
        assert dialog.confirm[team].isEnabled()
        QTest.keyClick(dialog.confirm[team], Qt.Key.Key_Space)
    assert not dialog.isVisible()
    assert pending(document.plan) == ()
    last = document.plan.where(Assent, "item", "Goal:revenue")[-1]
    assert (last.team, last.by, last.channel, last.method) == ("sales", "Declan Byrne", "phone", "lead")
    assert last.at is not None


def test_a_parked_point_is_cleared_and_dropped_by_one_key(qtbot: QtBot, document: Document) -> None:
    table = RecordTable(document, ParkingItem, ("text", "status"))
    qtbot.addWidget(table)
    bar = ParkingBar(document, table)
    qtbot.addWidget(bar)
    table.show_item("partner-leads")
    for key, status in ((Qt.Key.Key_D, "dropped"), (Qt.Key.Key_C, "cleared")):
        QTest.keyClick(table, key)
        point = document.plan.find("ParkingItem:partner-leads")
        assert isinstance(point, ParkingItem)
        assert point.status == status
