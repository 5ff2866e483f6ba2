"""Anything pressed, typed, clicked and dragged in any order: no fault, and the file holds what the memory holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture as QtLog
from pytestqt.qtbot import QtBot

from joint_plan.base.errors import PlanError
from joint_plan.plan.agreement import Signature
from joint_plan.plan.deltas import difference
from joint_plan.plan.record import checked
from joint_plan.plan.references import check_references
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.starting_plan import template
from joint_plan.workbook import Workbook
from tests.journeys.driver import Facilitator
from tests.journeys.hands_at_random import HandsAtRandom, check_file
from tests.random_plan import random_plan
from tests.scale import soak
from tests.stress_plan import stress_plan

SEEDS = range(soak(1, 40))
STEPS = soak(60, 800)
LASTING = ("Version", "Signature")
"""What undo never takes back."""


def _plan(name: str, seed: int) -> Snapshot:
    if name == "random":
        return random_plan(seed)
    return stress_plan() if name == "stress" else template("sample")


def _back_to_the_start(workbook: Workbook) -> bool:
    """Undo all; says whether nothing stood in the way, as a signature does that came after."""
    while workbook.undo_name:
        try:
            workbook.undo()
            QApplication.processEvents()
        except PlanError:
            assert workbook.snapshot().all(Signature), "only what was signed may stand in the way of undo"
            return False
    return True


def _forward_again(workbook: Workbook) -> None:
    while workbook.redo_name:
        workbook.redo()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["sample", "stress", "random"])
def test_whatever_hands_do_nothing_breaks(
    qapp: QApplication,
    facilitator: Facilitator,
    qtbot: QtBot,
    qtlog: QtLog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    seed: int,
) -> None:
    # What is typed as a folder's name stays in here.
    monkeypatch.chdir(tmp_path)
    # Quitting would end every dialog's own loop for good.
    qapp.setQuitOnLastWindowClosed(False)
    path = tmp_path / "plan.jplan"
    start = _plan(name, seed)
    Workbook.create(path, start).close()
    window = facilitator.window
    assert window.open_plan(path)
    start = facilitator.plan
    hands = HandsAtRandom(window, path, start, seed)
    try:
        with qtbot.captureExceptions() as faults:
            for _number in range(STEPS):
                hands.step()
                _see_no_fault(hands, faults, qtlog)
    finally:
        hands.rest()
    with qtbot.captureExceptions() as faults:
        workbook = hands.open_again()
        _check_all(path, workbook)
        # What is undone just now would be done again later, too.
        _forward_again(workbook)
        end = workbook.snapshot()
        if _back_to_the_start(workbook):
            left = [delta for delta in difference(start, workbook.snapshot()) if delta.type not in LASTING]
            assert not left, _told(hands, *map(str, left))
        check_file(workbook)
        _forward_again(workbook)
        left = list(difference(end, workbook.snapshot()))
        assert not left, _told(hands, *map(str, left))
        _see_no_fault(hands, faults, qtlog)


def _see_no_fault(hands: HandsAtRandom, faults: Sequence[object], qtlog: QtLog) -> None:
    assert not faults, _told(hands, str(faults[0]))
    said = [record.message for record in qtlog.records if not record.ignored and record.log_type_name != "QtDebugMsg"]
    assert not said, _told(hands, *said)


def _told(hands: HandsAtRandom, *more: str) -> str:
    return "\n".join((*hands.said, *more))


def _check_all(path: Path, workbook: Workbook) -> None:
    """The file is whole and holds what the memory holds, and every record is one that may be kept."""
    plan = workbook.snapshot()
    check_file(workbook)
    for item in plan:
        assert checked(item) == item
        check_references(plan, item)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
