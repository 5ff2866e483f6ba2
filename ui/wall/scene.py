"""All that a page of the wall is made from: the public plan, what is shown of it, and plain values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from ui.wall.subjects import Subject, shown_for

if TYPE_CHECKING:
    from joint_plan.plan.record import Record
    from joint_plan.rules.public import PublicPlan
    from ui.wall.time_left import TimeLeft

R = TypeVar("R", bound="Record")

CARDS = ("", "task", "break", "write", "back_row")
"""What may stand in place of the section's page: nothing, the task card, a break, "write it", lines to test
the back row with."""


@dataclass(frozen=True)
class Scene:
    """One moment of the wall.

    Attributes:
        public: the plan; it has nothing private in it.
        section: key of the section that is shown.
        item: the item in focus, `Type:id`; "" shows the section's first subject.
        card: one of `CARDS`.
        block: id of the agenda's block that the task card is about; "" is the section's first.
        count: what "write it" counts: 3, 2, 1, then 0 for "up"; -1 while people write.
        time: the block's or the break's clock, `None` where none is shown.
    """

    public: PublicPlan
    section: str = "session"
    item: str = ""
    card: str = ""
    block: str = ""
    count: int = -1
    time: TimeLeft | None = None

    @cached_property
    def _shown(self) -> tuple[tuple[Subject, ...], int]:
        return shown_for(self.public, self.section, self.item)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The subjects that the one on show is one of."""
        return self._shown[0]

    @property
    def place(self) -> int:
        """Which of them is shown, from 0."""
        return self._shown[1]

    @property
    def subject(self) -> Subject:
        """What is shown."""
        return self.subjects[self.place]

    def record(self, record_type: type[R]) -> R:
        """The record the subject is about, of a known type.

        Raises:
            KeyError: it is about another one.
        """
        item = self.public.find(self.subject.key)
        if not isinstance(item, record_type):
            raise KeyError(self.subject.key)
        return item
