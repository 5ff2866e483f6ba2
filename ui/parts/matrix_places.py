"""Where things stand in the matrix of impact and effort: numbers only, no painting.

Scores run from 1 to 5; the mean of two teams falls on half steps. `step` is the distance of half a score in pixels, so
that the field is ten steps wide and high: one before 1, eight from 1 to 5, one after 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF

LOW, HIGH = 1, 5
STEPS = 10
"""Half scores across the field."""
LEAST_STEP, MOST_STEP = 18, 46

Place = tuple[Fraction, Fraction]
"""(effort, impact)."""


@dataclass(frozen=True, slots=True)
class Field:
    """The square that scores are drawn in: its upper left corner and half a score in pixels."""

    left: float
    top: float
    step: float

    @property
    def rect(self) -> QRectF:
        """The whole square."""
        return QRectF(self.left, self.top, self.step * STEPS, self.step * STEPS)

    @property
    def middle(self) -> QPointF:
        """Where effort and impact are 3: the quadrants meet here."""
        return self.point((Fraction(3), Fraction(3)))

    def point(self, place: Place) -> QPointF:
        """Where a place is drawn."""
        effort, impact = place
        across = self.left + self.step * (1 + 2 * float(effort - LOW))
        down = self.top + self.step * (1 + 2 * float(HIGH - impact))
        return QPointF(across, down)

    def steps_between(self, start: QPointF, end: QPointF) -> tuple[int, int]:
        """How many whole scores (effort, impact) a movement of the pointer means."""
        score = self.step * 2
        return round((end.x() - start.x()) / score), round((start.y() - end.y()) / score)


def shifted(scores: Iterable[int | None], steps: int) -> int:
    """How far these scores can move together without leaving 1 to 5: `steps`, or fewer."""
    present = [score for score in scores if score is not None]
    if not present:
        return 0
    return max(LOW - min(present), min(HIGH - max(present), steps))


def fan(places: Mapping[str, Place], field: Field, size: float) -> dict[str, QPointF]:
    """The centre of every marker; those at the same place fan out so that all can be seen.

    Each group takes the arrangement that covers least of what is placed already; none leaves the field.
    """
    groups: dict[Place, list[str]] = {}
    for key, place in places.items():
        groups.setdefault(place, []).append(key)
    placed: dict[str, QPointF] = {}
    for place, keys in sorted(groups.items(), key=lambda group: len(group[1])):
        centre = field.point(place)
        best = min(
            _arrangements(centre, len(keys), size),
            key=lambda points: (sum(_outside(point, field, size) for point in points), _covered(points, placed, size)),
        )
        placed.update(zip(keys, best, strict=True))
    return placed


def _arrangements(centre: QPointF, count: int, size: float) -> list[list[QPointF]]:
    if count == 1:
        return [[centre]]
    half = size * 0.55
    if count == 2:
        directions = ((1, 0), (0, 1), (0.75, 0.75), (0.75, -0.75))
        return [[centre - QPointF(x * half, y * half), centre + QPointF(x * half, y * half)] for x, y in directions]
    corners = [QPointF(x * half, y * half) for y in (-1, 1) for x in (-1, 1)]
    if count <= len(corners):
        return [[centre + corner for corner in corners[:count]]]
    columns = 3 if count <= 9 else 4
    rows = -(-count // columns)
    spread = size * 0.8
    return [
        [
            centre
            + QPointF(
                (number % columns - (columns - 1) / 2) * spread,
                (number // columns - (rows - 1) / 2) * spread,
            )
            for number in range(count)
        ]
    ]


def _covered(points: Iterable[QPointF], placed: Mapping[str, QPointF], size: float) -> float:
    covered = 0.0
    for point in points:
        for other in placed.values():
            across = max(0.0, size - abs(point.x() - other.x()))
            down = max(0.0, size - abs(point.y() - other.y()))
            covered += across * down
    return covered


def _outside(point: QPointF, field: Field, size: float) -> int:
    half = size / 2
    return not field.rect.contains(QRectF(point.x() - half, point.y() - half, size, size))
