"""What is typed in a cell or an entry line, and never entered, is there again after the program stopped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from joint_plan.plan.record import key_of
from joint_plan.plan.session import Participant
from joint_plan.workbook import Workbook
from tests.journeys.driver import Facilitator, Key
from ui.parts.kept_typing import KeptTyping


def _power_goes(at: Facilitator, path: Path) -> Path:
    """The file as it lies on the disk half a second after the last key, opened on another day."""
    for kept in at.focus.window().findChildren(KeptTyping):
        if kept.findChild(QObject).isActive():  # type: ignore[union-attr]  # its timer
            kept.keep()
    copy = path.with_name("after.jplan")
    shutil.copy(path, copy)
    at.window.close_plan()
    assert at.window.open_plan(copy)
    return copy


@pytest.mark.parametrize(
    ("section", "number", "line"),
    [
        ("quick_wins", 9, "New ideas, one a line"),
        ("slas", 6, "New SLAs, one a line"),
        ("journey", 4, "New cards, one a line"),
        ("landscape", 2, "New statements, one a line"),
    ],
)
def test_an_entry_line(facilitator: Facilitator, tmp_path: Path, section: str, number: int, line: str) -> None:
    at = facilitator
    path = tmp_path / "plan.jplan"
    assert at.window.create_plan(path, "sample")
    at.go_to(section, number)
    at.tab_to(line)
    at.write("Call back the same d")
    _power_goes(at, path)
    at.go_to(section, number)
    at.tab_to(line)
    there = at.focus
    assert isinstance(there, QLineEdit)
    assert there.text() == "Call back the same d"
    at.press(Key.Key_Escape)
    assert there.text() == ""
    assert not at.document.workbook.pending()


def test_a_cell(facilitator: Facilitator, tmp_path: Path) -> None:
    at = facilitator
    path = tmp_path / "plan.jplan"
    assert at.window.create_plan(path, "sample")
    at.go_to("session", 1)
    at.tab_to("People")
    first = at.plan.all(Participant)[0]
    at.press(Key.Key_F2)
    at.write("Noor Hadd")
    copy = _power_goes(at, path)
    with Workbook.open(copy, read_only=True) as kept:
        assert kept.snapshot().all(Participant)[0].name == first.name
    at.go_to("session", 1)
    at.tab_to("People")
    at.press(Key.Key_F2)
    there = at.focus
    assert isinstance(there, QLineEdit | QPlainTextEdit)
    at.press(Key.Key_End)
    at.write("ad jr")
    at.press(Key.Key_Return)
    assert at.plan.all(Participant)[0].name == "Noor Haddad jr"
    assert (key_of(first), "name") not in at.document.workbook.pending()
