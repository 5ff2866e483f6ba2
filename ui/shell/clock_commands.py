"""What the keys of the clock do: the timer, the next block of the agenda, who is in the room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.shell.plan_view import PlanView


def people(view: PlanView) -> None:
    """Let people in and out."""
    from ui.shell.people import PeopleDialog

    PeopleDialog(view.document, view).exec()


COMMANDS: Mapping[str, Callable[[PlanView], None]] = {
    "timer": lambda view: view.countdown.toggle(),
    "more": lambda view: view.countdown.more(1),
    "more_five": lambda view: view.countdown.more(5),
    "again": lambda view: view.countdown.reset(),
    "next_block": lambda view: view.begin_next_block(),
    "people": people,
    "prompts": lambda view: view.facilitator.change_prompts(),
}
"""By name. Each takes the view of the plan."""
