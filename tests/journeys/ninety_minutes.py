"""Ninety minutes with a projector beside the laptop, by keys alone; `test_ninety_minutes` gives it a display."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pypdf
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import ParkingItem, Signature, Version
from joint_plan.plan.landscape import Statement
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.session import Participant
from joint_plan.plan.slas import Sla
from joint_plan.rules.priorities import thirty_days
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.standing import State, standings
from joint_plan.rules.versions import blockers, signed
from tests.journeys.driver import ALT, CTRL, SHIFT, Facilitator, Key
from ui.deliver.dialog import DeliverDialog
from ui.parts.agree_set_dialog import AgreeSetDialog
from ui.parts.agreement_dialogs import ParkAllDialog, SignDialog, VersionDialog
from ui.wall.window import WallWindow

MOST_PRESSES = 200

Place = tuple[int, int, int, int]
LAPTOP: Place = (0, 0, 1366, 768)
BEAMER: Place = (1366, 0, 1920, 1080)

PEOPLE = """Noor\tHead of marketing\tmarketing\tYes\tYes\tYes
Bram\tCampaigns\tmarketing\t\t\tYes
Declan\tHead of sales\tsales\tYes\tYes\tYes
Yuki\tInside sales\tsales\t\t\tYes"""
JOURNEY = """j: Interest
h: Demo request | company, need and date are filled in
j: Decision"""
SLAS = """Sales | call demo requests | 4 bh | 95%
Sales | say why a lead went back | 2 bd
Marketing | hand over leads with a company and a need | 1 bd"""
IDEAS = """Shared call list | two lists today
Say thanks for each lead | nobody answers
One dashboard | three today
Listen to a sales call each week"""


class Room(Facilitator):
    """The facilitator's window on the laptop, the wall on the beamer."""

    @property
    def wall(self) -> WallWindow:
        """The wall, once it was opened."""
        wall = self.window.presenting.wall
        assert wall is not None
        return wall

    @property
    def focus(self) -> QWidget:
        # Some desktops give the keyboard to every new window; the wall gives it back.
        wall = self.window.presenting.wall
        self.qtbot.waitUntil(lambda: wall is None or not wall.isActiveWindow())
        return super().focus

    def until_on_wall(self, *words: str) -> None:
        """Wait until all of these are read on the beamer."""

        def read() -> str:
            canvas = self.wall.view.canvas
            return " ".join(" ".join(mark.lines) for mark in canvas.texts) if canvas is not None else ""

        self.qtbot.waitUntil(lambda: self.wall_at(BEAMER) and all(one in read() for one in words))

    def wall_at(self, place: Place) -> bool:
        """Whether the wall is shown there."""
        return self.wall.isVisible() and place_of(self.wall) == place

    def paste(self, lines: str) -> None:
        """Put lines on the clipboard, as from a mail or a sheet, and press the key that pastes them."""
        QGuiApplication.clipboard().setText(lines)
        self.press(Key.Key_V, CTRL)

    def chord(self, key: Key) -> None:
        """Ctrl+Shift and a key."""
        self.press(key, CTRL | SHIFT)

    def state(self, item: Record) -> State:
        """How an item stands."""
        return standings(self.plan)[key_of(item)].state

    def next_block(self, section: str) -> None:
        """The next block of the agenda: its page, its time running, the wall going along."""
        self.chord(Key.Key_B)
        assert self.view.current == section
        assert self.view.countdown.running
        self.qtbot.waitUntil(lambda: self.window.presenting.section == section)

    def agree_as_a_set(self) -> None:
        """One question for the page, one key a team."""

        def both(_dialog: AgreeSetDialog) -> None:
            self.press(Key.Key_1)
            self.press(Key.Key_2)

        self.answer(AgreeSetDialog, both, lambda: self.chord(Key.Key_A))


def place_of(shown: QWidget) -> Place:
    """Left, top, width and height on the desktop."""
    box = shown.geometry()
    return box.x(), box.y(), box.width(), box.height()


# The screens


def _screens() -> list[Place]:
    boxes = [screen.geometry() for screen in QGuiApplication.screens()]
    return sorted((box.x(), box.y(), box.width(), box.height()) for box in boxes)


def _plug(qtbot: QtBot, name: str, place: Place, output: str = "none") -> None:
    left, top, wide, high = place
    monitor = f"{wide}/500x{high}/300+{left}+{top}"
    subprocess.run(["xrandr", "--setmonitor", name, monitor, output], check=True, capture_output=True)
    qtbot.waitUntil(lambda: place in _screens())


