"""One promise a line, typed fast."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.base.errors import FieldError
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Sla, SlaLevel, Team
from joint_plan.rules.fast_entry import fast_entry, fast_level, fast_line, level_line
from joint_plan.rules.sentences import level_words
from tests.rules.plans import added, blank

D = Decimal


def plan() -> Snapshot:
    return added(
        blank(), Team(id="cs", name="Customer success", short_name="CS"), Team(id="ops", name="Customer operations")
    )


LINES: list[tuple[str, dict[str, Any]]] = [
    (
        "Sales | call demo requests | 4 bh | 95%",
        {
            "obligation": "call demo requests",
            "time_limit": D(4),
            "time_limit_unit": "hour",
            "business_hours": True,
            "met_share": D("0.95"),
        },
    ),
    ("sales|call|95 %|1 business day", {"time_limit": D(1), "time_limit_unit": "day", "business_hours": True}),
    ("SALES\tcall\t15 min", {"time_limit": D(15), "time_limit_unit": "minute", "business_hours": False}),
    ("sal | call | 1.5 h", {"time_limit": D("1.5"), "time_limit_unit": "hour"}),
    ("Sales | call | 2 weeks", {"time_limit": D(2), "time_limit_unit": "week", "business_hours": False}),
    ("Sales | call | 2 wd", {"time_limit": D(2), "time_limit_unit": "day", "business_hours": True}),
    ("Sales | call | 3 mo", {"time_limit": D(3), "time_limit_unit": "month"}),
    ("Sales | call | 33.5%", {"met_share": D("0.335")}),
    (
        "Sales | bring customers | 2 customers a quarter",
        {"target": D(2), "unit": "customers", "period_unit": "quarter"},
    ),
    ("Sales | bring | 1,200 per year", {"target": D(1200), "unit": "", "period_unit": "year", "period": 1}),
    ("Sales | bring | 77 MQLs/month", {"target": D(77), "unit": "MQLs", "period_unit": "month"}),
    ("Sales | call | to Customer success", {"owed_to": "cs"}),
    ("Sales | call | -> cs | 4 bh", {"owed_to": "cs", "time_limit": D(4)}),
    ("Sales | call", {"owed_to": "marketing", "time_limit": None}),
    ("Marketing | call | ", {"owed_to": "sales"}),
    ("CS | call", {"owed_by": "cs", "owed_to": ""}),
]


@pytest.mark.parametrize(("line", "fields"), LINES)
def test_a_line_is_an_sla(line: str, fields: dict[str, Any]) -> None:
    sla = fast_entry(plan(), line)
    assert {name: getattr(sla, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ("", "obligation", "Type it as"),
        ("call demo requests", "obligation", "Type it as"),
        ("Sales |", "obligation", "Type it as"),
        ("Sales | | 4 bh", "obligation", "Say what Sales will do"),
        ("Finance | pay", "owed_by", "There is no team “Finance”. There are: Marketing, Sales, Customer success"),
        ("Cust | pay", "owed_by", "There is no team “Cust”"),
        ("Sales | call | to Finance", "owed_to", "There is no team “Finance”"),
        ("Sales | call | soon", "time_limit", "“soon” is no time limit"),
        ("Sales | call | 4 bh | 2 days", "time_limit", "“2 days”: “Time limit” is there twice"),
        ("Sales | call | 120%", "met_share", "between 0 % and 100 %"),
        ("Sales | call | many%", "met_share", "not a number"),
        ("Sales | call | 1.2.3 a month", "target", "not a number"),
        ("Sales | " + "x" * 20_001, "obligation", "20,001"),
    ],
)
def test_what_is_not_understood_is_said_at_its_field(line: str, field: str, words: str) -> None:
    with pytest.raises(FieldError) as fault:
        fast_entry(plan(), line)
    assert fault.value.field == field
    assert fault.value.record == "Sla"
    assert words in fault.value.message


@given(
    st.sampled_from(["marketing", "sales"]),
    st.sampled_from(["", "cs", "ops"]),
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="|"), min_size=1, max_size=30),
    st.none()
    | st.tuples(st.integers(0, 999), st.sampled_from(["minute", "hour", "day", "week", "month"]), st.booleans()),
    st.none() | st.integers(0, 100),
    st.none()
    | st.tuples(st.integers(0, 5000), st.sampled_from(["", "MQLs"]), st.sampled_from(["day", "month", "year"])),
)
def test_the_line_of_an_sla_is_read_as_that_sla(
    owed_by: str,
    owed_to: str,
    obligation: str,
    limit: tuple[int, str, bool] | None,
    share: int | None,
    target: tuple[int, str, str] | None,
) -> None:
    values: dict[str, Any] = {"owed_by": owed_by, "obligation": " ".join(obligation.split()) or "call"}
    values["owed_to"] = owed_to or ("sales" if owed_by == "marketing" else "marketing")
    if limit is not None:
        values |= {"time_limit": D(limit[0]), "time_limit_unit": limit[1], "business_hours": limit[2]}
    if share is not None:
        values["met_share"] = D(share) / 100
    if target is not None:
        values |= {"target": D(target[0]), "unit": target[1], "period": 1, "period_unit": target[2]}
    view = plan()
    read = fast_entry(view, fast_line(view, Sla(**values)))
    assert {name: getattr(read, name) for name in values if name != "obligation"} == {
        name: value for name, value in values.items() if name != "obligation"
    }


@pytest.mark.parametrize("line", ["A: 4 bh, 95%, 5 in 10 d", "A | fit and intent | 4 bh | 95% | 5x in 10 days"])
def test_a_level_is_typed_as_a_line(line: str) -> None:
    level = fast_level(Sla(id="s"), line)
    assert level_words(level).replace("\xa0", " ") == "A: 4 business hours, 95 %, 5 attempts in 10 days"
    assert isinstance(level, SlaLevel)
    assert level.sla == "s"
    with pytest.raises(FieldError):
        fast_level(Sla(id="s"), "A: 400%")


def test_a_levels_line_is_read_back_as_it_was_with_commas_and_colons_in_its_words() -> None:
    level = SlaLevel(
        sla="s",
        tier="B",
        applies_to="right plant: read a case, or a price",
        limit=D(1),
        limit_unit="day",
        business_hours=True,
        met_share=D("0.9"),
        attempts=4,
        within_days=14,
    )
    assert level_line(level) == "B | right plant: read a case, or a price | 1 bd | 90 % | 4 in 14 d"
    assert fast_level(Sla(id="s"), level_line(level)) == level
