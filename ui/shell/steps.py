"""How each section of the walk stands, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from joint_plan.base.locale import format_month
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.rules.landscape import statements
from joint_plan.rules.scorecard import scorecard, standing_words
from joint_plan.rules.standing import plan_count, section_count
from joint_plan.rules.versions import blockers, signed, versions
from ui.sections import walk
from ui.shell.walk import Step

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot


def steps_of(plan: Snapshot) -> tuple[Step, ...]:
    """The steps of the walk for this plan."""
    return tuple(_step(plan, section.key, _(section.title)) for section in walk(plan))


def _step(plan: Snapshot, key: str, title: str) -> Step:
    if key == "session":
        return Step(key, title, _session_line(plan), done=bool(plan.all(Participant) and plan.plan.one_number))
    if key == "landscape":
        return _landscape_step(plan, title)
    if key == "agreement":
        return _agreement_step(plan, title)
    if key == "follow_up":
        return Step(key, title, _follow_up_line(plan), done=False)
    count = section_count(plan, key)
    if not count.total:
        return Step(key, title, _("Not started"), done=False)
    said = _("{agreed} of {total} agreed").format(agreed=count.agreed, total=count.total)
    return Step(key, title, said, done=count.open == 0)


def _session_line(plan: Snapshot) -> str:
    people = len(plan.all(Participant))
    if not people:
        return _("Who is in the room?")
    said = ngettext("{count} person", "{count} people", people).format(count=people)
    return _("{people}, agenda set").format(people=said) if plan.all(AgendaBlock) else said


def _landscape_step(plan: Snapshot, title: str) -> Step:
    lines = statements(plan)
    shown = sum(line.revealed for line in lines)
    gaps = sum(line.wide for line in lines)
    if not lines:
        return Step("landscape", title, _("Not started"), done=False)
    said = _("{shown} of {total} revealed").format(shown=shown, total=len(lines))
    if shown == len(lines) and gaps:
        said = ngettext("{count} gap to discuss", "{count} gaps to discuss", gaps).format(count=gaps)
    targets = all(line.item.target_score is not None for line in lines if line.wide)
    return Step("landscape", title, said, done=shown == len(lines) and targets)


def _follow_up_line(plan: Snapshot) -> str:
    """How the measures stand; before anything is measured, from when on there is something to measure."""
    said = standing_words(scorecard(plan)) if plan.all(Actual) else ""
    if said or plan.plan.period_start is None:
        return said or _("Not started")
    return _("From {month}").format(month=format_month(plan.plan.period_start))


def _agreement_step(plan: Snapshot, title: str) -> Step:
    made = versions(plan)
    count = plan_count(plan)
    if made and not blockers(plan):
        done, total = signed(plan, made[-1])
        words = _("Version {number} signed {done} of {total}")
        line = words.format(number=made[-1].number, done=done, total=total)
        return Step("agreement", title, line, done=bool(total) and done == total)
    if not count.total:
        return Step("agreement", title, _("Nothing to agree yet"), done=False)
    line = ngettext("{count} point open", "{count} points open", count.open).format(count=count.open)
    return Step("agreement", title, line if count.open else _("Ready for a version"), done=False)
