"""What each person is asked, and how a team's answers become one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from joint_plan.plan.landscape import Statement
from joint_plan.plan.session import Plan
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.public import public_plan
from joint_plan.rules.questionnaire import Question, open_questions, questions, together
from joint_plan.rules.questionnaire_words import form_lines, form_rows, form_text
from tests.exchange.answered import asked_plan


def asked(key: str, name: str) -> Question:
    return next(one for one in questions(asked_plan()) if (one.key, one.field.name) == (key, name))


def test_every_blind_field_is_asked_but_dots_and_what_is_revealed_or_merged() -> None:
    assert [(one.key, one.field.name) for one in questions(asked_plan())] == [
        ("Statement:s1", "score"),
        ("Statement:s2", "score"),
        ("Term:mql", "definition"),
        ("RealLead:r1", "verdict"),
        ("Stage:try", "who_leads"),
        ("Goal:g", "confidence"),
        ("QuickWin:w", "impact"),
        ("QuickWin:w", "effort"),
    ]
    assert questions(asked_plan())[0].text == "ST-01 Leads are called within a day. – Score, 1 to 5"
    assert [one.name for one in open_questions(asked_plan())] == ["Need", "QuickWin"]


def test_the_public_plan_asks_the_same_and_a_hidden_section_asks_nothing() -> None:
    plan = asked_plan()
    assert [one.text for one in questions(public_plan(plan))] == [one.text for one in questions(plan)]
    hidden = plan.replaced({"Plan": {"plan": replace(plan.plan, hidden_sections=("landscape", "quick_wins"))}})
    assert {one.key.partition(":")[0] for one in questions(hidden)} == {"Term", "RealLead", "Stage", "Goal"}
    assert open_questions(hidden) == ()


@pytest.mark.parametrize(
    ("key", "name", "counts", "value"),
    [
        ("Statement:s1", "score", {"3": 2, "5": 1}, Tally({3: 2, 5: 1}, 0, 3)),
        ("Goal:g", "confidence", {"7": 1, "8": 1}, 8),
        ("Goal:g", "confidence", {"1": 2, "3": 1}, 2),
        ("Goal:g", "confidence", {"1": 3, "2": 1}, 1),
        ("Stage:try", "who_leads", {"sales": 2, "marketing": 1}, "sales"),
        ("Stage:try", "who_leads", {"sales": 1, "marketing": 1}, None),
        ("RealLead:r1", "verdict", {"yes": 1}, "yes"),
        ("Term:mql", "definition", {"b": 1, "A": 2}, "A\nb"),
        ("Term:mql", "definition", {}, None),
    ],
)
def test_answers_of_a_team_become_one(key: str, name: str, counts: dict[str, int], value: object) -> None:
    assert together(asked(key, name), counts) == value


def test_the_questions_for_a_form_are_numbered_with_their_scales() -> None:
    lines = form_lines(asked_plan())
    words = form_text(lines).split("\n\n")
    assert words[0] == "1. Which team are you in?\n   One of: Marketing, Sales, SDR"
    assert words[1].endswith("\n   A number from 1 to 5 (1 never true, 5 always true)")
    assert "T-01 MQL – What does it mean in your team?" in words[3]
    assert form_rows(lines)[1] == ["1", "Which team are you in?", "One of: Marketing, Sales, SDR"]


def test_a_plan_with_nothing_to_answer_asks_for_needs_and_ideas() -> None:
    plan = Snapshot.of([Plan(id="plan"), Statement(id="s", text="x", score=Pair(revealed=True))])
    assert questions(plan) == ()
    assert len(form_lines(plan)) == 3
