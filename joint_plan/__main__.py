"""The command `joint-plan`: opens the window, or does one thing and ends. The only place that knows both."""

import sys
from collections.abc import Sequence

from joint_plan.exchange import READER

PLAN_SUFFIX = ".jplan"


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window (no arguments, or a plan alone), else carry out a command.

    A frozen program also starts itself as the process that reads workbooks.

    Returns:
        The exit status.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == [READER]:
        from joint_plan.exchange.reader import main as read_workbook

        return read_workbook(given[1:])
    plan = plan_alone(given)
    if not given or plan:
        from ui.app import run as open_window

        return open_window([plan] if plan else [])
    from joint_plan.cli.command_line import run

    return run(given)


def plan_alone(given: Sequence[str]) -> str:
    """The plan to open; "" where the arguments are a command's."""
    after_hyphens = len(given) == 2 and given[0] == "--"
    path = given[-1] if len(given) == 1 or after_hyphens else ""
    if path.startswith("-") and not after_hyphens:
        return ""
    return path if path.casefold().endswith(PLAN_SUFFIX) else ""


if __name__ == "__main__":
    sys.exit(main())
