"""The start page: one click to begin, chosen names and never paths, a plan to bring back, tips once; and the help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.cadence import Meeting
from joint_plan.plan.sections import SECTIONS
from joint_plan.rules.as_template import as_template
from joint_plan.rules.starting_plan import template
from joint_plan.workbook.own_templates import save_template
from tests.ui.hands import press
from tests.ui_plans.conftest import Home
from ui.shell.commands import start_from
from ui.shell.help import OVERVIEW, HelpWindow, help_text
from ui.shell.start_page import StartPage
from ui.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press_soon(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as soon as the keyboard is back from the window that closed."""
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    press(key, modifiers)


def page(window: MainWindow) -> StartPage:
    assert window.start is not None
    return window.start


def with_recent(window: MainWindow, home: Home, *names: str) -> None:
    for name in names:
        assert window.create_plan(home.documents / f"{name}.jplan", "half-day")
        assert window.document is not None
        with window.document.edit("Name") as edit:
            edit.set(window.document.plan.plan, title=name, company=f"{name} Inc")
    window.close_plan()
    window.show_start()


def test_every_template_is_one_click_away(qtbot: QtBot, window: MainWindow, home: Home) -> None:
    save_template("Industry day", as_template(template("half-day")).data)
    window.show_start()
    qtbot.waitUntil(lambda: bool(page(window).template_cards))
    titles = [card.text() for card in page(window).template_cards]
    assert titles[-1] == "Industry day"
    assert "Workshop of half a day" in titles
    asked: list[tuple[str, str]] = []
    page(window).template.disconnect()
    page(window).template.connect(lambda name, title: asked.append((name, title)))
    page(window).template_cards[-1].click()
    assert asked == [("industry-day", "Industry day")]
    start_from(window, *asked[0], folder=home.documents)
    assert window.document is not None
    assert window.document.workbook.path == home.documents / "Industry day.jplan"
    assert window.document.plan.all(Meeting)


def test_names_are_chosen_and_no_path_is_shown(qtbot: QtBot, window: MainWindow, home: Home) -> None:
    with_recent(window, home, "Alpha", "Beta")
    assert [card.text() for card in page(window).recent_cards] == ["Beta", "Alpha"]
    assert "Alpha Inc" in page(window).recent_cards[1].accessibleName()
    page(window).recent_cards[1].setFocus()

    def name_it() -> None:
        asking = QApplication.activeModalWidget()
        if not isinstance(asking, QInputDialog):
            QTimer.singleShot(10, name_it)
            return
        line = asking.findChild(QLineEdit)
        assert line is not None
        line.setText("Thursday group")
        asking.accept()

    QTimer.singleShot(0, name_it)
    press_soon(qtbot, Qt.Key.Key_F2)
    card = page(window).recent_cards[1]
    assert (card.text(), "Alpha" in card.accessibleName()) == ("Thursday group", False)
    shown = [card.text() + card.toolTip() + card.accessibleName() for card in page(window).recent_cards]
    assert str(home.documents) not in "".join(shown)
    assert ".jplan" not in "".join(shown)
    # Opening it again keeps the name.
    assert window.open_plan(home.documents / "Alpha.jplan")
    window.close_plan()
    window.show_start()
    assert page(window).recent_cards[0].text() == "Thursday group"
    window.activateWindow()
    page(window).recent_cards[0].setFocus()
    press_soon(qtbot, Qt.Key.Key_Delete)
    assert [card.text() for card in page(window).recent_cards] == ["Beta"]


def test_one_key_hides_what_was_opened_last(qtbot: QtBot, window: MainWindow, home: Home) -> None:
    with_recent(window, home, "Alpha")
    assert page(window).recent_cards[0].isVisible()
    press_soon(qtbot, Qt.Key.Key_O, CTRL_SHIFT)
    assert not page(window).recent_cards[0].isVisible()
    window.show_start()
    assert not page(window).recent_cards[0].isVisible()
    page(window).fold.heading.click()
    assert page(window).recent_cards[0].isVisible()
    press_soon(qtbot, Qt.Key.Key_O, CTRL_SHIFT)
    assert not window.settings.recent_hidden


def test_a_plan_whose_file_is_gone_is_brought_back(
    qtbot: QtBot, window: MainWindow, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_recent(window, home, "Alpha")
    path = home.documents / "Alpha.jplan"
    assert window.open_plan(path)
    window.close_plan()
    path.write_bytes(b"not a plan any more")
    window.show_start()
    qtbot.waitUntil(lambda: page(window).lost_card is not None)
    card = page(window).lost_card
    assert card is not None
    assert card.text() == "Bring back “Alpha”"
    target = home.documents / "Alpha again.jplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    card.click()
    assert window.document is not None
    assert window.document.workbook.path == target
    assert window.document.plan.plan.title == "Alpha"
    assert path.read_bytes() == b"not a plan any more"


def test_tips_are_put_away_for_good(window: MainWindow) -> None:
    shown = page(window).tips
    assert shown is not None
    assert shown.isVisible()
    shown.button.click()
    window.show_start()
    assert page(window).tips is None


@pytest.mark.parametrize("key", [OVERVIEW, *(section.key for section in SECTIONS)])
def test_every_section_has_a_short_page_with_keys_as_they_are(key: str) -> None:
    text = help_text(key)
    assert text.startswith("<h1>")
    assert "{key:" not in text
    assert 200 < len(text) < 2600


def test_f1_opens_the_page_that_is_shown(qtbot: QtBot, window: MainWindow, home: Home) -> None:
    press_soon(qtbot, Qt.Key.Key_F1)
    (shown,) = window.findChildren(HelpWindow)
    assert shown.page == OVERVIEW
    shown.close()
    qtbot.waitUntil(lambda: not window.findChildren(HelpWindow))
    assert window.create_plan(home.documents / "a.jplan", "sample")
    assert window.view is not None
    window.activateWindow()
    window.view.show_section("slas")
    window.do("help")
    (shown,) = window.findChildren(HelpWindow)
    assert shown.page == "slas"
    assert "What each team owes the other" in shown.text.toPlainText()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(HelpWindow))
