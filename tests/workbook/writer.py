"""A program whose children edit a plan and say so, to be killed at any moment: ``python -m tests.workbook.writer``.

For each line on its input, ``NUMBER FILE``, it prints ``pid PID`` and starts a child, which edits from that number on
and prints each number once the workbook said that it is safe. After the child's end it prints ``gone``.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from joint_plan.plan.types import Stage, Touchpoint
from joint_plan.workbook import Workbook


def say(words: object) -> None:
    """One line, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def write(path: Path, first: int) -> None:
    """Edit until killed: each round adds a touchpoint and renames a stage; some are undone and done again."""
    with Workbook.open(path) as workbook:
        for number in itertools.count(first):
            stage = workbook.snapshot().all(Stage)[0]
            with workbook.edit("Round {number}", number=number) as edit:
                edit.set(stage, name=f"round {number}", story="long words " * (number % 7) * 250)
                edit.add(Touchpoint(id=f"r{number}", stage=stage.id, name=str(number)))
            if number % 3 == 0:
                workbook.undo()
                workbook.redo()
            workbook.keep_pending("Stage:buy", "story", f"typing {number}")
            say(number)


def main() -> None:
    """One child after another; a fresh program each time would spend its life importing."""
    for line in sys.stdin:
        first, _space, path = line.strip().partition(" ")
        child = os.fork()
        if child == 0:
            write(Path(path), int(first))
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
