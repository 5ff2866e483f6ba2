"""Agreement: each team's stance on each item, what is parked, decided, asked of leadership; versions, signatures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from joint_plan.base.texts import N_
from joint_plan.plan import fields
from joint_plan.plan.choices import CHANNELS
from joint_plan.plan.record import Record, record
from joint_plan.plan.sections import SECTION_CHOICES
from joint_plan.plan.values import Tally

STANCES = (
    ("agree", N_("Agrees")),
    ("reservation", N_("Agrees with a reservation")),
    ("object", N_("Objects")),
    ("abstain", N_("Abstains")),
)
METHODS = (("consent", N_("Consent")), ("fist_to_five", N_("Fist to five")), ("lead", N_("The lead's word")))
PARKING = (
    ("undecided", N_("Undecided")),
    ("assigned", N_("Assigned")),
    ("cleared", N_("Cleared")),
    ("dropped", N_("Dropped")),
)
SIGNED_HOW = (("room", N_("in the room")), ("paper", N_("on paper")), ("mail", N_("by mail")))


@record(section="agreement", label=N_("Stance"), plural=N_("Stances"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Assent(Record):
    """One team's stance on the exact content of one item. Append-only; the latest that matches the content counts."""

    item: str = fields.any_ref(N_("Item"), required=True)
    team: str = fields.ref(N_("Team"), "Team", on_delete="refuse", required=True)
    stance: str = fields.choice(N_("Stance"), STANCES, required=True)
    method: str = fields.choice(N_("Method"), METHODS, default="consent")
    tally: Tally | None = fields.tally(N_("Hands"))
    reservation: str = fields.text(N_("Reservation or objection"), lines=True)
    follow_up: dt.date | None = fields.day(N_("Look at it again on"))
    by: str = fields.text(N_("Said by"))
    at: dt.datetime | None = fields.moment(N_("At"))
    channel: str = fields.choice(N_("How"), CHANNELS, default="room")
    content_hash: str = fields.text(N_("Hash of the content"))
    content: str = fields.document(
        N_("Content"), help=N_("The material words it was about, as canonical JSON; the hash is theirs")
    )
    basis: Mapping[str, str] | None = fields.basis(N_("What it rested on"))
    follows: str = fields.ref(N_("Follows"), "Assent")
    present: int | None = fields.whole(N_("Present"), least=0, most=1000)


@record(section="agreement", label=N_("Parked point"), plural=N_("Parking lot"), code="P", title="text")
@dataclass(frozen=True, slots=True, kw_only=True)
class ParkingItem(Record):
    """A point set aside, by itself or from an item; undecided or assigned, it keeps that item parked."""

    text: str = fields.text(N_("Parked point"), room=True, lines=True, width=34)
    item: str = fields.any_ref(N_("From"), room=True)
    status: str = fields.choice(N_("Status"), PARKING, default="undecided", room=True, width=12)
    owner: str = fields.ref(N_("Owner"), "Participant", room=True)
    due: dt.date | None = fields.day(N_("Due"), room=True, width=12)


@record(section="agreement", label=N_("Decision"), plural=N_("Decisions"), code="D", title="text")
@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What was decided, with both positions."""

    text: str = fields.text(N_("Decision"), room=True, lines=True, width=34)
    marketing_position: str = fields.text(N_("Marketing's position"), room=True, lines=True, width=26)
    sales_position: str = fields.text(N_("Sales' position"), room=True, lines=True, width=26)
    outcome: str = fields.text(N_("Outcome"), room=True, lines=True, width=26)
    item: str = fields.any_ref(N_("About"))


@record(section="agreement", label=N_("Ask to leadership"), plural=N_("Asks to leadership"), code="A", title="ask")
@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipAsk(Record):
    """Something only leadership can give."""

    ask: str = fields.text(N_("Ask"), room=True, lines=True, width=34)
    why: str = fields.text(N_("Why"), room=True, lines=True, width=30)
    asked_of: str = fields.text(N_("Asked of"), room=True)
    answer: str = fields.text(N_("Answer"), room=True)
    by_when: dt.date | None = fields.day(N_("By when"), room=True, width=12)


@record(section="agreement", label=N_("Version"), plural=N_("Versions"), title="number")
@dataclass(frozen=True, slots=True, kw_only=True)
class Version(Record):
    """An immutable snapshot of the public plan: canonical JSON and its hash."""

    number: int | None = fields.whole(N_("Version"), least=1, required=True, width=8)
    at: dt.datetime | None = fields.moment(N_("Made"))
    snapshot: str = fields.document(N_("Content"), required=True)
    hash: str = fields.text(N_("Hash"), required=True)
    previous_hash: str = fields.text(N_("Hash of the version before"))
    next_review: dt.date | None = fields.day(N_("Next review"))


@record(section="agreement", label=N_("Signature"), plural=N_("Signatures"), title="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Signature(Record):
    """Somebody's signature under a version; added at any time, outside the hashed content."""

    version: str = fields.ref(N_("Version"), "Version", on_delete="refuse", required=True)
    participant: str = fields.ref(N_("Signed by"), "Participant", on_delete="refuse", required=True)
    at: dt.datetime | None = fields.moment(N_("Signed"))
    how: str = fields.choice(N_("How"), SIGNED_HOW, default="room")
    reservation: str = fields.text(N_("Reservation"), lines=True)


@record(section="agreement", label=N_("Private note"), plural=N_("Private notes"), title="text", private=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Record):
    """The facilitator's own note on a section or an item; never shown, printed or voted on."""

    section: str = fields.choice(N_("Section"), SECTION_CHOICES)
    item: str = fields.any_ref(N_("Item"))
    text: str = fields.text(N_("Note"), lines=True, width=40)
