from __future__ import annotations

from typing import Any

import pytest

from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.search import search
from joint_plan.rules.starting_plan import plan_from_json, template
from tests.rules.plans import changed


@pytest.fixture(scope="module")
def plan() -> Snapshot:
    records: dict[str, Any] = {
        "Participant": [{"id": "ana", "name": "Ana Żółkiewska", "team": "marketing", "email": "ana@example.org"}],
        "Sla": [
            {
                "id": "call",
                "owed_by": "sales",
                "owed_to": "marketing",
                "obligation": "Call every demo request back",
                "owner": "ana",
                "if_missed": "The team lead looks at the queue the same day and tells the room why.",
                "note": "They never keep this",
            }
        ],
        "SlaLevel": [{"sla": "call", "tier": "Gold", "applies_to": "Requests from the DACH region"}],
        "QuickWin": [{"title": "Demo video", "impact_marketing": 4, "effort_sales": 2}],
        "Note": [{"section": "slas", "text": "Ask about the demo budget alone"}],
        "Statement": [{"text": "We share one demo list"}],
    }
    return plan_from_json({"records": records})


def found(plan: Snapshot, words: str, *, private: bool = False) -> list[tuple[str, str]]:
    return [(hit.key.partition(":")[0], hit.label) for hit in search(plan, words, private=private)]


def test_what_is_called_so_comes_before_what_mentions_it(plan: Snapshot) -> None:
    assert found(plan, "demo") == [("Statement", ""), ("Sla", ""), ("QuickWin", "")]
    assert found(plan, "QUEUE why") == [("Sla", "If missed")]
    assert found(plan, "sla-01") == [("Sla", "")]


def test_case_and_accents_do_not_matter(plan: Snapshot) -> None:
    assert found(plan, "zolkiewska")[0] == ("Participant", "")
    assert found(plan, "zółkiewska") == found(plan, "ŻÓŁKIEWSKA")


def test_an_item_is_found_by_who_owns_it_and_by_its_own_rows(plan: Snapshot) -> None:
    assert ("Sla", "Owner") in found(plan, "ana")
    assert found(plan, "dach") == [("Sla", "Applies to")]
    (hit,) = search(plan, "dach")
    assert hit.key == "Sla:call"


def test_every_word_has_to_stand_somewhere_in_the_record(plan: Snapshot) -> None:
    assert found(plan, "call queue") == [("Sla", "If missed")]
    assert not found(plan, "call unheard")
    assert not found(plan, "   ")


def test_private_texts_are_found_only_when_asked_for(plan: Snapshot) -> None:
    assert not found(plan, "never keep")
    assert not found(plan, "budget alone")
    assert found(plan, "never keep", private=True) == [("Sla", "Private note")]
    (hit,) = search(plan, "budget alone", private=True)
    assert (hit.key.partition(":")[0], hit.title, hit.private) == ("Note", "", True)
    assert not found(plan, "example.org")


def test_answers_that_are_not_revealed_are_never_found() -> None:
    plan = plan_from_json(
        {"records": {"Term": [{"id": "lead", "term": "Lead", "definition_marketing": "anyone who waves"}]}}
    )
    assert not search(plan, "waves", private=True)
    assert search(changed(plan, "Term:lead", definition_revealed=True), "waves")


def test_the_excerpt_begins_near_what_was_found() -> None:
    plan = changed(template("sample"), "Plan:plan", why=f"{'word ' * 200}needle in it {'more ' * 100}")
    (hit,) = search(plan, "needle")
    assert hit.excerpt.startswith("… ")
    assert "needle in it" in hit.excerpt
    assert len(hit.excerpt) < 200
