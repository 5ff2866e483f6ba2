"""Reading a workbook in a process of its own, which has little memory and little time and is ended by a cancel."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import joint_plan
from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.texts import N_, _, language
from joint_plan.exchange import READER
from joint_plan.exchange.cells import Book, book_of

MEMORY = 1_000_000_000
"""Bytes that the reading process may use, where the system lets us say so."""
SECONDS = 60
"""How long it may work. Where other programs keep it waiting, `_PATIENCE` times as long by the clock."""
_PATIENCE = 5
_TOO_LONG = N_("{name} takes too long to read for a plan's workbook.")
_LOOK = 0.05
"""Seconds between two looks whether it has ended or the person has had enough."""


def read_workbook(path: Path, tick: Tick = no_tick, *, memory: int = MEMORY, seconds: int = SECONDS) -> Book:
    """The values of a workbook.

    Args:
        path: the file.
        tick: called while it is read; raises `Cancelled` to stop.
        memory: bytes that reading may use.
        seconds: how long it may work.

    Raises:
        PlanError: it cannot be read or is refused; the sentence says why.
        Cancelled: from `tick`; the reading process has ended then.
    """
    path = Path(path).absolute()
    with tempfile.TemporaryDirectory(prefix="joint-plan-") as folder:
        request, result = Path(folder, "request.json"), Path(folder, "result.json")
        asked = {"path": str(path), "language": language(), "memory": memory, "seconds": seconds}
        request.write_text(json.dumps(asked), "utf-8")
        ended = _run([*_program(), str(request), str(result)], path, tick, seconds)
        try:
            found = json.loads(result.read_text("utf-8"))
        except (OSError, ValueError) as fault:
            raise PlanError(_ended_words(ended).format(name=path.name)) from fault
    if "refused" in found:
        raise PlanError(found["refused"])
    return book_of(found, path.name)


def _ended_words(status: int) -> str:
    """Why there is no result, by the exit status."""
    if status == -getattr(signal, "SIGXCPU", 0) != 0:
        return _(_TOO_LONG)
    if status < 0:
        return _("{name} could not be read: it needs more memory than a plan's workbook may.")
    return _("{name} could not be read: the reading program ended early.")


def _program() -> Sequence[str]:
    if getattr(sys, "frozen", False):
        return (sys.executable, READER)
    return (sys.executable, "-m", "joint_plan.exchange.reader")


def _environment() -> dict[str, str]:
    """This one, and the place where our packages are: a checkout need not be installed."""
    root = str(Path(joint_plan.__file__).parents[1])
    before = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in (root, before) if part), "PYTHONSAFEPATH": "1"}


def _run(program: Sequence[str], path: Path, tick: Tick, seconds: int) -> int:
    """Run the reading process to its end, however that comes.

    Returns:
        Its exit status; below 0 where the system ended it.
    """
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    with subprocess.Popen(
        program,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=hidden,
    ) as process:
        try:
            until = time.monotonic() + _PATIENCE * seconds
            while True:
                tick(0, 0, _("Reading {name}").format(name=path.name))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    return process.wait(_LOOK)
                if time.monotonic() > until:
                    raise PlanError(_(_TOO_LONG).format(name=path.name))
        finally:
            process.kill()
