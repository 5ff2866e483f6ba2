"""A segment's months by quarter, by month, from last period: typed, seen beforehand, written as one step."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from joint_plan.plan.funnel import MonthWeight, Segment
from joint_plan.plan.values import Json
from tests.ui_goals.conftest import Build
from tests.ui_goals.hands import SHIFT, click, focus, nameless, press, settle, shown, type_text
from ui.document import Document
from ui.parts.month_spread import MonthSpread
from ui.sections.goals import GoalsPage


def _records(**more: Json) -> dict[str, Json]:
    return {
        "Plan": [{"title": "Plan", "period_start": "2027-01", "months": 12}],
        "Segment": [
            {"id": "s", "name": "Plants", "revenue_target": "1200000", "average_deal_size": "10000"},
            {"id": "t", "name": "Shops", "revenue_target": "500", "average_deal_size": "10"},
        ],
        "MonthWeight": [{"id": "all", "month": 1, "weight": "1"}, {"id": "all2", "month": 2, "weight": "2"}],
        **more,
    }


def _entry(qtbot: QtBot, document: Document) -> tuple[GoalsPage, MonthSpread]:
    page = shown(qtbot, GoalsPage(document))
    page.show_part("inputs")
    page.inputs.show_kind("MonthWeight")
    settle()
    assert page.inputs.spread.isVisible()
    return page, page.inputs.spread


def _weights(document: Document, segment: str) -> dict[int | None, Fraction | None]:
    return {row.month: row.weight for row in document.plan.where(MonthWeight, "segment", segment)}


def _target(document: Document, segment: str) -> Decimal | None:
    held = document.plan.get(Segment, segment)
    assert held is not None
    return held.revenue_target


def _retype(entry: MonthSpread, number: int, text: str) -> None:
    entry.fields[number].line.setFocus()
    entry.fields[number].line.selectAll()
    type_text(text)


def test_quarters_start_from_the_plan_and_are_written_as_one_step(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    _page, entry = _entry(qtbot, document)
    assert [field.label for field in entry.fields] == ["Jan to Mar", "Apr to Jun", "Jul to Sept", "Oct to Dec"]
    assert [field.line.text() for field in entry.fields] == ["1,200,000", "0", "0", "0"]
    assert not entry.write.isEnabled()
    # Until something is typed the plan's own months are shown: 1 to 2.
    assert "Jan €400K, 33.3" in entry.preview.accessibleDescription()
    assert "Feb €800K, 66.7" in entry.preview.accessibleDescription()
    _retype(entry, 0, "300000")
    _retype(entry, 1, "600,000")
    assert "Revenue target of Plants: €900,000 (now €1,200,000)" in entry.preview.accessibleDescription()
    assert "Apr €200K, 22.2" in entry.preview.accessibleDescription()
    press(Qt.Key.Key_Return)
    assert _target(document, "s") == 900_000
    months = _weights(document, "s")
    assert [months[month] for month in (1, 4, 7)] == [300_000, 600_000, 0]
    assert len(months) == 12
    assert _weights(document, "") == {1: 1, 2: 2}
    assert _target(document, "t") == 500
    assert document.workbook.undo_name == "Set target and months of Plants"
    document.undo()
    settle()
    assert _target(document, "s") == 1_200_000
    assert _weights(document, "s") == {}
    assert [field.line.text() for field in entry.fields] == ["1,200,000", "0", "0", "0"]


def test_months_replace_what_the_segment_had(qtbot: QtBot, build: Build) -> None:
    own: Json = [
        {"id": "one", "segment": "t", "month": 1, "weight": "1"},
        {"id": "again", "segment": "t", "month": 1, "weight": "3"},
        {"id": "two", "segment": "t", "month": 2, "weight": "1"},
    ]
    document = build(_records(Plan=[{"months": 3}], MonthWeight=own))
    _page, entry = _entry(qtbot, document)
    entry.segments.setCurrentIndex(1)
    entry.segments.activated.emit(1)
    click(entry.ways.segments["months"])
    # The two weights of month 1 contradict each other: there is nothing to start from.
    assert [field.line.text() for field in entry.fields] == ["", "", ""]
    for number, text in enumerate(("10", "", "30.5")):
        _retype(entry, number, text) if text else None
    click(entry.write)
    assert _target(document, "t") == Decimal("40.5")
    assert _weights(document, "t") == {1: 10, 2: 0, 3: Fraction(61, 2)}
    assert document.plan.get(MonthWeight, "one") is not None
    assert document.plan.get(MonthWeight, "again") is None


def test_last_period_and_growth_by_keys_alone(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    _page, entry = _entry(qtbot, document)
    entry.ways.segments["quarters"].setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_Right, times=2)
    press(Qt.Key.Key_Space)
    assert entry.ways.current() == "last"
    press(Qt.Key.Key_Tab)
    while focus() is not entry.fields[0].line:
        press(Qt.Key.Key_Tab)
    type_text("1000000")
    press(Qt.Key.Key_Tab)
    type_text("-5 %")
    press(Qt.Key.Key_Tab)
    assert focus() is entry.write
    press(Qt.Key.Key_Tab, SHIFT)
    press(Qt.Key.Key_Return)
    assert _target(document, "s") == 950_000
    assert set(_weights(document, "s").values()) == {Fraction(1)}


def test_last_period_by_month_keeps_its_shape(qtbot: QtBot, build: Build) -> None:
    document = build(_records(Plan=[{"months": 3}]))
    _page, entry = _entry(qtbot, document)
    click(entry.ways.segments["last_months"])
    for number, text in enumerate(("100", "200", "100", "25%")):
        _retype(entry, number, text)
    press(Qt.Key.Key_Return)
    assert _target(document, "s") == 500
    assert _weights(document, "s") == {1: 100, 2: 200, 3: 100}


def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    _page, entry = _entry(qtbot, document)
    before = document.plan
    _retype(entry, 1, "many")
    assert "many" in entry.fields[1].fault
    assert entry.fields[0].fault == ""
    assert not entry.write.isEnabled()
    press(Qt.Key.Key_Return)
    _retype(entry, 1, "-3")
    assert entry.fields[1].fault
    press(Qt.Key.Key_Return)
    _retype(entry, 1, "0")
    _retype(entry, 0, "0")
    assert "At least one amount" in entry.fault.text()
    press(Qt.Key.Key_Return)
    click(entry.ways.segments["last"])
    _retype(entry, 0, "100")
    _retype(entry, 1, "-100 %")
    assert "nothing is left" in entry.fault.text()
    press(Qt.Key.Key_Return)
    assert document.plan is before


def test_what_is_being_typed_stays_when_the_plan_changes_elsewhere(qtbot: QtBot, build: Build) -> None:
    document = build(_records())
    _page, entry = _entry(qtbot, document)
    _retype(entry, 0, "77")
    with document.edit("Rename") as edit:
        edit.set(document.plan.all(Segment)[0], name="Factories")
    settle()
    assert entry.fields[0].line.text() == "77"
    assert "Factories" in entry.preview.accessibleDescription()


def test_the_entry_belongs_to_the_months_and_has_names(qtbot: QtBot, build: Build, blank: Document) -> None:
    page, entry = _entry(qtbot, build(_records()))
    for way in ("quarters", "months", "last", "last_months"):
        click(entry.ways.segments[way])
        assert nameless(page) == []
    page.inputs.show_kind("Rate")
    assert not entry.isVisible()
    empty = shown(qtbot, GoalsPage(blank))
    empty.show_part("inputs")
    empty.inputs.show_kind("MonthWeight")
    assert not empty.inputs.spread.isVisible()
