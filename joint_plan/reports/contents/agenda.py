"""The day's agenda: blocks with the times that follow from each other, what is done, how, and what comes out."""

import datetime as dt
from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.session import AgendaBlock, GroundRule
from joint_plan.reports.model import ReportModel
from joint_plan.rules.agenda import starts
from joint_plan.rules.names import shown


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `warning` says that what comes before runs past its fixed start."""

    starts: str
    fixed: bool
    minutes: str
    title: str
    section: str
    mode: str
    is_break: bool
    groups: str
    instruction: str
    output: str
    warning: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The whole day; `ends` is "" while no block says when it starts."""

    title: str
    purpose: str
    why: str
    one_number: str
    blocks: tuple[Block, ...]
    length: str
    ends: str
    rules: tuple[str, ...]


def agenda(model: ReportModel) -> Agenda:
    """What stands on the agenda."""
    public = model.public
    times = starts(public)
    blocks = public.all(AgendaBlock) if "session" not in public.plan.hidden_sections else ()
    rows = []
    for block in blocks:
        start = times[block.id]
        over = ngettext(
            "The blocks before it take {number} minute too long.",
            "The blocks before it take {number} minutes too long.",
            start.overrun,
        )
        section = shown(public, block, "section")
        rows.append(
            Block(
                starts=locale.format_clock(start.time) if start.time else "",
                fixed=block.pinned_start is not None,
                minutes=_minutes(block.minutes or 0) if block.minutes else "",
                title=block.title or section or _("Block"),
                section=section if block.title and section.casefold() != block.title.casefold() else "",
                mode=shown(public, block, "mode") if block.mode != "break" else "",
                is_break=block.mode == "break",
                groups=block.groups,
                instruction=block.instruction,
                output=block.output,
                warning=over.format(number=start.overrun) if start.overrun else "",
            )
        )
    total = sum(block.minutes or 0 for block in blocks)
    rules = public.all(GroundRule) if "session" not in public.plan.hidden_sections else ()
    return Agenda(
        title=_("Agenda"),
        purpose="  ·  ".join(part for part in (model.company, model.title) if part),
        why=public.plan.why,
        one_number=public.plan.one_number,
        blocks=tuple(rows),
        length=_length(total),
        ends=_end(times[blocks[-1].id].time, blocks[-1].minutes or 0) if blocks else "",
        rules=tuple(rule.rule for rule in rules if rule.rule),
    )


def _minutes(count: int) -> str:
    return ngettext("{number} min", "{number} min", count).format(number=count).replace(" ", "\u00a0")


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return ""
    if not hours:
        return _minutes(rest)
    words = ngettext("{number} hour", "{number} hours", hours).format(number=hours).replace(" ", "\u00a0")
    return f"{words} {_minutes(rest)}" if rest else words


def _end(start: dt.time | None, minutes: int) -> str:
    if start is None:
        return ""
    clock = start.hour * 60 + start.minute + minutes
    return locale.format_clock(dt.time(clock // 60 % 24, clock % 60))
