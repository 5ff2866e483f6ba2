"""An input sheet that comes back: one person's answers, or those of somebody who took a team's copy."""

import secrets
from collections.abc import Iterable, Mapping

from joint_plan.base.texts import _, ngettext, speaking
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
from joint_plan.exchange.cells import Book
from joint_plan.exchange.coercion import Names
from joint_plan.exchange.comparison import refuse_other_plan, row_words, spots_of
from joint_plan.exchange.fields_compared import Comparer, Spot
from joint_plan.exchange.finding import find
from joint_plan.exchange.input_cells import input_spots
from joint_plan.exchange.layout import Export
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.questionnaire import open_questions, questions

KIND = "answers"
"""What the fact `kind` says of an input sheet."""


def compare_inputs(book: Book, export: Export, plan: Snapshot, plan_id: str = "") -> AnswersPreview:
    """What the answers on an input sheet would change.

    Raises:
        PlanError: it was made from another plan.
    """
    refuse_other_plan(book, export, plan, plan_id)
    with speaking(export.facts.get("language", "")):
        comparer = Comparer(plan, Names(plan, export))
        spots, notes = input_spots(book, export)
        team = export.facts.get("team", "")
        if plan.get(Team, team) is None:
            return preview_answers(book.name, plan, (), (), (_("The team that answers here is not in the plan."),))
        given, gone = _given(comparer, spots, plan, team)
        new, more = _new(book, export, comparer, team)
        mark = _mark(export, plan_id, given, new)
        one = Respondent(mark, team, given, new)
        return preview_answers(book.name, plan, (one,), comparer.bad, (*notes, *gone, *more), plan_id)


def _given(
    comparer: Comparer, spots: Mapping[str, Mapping[str, Spot]], plan: Snapshot, team: str
) -> tuple[tuple[Given, ...], tuple[str, ...]]:
    asked = {(one.key, one.column(team)): one for one in questions(plan)}
    found: list[Given] = []
    closed = 0
    for key, cells in spots.items():
        for column, spot in cells.items():
            question = asked.get((key, column))
            if question is None:
                closed += spot.value is not None
                continue
            answer = answer_of(question, spot, comparer)
            if answer:
                found.append(Given(question, answer, spot))
    words = ngettext(
        "{count} answer is left out: what it is about is revealed, or not asked any more.",
        "{count} answers are left out: what they are about is revealed, or not asked any more.",
        closed,
    )
    return tuple(found), (words.format(count=closed),) if closed else ()


def _new(book: Book, export: Export, comparer: Comparer, team: str) -> tuple[tuple[NewRecord, ...], tuple[str, ...]]:
    kinds = {one.name: one.type for one in open_questions(comparer.plan)}
    found: list[NewRecord] = []
    notes: list[str] = []
    for table in export.tables:
        if table.spec is None or table.spec.name not in kinds:
            continue
        at = find(book, table)
        notes += at.notes
        for place in at.new:
            record = new_record(
                comparer,
                kinds[table.spec.name],
                secrets.token_hex(8),
                spots_of(table, place),
                row_words(place),
                team,
            )
            found += [record] if record is not None else []
    return tuple(found), tuple(notes)


def _mark(export: Export, plan_id: str, given: Iterable[Given], new: Iterable[NewRecord]) -> str:
    """A person's sheet is known by the person, whatever it says; of a team's copies each by all that it says."""
    facts = export.facts
    if facts.get("for") == "person":
        return mark_of(plan_id, "person", facts.get("person", ""))
    said = [f"{one.question.key}.{one.question.field.name}={one.answer}" for one in given]
    return mark_of(plan_id, "team", facts.get("team", ""), *sorted(said), *sorted(one.words for one in new))
