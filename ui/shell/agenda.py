"""Which block of the day belongs to a section, and what comes after it."""

from __future__ import annotations

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
    id: str = ""
    """Of the agenda's block; "" where it is not in it."""


def block_of(plan: Snapshot, section_key: str) -> Block:
    """The first block of the agenda for this section."""
    for block in plan.all(AgendaBlock):
        if block.section == section_key:
            return _block(plan, block)
    return Block(_(sections.section(section_key).title), USUAL_MINUTES)


def block_with(plan: Snapshot, block_id: str) -> Block | None:
    """The block of the agenda with this id, `None` where it is not there any more."""
    block = plan.get(AgendaBlock, block_id)
    return _block(plan, block) if block is not None else None


def block_after(plan: Snapshot, block_id: str) -> AgendaBlock | None:
    """What follows a block in the agenda; the first one where there is no such block."""
    blocks = plan.all(AgendaBlock)
    place = next((number for number, block in enumerate(blocks) if block.id == block_id), -1)
    return blocks[place + 1] if place + 1 < len(blocks) else None


def _block(plan: Snapshot, block: AgendaBlock) -> Block:
    blocks = plan.all(AgendaBlock)
    number = next(place for place, other in enumerate(blocks, 1) if other.id == block.id)
    return Block(_title(block), block.minutes or USUAL_MINUTES, number, len(blocks), block.id)


def next_block(plan: Snapshot, here: Block, section_key: str) -> Block | None:
    """What comes next: the following block of the agenda, else the next section of the walk."""
    if here.number:
        following = block_after(plan, here.id)
        return _block(plan, following) if following is not None else None
    keys = [section.key for section in walk(plan)]
    place = keys.index(section_key) + 1 if section_key in keys else len(keys)
    return block_of(plan, keys[place]) if place < len(keys) else None


def _title(block: AgendaBlock) -> str:
    if block.title:
        return block.title
    return _(sections.section(block.section).title) if block.section else _("Block")
