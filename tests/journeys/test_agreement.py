"""From half agreed to two versions, by keyboard alone, and what is told of the way between them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from joint_plan.plan.agreement import Assent, ParkingItem, Version
from joint_plan.plan.slas import Sla
from joint_plan.rules.rewordings import confirmed, to_confirm
from joint_plan.rules.standing import State, standings
from joint_plan.rules.versions import blockers, check_code, signed
from tests.cli.command import inside
from tests.journeys.driver import ALT, CTRL, MOST_TABS, SHIFT, Facilitator, Key
from ui.deliver.dialog import DeliverDialog
from ui.parts.after_vote_dialog import AfterVoteDialog
from ui.parts.agree_set_dialog import AgreeSetDialog
from ui.parts.agreement_dialogs import AssignDialog, SignDialog, VersionDialog
from ui.parts.field_cell import FieldCell
from ui.parts.stance_history_dialog import StanceHistoryDialog
from ui.sections.agreement import AgreementPage
from ui.shell.dialogs import BlockersDialog

CONTESTED = "Sla:accept-reject"
TYPO = "Sla:lost-reason"
CHANGED = "Sla:trial-result"
POINT = "ParkingItem:partner-leads"


@pytest.fixture
def at(facilitator: Facilitator) -> Facilitator:
    facilitator.tab_to("Sample plan")
    facilitator.press(Key.Key_Space)
    facilitator.presses = 0
    return facilitator


def _state(at: Facilitator, key: str) -> State:
    return standings(at.plan)[key].state


def _agreement(at: Facilitator) -> AgreementPage:
    at.press(Key.Key_0, ALT)
    page = at.page
    assert isinstance(page, AgreementPage)
    return page


def _agree_as_a_set(at: Facilitator) -> None:
    def both(dialog: AgreeSetDialog) -> None:
        for team in (Key.Key_1, Key.Key_2):
            at.press(team)

    at.answer(AgreeSetDialog, both, lambda: at.press(Key.Key_A, CTRL | SHIFT))


def _settle_the_objection(at: Facilitator) -> None:
    """What is contested stands first; Sales votes again."""
    for _press in range(30):
        if at.item_key == CONTESTED:
            break
        at.press(Key.Key_Tab)
    assert at.item_key == CONTESTED
    at.press(Key.Key_2)
    at.write("345")
    at.press(Key.Key_Return)
    at.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert _state(at, CONTESTED) is State.AGREED


def _assign_the_parked_point(at: Facilitator) -> None:
    """The list of what is in the way leads there."""
    assert [blocker.key for blocker in blockers(at.plan)] == [POINT]
    at.answer(BlockersDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.press(Key.Key_V, CTRL | SHIFT))
    at.answer(AssignDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.press(Key.Key_A))
    point = at.plan.find(POINT)
    assert isinstance(point, ParkingItem)
    assert point.status == "assigned"
    assert point.owner
    assert point.due is not None


def _make_a_version(at: Facilitator) -> Version:
    at.answer(VersionDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.press(Key.Key_V, CTRL | SHIFT))
    return at.plan.all(Version)[-1]


def _sign(at: Facilitator) -> None:
    at.answer(SignDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.press(Key.Key_G, CTRL | SHIFT))


def _to_sla(at: Facilitator, key: str) -> None:
    at.go_to("slas", 6)
    for _press in range(MOST_TABS):
        if at.item_key:
            break
        at.press(Key.Key_Tab)
    item = at.plan.find(at.item_key)
    assert isinstance(item, Sla)
    if item.owed_by == "marketing":
        at.press(Key.Key_Right)
    for way in (Key.Key_Up, Key.Key_Down):
        for _press in range(12):
            if at.item_key == key:
                return
            at.press(way)
    raise AssertionError(f"the arrows never reach {key}")


def _edit(at: Facilitator, key: str, field: str, text: str, *, behind: bool = False) -> str:
    """Enter on the card leads into its form; gives what the field says while it is typed, `behind` or in its place."""
    _to_sla(at, key)
    at.press(Key.Key_Return)
    at.tab_to(field)
    if behind:
        at.press(Key.Key_End, CTRL)
    else:
        at.press(Key.Key_A, CTRL)
    at.write(text)
    cell = at.focus.parentWidget()
    while not isinstance(cell, FieldCell):
        assert cell is not None
        cell = cell.parentWidget()
    said = cell.words
    at.press(Key.Key_Return)
    return said


def _confirm_what_was_corrected(at: Facilitator) -> None:
    def both(dialog: AfterVoteDialog) -> None:
        assert dialog.ticked() == {TYPO}
        for team in ("Marketing confirms 1", "Sales confirms 1"):
            at.tab_to(team)
            at.press(Key.Key_Space)

    at.answer(AfterVoteDialog, both, lambda: at.press(Key.Key_K, CTRL | SHIFT))


def test_from_half_agreed_to_a_version_in_under_sixty_presses(at: Facilitator) -> None:
    assert len([one for one in standings(at.plan).values() if one.open]) == 28
    _agreement(at)
    _agree_as_a_set(at)
    _settle_the_objection(at)
    _assign_the_parked_point(at)
    version = _make_a_version(at)
    for _person in range(2):
        _sign(at)
    assert version.number == 1
    assert signed(at.plan, version) == (2, 3)
    assert at.presses < 60, at.presses


def test_a_correction_a_change_and_the_second_version(at: Facilitator, tmp_path: Path) -> None:
    page = _agreement(at)
    _agree_as_a_set(at)
    _settle_the_objection(at)
    _assign_the_parked_point(at)
    first = _make_a_version(at)

    # A typo is corrected and confirmed by both leads in one action each.
    said = _edit(at, TYPO, "Obligation", ", always", behind=True)
    assert said == "This withdraws the agreement of Marketing and Sales."
    assert at.window.toasts.words.startswith("SLA-08 is open again: Marketing and Sales had agreed")
    assert _state(at, TYPO) is State.DRAFT
    assert {one.key for one in to_confirm(at.plan)} == {TYPO}
    _confirm_what_was_corrected(at)
    assert _state(at, TYPO) is State.AGREED
    assert [one.team for one in confirmed(at.plan)] == ["marketing", "sales"]

    # An SLA is changed: it is open again, and the teams agree again.
    said = _edit(at, CHANGED, "Time limit", "3")
    assert said == "This withdraws the agreement of Marketing and Sales."
    assert [blocker.key for blocker in blockers(at.plan)] == [CHANGED]
    _to_sla(at, CHANGED)

    def read(dialog: StanceHistoryDialog) -> None:
        lines = [row.text(0) for row in dialog.tree.rows()]
        assert any("Time limit: then 2 business days, now 3 business days" in line for line in lines), lines
        at.press(Key.Key_Escape)

    at.answer(StanceHistoryDialog, read, lambda: at.press(Key.Key_H))
    _to_sla(at, CHANGED)
    for team in (1, 2):
        at.take_stance(team)
    assert _state(at, CHANGED) is State.AGREED
    second = _make_a_version(at)
    assert (second.number, second.previous_hash) == (2, first.hash)

    # The window, the command line and the paper tell the same.
    at.press(Key.Key_H, CTRL | SHIFT)
    assert at.page is page
    for box in (page.versions.start, page.versions.end):
        for _press in range(MOST_TABS):
            if at.focus is box:
                break
            at.press(Key.Key_Tab)
        at.press(Key.Key_Down)
    assert (page.versions.start.currentText(), page.versions.end.currentText()) == ("version 1", "version 2")
    told = page.versions.lines()
    path = at.document.workbook.path
    assert inside("diff", path, "1", "2").out.splitlines() == told
    assert "    Time limit: 2 business days → 3 business days" in told
    words = _printed(at, tmp_path)
    for line in told:
        label, colon, values = line.strip().partition(": ")
        for part in (label, values) if colon and "→" in values else (line,):
            assert "".join(part.split()) in words, part
    assert "Reworded after the vote (1)".replace(" ", "") in words
    assert check_code(second.hash).replace(" ", "") in words

    # A late signature leaves the hash as it was.
    _sign(at)
    assert at.plan.all(Version)[-1] == second
    assert second.hash in _printed(at, tmp_path)
    assert "2 versions, all whole" in inside("check", path).out
    assert len(at.plan.all(Assent)) > 60


def _printed(at: Facilitator, folder: Path) -> str:
    """The record of version 2, exported from the window, without white space."""
    made: list[Path] = []

    def drive(dialog: DeliverDialog) -> None:
        assert dialog.which.currentText() == "Version 2"
        at.qtbot.waitUntil(dialog.go.isEnabled, timeout=60_000)
        at.tab_to("Folder")
        at.retype(str(folder))
        at.qtbot.waitUntil(lambda: not dialog.working, timeout=120_000)
        assert dialog.results, dialog.said.text()
        made.extend(dialog.results)
        at.press(Key.Key_Escape)

    at.answer(DeliverDialog, drive, lambda: QTest.keyClick(at.focus, Key.Key_E, CTRL))
    record = next(path for path in made if path.suffix == ".pdf")
    return "".join("".join(page.extract_text().split()) for page in PdfReader(record).pages)
