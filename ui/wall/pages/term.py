"""A term: what each team means by it, what both agree it means, and the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _
from joint_plan.plan.language import Term
from joint_plan.plan.record import spec_of
from joint_plan.rules.names import label_of, team_name
from joint_plan.rules.pairs import Revealed, answers
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading, panel, stances
from ui.wall.words import answer_face

if TYPE_CHECKING:
    from ui.wall.canvas import Canvas
    from ui.wall.scene import Scene

_BESIDE = ("test", "examples", "counter_examples")


def term_page(canvas: Canvas, scene: Scene) -> str:
    """The page."""
    public, item = scene.public, scene.record(Term)
    top = heading(canvas, item.term or item.code, height=120) + 16
    bottom = stances(canvas, public, item)
    middle = top + (bottom - top) * 0.42
    upper = columns(QRectF(canvas.left, top, canvas.inner, middle - top - GAP), 2)
    for (team, answer), box in zip(answers(public, item, "definition").items(), upper, strict=True):
        words = str(answer.value or "–") if isinstance(answer, Revealed) else ""
        panel(
            canvas,
            box,
            team_name(public, team),
            words,
            team=team,
            fill=f"tint:{team}",
            size=44,
            face=answer_face(answer),
        )
    agreed, beside = columns(QRectF(canvas.left, middle, canvas.inner, bottom - middle), 2)
    panel(canvas, agreed, _("What we agree it means"), item.agreed_definition or "–", icon="handshake")
    canvas.box(beside, "surface", "border")
    spec = spec_of(item)
    cells = [
        Cell(getattr(item, name), label=label_of(public, spec.by_column[name]))
        for name in _BESIDE
        if getattr(item, name)
    ]
    if cells:
        flow(canvas, beside.adjusted(28, 18, -28, -18), cells, size=44, gap=12)
    return ""
