"""How hard a test works: a little in every run of `make test`, long in `make soak`."""

from __future__ import annotations

import os

SOAK = os.environ.get("JOINT_PLAN_SOAK") == "1"


def soak(normal: int, long: int) -> int:
    """The count to use: `normal` in `make test`, `long` in `make soak`, such as ``range(soak(30, 1000))``."""
    return long if SOAK else normal
