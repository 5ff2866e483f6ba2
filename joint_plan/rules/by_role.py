"""A plan in which people are named by their role: for papers that leave the two teams.

Names are replaced in every text of every record, whole and by their parts, so that nobody is named in a remark either.
What is agreed stays agreed: the words that a stance or a version keeps are changed with the items, and their hashes
with them; the version's own mark (number, hash, check code) stays that of the plan as it was agreed.
"""

import calendar
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import Assent, Version
from joint_plan.plan.canonical import canonical_json, sha256
from joint_plan.plan.kinds import Text
from joint_plan.plan.kinds.words import Document
from joint_plan.plan.record import Record, RecordSpec, all_specs, column_value, spec_of, with_columns
from joint_plan.plan.session import Participant, Plan, Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import PublicPlan

_LEAST_PART = 3
"""A part of a name that is shorter is left alone in texts: it would be found in too many words."""

_SPONSOR, _FACILITATOR = N_("Sponsor"), N_("Facilitator")


@dataclass(frozen=True, slots=True)
class _Roles:
    """What stands in place of names: by name and part of a name."""

    words: Mapping[str, str]
    pattern: re.Pattern[str] | None

    def text(self, text: str) -> str:
        """A text without names."""
        if self.pattern is None or not text:
            return text
        return self.pattern.sub(lambda found: self.words[found.group()], text)


def by_role(public: PublicPlan) -> PublicPlan:
    """The same plan with roles in place of people's names."""
    return public.derived(_by_role)


def _by_role(public: PublicPlan) -> PublicPlan:
    roles = _roles(public)
    hashes: dict[str, str] = {}
    records: list[Record] = []
    for item in public:
        if isinstance(item, Version):
            continue
        records.append(_assent(item, roles) if isinstance(item, Assent) else _record(item, roles, public))
    for version in sorted(public.all(Version), key=lambda one: one.number or 0):
        records.append(_version(version, roles, hashes))
    return PublicPlan(Snapshot.of(records), public.answered, public.version, moved_on=public.moved_on)


def _record(item: Record, roles: _Roles, public: PublicPlan) -> Record:
    if isinstance(item, Participant):
        name, role = _named(item.name, item.role, roles)
        return replace(item, name=name, role=role)
    if isinstance(item, Plan):
        item = replace(
            item,
            sponsor=_outsider(public, item.sponsor, _(_SPONSOR)),
            facilitator=_outsider(public, item.facilitator, _(_FACILITATOR)),
        )
    changes = {}
    for column in _texts(spec_of(item)):
        held = column_value(item, column)
        if held:
            words = roles.text(held)
            if words != held:
                changes[column.name] = words
    return with_columns(item, changes) if changes else item


def _named(name: str, role: str, roles: _Roles) -> tuple[str, str]:
    """What stands in place of a name, and the role where that does not say it already."""
    words = roles.words.get(name.strip(), name)
    return words, "" if words.startswith(role) else roles.text(role)


def _texts(spec: RecordSpec) -> Iterable[Any]:
    return (
        column for column in spec.columns if isinstance(column.kind, Text) and not isinstance(column.kind, Document)
    )


def _outsider(public: PublicPlan, text: str, role: str) -> str:
    """Somebody outside of the teams: what follows the name's comma, else what they are here for."""
    if not text:
        return ""
    name, _comma, office = text.partition(",")
    known = {person.name for person in public.all(Participant)}
    return text if name.strip() in known else office.strip() or role


def _assent(item: Assent, roles: _Roles) -> Assent:
    basis = {key: _basis(key, value, roles) for key, value in item.basis.items()} if item.basis else item.basis
    by = roles.text(item.by)
    changed = replace(item, by="" if by == item.by else by, reservation=roles.text(item.reservation), basis=basis)
    if not item.content or sha256(item.content) != item.content_hash:
        return changed
    content = _content(item.content, roles)
    return replace(changed, content=content, content_hash=sha256(content))


def _basis(key: str, value: str, roles: _Roles) -> str:
    name, _dot, field = key.partition(".")
    spec = _spec(name.partition(":")[0])
    column = spec.by_column.get(field) if spec is not None else None
    return roles.text(value) if column is not None and isinstance(column.kind, Text) else value


def _spec(name: object) -> RecordSpec | None:
    return next((spec for spec in all_specs() if spec.name == name), None)


def _content(text: str, roles: _Roles) -> str:
    """The content of a stance in the same canonical form, without names."""
    _scheme, _colon, document = text.partition(":")
    try:
        content = json.loads(document)
    except (ValueError, RecursionError):
        return text
    for part in (content, *content.get("rows", ())) if isinstance(content, dict) else ():
        if isinstance(part, dict):
            _fields(part.get("fields"), _spec(part.get("type")), roles)
    return canonical_json(content)


