"""The lead card: which lead it is, by terms and criteria, and what happens to it, by tier, clock and reject reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.cadence import FeedbackRule
from joint_plan.plan.data_tools import DataObject
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.language import LeadCriterion, PassingMark, RejectReason
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.slas import Sla
from joint_plan.reports.contents.promise import Promise, promises, sentence_case
from joint_plan.reports.contents.words import Word, words_of
from joint_plan.reports.model import ReportModel
from joint_plan.rules.names import shown
from joint_plan.rules.public import PublicPlan

_MOST_BOXES, _LONGEST_BOX = 10, 44
_KINDS = ("fit", "intent", "disqualifier")


@dataclass(frozen=True, slots=True)
class Criterion:
    """What makes a lead worth a call: its points ("30", "" for a disqualifier) and whether it must hold."""

    code: str
    criterion: str
    condition: str
    points: str
    must_have: bool
    read_from: str


@dataclass(frozen=True, slots=True)
class CriterionGroup:
    """All criteria of one kind, with its name, such as "Fit"."""

    heading: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a lead may go back, its test, where the lead goes, when it is tried again, how soon it is answered."""

    code: str
    reason: str
    test: str
    goes_to: str
    again: str
    answered: str


@dataclass(frozen=True, slots=True)
class ToRecord:
    """What is handed over at a handoff: parts to tick, or the text as it is where it is no list; and its test."""

    heading: str
    parts: tuple[str, ...]
    test: str


@dataclass(frozen=True, slots=True)
class LeadCard:
    """Both sides."""

    front: str
    front_purpose: str
    words: tuple[Word, ...]
    marks: tuple[str, ...]
    groups: tuple[CriterionGroup, ...]
    record: tuple[ToRecord, ...]
    back: str
    back_purpose: str
    tiers: tuple[Promise, ...]
    clocks: tuple[Promise, ...]
    reasons: tuple[Reason, ...]
    where: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        """Whether the plan has nothing for it."""
        return not (self.words or self.groups or self.marks or self.tiers or self.reasons)


def lead_card(model: ReportModel) -> LeadCard:
    """What stands on the card."""
    public = model.public
    words = words_of(public)
    between = [one for one in promises(public) if one.owed_by and one.owed_to and _core(one)]
    purpose = ngettext("{count} word that means", "{count} words that mean", len(words)).format(count=len(words))
    names = _("{first} and {second}").format(first=public.team_name(TEAMS[0]), second=public.team_name(TEAMS[1]))
    return LeadCard(
        front=_("Which lead is it?"),
        front_purpose=_("{words} the same in {teams}").format(words=purpose, teams=names) if words else names,
        words=words,
        marks=tuple(_marks(public)),
        groups=tuple(_groups(public)),
        record=tuple(_to_record(public)),
        back=_("What happens to it?"),
        back_purpose=_("Clocks, reasons to send it back, and where it is written down"),
        tiers=tuple(one for one in between if one.levels),
        clocks=tuple(_clocks(public, [one for one in between if not one.levels], words)),
        reasons=tuple(_reasons(public)),
        where=tuple(_where(public, words)),
    )


def _core(promise: Promise) -> bool:
    return all(mark is not None and mark.id in TEAMS for mark in (promise.owed_by, promise.owed_to))


def _clocks(public: PublicPlan, found: list[Promise], words: tuple[Word, ...]) -> list[Promise]:
    """The promises with a time limit that speak of a word of the card; all with one where none of them does."""
    slas = {one.key: public.get(Sla, one.key.partition(":")[2]) for one in found}
    timed = [one for one in found if (sla := slas[one.key]) is not None and sla.time_limit is not None]
    named = [one for one in timed if (sla := slas[one.key]) is not None and _speaks_of(sla, words)]
    return named or timed


def _speaks_of(sla: Sla, words: tuple[Word, ...]) -> bool:
    return bool(sla.term) or _says(f"{sla.obligation} {sla.applies_to}", words)


