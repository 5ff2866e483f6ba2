"""The questions for a form that somebody sets up elsewhere: numbered text with the scales, and a list of rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from joint_plan.base.texts import _
from joint_plan.plan.kinds import Text
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.names import team_name
from joint_plan.rules.questionnaire import Question, open_questions, questions, team_question


@dataclass(frozen=True, slots=True)
class FormLine:
    """One question of a form: its words, which head the answers later, and how it is answered."""

    question: str
    answers: str


def form_lines(view: PlanView) -> tuple[FormLine, ...]:
    """Everything that a form asks, the team first; () where the plan asks nothing."""
    asked = [FormLine(one.text, _answers(one)) for one in questions(view)]
    asked += [FormLine(one.text, _("Several lines of text")) for one in open_questions(view)]
    teams = ", ".join(team_name(view, team.id) for team in view.all(Team))
    return (FormLine(team_question(), _("One of: {options}").format(options=teams)), *asked) if asked else ()


def _answers(question: Question) -> str:
    if question.scale is not None:
        least, most = question.scale
        words = _("A number from {least} to {most}").format(least=least, most=most)
        return _("{answers} ({help})").format(answers=words, help=question.help) if question.help else words
    if question.options:
        return _("One of: {options}").format(options=", ".join(question.options))
    return _("Several lines of text") if isinstance(question.kind, Text) else ""


def form_text(lines: Sequence[FormLine]) -> str:
    """The questions as numbered text, each with its answers below."""
    return "\n\n".join(f"{number}. {line.question}\n   {line.answers}" for number, line in enumerate(lines, 1)) + "\n"


def form_rows(lines: Sequence[FormLine]) -> list[list[str]]:
    """The questions as a list for a spreadsheet: number, question, answers, under their heads."""
    head = [_("No."), _("Question"), _("Answers")]
    return [head, *([str(number), line.question, line.answers] for number, line in enumerate(lines, 1))]
