"""What hints and the summary say of follow-up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from joint_plan.cli.summary import summary
from joint_plan.plan.follow_up import Actual, Win
from joint_plan.rules.scorecard import last_statuses, scorecard, standing_words
from joint_plan.rules.starting_plan import template
from joint_plan.rules.warnings import warnings
from joint_plan.rules.win_words import announcement
from tests.rules.plans import added, changed


def test_a_missed_target_without_a_reason_and_a_loss_without_a_change_are_hinted_at() -> None:
    view = template("sample")
    assert warnings(view, "follow_up") == ()
    january = next(item for item in view.all(Actual) if item.item == "Sla:mql-count" and item.month)
    silent = changed(view, f"Actual:{january.id}", comment="")
    silent = changed(silent, "Loss:brackmill", change_made=" ")
    assert [(hint.key, hint.text) for hint in warnings(silent, "follow_up")] == [
        (f"Actual:{january.id}", "Missed its target and nobody says why: Jan 2027"),
        ("Loss:brackmill", "A loss after which nothing changed"),
    ]
    better = Actual(id="feb", item="Sla:mql-count", month=dt.date(2027, 2, 1), value=Decimal(99))
    assert [hint.key for hint in warnings(added(silent, better), "follow_up")] == ["Loss:brackmill"]


def test_the_summary_says_how_the_measures_stand() -> None:
    lines = [line.strip() for line in summary(template("sample"))]
    assert "When last measured: 7 met, 3 near, 4 missed" in lines
    assert not any("When last measured" in line for line in summary(template("half-day")))
    assert standing_words(scorecard(template("blank"))) == ""


def test_each_row_counts_once_as_it_stood_last() -> None:
    card = scorecard(template("sample"))
    found = last_statuses(card)
    assert sum(found.values()) == len(card.rows)
    weeks = last_statuses(card, card.places("week"))
    assert (weeks["met"], weeks["near"], weeks["missed"]) == (2, 1, 0)


def test_a_message_leaves_out_what_is_empty() -> None:
    win = Win(account="Meadow", marketing_part="Found them", sales_part="Closed it")
    lines = ["We won Meadow.", "Marketing: Found them", "Sales: Closed it", "Thank you all."]
    assert announcement(template("sample"), win).split("\n") == lines
