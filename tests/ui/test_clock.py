"""The clock of the day in the window: blocks, more time, what it does to the day, closing and opening, who is here."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.rules.standing import section_count
from tests.ui.hands import press
from tests.ui.test_finding import in_dialog
from ui.shell.people import PeopleDialog
from ui.shell.plan_view import PlanView
from ui.shell.timer import Countdown
from ui.window import MainWindow

ZONE = dt.timezone(dt.timedelta(hours=1))


class Time:
    """A time of day that the test sets."""

    def __init__(self, time: str) -> None:
        self.set(time)

    def set(self, time: str) -> None:
        self.moment = dt.datetime.fromisoformat(f"2027-01-14T{time}:00").replace(tzinfo=ZONE)

    def __call__(self) -> dt.datetime:
        return self.moment


@pytest.fixture
def view(window: MainWindow) -> PlanView:
    assert window.view is not None
    return window.view


@pytest.fixture
def time(view: PlanView) -> Time:
    """The clock's time, with an agenda of 9:00, 10:00, lunch at 12:00, and 13:00 to 13:45."""
    time = Time("09:00")
    view.countdown.now = time
    blocks = (("session", 60, "09:00"), ("goals", 90, ""), ("", 60, "12:00"), ("slas", 45, ""))
    with view.document.edit("Agenda") as edit:
        for block in view.document.plan.all(AgendaBlock):
            edit.remove(block)
        for section, minutes, pinned in blocks:
            at = dt.time.fromisoformat(pinned) if pinned else None
            title = "" if section else "Lunch"
            edit.add(AgendaBlock(section=section, title=title, minutes=minutes, pinned_start=at))
    return time


def test_the_timer_takes_the_block_of_the_section(view: PlanView, time: Time) -> None:
    view.show_section("goals")
    assert (view.countdown.words, view.facilitator.clock.when.text()) == (
        "90:00",
        "Block 2 of 4 · 90 min, ends 10:30",
    )
    view.countdown.toggle()
    time.set("09:30")
    view.show_section("slas")
    view.facilitator.clock.show_time()
    assert view.countdown.words == "60:00"
    assert view.facilitator.clock.when.text().startswith("Block 2 of 4")


def test_time_that_runs_out_says_what_it_does_to_the_day(view: PlanView, time: Time) -> None:
    clock = view.facilitator.clock
    view.show_section("goals")
    time.set("10:00")
    view.countdown.toggle()
    clock.show_time()
    assert clock.late.isHidden()
    time.set("12:20")
    clock.show_time()
    assert view.countdown.words == "−50:00"
    assert clock.late.text() == "Runs 20 min into “Lunch”."
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.countdown.words == "60:00"
    time.set("13:30")
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert view.current == "slas"
    assert view.countdown.running
    clock.show_time()
    assert clock.late.text() == "The day ends 14:15, 30 min later."


def test_the_last_block_has_no_next_one(view: PlanView, time: Time) -> None:
    view.show_section("slas")
    said: list[str] = []
    view.document.toast.connect(lambda toast: said.append(toast.text))
    view.begin_next_block()
    assert said == ["This is the last block of the agenda."]
    assert not view.countdown.running
    assert view.countdown.words == f"{45}:00"
    assert time.moment.hour == 9


def test_when_time_is_up_it_says_what_is_open_and_offers_the_next_block(view: PlanView, time: Time) -> None:
    said: list[tuple[str, str]] = []
    view.document.toast.connect(lambda toast: said.append((toast.text, toast.action)))
    view.show_section("goals")
    view.countdown.toggle()
    time.set("10:31")
    view.countdown._tick()  # noqa: SLF001  what its own timer does four times a second
    open_here = section_count(view.document.plan, "goals").open
    assert open_here > 1
    assert said == [(f"Time is up. {open_here} items are still open here.", "Next block")]
    view.countdown._tick()  # noqa: SLF001  as above
    assert len(said) == 1


def test_one_and_five_minutes_more_by_keys(view: PlanView, time: Time) -> None:
    view.show_section("goals")
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert view.countdown.words == "96:00"
    QTest.mouseClick(view.facilitator.clock.plus_five, Qt.MouseButton.LeftButton)
    assert view.countdown.words == "101:00"
    assert time.moment.minute == 0


def test_a_clock_that_runs_goes_on_while_the_plan_is_closed(window: MainWindow, view: PlanView, time: Time) -> None:
    view.show_section("goals")
    view.countdown.now = Countdown().now
    view.countdown.toggle()
    started = view.countdown.timer
    path = view.document.workbook.path
    window.close_plan()
    assert window.open_plan(path)
    assert window.view is not None
    assert window.view.countdown.timer == started
    assert window.view.countdown.running
    assert window.view.facilitator.clock.when.text().startswith("Block 2 of 4")
    assert time.moment.hour == 9


def test_the_colour_changes_once_for_each_step_and_is_heard_only_if_wished(window: MainWindow) -> None:
    time = Time("09:00")
    countdown = Countdown(window, time)
    tones: list[str] = []
    countdown.tone_changed.connect(tones.append)
    countdown.set_block("b", 20)
    countdown.toggle()
    for minute in ("10", "15", "16", "17", "18", "19", "20", "21"):
        time.set(f"09:{minute}")
        countdown._tick()  # noqa: SLF001  what its own timer does
    assert tones == ["warn", "danger"]
    window.do("timer_sound")
    assert window.settings.timer_sound
    assert window.actions_of["timer_sound"].isChecked()


def test_people_come_and_go_by_one_key(window: MainWindow, view: PlanView, qtbot: QtBot) -> None:
    before = {person.id: person.present for person in view.document.plan.all(Participant)}
    names: list[str] = []

    def toggle(dialog: PeopleDialog) -> None:
        assert dialog.focusWidget() is dialog.list
        names.append(dialog.list.item(1).text().split("  ·")[0])
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog.list, Qt.Key.Key_Space)
        assert dialog.list.currentRow() == 1
        assert " of " in dialog.counts.text()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(qtbot, window, Qt.Key.Key_F8, PeopleDialog, toggle, Qt.KeyboardModifier.NoModifier)
    changed = [person for person in view.document.plan.all(Participant) if person.present != before[person.id]]
    assert [person.name for person in changed] == names
    view.document.undo()
    assert {person.id: person.present for person in view.document.plan.all(Participant)} == before


def test_nothing_of_the_path_is_kept_with_the_clock(window: MainWindow, view: PlanView, tmp_path: Path) -> None:
    view.countdown.toggle()
    window.settings.forget(str(view.document.workbook.path))
    window.settings._kept.sync()  # noqa: SLF001  what Qt does a moment later
    kept = b"".join(path.read_bytes() for path in (tmp_path / "settings").rglob("*.ini"))
    assert b"clock" not in kept
    assert b"plan.jplan" not in kept
