"""A statement: who is in while it is blind, then both teams' means with the gap between them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.landscape import LEAST_SCORE, MOST_SCORE, Statement
from joint_plan.rules.landscape import Scored, scored
from joint_plan.rules.names import NAMELESS, team_name
from joint_plan.rules.pairs import Revealed, answers
from ui.wall.pages.parts import columns, heading, panel
from ui.wall.type import leading, width_of
from ui.wall.words import Face, answer_face

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joint_plan.plan.values import Tally
    from ui.wall.canvas import Canvas
    from ui.wall.scene import Scene

_AXIS = 612
_SHAPE = 60
_HAND = 36
_NEAR_AXIS, _FAR = 66, 148
"""Between which distances from the axis single hands stand."""
_GAP_BOX = (254, 94)


def statement_page(canvas: Canvas, scene: Scene) -> str:
    """The page."""
    item = scene.record(Statement)
    line = scored(scene.public, item)
    heading(canvas, item.text, height=152)
    if not line.revealed:
        return _blind(canvas, scene, item)
    return _dumbbell(canvas, scene, line)


def _blind(canvas: Canvas, scene: Scene, item: Statement) -> str:
    """Of an answer that is not revealed only whether it is in."""
    boxes = columns(canvas.area(360, 600), len(TEAMS))
    for (team, answer), box in zip(answers(scene.public, item, "score").items(), boxes, strict=True):
        face = answer_face(answer) or Face("", "circle", "muted")
        panel(canvas, box, team_name(scene.public, team), "", team=team, fill=f"tint:{team}", face=face)
    _scale(canvas, 740)
    return _("Everyone shows 1 to 5. Both teams' answers are revealed together.")


def _place(canvas: Canvas, score: Fraction | int) -> float:
    """Where a score stands on the axis."""
    first, last = canvas.left + 256, canvas.right - 256
    return first + (last - first) * float((Fraction(score) - LEAST_SCORE) / (MOST_SCORE - LEAST_SCORE))


def _scale(canvas: Canvas, top: float) -> None:
    """The numbers with what they mean."""
    words = {LEAST_SCORE: _("never true"), 3: _("half and half"), MOST_SCORE: _("always true")}
    for score in range(LEAST_SCORE, MOST_SCORE + 1):
        box = QRectF(_place(canvas, score) - 200, top, 400, leading(40))
        end = canvas.text(box, str(score), 40, weight=600, align="centre")
        if score in words:
            canvas.text(QRectF(box.left(), end - 2, 400, 40), words[score], 28, ink="muted", align="centre", body=False)


def _dumbbell(canvas: Canvas, scene: Scene, line: Scored) -> str:
    first, last = _place(canvas, LEAST_SCORE), _place(canvas, MOST_SCORE)
    for score in range(LEAST_SCORE, MOST_SCORE + 1):
        canvas.line(_place(canvas, score), 380, _place(canvas, score), 860, "border", 2, dotted=True)
    canvas.line(first, _AXIS, last, _AXIS, "border", 3)
    points = {team: _place(canvas, mean) for team, mean in line.means.items()}
    if len(points) == len(TEAMS):
        low, high = sorted(points.values())
        if high - low < _SHAPE + 6:
            # Two answers that are nearly the same would cover each other: they stand side by side.
            middle, half = (low + high) / 2, _SHAPE / 2 + 3
            points = dict(zip(sorted(points, key=lambda one: points[one]), (middle - half, middle + half), strict=True))
            low, high = middle - half, middle + half
        canvas.line(low, _AXIS, high, _AXIS, "border_strong", 16)
    single = _hands(canvas, scene, line)
    for team, x in points.items():
        canvas.team(team, x - _SHAPE / 2, _AXIS, _SHAPE)
    _means(canvas, scene, line.means, points)
    _gap(canvas, line, points)
    _scale(canvas, 880)
    said = [_("A small shape is one person.")] if single else []
    now, target = line.item.agreed_score, line.item.target_score
    if now is not None or target is not None:
        said.append(_("Agreed: now {now}, target {target}.").format(now=now or "–", target=target or "–"))
    return " ".join(said)


def _hands(canvas: Canvas, scene: Scene, line: Scored) -> bool:
    """A small shape for each hand, in teams that are large enough to name nobody; says whether there are any."""
    drawn = False
    for team, answer in answers(scene.public, line.item, "score").items():
        tally: Tally | None = answer.value if isinstance(answer, Revealed) else None
        if tally is None or tally.voted < NAMELESS:
            continue
        drawn = True
        away = -1 if team == TEAMS[0] else 1
        for score, count in tally.counts.items():
            step = min(_HAND + 8, (_FAR - _NEAR_AXIS) / max(1, count - 1))
            size = max(8.0, min(_HAND, step - 4)) if count > 1 else _HAND
            for number in range(count):
                middle = _AXIS + away * (_NEAR_AXIS + number * step)
                canvas.team(team, _place(canvas, score) - size / 2, middle, size)
    return drawn


def _means(canvas: Canvas, scene: Scene, means: Mapping[str, Fraction], points: Mapping[str, float]) -> None:
    """Each team's name with its mean, marketing's above the axis and sales' below."""
    for number, team in enumerate(TEAMS):
        top = 308 if number == 0 else 780
        name = team_name(scene.public, team)
        value = locale.format_fixed(means[team], 1) if team in means else _("no answer")
        size = 68 if team in means else 40
        wide = 46 + width_of(name, 36) + 26 + width_of(value, size, 700)
        centre = points.get(team, _place(canvas, 3))
        left = min(max(canvas.left, centre - wide / 2), canvas.right - wide)
        middle = top + 40
        canvas.team(team, left, middle, 28)
        end = canvas.label(left + 46, middle, name, 36)
        canvas.label(end + 26, middle - (3 if size > 40 else 0), value, size, weight=700)


def _gap(canvas: Canvas, line: Scored, points: Mapping[str, float]) -> None:
    if line.gap is None:
        return
    low, high = sorted(points.values())
    wide, tall = _GAP_BOX
    middle = (low + high) / 2
    if high - low < wide + _SHAPE + 40:
        # Too near each other for the box between them: it stands on the side that is free.
        middle = canvas.right - wide / 2 if middle < _place(canvas, 3) else canvas.left + wide / 2
    box = QRectF(middle - wide / 2, _AXIS - tall / 2, wide, tall)
    canvas.box(box, "surface", "border", radius=16)
    words, value = _("gap"), locale.format_fixed(line.gap, 1)
    total = width_of(words, 36) + 18 + width_of(value, 62, 700)
    end = canvas.label(middle - total / 2, _AXIS + 4, words, 36, ink="muted")
    canvas.label(end + 18, _AXIS - 2, value, 62, weight=700)
