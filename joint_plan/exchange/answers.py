"""Answers that came on input sheets or from a form: counted by team, merged with what is in, never shown.

Each respondent has a mark that names nobody. What is remembered (`plan.answers`) goes in with what is accepted, so that
the next sheet adds to the count and the same one does not.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from joint_plan.base.errors import FieldError
from joint_plan.base.texts import _, ngettext
from joint_plan.exchange.cells import folded, is_filled
from joint_plan.exchange.coercion import names_now, value_of
from joint_plan.exchange.fields_compared import Comparer, Read, Spot, headline
from joint_plan.exchange.preview import WHOLE, Accepted, BadCell, FieldLine, Line, Part, Preview
from joint_plan.plan.answers import AnswersTaken
from joint_plan.plan.deltas import Delta, delta_between, merged
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import Record, column_value, key_of, spec_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.names import label_of, shown
from joint_plan.rules.questionnaire import Question, counted_as, held, same_answer, together

_MARK = 8
"""Characters of a mark: enough to tell a hundred people apart, too few to try answers against."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of one respondent: the question, the answer as it is counted, the cell."""

    question: Question
    answer: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A need or an idea that a respondent wrote: what was read of it, and the words it is known by."""

    item: Record
    reads: tuple[Read, ...]
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Respondent:
    """What one person answered: by whose mark, for which team."""

    mark: str
    team: str
    given: tuple[Given, ...] = ()
    new: tuple[NewRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What accepting a part adds to what is remembered: answers by how many gave them, and whose."""

    item: str
    question: str
    team: str
    counts: Mapping[str, int]
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswersPreview(Preview):
    """A preview of answers; with each part goes what is remembered of it."""

    taken: Mapping[Part, Taken] = field(default_factory=dict)

    def accepted(self, choice: Iterable[Part]) -> Accepted:
        """The deltas of a choice, and those of what is remembered of it."""
        chosen = frozenset(choice)
        counted = chosen & self._counted_only()
        found = Preview.accepted(self, chosen - counted)
        changed = {(delta.key, name) for delta in found.deltas for name in (*(delta.after or ()), WHOLE)} | counted
        kept = [taken for part, taken in self.taken.items() if part in chosen and part in changed]
        return replace(found, deltas=(*found.deltas, *_remembered(self.plan, kept)))

    def _counted_only(self) -> frozenset[Part]:
        """Parts that are counted and change nothing: as many answers for one choice as for another."""
        found = set()
        for line in self.lines:
            item = self.plan.find(line.key)
            if item is not None:
                names = spec_of(item).by_column
                found |= {
                    (line.key, one.column)
                    for one in line.fields
                    if one.value is None and column_value(item, names[one.column]) is None
                }
        return frozenset(found)


def mark_of(plan_id: str, *said: str) -> str:
    """The mark of a respondent: a short hash that names nobody and, being short, proves no guess."""
    return hashlib.sha256("\0".join((plan_id, *said)).encode()).hexdigest()[:_MARK]


def preview_answers(
    name: str,
    plan: Snapshot,
    respondents: Iterable[Respondent],
    bad: Iterable[BadCell] = (),
    notes: Iterable[str] = (),
    plan_id: str = "",
) -> AnswersPreview:
    """What the answers would change in a plan.

    Args:
        name: the file's name.
        plan: the plan as it is.
        respondents: who answered what.
        bad: cells that cannot be taken.
        notes: what else should be known.
        plan_id: the identity of the plan's file.
    """
    work = _Work(plan, plan_id)
    for one in respondents:
        work.add(one)
    lines = (*work.answer_lines(), *work.new_lines())
    return AnswersPreview(
        name,
        plan,
        lines,
        tuple(bad),
        (*notes, *work.notes()),
        {key_of(one.item): one.item for one in work.new},
        work.taken,
    )


_Asked = tuple[str, str, str]
"""Record, field, team."""


