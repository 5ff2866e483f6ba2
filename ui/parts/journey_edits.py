"""What people do to the customer journey, each as one edit of the plan.

Cards are named by their keys (`swimlane_content`). What changes or makes a card answers with the card's key afterwards,
"" where there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import N_, _
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.funnel import Rate
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of, title_of
from joint_plan.plan.session import Team
from joint_plan.plan.slas import Sla
from ui.parts.entry_line import split_entry
from ui.parts.stage_faces import MOST_FEELING
from ui.parts.swimlane_content import (
    CUSTOMER,
    FRICTION,
    HANDOFFS,
    STORY,
    TEAM_LANE,
    friction_points,
    lane_of_team,
    only_shown,
    record_of,
)

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import PlanView
    from joint_plan.workbook import Edit
    from ui.document import Document

IDEAS = "ideas"
"""Where a line with "i:" goes: ideas stand in the friction lane, but are quick wins."""
STAGES = "stages"
"""Where a line with "j:" goes: it adds a stage."""

_LETTERS = {
    "c": CUSTOMER,
    "m": f"{TEAM_LANE}marketing",
    "s": f"{TEAM_LANE}sales",
    "h": HANDOFFS,
    "f": FRICTION,
    "i": IDEAS,
    "j": STAGES,
}


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line as it was typed: the lane its prefix names ("" without one), and the words."""

    lane: str
    text: str


def card_line(view: PlanView, line: str) -> CardLine:
    """Read "m: Benchmark report": the prefix is a letter, or a team's name or short name.

    What stands before a colon and names no lane is part of the words.
    """
    start, colon, rest = line.partition(":")
    name = start.strip().casefold()
    if colon and rest.strip():
        if name in _LETTERS:
            return CardLine(_LETTERS[name], rest.strip())
        for team in view.all(Team):
            if name and name in {team.name.casefold(), team.short_name.casefold()}:
                return CardLine(lane_of_team(team.id), rest.strip())
    return CardLine("", line.strip())


def stage_of(view: PlanView, key: str) -> Stage | None:
    """The stage that a piece of the board stands in, by the id in its key."""
    kind, _colon, rest = key.partition(":")
    if kind in {"Stage", "feeling", "rate", "add"}:
        return view.get(Stage, re.split(r"[:#]", rest)[0])
    record = record_of(view, key)
    if isinstance(record, Touchpoint):
        return view.get(Stage, record.stage)
    if isinstance(record, Sla):
        return view.get(Stage, record.from_stage)
    if isinstance(record, QuickWin):
        return view.get(Stage, record.serves.partition(":")[2])
    return None


# Stages


def add_stage(document: Document, name: str, after: Stage | None = None) -> str:
    """Add a stage behind another one, or at the end."""
    made: list[str] = []
    with document.edit(N_("Add stage {title}"), title=name) as edit:
        following = _following(edit.view, after) if after is not None else None
        made.append(key_of(_put_stage(edit, Stage(name=name), following)))
    return "".join(made)


def rename_stage(document: Document, stage: Stage, name: str) -> None:
    """Give a stage another name."""
    with document.edit(N_("Rename {title}"), title=title_of(stage)) as edit:
        edit.set(stage, name=name)


def move_stage(document: Document, stage: Stage, gap: int) -> None:
    """Put a stage into the gap between others: 0 is before the first one."""
    stages = document.plan.all(Stage)
    before = stages[gap] if gap < len(stages) else None
    if before is not None and before.id == stage.id:
        return
    with document.edit(N_("Move {title}"), title=title_of(stage)) as edit:
        edit.move(stage, before)


def shift_stage(document: Document, stage: Stage, step: str) -> None:
    """Move a stage one place to the left or right, or to an end."""
    stages = document.plan.all(Stage)
    here = next(number for number, other in enumerate(stages) if other.id == stage.id)
    gap = {"left": here - 1, "right": here + 2, "first": 0, "last": len(stages)}.get(step, here)
    if gap not in {here, here + 1} and 0 <= gap <= len(stages):
        move_stage(document, stage, gap)


def split_stage(document: Document, stage: Stage) -> str:
    """Make two stages of one: the new one behind it takes over how it ends, and the handoffs that leave it."""
    name = _("{stage} (second part)").format(stage=title_of(stage))
    made: list[str] = []
    with document.edit(N_("Split {title}"), title=title_of(stage)) as edit:
        part = Stage(
            name=name,
            exit_event=stage.exit_event,
            lead_team=stage.lead_team,
            emotion=stage.emotion,
            evidence=stage.evidence,
        )
        new = _put_stage(edit, part, _following(edit.view, stage))
        edit.set(stage, exit_event="")
        for sla in edit.view.where(Sla, "from_stage", stage.id):
            edit.set(sla, from_stage=new.id)
        made.append(key_of(new))
    return "".join(made)


