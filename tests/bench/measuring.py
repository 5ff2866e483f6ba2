"""Measuring two things against each other on a machine that does other things too."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How a thing compares to its floor: medians in milliseconds of runs that took turns."""

    name: str
    ours: float
    floor: float
    aim: float

    @property
    def ratio(self) -> float:
        """Ours to the floor."""
        return self.ours / self.floor

    def line(self) -> str:
        """The result in one line."""
        verdict = "" if self.ratio <= self.aim else "  over the aim"
        return (
            f"{self.name:<46} {self.ours:8.1f} ms / {self.floor:8.1f} ms = {self.ratio:5.2f}  (aim {self.aim}){verdict}"
        )


def in_turns(ours: Callable[[], float], floor: Callable[[], float], runs: int) -> tuple[float, float]:
    """The medians of both, run in turns so that whatever else the machine does meets both alike."""
    ours(), floor()
    pairs = [(ours(), floor()) for _run in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def process(script: str, environment: Mapping[str, str]) -> Callable[[], float]:
    """A measurement: milliseconds from starting Python on a script until it ends."""

    def run() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, **environment})
        return (time.perf_counter() - began) * 1000

    return run
