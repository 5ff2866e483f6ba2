"""The small overview above each page: where in the section the room is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from joint_plan.plan.journey import Stage
from joint_plan.plan.record import title_of
from joint_plan.rules.standing import standings
from ui.wall.canvas import STRIP_BOTTOM, STRIP_TOP, Canvas
from ui.wall.type import FLOOR, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.wall.scene import Scene
    from ui.wall.subjects import Subject

_MIDDLE = (STRIP_TOP + STRIP_BOTTOM) / 2
_SIZE, _CHIP = 26, 24
_GAP = 20


@dataclass(frozen=True, slots=True)
class _Dot:
    """One subject in the overview."""

    words: str
    done: bool
    current: bool


def overview(canvas: Canvas, scene: Scene) -> None:
    """Draw the overview that suits the section."""
    family = _family(scene.subject)
    found = tuple(subject for subject in scene.subjects if _family(subject) == family)
    place = found.index(scene.subject)
    if len(found) < 2:
        return
    dots = [_dot(scene, subject, number == place) for number, subject in enumerate(found)]
    kind = found[place].kind
    if kind == "stage" and _chevrons(
        canvas, [dot for dot, one in zip(dots, found, strict=True) if one.kind == "stage"]
    ):
        return
    groups = [
        (group, [dots[number] for number, _one in members])
        for group, members in (
            (name, list(rows)) for name, rows in groupby(enumerate(found), key=lambda row: row[1].group)
        )
    ]
    teams = {subject.group: subject.team for subject in found}
    if kind == "sla" and _chips(canvas, [(name, teams[name], row) for name, row in groups if teams[name]]):
        return
    _bars(canvas, groups)


def _family(subject: Subject) -> str:
    """Statements are many, in dimensions of their own; all the rest of a section is one overview."""
    return subject.kind if subject.kind == "statement" else ""


def _dot(scene: Scene, subject: Subject, current: bool) -> _Dot:
    item = scene.public.find(subject.key)
    found = standings(scene.public).get(subject.key)
    words = "" if item is None else title_of(item) if isinstance(item, Stage) else item.code.rpartition("-")[2]
    return _Dot(words, found is not None and found.agreed, current)


def _chevrons(canvas: Canvas, dots: Sequence[_Dot]) -> bool:
    """Stages as arrows with their names; says whether the names have room."""
    wide = canvas.inner / len(dots)
    size = next(
        (size for size in (_SIZE, FLOOR) if all(width_of(dot.words, size, 600) + 34 <= wide - 56 for dot in dots)), 0
    )
    if not size:
        return False
    for number, dot in enumerate(dots):
        left = canvas.left + number * wide
        right = left + wide - 8 + (18 if number < len(dots) - 1 else 8)
        notch = 18 if number else 0
        points = (
            QPointF(left, STRIP_TOP),
            QPointF(right - 18, STRIP_TOP),
            QPointF(right, _MIDDLE),
            QPointF(right - 18, STRIP_BOTTOM),
            QPointF(left, STRIP_BOTTOM),
            QPointF(left + notch, _MIDDLE),
        )
        canvas.polygon(points, "accent_soft" if dot.current else "surface", "accent" if dot.current else "border")
        weight = 600 if dot.current else 400
        words = width_of(dot.words, size, weight)
        start = (left + right) / 2 - (words + (32 if dot.done else 0)) / 2
        if dot.done:
            canvas.icon("check", "ok", start, _MIDDLE, 24)
            start += 32
        canvas.label(start, _MIDDLE, dot.words, size, weight=weight, ink="text" if dot.current else "muted")
    return True


def _chips(canvas: Canvas, groups: Sequence[tuple[str, str, Sequence[_Dot]]]) -> bool:
    """Numbered chips by team; says whether there is room for all of them."""
    labels = sum(34 + width_of(name, _CHIP) + 24 for name, _team, _row in groups)
    free = canvas.inner - labels - 44 * (len(groups) - 1)
    count = sum(len(row) for _name, _team, row in groups)
    gap = 12 if free / max(1, count) >= 96 else 6
    wide = min(112.0, free / max(1, count) - gap)
    if wide < 70:
        return False
    left = canvas.left
    for name, team, row in groups:
        canvas.team(team, left, _MIDDLE, 20)
        left = canvas.label(left + 34, _MIDDLE, name, _CHIP, ink="muted") + 24
        for dot in row:
            place = QRectF(left, STRIP_TOP, wide, STRIP_BOTTOM - STRIP_TOP)
            fill, border = ("accent_soft", "accent") if dot.current else ("surface", "border")
            canvas.box(place, fill, border, radius=8, width=2.5 if dot.current else 1.5)
            weight = 600 if dot.current else 500
            words = width_of(dot.words, _CHIP, weight)
            start = place.center().x() - (words + (30 if dot.done else 0)) / 2
            if dot.done:
                canvas.icon("check", "ok", start - 2, _MIDDLE, 24)
                start += 30
            canvas.label(start, _MIDDLE, dot.words, _CHIP, weight=weight, ink="text" if dot.current else "muted")
            left += wide + gap
        left += 32
    return True


def _bars(canvas: Canvas, groups: Sequence[tuple[str, Sequence[_Dot]]]) -> None:
    """The names of the groups with a short bar for each subject under them."""
    wide = (canvas.inner - _GAP * (len(groups) - 1)) / len(groups)
    here = next(number for number, (_name, row) in enumerate(groups) if any(dot.current for dot in row))
    size = next((size for size in (_SIZE, FLOOR) if all(width_of(name, size, 600) <= wide for name, _row in groups)), 0)
    for number, (name, row) in enumerate(groups):
        left = canvas.left + number * (wide + _GAP)
        if size or number == here:
            _group_name(canvas, left, name, size, current=number == here)
        gap = min(8.0, wide / len(row) / 4)
        bar = (wide - gap * (len(row) - 1)) / len(row)
        for place, dot in enumerate(row):
            rect = QRectF(left + place * (bar + gap), STRIP_BOTTOM - 14, bar, 8)
            fill = "accent" if dot.current else "border_strong" if dot.done else "border"
            canvas.box(rect, fill, radius=4)


def _group_name(canvas: Canvas, left: float, name: str, size: int, *, current: bool) -> None:
    weight, ink = (600, "text") if current else (400, "muted")
    used = size or FLOOR
    words = name
    if not size:
        # Alone in the line it may be wider than its bars; a name as long as the line says no more than its bars do.
        wide = width_of(words, used, weight)
        if wide > canvas.inner:
            return
        left = min(left, canvas.right - wide)
    canvas.label(left, STRIP_TOP + 16, words, used, weight=weight, ink=ink)
