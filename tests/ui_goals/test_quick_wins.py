"""The quick wins page: typing ideas, scoring them blind, revealing, picking, moving them in the matrix."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import key_of
from tests.ui_goals.conftest import Build
from tests.ui_goals.hands import CTRL, SHIFT, click, drag, focus, nameless, press, settle, shown, type_text
from ui.document import Document, Toast
from ui.parts.idea_model import Heading, Part
from ui.sections.quick_wins import QuickWinsPage


def _win(document: Document, code: str) -> QuickWin:
    return next(item for item in document.plan.all(QuickWin) if item.code == code)


def _ideas(build: Build) -> Document:
    """Three ideas: one scored and revealed, one in from both teams, one in from marketing only."""
    scored = {"impact_marketing": 5, "impact_sales": 3, "effort_marketing": 1, "effort_sales": 2}
    return build(
        {
            "QuickWin": [
                {"title": "Call back", **scored, "impact_revealed": True, "effort_revealed": True},
                {"title": "Share the calendar", **scored},
                {"title": "Write it down", "impact_marketing": 4, "effort_marketing": 2},
            ]
        }
    )


def _cell(page: QuickWinsPage, item: QuickWin, part: Part) -> None:
    """Put the focus on a cell of the table."""
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.ideas.index(page.table.ideas.row_of(key_of(item)), part))
    settle()


def test_enter_adds_a_line_with_its_parts(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, QuickWinsPage(blank))
    page.add_item()
    type_text("Call back | nobody calls | more talks | a week")
    press(Qt.Key.Key_Return)
    (added,) = blank.plan.all(QuickWin)
    assert (added.title, added.problem, added.expected_effect) == ("Call back", "nobody calls", "more talks | a week")
    assert page.entry.line.text() == ""
    assert page.table.current_key() == key_of(added)
    blank.undo()
    assert not blank.plan.all(QuickWin)


def test_pasted_lines_are_one_step(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, QuickWinsPage(blank))
    page.add_item()
    QGuiApplication.clipboard().setText("One\n\n  Two | why \nThree\n")
    press(Qt.Key.Key_V, CTRL)
    assert [item.title for item in blank.plan.all(QuickWin)] == ["One", "Two", "Three"]
    blank.undo()
    assert not blank.plan.all(QuickWin)


def test_escape_empties_the_line(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, QuickWinsPage(blank))
    page.add_item()
    type_text("half an idea")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Return)
    assert page.entry.line.text() == ""
    assert not blank.plan.all(QuickWin)


def test_picked_ideas_come_first_under_their_heading(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, QuickWinsPage(sample))
    rows = page.table.ideas.rows
    titles = [row.title for row in rows if isinstance(row, Heading)]
    assert titles == ["30-day list", "Other ideas", "Merged ideas"]
    other = next(number for number, row in enumerate(rows) if isinstance(row, Heading) and row.title == "Other ideas")
    assert all(isinstance(row, Heading) or row.item.picked == (number < other) for number, row in enumerate(rows))


def test_matrix_names_what_it_cannot_place(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    placed, both, one = (key_of(_win(document, code)) for code in ("QW-01", "QW-02", "QW-03"))
    assert page.matrix.centre_of(placed) is not None
    assert page.matrix.centre_of(both) is None
    assert page.matrix.centre_of(one) is None
    words = page.matrix.accessibleDescription()
    assert "Call back: impact 4, effort 1.5" in words
    assert "Not placed yet: Share the calendar, Write it down" in words


def test_blind_scores_stay_hidden_until_revealed(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    model = page.table.ideas
    row = model.row_of(key_of(_win(document, "QW-03")))
    cell = str(model.index(row, Part.IMPACT).data())
    assert cell == "Marketing: In, Sales: Not yet"
    assert page.primary.text() == "Reveal the 1 ready"
    click(page.primary)
    assert _win(document, "QW-02").impact.revealed
    assert not _win(document, "QW-03").impact.revealed
    assert page.matrix.centre_of(key_of(_win(document, "QW-02"))) is not None
    assert page.primary.text().startswith("Next:")
    document.undo()
    assert page.matrix.centre_of(key_of(_win(document, "QW-02"))) is None


def test_typing_a_blind_score_never_shows_the_one_that_is_in(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    _cell(page, _win(document, "QW-03"), Part.IMPACT)
    press(Qt.Key.Key_F2)
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == ""
    assert editor.placeholderText() == "in"
    press(Qt.Key.Key_Tab)
    type_text("2")
    assert focus().property("text") == "2"
    assert isinstance(focus(), QLineEdit)
    assert focus().property("displayText") != "2"
    press(Qt.Key.Key_Return)
    impact = _win(document, "QW-03").impact
    assert (impact.marketing, impact.sales, impact.revealed) == (4, 2, False)


def test_a_score_out_of_bounds_is_refused_in_words(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    said: list[Toast] = []
    document.toast.connect(said.append)
    before = _win(document, "QW-01")
    _cell(page, before, Part.EFFORT)
    press(Qt.Key.Key_F2)
    type_text("7")
    press(Qt.Key.Key_Return, times=2)
    assert _win(document, "QW-01") == before
    assert "between 1 and 5" in said[-1].text


def test_enter_on_the_number_picks_and_puts_back(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    _cell(page, _win(document, "QW-02"), Part.MARKER)
    press(Qt.Key.Key_Return)
    assert _win(document, "QW-02").picked
    first = page.table.ideas.rows[1]
    assert not isinstance(first, Heading)
    assert first.item.code == "QW-02"
    assert first.standing is not None
    assert page.table.current_key() == key_of(_win(document, "QW-02"))
    click(page.pick)
    assert not _win(document, "QW-02").picked


def test_dragging_a_marker_moves_both_teams_scores(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    key = key_of(_win(document, "QW-01"))
    start, aim = page.matrix.centre_of(key), page.matrix.point_of(key, "sales")
    assert start is not None
    assert aim is not None
    score = page.matrix.score_width
    drag(page.matrix, start, QPoint(round(score), round(score)))
    moved = _win(document, "QW-01")
    assert (moved.effort.marketing, moved.effort.sales) == (2, 3)
    assert (moved.impact.marketing, moved.impact.sales) == (4, 2)
    document.undo()
    assert _win(document, "QW-01").effort.marketing == 1


def test_a_drag_stops_at_the_edge_of_the_scale(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    start = page.matrix.centre_of(key_of(_win(document, "QW-01")))
    assert start is not None
    drag(page.matrix, start, QPoint(0, round(page.matrix.score_width * 4)))
    impact = _win(document, "QW-01").impact
    assert (impact.marketing, impact.sales) == (3, 1)


def test_a_teams_own_point_moves_that_team_only(qtbot: QtBot, build: Build) -> None:
    document = _ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    key = key_of(_win(document, "QW-01"))
    page.reveal_item(key)
    point = page.matrix.point_of(key, "sales")
    assert point is not None
    drag(page.matrix, point, QPoint(round(page.matrix.score_width), 0))
    moved = _win(document, "QW-01")
    assert (moved.effort.marketing, moved.effort.sales) == (1, 3)
    assert (moved.impact.marketing, moved.impact.sales) == (5, 3)


def test_arrows_walk_the_matrix_and_shift_moves(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, QuickWinsPage(sample))
    page.matrix.setFocus()
    start = page.table.current_key()
    here = page.matrix.centre_of(start)
    press(Qt.Key.Key_Right)
    there = page.matrix.centre_of(page.table.current_key())
    assert here is not None
    assert there is not None
    assert there.x() > here.x()
    item = page.matrix.current_item()
    assert isinstance(item, QuickWin)
    press(Qt.Key.Key_Right, SHIFT)
    after = sample.plan.get(QuickWin, item.id)
    assert after is not None
    assert item.effort.marketing is not None
    assert after.effort.marketing == item.effort.marketing + 1


def test_votes_of_merged_ideas_count(qtbot: QtBot, build: Build) -> None:
    votes = {"votes_marketing": 2, "votes_sales": 1, "votes_revealed": True}
    document = build(
        {
            "QuickWin": [
                {"id": "a", "title": "Call back", **votes},
                {"id": "b", "title": "Ring back", **votes, "merged_into": "a"},
            ]
        }
    )
    page = shown(qtbot, QuickWinsPage(document))
    first = page.table.ideas.rows[1]
    assert not isinstance(first, Heading)
    assert first.votes == (4, 2)


def test_headings_are_stepped_over(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, QuickWinsPage(sample))
    page.table.setFocus()
    met = []
    for _step in range(len(page.table.ideas.rows)):
        met.append(page.table.current_key())
        press(Qt.Key.Key_Down)
    assert "" not in met
    assert set(met) == {key_of(item) for item in sample.plan.all(QuickWin)}


def test_every_part_that_takes_the_focus_has_a_name(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, QuickWinsPage(sample))
    assert nameless(page) == []


def _same_ideas(build: Build) -> Document:
    """Four ideas, three of which mean the same; two people of Marketing and one of Sales are there."""
    people = [("m1", "marketing"), ("m2", "marketing"), ("s1", "sales")]
    return build(
        {
            "Team": [
                {"id": "marketing", "name": "Growth", "core": True, "must_agree": True},
                {"id": "sales", "name": "Field", "core": True, "must_agree": True},
            ],
            "Participant": [{"id": who, "name": who, "team": team, "present": True} for who, team in people],
            "QuickWin": [{"title": title} for title in ("Call back", "Ring back", "Phone back", "Share the calendar")],
        }
    )


def test_marked_ideas_become_one_in_one_step(qtbot: QtBot, build: Build) -> None:
    document = _same_ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    _cell(page, _win(document, "QW-02"), Part.IDEA)
    page.mark_item()
    _cell(page, _win(document, "QW-03"), Part.IDEA)
    page.mark_item()
    _cell(page, _win(document, "QW-01"), Part.IDEA)
    assert page.merge_button.text() == "Merge 3 ideas"
    page.merge_items()
    kept = _win(document, "QW-01")
    assert [_win(document, code).merged_into for code in ("QW-02", "QW-03")] == [kept.id, kept.id]
    assert page.table.current_key() == key_of(kept)
    said = str(page.table.ideas.index(page.table.ideas.row_of(key_of(kept)), Part.IDEA).data())
    assert "With QW-02 Ring back; QW-03 Phone back" in said
    assert not page.merge_button.isVisible()
    assert document.workbook.undo_name.endswith("Merge 2 ideas into QW-01")
    document.undo()
    assert not any(idea.merged_into for idea in document.plan.all(QuickWin))
    document.redo()
    click(page.apart)
    assert not any(idea.merged_into for idea in document.plan.all(QuickWin))


def test_nothing_is_merged_without_marks(qtbot: QtBot, build: Build) -> None:
    document = _same_ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    said: list[Toast] = []
    document.toast.connect(said.append)
    page.merge_items()
    assert said[-1].text.startswith("Nothing to merge")
    assert not any(idea.merged_into for idea in document.plan.all(QuickWin))


def test_dots_are_typed_blind_checked_and_revealed_together(qtbot: QtBot, build: Build) -> None:
    document = _same_ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    # Four ideas: two dots a person, so Growth has four in all.
    _cell(page, _win(document, "QW-01"), Part.VOTES)
    press(Qt.Key.Key_F2)
    type_text("....")
    press(Qt.Key.Key_Return)
    type_text("2")
    press(Qt.Key.Key_Return)
    assert _win(document, "QW-01").votes.marketing == 4
    _cell(page, _win(document, "QW-02"), Part.VOTES)
    press(Qt.Key.Key_F2)
    type_text("1")
    line = focus()
    press(Qt.Key.Key_Return)
    assert focus() is line, "what cannot be taken keeps its field"
    assert "Growth has 4 dots in all" in line.accessibleDescription()
    press(Qt.Key.Key_Escape)
    assert _win(document, "QW-02").votes.marketing is None
    cell = str(page.table.ideas.index(page.table.ideas.row_of(key_of(_win(document, "QW-01"))), Part.VOTES).data())
    assert cell == "Growth: In, Field: In"
    assert page.primary.text() == "Reveal the votes"
    click(page.primary)
    assert [(win.votes.marketing, win.votes.sales) for win in document.plan.all(QuickWin)] == [(4, 2), *[(0, 0)] * 3]
    first = page.table.ideas.rows[1]
    assert not isinstance(first, Heading)
    assert page.table.ideas.words(first, Part.STATE) == "To score"
    document.undo()
    assert not any(win.votes.revealed for win in document.plan.all(QuickWin))


def test_the_thirty_day_list_says_what_it_lacks(qtbot: QtBot, build: Build) -> None:
    document = _same_ideas(build)
    page = shown(qtbot, QuickWinsPage(document))
    page.show_part("list")
    assert page.list.empty.isVisible()
    page.show_part("ideas")
    _cell(page, _win(document, "QW-01"), Part.MARKER)
    press(Qt.Key.Key_Return)
    page.show_part("list")
    assert page.switch.segments["list"].text() == "30-day list  1"
    words = page.list.missing.text()
    assert words == ("Still missing – QW-01: Owner in Growth, Owner in Field, First step, Due, Goal or SLA served")
    records = page.list.table.records
    assert records.data(records.index(0, 1), Qt.ItemDataRole.ToolTipRole) == "Still missing"
    with document.edit("Fill in") as edit:
        edit.set(_win(document, "QW-01"), marketing_owner="m1", sales_owner="s1", first_step="Ask", serves="Stage:1")
    assert page.list.missing.text() == "Still missing – QW-01: Due"
    assert nameless(page) == []


def test_frictions_are_proposed_as_ideas(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, QuickWinsPage(sample))
    offered = page.proposals.offered()
    friction = next(item for item in offered if isinstance(item, QuickWin) and item.serves.startswith("Stage:"))
    before = len(sample.plan.all(QuickWin))
    page.proposals.adopt((friction,))
    added = sample.plan.all(QuickWin)[-1]
    assert (len(sample.plan.all(QuickWin)), added.problem) == (before + 1, friction.problem)
    assert page.table.current_key() == key_of(added)
    assert friction not in page.proposals.offered()


def test_a_line_that_is_too_long_is_refused_in_words_and_nothing_is_cut(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, QuickWinsPage(blank))
    page.add_item()
    long = "a" * 20_001
    QGuiApplication.clipboard().setText(long)
    press(Qt.Key.Key_V, CTRL)
    press(Qt.Key.Key_Return)
    assert not blank.plan.all(QuickWin)
    assert "20,000" in page.entry.fault
    assert page.entry.line.text() == long
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Return)
    assert [win.title for win in blank.plan.all(QuickWin)] == [long[:-1]]
