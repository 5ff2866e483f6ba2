"""The versions in the window: a list, one opened to read, and what is said of one that was altered."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import ParkingItem, Stage, Version
from joint_plan.rules.stances import new_assent
from joint_plan.rules.standing import standings
from joint_plan.rules.versions import check_code, make_version
from ui.deliver.dialog import DeliverDialog
from ui.sections.agreement import AgreementPage
from ui.version_window import VersionWindow
from ui.window import MainWindow

AT = dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)
CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def versioned(window: MainWindow) -> MainWindow:
    """The sample, all agreed, as version 1, and a stage renamed since."""
    document = window.document
    assert document is not None
    with document.edit("Agree") as edit:
        for one in standings(document.plan).values():
            for team in one.waiting_for or (("sales",) if one.open else ()):
                edit.add(new_assent(document.plan, one.item, team, "agree", at=AT))
        for point in document.plan.all(ParkingItem):
            if point.status == "undecided":
                edit.set(point, status="dropped")
    with document.edit("Version", undoable=False) as edit:
        edit.add(make_version(document.plan, AT))
    with document.edit("Rename") as edit:
        edit.set(document.plan.all(Stage)[0], name="Notice the waste")
    return window


def _page(window: MainWindow) -> AgreementPage:
    assert window.view is not None
    QTest.keyClick(window, Qt.Key.Key_H, CHORD)
    page = window.view.page_shown
    assert isinstance(page, AgreementPage)
    return page


def _plan(window: MainWindow) -> Snapshot:
    assert window.document is not None
    return window.document.plan


def test_a_key_leads_to_the_versions_and_what_changed_since(versioned: MainWindow) -> None:
    page = _page(versioned)
    version = _plan(versioned).all(Version)[0]
    assert page.versions.list.hasFocus()
    said = page.versions.list.item(0).text()
    assert "Version 1" in said
    assert check_code(version.hash) in said
    assert "    Stage: Spot the waste → Notice the waste" in page.versions.lines()


@pytest.fixture
def opened_to_read(versioned: MainWindow, qtbot: QtBot) -> Iterator[VersionWindow]:
    page = _page(versioned)
    QTest.keyClick(page.versions.list, Qt.Key.Key_Return)
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, VersionWindow)]
    found = next(widget for widget in shown if widget.isVisible())
    yield found
    found.close()


def test_a_version_opens_to_read_as_it_was(opened_to_read: VersionWindow, versioned: MainWindow) -> None:
    document = opened_to_read.document
    assert document is not None
    assert document.plan.all(Stage)[0].name == "Spot the waste"
    assert document.read_only
    assert "version 1" in opened_to_read.windowTitle()
    before = [recent.path for recent in versioned.settings.recent()]
    assert all("version-1" not in str(path) for path in before)
    path = document.workbook.path
    opened_to_read.close()
    assert not path.exists()


def test_an_altered_version_is_said_and_neither_opened_nor_printed(
    versioned: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document = versioned.document
    assert document is not None
    path = document.workbook.path
    versioned.close_plan()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE version SET snapshot = replace(snapshot, 'Spot the waste', 'Spot the taste')")
    assert versioned.open_plan(path)
    view = versioned.view
    assert view is not None
    qtbot.waitUntil(lambda: view.altered.isVisible())
    assert "version 1 was altered" in view.altered.words
    page = _page(versioned)
    assert "altered" in page.versions.list.item(0).text()
    assert not page.versions.open.isEnabled()
    assert not page.versions.export.isEnabled()
    assert not page.versions.sign.isEnabled()
    assert page.versions.lines() == []
    assert "version 1 was altered" in page.versions.counts.text()
    assert versioned.document is not None
    dialog = DeliverDialog(versioned.document, versioned)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.which.setCurrentIndex(dialog.which.findData(1))
    qtbot.waitUntil(lambda: "version 1 was altered" in dialog.said.text())
    assert not dialog.go.isEnabled()
    dialog.start()
    assert not dialog.working
    assert not (tmp_path / "out").exists()
    assert not list((tmp_path / "out").glob("*")) if (tmp_path / "out").exists() else True
