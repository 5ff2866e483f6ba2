from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Tick
from tests.ui.hands import shown
from ui.document import Document
from ui.export import ExportDialog
from ui.jobs import SMOOTH, Job


@pytest.fixture
def dialog(qtbot: QtBot, document: Document, tmp_path: Path) -> ExportDialog:
    """The dialog on the sample plan, going to a folder of its own."""
    made = ExportDialog(document)
    shown(qtbot, made, 560, 420)
    made.folder.setText(str(tmp_path / "out"))
    return made


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_all_pieces_are_made_and_listed(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    _press(dialog.go)
    assert dialog.working
    qtbot.waitUntil(lambda: not dialog.working, timeout=60_000)
    made = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert made == [".ics", ".pdf", ".xlsx"]
    assert {path.name for path in dialog.results} == {path.name for path in (tmp_path / "out").iterdir()}
    for path in dialog.results:
        assert path.name in dialog.said.text()
    assert dialog.open_folder.isVisible()


def test_only_what_is_ticked_is_made(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    for key, tick in dialog.ticks.items():
        tick.setChecked(key == "excel")
    _press(dialog.go)
    qtbot.waitUntil(lambda: not dialog.working, timeout=60_000)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".xlsx"]


def test_nothing_ticked_cannot_be_exported(dialog: ExportDialog) -> None:
    for tick in dialog.ticks.values():
        tick.setChecked(False)
    assert not dialog.go.isEnabled()


def test_cancel_leaves_no_file_behind(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    _press(dialog.go)
    _press(dialog.leave)
    qtbot.waitUntil(lambda: not dialog.working, timeout=60_000)
    out = tmp_path / "out"
    assert "Cancelled" in dialog.said.text()
    assert not out.exists() or list(out.iterdir()) == []
    assert dialog.isVisible()


def test_a_folder_that_cannot_be_is_said_in_words(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    dialog.folder.setText(str(tmp_path / "file"))
    _press(dialog.go)
    qtbot.waitUntil(lambda: not dialog.working, timeout=60_000)
    assert dialog.said.text()
    assert "fault in the program" not in dialog.said.text()
    assert (tmp_path / "file").read_text() == "here"


def test_the_plan_is_not_written(qtbot: QtBot, dialog: ExportDialog, document: Document) -> None:
    before = document.workbook.path.read_bytes()
    _press(dialog.go)
    qtbot.waitUntil(lambda: not dialog.working, timeout=60_000)
    assert document.workbook.path.read_bytes() == before


def _run(qtbot: QtBot, work: Callable[[Tick], object]) -> tuple[str, object]:
    job = Job(work)
    ended: list[tuple[str, object]] = []
    job.done.connect(lambda result: ended.append(("done", result)))
    job.failed.connect(lambda fault: ended.append(("failed", fault)))
    job.cancelled.connect(lambda: ended.append(("cancelled", None)))
    before = sys.getswitchinterval()
    job.start()
    assert sys.getswitchinterval() == pytest.approx(SMOOTH)
    qtbot.waitUntil(lambda: bool(ended))
    assert sys.getswitchinterval() == pytest.approx(before)
    return ended[0]


def test_a_job_works_on_another_thread_and_answers_on_this_one(qtbot: QtBot) -> None:
    kind, thread = _run(qtbot, lambda tick: threading.get_ident())
    assert kind == "done"
    assert thread != threading.get_ident()


def test_a_job_says_in_words_why_it_could_not(qtbot: QtBot) -> None:
    def work(tick: Tick) -> None:
        raise PlanError("The disk is full.")

    kind, fault = _run(qtbot, work)
    assert (kind, str(fault)) == ("failed", "The disk is full.")


def test_a_job_stops_at_its_next_tick(qtbot: QtBot) -> None:
    started, stop = threading.Event(), threading.Event()

    def work(tick: Tick) -> None:
        started.set()
        stop.wait(10)
        tick(1, 2, "half")
        raise AssertionError

    job = Job(work)
    ended: list[str] = []
    job.cancelled.connect(lambda: ended.append("cancelled"))
    job.start()
    assert started.wait(10)
    job.cancel()
    stop.set()
    qtbot.waitUntil(lambda: ended == ["cancelled"])


def test_a_bug_in_a_job_reaches_the_window(qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        job = Job(lambda tick: 1 // 0)
        broke: list[object] = []
        job.broke.connect(broke.append)
        job.start()
        qtbot.waitUntil(lambda: bool(broke))
    assert [kind for kind, _fault, _trace in caught] == [ZeroDivisionError]
