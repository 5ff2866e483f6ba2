"""Which screen the wall belongs on: one that shows something else than the facilitator's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the screens lie.

    Attributes:
        wall: place of the screen for the wall in the list; `None` where there is none besides the facilitator's own.
        mirrored: another screen shows the same as the facilitator's.
    """

    wall: int | None
    mirrored: bool

    @property
    def extended(self) -> bool:
        """Whether the facilitator's screen is seen by nobody else."""
        return self.wall is not None and not self.mirrored


def arrangement(own: int, screens: Sequence[QRect]) -> Arrangement:
    """How the screens lie around the facilitator's.

    Args:
        own: place of the facilitator's screen in the list.
        screens: the part of the desktop that each shows. Screens that show the same part are mirrors of each other.
    """
    others = [place for place in range(len(screens)) if place != own and not screens[place].isEmpty()]
    apart = [place for place in others if not screens[place].intersects(screens[own])]
    largest = max(apart, key=lambda place: screens[place].width() * screens[place].height(), default=None)
    return Arrangement(largest, len(apart) < len(others))
