"""What people do to SLAs, each as one edit of the plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from joint_plan.base.texts import N_
from joint_plan.plan.record import key_of, title_of
from joint_plan.plan.slas import Sla, SlaLevel, WorkCalendar
from joint_plan.rules.fast_entry import fast_entry, fast_level
from ui.parts.sla_faces import direction

if TYPE_CHECKING:
    from joint_plan.base.errors import PlanError
    from ui.document import Document


def add_sla(document: Document, owed_by: str, owed_to: str, obligation: str) -> str:
    """Add a promise of one team to another; gives its key.

    Raises:
        PlanError: it cannot be; nothing is added then.
    """
    made: list[str] = []
    faults: list[PlanError] = []
    with document.edit(N_("Add {title}"), refused=faults.append, title=obligation) as edit:
        made.append(key_of(edit.add(Sla(owed_by=owed_by, owed_to=owed_to, obligation=obligation))))
    if faults:
        raise faults[0]
    return "".join(made)


def add_lines(document: Document, lines: list[str]) -> str:
    """Add an SLA for every line ("Sales | call demo requests | 4 bh | 95%") in one step; gives the last one's key.

    Raises:
        PlanError: what is wrong with which line; nothing is added then.
    """
    slas = [fast_entry(document.plan, line) for line in lines]
    faults: list[PlanError] = []
    made: list[str] = []
    label = N_("Add {title}") if len(slas) == 1 else N_("Add {count} SLAs")
    with document.edit(label, refused=faults.append, title=slas[0].obligation, count=str(len(slas))) as edit:
        made += [key_of(edit.add(sla)) for sla in slas]
    if faults:
        raise faults[0]
    return made[-1]


def duplicate(document: Document, sla: Sla) -> str:
    """Add another SLA like this one right below it, levels included; gives its key."""
    made: list[str] = []
    with document.edit(N_("Duplicate {title}"), title=title_of(sla)) as edit:
        rows = edit.view.all(Sla)
        place = next(number for number, row in enumerate(rows) if row.id == sla.id)
        new = edit.add(replace(sla, id="", code="", position=0))
        if place + 1 < len(rows):
            edit.move(new, rows[place + 1])
        for level in edit.view.where(SlaLevel, "sla", sla.id):
            edit.add(replace(level, id="", position=0, sla=new.id))
        made.append(key_of(new))
    return "".join(made)


def put_before(document: Document, sla: Sla, before: Sla | None) -> None:
    """Move an SLA in its list: in front of another one, or to the end."""
    with document.edit(N_("Move {title}"), title=title_of(sla)) as edit:
        edit.move(sla, before)


def turn_round(document: Document, sla: Sla, owed_by: str, before: Sla | None = None) -> None:
    """Let the other team of the two owe it."""
    now_by, now_to = direction(sla)
    if now_by == owed_by:
        return
    with document.edit(N_("Turn {title} round"), title=title_of(sla)) as edit:
        turned = edit.set(sla, owed_by=now_to, owed_to=now_by)
        if before is not None:
            edit.move(turned, before)


def put_level(document: Document, sla: Sla, level: SlaLevel | None, line: str) -> None:
    """Read a level from a line into an SLA; an emptied line deletes it.

    Raises:
        PlanError: what the line does not say clearly; the level stays as it was.
    """
    faults: list[PlanError] = []
    if not line.strip():
        if level is not None:
            document.remove(level)
        return
    read = fast_level(sla, line)
    label = N_("Add level {title}") if level is None else N_("Change level {title}")
    with document.edit(label, refused=faults.append, title=read.tier or read.applies_to) as edit:
        if level is None:
            edit.add(read)
        else:
            kept = replace(read, id=level.id, position=level.position, channels=level.channels, note=level.note)
            if level.attempts is None or level.within_days is None:
                # A line says both or neither.
                tries, days = read.attempts or level.attempts, read.within_days or level.within_days
                kept = replace(kept, attempts=tries, within_days=days)
            edit.put(kept)
    if faults:
        raise faults[0]


def first_calendar(document: Document) -> WorkCalendar | None:
    """The working hours that hold for all teams; made where there are none yet."""
    found = next((row for row in document.plan.all(WorkCalendar) if not row.team), None)
    if found is not None or document.read_only:
        return found
    made: list[WorkCalendar] = []
    with document.edit(N_("Add working hours")) as edit:
        made.append(edit.add(WorkCalendar()))
    return made[0] if made else None


def move_level(document: Document, level: SlaLevel, before: SlaLevel | None) -> None:
    """Move a level in front of another one, or to the end."""
    with document.edit(N_("Move level {title}"), title=level.tier or level.applies_to) as edit:
        edit.move(level, before)
