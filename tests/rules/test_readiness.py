from __future__ import annotations

from typing import Any

import pytest

from joint_plan.rules.readiness import missing_inputs
from joint_plan.rules.starting_plan import plan_from_json, template

READY: dict[str, Any] = {
    "Plan": [{"title": "One pipeline", "company": "Acme", "period_start": "2027-01", "one_number": "Revenue"}],
    "Participant": [
        {"id": "ana", "name": "Ana", "team": "marketing", "decides": True, "signs": True},
        {"id": "tom", "name": "Tom", "team": "sales", "decides": True, "signs": True},
    ],
    "AgendaBlock": [
        {"id": "why", "title": "Why", "minutes": 60, "pinned_start": "09:00"},
        {"id": "lunch", "title": "Lunch", "minutes": 60, "pinned_start": "12:00"},
    ],
    "Statement": [{"text": "We share one list"}],
    "Segment": [],
    "WorkCalendar": [{"days": ["mon"]}],
    "hidden": ["goals"],
}


def _missing(**changes: Any) -> list[tuple[str, str]]:  # noqa: ANN401  records as JSON
    records = {**READY, **changes}
    hidden = records.pop("hidden")
    records["Plan"] = [{**row, "hidden_sections": hidden} for row in records["Plan"]]
    return [(one.text, one.place) for one in missing_inputs(plan_from_json({"records": records}))]


def test_nothing_is_missing_where_all_is_there() -> None:
    assert not _missing()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Plan": [{**READY["Plan"][0], "title": None}]}, ("The plan has no title.", "session")),
        ({"Participant": []}, ("Nobody is on the list of people.", "session")),
        ({"Participant": READY["Participant"][:1]}, ("Nobody from Sales is on the list.", "session")),
        (
            {"Participant": [READY["Participant"][0], {"id": "tom", "name": "Tom", "team": "sales", "signs": True}]},
            ("Nobody decides for Sales.", "Participant:tom"),
        ),
        (
            {"Participant": [*READY["Participant"], {"id": "li", "name": "Li"}]},
            ("Li belongs to no team.", "Participant:li"),
        ),
        ({"AgendaBlock": []}, ("There is no agenda.", "session")),
        (
            {"AgendaBlock": [{"id": "a", "title": "Why", "minutes": 9}]},
            ("The first block of the agenda has no start.", "AgendaBlock:a"),
        ),
        (
            {"AgendaBlock": [{**READY["AgendaBlock"][0], "minutes": 200}, READY["AgendaBlock"][1]]},
            ("20 minutes run into “Lunch”.", "AgendaBlock:lunch"),
        ),
        ({"Statement": []}, ("There are no statements to score.", "landscape")),
        ({"hidden": []}, ("No segment has a revenue target.", "goals")),
        ({"WorkCalendar": []}, ("Working hours are not set; SLAs in business hours need them.", "slas")),
    ],
)
def test_what_is_missing_is_said_with_its_place(changes: dict[str, Any], said: tuple[str, str]) -> None:
    assert said in _missing(**changes)


def test_a_section_that_is_left_out_misses_nothing() -> None:
    assert not _missing(Statement=[], WorkCalendar=[], hidden=["goals", "landscape", "slas"])


def test_the_sample_lacks_little_and_the_blank_plan_much() -> None:
    assert len(missing_inputs(template("sample"))) < 3
    assert len(missing_inputs(template("blank"))) > 5
