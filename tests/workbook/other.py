"""Another window on the same plan: ``python -m tests.workbook.other FILE``, told what to do line by line."""

from __future__ import annotations

import sys
from pathlib import Path

from joint_plan.plan.types import Stage
from joint_plan.workbook import Workbook
from tests.workbook.plans import stage_names


def main(path: Path) -> None:
    """Open the plan, say whether it can be changed, then rename its first stage to whatever is said, or follow."""
    with Workbook.open(path, person="Ben") as workbook:
        say(workbook.read_only_because or "writing")
        for line in sys.stdin:
            words = line.strip()
            if words == "follow":
                committed = workbook.follow()
                say(f"{committed.kind} {committed.label}" if committed else "nothing")
            elif words == "names":
                say(" ".join(stage_names(workbook.snapshot())))
            elif words == "close":
                break
            else:
                with workbook.edit("Rename to {title}", title=words) as edit:
                    edit.set(workbook.snapshot().all(Stage)[0], name=words)
                say("done")
    say("closed")


def say(words: str) -> None:
    """One line, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
