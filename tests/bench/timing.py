"""Taking times in turns: ours, the floor, ours, ... so that a slow moment hits both; the median counts."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the result: how long ours and its floor took, in seconds, and what we aim at."""

    name: str
    ours: float
    floor: float
    aim: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor

    def line(self) -> str:
        """The line as it is printed."""
        verdict = "ok" if self.ratio <= self.aim else "over"
        times = f"{self.ours * 1000:9.1f} ms / {self.floor * 1000:9.1f} ms"
        return f"{self.name:<58} {times}  = {self.ratio:5.2f}  (aim {self.aim:.2f}) {verdict}"


def in_turns(name: str, ours: Callable[[], float], floor: Callable[[], float], aim: float, rounds: int = 9) -> Ratio:
    """Measure both in turns; each answers with the seconds it took."""
    taken = [(ours(), floor()) for _round in range(rounds + 1)][1:]  # the first round warms the disk's cache
    return Ratio(name, statistics.median(a for a, _b in taken), statistics.median(b for _a, b in taken), aim)


def seconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _compiled() -> dict[str, str]:
    """The environment in which Python keeps what it compiled, as it does on people's machines."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def until_ready(script: str, *arguments: str) -> float:
    """Seconds from starting a Python process that runs `script` until it prints "ready"; then it is ended."""
    start = time.perf_counter()
    command = [sys.executable, "-c", script, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_compiled()
    ) as process:
        assert process.stdout is not None  # asked for just above
        line = process.stdout.readline()
        taken = time.perf_counter() - start
        process.kill()
    if line.strip() != "ready":
        raise RuntimeError(f"the process ended before it was ready: {script[:80]}")
    return taken
