"""Taking a stance: from hands to words, and the record that keeps it (product.md, "Agreement rules")."""

import datetime as dt
from dataclasses import dataclass, replace

from joint_plan.base import locale
from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.agreement import Assent
from joint_plan.plan.record import Record, key_of, spec_of
from joint_plan.plan.session import Participant
from joint_plan.plan.snapshot import PlanView, Snapshot
from joint_plan.plan.values import Tally
from joint_plan.rules.agreed_words import content_text
from joint_plan.rules.assents import assents_on, counting
from joint_plan.rules.basis import basis_of
from joint_plan.rules.content import content_hash
from joint_plan.rules.names import find, team_name


@dataclass(frozen=True, slots=True)
class StanceFromHands:
    """The stance that hands amount to, and how: "one at 2 speaks first"."""

    stance: str
    words: str


def default_method(item: Record) -> str:
    """How a stance on such an item is taken unless the facilitator chooses: fist to five for goals and SLAs."""
    return "fist_to_five" if spec_of(item).name in {"Goal", "Sla"} else "consent"


def present_in(view: PlanView, team: str) -> int:
    """How many people of a team are present now."""
    return sum(person.present for person in view.where(Participant, "team", team))


def check_hands(view: PlanView, team: str, tally: Tally) -> str:
    """What does not fit between hands and the people present, in words; "" when all are accounted for."""
    present = present_in(view, team)
    if not present or tally.voted + tally.not_voted == present:
        return ""
    return _("{team}: {present} present, but {hands} hands and {silent} not voting.").format(
        team=team_name(view, team), present=present, hands=tally.voted, silent=tally.not_voted
    )


def accounted(view: PlanView, team: str, tally: Tally) -> Tally:
    """The hands with everybody present accounted for: whoever showed none did not vote."""
    present = present_in(view, team)
    if present <= tally.voted:
        return replace(tally, present=present or tally.voted + tally.not_voted)
    return replace(tally, not_voted=present - tally.voted, present=present)


def stance_of_hands(method: str, tally: Tally | None, team: str = "") -> StanceFromHands:
    """The stance of a team from its hands; `team` is its name, to stand in front of the words.

    Fist to five: all at 3 or more agree; any 2 is a reservation; any 0 or 1 is an objection. Consent and the lead's
    word: a hand at 0 is against, any other is not; none against agrees.
    """
    hands = tally.hands() if tally is not None else ()
    silent = tally.not_voted if tally is not None else 0
    stance, words = _fist_to_five(hands) if method == "fist_to_five" else _consent(hands)
    if silent:
        voiceless = ngettext("{number} not voting", "{number} not voting", silent).format(number=_count(silent))
        words = _("{words}; {more}").format(words=words, more=voiceless)
    return StanceFromHands(stance, _("{team}: {words}").format(team=team, words=words) if team else words)


def _fist_to_five(hands: tuple[int, ...]) -> tuple[str, str]:
    if not hands:
        return "abstain", _("nobody showed a hand")
    counts = {value: hands.count(value) for value in sorted(set(hands))}
    low = {value: count for value, count in counts.items() if value <= 2}
    if low:
        speakers = _listed(
            [_("{number} at {value}").format(number=_count(count), value=value) for value, count in low.items()]
        )
        number = sum(low.values())
        words = ngettext("{hands} speaks first", "{hands} speak first", number).format(hands=speakers)
        return ("object" if min(low) <= 1 else "reservation"), words
    if 3 in counts:
        words = ngettext(
            "all at 3 or more, {number} of them at 3", "all at 3 or more, {number} of them at 3", counts[3]
        )
        return "agree", words.format(number=_count(counts[3]))
    return "agree", _("all at 4 or more")


def _consent(hands: tuple[int, ...]) -> tuple[str, str]:
    against = hands.count(0)
    if not against:
        return "agree", _("nobody against")
    words = ngettext("{number} against speaks first", "{number} against speak first", against)
    return "object", words.format(number=_count(against))


def _count(number: int) -> str:
    words = {1: _("one"), 2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six")}
    return words.get(number) or locale.format_number(number)


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def new_assent(
    view: PlanView,
    item: Record,
    team: str,
    stance: str,
    *,
    method: str = "consent",
    tally: Tally | None = None,
    reservation: str = "",
    by: str = "",
    at: dt.datetime | None = None,
    channel: str = "room",
    follow_up: dt.date | None = None,
    present: int | None = None,
) -> Assent:
    """The stance of a team (its id) on an item as it is now, to be added to the plan: hash, basis, follows filled in.

    `present` is by default the number of people of that team who are present, if any.

    Raises:
        PlanError: such an item is not agreed on.
    """
    if not spec_of(item).can_be_agreed:
        raise PlanError(_("“{type}” is context: there is nothing to agree on.").format(type=_(spec_of(item).label)))
    before = [assent for assent in assents_on(view, item) if assent.team == team]
    return Assent(
        item=key_of(item),
        team=team,
        stance=stance,
        method=method,
        tally=tally,
        reservation=reservation,
        follow_up=follow_up,
        by=by,
        at=at,
        channel=channel,
        content_hash=content_hash(view, item),
        content=content_text(view, item),
        basis=basis_of(view, item) or None,
        follows=before[-1].id if before else "",
        present=present if present is not None else present_in(view, team) or None,
    )


def confirming(
    view: PlanView,
    item: Record,
    *,
    method: str = "lead",
    channel: str = "room",
    by: str = "",
    at: dt.datetime | None = None,
    team: str = "",
) -> tuple[Assent, ...]:
    """The stances that confirm an item whose basis has changed: one for each team that had agreed, reservation kept.

    With `team` that of this team alone.
    """
    return tuple(
        new_assent(
            view,
            item,
            one,
            had.stance,
            method=method,
            reservation=had.reservation,
            by=by,
            at=at,
            channel=channel,
            follow_up=had.follow_up,
        )
        for one, had in counting(view, item).items()
        if had.stance in {"agree", "reservation"} and team in {"", one}
    )


def completed(snapshot: Snapshot) -> Snapshot:
    """The plan in which every stance given without hash or basis rests on what the plan holds now.

    A stance on an older content keeps what it says; nothing is known of what it rested on.
    """
    changes: dict[str, Record | None] = {}
    for assent in snapshot.all(Assent):
        item = find(snapshot, assent.item)
        if item is None:
            continue
        now = content_hash(snapshot, item)
        if assent.content_hash in {"", now}:
            whole = replace(
                assent,
                content_hash=now,
                content=content_text(snapshot, item),
                basis=assent.basis or basis_of(snapshot, item) or None,
            )
            if whole != assent:
                changes[assent.id] = whole
    return snapshot.replaced({"Assent": changes}) if changes else snapshot
