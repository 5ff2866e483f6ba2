"""Corrections after the vote: what teams agreed to in other words, and who confirmed the words of now.

Nothing of this is stored. A team's latest stance that agrees to older words is waiting to be confirmed; a stance by the
lead's word that follows one on other words has confirmed them (product.md, "Agreement rules").
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from joint_plan.plan.agreement import Assent
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import Participant
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.agreed_words import WordChange, changes_since
from joint_plan.rules.assents import agreeing_teams, assents_on
from joint_plan.rules.stances import new_assent
from joint_plan.rules.standing import State, standings

AGREEING = frozenset({"agree", "reservation"})


@dataclass(frozen=True, slots=True)
class Reworded:
    """An item that one team agreed to in other words than those of now.

    Attributes:
        vote: the stance on the older words.
        confirmation: the stance by which the team's lead took the words of now, `None` while that is open.
    """

    item: Record
    team: str
    vote: Assent
    changes: tuple[WordChange, ...]
    confirmation: Assent | None = None

    @property
    def key(self) -> str:
        """The reference of the item."""
        return key_of(self.item)

    @property
    def correction(self) -> bool:
        """Whether every change looks like a correction: blanks filled in, texts nearly the same."""
        return all(change.correction for change in self.changes)


def to_confirm(view: PlanView) -> tuple[Reworded, ...]:
    """What each team agreed to in other words and has said nothing on since, in the order of the walk.

    Where somebody objects or the item is parked it has to be talked about, not confirmed.
    """
    return view.derived(_to_confirm)


def _to_confirm(view: PlanView) -> tuple[Reworded, ...]:
    found: list[Reworded] = []
    for one in standings(view).values():
        if one.state in {State.CONTESTED, State.PARKED}:
            continue
        given = _by_team(assents_on(view, one.item)) if one.waiting_for else {}
        for team in one.waiting_for:
            taken = given.get(team)
            if taken and taken[-1].stance in AGREEING:
                changes = changes_since(view, one.item, taken[-1])
                if changes:
                    found.append(Reworded(one.item, team, taken[-1], changes))
    return tuple(found)


def confirmed(view: PlanView) -> tuple[Reworded, ...]:
    """What was reworded after the vote and confirmed by the lead of a team, in the order of the walk."""
    return view.derived(_confirmed)


def _confirmed(view: PlanView) -> tuple[Reworded, ...]:
    found: list[Reworded] = []
    teams = [team.id for team in agreeing_teams(view)]
    for one in standings(view).values():
        for team in teams:
            now = one.stances.get(team)
            if now is None or now.method != "lead" or now.stance not in AGREEING or not now.follows:
                continue
            vote = _vote_behind(_by_team(assents_on(view, one.item)).get(team, []), now)
            if vote is not None and vote.content_hash != now.content_hash:
                found.append(Reworded(one.item, team, vote, changes_since(view, one.item, vote), now))
    return tuple(found)


def _by_team(assents: tuple[Assent, ...]) -> Mapping[str, list[Assent]]:
    found: dict[str, list[Assent]] = {}
    for assent in assents:
        found.setdefault(assent.team, []).append(assent)
    return found


def _vote_behind(taken: list[Assent], now: Assent) -> Assent | None:
    """The stance at the beginning of a chain of confirmations; `None` where this one confirms nothing."""
    by_id = {assent.id: assent for assent in taken}
    at, passed = now, {now.id}
    while at.method == "lead":
        before = by_id.get(at.follows)
        if before is None or before.stance not in AGREEING or before.id in passed:
            break
        passed.add(before.id)
        at = before
    return at if at is not now else None


def confirmation(
    view: PlanView, reworded: Reworded, *, by: str = "", at: dt.datetime | None = None, channel: str = "room"
) -> Assent:
    """The stance by which a team's lead confirms the words of now; what the team had reserved stays reserved."""
    return new_assent(
        view,
        reworded.item,
        reworded.team,
        reworded.vote.stance,
        method="lead",
        reservation=reworded.vote.reservation,
        follow_up=reworded.vote.follow_up,
        by=by,
        at=at,
        channel=channel,
    )


def lead_of(view: PlanView, team: str) -> Participant | None:
    """Who speaks for a team: who decides, else who signs, else whoever is first; those present before others."""
    people = view.where(Participant, "team", team)
    ranked = sorted(people, key=lambda person: (not person.decides, not person.signs, not person.present))
    return ranked[0] if ranked else None
