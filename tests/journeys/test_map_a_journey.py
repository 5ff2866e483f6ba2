"""From a blank plan to a mapped journey and an agreed handoff, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit

from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from joint_plan.rules.standing import State, standing
from tests.journeys.driver import CTRL, Facilitator, Key
from ui.sections.journey import JourneyPage
from ui.sections.slas import SlasPage
from ui.shell.dialogs import ListDialog

STAGES = ["Notice", "Compare", "Try", "Buy", "Start", "Grow"]


def _stages(at: Facilitator) -> list[str]:
    return [stage.name for stage in at.plan.all(Stage)]


def _stage(at: Facilitator, name: str) -> Stage:
    return next(stage for stage in at.plan.all(Stage) if stage.name == name)


def _new_plan(at: Facilitator, path: Path) -> None:
    """New plan, the blank template, a file name."""

    def choose(dialog: ListDialog) -> None:
        while dialog.chosen != "blank":
            at.press(Key.Key_Down)
        at.press(Key.Key_Return)

    def name_it(dialog: QFileDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        assert at.focus is line
        at.press(Key.Key_A, CTRL)
        at.write(str(path))
        at.press(Key.Key_Return)

    at.tab_to("New plan")
    at.answer(QFileDialog, name_it, lambda: at.answer(ListDialog, choose, lambda: at.press(Key.Key_Space)))
    assert at.document.workbook.path == path


def _map_it(at: Facilitator) -> None:
    page = at.go_to("journey", 4)
    assert isinstance(page, JourneyPage)
    assert at.focus is page.empty.button, "an empty page begins at its first step"
    at.press(Key.Key_Space)
    at.retype(STAGES[0])
    at.tab_to("New cards, one a line")
    for name in STAGES[1:]:
        at.write(f"j: {name}")
        at.press(Key.Key_Return)
    assert _stages(at) == STAGES
    at.tab_back_to("Grow")
    at.press(Key.Key_Home)
    at.press(Key.Key_Right, times=2)
    assert at.where.startswith("Try")
    at.tab_to("New cards, one a line")
    for line in ("c: Asks a colleague", "m: Benchmark report", "s: First call", "f: Nobody answers"):
        at.write(line)
        at.press(Key.Key_Return)
    cards = at.plan.where(Touchpoint, "stage", _stage(at, "Try").id)
    assert [(card.name, card.owner_team) for card in cards] == [
        ("Asks a colleague", ""),
        ("Benchmark report", "marketing"),
        ("First call", "sales"),
    ]
    assert _stage(at, "Try").friction == "Nobody answers"


def _hand_over(at: Facilitator) -> Sla:
    """A handoff on the board, filled in as the SLA that it is."""
    at.write("h: five fields of the lead")
    at.press(Key.Key_Return)
    (sla,) = at.plan.all(Sla)
    assert (sla.from_stage, sla.to_stage) == (_stage(at, "Try").id, _stage(at, "Buy").id)
    page = at.page
    assert isinstance(page, JourneyPage)
    at.press(Key.Key_Backtab)
    assert at.item_key == key_of(sla)
    at.press(Key.Key_Return)
    assert isinstance(at.page, SlasPage), "Enter on a handoff opens its SLA"
    assert at.item_key == key_of(sla)
    at.press(Key.Key_Return)
    assert at.where == "Obligation"
    at.retype("hands over every lead with its five fields")
    at.tab_to("Time limit")
    at.retype("4")
    at.tab_to("Met in")
    at.retype("95%")
    at.press(Key.Key_Escape)
    for team in (1, 2):
        at.take_stance(team)
    (sla,) = at.plan.all(Sla)
    assert standing(at.plan, sla).state is State.AGREED
    return sla


def _both_pages_agree(at: Facilitator, sla: Sla) -> None:
    """What is entered on one page stands on the other."""
    page = at.go_to("journey", 4)
    assert isinstance(page, JourneyPage)
    name = page.board.tiles[key_of(sla)].accessibleName()
    assert name.startswith("five fields of the lead")
    assert "from Try to Buy" in name
    assert "4 h" in name
    assert at.item_key == key_of(sla), "the board is as it was left"
    at.press(Key.Key_F2)
    at.retype("the lead's five fields")
    slas = at.go_to("slas", 6)
    assert isinstance(slas, SlasPage)
    at.tab_to("SLA-01")
    at.press(Key.Key_Return)
    at.tab_to("Finish later")
    at.press(Key.Key_Space)
    at.tab_to("What is handed over")
    editor = slas.details.form.editor("handed_over")
    assert at.focus is editor
    assert at.plan.all(Sla)[0].handed_over == "the lead's five fields"
    assert "waiting" in slas.board.tiles[key_of(sla)].accessibleName()
    at.standard(QKeySequence.StandardKey.Undo)
    assert "agreed" in slas.board.tiles[key_of(sla)].accessibleName()


def _reorder_and_delete(at: Facilitator, sla: Sla) -> None:
    """What hangs on a stage goes with it in one step, and what was agreed is named."""
    page = at.go_to("journey", 4)
    assert isinstance(page, JourneyPage)
    before = at.plan
    at.press(Key.Key_Up, times=20)
    at.press(Key.Key_Home)
    at.press(Key.Key_Right, CTRL)
    at.press(Key.Key_End)
    at.press(Key.Key_Home, CTRL)
    assert _stages(at) == ["Grow", "Compare", "Notice", "Try", "Buy", "Start"]
    while not at.where.startswith("Try"):
        at.press(Key.Key_Right)
    at.press(Key.Key_Delete)
    assert _stages(at) == ["Grow", "Compare", "Notice", "Buy", "Start"]
    assert not at.plan.all(Touchpoint)
    assert not at.plan.all(Sla)
    said = at.window.toasts.words
    assert "Try" in said
    assert "Agreed before" in said
    assert sla.code in said
    for _step in range(3):
        at.standard(QKeySequence.StandardKey.Undo)
    for record in (*before.all(Stage), *before.all(Touchpoint), sla):
        assert at.plan.find(key_of(record)) == record
    assert _stages(at) == STAGES
    assert standing(at.plan, sla).state is State.AGREED


def test_a_six_stage_journey_from_blank_with_the_keyboard_alone(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    _new_plan(at, tmp_path / "journey.jplan")
    _map_it(at)
    sla = _hand_over(at)
    _both_pages_agree(at, sla)
    _reorder_and_delete(at, sla)
