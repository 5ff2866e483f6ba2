"""The stances ever taken on an item, newest first: who said what, when, on which words, and whether it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.agreement import Assent
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.agreed_words import WordChange, changes_since, known
from joint_plan.rules.assents import assents_on, counting
from joint_plan.rules.content import content_hash
from joint_plan.rules.names import team_name


@dataclass(frozen=True, slots=True)
class Taken:
    """One stance that was taken.

    Attributes:
        counts: whether it is the one of its team that counts now.
        same_words: whether it was about the words of now; a later stance may have taken its place.
        changes: how the words differ since, where these are known.
    """

    assent: Assent
    counts: bool
    same_words: bool
    changes: tuple[WordChange, ...]


def stances_taken(view: PlanView, item: Record) -> tuple[Taken, ...]:
    """Every stance on an item, newest first."""
    now, given = content_hash(view, item), counting(view, item)
    return tuple(
        Taken(
            assent,
            given.get(assent.team) is assent,
            assent.content_hash == now,
            () if assent.content_hash == now else changes_since(view, item, assent),
        )
        for assent in reversed(assents_on(view, item))
    )


def taken_words(view: PlanView, taken: Taken) -> str:
    """One stance in a line: "Sales: agrees; fist to five, 3 4 5, 1 not voting; by Declan by phone"."""
    assent = taken.assent
    kinds = spec_of(Assent).by_column
    said = kinds["stance"].kind.show(assent.stance)
    parts = [f"{team_name(view, assent.team)}: {said[:1].lower()}{said[1:]}", *_how(assent)]
    return "; ".join(part for part in parts if part)


def _how(assent: Assent) -> Iterable[str]:
    kinds = spec_of(Assent).by_column
    method = kinds["method"].kind.show(assent.method)
    hands = kinds["tally"].kind.show(assent.tally)
    silent = assent.tally.not_voted if assent.tally is not None else 0
    yield ", ".join(
        part
        for part in (
            method[:1].lower() + method[1:],
            hands,
            _("{count} not voting").format(count=silent) if silent else "",
            _("{count} present").format(count=assent.present) if assent.present else "",
        )
        if part
    )
    how = kinds["channel"].kind.show(assent.channel) if assent.channel != "room" else ""
    yield " ".join(part for part in (_("by {name}").format(name=assent.by) if assent.by else "", how.lower()) if part)
    if assent.follow_up is not None:
        yield _("look at it again on {day}").format(day=locale.format_day(assent.follow_up))


def about_words(taken: Taken) -> str:
    """Whether it counts, and if not, why: "counts", "on other words than now", "taken back by a later one"."""
    if taken.counts:
        return _("counts")
    if taken.same_words:
        return _("followed by a later one")
    return _("on other words than now") if known(taken.assent) else _("on other words, which are not known")
