"""The content that is agreed: what belongs to it, and one hash for one content."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from decimal import Decimal

import pytest

from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import QuickWin, Sla, SlaLevel, Stage
from joint_plan.plan.values import Pair
from joint_plan.rules.content import content_hash, content_json
from tests.rules.plans import added, blank, changed, item_of, removed


def hash_of(view: Snapshot, key: str) -> str:
    return content_hash(view, item_of(view, key))


def with_levels() -> Snapshot:
    sla = Sla(id="a", owed_by="sales", obligation="call", time_limit=Decimal("4.50"), met_share=Decimal("0.950"))
    return added(blank(), sla, SlaLevel(id="1", sla="a", tier="A"), SlaLevel(id="2", sla="a", tier="B"))


def test_the_hash_can_be_computed_by_anyone_from_the_canonical_json() -> None:
    view = with_levels()
    by_hand = {
        "type": "Sla",
        "id": "a",
        "fields": {
            "owed_by": "sales",
            "obligation": "call",
            "time_limit": "4.5",
            "time_limit_unit": "hour",
            "met_share": "0.95",
            "period_unit": "month",
            "target_from": "fixed",
        },
        "rows": [
            {"type": "SlaLevel", "id": "1", "fields": {"tier": "A", "limit_unit": "hour"}},
            {"type": "SlaLevel", "id": "2", "fields": {"tier": "B", "limit_unit": "hour"}},
        ],
    }
    text = "1:" + json.dumps(by_hand, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hash_of(view, "Sla:a") == hashlib.sha256(text.encode()).hexdigest()


def test_only_material_fields_are_content() -> None:
    quick_win = QuickWin(id="q", title="One pager", problem="context", impact=Pair(3, 4), note="secret", picked=True)
    assert content_json(blank(), quick_win) == {"type": "QuickWin", "id": "q", "fields": {"title": "One pager"}}


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("time_limit", Decimal("4"), Decimal("4.00")),
        ("met_share", Decimal("0.9"), Decimal("0.90")),
        ("obligation", unicodedata.normalize("NFC", "Ändern"), unicodedata.normalize("NFD", "Ändern")),
    ],
)
def test_two_ways_to_write_one_value_are_one_content(column: str, one: object, other: object) -> None:
    view = with_levels()
    assert hash_of(changed(view, "Sla:a", **{column: one}), "Sla:a") == hash_of(
        changed(view, "Sla:a", **{column: other}), "Sla:a"
    )


def test_the_same_words_on_another_item_or_of_another_type_are_another_content() -> None:
    view = added(blank(), Stage(id="a", name="X"), Stage(id="b", name="X"), QuickWin(id="a", title="X"))
    assert len({hash_of(view, "Stage:a"), hash_of(view, "Stage:b"), hash_of(view, "QuickWin:a")}) == 3


def test_rows_belong_to_their_item_and_their_order_does_not() -> None:
    view = with_levels()
    before = hash_of(view, "Sla:a")
    swapped = changed(changed(view, "SlaLevel:1", position=500), "SlaLevel:2", position=1)
    assert [level.id for level in swapped.all(SlaLevel)] == ["2", "1"]
    assert hash_of(swapped, "Sla:a") == before
    assert hash_of(changed(view, "SlaLevel:2", attempts=3), "Sla:a") != before
    assert hash_of(removed(view, "SlaLevel:2"), "Sla:a") != before


def test_a_zero_and_an_empty_value_differ() -> None:
    view = with_levels()
    assert hash_of(changed(view, "Sla:a", time_limit=Decimal(0)), "Sla:a") != hash_of(
        changed(view, "Sla:a", time_limit=None), "Sla:a"
    )
