"""Templates, the next period, a clean copy and removing a client, driven in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import Note, Version
from joint_plan.plan.follow_up import Actual
from joint_plan.plan.session import Participant
from joint_plan.workbook import Workbook, read_plan
from joint_plan.workbook.identity import identity_of
from joint_plan.workbook.own_templates import offered_templates
from tests.ui.hands import press, type_text
from tests.ui_plans.conftest import Home
from ui.faults import log_folder
from ui.settings import Recent
from ui.shell.client_commands import remove_client
from ui.shell.clients import CleanCopyDialog, RemoveClientDialog
from ui.shell.next_period_dialog import NextPeriodDialog
from ui.shell.template_dialog import SaveTemplateDialog, TemplateChooser
from ui.shell.told_dialog import ToldDialog
from ui.window import MainWindow

D = TypeVar("D", bound=QDialog)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def plan(window: MainWindow, home: Home) -> Path:
    """The sample plan, open."""
    path = home.documents / "Pellworth 2027.jplan"
    assert window.create_plan(path, "sample")
    return path


def in_dialog(qtbot: QtBot, kind: type[D], does: Callable[[D], None], opens: Callable[[], None]) -> D:
    """Open a modal dialog, wait until it shows what it found, and use it."""
    met: list[D] = []
    failures: list[BaseException] = []

    def meet() -> None:
        if not late.isActive():
            return
        dialog = QApplication.activeModalWidget()
        busy = isinstance(dialog, ToldDialog) and dialog.working
        if not isinstance(dialog, kind) or busy or not dialog.isActiveWindow():
            QTimer.singleShot(10, meet)
            return
        met.append(dialog)
        try:
            does(dialog)
        except BaseException as failure:
            failures.append(failure)
            dialog.reject()
            raise

    QTimer.singleShot(0, meet)
    # A dialog that nobody closes must not hold up all tests.
    late = QTimer(singleShot=True, interval=20_000)
    late.timeout.connect(close_dialogs)
    late.start()
    opens()
    late.stop()
    qtbot.waitUntil(lambda: bool(met) and not met[0].isVisible())
    assert not failures
    return met[0]


def close_dialogs() -> None:
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.reject()


def key(letter: Qt.Key) -> Callable[[], None]:
    return lambda: press(letter, CTRL_SHIFT)


def test_a_template_is_saved_offered_used_and_removed(qtbot: QtBot, window: MainWindow, plan: Path, home: Home) -> None:
    def save(dialog: SaveTemplateDialog) -> None:
        assert "•  Statements: 10" in dialog.told()
        assert "•  All 8 people" in dialog.told()
        assert not dialog.yes.isEnabled()
        type_text("Industry day")
        press(Qt.Key.Key_Return)

    in_dialog(qtbot, SaveTemplateDialog, save, key(Qt.Key.Key_T))
    (own,) = [one for one in offered_templates() if one.own]
    assert own.title == "Industry day"
    assert "Industry day" in window.toasts.words
    assert b"Pellworth" not in (home.kept / "data/joint-plan/templates/industry-day.json").read_bytes()

    assert window.create_plan(home.documents / "Next.jplan", own.name)
    assert window.document is not None
    assert window.document.plan.all(Participant) == ()

    def remove(dialog: TemplateChooser) -> None:
        dialog.list.setCurrentRow(0)
        assert not dialog.remove.isEnabled()
        dialog.list.setCurrentRow(dialog.list.count() - 1)
        QTest.keyClick(dialog, Qt.Key.Key_Delete)
        assert dialog.chosen != own.name
        dialog.reject()

    in_dialog(qtbot, TemplateChooser, remove, lambda: window.do("new"))
    assert [one for one in offered_templates() if one.own] == []


def test_a_template_of_a_taken_name_says_so_and_the_dialog_stays(qtbot: QtBot, window: MainWindow, plan: Path) -> None:
    def save(dialog: SaveTemplateDialog) -> None:
        dialog.name.setText("Workshop of half a day")
        dialog.begin()
        assert "comes with the program" in dialog.said.text()
        assert dialog.isVisible()
        dialog.reject()

    in_dialog(qtbot, SaveTemplateDialog, save, key(Qt.Key.Key_T))
    assert [one for one in offered_templates() if one.own] == []


def test_the_next_period_opens_in_the_window(qtbot: QtBot, window: MainWindow, plan: Path, home: Home) -> None:
    before = read_plan(plan)

    def make(dialog: NextPeriodDialog) -> None:
        assert dialog.month.text() == "2028-01"
        assert dialog.file.name.text() == "Pellworth 2028"
        dialog.month.setText("soon")
        dialog.begin()
        assert "is not a month" in dialog.said.text()
        dialog.month.setText("2028-04")
        press(Qt.Key.Key_Return)

    in_dialog(qtbot, NextPeriodDialog, make, key(Qt.Key.Key_N))
    assert window.document is not None
    assert window.document.workbook.path == home.documents / "Pellworth 2028.jplan"
    after = window.document.plan
    assert f"{after.plan.period_start:%Y-%m}" == "2028-04"
    assert not {"Assent", "Version", "Actual", "Signature"} & {*after.names()}
    assert window.document.workbook.history() == []
    assert read_plan(plan) == before


def test_a_clean_copy_has_no_history_and_no_notes(qtbot: QtBot, window: MainWindow, plan: Path, home: Home) -> None:
    assert window.document is not None
    with window.document.edit("Add") as edit:
        edit.add(Note(section="slas", text="Zaphod is leaving"))
    with window.document.edit("Version", undoable=False) as edit:
        edit.add(Version(number=1, snapshot='{"plan": "public"}', hash="ab"))
    window.document.keep_typed("Sla:sla-1", "obligation", "Trillian types")

    def save(dialog: CleanCopyDialog) -> None:
        assert "•  Your private notes, on sections and on items" in dialog.told()
        assert "•  Versions and signatures" in dialog.told()
        dialog.file.name.setText("For ../them")
        press(Qt.Key.Key_Return)

    in_dialog(qtbot, CleanCopyDialog, save, key(Qt.Key.Key_C))
    copy = home.documents / "For them.jplan"
    content = copy.read_bytes()
    for secret in (b"Zaphod", b"Trillian", b"@pellworth.example"):
        assert secret in plan.read_bytes()
        assert secret not in content
    clean, whole = read_plan(copy), read_plan(plan)
    assert clean.all(Version) == whole.all(Version) != ()
    assert clean.all(Actual) == whole.all(Actual) != ()
    assert window.document.workbook.path == plan


def test_nothing_of_a_client_stays_on_this_computer(qtbot: QtBot, window: MainWindow, plan: Path, home: Home) -> None:
    assert window.document is not None
    # A second plan of the same company, and one of another.
    window.document.workbook.checkpoint("Before Pellworth lunch")
    other, stays = home.documents / "Pellworth 2026.jplan", home.documents / "Elsewhere.jplan"
    for path, company in ((other, "Pellworth Air"), (stays, "Northgrove")):
        assert window.create_plan(path, "half-day")
        with window.document.edit("Company") as edit:
            edit.set(window.document.plan.plan, company=company, title=f"Plan of {company}")
    assert window.open_plan(plan)
    window.settings.call(str(plan), "Compressor people")
    assert window.view is not None
    window.view.countdown.toggle()
    window.view.countdown.toggle()
    log = log_folder() / "joint-plan.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(f"ERROR uncaught\nFileNotFoundError: {plan}\nQt: something else\n", encoding="utf-8")
    dialogs = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "QtProject")
    dialogs.setValue("FileDialog/lastVisited", QUrl.fromLocalFile(str(home.documents)).toString())
    dialogs.setValue("FileDialog/history", [QUrl.fromLocalFile(str(home.documents)).toString(), "file:///elsewhere"])
    dialogs.sync()
    marks = (str(plan).encode(), b"Pellworth", b"One pipeline 2027", b"Compressor people")
    qtbot.waitUntil(lambda: all(mark in home.bytes_kept() for mark in marks))

    def remove(dialog: RemoveClientDialog) -> None:
        assert dialog.others.isVisible()
        assert len(dialog.plans) == 2
        assert "•  The plan’s file itself" in dialog.told()
        assert str(home.documents) not in "\n".join(dialog.told())
        dialog.yes.click()

    in_dialog(qtbot, RemoveClientDialog, remove, key(Qt.Key.Key_X))
    kept = home.bytes_kept()
    assert [mark for mark in marks if mark in kept] == []
    assert str(home.documents / "Pellworth").encode() not in kept
    assert b"Northgrove" in kept
    assert "something else" in log.read_text(encoding="utf-8")
    assert {path.name for path in home.documents.iterdir()} == {plan.name, other.name, stays.name}
    device, number = identity_of(stays)
    assert {lock.name for lock in (home.kept / "state").rglob("*.lock")} == {f"{device:x}-{number:x}.lock"}
    assert not window.actions_of["close"].isEnabled()
    assert "Backups:" in window.toasts.words
    assert [row.company for row in window.settings.recent()] == ["Northgrove"]


def test_the_file_goes_only_where_it_is_ticked(qtbot: QtBot, window: MainWindow, plan: Path, home: Home) -> None:
    window.close_plan()
    window.show_start()
    (recent,) = window.settings.recent()

    def remove(dialog: RemoveClientDialog) -> None:
        dialog.file_too.setChecked(True)
        assert "•  The plan’s file itself" not in dialog.told()
        dialog.yes.click()

    in_dialog(qtbot, RemoveClientDialog, remove, lambda: remove_client(window, recent))
    assert not plan.exists()
    assert "The plan’s file" in window.toasts.words
    assert window.settings.recent() == ()
    assert home.documents.is_dir()


def test_a_plan_open_elsewhere_is_not_removed(qtbot: QtBot, window: MainWindow, plan: Path) -> None:
    window.close_plan()
    with Workbook.open(plan) as elsewhere:

        def remove(dialog: RemoveClientDialog) -> None:
            dialog.begin()
            qtbot.waitUntil(lambda: not dialog.working)
            assert "open in another window" in dialog.said.text()
            dialog.reject()

        recent = Recent(str(plan), "One pipeline 2027", "Pellworth Air", "", elsewhere.uuid)
        in_dialog(qtbot, RemoveClientDialog, remove, lambda: remove_client(window, recent))
        assert elsewhere.backups()
    assert window.settings.recent() != ()
