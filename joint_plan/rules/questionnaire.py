"""What each person is asked before the workshop, and how the answers of a team become one: never a person's own.

The questions are the blind pairs of the plan, as their fields are declared; dots are given in the room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from joint_plan.base.texts import N_, _
from joint_plan.plan.fields import TEAMS, Column, Field
from joint_plan.plan.kinds import Choice, Kind, Ref, Tallied, Text, Whole
from joint_plan.plan.landscape import Need
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, RecordSpec, all_specs, key_of, spec_of
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PlanView
from joint_plan.plan.values import Json, Pair, Tally
from joint_plan.rules.names import label_of, named, team_name
from joint_plan.rules.priorities import is_merged

INSTRUCTIONS: Mapping[str, str] = {
    "Statement": N_("Alone, without talking. Score each statement as you see it today."),
    "Term": N_("Write what each word means in your team today, not what it should mean."),
    "RealLead": N_("Does this lead count? Say what you would do today."),
    "Stage": N_("Be the customer. Which team leads in this stage today?"),
    "Goal": N_("Alone. How sure are you that we reach it?"),
    "QuickWin": N_("Alone. How much would it change, and how much work is it?"),
}
"""What to do, by record type."""

_ASKED_OF_ONE: Mapping[str, str] = {
    "Term.definition": N_("What does it mean in your team?"),
    "Stage.who_leads": N_("Which team leads here?"),
    "RealLead.verdict": N_("Does it count?"),
}
"""What one person is asked, where the field's label speaks of both teams."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: a blind field of a record, as one person answers it.

    Attributes:
        item: the record it is about.
        field: the pair.
        about: the record in words: "ST-01 Leads are called within a day".
        label: what is asked of it, of one person: "Score, 1 to 5".
        help: what the answers mean; "" where the label says it.
        options: what can be chosen, in words; empty for numbers and words.
    """

    item: Record
    field: Field
    about: str
    label: str
    help: str
    options: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The reference to the record, `Type:id`."""
        return key_of(self.item)

    @property
    def scale(self) -> tuple[int, int] | None:
        """The least and the most number that can be answered; `None` for choices and words."""
        kind = self.kind
        if not isinstance(kind, Whole) or kind.least is None or kind.most is None:
            return None
        return kind.least, kind.most

    @property
    def kind(self) -> Kind:
        """What one person answers: of a show of hands one number."""
        kind = self.field.kind
        return Whole(least=kind.least, most=kind.most) if isinstance(kind, Tallied) else kind

    @property
    def text(self) -> str:
        """The whole question on one line, as a form asks it and as its answers are headed."""
        return f"{self.about} – {self.label}"

    @property
    def answer(self) -> Column:
        """The column that one person's answer is read as."""
        return Column(self.field.name, self.field, self.kind)

    def column(self, team: str) -> str:
        """The name of the column that holds a team's answer."""
        return f"{self.field.name}_{team}"


def questions(view: PlanView) -> tuple[Question, ...]:
    """Everything that is asked and not revealed yet, in the order of the walk."""
    hidden = view.plan.hidden_sections
    found: list[Question] = []
    for spec in all_specs():
        if spec.section not in hidden and not spec.private:
            asked = [field for field in spec.fields if field.pair and not field.private and _is_asked(field)]
            found += [
                _question(view, spec, item, field)
                for item in (view.all(spec.type) if asked else ())
                for field in asked
                if not getattr(item, field.name).revealed and not _is_merged(view, item)
            ]
    return tuple(found)


def _is_asked(field: Field) -> bool:
    return not (isinstance(field.kind, Whole) and field.kind.dots)


def _is_merged(view: PlanView, item: Record) -> bool:
    return isinstance(item, QuickWin) and is_merged(view, item)


def _question(view: PlanView, spec: RecordSpec, item: Record, field: Field) -> Question:
    column = Column(field.name, field, field.kind)
    options: tuple[str, ...] = ()
    if isinstance(field.kind, Choice):
        options = tuple(_(label) for _key, label in field.kind.choices)
    elif isinstance(field.kind, Ref) and field.kind.target == "Team":
        options = tuple(team_name(view, team.id) for team in view.all(Team))
    about = " ".join(named(item).split())
    own = _ASKED_OF_ONE.get(f"{spec.name}.{field.name}")
    label = _(own) if own else " ".join(label_of(view, column).split())
    return Question(item, field, about, label, _(field.help), options)


def instruction(spec: RecordSpec | Record | str) -> str:
    """What to do with the questions about a record type; "" for nothing special."""
    return _(INSTRUCTIONS.get(spec.name if isinstance(spec, RecordSpec) else spec_of(spec).name, ""))


# What is asked besides: needs and ideas become records of their own.


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question whose answers are new records, one a line.

    `columns` are the record's columns that a person fills in, the one that names it first.
    """

    type: type[Record]
    text: str
    columns: tuple[str, ...]
    lines: int

    @property
    def name(self) -> str:
        """The record type's name."""
        return spec_of(self.type).name

    @property
    def title_column(self) -> str:
        """The column that holds the answer's words."""
        return self.columns[0]


def open_questions(view: PlanView) -> tuple[OpenQuestion, ...]:
    """What is asked for new records, but for sections that are left out."""
    asked = (
        OpenQuestion(Need, _("What would help you succeed? One need a line."), ("need", "asked_of", "priority"), 8),
        OpenQuestion(
            QuickWin,
            _("What could both teams finish within 30 days? One idea a line."),
            ("title", "problem", "first_step"),
            8,
        ),
    )
    return tuple(one for one in asked if spec_of(one.type).section not in view.plan.hidden_sections)


def team_question() -> str:
    """What asks for the team on a form."""
    return _("Which team are you in?")


# From answers to one answer


def counted_as(question: Question, value: Any) -> str:  # noqa: ANN401  of the question's kind
    """An answer as it is counted: the same text for the same answer."""
    if isinstance(question.kind, Text):
        return " ".join(str(value).split())
    return str(question.kind.to_json(value))


def together(question: Question, counts: Mapping[str, int]) -> Any:  # noqa: ANN401  of the pair's kind
    """A team's answer from how many of it gave which.

    Hands stay hands, of numbers it is the mean (a half goes up), of choices the most frequent one, of words all.
    `None` where there is none: no answers, or as many for one choice as for another.
    """
    given = {answer: count for answer, count in counts.items() if count > 0}
    kind = question.field.kind
    if not given:
        return None
    if isinstance(kind, Tallied):
        voted = sum(given.values())
        return kind.check(Tally({int(answer): count for answer, count in given.items()}, 0, voted))
    if isinstance(kind, Whole):
        mean = Fraction(sum(int(answer) * count for answer, count in given.items()), sum(given.values()))
        return kind.check((2 * mean + 1) // 2)
    if isinstance(kind, Text):
        return kind.check("\n".join(sorted(given, key=str.casefold)))
    most = max(given.values())
    first = [answer for answer, count in given.items() if count == most]
    found: Json = first[0] if len(first) == 1 else None
    return None if found is None else kind.from_json(found)


def same_answer(one: Any, other: Any) -> bool:  # noqa: ANN401  of the pair's kind
    """Whether two answers of a team are the same, whoever else was present."""
    if isinstance(one, Tally) and isinstance(other, Tally):
        return dict(one.counts) == dict(other.counts) and one.not_voted == other.not_voted
    return bool(one == other)


def held(question: Question, team: str) -> Any:  # noqa: ANN401  of the pair's kind
    """What the plan holds of a core team's answer; `None` for none."""
    pair: Pair[Any] = getattr(question.item, question.field.name)
    return getattr(pair, team) if team in TEAMS else None
