"""Nothing of a blind answer or a private record shows before its time: on no page, in no history, no export."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.kinds import Choice, Ref, Tallied, Text, Whole
from joint_plan.plan.landscape import ProfileEntry, Statement
from joint_plan.plan.language import RealLead, Term
from joint_plan.plan.record import all_specs, spec_of
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.reports.compose import report_model
from joint_plan.reports.excel.workbook import workbook_bytes
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.pdf.record import write_record
from joint_plan.rules.names import shown
from joint_plan.rules.public import public_json, public_plan
from joint_plan.workbook import Workbook
from tests.both_views.conftest import Open
from tests.both_views.senses import everything_said, painted, told_by_history
from tests.ui_boards.hands import press
from ui.document import Document
from ui.parts.scroll import Column
from ui.sections.landscape import LandscapePage
from ui.sections.language import LanguagePage
from ui.window import MainWindow

WORDS = "What nobody may read yet"
HANDS = Tally({1: 1, 2: 3, 5: 4}, 0, 8)
OTHER_HANDS = Tally({5: 8}, 0, 8)
HANDS_SHOWN = ("1 2 2 2 5 5 5 5", "12225555", "55555555", "3.4", "Widest gap", "gap 1.6")

PAIRS = [(spec.name, field.name) for spec in all_specs() for field in spec.fields if field.pair]


def secret_pair(kind: object) -> Pair[object]:
    """An answer of both teams that can be told from everything else in the plan."""
    if isinstance(kind, Tallied):
        return Pair(HANDS, OTHER_HANDS)
    if isinstance(kind, Text):
        return Pair(WORDS, WORDS + " either")
    if isinstance(kind, Ref):
        return Pair("hidden-team", "hidden-team")
    if isinstance(kind, Choice):
        return Pair(kind.choices[0][0], kind.choices[1][0])
    assert isinstance(kind, Whole)
    assert kind.most is not None
    return Pair(kind.most, kind.most - 1)


@pytest.mark.parametrize(("type_name", "field_name"), PAIRS)
def test_a_blind_answer_is_in_nothing_that_goes_out(type_name: str, field_name: str) -> None:
    spec = spec_of(type_name)
    kind = spec.field(field_name).kind
    item = replace(spec.type(id="x"), **{field_name: secret_pair(kind)})  # type: ignore[arg-type]  # a field by name
    view = Snapshot.of([Team(id="hidden-team", name=WORDS), item])
    public = public_plan(view)
    blind = public.get(spec.type, "x")
    assert blind is not None
    assert getattr(blind, field_name) == Pair()
    text = json.dumps(public_json(view)["records"][type_name])  # type: ignore[index,call-overload]  # as it says
    assert field_name not in text
    for team in ("marketing", "sales"):
        assert shown(public, blind, f"{field_name}_{team}") == "In"
        assert shown(view, item, f"{field_name}_{team}") == "In"


def with_secrets(open_plan: Open) -> Document:
    """A plan with a blind tally, blind words and a private entry, all typed in before."""
    document = open_plan(Snapshot.of([]))
    with document.edit("Begin") as edit:
        edit.add(
            Statement(id="s1", dimension="Leads", text="Every lead is worth a call", score=Pair(HANDS, OTHER_HANDS))
        )
        edit.add(Term(id="t1", term="MQL", definition=Pair(WORDS, WORDS + " either")))
        edit.add(RealLead(id="r1", term="t1", description="A dairy", verdict=Pair("yes", "no")))
        edit.add(ProfileEntry(id="p1", team="sales", kind="paid_on", text=WORDS))
        edit.add(ProfileEntry(id="p2", team="sales", kind="constraint", text=WORDS, seen_by="private"))
    return document


def test_neither_page_says_or_paints_a_word_of_it(qtbot: QtBot, open_plan: Open, tmp_path: Path) -> None:
    document = with_secrets(open_plan)
    for page in (LandscapePage(document), LanguagePage(document)):
        document.committed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1372, 900)
        with qtbot.waitExposed(page):
            page.show()
        for key in page.parts:
            page.show_part(key)
            seen = painted(page, tmp_path / f"{key}.pdf")
            assert "".join(page.title.text().split()) in seen, "the paper can be read"
            said = everything_said(page)
            for hidden in (WORDS, *HANDS_SHOWN):
                assert hidden not in said, key
                assert "".join(hidden.split()) not in seen, key


def test_the_same_words_are_painted_once_they_are_revealed(qtbot: QtBot, open_plan: Open, tmp_path: Path) -> None:
    document = with_secrets(open_plan)
    statement, term = document.plan.get(Statement, "s1"), document.plan.get(Term, "t1")
    assert statement is not None
    assert term is not None
    with document.edit("Reveal") as edit:
        edit.set(statement, score_revealed=True)
        edit.set(term, definition_revealed=True)
    for page, part, expected in (
        (LandscapePage(document), "statements", "Widest gap 1.6"),
        (LanguagePage(document), "terms", WORDS),
    ):
        qtbot.addWidget(page)
        page.resize(1372, 900)
        with qtbot.waitExposed(page):
            page.show()
        page.show_part(part)
        seen = painted(page, tmp_path / f"{part}.pdf")
        assert "".join(expected.split()) in seen


def test_history_and_undo_say_nothing_of_it(open_plan: Open) -> None:
    document = with_secrets(open_plan)
    workbook: Workbook = document.workbook
    entry = document.plan.get(ProfileEntry, "p1")
    assert entry is not None
    with document.edit("Change {title}", title=WORDS) as edit:
        edit.set(entry, text=WORDS + " now")
    document.remove(entry)
    toasts: list[str] = []
    document.toast.connect(lambda toast: toasts.append(toast.text))
    document.undo()
    document.redo()
    told = told_by_history(workbook)
    assert WORDS not in told
    assert not [hands for hands in HANDS_SHOWN if hands in told]
    assert not [toast for toast in toasts if WORDS in toast]


def test_sheets_and_papers_say_nothing_of_it(open_plan: Open, tmp_path: Path) -> None:
    document = with_secrets(open_plan)
    model = report_model(public_plan(document.plan), ReportOptions())
    book = tmp_path / "out.xlsx"
    book.write_bytes(workbook_bytes(model))
    with ZipFile(book) as parts:
        text = "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert "Every lead is worth a call" in text
    assert WORDS not in text
    assert not [hands for hands in HANDS_SHOWN if hands in text]
    paper = tmp_path / "out.pdf"
    write_record(model, paper)
    words = paper_words(paper)
    assert "Every lead is worth a call" in words
    assert WORDS not in words


def paper_words(path: Path) -> str:
    """All words of a PDF on one line."""
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_a_clean_copy_has_no_private_entry_in_its_bytes(open_plan: Open, tmp_path: Path) -> None:
    from joint_plan.workbook import clean_copy

    document = open_plan(Snapshot.of([]))
    with document.edit("Begin") as edit:
        edit.add(ProfileEntry(team="sales", kind="paid_on", text=WORDS))
        edit.add(ProfileEntry(team="sales", kind="capability", text="Half of the trials end in an order"))
    target = tmp_path / "clean.jplan"
    clean_copy(document.workbook.path, target)
    kept = target.read_bytes()
    assert b"Half of the trials" in kept
    assert WORDS.encode() not in kept


def test_private_words_show_while_h_is_held_and_no_longer(qtbot: QtBot, open_plan: Open) -> None:
    document = with_secrets(open_plan)
    page = LandscapePage(document)
    qtbot.addWidget(page)
    page.resize(876, 740)
    with qtbot.waitExposed(page):
        page.show()
    page.show_part("profiles")
    row = page.profiles.rows["ProfileEntry:p1"]
    row.setFocus()
    assert row.words == "Hidden here. Hold H to look."
    QTest.keyPress(row, Qt.Key.Key_H)
    assert row.words == WORDS
    QTest.keyRelease(row, Qt.Key.Key_H)
    assert row.words == row.accessibleName() == "Hidden here. Hold H to look."
    row.click()
    assert page.profiles.bar.line.echoMode() == QLineEdit.EchoMode.Password
    assert WORDS not in page.profiles.bar.line.displayText()


def test_what_people_are_paid_on_is_private_until_they_show_it() -> None:
    assert ProfileEntry(team="sales", kind="paid_on", text="x").is_private
    assert not ProfileEntry(team="sales", kind="paid_on", text="x", seen_by="room").is_private
    assert not ProfileEntry(team="sales", kind="capability", text="x").is_private
    assert ProfileEntry(team="sales", kind="capability", text="x", seen_by="private").is_private


def test_the_tally_is_typed_behind_a_mask_and_r_reveals_both(qtbot: QtBot, sample: Document) -> None:
    page = LandscapePage(sample)
    sample.committed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(876, 740)
    with qtbot.waitExposed(page):
        page.show()
    assert page.statements.show_item("Statement:one-place")
    press(Qt.Key.Key_Return)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    editor = page.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.echoMode() == QLineEdit.EchoMode.Password
    QTest.keyClicks(editor, "142")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    item = sample.plan.get(Statement, "one-place")
    assert item is not None
    assert item.score.sales == Tally({1: 1, 2: 1, 4: 1}, 0, 3)
    row = page.statements.rows["Statement:one-place"]
    assert row.words() == "Marketing in, Sales in"
    assert editor.displayText() == ""
    assert page.primary.text() == "Reveal the 3 ready"
    page.primary.click()
    shown_now = [page.statements.rows[key].words() for key in page.statements.rows]
    assert all("not yet" not in words and " in," not in words for words in shown_now)
    # The widest gap of those just shown leads: it has the focus.
    assert page.statements.current == "Statement:say-early"
    assert page.primary.text() == "Next: One language"


def test_the_window_shows_all_steps_without_scrolling(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.create_plan(tmp_path / "plan.jplan", "sample")
    assert window.view is not None
    QTest.qWait(50)
    column = window.view.walk.findChild(Column)
    assert isinstance(column, Column)
    assert column.verticalScrollBar().maximum() == 0
    window.close_plan()
    window.close()
