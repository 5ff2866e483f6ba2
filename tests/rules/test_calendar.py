"""The plan's year: initiatives by month, quarter ends, and what is due."""

from __future__ import annotations

import datetime as dt

from joint_plan.plan.jsonform import snapshot_from_json
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.rules.calendar import calendar, calendar_lines
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template


def _plan(**records: Json) -> Snapshot:
    return snapshot_from_json({"records": {"Plan": [{"period_start": "2027-02", "months": 6}], **records}})


def _words(view: Snapshot) -> list[tuple[int, str]]:
    return [(line.month, line.words) for line in calendar_lines(calendar(view))]


def test_initiatives_run_from_their_first_to_their_last_month() -> None:
    view = _plan(
        Initiative=[
            {"id": "a", "name": "Fair", "first_month": 2, "last_month": 4},
            {"id": "b", "name": "Mailing", "expected": {"3": "5", "5": "1", "6": "0"}},
            {"id": "c", "name": "Webinar", "first_month": 6},
            {"id": "d", "name": "Too long", "first_month": 5, "last_month": 24},
            {"id": "e", "name": "Some day"},
            {"id": "f", "name": "Next year", "first_month": 9},
        ]
    )
    runs = {run.key: (run.first, run.last) for run in calendar(view).runs}
    expected = {"Initiative:a": (2, 4), "Initiative:b": (3, 5), "Initiative:c": (6, 6), "Initiative:d": (5, 6)}
    assert runs == expected
    words = _words(view)
    assert (2, "IN-01 Fair begins") in words
    assert (4, "IN-01 Fair ends") in words
    assert (6, "IN-03 Webinar, in this month") in words
    assert not any("Webinar ends" in text for _month, text in words)


def test_quarters_end_by_the_fiscal_year() -> None:
    ends = [(end.month, end.quarter) for end in calendar(_plan()).quarter_ends]
    assert ends == [(2, 1), (5, 2)]
    shifted = _plan(Plan=[{"period_start": "2027-02", "months": 6, "fiscal_year_first_month": 2}])
    assert [(end.month, end.quarter) for end in calendar(shifted).quarter_ends] == [(3, 1), (6, 2)]
    july = _plan(Plan=[{"period_start": "2027-01", "months": 12, "fiscal_year_first_month": 7}])
    assert [end.quarter for end in calendar(july).quarter_ends] == [3, 4, 1, 2]


def test_days_stand_in_their_months_and_those_outside_are_kept() -> None:
    view = _plan(
        Goal=[{"id": "g", "title": "Half the time", "due": "2027-03-31"}],
        Sla=[{"id": "s", "obligation": "Call back", "starts_on": "2027-03-01", "trial_until": "2027-09-15"}],
        LeadershipAsk=[{"id": "l", "ask": "A budget", "by_when": "2027-01-20"}],
    )
    held = calendar(view)
    assert [one.title for one in held.due_in(2)] == ["SLA-01 Call back", "G-01 Half the time"]
    assert _words(view) == [
        (0, "20 Jan 2027: A-01 A budget (By when)"),
        (2, "1 Mar 2027: SLA-01 Call back (Starts on)"),
        (2, "31 Mar 2027: G-01 Half the time (Due)"),
        (2, "Quarter 1 ends"),
        (5, "Quarter 2 ends"),
        (7, "15 Sept 2027: SLA-01 Call back (On trial until)"),
    ]


def test_what_is_done_with_has_no_day() -> None:
    due = "2027-03-31"
    view = _plan(
        QuickWin=[
            {"id": "a", "title": "Picked", "picked": True, "due": due},
            {"id": "b", "title": "Only an idea", "due": due},
            {"id": "c", "title": "Done", "picked": True, "status": "done", "due": due},
        ],
        ParkingItem=[
            {"id": "a", "text": "Open", "due": due},
            {"id": "b", "text": "Cleared", "status": "cleared", "due": due},
        ],
        Report=[
            {"id": "a", "name": "Old", "decision": "retire", "retire_by": due},
            {"id": "b", "name": "Kept", "decision": "keep", "retire_by": due},
        ],
    )
    assert {one.title.partition(" ")[2] or one.title for one in calendar(view).due} == {"Picked", "Open", "Old"}


def test_sections_left_out_are_left_out_of_the_calendar() -> None:
    view = _plan(
        Plan=[{"period_start": "2027-02", "months": 6, "hidden_sections": ["slas"]}],
        Sla=[{"id": "s", "obligation": "Call back", "starts_on": "2027-03-01"}],
        Goal=[{"id": "g", "title": "Half the time", "due": "2027-03-31"}],
    )
    assert [one.key for one in calendar(view).due] == ["Goal:g"]


def test_without_a_first_month_there_are_initiatives_only() -> None:
    view = snapshot_from_json(
        {
            "records": {
                "Plan": [{"months": 6}],
                "Initiative": [{"id": "a", "name": "Fair", "first_month": 2}],
                "Goal": [{"id": "g", "title": "Half the time", "due": "2027-03-31"}],
            }
        }
    )
    assert view.plan.period_start is None
    assert _words(view) == [(2, "IN-01 Fair, in this month")]


def test_the_public_plan_has_the_same_calendar() -> None:
    view = template("sample")
    held = calendar(view)
    assert held == calendar(public_plan(view))
    assert held.start == dt.date(2027, 1, 1)
    assert {run.key for run in held.runs} <= {line.key for line in calendar_lines(held)}
    assert {one.key for one in held.due} <= {line.key for line in calendar_lines(held)}
