"""Versions: what both teams agreed at one moment, never rewritten; and who signed it (docs/file-format.md).

A version's content is one text: the canonical JSON of

    {"schema": 1, "number": 2, "at": "2026-11-19T15:48:00Z", "next_review": ..., "previous": "<hash of version 1>",
     "records": {...}, "answered": {...}}

and its hash is SHA-256 of exactly that text in UTF-8. A field that is empty although a new record would have a value
there is listed under the record's "emptied", because canonical JSON leaves empty values out.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.plan.agreement import ParkingItem, Signature, Version
from joint_plan.plan.canonical import canonical_json, sha256
from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.kinds import Day, Moment
from joint_plan.plan.record import Record, all_specs, key_of, spec_of
from joint_plan.plan.session import Participant, Team
from joint_plan.plan.snapshot import PlanView, Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.comparison import compare
from joint_plan.rules.memo import ByIdentity
from joint_plan.rules.names import named, team_name
from joint_plan.rules.public import PublicPlan, VersionMark, public_json, public_plan
from joint_plan.rules.standing import Standing, State, standings, state_label

SCHEMA = 1
"""Number of the record declarations that a version's content was written by."""

_READ: ByIdentity[tuple[Snapshot, Mapping[str, frozenset[str]]]] = ByIdentity(most=64)
_ALTERED: ByIdentity[str] = ByIdentity(most=64)


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing to settle before a version can be made; `key` leads to it ("" where it is no single item)."""

    key: str
    text: str
    section: str


def blockers(view: PlanView) -> tuple[Blocker, ...]:
    """What keeps the plan from becoming a version.

    These are the open items of visible sections, parked points that are undecided, or that nothing is agreed.
    """
    return view.derived(_blockers)


def _blockers(view: PlanView) -> tuple[Blocker, ...]:
    found = standings(view)
    blocking = [
        Blocker(key, _open_words(view, one), spec_of(one.item).section) for key, one in found.items() if one.open
    ]
    hidden = view.plan.hidden_sections
    for point in view.all(ParkingItem):
        name = point.item.partition(":")[0]
        section = next((spec.section for spec in all_specs() if spec.name == name), "agreement")
        if point.status == "undecided" and section not in hidden:
            blocking.append(Blocker(key_of(point), _("{point}: undecided").format(point=named(point)), "agreement"))
    if not any(one.agreed for one in found.values()):
        blocking.append(Blocker("", _("Nothing is agreed yet."), "agreement"))
    return tuple(blocking)


def _open_words(view: PlanView, one: Standing) -> str:
    if one.state is State.WAITING:
        teams = ", ".join(team_name(view, team) for team in one.waiting_for)
        return _("{item}: waiting for {teams}").format(item=named(one.item), teams=teams)
    return _("{item}: {state}").format(item=named(one.item), state=state_label(one.state).lower())


def make_version(snapshot: Snapshot, at: dt.datetime, next_review: dt.date | None = None) -> Version:
    """The next version of a plan, to be added to it; `at` with its time zone.

    Raises:
        PlanError: something is still open (`blockers`).
    """
    blocking = blockers(snapshot)
    if blocking:
        first = blocking[0].text
        raise PlanError(
            _("No version can be made yet: {first} ({count} in all).").format(first=first, count=len(blocking))
        )
    before = versions(snapshot)
    number = (before[-1].number or 0) + 1 if before else 1
    previous = before[-1].hash if before else ""
    made = Moment().check(at)
    text = canonical_json(
        {
            "schema": SCHEMA,
            "number": number,
            "at": Moment().to_json(made),
            "next_review": Day().to_json(next_review),
            "previous": previous,
            **_content(snapshot),
        }
    )
    return Version(
        number=number, at=made, snapshot=text, hash=sha256(text), previous_hash=previous, next_review=next_review
    )


def versions(view: PlanView) -> tuple[Version, ...]:
    """All versions, oldest first."""
    return tuple(sorted(view.all(Version), key=lambda version: version.number or 0))


def _content(snapshot: Snapshot) -> dict[str, Json]:
    """The public plan, with what was emptied listed, so that nothing is lost in canonical JSON."""
    content = public_json(snapshot)
    assert isinstance(content, dict)  # as public_json says
    records = content["records"]
    assert isinstance(records, dict)  # as public_json says
    for rows in records.values():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                emptied: list[Json] = [name for name in sorted(row) if row[name] is None]
                row["emptied"] = emptied
    return content


def plan_of_version(snapshot: Snapshot | PublicPlan, number: int) -> PublicPlan:
    """A version as a public plan; what was followed up since, versions and signatures are those of now.

    Raises:
        PlanError: there is no such version, it was altered, or a newer program made it.
    """
    version = version_of(snapshot, number)
    then, answered = _read_once(version)
    now = snapshot if isinstance(snapshot, PublicPlan) else public_plan(snapshot)
    later = [item for item in now if _is_later(item)]
    whole = Snapshot.of([*then, *later])
    draft = PublicPlan(whole, answered)
    done, total = signed(draft, version)
    mark = VersionMark(
        number=number,
        at=version.at,
        hash=version.hash,
        check_code=check_code(version.hash),
        signed=done,
        signers_total=total,
        next_review=version.next_review,
        is_signed=is_signed(draft, version),
    )
    return PublicPlan(whole, answered, mark, moved_on=bool(compare(draft, now)))


def content_of_version(view: PlanView, number: int) -> Snapshot:
    """What a version holds and nothing else: the public plan as it was, without what was followed up since.

    Raises:
        PlanError: there is no such version, it was altered, or a newer program made it.
    """
    return _read_once(version_of(view, number))[0]


def version_of(view: PlanView, number: int) -> Version:
    """The version of this number, whole.

    Raises:
        PlanError: there is no such version, or it was altered.
    """
    version = next((one for one in view.all(Version) if one.number == number), None)
    if version is None:
        known = ", ".join(str(one.number) for one in versions(view)) or _("none")
        raise PlanError(_("There is no version {number}; there are: {known}.").format(number=number, known=known))
    fault = fault_of(view, version)
    if fault:
        raise PlanError(fault)
    return version


def _read_once(version: Version) -> tuple[Snapshot, Mapping[str, frozenset[str]]]:
    """A version is never rewritten: it need not be read again for every state of the plan."""
    return _READ.of(lambda: _read(version), version)


def _is_later(item: Record) -> bool:
    spec = spec_of(item)
    return spec.name in {"Version", "Signature"} or spec.section == "follow_up"


def _read(version: Version) -> tuple[Snapshot, dict[str, frozenset[str]]]:
    content = _parsed(version.snapshot)
    schema = content.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise PlanError(
            _("Version {number} was made by a newer Joint Plan; please update.").format(number=version.number)
        )
    records, answered = content.get("records"), content.get("answered") or {}
    if not isinstance(records, dict) or not isinstance(answered, dict):
        raise PlanError(_altered_words(version))
    for rows in records.values():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                emptied = row.pop("emptied", [])
                row.update(dict.fromkeys(map(str, emptied if isinstance(emptied, list) else ())))
    then = snapshot_from_json({"records": records})
    # What a plan has from the start is filled in by reading; a plan that had none of it had none in its version either.
    added = {name: dict.fromkeys(then.table(name).rows) for name in then.names() if name not in records}
    inside = {key: frozenset(str(team) for team in teams) for key, teams in answered.items() if isinstance(teams, list)}
    return then.replaced(added), inside


def _parsed(text: str) -> dict[str, Json]:
    """The content of a version. Raises `ValueError` where it is not JSON of the right shape."""
    _scheme, _colon, document = text.partition(":")
    try:
        content = json.loads(document)
    except RecursionError as fault:
        raise ValueError("nested without end") from fault
    if not isinstance(content, dict):
        raise ValueError("not an object")
    return content


def faults(view: PlanView) -> tuple[str, ...]:
    """What was altered in the versions of a plan since they were made, in words; empty when all are whole."""
    return view.derived(_faults)


def _faults(view: PlanView) -> tuple[str, ...]:
    found: list[str] = []
    previous = ""
    for number, version in enumerate(versions(view), 1):
        fault = _altered(version)
        if fault:
            found.append(fault)
        elif version.number != number:
            found.append(_("Version {number} is missing.").format(number=number))
        elif version.previous_hash != previous:
            found.append(_not_following(version))
        previous = version.hash
    return tuple(found)


def fault_of(view: PlanView, version: Version) -> str:
    """Why a version cannot be taken for what was agreed, in words; "" when it is whole.

    A content that was altered together with its hash is found out by the version made after it, which holds the hash
    that it was made on.
    """
    fault = _altered(version)
    after = next((one for one in versions(view) if one.number == (version.number or 0) + 1), None)
    if fault or after is None or _altered(after):
        return fault
    return "" if after.previous_hash == version.hash else _altered_words(version)


def _altered(version: Version) -> str:
    return _ALTERED.of(lambda: _altered_anew(version), version)


def _altered_anew(version: Version) -> str:
    if sha256(version.snapshot) == version.hash and _fits(version):
        return ""
    return _altered_words(version)


def _not_following(version: Version) -> str:
    return _("Version {number} does not follow on the version before it.").format(number=version.number)


def _altered_words(version: Version) -> str:
    return _("The content of version {number} was altered after it was made.").format(number=version.number)


def _fits(version: Version) -> bool:
    """Whether what stands beside the content says the same as the content."""
    try:
        content = _parsed(version.snapshot)
    except ValueError:
        return False
    return (
        content.get("number") == version.number
        and content.get("at") == Moment().to_json(version.at)
        and content.get("next_review") == Day().to_json(version.next_review)
        and (content.get("previous") or "") == version.previous_hash
    )


def check_code(content_hash: str) -> str:
    """The first eight characters of a hash as they are printed: "4884 4CC8"."""
    code = content_hash[:8].upper()
    return f"{code[:4]} {code[4:]}"


def signers(view: PlanView) -> tuple[Participant, ...]:
    """The people who are to sign."""
    return tuple(person for person in view.all(Participant) if person.signs)


def signatures(view: PlanView, version: Version) -> tuple[Signature, ...]:
    """The signatures under a version, in sequence."""
    return view.where(Signature, "version", version.id)


def signed(view: PlanView, version: Version) -> tuple[int, int]:
    """How many have signed a version, and how many are to sign it, those who signed included."""
    have = {signature.participant for signature in signatures(view, version)}
    return len(have), len(have | {person.id for person in signers(view)})


def is_signed(view: PlanView, version: Version) -> bool:
    """Whether a version may be called signed: at least one signature from each core team."""
    return not unsigned_teams(view, version)


def unsigned_teams(view: PlanView, version: Version) -> tuple[Team, ...]:
    """The core teams of which nobody has signed a version yet."""
    have = {signature.participant for signature in signatures(view, version)}
    teams = {person.team for person in view.all(Participant) if person.id in have}
    return tuple(team for team in view.all(Team) if team.core and team.id not in teams)
