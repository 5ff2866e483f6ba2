from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from joint_plan.exchange.preview import FieldLine, Line, Preview
from tests.exchange.returned import sample
from tests.ui.hands import press, shown
from ui.importing.preview_tree import MOST_SHOWN, PreviewTree
from ui.importing.ticks import Ticks


def _preview(count: int) -> Preview:
    field = FieldLine("problem", "Problem", "before", "after", "after", "Quick wins, cell M6")
    lines = [Line("changed", f"QuickWin:{n}", "quick_wins", f"QW-{n} Idea {n}", "", (field,)) for n in range(count)]
    return Preview("book.xlsx", sample(), tuple(lines))


def test_of_many_rows_the_first_are_made_when_their_section_is_opened(qtbot: QtBot) -> None:
    preview = _preview(MOST_SHOWN + 600)
    ticks = Ticks(preview)
    tree = shown(qtbot, PreviewTree())
    tree.show_preview(preview, ticks)
    tree.setFocus()
    assert [item.text(0) for item in tree.rows()] == [f"Quick wins ({MOST_SHOWN + 600})"]
    press(Qt.Key.Key_Right)
    rows = tree.rows()
    assert len(rows) == MOST_SHOWN + 2
    assert rows[-1].text(0) == "… and 600 more, not shown. Filter to see them."
    tree.show_preview(preview, ticks, "idea 999")
    assert [item.text(0) for item in tree.rows()][1] == "QW-999 Idea 999: Problem"
    assert ticks.count == MOST_SHOWN + 600


def test_a_new_row_goes_with_what_it_cannot_be_without(qtbot: QtBot) -> None:
    name = FieldLine("name", "Name", "", "Ada", "Ada", "People, cell B9", required=True)
    role = FieldLine("role", "Role", "", "Lead", "Lead", "People, cell C9")
    line = Line("added", "Participant:x", "session", "Person Ada", "People, row 9", (name, role))
    preview = Preview("book.xlsx", sample(), (line,))
    ticks = Ticks(preview)
    tree = shown(qtbot, PreviewTree())
    tree.show_preview(preview, ticks)
    tree.setFocus()
    assert ticks.chosen == line.parts
    head = tree.rows()[1]
    assert not head.isExpanded()
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert ticks.chosen == frozenset()
    assert head.checkState(0) is Qt.CheckState.Unchecked
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert ticks.chosen == line.parts
    assert head.checkState(0) is Qt.CheckState.Checked
