"""The Agreement page: open points first, agreeing as a set, changed bases, parking, versions and signatures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from joint_plan.plan.agreement import Assent, Decision, ParkingItem, Signature, Version
from joint_plan.plan.funnel import Rate
from joint_plan.plan.goals import Goal
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.slas import Sla
from joint_plan.rules.standing import State, standing, standings
from joint_plan.rules.versions import blockers, check_code
from tests.ui_goals.hands import CTRL, answering, click, focus, nameless, press, settle, shown, type_text
from ui.document import Document
from ui.parts.agreement_dialogs import ParkAllDialog, SignDialog, VersionDialog
from ui.sections.agreement import AgreementPage


def _open(document: Document) -> list[str]:
    return [key for key, one in standings(document.plan).items() if one.open]


def _press_default(dialog: ParkAllDialog | VersionDialog | SignDialog) -> None:
    press(Qt.Key.Key_Return)


def _settled(qtbot: QtBot, document: Document) -> AgreementPage:
    """The page once everything open has been parked."""
    page = shown(qtbot, AgreementPage(document))
    answering(ParkAllDialog, _press_default)
    click(page.blockers.park_all)
    return page


def _versioned(qtbot: QtBot, document: Document) -> AgreementPage:
    page = _settled(qtbot, document)
    answering(VersionDialog, _press_default)
    click(page.blockers.make)
    return page


def test_open_points_come_first_and_contested_before_all(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    shown_first = list(page.list.rows)[: len(_open(sample))]
    assert set(shown_first) == set(_open(sample))
    states = [row.standing.state for row in page.list.rows.values()]
    assert states[0] is State.CONTESTED
    assert State.CONTESTED not in states[states.count(State.CONTESTED) :]


def test_an_objection_is_shown_with_its_words_and_hands(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    row = next(iter(page.list.rows.values()))
    objection = next(one for one in row.standing.stances.values() if one is not None and one.stance == "object")
    assert objection.reservation in row.accessibleDescription()
    assert not row.tick.isEnabled()


def test_a_set_is_agreed_with_one_button_a_team(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    contested = [key for key in _open(sample) if standings(sample.plan)[key].state is State.CONTESTED]
    before = _open(sample)
    click(page.set_bar.all)
    assert len(page.list.selected()) == len(before) - len(contested)
    click(page.set_bar.teams["marketing"])
    waiting = [key for key in _open(sample) if key not in contested]
    assert [key_of(one.item) for one in page.list.selected()] == waiting
    assert all(standings(sample.plan)[key].waiting_for == ("sales",) for key in waiting)
    click(page.set_bar.teams["sales"])
    assert _open(sample) == contested
    assert page.list.selected() == []
    sample.undo()
    sample.undo()
    assert _open(sample) == before


def test_the_set_by_keys_alone(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    page.reveal_item(_open(sample)[0])
    first = focus()
    press(Qt.Key.Key_X)
    assert len(page.list.selected()) == 1
    press(Qt.Key.Key_Down)
    assert focus() is not first
    press(Qt.Key.Key_X)
    chosen = [key_of(one.item) for one in page.list.selected()]
    assert len(chosen) == 2
    page.set_bar.teams["marketing"].setFocus()
    press(Qt.Key.Key_Space)
    for key in chosen:
        assent = standings(sample.plan)[key].stances["marketing"]
        assert assent is not None
        assert assent.stance == "agree"
    press(Qt.Key.Key_A, CTRL)


def test_what_a_team_has_said_already_is_kept(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    stances = len(sample.plan.all(Assent))
    missing = sum(
        one.stances["marketing"] is None for one in standings(sample.plan).values() if one.open and one.waiting_for
    )
    click(page.set_bar.all)
    click(page.set_bar.teams["marketing"])
    added = len(sample.plan.all(Assent)) - stances
    assert 0 < added <= missing


def test_a_click_on_a_stance_asks_for_it(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    asked: list[tuple[str, Record]] = []
    page.stance_asked.connect(lambda team, item: asked.append((team, item)))
    row = list(page.list.rows.values())[1]
    click(row, row.chip_place("sales").center())
    assert asked == [("sales", row.current_item())]


def test_only_rows_that_changed_are_touched(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    rows = dict(page.list.rows)
    agreed = next(item for item in sample.plan.all(Sla) if standing(sample.plan, item).state is State.AGREED)
    with sample.edit("Change") as edit:
        edit.set(agreed, obligation="does something else entirely")
    settle()
    now = page.list.rows
    assert key_of(agreed) in now
    assert now[key_of(agreed)].standing.state is State.DRAFT
    assert all(now[key] is row for key, row in rows.items())
    sample.undo()
    settle()
    assert key_of(agreed) not in page.list.rows


def test_a_changed_basis_is_named_and_confirmed(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    goal = next(goal for goal in sample.plan.all(Goal) if goal.revenue_goal)
    rate = next(rate for rate in sample.plan.all(Rate) if rate.stage == "lead")
    with sample.edit("Change the rate") as edit:
        edit.set(rate, rate=rate.rate and rate.rate / 2)
    settle()
    row = page.list.rows[key_of(goal)]
    assert "30" in row.accessibleDescription()
    assert "15" in row.accessibleDescription()
    assert row.confirm.isVisible()
    assert standing(sample.plan, goal).agreed
    row.setFocus()
    press(Qt.Key.Key_C)
    assert not standing(sample.plan, goal).basis_changed
    assert standing(sample.plan, goal).state is State.AGREED
    sample.undo()
    assert standing(sample.plan, goal).basis_changed


def test_what_is_in_the_way_leads_to_its_item(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    row = page.blockers.rows[3]
    click(row)
    assert focus() is page.list.rows[row.blocker.key]
    points = [row for row in page.blockers.rows if row.blocker.key.startswith("ParkingItem:")]
    click(points[0])
    assert page.parking.hasFocus()
    assert page.parking.current_item() == sample.plan.find(points[0].blocker.key)


def test_parking_everything_still_open_is_one_step(qtbot: QtBot, sample: Document) -> None:
    before = _open(sample)
    points = len(sample.plan.all(ParkingItem))
    page = _settled(qtbot, sample)
    assert _open(sample) == []
    assert blockers(sample.plan) == ()
    parked = sample.plan.all(ParkingItem)[points:]
    assert {point.item for point in parked} == set(before)
    assert all(point.owner and point.due and point.status == "assigned" for point in parked)
    assert page.blockers.make.isEnabled()
    sample.undo()
    assert _open(sample) == before
    assert len(sample.plan.all(ParkingItem)) == points


def test_a_due_date_that_is_none_is_said_and_parks_nothing(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    points = len(sample.plan.all(ParkingItem))
    said: list[str] = []

    def answer(dialog: ParkAllDialog) -> None:
        dialog.due.setFocus()
        dialog.due.selectAll()
        type_text("soon")
        press(Qt.Key.Key_Return)
        said.append(dialog.fault_words())
        press(Qt.Key.Key_Escape)

    answering(ParkAllDialog, answer)
    click(page.blockers.park_all)
    assert "soon" in said[0]
    assert len(sample.plan.all(ParkingItem)) == points


def test_a_version_is_made_and_undo_steps_over_it(qtbot: QtBot, sample: Document) -> None:
    page = _versioned(qtbot, sample)
    (version,) = sample.plan.all(Version)
    assert version.number == 1
    words = page.version.accessible_words()
    assert check_code(version.hash) in words
    assert "Nothing has changed since" in words
    sample.undo()
    assert sample.plan.all(Version) == (version,)
    assert _open(sample)


def test_no_version_while_something_is_open(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    assert not page.blockers.make.isEnabled()
    page.make_version()
    assert sample.plan.all(Version) == ()


def test_next_review_goes_into_the_version(qtbot: QtBot, sample: Document) -> None:
    page = _settled(qtbot, sample)

    def answer(dialog: VersionDialog) -> None:
        assert isinstance(focus(), QLineEdit)
        type_text("2027-03-01")
        press(Qt.Key.Key_Return)

    answering(VersionDialog, answer)
    page.make_version()
    (version,) = sample.plan.all(Version)
    assert str(version.next_review) == "2027-03-01"


def test_signatures_are_added_and_counted(qtbot: QtBot, sample: Document) -> None:
    page = _versioned(qtbot, sample)
    (version,) = sample.plan.all(Version)
    names: list[str] = []

    def sign(dialog: SignDialog) -> None:
        names.append(dialog.person.currentText())
        dialog.reservation.setFocus()
        type_text("Only until March")
        dialog.yes.click()

    answering(SignDialog, sign)
    click(page.version.sign)
    (signature,) = sample.plan.all(Signature)
    assert signature.version == version.id
    assert signature.reservation == "Only until March"
    assert "signed 1 of" in page.version.accessible_words()
    answering(SignDialog, _press_default)
    click(page.version.sign)
    assert len(sample.plan.all(Signature)) == 2
    assert len({one.participant for one in sample.plan.all(Signature)}) == 2
    assert sample.plan.all(Version) == (version,)


def test_what_changed_since_is_said_in_words(qtbot: QtBot, sample: Document) -> None:
    page = _versioned(qtbot, sample)
    goal = sample.plan.all(Goal)[1]
    with sample.edit("Reword") as edit:
        edit.set(goal, title="Half of all MQLs become an SQL")
    settle()
    assert "Since then 1 changed" in page.version.accessible_words()
    click(page.version.compare)
    assert page.switch.current() == "versions"
    words = "\n".join(page.versions.lines())
    assert "G-02" in words
    assert goal.title in words
    assert "Half of all MQLs become an SQL" in words


def test_the_primary_button_leads_on(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    assert page.primary.text() == "Next open: SLA-07"
    click(page.primary)
    assert focus() is next(iter(page.list.rows.values()))
    page = _settled(qtbot, sample)
    assert page.primary.text() == "Make version 1"


def test_folding_a_section_shows_and_hides_its_items(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    agreed = next(key for key, one in standings(sample.plan).items() if one.state is State.AGREED)
    assert agreed not in page.list.rows
    page.reveal_item(agreed)
    settle()
    assert focus() is page.list.rows[agreed]


def test_decisions_are_typed_in_their_table(qtbot: QtBot, sample: Document) -> None:
    page = shown(qtbot, AgreementPage(sample))
    count = len(sample.plan.all(Decision))
    click(page.switch.segments["decided"])
    page.add_item()
    settle()
    assert len(sample.plan.all(Decision)) == count + 1


def test_an_empty_plan_says_what_the_page_is_for(qtbot: QtBot, blank: Document) -> None:
    page = shown(qtbot, AgreementPage(blank))
    assert page.list.rows == {}
    assert not page.blockers.make.isEnabled()
    assert not page.set_bar.isVisible()


def test_every_part_that_takes_the_focus_has_a_name(qtbot: QtBot, sample: Document) -> None:
    page = _versioned(qtbot, sample)
    assert nameless(page) == []
