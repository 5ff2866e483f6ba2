"""Pieces of pages: headings, panels, the teams' stances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.plan.fields import TEAMS
from joint_plan.rules.names import team_name
from joint_plan.rules.standing import standing
from ui.wall.canvas import BOTTOM, TOP, Canvas
from ui.wall.type import leading, width_of
from ui.wall.words import Face, stance_face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_plan.plan.record import Record
    from joint_plan.rules.public import PublicPlan
    from ui.wall.type import Ink

GAP = 24
STANCES_HIGH = 76
_PAD = 28


def heading(
    canvas: Canvas, text: str, *, top: float = TOP, height: float = 176, size: int = 76, width: float = 0
) -> float:
    """The subject in large letters; returns where it ends."""
    rect = QRectF(canvas.left, top, width or canvas.inner, height)
    return canvas.text(rect, text, size, weight=600)


def kicker(canvas: Canvas, left_words: str, right_words: str = "", *, team: str = "", icon: str = "") -> float:
    """One quiet line above the heading; returns where it ends."""
    size = 34
    room = canvas.inner - (width_of(right_words, size) + GAP if right_words else 0)
    place = QRectF(canvas.left, TOP, room, leading(size))
    if team:
        canvas.team_line(place, team, left_words, size, ink="muted")
    else:
        shift = size * 1.4 if icon else 0
        if icon:
            canvas.icon(icon, "muted", canvas.left, TOP + leading(size) / 2, size)
        canvas.text(place.adjusted(shift, 0, 0, 0), left_words, size, ink="muted", body=False, lines=1)
    if right_words:
        rest = QRectF(canvas.right - width_of(right_words, size), TOP, 0, 0)
        canvas.put((right_words,), rest, size, 400, "muted", body=False)
    return TOP + leading(size) + 8


def columns(rect: QRectF, count: int, gap: float = GAP) -> list[QRectF]:
    """A rectangle in equal columns."""
    wide = (rect.width() - gap * (count - 1)) / count
    return [QRectF(rect.left() + number * (wide + gap), rect.top(), wide, rect.height()) for number in range(count)]


def panel(
    canvas: Canvas,
    rect: QRectF,
    label: str,
    text: str,
    *,
    team: str = "",
    icon: str = "",
    fill: Ink = "surface",
    size: int = 48,
    face: Face | None = None,
) -> None:
    """A box with a label and a text under it, or with how an answer stands in its place."""
    canvas.box(rect, fill, "" if team else "border")
    inside = rect.adjusted(_PAD, 18, -_PAD, -18)
    head = panel_head(canvas, inside, label, team=team, icon=icon)
    body = QRectF(inside.left(), head + 6, inside.width(), inside.bottom() - head - 6)
    if face is not None:
        large = 72 if body.height() >= leading(72) else 40
        canvas.icon(face.icon, face.ink, body.left(), body.top() + leading(large) / 2, large * 0.9)
        words = body.adjusted(large * 1.25, 0, 0, 0)
        canvas.text(words, face.words, large, weight=600, ink="muted" if face.missing else "text")
    else:
        canvas.text(body, text, size, weight=500)


def panel_head(canvas: Canvas, inside: QRectF, label: str, *, team: str = "", icon: str = "") -> float:
    """The label of a box; returns where it ends."""
    size = 32
    place = QRectF(inside.left(), inside.top(), inside.width(), 2 * leading(size))
    if team:
        canvas.team_line(place, team, label, size, weight=600)
        return inside.top() + leading(size)
    shift = size * 1.35 if icon else 0
    if icon:
        canvas.icon(icon, "muted", inside.left(), inside.top() + leading(size) / 2, size)
    return canvas.text(place.adjusted(shift, 0, 0, 0), label, size, weight=600, ink="muted", body=False)


def stances(canvas: Canvas, public: PublicPlan, item: Record) -> float:
    """Every team's stance on an item in a row at the bottom; returns where the row begins."""
    found = standing(public, item)
    top = BOTTOM - STANCES_HIGH
    boxes = columns(QRectF(canvas.left, top, canvas.inner, STANCES_HIGH), max(1, len(found.stances)))
    for (team, assent), box in zip(found.stances.items(), boxes, strict=False):
        stance_line(canvas, public, team, stance_face(assent), box)
    return top - GAP


def stance_line(canvas: Canvas, public: PublicPlan, team: str, face: Face, box: QRectF) -> None:
    """A team's name and stance in one line, in a box of its tint."""
    canvas.box(box, f"tint:{team}")
    middle = box.center().y()
    size = _size_for(canvas, public, team, face, box.width() - 2 * _PAD)
    canvas.team(team, box.left() + _PAD, middle, 28, hollow=face.missing)
    end = canvas.label(box.left() + _PAD + 44, middle, team_name(public, team), size, weight=600)
    canvas.icon(face.icon, face.ink, end + 22, middle, size)
    canvas.label(end + 22 + size * 1.3, middle, face.words, size, ink="muted" if face.missing else "text")


def _size_for(canvas: Canvas, public: PublicPlan, team: str, face: Face, room: float) -> int:
    """The largest size in which the line has room."""
    from ui.wall.type import FLOOR, sizes

    def wide(size: int) -> float:
        return 44 + width_of(team_name(public, team), size, 600) + 22 + size * 1.3 + width_of(face.words, size)

    return next((size for size in sizes(36, FLOOR) if wide(size) <= room), FLOOR)


def other_teams(public: PublicPlan, used: Sequence[str]) -> list[str]:
    """The core teams first, then the others of a list, each once."""
    return [*TEAMS, *dict.fromkeys(team for team in used if team and team not in TEAMS)]
