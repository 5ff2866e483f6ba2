"""What the wall is told of the clock: plain values, made anew with every tick."""

from __future__ import annotations

from dataclasses import dataclass

from joint_plan.base.texts import _, ngettext

MINUTE = 60


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The time of the block that runs, or of a break.

    Attributes:
        seconds: left; below 0 in an overrun.
        total: seconds it was given.
        tone: the colour role: "accent", "warn", "danger".
        running: whether it counts.
        back_at: the time of day at which it ends, "10:45".
        block: id of the agenda's block that it belongs to; "" for none.
    """

    seconds: float
    total: float
    tone: str = "accent"
    running: bool = False
    back_at: str = ""
    block: str = ""

    @property
    def share(self) -> float:
        """How much of the time is left, 0 to 1."""
        return min(1.0, max(0.0, self.seconds / self.total)) if self.total > 0 else 0.0

    @property
    def words(self) -> str:
        """For the back row: "9 min left", "40 s left", "3 min over"."""
        left = round(self.seconds)
        if left <= -MINUTE:
            over = -left // MINUTE
            return ngettext("{number} min over", "{number} min over", over).format(number=over)
        if left <= 0:
            return _("Time is up")
        if left < MINUTE:
            return ngettext("{number} s left", "{number} s left", left).format(number=left)
        # Rounded up: a minute that has begun is there to be used.
        minutes = -(-left // MINUTE)
        return ngettext("{number} min left", "{number} min left", minutes).format(number=minutes)

    @property
    def digits(self) -> str:
        """Minutes and seconds: 14:20; with a minus in an overrun."""
        left = round(self.seconds)
        sign, seconds = ("−" if left < 0 else ""), abs(left)
        return f"{sign}{seconds // MINUTE}:{seconds % MINUTE:02}"
