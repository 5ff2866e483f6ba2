"""Long work off the window's thread, with progress and cancel."""

from __future__ import annotations

import contextvars
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Signal

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Cancelled, Tick

SMOOTH = 0.0005
"""Seconds after which Python lets another thread on: a tenth of the usual keeps the window smooth during a job."""

Work = Callable[[Tick], Any]


class Job(QObject):
    """One piece of work in the pool thread. Its signals arrive on the thread that made it."""

    progress = Signal(int, int, str)
    done = Signal(object)
    """With what the work returned."""
    cancelled = Signal()
    failed = Signal(object)
    """With the `PlanError` that says why."""
    broke = Signal(object)
    """With an exception that is a bug."""

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._before = sys.getswitchinterval()
        self.broke.connect(_raise)
        for ending in (self.done, self.cancelled, self.failed, self.broke):
            ending.connect(self._restore)

    def start(self) -> None:
        """Begin; the signals tell the rest."""
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(SMOOTH)
        context = contextvars.copy_context()
        pool().submit(context.run, self._run)

    def cancel(self) -> None:
        """Ask it to stop at its next tick."""
        self._stop.set()

    def _tick(self, done: int, total: int, what: str) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progress.emit(done, total, what)

    def _run(self) -> None:
        try:
            result = self._work(self._tick)
        except Cancelled:
            self.cancelled.emit()
        except PlanError as fault:
            self.failed.emit(fault)
        except Exception as fault:  # noqa: BLE001  raised again on the window's thread, where bugs are reported
            self.broke.emit(fault)
        else:
            self.done.emit(result)

    def _restore(self) -> None:
        sys.setswitchinterval(self._before)


def _raise(fault: Exception) -> None:
    raise fault


@lru_cache(maxsize=1)
def pool() -> ThreadPoolExecutor:
    """The one thread for long work.

    It is Python's own: Qt deletes a task of its pool while PySide still knows its address, and takes the next object
    that is made there for it.
    """
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