def _unplug(qtbot: QtBot, name: str) -> None:
    subprocess.run(["xrandr", "--delmonitor", name], check=True, capture_output=True)
    qtbot.waitUntil(lambda: _screens() == [LAPTOP])


@pytest.fixture(autouse=True)
def two_screens(qapp: QApplication, qtbot: QtBot) -> None:
    """The laptop's own screen and, beside it, the projector."""
    assert qapp.platformName() == "xcb"
    _plug(qtbot, "LAPTOP", LAPTOP, "screen")
    _plug(qtbot, "BEAMER", BEAMER)
    assert _screens() == [LAPTOP, BEAMER]


@pytest.fixture
def at(facilitator: Facilitator) -> Room:
    return Room(facilitator.window, facilitator.qtbot)


# The ninety minutes


def _begin(at: Room) -> None:
    """The template in one step, the wall on the beamer, the clock; the one number, and who is in the room."""
    start = at.window.start
    assert start is not None
    at.qtbot.waitUntil(lambda: any(card.isVisible() for card in start.template_cards))
    at.tab_to("Workshop of 90 minutes")
    at.press(Key.Key_Return)
    at.press(Key.Key_F5)
    at.qtbot.waitUntil(lambda: at.wall_at(BEAMER))
    at.chord(Key.Key_Space)
    assert at.view.countdown.running
    at.tab_to("Company")
    at.retype("Aldea")
    at.tab_to("The one number")
    at.retype("40 new customers in 2027")
    at.until_on_wall("40 new customers in 2027")
    at.tab_to("Finish later")
    at.press(Key.Key_Space)
    at.tab_to("Sections left out")
    at.press(Key.Key_Space)
    at.press(Key.Key_Down, times=3)
    at.press(Key.Key_Space)
    at.press(Key.Key_Return)
    assert "language" not in at.plan.plan.hidden_sections
    at.tab_to("People")
    at.paste(PEOPLE)
    assert [person.present for person in at.plan.all(Participant)] == [True] * 4


def _score(at: Room) -> None:
    """Everybody writes; two statements' hands are typed, both are revealed at once."""
    at.next_block("landscape")
    at.until_on_wall("Every lead we pass on is worth a call", "Marketing not yet")
    for words in ("Write it", "3"):
        at.press(Key.Key_F7)
        at.until_on_wall(words)
    at.press(Key.Key_F7)
    for hands in (("24", "33"), ("55", "12")):
        at.press(Key.Key_Return)
        at.write(hands[0])
        at.press(Key.Key_Return)
        at.press(Key.Key_Tab)
        at.write(hands[1])
        at.press(Key.Key_Return)
        at.press(Key.Key_Escape)
        at.press(Key.Key_Down)
    scored = [item for item in at.plan.all(Statement) if item.score.both_in]
    assert len(scored) == 2
    assert not any(item.score.revealed for item in scored)
    at.chord(Key.Key_Return)
    assert sum(item.score.revealed for item in at.plan.all(Statement)) == 2
    at.until_on_wall("We know why a lead was turned down", "3.5")


def _blank(at: Room) -> None:
    """A dark wall, five minutes more, and light again."""
    at.press(Key.Key_B)
    assert at.wall.view.blank
    before = at.view.countdown.total
    at.press(Key.Key_M, CTRL | ALT)
    assert at.view.countdown.total == before + 5 * 60
    at.press(Key.Key_B)
    assert not at.wall.view.blank


def _agree_a_term(at: Room) -> None:
    """Each team's words blind, revealed, then the agreed ones; both teams take their stance."""
    at.go_to("language", 3)
    at.press(Key.Key_Return)
    at.retype("MQL")
    at.tab_to("In each team's own words – Marketing")
    at.retype("Somebody who filled in a form")
    at.press(Key.Key_Tab)
    at.retype("Somebody with a plant and a date")
    at.chord(Key.Key_Return)
    at.until_on_wall("Somebody who filled in a form", "Somebody with a plant and a date")
    at.tab_to("What we agree it means")
    at.retype("A person who asks for a date")
    at.press(Key.Key_Escape)
    (term,) = at.plan.all(Term)
    assert at.item_key == key_of(term)
    for team in (1, 2):
        at.take_stance(team)
    assert at.state(term) is State.AGREED
    at.until_on_wall("A person who asks for a date")


def _hand_over(at: Room) -> None:
    """Two stages and what is handed over between them, with how one can tell that it is good."""
    at.next_block("journey")
    at.tab_to("New cards")
    at.paste(JOURNEY)
    (handoff,) = at.plan.all(Sla)
    assert (handoff.handed_over, handoff.acceptance_test) == ("Demo request", "company, need and date are filled in")
    at.until_on_wall("Interest", "Decision")