def _says(text: str, words: tuple[Word, ...]) -> bool:
    """Whether a text speaks of a lead or of a word that the teams have agreed on."""
    wanted = (_("lead"), *(word.term for word in words if word.term))
    return any(re.search(rf"\b{re.escape(word)}s?\b", text, re.IGNORECASE) for word in wanted)


def _visible(public: PublicPlan, record_type: type[Record]) -> bool:
    return spec_of(record_type).section not in public.plan.hidden_sections


def _marks(public: PublicPlan) -> Iterator[str]:
    for mark in public.all(PassingMark) if _visible(public, PassingMark) else ():
        if mark.points is None:
            yield mark.name
        else:
            points = ngettext("{number} point", "{number} points", mark.points)
            from_points = points.format(number=locale.format_number(mark.points)).replace(" ", "\u00a0")
            yield _("{mark}: from {points}").format(mark=mark.name, points=from_points)


def _groups(public: PublicPlan) -> Iterator[CriterionGroup]:
    criteria = public.all(LeadCriterion) if _visible(public, LeadCriterion) else ()
    headings = {"fit": _("Fit"), "intent": _("Intent"), "disqualifier": _("Out")}
    for kind in _KINDS:
        found = tuple(_criterion(item) for item in criteria if (item.kind or "fit") == kind)
        if found:
            yield CriterionGroup(headings[kind], found)


def _criterion(item: LeadCriterion) -> Criterion:
    weight = "" if item.weight is None or item.kind == "disqualifier" else locale.format_number(item.weight)
    return Criterion(item.code, item.criterion, item.condition, weight, item.must_have, item.evidence_field)


def _to_record(public: PublicPlan) -> Iterator[ToRecord]:
    if not _visible(public, Sla):
        return
    for sla in public.all(Sla):
        if sla.owed_by in TEAMS and sla.owed_to in TEAMS and sla.handed_over:
            heading = _("To hand over to {team}").format(team=public.team_name(sla.owed_to))
            yield ToRecord(heading, parts_of(sla.handed_over), sla.acceptance_test)


def parts_of(text: str) -> tuple[str, ...]:
    """A list in words taken apart at its commas, semicolons or lines; the whole text where it is no short list."""
    parts = tuple(sentence_case(part) for part in re.split(r"[,;\n]", text) if part.strip())
    short = 1 < len(parts) <= _MOST_BOXES and all(len(part) <= _LONGEST_BOX for part in parts)
    return parts if short else (text.strip(),)


def _reasons(public: PublicPlan) -> Iterator[Reason]:
    for item in public.all(RejectReason) if _visible(public, RejectReason) else ():
        yield Reason(
            item.code,
            item.reason,
            item.test,
            shown(public, item, "goes_to"),
            _days(item.retry_after_days),
            _days(item.answered_within_days),
        )


def _days(count: int | None) -> str:
    if count is None:
        return ""
    words = ngettext("{number} day", "{number} days", count)
    return words.format(number=locale.format_number(count)).replace(" ", "\u00a0")


def _where(public: PublicPlan, words: tuple[Word, ...]) -> Iterator[tuple[str, str]]:
    """Systems with what lives in them, and how it is told what became of a lead."""
    systems: dict[str, list[str]] = {}
    for thing in public.all(DataObject) if _visible(public, DataObject) else ():
        if thing.system_of_record:
            systems.setdefault(thing.system_of_record, []).append(thing.object)
    yield from ((system, ", ".join(things)) for system, things in systems.items())
    rules = [rule for rule in public.all(FeedbackRule) if _visible(public, FeedbackRule) and rule.what]
    for rule in [rule for rule in rules if _says(rule.what, words)] or rules:
        within = shown(public, rule, "answer_within")
        answer = _("answered within {span}").format(span=within) if within else ""
        yield rule.what, "; ".join(part for part in (rule.channel, answer, rule.escalation) if part)
