"""Team profiles: what each team says of itself, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _
from joint_plan.plan.landscape import PROFILE_KINDS, ProfileEntry
from joint_plan.rules.names import team_name
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading, other_teams, panel_head

if TYPE_CHECKING:
    from ui.wall.canvas import Canvas
    from ui.wall.scene import Scene


def profile_page(canvas: Canvas, scene: Scene) -> str:
    """One question of the profiles with every team's answers."""
    public, kind = scene.public, scene.subject.about
    top = heading(canvas, _(dict(PROFILE_KINDS)[kind]), size=64) + GAP
    entries = [entry for entry in public.all(ProfileEntry) if entry.kind == kind]
    teams = other_teams(public, [entry.team for entry in entries])
    for team, box in zip(teams, columns(canvas.area(top), len(teams)), strict=True):
        canvas.box(box, f"tint:{team}")
        inside = box.adjusted(28, 20, -28, -20)
        end = panel_head(canvas, inside, team_name(public, team), team=team)
        mine = [entry for entry in entries if entry.team == team]
        cells = [
            Cell(entry.text, sub=_("heard back") if entry.heard_back else "", boxed=True, edge=f"team:{team}")
            for entry in mine
        ]
        rest = QRectF(inside.left(), end + 16, inside.width(), inside.bottom() - end - 16)
        if cells:
            flow(canvas, rest, cells, size=48)
        else:
            canvas.text(rest, _("Nothing said yet"), 36, ink="muted")
    return ""
