"""The words that both teams use, as papers show them."""

from dataclasses import dataclass

from joint_plan.plan.language import Term
from joint_plan.plan.record import spec_of
from joint_plan.rules.public import PublicPlan


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the plan with what it means and its test."""

    code: str
    term: str
    meaning: str
    test: str


def words_of(public: PublicPlan) -> tuple[Word, ...]:
    """The words that both teams use, with their tests."""
    if spec_of(Term).section in public.plan.hidden_sections:
        return ()
    return tuple(
        Word(term.code, term.term, term.agreed_definition, term.test)
        for term in public.all(Term)
        if term.agreed_definition or term.test
    )
