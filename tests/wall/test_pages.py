"""What the pages say, and to whom they give away what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from joint_plan.plan.kinds import Text
from joint_plan.plan.record import Record, all_specs, key_of, spec_of, title_of
from joint_plan.plan.sections import SECTIONS
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Assent, ProfileEntry, QuickWin, Sla, Stage, Statement, Team, Term, Touchpoint
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.public import is_private, public_plan
from joint_plan.rules.stances import new_assent
from joint_plan.rules.standing import standing
from joint_plan.rules.starting_plan import template
from tests.rules.plans import added
from tests.wall.pictures import pages
from ui import theme
from ui.wall.canvas import Canvas
from ui.wall.frame import compose
from ui.wall.marks import BoxMark, IconMark, TeamMark
from ui.wall.scene import Scene
from ui.wall.subjects import place_of, shown_for, subjects
from ui.wall.time_left import TimeLeft
from ui.wall.view import WallView

WIDTH = 1920.0


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return template("sample")


def with_records(plan: Snapshot, *items: Record) -> Snapshot:
    """The plan with records in the place of those with the same ids."""
    changes: dict[str, dict[str, Record | None]] = {}
    for item in items:
        changes.setdefault(spec_of(item).name, {})[item.id] = item
    return plan.replaced(changes)


def page(plan: Snapshot, item: Record | str, section: str = "") -> Canvas:
    """The page of an item."""
    key = item if isinstance(item, str) else key_of(item)
    where = section or spec_of(key.partition(":")[0]).section
    return compose(Scene(public_plan(plan), where, key), WIDTH)


def said(canvas: Canvas) -> str:
    return " ".join(" ".join(mark.lines) for mark in canvas.texts)


def shapes(canvas: Canvas, team: str) -> list[TeamMark]:
    return [mark for mark in canvas.marks if isinstance(mark, TeamMark) and mark.team == team]


# Blind, then revealed


def test_of_a_blind_score_only_who_is_in_is_shown(sample: Snapshot) -> None:
    item = replace(sample.all(Statement)[0], score=Pair(Tally({5: 3}), None))
    canvas = page(with_records(sample, item), item)
    words = said(canvas)
    assert item.text in words
    assert "Marketing in Sales not yet" in words
    assert "gap" not in words
    assert "5.0" not in words
    assert [mark.hollow for mark in shapes(canvas, "sales")] == [False]
    assert {mark.name for mark in canvas.marks if isinstance(mark, IconMark)} >= {"circle-check", "circle-dashed"}


def test_after_the_reveal_the_means_and_the_gap_are_shown(sample: Snapshot) -> None:
    item = sample.all(Statement)[0]
    words = said(page(sample, item))
    assert "Marketing 4.3" in words
    assert "Sales 1.7" in words
    assert "gap 2.7" in words
    assert "Agreed: now 2, target 4." in words


@pytest.mark.parametrize(("hands", "single"), [(4, 0), (5, 5), (9, 9)])
def test_single_hands_are_shown_of_teams_of_five_or_more(sample: Snapshot, hands: int, single: int) -> None:
    item = replace(sample.all(Statement)[0], score=Pair(Tally({4: hands}), Tally({1: 1, 2: 2}), revealed=True))
    canvas = page(with_records(sample, item), item)
    # One shape stands for the mean and one beside the name; the others are hands. Sales has three people.
    assert len(shapes(canvas, "marketing")) - 2 == single
    assert len(shapes(canvas, "sales")) - 2 == 0
    assert ("A small shape is one person." in said(canvas)) == bool(single)


@pytest.mark.parametrize(("hands", "shown"), [("3345", False), ("33455", True)])
def test_hands_on_an_sla_are_shown_of_teams_of_five_or_more(sample: Snapshot, hands: str, shown: bool) -> None:
    sla = sample.all(Sla)[0]
    plan = with_records(sample, *(replace(one, item="") for one in sample.where(Assent, "item", key_of(sla))))
    counts = {int(hand): hands.count(hand) for hand in hands}
    stance = new_assent(plan, sla, "marketing", "agree", method="fist_to_five", tally=Tally(counts))
    canvas = page(added(plan, stance), sla)
    cards = [mark.text for mark in canvas.texts if mark.text in set("012345") and mark.size == 40]
    assert cards == (sorted(hands) if shown else [])
    assert "Marketing agrees" in said(canvas)
    assert "Sales not yet, show your hands" in said(canvas)


def test_the_scale_stands_there_while_hands_are_awaited(sample: Snapshot) -> None:
    agreed = next(sla for sla in sample.all(Sla) if not standing(sample, sla).waiting_for)
    assert "can live with it" not in said(page(sample, agreed))
    fresh = Sla(id="new", owed_by="sales", owed_to="marketing", obligation="calls back", position=1)
    words = said(page(added(sample, fresh), fresh))
    for meaning in ("block", "cannot go along", "with a change", "can live with it", "support it", "lead it"):
        assert meaning in words


def test_a_term_shows_both_words_only_once_they_are_revealed(sample: Snapshot) -> None:
    term = replace(sample.all(Term)[0], definition=Pair("ours", "theirs"))
    words = said(page(with_records(sample, term), term))
    assert "ours" not in words
    assert "theirs" not in words
    open_term = replace(term, definition=Pair("ours", "theirs", revealed=True))
    words = said(page(with_records(sample, open_term), open_term))
    assert "ours" in words
    assert "theirs" in words


def test_what_people_are_paid_on_is_shown_only_where_they_show_it(sample: Snapshot) -> None:
    paid = ProfileEntry(id="paid", team="sales", kind="paid_on", text="new logos only", position=1)
    key = "@profile:paid_on"
    assert "new logos" not in said(page(added(sample, paid), key, "landscape"))
    shown = replace(paid, seen_by="room")
    assert "new logos only" in said(page(added(sample, shown), key, "landscape"))


def test_blind_scores_keep_an_idea_out_of_the_matrix(sample: Snapshot) -> None:
    blind = [replace(win, impact=replace(win.impact, revealed=False)) for win in sample.all(QuickWin)]
    canvas = page(with_records(sample, *blind), "@matrix:", "quick_wins")
    assert "not scored yet" in said(canvas)
    codes = [mark for mark in canvas.texts if mark.weight == 700]
    assert codes == []


# Content


def test_an_sla_is_one_sentence_in_which_time_and_share_stand_out(sample: Snapshot) -> None:
    canvas = page(sample, "Sla:mql-handover")
    sentence = max(canvas.texts, key=lambda mark: mark.size)
    whole = " ".join(sentence.lines)
    assert whole.startswith("Marketing hands over every MQL")
    assert [whole[first:last] for first, last in sentence.accents] == ["4 business hours", "95\u00a0%"]
    assert 36 <= sentence.size <= 96
    words = said(canvas)
    assert "Marketing promises Sales" in words
    assert "If missed: Sales sends it back the same day" in words


def test_a_stage_shows_its_lanes_and_what_is_handed_on(sample: Snapshot) -> None:
    stage = sample.all(Stage)[1]
    words = " ".join(said(canvas) for canvas in pages(Scene(public_plan(sample), "journey", key_of(stage)), WIDTH))
    assert stage.name in words
    assert stage.customer_question in words
    assert "Marketing leads" in words
    for touchpoint in sample.where(Touchpoint, "stage", stage.id):
        assert touchpoint.name in words
    assert "Handoff to Sales" in words
    assert "SLA-02" in words


def test_every_number_of_the_funnel_is_the_committed_one(sample: Snapshot) -> None:
    words = said(page(sample, "@funnel:", "goals"))
    for count in ("6,548", "2,619", "786", "590", "525", "272", "78"):
        assert f" {count}" in words


@pytest.mark.parametrize("section", [section.key for section in SECTIONS])
def test_an_empty_section_asks_its_question(section: str) -> None:
    plan = Snapshot.of([Team(id="marketing", name="M", core=True), Team(id="sales", name="S", core=True)])
    canvas = compose(Scene(public_plan(plan), section), WIDTH)
    assert len(said(canvas)) > 20


def test_every_record_that_the_room_may_see_has_a_page() -> None:
    plan = template("sample")
    public = public_plan(plan)
    # These are shown nowhere by themselves: they say how others stand.
    parts = {"Assent", "Signature", "Version"}
    lost = []
    for spec in all_specs():
        for item in plan.all(spec.type)[:2]:
            if is_private(item) or spec.name in parts:
                continue
            if place_of(public, subjects(public, spec.section), key_of(item)) is None:
                lost.append(key_of(item))
    assert lost == []


def test_a_page_made_from_fields_has_every_field_for_the_room(sample: Snapshot) -> None:
    for subject in subjects(public_plan(sample), "cadence"):
        item = sample.find(subject.key)
        assert item is not None
        scene = Scene(public_plan(sample), "cadence", subject.key)
        words = " ".join(said(canvas) for canvas in pages(scene, WIDTH)).replace(" ", "")
        for field in spec_of(item).fields:
            if field.room and isinstance(field.kind, Text) and not field.pair:
                assert "".join(str(getattr(item, field.name)).split()) in words, (title_of(item), field.name)


def test_an_item_of_another_section_is_shown_as_itself(sample: Snapshot) -> None:
    public = public_plan(sample)
    found, place = shown_for(public, "agreement", "Sla:mql-handover")
    assert found[place].kind == "sla"
    touchpoint = sample.all(Touchpoint)[5]
    found, place = shown_for(public, "journey", key_of(touchpoint))
    assert found[place].key == f"Stage:{touchpoint.stage}"
    note = "Note:anything"
    found, place = shown_for(public, "slas", note)
    assert (found[place].kind, place) == ("sla", 0)


# Time


@pytest.mark.parametrize(
    ("seconds", "words", "digits"),
    [
        (1200, "20 min left", "20:00"),
        (541, "10 min left", "9:01"),
        (60, "1 min left", "1:00"),
        (59, "59 s left", "0:59"),
        (0, "Time is up", "0:00"),
        (-59, "Time is up", "−0:59"),
        (-125, "2 min over", "−2:05"),
    ],
)
def test_the_time_left_is_said_for_the_back_row(seconds: float, words: str, digits: str) -> None:
    time = TimeLeft(seconds, 1200)
    assert (time.words, time.digits) == (words, digits)
    assert 0 <= time.share <= 1


def test_the_task_card_needs_no_agenda(sample: Snapshot) -> None:
    bare = Snapshot.of([item for item in sample if spec_of(item).name != "AgendaBlock"])
    canvas = compose(Scene(public_plan(bare), "slas", card="task", time=TimeLeft(60, 60)), WIDTH)
    assert "no task" in said(canvas)


# The widget


def colours(view: WallView, places: Iterable[tuple[int, int]]) -> set[str]:
    picture = view.grab().toImage()
    return {picture.pixelColor(x, y).name() for x, y in places}


def test_light_and_dark_follow_the_window(qtbot: QtBot, qapp: QApplication, sample: Snapshot) -> None:
    view = WallView()
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show_scene(Scene(public_plan(sample), "slas"))
    assert colours(view, [(4, 4), (1360, 760)]) == {"#f5f6f8"}
    theme.current.choose(theme.Scheme.DARK)
    assert colours(view, [(4, 4), (1360, 760)]) == {"#14181e"}


def test_the_picture_is_the_same_at_every_size(qtbot: QtBot, sample: Snapshot) -> None:
    scene = Scene(public_plan(sample), "journey")
    view = WallView()
    qtbot.addWidget(view)
    view.show_scene(scene)
    laid_out = []
    for width, height in ((1920, 1080), (1280, 720), (3840, 2160)):
        view.resize(width, height)
        assert view.canvas is not None
        laid_out.append([(mark.text, mark.rect) for mark in view.canvas.texts])
    assert laid_out[0] == laid_out[1] == laid_out[2]


def test_text_size_of_the_window_does_not_change_the_wall(qtbot: QtBot, sample: Snapshot) -> None:
    before = compose(Scene(public_plan(sample), "slas"), WIDTH)
    theme.current.choose(text_size=175)
    after = compose(Scene(public_plan(sample), "slas"), WIDTH)
    assert [mark.rect for mark in before.texts] == [mark.rect for mark in after.texts]
    assert [mark for mark in before.marks if isinstance(mark, BoxMark)] == [
        mark for mark in after.marks if isinstance(mark, BoxMark)
    ]


def test_ideas_that_a_file_merges_in_a_circle_lead_nowhere() -> None:
    plan = Snapshot.of([QuickWin(id="a", title="A", merged_into="b"), QuickWin(id="b", title="B", merged_into="a")])
    public = public_plan(plan)
    assert place_of(public, subjects(public, "quick_wins"), "QuickWin:a") is None
