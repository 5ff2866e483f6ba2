from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.session import GroundRule
from joint_plan.plan.slas import Sla
from tests.exchange.returned import sample
from tests.ui.hands import focused, press, shown, type_text
from ui.document import Document
from ui.importing.dialog import ImportDialog
from ui.window import MainWindow

WAIT = 60_000


@pytest.fixture
def dialog(qtbot: QtBot, document: Document, book: Path) -> Iterator[ImportDialog]:
    """The dialog with the preview of the workbook."""
    made = shown(qtbot, ImportDialog(document, book), 1000, 700)
    qtbot.waitUntil(lambda: not made.working, timeout=WAIT)
    yield made
    made.close()


def _row(dialog: ImportDialog, words: str) -> QTreeWidgetItem:
    (found,) = (item for item in dialog.tree.rows() if item.text(0).startswith(words))
    return found


def _ticks(dialog: ImportDialog) -> dict[str, Qt.CheckState]:
    rows = [item for item in dialog.tree.rows() if item.data(0, Qt.ItemDataRole.CheckStateRole) is not None]
    return {item.text(0): item.checkState(0) for item in rows}


def _go_to(dialog: ImportDialog, words: str) -> QTreeWidgetItem:
    """Walk to a row with the arrow keys."""
    press(Qt.Key.Key_Home)
    for _step in range(60):
        item = dialog.tree.currentItem()
        assert item is not None
        if item.text(0).startswith(words):
            return item
        press(Qt.Key.Key_Down)
    raise AssertionError(words)


def test_the_preview_says_before_and_after_and_ticks_what_has_no_conflict(dialog: ImportDialog) -> None:
    assert dialog.counts.text() == "1 new, 3 changed, 1 missing, 1 to decide, 1 cell that cannot be taken"
    on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
    assert _ticks(dialog) == {
        "Ground rule One talks at a time: new": on,
        "T-01 MQL: What we agree it means": off,
        "SLA-01 delivers MQLs": on,
        "Applies to": on,
        "Target": on,
        "SLA-05 announces each campaign five business days before it starts: not in the workbook any more": off,
        "QW-01 Calendar link in the reply to every trial request: First step": on,
    }
    term = _row(dialog, "T-01 MQL")
    assert (term.text(1), term.text(2)) == ("Words of the day after", "Somebody who asked us")
    assert "Changed in the plan too: it was “A named person" in term.text(3)
    assert "withdraws the agreement of Marketing and Sales" in _row(dialog, "QW-01").text(3)
    assert "QW-01 is open again" in dialog.said.text()
    assert any("“soon” is not a date" in item.text(0) for item in dialog.tree.rows())


def test_import_writes_what_is_ticked_as_one_step(qtbot: QtBot, dialog: ImportDialog, document: Document) -> None:
    before = document.plan
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
    plan = document.plan
    sla, quick_win, term = plan.get(Sla, "mql-count"), plan.get(QuickWin, "calendar-link"), plan.get(Term, "mql")
    assert sla is not None
    assert quick_win is not None
    assert term is not None
    assert (sla.target, sla.applies_to) == (Decimal(75), "Everybody")
    assert (quick_win.first_step, term.agreed_definition) == ("Ring Bram", "Words of the day after")
    assert plan.get(Sla, "campaign-notice") is not None
    assert [rule.rule for rule in plan.all(GroundRule)][-1] == "One talks at a time"
    assert document.workbook.undo_name == "Import from Plan (Noor).xlsx"
    document.undo()
    assert document.plan == before


def test_everything_goes_by_keys(qtbot: QtBot, dialog: ImportDialog, document: Document) -> None:
    assert dialog.tree.hasFocus()
    _go_to(dialog, "T-01 MQL")
    press(Qt.Key.Key_Space)
    _go_to(dialog, "Applies to")
    press(Qt.Key.Key_Space)
    assert _row(dialog, "SLA-01").checkState(0) is Qt.CheckState.PartiallyChecked
    _go_to(dialog, "SLA-05")
    press(Qt.Key.Key_Space)
    _go_to(dialog, "Ground rule")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=WAIT)
    plan = document.plan
    sla, term = plan.get(Sla, "mql-count"), plan.get(Term, "mql")
    assert sla is not None
    assert term is not None
    assert sla.target == 75
    assert sla.applies_to != "Everybody"
    assert term.agreed_definition == "Somebody who asked us"
    assert plan.get(Sla, "campaign-notice") is None
    assert plan.all(GroundRule) == sample().all(GroundRule)


def test_the_filter_shows_only_rows_that_say_so_and_keeps_ticks(dialog: ImportDialog) -> None:
    _go_to(dialog, "QW-01")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focused() is dialog.filter
    type_text("calendar bram")
    assert list(_ticks(dialog)) == ["QW-01 Calendar link in the reply to every trial request: First step"]
    assert _row(dialog, "QW-01").checkState(0) is Qt.CheckState.Unchecked
    dialog.filter.clear()
    assert len(_ticks(dialog)) == 7
    assert _row(dialog, "QW-01").checkState(0) is Qt.CheckState.Unchecked


def test_ticking_none_and_all(dialog: ImportDialog) -> None:
    QTest.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert set(_ticks(dialog).values()) == {Qt.CheckState.Unchecked}
    assert not dialog.go.isEnabled()
    assert dialog.said.text() == "0 of 5 rows ticked."
    QTest.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert dialog.said.text().startswith("3 of 5 rows ticked.")
    assert dialog.go.isEnabled()


def test_a_plan_that_changed_under_the_preview_is_not_overwritten(
    qtbot: QtBot, dialog: ImportDialog, document: Document
) -> None:
    quick_win = document.plan.get(QuickWin, "calendar-link")
    assert quick_win is not None
    with document.edit("Change") as edit:
        edit.set(quick_win, first_step="Typed meanwhile")
    before = document.plan
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.working, timeout=WAIT)
    assert dialog.isVisible()
    assert "has changed in the meantime" in dialog.said.text()
    assert document.plan == before


def test_cancel_leaves_the_plan_as_it_was(qtbot: QtBot, document: Document, book: Path) -> None:
    before = document.plan
    made = shown(qtbot, ImportDialog(document, book), 1000, 700)
    assert made.working
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=WAIT)
    assert document.plan == before


def test_a_workbook_that_is_refused_says_why(qtbot: QtBot, document: Document, tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear all")
    made = shown(qtbot, ImportDialog(document, path), 1000, 700)
    qtbot.waitUntil(lambda: not made.working, timeout=WAIT)
    assert made.said.text() == "letter.xlsx is not an Excel workbook (.xlsx)."
    assert not made.go.isEnabled()


def test_widgets_have_names_for_screen_readers(dialog: ImportDialog) -> None:
    for widget in (dialog.tree, dialog.filter, dialog.bar):
        assert widget.accessibleName()
    for button in (dialog.all, dialog.none, dialog.leave, dialog.go):
        assert isinstance(button, QWidget)
        assert button.text()
        assert button.toolTip()


def test_the_menu_asks_for_a_workbook_and_opens_the_dialog(
    qtbot: QtBot, tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.create_plan(tmp_path / "other.jplan", "sample")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(book), ""))
    seen: list[str] = []

    def exec_dialog(self: ImportDialog) -> int:
        qtbot.waitUntil(lambda: not self.working, timeout=WAIT)
        seen.append(self.said.text())
        self.close()
        return 0

    monkeypatch.setattr(ImportDialog, "exec", exec_dialog)
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert len(seen) == 1
    assert "was made from another plan" in seen[0]
    window.close()
