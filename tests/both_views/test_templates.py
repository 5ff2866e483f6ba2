"""Templates have the agenda and the sections they promise; a plan made a template keeps no client in it."""

from __future__ import annotations

import json

import pytest

from joint_plan.plan.cadence import Meeting
from joint_plan.plan.funnel import FunnelStage, Segment
from joint_plan.plan.jsonform import records_json
from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.rules.agenda import starts
from joint_plan.rules.as_template import KEPT, template_json
from joint_plan.rules.standing import State, standings, visible_sections
from joint_plan.rules.starting_plan import plan_from_json, template, template_names

MINUTES = {
    "ninety-minutes": [5, 15, 20, 25, 15, 10],
    "half-day": [15, 25, 25, 45, 15, 25, 45, 25, 20],
    "small-company": [10, 15, 15, 12, 8],
}


@pytest.mark.parametrize("name", [*MINUTES, "full-day"])
def test_a_template_is_empty_of_people_and_its_agenda_stays_within_its_sections(name: str) -> None:
    plan = template(name)
    shown = {section.key for section in visible_sections(plan)}
    blocks = plan.all(AgendaBlock)
    assert {block.section for block in blocks if block.section} <= shown
    assert not plan.all(Participant)
    assert all(block.output for block in blocks if block.mode != "break")
    assert {one.state for one in standings(plan).values()} <= {State.DRAFT}
    assert not any(start.overrun for start in starts(plan).values())
    assert name in dict(template_names())


@pytest.mark.parametrize(("name", "minutes"), MINUTES.items())
def test_the_blocks_are_as_long_as_they_should_be(name: str, minutes: list[int]) -> None:
    assert [block.minutes for block in template(name).all(AgendaBlock)] == minutes


def test_the_biweekly_strategy_meeting_is_there_from_the_start() -> None:
    for name in ("ninety-minutes", "half-day", "full-day"):
        assert template(name).all(Meeting)[0].frequency == "biweekly"


def test_a_small_company_has_one_segment_and_three_stages() -> None:
    plan = template("small-company")
    assert len(plan.all(Segment)) == 1
    assert [stage.name for stage in plan.all(FunnelStage)] == ["Lead", "Opportunity", "Won"]


def test_a_plan_made_a_template_keeps_the_words_and_drops_the_client() -> None:
    sample = template("sample")
    data = template_json(sample, "Compressed air")
    text = json.dumps(data, ensure_ascii=False)
    kept = plan_from_json(data)
    assert [row.title for row in kept.all(AgendaBlock)] == [row.title for row in sample.all(AgendaBlock)]
    assert "Every lead we pass on is worth a call" in text
    dropped = dropped_texts(records_json(sample))
    assert "Pellworth Air" in dropped
    assert "noor.haddad@pellworth.example" in dropped
    assert [words for words in dropped if len(words) > 12 and words in text] == []
    for word in ("Pellworth", "Ingrid", "Noor", "Declan", "Katarzyna"):
        assert word not in text


def dropped_texts(records: object) -> set[str]:
    """All texts of fields that are not on the keep list and stand in no field that is."""
    assert isinstance(records, dict)
    lost: set[str] = set()
    stays: set[str] = set()
    for name, rows in records.items():
        for row in rows:
            for key, value in row.items():
                if isinstance(value, str):
                    (stays if key in KEPT.get(name, frozenset()) else lost).add(value)
    every = "\n".join(stays)
    return {words for words in lost if words not in every} - {row["id"] for rows in records.values() for row in rows}
