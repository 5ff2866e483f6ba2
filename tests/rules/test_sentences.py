"""Every SLA reads as a sentence, whatever is filled in and whatever is not."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import Any

import pytest

from joint_plan.base.texts import speaking
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Segment, Sla, SlaLevel, Stage, Team
from joint_plan.rules.sentences import duration_words, level_words, sla_sentence
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added, blank, changed
from tests.rules.test_basis import funnel_plan

D = Decimal
DAY: dict[str, Any] = {"time_limit": D(1), "time_limit_unit": "day", "business_hours": True}
ACCEPT = {"owed_by": "sales", "obligation": "accepts or rejects every MQL with a reason"}
MQLS = {"owed_by": "marketing", "target": D(77), "unit": "MQLs", "period": 1}

SENTENCES: list[tuple[dict[str, Any], str]] = [
    (
        {**ACCEPT, **DAY, "met_share": D("0.95")},
        "Sales accepts or rejects every MQL with a reason within 1 business day, 95 % of the time.",
    ),
    ({**ACCEPT, **DAY}, "Sales accepts or rejects every MQL with a reason within 1 business day."),
    ({**ACCEPT, "met_share": D("0.95")}, "Sales accepts or rejects every MQL with a reason, 95 % of the time."),
    ({**ACCEPT, "met_share": D(1)}, "Sales accepts or rejects every MQL with a reason, every time."),
    (ACCEPT, "Sales accepts or rejects every MQL with a reason."),
    (
        {**ACCEPT, "applies_to": "every MQL, both segments", **DAY},
        "Sales accepts or rejects every MQL with a reason within 1 business day.",
    ),
    (
        {"owed_by": "sales", "obligation": "call back", "applies_to": "demo requests", **DAY, "met_share": D("0.9")},
        "Sales calls back within 1 business day, 90 % of the time, for demo requests.",
    ),
    ({**ACCEPT, "applies_to": "MQL"}, "Sales accepts or rejects every MQL with a reason."),
    ({**ACCEPT, "applies_to": "every"}, "Sales accepts or rejects every MQL with a reason."),
    (
        {"owed_by": "sales", "obligation": "call 95% of leads", "met_share": D("0.95")},
        "Sales calls 95% of leads.",
    ),
    (
        {"owed_by": "sales", "obligation": "call 95 % of leads", "met_share": D("0.05")},
        "Sales calls 95 % of leads, 5 % of the time.",
    ),
    ({"obligation": "call back"}, "Somebody calls back."),
    (
        {"owed_by": "marketing", "target_from": "funnel", "target_stage": "mql"},
        "Marketing delivers MQL, each month the funnel's number.",
    ),
    ({"owed_by": "sales"}, "Sales promises something that is still to be put into words."),
    ({}, "Somebody promises something that is still to be put into words."),
    ({"owed_by": "sales", "obligation": "Sales calls back.\n"}, "Sales calls back."),
    ({"owed_by": "sales", "obligation": "Call  back\nat fairs"}, "Sales calls back at fairs."),
    ({"owed_by": "sales", "obligation": "accept or reject, with a reason"}, "Sales accepts or rejects, with a reason."),
    ({"owed_by": "sales", "obligation": "every lead called"}, "Sales: every lead called."),
    ({"owed_by": "sales", "obligation": "will call back"}, "Sales will call back."),
    ({"owed_by": "sales", "obligation": "qualify fair leads"}, "Sales qualifies fair leads."),
    ({"owed_by": "sales", "obligation": "call back", "time_limit": D(0)}, "Sales calls back at once."),
    (
        {"owed_by": "sales", "obligation": "calls back within 1 business day", **DAY},
        "Sales calls back within 1 business day.",
    ),
    ({**MQLS, "obligation": "delivers"}, "Marketing delivers 77 MQLs a month."),
    ({**MQLS, "obligation": "deliver MQLs"}, "Marketing delivers 77 MQLs a month."),
    ({**MQLS, "obligation": "delivers 77 MQLs a month"}, "Marketing delivers 77 MQLs a month."),
    ({**MQLS, "obligation": "brings qualified leads"}, "Marketing brings qualified leads: 77 MQLs a month."),
    ({**MQLS, "obligation": ""}, "Marketing: 77 MQLs a month."),
    ({**MQLS, "obligation": "deliver MQLs", "period": 2}, "Marketing delivers 77 MQLs every 2 months."),
    ({**MQLS, "obligation": "deliver MQLs", "period": None}, "Marketing delivers 77 MQLs."),
    ({**MQLS, "obligation": "deliver", "unit": ""}, "Marketing delivers 77 a month."),
    (
        {**MQLS, "obligation": "name customers", "unit": "customers", "target": D(2), "period_unit": "quarter"},
        "Marketing names 2 customers a quarter.",
    ),
    (
        {"owed_by": "marketing", "obligation": "deliver MQLs", "target_from": "funnel", "target_stage": "mql"},
        "Marketing delivers MQLs, each month the funnel's number.",
    ),
    (
        {"owed_by": "marketing", "from_stage": "spot", "to_stage": "try", "handed_over": "the record", **DAY},
        "Marketing hands over the record from Spot to Try within 1 business day.",
    ),
    ({"owed_by": "marketing", "to_stage": "try"}, "Marketing hands over the customer to Try."),
    ({"owed_by": "marketing", "from_stage": "spot"}, "Marketing hands over the customer after Spot."),
    ({"owed_by": "marketing", "handed_over": "the record"}, "Marketing hands over the record."),
    (
        {"owed_by": "cs", "obligation": "name every happy customer", "met_share": D("0.333")},
        "Customer success names every happy customer, 33.3 % of the time.",
    ),
]


def plan() -> Snapshot:
    return added(
        blank(), Stage(id="spot", name="Spot"), Stage(id="try", name="Try"), Team(id="cs", name="Customer success")
    )


@pytest.mark.parametrize(("fields", "sentence"), SENTENCES)
def test_an_sla_in_a_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert sla_sentence(plan(), Sla(id="s", **fields)).replace("\xa0", " ") == sentence


def test_every_combination_of_missing_fields_reads_as_one_sentence() -> None:
    full: dict[str, Any] = {
        "owed_by": "sales",
        "obligation": "call back",
        "applies_to": "demo requests",
        "time_limit": D(4),
        "met_share": D("0.9"),
        "target": D(7),
        "unit": "calls",
        "period": 1,
        "from_stage": "spot",
        "to_stage": "try",
        "handed_over": "the record",
    }
    view = plan()
    seen = set()
    for count in range(len(full) + 1):
        for names in itertools.combinations(full, count):
            for source in ("fixed", "funnel"):
                sentence = sla_sentence(view, Sla(id="s", target_from=source, **{name: full[name] for name in names}))
                seen.add(sentence)
                assert re.fullmatch(r"(Sales|Somebody)(:)? .*[^\s.,:]\.", sentence), sentence
                assert not re.search(r"  | [,.:;]|[,:;]{2}|None|\{|\}", sentence), sentence
    assert len(seen) > 60


def test_a_target_from_the_funnel_says_the_first_month() -> None:
    sla = Sla(id="x", owed_by="marketing", obligation="delivers MQLs", target_from="funnel", target_stage="mql")
    view = funnel_plan()
    assert sla_sentence(view, sla) == "Marketing delivers 2 MQLs in January 2027, then each month's funnel number."
    undated = changed(view, "Plan:plan", period_start=None)
    assert (
        sla_sentence(undated, sla) == "Marketing delivers 2 MQLs in the first month, then each month's funnel number."
    )
    other = added(view, Segment(id="small", name="Small"))
    nothing = Sla(id="x", owed_by="marketing", obligation="delivers", target_from="funnel", target_stage="gone")
    assert sla_sentence(other, nothing).startswith("Marketing delivers")


def test_levels_stand_by_tier_below_the_sentence() -> None:
    view = added(plan(), Sla(id="s", owed_by="sales", obligation="call accepted leads"), SlaLevel(id="l", sla="s"))
    assert sla_sentence(view, view.all(Sla)[0]) == "Sales calls accepted leads by tier."
    limited = changed(view, "Sla:s", time_limit=D(2))
    assert sla_sentence(limited, limited.all(Sla)[0]) == "Sales calls accepted leads within 2 hours."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {
                "tier": "A",
                "limit": D(4),
                "business_hours": True,
                "met_share": D("0.95"),
                "attempts": 5,
                "within_days": 10,
            },
            "A: 4 business hours, 95 %, 5 attempts in 10 days",
        ),
        ({"tier": "B", "limit": D(1), "limit_unit": "day", "attempts": 1}, "B: 1 day, 1 attempt"),
        ({"tier": "C", "within_days": 1}, "C: within 1 day"),
        ({"applies_to": "all others", "met_share": D("0.8")}, "all others: 80 %"),
        ({"limit": D("1.5")}, "1.5 hours"),
        ({"tier": "D"}, "D"),
        ({}, "A level without a limit"),
    ],
)
def test_a_level_in_words(fields: dict[str, Any], words: str) -> None:
    assert level_words(SlaLevel(id="l", sla="s", **fields)).replace("\xa0", " ") == words


@pytest.mark.parametrize("unit", ["minute", "hour", "day", "week", "month"])
@pytest.mark.parametrize("business", [False, True])
def test_a_duration_in_words(unit: str, business: bool) -> None:
    middle = "business " if business else ""
    assert duration_words(D(1), unit, business) == f"1 {middle}{unit}"
    assert duration_words(D("0.5"), unit, business) == f"0.5 {middle}{unit}s"
    assert duration_words(1200, unit, business) == f"1,200 {middle}{unit}s"


def test_words_of_people_are_never_a_pattern() -> None:
    sla = Sla(id="s", owed_by="sales", obligation="call {limit} {0} %s", applies_to="{share}", **DAY)
    assert sla_sentence(plan(), sla) == "Sales calls {limit} {0} %s within 1 business day, for {share}."


def test_another_language_leaves_peoples_verbs_alone() -> None:
    with speaking("de"):
        assert sla_sentence(plan(), Sla(id="s", owed_by="sales", obligation="ruft zurück")).startswith(
            "Sales ruft zurück"
        )


def test_every_sla_of_the_sample_reads_well() -> None:
    view = template("sample")
    for sla in view.all(Sla):
        sentence = sla_sentence(view, sla)
        assert sentence.endswith(".")
        assert ":" not in sentence, sentence
        assert sentence.startswith(view.team_name(sla.owed_by))
