"""The card for the back row: the same words in the sizes that the wall uses, the smallest last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.rules.names import team_name
from ui.wall.canvas import TOP, Canvas
from ui.wall.type import BODY, FLOOR, leading

if TYPE_CHECKING:
    from ui.wall.scene import Scene

_LINES = ((96, 700), (64, 600), (48, 500), (BODY, 400), (28, 400), (FLOOR, 400))
"""Size and weight, from an SLA's sentence to the smallest text there is."""


def back_row_card(canvas: Canvas, scene: Scene) -> str:
    """Lines to read aloud from the last row; what cannot be read there is too small for this room."""
    top = float(TOP)
    canvas.text(QRectF(canvas.left, top, canvas.inner, 60), _("Can the last row read this?"), 48, ink="muted", lines=1)
    top += 90
    team = team_name(scene.public, "sales")
    words = _("{team} calls back within 4 hours, 95 % of the time.").format(team=team)
    for size, weight in _LINES:
        canvas.text(
            QRectF(canvas.left, top, canvas.inner, leading(size)), words, size, least=FLOOR, weight=weight, body=False
        )
        top += leading(size) + 34
    for team, name in ((team, team_name(scene.public, team)) for team in TEAMS):
        canvas.team_line(QRectF(canvas.left, top, canvas.inner, 60), team, name, BODY, weight=600)
        top += 66
    return _("If only the large lines can be read: move the tables closer, or dim the light at the screen.")
