"""The main job, end to end: open the sample, change it, agree, make a version, export, read it back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf
from PySide6.QtGui import QKeySequence

from joint_plan.plan.agreement import ParkingItem, Version
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import key_of
from joint_plan.plan.slas import Sla
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.standing import State, standing
from joint_plan.rules.versions import blockers
from tests.journeys.driver import CTRL, SHIFT, Facilitator, Key
from ui.deliver.dialog import DeliverDialog
from ui.parts.agreement_dialogs import ParkAllDialog, VersionDialog


def _state(at: Facilitator, key: str) -> State:
    item = at.plan.find(key)
    assert item is not None
    return standing(at.plan, item).state


def _open_sample(at: Facilitator) -> None:
    at.tab_to("Sample plan")
    at.press(Key.Key_Return)
    assert at.plan.plan.title


def _edit_a_stage(at: Facilitator) -> None:
    at.go_to("journey", 4)
    first = at.plan.all(Stage)[0]
    at.tab_to(first.name)
    assert at.item_key == key_of(first)
    at.press(Key.Key_F2)
    at.retype("Notice the waste")
    assert at.plan.all(Stage)[0].name == "Notice the waste"
    assert _state(at, key_of(first)) is State.WAITING or _state(at, key_of(first)) is State.DRAFT
    for team in (1, 2):
        at.take_stance(team)
    assert _state(at, key_of(first)) is State.AGREED


def _add_an_sla(at: Facilitator) -> str:
    """By one line, then the rest in the form."""
    at.go_to("slas", 6)
    at.tab_to("New SLAs")
    at.write("Sales | call demo requests | 4 bh | 95%")
    at.press(Key.Key_Return)
    sla = at.plan.all(Sla)[-1]
    assert (sla.owed_by, sla.time_limit, sla.met_share) == ("sales", Decimal(4), Decimal("0.95"))
    at.tab_back_to("Applies to")
    at.retype("every demo request from the web site")
    at.tab_to("Finish later")
    at.press(Key.Key_Space)
    at.tab_to("Where it is measured")
    at.retype("CRM, field First call")
    sla = at.plan.all(Sla)[-1]
    assert (sla.applies_to, sla.measured_in) == ("every demo request from the web site", "CRM, field First call")
    return key_of(sla)


def _agree_it(at: Facilitator, key: str) -> None:
    at.press(Key.Key_Escape)
    assert at.item_key == key, "Esc in the form leads back to the card"
    at.take_stance(1)
    assert _state(at, key) is State.WAITING
    at.take_stance(2)
    assert _state(at, key) is State.AGREED


def _change_it(at: Facilitator, key: str) -> None:
    at.press(Key.Key_Return)
    assert at.where == "Obligation"
    at.retype("call back demo requests")
    assert _state(at, key) is State.DRAFT


def _park_and_agree_what_is_open(at: Facilitator) -> None:
    at.go_to("agreement", 10)
    open_item = blockers(at.plan)[0].key
    at.walk_to(open_item, Key.Key_Down)
    at.take_stance(2)
    assert _state(at, open_item) is State.AGREED
    second = at.item_key
    assert second not in {"", open_item}, "the focus goes on to the next open item"
    at.press(Key.Key_P)
    assert _state(at, second) is State.PARKED

    def park_all(dialog: ParkAllDialog) -> None:
        at.tab_to("Due")
        at.retype("31 Dec 2026")

    at.tab_to("Park everything still open")
    at.answer(ParkAllDialog, park_all, lambda: at.press(Key.Key_Space))
    assert not blockers(at.plan)
    assert {str(point.due) for point in at.plan.all(ParkingItem) if point.status == "assigned"} >= {"2026-12-31"}


def _make_a_version(at: Facilitator) -> None:
    def agree(dialog: VersionDialog) -> None:
        at.press(Key.Key_Return)

    at.answer(VersionDialog, agree, lambda: at.press(Key.Key_V, CTRL | SHIFT))
    assert [version.number for version in at.plan.all(Version)] == [1]


def _export(at: Facilitator, folder: Path) -> tuple[Path, ...]:
    made: list[Path] = []

    def drive(dialog: DeliverDialog) -> None:
        assert dialog.which.currentText() == "Version 1"
        at.qtbot.waitUntil(dialog.go.isEnabled, timeout=60_000)
        at.tab_to("Folder")
        at.retype(str(folder))
        at.qtbot.waitUntil(lambda: not dialog.working, timeout=120_000)
        assert dialog.results, dialog.said.text()
        made.extend(dialog.results)
        at.press(Key.Key_Escape)

    at.answer(DeliverDialog, drive, lambda: at.menu("F", "E"))
    return tuple(made)


def _words_of_book(path: Path) -> str:
    book = openpyxl.load_workbook(path, data_only=True)
    return "\n".join(
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    )


def _words_of_record(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages)


def test_a_workshop_from_the_sample_to_both_files(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    _open_sample(at)
    _edit_a_stage(at)
    key = _add_an_sla(at)
    _agree_it(at, key)
    _change_it(at, key)

    at.standard(QKeySequence.StandardKey.Undo)
    assert _state(at, key) is State.AGREED
    at.qtbot.waitUntil(at.window.actions_of["redo"].isEnabled)
    at.standard(QKeySequence.StandardKey.Redo)
    assert _state(at, key) is State.DRAFT

    # The step is taken back after closing and opening the file, too.
    path = at.document.workbook.path
    at.standard(QKeySequence.StandardKey.Close)
    assert at.window.document is None
    assert at.window.start is not None
    at.tab_to(at.window.start.recent_cards[0].accessibleName())
    at.press(Key.Key_Space)
    assert at.document.workbook.path == path
    assert at.document.workbook.undo_name == "Change Obligation, SLA-13"
    at.standard(QKeySequence.StandardKey.Undo)
    assert _state(at, key) is State.AGREED

    _park_and_agree_what_is_open(at)
    _make_a_version(at)
    files = _export(at, tmp_path / "out")
    sla = at.plan.find(key)
    assert isinstance(sla, Sla)
    sentence = sla_sentence(at.plan, sla)
    book = next(file for file in files if file.suffix == ".xlsx")
    record = next(file for file in files if file.suffix == ".pdf")
    assert sentence in _words_of_book(book)
    assert " ".join(sentence.split()) in _words_of_record(record)
    assert "Notice the waste" in _words_of_book(book)
    assert "Notice the waste" in _words_of_record(record)
    assert "DRAFT" not in _words_of_book(book)
    assert "DRAFT" not in _words_of_record(record)
