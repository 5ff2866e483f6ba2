"""Moving cards on the customer journey's board: by one step with the keyboard, or anywhere with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_plan.base.texts import N_, _
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of, title_of
from joint_plan.plan.slas import Sla
from ui.parts.journey_edits import friction_number, stage_of, text_of
from ui.parts.swimlane_content import CUSTOMER, FRICTION, HANDOFFS, TEAM_LANE, BoardContent, friction_points, record_of

if TYPE_CHECKING:
    from ui.document import Document


def push_card(document: Document, content: BoardContent, key: str, step: str) -> str:
    """Move a card by one step: to the stage beside, up or down in its cell, and from its end into the next lane."""
    face = content.face(key)
    if face is None:
        return key
    stages = [stage.id for stage in content.stages]
    here = stages.index(face.stage)
    if step in {"left", "right", "first", "last"}:
        there = {"left": here - 1, "right": here + 1, "first": 0, "last": len(stages) - 1}[step]
        if not 0 <= there < len(stages):
            return key
        return drop_card(document, content, key, stages[there], face.lane)
    cell = [other.key for other in content.cell(face.stage, face.lane) if other.kind == face.kind]
    place = cell.index(key)
    if step == "up" and place > 0:
        return drop_card(document, content, key, face.stage, face.lane, cell[place - 1])
    if step == "down" and place + 1 < len(cell):
        below = cell[place + 2] if place + 2 < len(cell) else ""
        return drop_card(document, content, key, face.stage, face.lane, below)
    if face.kind != "touchpoint":
        return key
    lanes = [lane.key for lane in content.lanes if lane.key == CUSTOMER or lane.team]
    there = lanes.index(face.lane) + (1 if step == "down" else -1)
    if not 0 <= there < len(lanes):
        return key
    before = ""
    if step == "down":
        before = next((other.key for other in content.cell(face.stage, lanes[there])), "")
    return drop_card(document, content, key, face.stage, lanes[there], before)


def drop_card(document: Document, content: BoardContent, key: str, stage_id: str, lane: str, before: str = "") -> str:
    """Put a card into a cell, before another card or at its end; gives its key there.

    Touchpoints go to the customer's lane and to teams' lanes. Handoffs and friction stay in their lane, and so do
    ideas: where that is not so, the person is told and nothing changes.
    """
    face = content.face(key)
    stage = document.plan.get(Stage, stage_id)
    record = record_of(document.plan, key)
    if face is None or stage is None or record is None or before == key:
        return key
    if isinstance(record, Touchpoint):
        return _drop_touchpoint(document, record, stage, lane, before)
    if lane != face.lane:
        document.say(_("“{card}” stays in its lane; only touchpoints change lanes.").format(card=face.text))
        return key
    if isinstance(record, Sla):
        return _drop_handoff(document, record, stage, before)
    if isinstance(record, QuickWin):
        return _drop_idea(document, record, stage, before)
    if isinstance(record, Stage) and friction_number(key) is not None:
        return _drop_friction(document, key, record, stage, before)
    return key


def _drop_touchpoint(document: Document, card: Touchpoint, stage: Stage, lane: str, before: str) -> str:
    if lane in {HANDOFFS, FRICTION} or not (lane == CUSTOMER or lane.startswith(TEAM_LANE)):
        document.say(_("A touchpoint belongs to the customer or to a team; drop it on one of their lanes."))
        return key_of(card)
    team = lane.removeprefix(TEAM_LANE) if lane.startswith(TEAM_LANE) else ""
    with document.edit(N_("Move {title}"), title=title_of(card)) as edit:
        moved = edit.set(card, stage=stage.id, owner_team=team)
        target = record_of(edit.view, before) if before else None
        if target is None or isinstance(target, Touchpoint):
            edit.move(moved, target)
    return key_of(card)


def _drop_handoff(document: Document, sla: Sla, stage: Stage, before: str) -> str:
    stages = document.plan.all(Stage)
    place = next(number for number, other in enumerate(stages) if other.id == stage.id)
    if place + 1 >= len(stages):
        document.say(_("“{stage}” is the last stage: there is nothing to hand over to.").format(stage=title_of(stage)))
        return key_of(sla)
    with document.edit(N_("Move {title}"), title=title_of(sla)) as edit:
        moved = sla
        if sla.from_stage != stage.id:
            moved = edit.set(sla, from_stage=stage.id, to_stage=stages[place + 1].id)
        target = record_of(edit.view, before) if before else None
        if isinstance(target, Sla):
            edit.move(moved, target)
    return key_of(sla)


def _drop_idea(document: Document, idea: QuickWin, stage: Stage, before: str) -> str:
    with document.edit(N_("Move {title}"), title=title_of(idea)) as edit:
        moved = edit.set(idea, serves=key_of(stage))
        target = record_of(edit.view, before) if before else None
        if isinstance(target, QuickWin):
            edit.move(moved, target)
    return key_of(idea)


def _drop_friction(document: Document, key: str, source: Stage, stage: Stage, before: str) -> str:
    number = friction_number(key)
    text = text_of(document.plan, key)
    if number is None or stage_of(document.plan, key) is None:
        return key
    points = list(friction_points(source))
    del points[number]
    same = source.id == stage.id
    target = points if same else list(friction_points(stage))
    place = len(target)
    beside = friction_number(before) if before else None
    if beside is not None:
        place = beside - (1 if same and beside > number else 0)
    target.insert(place, text)
    with document.edit(N_("Move {title}"), title=text) as edit:
        if not same:
            edit.set(source, friction="\n".join(points))
        edit.set(stage, friction="\n".join(target))
    return f"{key_of(stage)}#friction.{place}"
