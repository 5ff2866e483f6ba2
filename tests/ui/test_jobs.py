"""Long work off the window's thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Tick
from ui.jobs import SMOOTH, Job


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
