"""The customer journey: one stage with its lanes, or one lane along the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from joint_plan.base.texts import _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import title_of
from joint_plan.plan.slas import Sla
from joint_plan.rules.names import team_name
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.standing import standing
from ui.parts.stage_faces import lead_of
from ui.parts.swimlane_content import CUSTOMER, FRICTION, TEAM_LANE, BoardContent, Lane, board_content, lane_of_team
from ui.wall.canvas import BOTTOM, TOP, Canvas
from ui.wall.flow import Cell, flow
from ui.wall.pages.parts import GAP, columns, heading
from ui.wall.type import leading, width_of
from ui.wall.words import brief_title, state_words

if TYPE_CHECKING:
    from ui.wall.scene import Scene

_BAND = 190
"""Height of the band of handoffs."""


def stage_page(canvas: Canvas, scene: Scene) -> str:
    """One stage."""
    stage = scene.record(Stage)
    content = board_content(scene.public)
    lead = _lead(canvas, scene, stage)
    top = heading(canvas, title_of(stage), height=140, width=canvas.inner - lead) + 2
    if stage.customer_question:
        asked = f"“{stage.customer_question}”"
        top = canvas.text(QRectF(canvas.left, top, canvas.inner, 100), asked, 40, ink="muted", lines=2)
    top += 16
    # A further team has a column where it has something to do.
    core = {lane_of_team(team) for team in TEAMS}
    lanes = [
        lane
        for lane in content.lanes
        if lane.key == CUSTOMER or lane.key in core or (lane.team and content.cell(stage.id, lane.key))
    ]
    bottom = BOTTOM - _BAND - GAP
    for lane, box in zip(lanes, columns(QRectF(canvas.left, top, canvas.inner, bottom - top), len(lanes)), strict=True):
        _lane_box(canvas, content, stage, lane, box)
    _band(canvas, scene, stage, QRectF(canvas.left, BOTTOM - _BAND, canvas.inner, _BAND))
    return ""


def _lead(canvas: Canvas, scene: Scene, stage: Stage) -> float:
    """Who leads, at the right; returns how much room it takes."""
    lead = lead_of(scene.public, stage)
    words = _("{team} leads").format(team=lead.words) if lead.kind == "agreed" else lead.words
    size = 36
    wide = width_of(words, size) + (44 if lead.team else 0)
    if wide > canvas.inner * 0.45:
        words, wide = lead.short, width_of(lead.short, size) + (44 if lead.team else 0)
    left, middle = canvas.right - wide, TOP + 42
    if lead.team:
        canvas.team(lead.team, left, middle, 28)
        left += 44
    canvas.label(left, middle, words, size)
    return wide + 40


def _lane_box(canvas: Canvas, content: BoardContent, stage: Stage, lane: Lane, box: QRectF) -> None:
    """What happens in one lane at a stage."""
    canvas.box(box, f"tint:{lane.colour}")
    inside = box.adjusted(24, 16, -24, -16)
    ink = f"team:{lane.colour}"
    canvas.icon(lane.icon, ink, inside.left(), inside.top() + 24, 36)
    name = QRectF(inside.left() + 52, inside.top(), inside.width() - 52, 48)
    end = canvas.text(name, lane.title, 38, least=24, weight=600, lines=1, body=False)
    cells = []
    if lane.key == CUSTOMER and stage.customer_goal:
        cells.append(Cell(stage.customer_goal, label=_("Wants to"), boxed=True, edge=ink))
    cells += [Cell(face.text, boxed=True, edge=ink) for face in content.cell(stage.id, lane.key) if face.text]
    if lane.key == CUSTOMER:
        cells += [
            Cell(face.text, label=face.tag, icon="triangle-alert", boxed=True, edge=ink)
            for face in content.cell(stage.id, FRICTION)
            if face.kind == "friction"
        ]
    if cells:
        rest = QRectF(inside.left(), end + 10, inside.width(), inside.bottom() - end - 10)
        flow(canvas, rest, cells, gap=14, size=38)


def _band(canvas: Canvas, scene: Scene, stage: Stage, box: QRectF) -> None:
    """What is handed on from this stage; without a handoff, when the stage begins and ends."""
    public = scene.public
    canvas.box(box, "tint:both")
    inside = box.adjusted(24, 16, -24, -16)
    handoffs = public.where(Sla, "from_stage", stage.id)
    if not handoffs:
        events = [(_("Begins when"), stage.entry_event), (_("Ends when"), stage.exit_event)]
        cells = [Cell(words, label=label) for label, words in events if words]
        if cells:
            flow(canvas, inside, cells, columns=2, size=38)
        else:
            canvas.text(inside, _("No handoff from here yet"), 36, ink="muted", middle=True)
        return
    cells = []
    for sla in handoffs:
        whom = _("Handoff to {team}").format(team=team_name(public, sla.owed_to)) if sla.owed_to else _("Handoff")
        label = " · ".join(part for part in (whom, sla.code, state_words(public, standing(public, sla))) if part)
        cells.append(Cell(sla.handed_over or sla_sentence(public, sla), label=label, icon="handshake"))
    flow(canvas, inside, cells, columns=min(2, len(cells)), size=40, gap=14)


def lane_page(canvas: Canvas, scene: Scene) -> str:
    """One lane along all stages."""
    content = board_content(scene.public)
    lane = next((lane for lane in content.lanes if lane.key == scene.subject.about), content.lanes[0])
    title = QRectF(canvas.left + 92, TOP, canvas.inner - 92, leading(64))
    canvas.icon(lane.icon, f"team:{lane.colour}" if lane.colour else "muted", canvas.left, TOP + 40, 64)
    top = canvas.text(title, lane.title, 64, weight=600) + GAP
    stages = {stage.id: stage for stage in scene.public.all(Stage)}
    cells = []
    for stage_id, stage in stages.items():
        for face in content.cell(stage_id, lane.key):
            if face.text:
                label = " · ".join(part for part in (brief_title(stage), _kind(lane, face.kind)) if part)
                cells.append(
                    Cell(face.text, label=label, boxed=True, edge=f"team:{lane.colour}" if lane.colour else "")
                )
    if cells:
        flow(canvas, canvas.area(top), cells, columns=2 if len(cells) < 9 else 3, gap=16)
    else:
        canvas.text(canvas.area(top), _("Nothing here yet"), 40, ink="muted")
    return ""


def _kind(lane: Lane, kind: str) -> str:
    """What a card of the lane of friction and ideas is."""
    if lane.key.startswith(TEAM_LANE) or lane.key != FRICTION:
        return ""
    return _("Friction") if kind == "friction" else _("Idea")