def _fields(fields: object, spec: RecordSpec | None, roles: _Roles) -> None:
    if not isinstance(fields, dict) or spec is None:
        return
    for column in _texts(spec):
        held = fields.get(column.name)
        if isinstance(held, str):
            fields[column.name] = roles.text(held)


def _version(version: Version, roles: _Roles, hashes: dict[str, str]) -> Version:
    """A version with its content, hash and the hash of the one before it; one that was altered stays as it is."""
    if sha256(version.snapshot) != version.hash:
        return version
    _scheme, _colon, document = version.snapshot.partition(":")
    try:
        content = json.loads(document)
    except (ValueError, RecursionError):
        return version
    if not isinstance(content, dict):
        return version
    for name, rows in _rows(content).items():
        for row in rows:
            _row(name, row, roles)
    content["previous"] = hashes.get(version.previous_hash, version.previous_hash)
    text = canonical_json(content)
    hashes[version.hash] = sha256(text)
    return replace(
        version,
        snapshot=text,
        hash=hashes[version.hash],
        previous_hash=hashes.get(version.previous_hash, version.previous_hash),
    )


def _rows(content: Mapping[str, Any]) -> Mapping[str, list[dict[str, Any]]]:
    records = content.get("records")
    if not isinstance(records, dict):
        return {}
    return {
        name: [row for row in rows if isinstance(row, dict)] for name, rows in records.items() if isinstance(rows, list)
    }


def _row(name: str, row: dict[str, Any], roles: _Roles) -> None:
    if name == "Participant":
        row["name"], row["role"] = _named(str(row.get("name") or ""), str(row.get("role") or ""), roles)
    held = row.get("content")
    if name == "Assent" and isinstance(held, str) and sha256(held) == row.get("content_hash"):
        row["content"] = _content(held, roles)
        row["content_hash"] = sha256(row["content"])
    _fields(row, _spec(name), roles)


def _roles(public: PublicPlan) -> _Roles:
    words: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    known = _words_in_use(public)
    for name, role in _people(public).items():
        words[name] = role
        for part in re.findall(r"[^\W\d_]+", name):
            if len(part) >= _LEAST_PART and part[0].isupper() and part.casefold() not in known:
                parts.setdefault(part, []).append(role)
    for part, found in parts.items():
        words.setdefault(part, " / ".join(dict.fromkeys(found)))
    if not words:
        return _Roles({}, None)
    longest_first = sorted(words, key=len, reverse=True)
    return _Roles(words, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"))


def _words_in_use(public: PublicPlan) -> frozenset[str]:
    """Words that are no names even where somebody is called so: of teams, roles, company and plan, months and days."""
    texts = [public.plan.company, public.plan.title, *calendar.month_name, *calendar.day_name, *calendar.month_abbr]
    texts += [text for team in public.all(Team) for text in (team.name, team.short_name)]
    texts += [person.role for person in public.all(Participant)]
    return frozenset(word.casefold() for text in texts for word in re.findall(r"\w+", text))


def _people(public: PublicPlan) -> dict[str, str]:
    """Everybody's name with the words in its place, each once: role, else role and team, else with a number."""
    found: dict[str, str] = {}
    people = [(person.name.strip(), person.role.strip(), person.team) for person in public.all(Participant)]
    for row in _former(public):
        name, role, team = (str(row.get(column) or "").strip() for column in ("name", "role", "team"))
        if name not in {known for known, _role, _team in people}:
            people.append((name, role, team))
    roles = [role for _name, role, _team in people]
    plan = public.plan
    for name, role, team in people:
        if not name or name in found:
            continue
        of_team = public.team_name(team) if team else ""
        if not role:
            wanted = _("Member of {team}").format(team=of_team) if of_team else _("Participant")
        elif roles.count(role) > 1 and of_team:
            wanted = _("{role}, {team}").format(role=role, team=of_team)
        else:
            wanted = role
        taken, number = wanted, 1
        while taken in found.values():
            number += 1
            taken = f"{wanted} {number}"
        found[name] = taken
    for text, role in ((plan.sponsor, _(_SPONSOR)), (plan.facilitator, _(_FACILITATOR))):
        name, _comma, office = text.partition(",")
        if name.strip() and name.strip() not in found:
            found[name.strip()] = office.strip() or role
    return found


def _former(public: PublicPlan) -> Iterable[dict[str, Any]]:
    """People of earlier versions, who may be gone since."""
    for version in public.all(Version):
        _scheme, _colon, document = version.snapshot.partition(":")
        try:
            content = json.loads(document)
        except (ValueError, RecursionError):
            continue
        if isinstance(content, dict):
            yield from _rows(content).get("Participant", [])
