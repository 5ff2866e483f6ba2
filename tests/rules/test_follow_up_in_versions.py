"""What is followed up is no part of a version: a version prints with the actuals of now, and its hash stays."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from joint_plan.plan.follow_up import Actual, CheckIn, Loss, Win
from joint_plan.plan.goals import Goal, Metric
from joint_plan.plan.record import Record
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.scorecard import scorecard
from joint_plan.rules.version_changes import changes_between
from joint_plan.rules.versions import content_of_version, faults, make_version, plan_of_version
from tests.rules.plans import added, blank, changed, removed, take

AT = dt.datetime(2026, 11, 26, 16, 0, tzinfo=dt.UTC)
LATER: tuple[Record, ...] = (
    Actual(id="a", item="Metric:m", month=dt.date(2027, 1, 1), value=Decimal(41), comment="Two fairs"),
    CheckIn(id="c", date=dt.date(2027, 2, 2), hits="Calls"),
    Win(id="w", account="Meadow", marketing_part="Found", sales_part="Closed"),
    Loss(id="l", account="Brack", marketing_could_do_better="Ask", sales_could_do_better="Call"),
)


def agreed() -> Snapshot:
    """A plan that is agreed, with its first version."""
    view = changed(blank(), "Plan:plan", period_start=dt.date(2027, 1, 1))
    view = added(
        view,
        Metric(id="m", name="Answered", decision="keep", unit="percent"),
        Goal(id="g", title="Answer more", metric="m", unit="percent", target=Decimal(45)),
        Sla(id="s", owed_by="sales", owed_to="marketing", obligation="call", met_share=Decimal("0.9")),
    )
    for key in ("Metric:m", "Goal:g", "Sla:s"):
        for team in ("marketing", "sales"):
            view = take(view, key, team)
    return added(view, make_version(view, AT))


def test_a_version_prints_with_what_was_followed_up_since() -> None:
    before = agreed()
    view = added(before, *LATER)
    public = plan_of_version(view, 1)
    assert [type(item).__name__ for kind in (Actual, CheckIn, Win, Loss) for item in public.all(kind)] == [
        "Actual",
        "CheckIn",
        "Win",
        "Loss",
    ]
    assert public.version is not None
    assert public.version.hash == plan_of_version(before, 1).version.hash  # type: ignore[union-attr]  # a version has one
    assert not public.moved_on, "what happened is no change of the plan"
    assert not changes_between(view, 1)
    assert changes_between(changed(view, "Goal:g", title="Answer all"), 1)
    assert not faults(view)
    assert not any(content_of_version(view, 1).all(kind) for kind in (Actual, CheckIn, Win, Loss))


def test_the_scorecard_of_a_version_reads_actuals_of_now_against_targets_of_then() -> None:
    view = changed(added(agreed(), *LATER), "Goal:g", target=Decimal(60))
    public = plan_of_version(view, 1)
    assert public.moved_on
    for plan, target in ((public, 45), (public_plan(view), 60)):
        row = scorecard(plan).row("Metric:m")
        assert row is not None
        place = scorecard(plan).places("month")[0]
        assert row.targets[place] == target
        assert row.actuals[place] == 41


def test_an_actual_of_something_that_was_no_part_of_the_version_does_not_count_in_it() -> None:
    view = added(agreed(), Metric(id="n", name="Later", decision="keep"))
    view = added(view, Actual(id="b", item="Metric:n", month=dt.date(2027, 1, 1), value=Decimal(41)))
    assert [problem.key for problem in scorecard(plan_of_version(view, 1)).problems] == ["Actual:b"]
    assert not scorecard(public_plan(view)).problems


@pytest.mark.parametrize("gone", ["Actual:a", "CheckIn:c", "Win:w", "Loss:l"])
def test_what_is_taken_out_of_follow_up_is_gone_from_the_papers_of_the_version(gone: str) -> None:
    view = removed(added(agreed(), *LATER), gone)
    public = plan_of_version(view, 1)
    assert public.find(gone) is None
    sections = {section.key: section for section in report_model(public, ReportOptions()).sections}
    types = {table.type_name for table in sections["follow_up"].tables}
    assert gone.partition(":")[0] not in types
