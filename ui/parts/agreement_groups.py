"""What the Agreement page lists, in groups: open points first, then sections that need a look, then the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from joint_plan.base.locale import format_day
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.record import key_of, spec_of
from joint_plan.rules.names import team_name
from joint_plan.rules.standing import Standing, State, section_count, standings, visible_sections

if TYPE_CHECKING:
    from joint_plan.plan.agreement import Assent
    from joint_plan.plan.snapshot import Snapshot

OPEN = "open"
PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Group:
    """Items under one heading.

    Attributes:
        key: "open", "parked" or a section's key.
        detail: the line at the heading's right.
        rows: its items in order.
        attention: how many of them, standing first, need a look: those are shown while the group is not fully open.
    """

    key: str
    title: str
    detail: str
    rows: tuple[Standing, ...]
    attention: int = 0


def needs_look(standing: Standing) -> bool:
    """Whether an item is settled, but with a reservation or on a basis that has changed."""
    return standing.state is State.AGREED_WITH_RESERVATIONS or bool(standing.basis_changed and standing.agreed)


def groups_of(plan: Snapshot) -> tuple[Group, ...]:
    """All groups of the page that have items."""
    every = standings(plan)
    open_ = [one for one in every.values() if one.open]
    parked = [one for one in every.values() if one.state is State.PARKED]
    open_.sort(key=lambda one: one.state is not State.CONTESTED)
    found = []
    if open_:
        detail = _("{open} of {total}").format(open=len(open_), total=len(every))
        found.append(Group(OPEN, _("Open points"), detail, tuple(open_), len(open_)))
    sections = [_section(plan, section.key, section.title) for section in visible_sections(plan)]
    here = [group for group in sections if group is not None]
    found += [group for group in here if group.attention]
    if parked:
        found.append(Group(PARKED, _("Parked"), _parked_words(len(parked)), tuple(parked)))
    found += [group for group in here if not group.attention]
    return tuple(found)


def _section(plan: Snapshot, key: str, title: str) -> Group | None:
    settled = [one for one in standings(plan).values() if spec_of(one.item).section == key and one.agreed]
    count = section_count(plan, key)
    if not count.total:
        return None
    settled.sort(key=lambda one: not needs_look(one))
    words = [_("{agreed} of {total} agreed").format(agreed=count.agreed, total=count.total)]
    changed = sum(bool(one.basis_changed) for one in settled)
    reserved = sum(one.state is State.AGREED_WITH_RESERVATIONS for one in settled)
    if changed:
        words.append(ngettext("{count} basis changed", "{count} basis changed", changed).format(count=changed))
    if reserved:
        words.append(ngettext("{count} with reservation", "{count} with reservations", reserved).format(count=reserved))
    return Group(key, _(title), ", ".join(words), tuple(settled), sum(needs_look(one) for one in settled))


def _parked_words(count: int) -> str:
    return ngettext("{count} not in this version", "{count} not in this version", count).format(count=count)


def said(plan: Snapshot, standing: Standing) -> tuple[str, ...]:
    """What teams have said of an item: reservations and objections in their words."""
    lines = []
    for team, assent in standing.stances.items():
        if assent is not None and assent.reservation:
            words = _("{team}: “{words}”").format(team=team_name(plan, team), words=assent.reservation)
            if assent.follow_up is not None:
                words += " " + _("Look at it again on {day}.").format(day=format_day(assent.follow_up))
            lines.append(words)
    return tuple(lines)


def hands(plan: Snapshot, standing: Standing) -> str:
    """The hands of all teams in one line with the scale's legend, "" without any."""
    shown = [(team, assent) for team, assent in standing.stances.items() if assent is not None and assent.tally]
    if not shown or not any(_hands_of(assent) for _team, assent in shown):
        return ""
    fist = any(assent.method == "fist_to_five" for _team, assent in shown)
    scale = _("Hands, 0 block to 5 lead it:") if fist else _("Hands:")
    teams = [f"{team_name(plan, team)} {_hands_of(assent)}" for team, assent in shown]
    return f"{scale} {', '.join(teams)}"


def _hands_of(assent: Assent) -> str:
    return " ".join(str(hand) for hand in assent.tally.hands()) if assent.tally is not None else ""


def next_open(plan: Snapshot) -> Standing | None:
    """The open point to talk about next."""
    for group in groups_of(plan):
        if group.key == OPEN:
            return group.rows[0]
    return None


def selectable(standing: Standing) -> bool:
    """Whether an item can be agreed as part of a set: it is open and nobody objects."""
    return standing.open and standing.state is not State.CONTESTED


def key_in(standing: Standing) -> str:
    """The reference of an item."""
    return key_of(standing.item)