def set_feeling(document: Document, stage: Stage, emotion: int | None) -> None:
    """Say how the customer feels at a stage."""
    with document.edit(N_("Feeling in {title}"), title=title_of(stage)) as edit:
        edit.set(stage, emotion=emotion)


def shift_feeling(document: Document, stage: Stage, step: str) -> None:
    """One step up or down; what is not rated starts from neutral."""
    if step in {"up", "down"}:
        better = (stage.emotion or 0) + (1 if step == "up" else -1)
        set_feeling(document, stage, max(-MOST_FEELING, min(MOST_FEELING, better)))


def set_rate(document: Document, funnel_stage: str, text: str) -> None:
    """Read "35 % · 12 d" into the funnel's general rate of a stage; the days may be left out.

    Raises:
        FieldError: not a rate, or not followed by days.
    """
    match = re.fullmatch(r"\s*([\d.,]+\s*%?)(?:[\s·;/]+([\d.,]+)\s*(?:d|days?)?\.?)?\s*", text)
    if match is None:
        raise FieldError(_("Write the rate and the days, such as “35 % 12”."))
    rate = locale.parse_rate(match[1])
    days = locale.parse_number(match[2]) if match[2] else None
    faults: list[PlanError] = []
    with document.edit(N_("Change rate to {rate}"), refused=faults.append, rate=locale.format_rate(rate)) as edit:
        rows = edit.view.where(Rate, "stage", funnel_stage)
        general = next((row for row in rows if not row.segment and not row.source), None)
        if general is None:
            edit.add(Rate(stage=funnel_stage, rate=rate, days=days))
        else:
            edit.set(general, rate=rate, days=days)
    if faults:
        raise faults[0]


# Cards


def add_card(document: Document, stage: Stage, lane: str, text: str, below: str = "") -> str:
    """Add a card to a cell: at its end, or below another card of it.

    Raises:
        PlanError: it cannot be; nothing is added then.
    """
    made: list[str] = []
    faults: list[PlanError] = []
    with document.edit(N_("Add {title}"), refused=faults.append, title=text) as edit:
        made.append(_put_card(edit, stage, lane, text, below))
    if faults:
        raise faults[0]
    return "".join(made)


def add_lines(document: Document, stage: Stage | None, lane: str, lines: list[str]) -> str:
    """Add a card for every line in one step; a line with "j:" adds a stage, and those after it go there.

    Args:
        document: the plan.
        stage: where the first lines go; without one, lines that name no lane are stages.
        lane: where lines without a prefix go.
        lines: as typed.

    Returns:
        the key of the last card or stage.

    Raises:
        PlanError: a line that cannot be; nothing is added then.
    """
    added, faults = "", list[PlanError]()
    label = N_("Add {title}") if len(lines) == 1 else N_("Add {count} cards")
    title = card_line(document.plan, lines[0]).text
    with document.edit(label, refused=faults.append, title=title, count=str(len(lines))) as edit:
        last = stage
        handoffs: list[tuple[Stage, str]] = []
        for line in lines:
            read = card_line(edit.view, line)
            where = read.lane or (lane if stage is not None else STAGES)
            if where == STAGES or last is None:
                following = _following(edit.view, last) if last is not None else None
                last = _put_stage(edit, Stage(name=read.text), following)
                added = key_of(last)
            elif where == HANDOFFS:
                # The stage that it leads to may stand in a line below.
                handoffs.append((last, read.text))
            else:
                added = _put_card(edit, last, where, read.text)
        for giving, text in handoffs:
            added = _put_card(edit, giving, HANDOFFS, text)
    if faults:
        raise faults[0]
    return added


def _put_card(edit: Edit, stage: Stage, lane: str, text: str, below: str = "") -> str:
    held = edit.view.get(Stage, stage.id) or stage
    if lane == FRICTION:
        points = [*friction_points(held), " ".join(text.split())]
        edit.set(held, friction="\n".join(points))
        return f"{key_of(held)}#friction.{len(points) - 1}"
    if lane == STORY:
        edit.set(held, story=text)
        return f"{key_of(held)}#story"
    if lane == IDEAS:
        return _put_record(edit, QuickWin(title=text, serves=key_of(held)), below)
    if lane == HANDOFFS:
        return _put_record(edit, _handoff(edit.view, held, text), below)
    team = lane.removeprefix(TEAM_LANE) if lane.startswith(TEAM_LANE) else ""
    return _put_record(edit, Touchpoint(stage=held.id, name=text, owner_team=team, seen_by_customer=not team), below)


def _put_record(edit: Edit, record: Record, below: str = "") -> str:
    new = edit.add(record)
    above = record_of(edit.view, below) if below else None
    if above is not None and type(above) is type(new):
        following = _following(edit.view, above)
        if following is not None and following.id != new.id:
            new = edit.move(new, following)
    return key_of(new)