@dataclass(slots=True)
class _Work:
    plan: Snapshot
    plan_id: str
    questions: dict[_Asked, Question] = field(default_factory=dict)
    counts: dict[_Asked, Counter[str]] = field(default_factory=dict)
    marks: dict[_Asked, set[str]] = field(default_factory=dict)
    spots: dict[_Asked, Spot] = field(default_factory=dict)
    new: list[NewRecord] = field(default_factory=list)
    taken: dict[Part, Taken] = field(default_factory=dict)
    again: int = 0
    apart: int = 0

    def add(self, one: Respondent) -> None:
        """Count what a respondent answered and nobody has counted yet."""
        for given in one.given:
            asked = (given.question.key, given.question.field.name, one.team)
            if one.team not in TEAMS:
                self.apart += 1
            elif one.mark in self._known(asked) or one.mark in self.marks.get(asked, ()):
                self.again += 1
            else:
                self.questions[asked] = given.question
                self.counts.setdefault(asked, Counter())[given.answer] += 1
                self.marks.setdefault(asked, set()).add(one.mark)
                self.spots.setdefault(asked, given.spot)
        for wish in one.new:
            self._add_new(one.team, wish)

    def _add_new(self, team: str, wish: NewRecord) -> None:
        kind = spec_of(wish.item).name
        # An idea belongs to no team: the same one from both is one, remembered with the first team.
        team = team if "team" in spec_of(wish.item).by_column else TEAMS[0]
        asked = ("", kind, team)
        mark = mark_of(self.plan_id, kind, team, folded(wish.words))
        title = spec_of(wish.item).title
        there = any(
            folded(str(getattr(item, title))) == folded(wish.words) and getattr(item, "team", team) == team
            for item in self.plan.all(type(wish.item))
        )
        marks = self.marks.setdefault(asked, set())
        if there or mark in marks or mark in self._known(asked):
            self.again += mark in self._known(asked) or there
            return
        marks.add(mark)
        self.new.append(wish)
        self.taken[key_of(wish.item), WHOLE] = Taken("", kind, team, {}, frozenset({mark}))

    def _record(self, asked: _Asked) -> AnswersTaken | None:
        return find_taken(self.plan, *asked)

    def _known(self, asked: _Asked) -> frozenset[str]:
        record = self._record(asked)
        return frozenset() if record is None else frozenset(record.respondents.split())

    def answer_lines(self) -> tuple[Line, ...]:
        """A line for each record with new answers, in the order of the questions."""
        fields: dict[str, list[FieldLine]] = {}
        items: dict[str, Record] = {}
        for asked, question in self.questions.items():
            line = self._field(asked, question)
            if line is not None:
                fields.setdefault(question.key, []).append(line)
                items[question.key] = question.item
        return tuple(
            Line("changed", key, spec_of(items[key]).section, headline(self.plan, items[key]), "", tuple(found))
            for key, found in fields.items()
        )

    def _field(self, asked: _Asked, question: Question) -> FieldLine | None:
        key, _name, team = asked
        counts, record = self.counts[asked], self._record(asked)
        before = Counter({} if record is None else {said: int(count) for said, count in (record.counts or {}).items()})
        both = before + counts
        value = together(question, both)
        column = spec_of(question.item).by_column[question.column(team)]
        label = label_of(self.plan, column)
        now = held(question, team)
        typed = now is not None and not same_answer(now, together(question, before))
        total = sum(both.values())
        after = ngettext("{count} answer, hidden", "{count} answers together, hidden", total).format(count=total)
        if value is None:
            after = _("{answers}; no choice has the most yet").format(answers=after)
        reason = _("The facilitator has typed an answer already: it stays unless this is ticked.") if typed else ""
        if same_answer(now, value) and typed:
            return None
        self.taken[key, column.name] = Taken(key, question.field.name, team, dict(counts), frozenset(self.marks[asked]))
        return FieldLine(
            column=column.name,
            label=label,
            before=shown(self.plan, question.item, column),
            after=after,
            value=value,
            place=self.spots[asked].words,
            conflicting=typed,
            reason=reason,
        )

    def new_lines(self) -> tuple[Line, ...]:
        """A line for each need and idea."""
        comparer = Comparer(self.plan, names_now(self.plan))
        return tuple(
            Line(
                "added",
                key_of(one.item),
                spec_of(one.item).section,
                headline(self.plan, one.item),
                one.place,
                comparer.lines(None, one.item, one.reads, None, self.plan),
            )
            for one in self.new
        )

    def notes(self) -> tuple[str, ...]:
        """What was not counted, and why."""
        found = []
        if self.again:
            words = ngettext(
                "{count} answer was taken in before and is not counted again.",
                "{count} answers were taken in before and are not counted again.",
                self.again,
            )
            found.append(words.format(count=self.again))
        if self.apart:
            words = _(
                "Answers to blind questions count for the two core teams only; those of other teams are left out."
            )
            found.append(words)
        return tuple(found)


def find_taken(plan: Snapshot, item: str, question: str, team: str) -> AnswersTaken | None:
    """What is remembered of a team's answers to a question."""
    return next(
        (one for one in plan.where(AnswersTaken, "item", item) if (one.question, one.team) == (question, team)), None
    )


def _remembered(plan: Snapshot, kept: Iterable[Taken]) -> tuple[Delta, ...]:
    """The deltas of what is remembered, one for each question of a team."""
    found: dict[_Asked, tuple[AnswersTaken | None, AnswersTaken]] = {}
    for taken in kept:
        asked = (taken.item, taken.question, taken.team)
        record = find_taken(plan, *asked)
        fresh = AnswersTaken(id=secrets.token_hex(8), item=taken.item, question=taken.question, team=taken.team)
        before, now = found.get(asked, (record, record or fresh))
        counts = Counter({said: int(count) for said, count in (now.counts or {}).items()}) + Counter(taken.counts)
        marks = sorted({*now.respondents.split(), *taken.marks})
        after = replace(
            now,
            counts={said: str(count) for said, count in counts.items()} or None,
            respondents=" ".join(marks),
        )
        found[asked] = (before, after)
    deltas = []
    for before, after in found.values():
        delta = delta_between(before, after)
        if delta is not None and before is None:
            values = {name: value for name, value in (delta.after or {}).items() if name not in {"code", "position"}}
            delta = replace(delta, after=values)
        deltas += [delta] if delta is not None else []
    return merged(deltas)


def new_record(
    comparer: Comparer, kind: type[Record], record_id: str, cells: Mapping[str, Spot], place: str, team: str
) -> NewRecord | None:
    """A need or an idea from the cells of a row; `None` where it says nothing of its own or cannot be taken."""
    spec = spec_of(kind)
    reads = comparer.added(spec, record_id, cells, place)
    if not reads or all(read.column.name != spec.title for read in reads):
        return None
    item = with_columns(kind(id=record_id), {read.column.name: read.value for read in reads})
    words = str(getattr(item, spec.title))
    column = spec.by_column.get("team")
    if column is not None:
        item = with_columns(item, {"team": team})
        reads = (Read(column, team, reads[0].spot), *reads)
    return NewRecord(item, reads, words, place)


def answer_of(question: Question, spot: Spot, comparer: Comparer) -> str:
    """What a cell answers, as it is counted; "" for nothing or for what cannot be taken, which is noted."""
    if not is_filled(spot.value):
        return ""
    try:
        value = value_of(spot.value, question.answer, comparer.names)
        return "" if question.kind.is_empty(value) else counted_as(question, value)
    except FieldError as fault:
        comparer.bad.append(spot.bad(headline(comparer.plan, question.item), question.label, fault.message))
        return ""
