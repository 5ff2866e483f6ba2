"""What somebody meets who opens the program for the first time, and goes on by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from joint_plan.plan.agreement import ParkingItem
from tests.journeys.driver import ALT, CTRL, MOST_TABS, Facilitator, Key, spoken
from ui.parts.stance_picker import StancePicker
from ui.sections import PAGES, walk


class _Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.fixture(params=["sample", "blank"])
def at(request: pytest.FixtureRequest, facilitator: Facilitator, tmp_path: Path) -> Facilitator:
    """In front of the sample plan, and of an empty one."""
    assert facilitator.window.create_plan(tmp_path / "plan.jplan", request.param)
    return facilitator


def test_no_page_shows_a_window_of_its_own(at: Facilitator, qapp: QApplication) -> None:
    shown = _Shown()
    qapp.installEventFilter(shown)
    for number in range(1, len(walk(at.plan)) + 1):
        # There are ten keys with a number: what comes after is one step on.
        at.press(*((Key(Key.Key_0 + number % 10), ALT) if number <= 10 else (Key.Key_PageDown, CTRL)))
    qapp.removeEventFilter(shown)
    assert len(at.view.pages) == len(walk(at.plan))
    assert shown.windows == []


def test_tab_goes_round_from_the_walk_over_the_page_to_the_facilitator_and_back(at: Facilitator) -> None:
    for section in walk(at.plan):
        at.view.show_section(section.key, by_key=True)
        start = at.focus
        seen: list[QWidget] = []
        for _time in range(MOST_TABS):
            seen.append(at.focus)
            at.press(Key.Key_Tab)
            if at.focus is start:
                break
        assert at.focus is start, f"Tab never comes back on {section.key}"
        regions = [
            next(place for place, part in enumerate(_regions(at)) if part.isAncestorOf(widget)) for widget in seen
        ]
        changes = sum(one != following for one, following in zip(regions, [*regions[1:], regions[0]], strict=True))
        assert set(regions) == {0, 1, 2}
        assert changes == 3, f"on {section.key} Tab leaves a region and comes back to it: {[spoken(w) for w in seen]}"
        at.press(Key.Key_Backtab)
        assert at.focus is seen[-1]
        start.setFocus()


def _regions(at: Facilitator) -> tuple[QWidget, QWidget, QWidget]:
    return at.view.walk, at.view.stack, at.view.facilitator


@pytest.mark.parametrize("section", [key for key in PAGES if key not in {"session", "landscape", "follow_up"}])
def test_a_page_begins_where_its_keys_act(facilitator: Facilitator, section: str) -> None:
    """Arriving by key, 1 opens the stance of the first team and P parks, without a click."""
    at = facilitator
    at.tab_to("Sample plan")
    at.press(Key.Key_Return)
    at.go_to(section, list(PAGES).index(section) + 1)
    assert at.item_key, f"the focus is on “{at.where}”"
    parked = len(at.plan.all(ParkingItem))
    for key in (Key.Key_1, Key.Key_2):
        at.press(key)
        assert isinstance(QApplication.activePopupWidget(), StancePicker)
        at.press(Key.Key_Escape)
    at.press(Key.Key_P)
    assert len(at.plan.all(ParkingItem)) == parked + 1


def test_a_field_keeps_its_height_when_tab_comes_to_it(facilitator: Facilitator) -> None:
    at = facilitator
    at.tab_to("Sample plan")
    at.press(Key.Key_Return)
    at.tab_to("Title of the plan")
    tried = 0
    for _time in range(MOST_TABS):
        if isinstance(at.focus, QPlainTextEdit):
            tried += 1
            at.qtbot.waitUntil(lambda: _wholly_seen(at.focus))
        at.press(Key.Key_Tab)
        if at.where.startswith("Title of the plan"):
            break
    assert tried > 3


def _wholly_seen(editor: QWidget) -> bool:
    cell = editor.parentWidget()
    return cell is not None and cell.rect().contains(editor.geometry())


def test_enter_presses_the_button_in_focus(facilitator: Facilitator) -> None:
    at = facilitator
    at.tab_to("Sample plan")
    at.press(Key.Key_Return)
    at.tab_to("Next: Where we stand")
    assert isinstance(at.focus, QPushButton)
    at.press(Key.Key_Return)
    assert at.page.section.key == "landscape"