def _put_stage(edit: Edit, stage: Stage, following: Record | None) -> Stage:
    new = edit.add(stage)
    return new if following is None else edit.move(new, following)


def _handoff(view: PlanView, stage: Stage, text: str) -> Sla:
    """A handoff from a stage to the next one: owed by the team that leads here to the one that leads there.

    The text is what is handed over and, behind a bar, how one can tell that it is good.
    """
    what, test = split_entry(text, 2)
    following = _following(view, stage)
    if following is None:
        raise PlanError(
            _("“{stage}” is the last stage: there is nothing to hand over to.").format(stage=title_of(stage))
        )
    to_team = following.lead_team if isinstance(following, Stage) else ""
    owed_by = stage.lead_team or ("sales" if to_team == "marketing" else "marketing")
    if not to_team or to_team == owed_by:
        to_team = next(team for team in TEAMS if team != owed_by)
    return Sla(
        owed_by=owed_by,
        owed_to=to_team,
        obligation=handing_over(what),
        handed_over=what,
        acceptance_test=test,
        from_stage=stage.id,
        to_stage=following.id,
    )


def handing_over(what: str) -> str:
    """The obligation of a handoff made on the board."""
    return _("hands over {what}").format(what=what) if what else ""


def friction_number(key: str) -> int | None:
    """Which of a stage's friction points a card is, from 0; `None` for any other card."""
    _stage, _hash, part = key.partition("#friction.")
    return int(part) if part else None


def text_of(view: PlanView, key: str) -> str:
    """What stands in a card, as its editor starts from."""
    record = record_of(view, key)
    number = friction_number(key)
    if isinstance(record, Stage):
        if number is not None:
            points = friction_points(record)
            return points[number] if number < len(points) else ""
        return record.story if key.endswith("#story") else record.name
    if isinstance(record, Touchpoint):
        return record.name
    if isinstance(record, Sla):
        return record.handed_over or record.obligation
    return record.title if isinstance(record, QuickWin) else ""


def change_text(document: Document, key: str, text: str) -> None:
    """Put other words on a card; an emptied friction point goes.

    Raises:
        PlanError: they cannot be; the card keeps those that it had.
    """
    record = record_of(document.plan, key)
    number = friction_number(key)
    if record is None or text == text_of(document.plan, key):
        return
    title = text_of(document.plan, key) or title_of(record)
    faults: list[PlanError] = []
    with document.edit(N_("Change {title}"), refused=faults.append, title=title) as edit:
        if isinstance(record, Stage) and number is not None:
            points = list(friction_points(record))
            points[number : number + 1] = [" ".join(text.split())] if text.strip() else []
            edit.set(record, friction="\n".join(points))
        elif isinstance(record, Stage):
            edit.set(record, **{"story" if key.endswith("#story") else "name": text})
        elif isinstance(record, Touchpoint):
            edit.set(record, name=text)
        elif isinstance(record, Sla):
            _change_handoff(edit, record, text)
        elif isinstance(record, QuickWin):
            edit.set(record, title=text)
    if faults:
        raise faults[0]


def _change_handoff(edit: Edit, sla: Sla, text: str) -> None:
    # While nobody has put the obligation into other words, it follows what is handed over.
    follows = sla.obligation in {"", handing_over(sla.handed_over)}
    edit.set(sla, handed_over=text, **({"obligation": handing_over(text)} if follows else {}))


def delete_card(document: Document, key: str) -> None:
    """Delete a card: its record, or its part of the stage. A stage goes with all that hangs on it."""
    record = record_of(document.plan, key)
    number = friction_number(key)
    if record is None or only_shown(key):
        return
    if isinstance(record, Stage) and number is not None:
        try:
            change_text(document, key, "")
        except PlanError as fault:
            document.complain(fault)
    elif isinstance(record, Stage) and key.endswith("#story"):
        with document.edit(N_("Delete the story of {title}"), title=title_of(record)) as edit:
            edit.set(record, story="")
    else:
        document.remove(record)


def duplicate_card(document: Document, key: str) -> str:
    """Make another card like it, right below."""
    record = record_of(document.plan, key)
    if isinstance(record, Stage) and friction_number(key) is not None:
        try:
            return add_card(document, record, FRICTION, text_of(document.plan, key))
        except PlanError as fault:
            document.complain(fault)
            return ""
    if not isinstance(record, Touchpoint | Sla | QuickWin):
        return ""
    made: list[str] = []
    with document.edit(N_("Duplicate {title}"), title=title_of(record)) as edit:
        made.append(_put_record(edit, replace(record, id="", code="", position=0), below=key))
    return "".join(made)


def _following(view: PlanView, record: Record) -> Record | None:
    """The record after this one in its list."""
    rows = view.all(type(record))
    place = next((number for number, row in enumerate(rows) if row.id == record.id), len(rows))
    return rows[place + 1] if place + 1 < len(rows) else None
