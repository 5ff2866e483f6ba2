"""Which block of the day belongs to a section, and what comes after it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_plan.base.texts import _
from joint_plan.plan import sections
from joint_plan.plan.session import AgendaBlock
from ui.sections import walk

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot

USUAL_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the day, planned or, where the agenda has none for a section, of the usual length."""

    title: str
    minutes: int
    number: int = 0
    """Its place in the agenda from 1; 0 where it is not in it."""
    of: int = 0


def block_of(plan: Snapshot, section_key: str) -> Block:
    """The first block of the agenda for this section."""
    blocks = plan.all(AgendaBlock)
    for number, block in enumerate(blocks, 1):
        if block.section == section_key:
            return Block(_title(block), block.minutes or USUAL_MINUTES, number, len(blocks))
    return Block(_(sections.section(section_key).title), USUAL_MINUTES)


def next_block(plan: Snapshot, section_key: str) -> Block | None:
    """What comes next: the following block of the agenda, else the next section of the walk."""
    blocks = plan.all(AgendaBlock)
    here = block_of(plan, section_key)
    if here.number and here.number < len(blocks):
        block = blocks[here.number]
        return Block(_title(block), block.minutes or USUAL_MINUTES, here.number + 1, len(blocks))
    keys = [section.key for section in walk(plan)]
    place = keys.index(section_key) + 1 if section_key in keys else len(keys)
    return block_of(plan, keys[place]) if place < len(keys) and not here.number else None


def ends_at(seconds: float) -> str:
    """The time of day in so many seconds: 11:30."""
    return f"{dt.datetime.now().astimezone() + dt.timedelta(seconds=max(0.0, seconds)):%H:%M}"


def _title(block: AgendaBlock) -> str:
    if block.title:
        return block.title
    return _(sections.section(block.section).title) if block.section else _("Block")
