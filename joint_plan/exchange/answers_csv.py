"""The answers of a form: one row a respondent, one column a question, known by the question's words."""

import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, speaking
from joint_plan.exchange.answers import (
    AnswersPreview,
    Given,
    NewRecord,
    Respondent,
    answer_of,
    mark_of,
    new_record,
    preview_answers,
)
from joint_plan.exchange.cells import Book, Sheet, folded, text_of
from joint_plan.exchange.coercion import names_now
from joint_plan.exchange.fields_compared import Comparer, Spot
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.names import team_name
from joint_plan.rules.questionnaire import OpenQuestion, Question, open_questions, questions, team_question

_NUMBERED = re.compile(r"^\s*(?:[qQ]?\d{1,3}\s*[.):]\s*)")
_WORD = re.compile(r"[^\w]+")
_SCALE = re.compile(r"\s*(\d{1,3})\s*(?:$|[^\d.,\s].*|\s+[^\d.,].*)", re.DOTALL)
"""A number of a scale with its words: "4", "4 - often", "5 (always)"."""
_PLACEHOLDER = frozenset({"-", "–", "—", "n/a"})


def compare_answers(book: Book, plan: Snapshot, plan_id: str = "") -> AnswersPreview:
    """What the answers of a form would change.

    Raises:
        PlanError: it has no column that says the team, or none that is a question of this plan.
    """
    with speaking(plan.plan.language):
        sheet = book.sheets[0]
        comparer = Comparer(plan, names_now(plan))
        columns = _columns(sheet, plan)
        if columns.team is None:
            raise PlanError(
                _("{name} has no column that says each one's team. It is headed “{question}”.").format(
                    name=book.name, question=team_question()
                )
            )
        if not columns.asked and not columns.open:
            raise PlanError(
                _(
                    "No column of {name} is headed by a question of this plan. Copy the questions for the form anew."
                ).format(name=book.name)
            )
        respondents = tuple(_respondents(sheet, plan, columns, comparer, plan_id))
        notes = _notes(sheet, columns)
        return preview_answers(book.name, plan, respondents, comparer.bad, notes, plan_id)


@dataclass(slots=True)
class _Columns:
    """Which column is what."""

    head: int
    team: int | None = None
    asked: dict[int, Question] = field(default_factory=dict)
    open: dict[int, OpenQuestion] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)


def plain_question(words: str) -> str:
    """A question as heads are compared: without its number, its case and its punctuation."""
    return " ".join(_WORD.sub(" ", folded(_NUMBERED.sub("", words))).split())


def _columns(sheet: Sheet, plan: Snapshot) -> _Columns:
    head = min(sheet.rows)
    found = _Columns(head)
    known = _known(plan)
    teams = _team_names(plan)
    heads = {column: plain_question(text_of(value)) for column, value in sorted(sheet.row(head).items())}
    for column, words in heads.items():
        one = known.get(words)
        if one is None and words == plain_question(team_question()):
            found.team = found.team or column
        elif isinstance(one, Question) and one not in found.asked.values():
            found.asked[column] = one
        elif isinstance(one, OpenQuestion):
            found.open[column] = one
        else:
            found.unknown.append(column)
    if found.team is None:
        # Asked in other words: the column in which everybody names a team.
        for column in found.unknown:
            said = {folded(text_of(row.get(column))) for number, row in sheet.rows.items() if number > head} - {""}
            if said and said <= teams.keys():
                found.team = column
                found.unknown.remove(column)
                break
    return found


def _known(plan: Snapshot) -> Mapping[str, Question | OpenQuestion]:
    """The questions by all the words that mean one of them only: the whole text, without the code, the record alone."""
    asked = questions(plan)
    words: dict[str, list[Question | OpenQuestion]] = {}
    for question in asked:
        about = question.about.removeprefix(question.item.code).strip()
        ways = {
            question.text,
            f"{about} {question.label}",
            f"{question.label} {about}",
            f"{question.label} {question.about}",
        }
        alone = sum(other.key == question.key for other in asked) == 1
        ways |= {question.about, about, question.item.code} if alone else set()
        for way in {plain_question(way) for way in ways} - {""}:
            words.setdefault(way, []).append(question)
    for one in open_questions(plan):
        words.setdefault(plain_question(one.text), []).append(one)
    return {way: found[0] for way, found in words.items() if len(found) == 1}


def _team_names(plan: Snapshot) -> Mapping[str, str]:
    """Ids of teams by every name they have."""
    found: dict[str, str] = {}
    for team in plan.all(Team):
        for words in (team_name(plan, team.id), team.short_name, team.id):
            if words:
                found.setdefault(folded(words), team.id)
    return found


def _respondents(
    sheet: Sheet, plan: Snapshot, columns: _Columns, comparer: Comparer, plan_id: str
) -> Iterator[Respondent]:
    teams = _team_names(plan)
    same: Counter[str] = Counter()
    for number in sorted(sheet.rows):
        if number == columns.head:
            continue
        row = sheet.row(number)
        said = "\0".join(f"{column}={text_of(row[column])}" for column in sorted(row))
        same[said] += 1
        # Two people may answer alike; the second is the second also when the file comes again with more rows.
        mark = mark_of(plan_id, "row", said, str(same[said]))
        spot = Spot(sheet, number, columns.team or 0)
        team = teams.get(folded(text_of(spot.value)), "")
        if not team:
            words = _("“{name}” is not a team of this plan; the row is left out.").format(name=text_of(spot.value)[:60])
            comparer.bad.append(spot.bad(_row_words(number), team_question(), words))
            continue
        given = []
        for column, question in columns.asked.items():
            cell = _scaled(Spot(sheet, number, column), question)
            answer = answer_of(question, cell, comparer)
            given += [Given(question, answer, cell)] if answer else []
        yield Respondent(mark, team, tuple(given), tuple(_new(sheet, number, columns, comparer, team)))


def _row_words(number: int) -> str:
    return _("row {row}").format(row=number)


def _scaled(spot: Spot, question: Question) -> Spot:
    """A cell of a scale with its words as the number alone."""
    words = text_of(spot.value).strip()
    if words.casefold() in _PLACEHOLDER:
        return _saying(spot, "")
    found = _SCALE.fullmatch(words) if question.scale is not None else None
    return _saying(spot, found[1]) if found is not None else spot


def _new(sheet: Sheet, number: int, columns: _Columns, comparer: Comparer, team: str) -> Iterator[NewRecord]:
    """Needs and ideas: each line of a cell is one."""
    for column, asked in columns.open.items():
        spot = Spot(sheet, number, column)
        for line in text_of(spot.value).split("\n"):
            words = line.strip().lstrip("-–•* ").strip()
            if not words or words.casefold() in _PLACEHOLDER:
                continue
            cells = {asked.title_column: _saying(spot, words)}
            found = new_record(comparer, asked.type, secrets.token_hex(8), cells, spot.words, team)
            if found is not None:
                yield found


def _saying(spot: Spot, words: str) -> Spot:
    """The same place, read as if only these words stood in it."""
    return Spot(Sheet(spot.sheet.title, {spot.row: {spot.column: words}}), spot.row, spot.column)


def _notes(sheet: Sheet, columns: _Columns) -> tuple[str, ...]:
    if not columns.unknown:
        return ()
    heads = ", ".join(f"“{text_of(sheet.value(columns.head, column))[:40]}”" for column in columns.unknown[:8])
    return (_("Columns that are no question of this plan are not read: {heads}.").format(heads=heads),)