def _lose_the_beamer(at: Room) -> None:
    """Somebody trips over the cable: the wall waits and covers nothing. Plugged in again, it goes on."""
    before = place_of(at.window)
    _unplug(at.qtbot, "BEAMER")
    at.qtbot.waitUntil(lambda: not at.wall.isVisible())
    assert at.window.isVisible()
    assert place_of(at.window) == before
    assert at.view.facilitator.isVisible()
    _plug(at.qtbot, "BEAMER", BEAMER)
    at.qtbot.waitUntil(lambda: at.wall_at(BEAMER))
    at.until_on_wall("Interest")


def _promise(at: Room) -> None:
    """Three promises pasted, and all four agreed as a set."""
    at.next_block("slas")
    at.tab_to("New SLAs")
    at.paste(SLAS)
    assert len(at.plan.all(Sla)) == 4
    at.press(Key.Key_Escape)
    at.until_on_wall("hands over leads with a company and a need")
    at.agree_as_a_set()
    assert {at.state(sla) for sla in at.plan.all(Sla)} == {State.AGREED}


def _pick_quick_wins(at: Room) -> None:
    """Four ideas pasted, dots for two of them, revealed at once; those two are picked and agreed."""
    at.next_block("quick_wins")
    at.press(Key.Key_Return, CTRL)
    at.paste(IDEAS)
    at.press(Key.Key_Escape)
    assert at.where == "Ideas"
    at.press(Key.Key_Right)
    for dots in ("31", "12"):
        at.press(Key.Key_F2)
        for number in dots:
            at.write(number)
            at.press(Key.Key_Return)
        at.qtbot.waitUntil(lambda: at.where == "Ideas")
        at.press(Key.Key_Up)
    at.chord(Key.Key_Return)
    assert all(idea.votes.revealed for idea in at.plan.all(QuickWin))
    at.press(Key.Key_Home)
    at.press(Key.Key_Return)
    at.press(Key.Key_Down)
    at.press(Key.Key_Return)
    assert len(thirty_days(at.plan)) == 2
    at.agree_as_a_set()
    assert {at.state(idea) for idea in thirty_days(at.plan)} == {State.AGREED}


def _close(at: Room) -> Version:
    """What is still open is parked with an owner and a date; a version; both heads sign."""
    at.next_block("agreement")
    assert {blocker.key.partition(":")[0] for blocker in blockers(at.plan)} == {"Stage"}
    at.answer(ParkAllDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.chord(Key.Key_E))
    assert not blockers(at.plan)
    assert {(point.status, bool(point.owner), bool(point.due)) for point in at.plan.all(ParkingItem)} == {
        ("assigned", True, True)
    }
    at.answer(VersionDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.chord(Key.Key_V))
    for _head in range(2):
        at.answer(SignDialog, lambda _dialog: at.press(Key.Key_Return), lambda: at.chord(Key.Key_G))
    (version,) = at.plan.all(Version)
    assert signed(at.plan, version) == (2, 2)
    assert len(at.plan.all(Signature)) == 2
    return version


def _deliver(at: Room, folder: Path) -> tuple[Path, ...]:
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

    at.answer(DeliverDialog, drive, lambda: at.press(Key.Key_E, CTRL))
    return tuple(made)


def _words(path: Path) -> str:
    """All that is read in a workbook or a PDF, with single spaces."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, data_only=True)
        rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
        found = " ".join(str(cell) for row in rows for cell in row if cell is not None)
    else:
        found = " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return " ".join(found.split())


def test_from_the_template_to_the_signed_files(at: Room, tmp_path: Path) -> None:
    _begin(at)
    _score(at)
    _blank(at)
    _agree_a_term(at)
    _hand_over(at)
    _lose_the_beamer(at)
    _promise(at)
    _pick_quick_wins(at)
    _close(at)
    files = _deliver(at, tmp_path / "out")
    assert at.presses < MOST_PRESSES, at.presses

    assert {path.suffix for path in files} >= {".xlsx", ".pdf"}
    book = next(_words(path) for path in files if path.suffix == ".xlsx")
    record = max((_words(path) for path in files if path.suffix == ".pdf"), key=len)
    assert "40 new customers in 2027" in record
    for words in (book, record):
        assert "DRAFT" not in words
        for sla in at.plan.all(Sla):
            assert " ".join(sla_sentence(at.plan, sla).split()) in words
        for text in ("A person who asks for a date", "Noor", "Declan"):
            assert text in words
        for idea in thirty_days(at.plan):
            assert idea.title in words
