"""The SLAs page, driven by keys and mouse."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.funnel import Rate, Segment
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla, SlaLevel, WorkCalendar
from joint_plan.rules.stances import new_assent
from joint_plan.rules.standing import State, standing
from tests.ui_boards.hands import CTRL, drag, focus, press, shown, type_text
from ui.document import Document
from ui.parts.sla_card import SlaCard
from ui.sections.slas import SlasPage


@pytest.fixture
def page(qtbot: QtBot, sample: Document) -> SlasPage:
    """The SLAs of the sample plan."""
    made = SlasPage(sample)
    shown(qtbot, made)
    return made


def sla(page: SlasPage, record_id: str) -> Sla:
    found = page.document.plan.get(Sla, record_id)
    assert found is not None
    return found


def card(page: SlasPage, record_id: str) -> SlaCard:
    tile = page.board.tiles[f"Sla:{record_id}"]
    assert isinstance(tile, SlaCard)
    return tile


def column(page: SlasPage, number: int) -> list[str]:
    return [key.removeprefix("Sla:") for key in page.board.keys_of(number)[:-1]]


def test_a_typed_line_becomes_a_card_in_the_column_of_the_team_that_owes(page: SlasPage) -> None:
    page.entry.line.setFocus()
    type_text("Sales | call demo requests | 4 bh | 95%")
    assert page.entry.line.accessibleDescription() == (
        "Sales calls demo requests within 4 business hours, 95\N{NO-BREAK SPACE}% of the time."
    )
    press(Qt.Key.Key_Return)
    new = page.document.plan.all(Sla)[-1]
    assert (new.owed_by, new.owed_to, new.obligation) == ("sales", "marketing", "call demo requests")
    assert (new.time_limit, new.business_hours, new.met_share) == (Decimal(4), True, Decimal("0.95"))
    assert column(page, 1)[-1] == new.id
    assert not page.entry.line.text()
    assert page.details.current_item() == new


def test_a_line_that_cannot_be_read_says_why_at_the_line_and_stays(page: SlasPage) -> None:
    before = page.document.plan.all(Sla)
    page.entry.line.setFocus()
    type_text("Finance | pay | 4 bh")
    press(Qt.Key.Key_Return)
    assert page.document.plan.all(Sla) == before
    assert page.entry.line.text() == "Finance | pay | 4 bh"
    assert "There is no team “Finance”" in page.entry.fault


def test_an_sla_owed_to_a_further_team_shows_that_pair(page: SlasPage) -> None:
    page.entry.line.setFocus()
    type_text("Sales | hand over the promises made | 2 bd | to Customer Success")
    press(Qt.Key.Key_Return)
    assert set(page.pairing) == {"sales", "success"}
    assert column(page, page.pairing.index("sales"))[-1] == page.document.plan.all(Sla)[-1].id
    page.show_pairing(("marketing", "sales"))
    assert "mql-count" in column(page, 0)


def test_arrows_lead_through_both_columns_and_enter_opens_the_form(page: SlasPage) -> None:
    page.board.focus_on("Sla:mql-count")
    press(Qt.Key.Key_Down)
    assert focus() is card(page, "mql-handover")
    assert page.details.current_item() == sla(page, "mql-handover")
    press(Qt.Key.Key_Right)
    assert page.board.current.removeprefix("Sla:") in column(page, 1)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Return)
    assert page.details.form.isAncestorOf(focus())
    assert focus().accessibleName() == "Obligation"
    press(Qt.Key.Key_Escape)
    assert isinstance(focus(), SlaCard)


def test_ctrl_and_arrows_order_the_cards_and_turn_a_promise_round(page: SlasPage) -> None:
    before = column(page, 0)
    page.board.focus_on(f"Sla:{before[1]}")
    press(Qt.Key.Key_Up, CTRL)
    assert column(page, 0) == [before[1], before[0], *before[2:]]
    press(Qt.Key.Key_Down, CTRL, times=2)
    assert column(page, 0) == [before[0], before[2], before[1], *before[3:]]
    press(Qt.Key.Key_Right, CTRL)
    turned = sla(page, before[1])
    assert (turned.owed_by, turned.owed_to) == ("sales", "marketing")
    assert before[1] in column(page, 1)
    assert focus() is card(page, before[1])


def test_delete_takes_the_levels_along_and_undo_brings_all_back(page: SlasPage) -> None:
    plan = page.document.plan
    levels = plan.where(SlaLevel, "sla", "first-contact")
    page.board.focus_on("Sla:first-contact")
    press(Qt.Key.Key_Delete)
    assert "first-contact" not in column(page, 1)
    assert not page.document.plan.where(SlaLevel, "sla", "first-contact")
    page.document.undo()
    assert page.document.plan.where(SlaLevel, "sla", "first-contact") == levels
    assert "first-contact" in column(page, 1)


def test_ctrl_d_duplicates_with_levels_right_below(page: SlasPage) -> None:
    page.board.focus_on("Sla:first-contact")
    press(Qt.Key.Key_D, CTRL)
    order = column(page, 1)
    copy = order[order.index("first-contact") + 1]
    assert sla(page, copy).obligation == sla(page, "first-contact").obligation
    assert sla(page, copy).code != sla(page, "first-contact").code
    tiers = [level.tier for level in page.document.plan.where(SlaLevel, "sla", copy)]
    assert tiers == [level.tier for level in page.document.plan.where(SlaLevel, "sla", "first-contact")]


def test_a_card_is_dragged_into_the_other_column(page: SlasPage) -> None:
    target = card(page, column(page, 1)[1])
    drag(card(page, "mql-count"), page.board.ground, QPoint(target.x() + 30, target.y() + 4))
    assert sla(page, "mql-count").owed_by == "sales"
    assert column(page, 1)[1] == "mql-count"


def test_a_click_on_a_chip_asks_for_that_teams_stance(qtbot: QtBot, page: SlasPage) -> None:
    tile = card(page, "mql-count")
    place = tile.chip_places()["sales"]
    with qtbot.waitSignal(page.stance_asked) as asked:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert asked.args == ["sales", sla(page, "mql-count")]


def test_a_change_of_the_content_takes_agreement_from_the_card_and_undo_gives_it_back(page: SlasPage) -> None:
    agreed = next(
        face.key.removeprefix("Sla:")
        for face in page.board.columns[0].faces
        if standing(page.document.plan, sla(page, face.key.removeprefix("Sla:"))).state is State.AGREED
    )
    page.board.focus_on(f"Sla:{agreed}")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_A, CTRL)
    type_text("does something else")
    press(Qt.Key.Key_Return)
    assert "something else" in card(page, agreed).accessibleName()
    assert "Sales waiting" in card(page, agreed).accessibleName()
    page.document.undo()
    assert "Sales agreed" in card(page, agreed).accessibleName()


def test_levels_are_typed_as_lines_and_a_wrong_one_says_why(page: SlasPage) -> None:
    page.board.focus_on("Sla:accept-reject")
    lines = page.levels.lines
    assert len(lines) == 1
    lines[0].setFocus()
    type_text("A | asked for a quote | 400%")
    press(Qt.Key.Key_Return)
    assert not page.document.plan.where(SlaLevel, "sla", "accept-reject")
    assert page.levels.fault.startswith("A rate lies between")
    press(Qt.Key.Key_A, CTRL)
    type_text("A | asked for a quote, or a trial | 4 bh | 95%")
    press(Qt.Key.Key_Return)
    (level,) = page.document.plan.where(SlaLevel, "sla", "accept-reject")
    assert (level.tier, level.applies_to, level.limit) == ("A", "asked for a quote, or a trial", Decimal(4))
    assert "4 business hours" in card(page, "accept-reject").accessibleName()
    assert len(page.levels.lines) == 2
    page.levels.lines[0].setFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    assert not page.document.plan.where(SlaLevel, "sla", "accept-reject")


def test_the_working_hours_stand_under_the_columns_and_are_changed_in_the_form(page: SlasPage) -> None:
    assert "Mon–Fri 08:30–17:00" in page.hours.text()
    QTest.mouseClick(page.hours, Qt.MouseButton.LeftButton)
    assert isinstance(page.details.current_item(), WorkCalendar)
    starts = page.details.form.editor("starts")
    assert isinstance(starts, QLineEdit)
    starts.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text("09:00")
    press(Qt.Key.Key_Return)
    assert "09:00–17:00" in page.hours.text()


def test_the_one_that_lacks_a_source_is_a_to_do_that_leads_to_the_field(page: SlasPage) -> None:
    assert page.lacking.isHidden()
    with page.document.edit("Empty it") as edit:
        edit.set(sla(page, "lost-reason"), measured_in="")
    assert page.lacking.text() == "1 lacks a source"
    QTest.mouseClick(page.lacking, Qt.MouseButton.LeftButton)
    assert page.board.current == "Sla:lost-reason"
    assert focus() is page.details.form.editor("measured_in")
    type_text("CRM")
    press(Qt.Key.Key_Return)
    assert page.lacking.isHidden()


def test_the_reservation_of_a_team_stands_in_the_details(page: SlasPage) -> None:
    target = sla(page, "campaign-notice")
    with page.document.edit("Object") as edit:
        edit.add(
            new_assent(
                page.document.plan, target, "sales", "object", method="lead", reservation="Five days is too long"
            )
        )
    page.board.focus_on(key_of(target))
    assert "Five days is too long" in page.details.voices.text()
    assert "Sales objects" in card(page, "campaign-notice").accessibleName()


def test_a_new_promise_is_typed_at_the_end_of_a_column(page: SlasPage) -> None:
    page.board.focus_on(page.board.keys_of(0)[-1])
    press(Qt.Key.Key_Return)
    type_text("name every tender before it is out")
    press(Qt.Key.Key_Return)
    new = page.document.plan.all(Sla)[-1]
    assert (new.owed_by, new.owed_to, new.obligation) == ("marketing", "sales", "name every tender before it is out")
    assert page.board.current == key_of(new)


def test_an_empty_plan_offers_to_add_on_both_sides(qtbot: QtBot, blank: Document) -> None:
    page = SlasPage(blank)
    shown(qtbot, page)
    assert column(page, 0) == column(page, 1) == []
    page.board.focus_on(page.board.keys_of(1)[-1])
    press(Qt.Key.Key_Return)
    type_text("call back")
    press(Qt.Key.Key_Return)
    assert [item.owed_by for item in blank.plan.all(Sla)] == ["sales"]


def test_every_focusable_piece_has_a_name(page: SlasPage) -> None:
    nameless = [tile.key for tile in page.board.tiles.values() if not tile.accessibleName()]
    assert not nameless
    assert page.meter.accessibleName().startswith("Marketing owes 5 SLA")


def test_the_meter_says_what_revenue_rests_on_each_side(page: SlasPage) -> None:
    assert "rests on what Marketing owes: €3,120,000; New revenue that rests on what Sales owes: €3,1" in said(page)
    with page.document.edit("Serve nothing") as edit:
        for item in page.document.plan.where(Sla, "owed_by", "sales"):
            edit.set(item, goal="")
    assert "rests on what Sales owes: €0" in said(page)
    with page.document.edit("Forget the target") as edit:
        edit.set(page.document.plan.all(Segment)[0], revenue_target=None)
    assert "What revenue rests on what Marketing owes is not known yet" in said(page)


def said(page: SlasPage) -> str:
    assert page.meter.accessibleDescription().replace("; ", "\n") in page.meter.toolTip()
    return page.meter.accessibleDescription()


def test_a_rate_that_changes_after_the_vote_flags_the_funnels_target_with_old_and_new(page: SlasPage) -> None:
    before = card(page, "mql-count").face
    assert not before.basis
    rate = next(row for row in page.document.plan.all(Rate) if row.stage == "mql")
    with page.document.edit("Change the rate") as edit:
        edit.set(rate, rate=Decimal("0.6"))
    face = card(page, "mql-count").face
    assert len(face.basis) == 12
    assert "61 → 76" in face.basis[0]
    assert "basis changed" in face.spoken
    page.board.focus_on("Sla:mql-count")
    assert "61 → 76" in page.details.voices.text()
    assert "and 10 more" in page.details.voices.text()
    page.document.undo()
    assert card(page, "mql-count").face == before


def test_an_sla_without_a_known_pair_of_teams_still_stands_in_a_column(page: SlasPage) -> None:
    with page.document.edit("Forget whom") as edit:
        edit.set(sla(page, "lost-reason"), owed_to="")
        edit.set(sla(page, "mql-count"), owed_by="", owed_to="")
    assert "lost-reason" in column(page, 1)
    assert "mql-count" in column(page, 0)
    page.board.focus_on("Sla:lost-reason")
    press(Qt.Key.Key_Left, CTRL)
    turned = sla(page, "lost-reason")
    assert (turned.owed_by, turned.owed_to) == ("marketing", "sales")
