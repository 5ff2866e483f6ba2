"""Where everything stands on the journey's board, as numbers: columns, lanes, and the gap a card is dropped into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LANE_GAP = 5
CARD_GAP = 4
CELL_PAD, CELL_TOP = 6, 4
"""Space beside the cards of a cell, and above and below them."""


@dataclass(frozen=True, slots=True)
class Band:
    """A lane's place from top to bottom."""

    key: str
    top: int
    height: int

    @property
    def bottom(self) -> int:
        """The first pixel under it."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Places:
    """The board's columns and lanes in pixels, from the top left of the part that scrolls."""

    column: int
    columns: int
    bands: tuple[Band, ...]

    @property
    def width(self) -> int:
        """All columns together."""
        return self.column * self.columns

    @property
    def height(self) -> int:
        """All lanes together."""
        return self.bands[-1].bottom if self.bands else 0

    def left(self, number: int) -> int:
        """Where a column starts."""
        return self.column * number

    def column_at(self, x: int) -> int:
        """The column at an x; the first or last one beside the board."""
        return max(0, min(self.columns - 1, x // self.column)) if self.columns else 0

    def gap_at(self, x: int) -> int:
        """The gap between columns nearest to an x: 0 before the first, `columns` behind the last."""
        return max(0, min(self.columns, round(x / self.column))) if self.column else 0

    def band(self, key: str) -> Band | None:
        """A lane's place by its key."""
        return next((band for band in self.bands if band.key == key), None)

    def band_at(self, y: int) -> Band | None:
        """The lane at a y: the one above where it falls between two, the first or last beyond them."""
        found = None
        for band in self.bands:
            if found is None or y >= band.top - LANE_GAP // 2:
                found = band
        return found


def column_width(room: int, columns: int, least: int, scrolled: int) -> int:
    """How wide a column is: an equal share of the room; where that is under `least`, `scrolled`: the board scrolls."""
    if not columns:
        return room
    return room // columns if room // columns >= least else scrolled


def lane_bands(natural: Sequence[tuple[str, int]], room: int, fixed: int = 0) -> tuple[Band, ...]:
    """Lanes one under another; spare room goes to the lowest ones first, so that they become equally high.

    Args:
        natural: (key, height that its cards need), from the top.
        room: the height there is.
        fixed: how many lanes at the top keep their height.
    """
    heights = [height for _key, height in natural]
    spare = room - sum(heights) - LANE_GAP * (len(heights) - 1)
    growing = sorted(heights[fixed:])
    level = 0
    for number, height in enumerate(growing, 1):
        used = sum(growing[:number])
        if height * number - used > spare:
            break
        level = (spare + used) // number
    heights = [height if number < fixed else max(height, level) for number, height in enumerate(heights)]
    bands, top = [], 0
    for (key, _height), height in zip(natural, heights, strict=True):
        bands.append(Band(key, top, height))
        top += height + LANE_GAP
    return tuple(bands)
