"""The new pages by key and mouse."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from joint_plan.plan.cadence import Meeting
from joint_plan.plan.landscape import Statement
from joint_plan.plan.language import RealLead, Term
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.landscape import statements
from tests.both_views.conftest import Open
from tests.ui_boards.hands import focus, press, shown, type_text
from ui.document import Document
from ui.parts.crm_upkeep import promise_upkeep
from ui.sections.cadence import CadencePage
from ui.sections.data import DataPage
from ui.sections.landscape import LandscapePage
from ui.sections.language import LanguagePage


def test_a_round_of_eight_people_from_proposals_to_the_widest_gap(qtbot: QtBot, blank: Document) -> None:
    page = LandscapePage(blank)
    shown(qtbot, page)
    page.proposals.adopt(page.proposals.offered())
    assert len(blank.plan.all(Statement)) == 12
    answers = [("44455555", "11122222"), ("33333333", "33334444")]
    for line, (marketing, sales) in zip(statements(blank.plan)[:2], answers, strict=True):
        assert page.statements.show_item(f"Statement:{line.item.id}")
        press(Qt.Key.Key_Return)
        type_text(marketing)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
        type_text(sales)
        press(Qt.Key.Key_Return)
    assert page.primary.text() == "Reveal the 2 ready"
    page.primary.click()
    first = statements(blank.plan)[0]
    assert first.item.score.marketing == Tally({4: 3, 5: 5}, 0, 8)
    assert page.statements.current == f"Statement:{first.item.id}"
    assert page.statements.rows[page.statements.current].words() == "Marketing 4.6, Sales 1.6, gap 3.0"
    blank.undo()
    assert "in" in page.statements.rows[page.statements.current].words()


def test_a_term_from_two_versions_to_one(qtbot: QtBot, blank: Document) -> None:
    page = LanguagePage(blank)
    shown(qtbot, page)
    page.add_item()
    type_text("MQL")
    press(Qt.Key.Key_Return)
    form = page.terms.form
    for team, words in (("marketing", "Filled in a form"), ("sales", "Wants to talk")):
        form.focus_field(f"definition_{team}")
        type_text(words)
        press(Qt.Key.Key_Return)
    (term,) = blank.plan.all(Term)
    card = page.terms.cards[f"Term:{term.id}"]
    assert "Filled in a form" not in card.accessibleDescription()
    with blank.edit("Reveal") as edit:
        edit.set(term, definition_revealed=True)
    form.focus_field("agreed_definition")
    type_text("Fits and has asked")
    press(Qt.Key.Key_Return)
    assert "Filled in a form" in card.accessibleDescription()
    assert "Fits and has asked" in card.accessibleDescription()


def test_a_lead_is_tried_and_says_why(qtbot: QtBot, sample: Document) -> None:
    page = LanguagePage(sample)
    shown(qtbot, page)
    page.show_part("criteria")
    trial = page.criteria.tryout
    assert trial.verdict.text() == "Does not pass"
    for box in ("crit-industry", "crit-air", "crit-asked"):
        trial.boxes[box].click()
    assert (trial.verdict.text(), trial.why.text()) == ("Passes", "80 points, MQL from 60")
    trial.boxes["crit-region"].click()
    assert trial.verdict.text() == "Does not pass"
    assert "Disqualified: Outside our regions" in trial.why.text()


def test_upkeep_of_the_crm_becomes_an_sla_in_one_step(qtbot: QtBot, sample: Document) -> None:
    page = DataPage(sample)
    shown(qtbot, page)
    asked: list[str] = []
    page.go_to.connect(asked.append)
    page.hygiene.click()
    made = sample.plan.all(Sla)[-1]
    assert (made.owed_by, made.owed_to) == ("sales", "marketing")
    assert asked == [f"Sla:{made.id}"]
    sample.undo()
    assert sample.plan.get(Sla, made.id) is None


def test_meetings_are_adopted_and_a_row_leads_to_all_its_fields(qtbot: QtBot, blank: Document) -> None:
    page = CadencePage(blank)
    shown(qtbot, page)
    page.proposals.adopt(page.proposals.offered()[:1])
    (meeting,) = blank.plan.all(Meeting)
    assert (meeting.name, meeting.frequency, meeting.code) == ("Joint strategy", "biweekly", "MT-01")
    shown_item = page.part.current_item()
    assert shown_item is not None
    assert shown_item.id == meeting.id
    assert page.switch.segments["meetings"].text() == "Meetings  1"
    QTest.qWait(1)
    assert focus() is not None


def test_six_real_leads_are_sorted_blind_and_revealed_in_one_step(qtbot: QtBot, open_plan: Open) -> None:
    document = open_plan(Snapshot.of([Term(id="t", term="MQL")]))
    page = LanguagePage(document)
    document.committed.connect(page.refresh)
    qtbot.addWidget(page)
    page.show_part("sorting")
    with document.edit("Sort") as edit:
        for number in range(5):
            verdict = Pair("yes", "yes" if number < 3 else "no")
            edit.add(RealLead(term="t", description=f"Lead {number}", verdict=verdict))
    assert page.sorting.result.text() == "MQL: 1 more real lead makes a fair test of six."
    with document.edit("One more") as edit:
        edit.add(RealLead(term="t", description="The sixth", verdict=Pair("no", None)))
    assert page.sorting.result.text() == ""
    assert page.primary.text() == "Reveal the 5 ready"
    page.primary.click()
    assert page.sorting.result.text() == "MQL: the teams agree on 3 of 5 leads, 60\N{NO-BREAK SPACE}%."
    assert page.primary.text().startswith("Next")
    document.undo()
    assert not any(lead.verdict.revealed for lead in document.plan.all(RealLead))


def test_crm_upkeep_becomes_an_sla_once(sample: Document) -> None:
    before = len(sample.plan.all(Sla))
    key = promise_upkeep(sample)
    made = sample.plan.find(key)
    assert isinstance(made, Sla)
    assert (made.owed_by, made.owed_to, made.met_share) == ("sales", "marketing", Decimal("0.95"))
    assert promise_upkeep(sample) == key
    assert len(sample.plan.all(Sla)) == before + 1
