"""Templates have the agenda and the sections they promise; a plan made a template keeps no client in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.cli.command_line import run
from joint_plan.plan.agreement import ParkingItem
from joint_plan.plan.cadence import Meeting
from joint_plan.plan.funnel import FunnelStage, Segment
from joint_plan.plan.journey import Stage
from joint_plan.plan.kinds import Number, Series, Share, Tallied, Whole
from joint_plan.plan.landscape import Statement
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import column_value, spec_of
from joint_plan.plan.session import AgendaBlock, Participant
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair
from joint_plan.rules.agenda import starts
from joint_plan.rules.as_template import KEPT, PROPOSED, as_template
from joint_plan.rules.standing import State, standings, visible_sections
from joint_plan.rules.starting_plan import plan_from_json, template, template_names
from joint_plan.workbook import Workbook, read_plan
from joint_plan.workbook.own_templates import (
    offered_templates,
    remove_template,
    save_template,
    starting_from,
    template_folder,
)
from tests.marked_plan import marked_plan
from tests.rules.plans import added, take

MINUTES = {
    "ninety-minutes": [5, 15, 20, 25, 15, 10],
    "half-day": [15, 25, 25, 45, 15, 25, 45, 25, 20],
    "small-company": [10, 15, 15, 12, 8],
}


@pytest.mark.parametrize("name", [*MINUTES, "full-day"])
def test_a_template_is_empty_of_people_and_its_agenda_stays_within_its_sections(name: str) -> None:
    plan = template(name)
    shown = {section.key for section in visible_sections(plan)}
    blocks = plan.all(AgendaBlock)
    assert {block.section for block in blocks if block.section} <= shown
    assert not plan.all(Participant)
    assert all(block.output for block in blocks if block.mode != "break")
    assert {one.state for one in standings(plan).values()} <= {State.DRAFT}
    assert not any(start.overrun for start in starts(plan).values())
    assert name in dict(template_names())


@pytest.mark.parametrize(("name", "minutes"), MINUTES.items())
def test_the_blocks_are_as_long_as_they_should_be(name: str, minutes: list[int]) -> None:
    assert [block.minutes for block in template(name).all(AgendaBlock)] == minutes


def test_the_biweekly_strategy_meeting_is_there_from_the_start() -> None:
    for name in ("ninety-minutes", "half-day", "full-day"):
        assert template(name).all(Meeting)[0].frequency == "biweekly"


def test_a_small_company_has_one_segment_and_three_stages() -> None:
    plan = template("small-company")
    assert len(plan.all(Segment)) == 1
    assert [stage.name for stage in plan.all(FunnelStage)] == ["Lead", "Opportunity", "Won"]


def test_a_plan_made_a_template_keeps_the_words_and_drops_the_client() -> None:
    sample = template("sample")
    made = as_template(sample, "Compressed air")
    text = json.dumps(made.data, ensure_ascii=False)
    kept = plan_from_json(made.data)
    titles = [row.title for row in kept.all(AgendaBlock)]
    assert titles == [row.title if "3.8 million" not in row.title else "Goals" for row in sample.all(AgendaBlock)]
    assert [row.text for row in kept.all(Statement)] == [row.text for row in sample.all(Statement)]
    assert [row.term for row in kept.all(Term)] == [row.term for row in sample.all(Term)]
    assert kept.all(Meeting)
    for word in ("Pellworth", "Ingrid", "Noor", "Declan", "Katarzyna", "Wójcik", "3.8", "pellworth.example"):
        assert word not in text
    assert "All 8 people" in made.left_out
    assert "Statements: 10" in made.kept


@pytest.mark.parametrize("seed", range(1, 9))
def test_nothing_that_is_dropped_is_in_the_templates_bytes_or_in_those_of_a_plan_made_of_it(
    seed: int, tmp_path: Path, own_templates: Path
) -> None:
    plan, marks = marked_plan(seed)
    written = save_template("One of mine", as_template(plan).data)
    Workbook.create(tmp_path / "next.jplan", starting_from(written.name)).close()
    content = b"".join(file.read_bytes() for file in (*own_templates.iterdir(), tmp_path / "next.jplan"))
    stays = {(name, column) for kept in (KEPT, PROPOSED) for name, columns in kept.items() for column in columns}
    dropped = {mark for place, found in marks.places.items() if place not in stays for mark in found}
    assert len(dropped) > 50
    assert {mark for mark in {*dropped, *marks.ids} if mark.encode() in content} == set()
    here = {one for name, columns in KEPT.items() for column in columns for one in marks.places.get((name, column), [])}
    assert len(here) > 10
    assert {mark for mark in here if mark.encode() not in content} == set()


def test_no_figure_of_the_plan_stays() -> None:
    plan, _marks = marked_plan(3)
    left = plan_from_json(as_template(plan).data)
    numbers = {
        (spec_of(item).name, column.name)
        for item in left
        for column in spec_of(item).columns
        if isinstance(column.kind, Number | Whole | Share | Tallied | Series)
        and column_value(item, column) not in (None, {}, column_value(spec_of(item).type(), column))
    }
    assert numbers <= {
        ("Plan", "months"),
        ("Plan", "fiscal_year_first_month"),
        ("AgendaBlock", "minutes"),
        ("Meeting", "minutes"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Ask Zubiria first",
        "ZUBIRIA’s list",
        "die Zubiriakunden",
        "Zubirią pytamy",
        "Jörgs Liste",
        "Jorg decides",
        "Li calls back",
        "王小明说",
        "mail to zoe@else.example",
        "Worth 40.000 €",
        "USD 3,000 at least",
        "2.5 million a year",
        "Northgrove Stockholm",
        "the Kesselring line",
        "Field Force calls",
    ],
)
def test_a_text_that_names_the_client_goes(text: str) -> None:
    plan = a_client()
    kept = plan_from_json(as_template(added(plan, Term(term="MQL", test=text), Statement(text=text))).data)
    assert [term.test for term in kept.all(Term)] == [""]
    assert kept.all(Statement) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Sales calls every lead back",
        "Every partner knows it",
        "We believe the list",
        "The lists are clean",
        "A manager decides",
        "Within 5 working days, 3 attempts",
    ],
)
def test_a_text_that_names_nobody_stays(text: str) -> None:
    kept = plan_from_json(as_template(added(a_client(), Statement(text=text))).data)
    assert [one.text for one in kept.all(Statement)] == [text]


def a_client() -> Snapshot:
    """A company whose name has usual words in it, people of several languages, an account, own names of teams."""
    return plan_from_json(
        {
            "records": {
                "Plan": [
                    {"company": "Zubiria Sales Partner GmbH", "sponsor": "Ana Kesselring, Manager", "title": "Growth"}
                ],
                "Team": [{"id": "marketing", "name": "Growth"}, {"id": "sales", "name": "Field Force"}],
                "Participant": [
                    {"name": "Jörg Price"},
                    {"name": "Li", "email": "li@zubiria.example"},
                    {"name": "王小明"},
                    {"name": "Will Lead"},
                ],
                "Win": [{"account": "Northgrove", "marketing_part": "a", "sales_part": "b"}],
            }
        }
    )


def test_what_nobody_has_taken_a_stance_on_stays_as_a_proposal_and_its_links_hold() -> None:
    plan = added(
        template("blank"),
        Stage(id="a", name="Notice"),
        Stage(id="b", name="Compare", lead_team="sales"),
        Stage(id="c", name="Agreed already"),
        Sla(id="s", owed_by="marketing", owed_to="sales", obligation="hand over", from_stage="a", to_stage="b"),
        Sla(id="t", owed_by="marketing", owed_to="sales", obligation="to a stage that goes", from_stage="c"),
        QuickWin(id="q", title="Sit in on calls", serves="Sla:s"),
        QuickWin(id="r", title="Voted on", votes=Pair(2, 3)),
        ParkingItem(text="later", item="Sla:t"),
    )
    plan = take(plan, "Stage:c", "sales")
    kept = plan_from_json(as_template(plan).data)
    assert [stage.name for stage in kept.all(Stage)] == ["Notice", "Compare"]
    (sla,) = kept.all(Sla)
    stages = kept.all(Stage)
    assert (sla.from_stage, sla.to_stage) == (stages[0].id, stages[1].id)
    (win,) = kept.all(QuickWin)
    assert win.serves == f"Sla:{sla.id}"


def test_own_templates_stand_beside_the_bundled_ones_and_go_again(own_templates: Path) -> None:
    data = as_template(template("half-day")).data
    first = save_template("  Ateliér  of mine ", data)
    assert (first.name, first.title) == ("ateliér-of-mine", "Ateliér of mine")
    assert save_template("ateliér OF mine", data).name == first.name
    assert [one for one in offered_templates() if one.own] == [replace(first, title="ateliér OF mine")]
    assert starting_from("ateliér-of-mine").all(Meeting)
    assert starting_from("half-day").all(Meeting)
    remove_template("../ateliér-of-mine")
    assert len(list(own_templates.iterdir())) == 1
    remove_template(first.name)
    remove_template("half-day")
    assert list(own_templates.iterdir()) == []
    with pytest.raises(PlanError, match="no template"):
        starting_from(first.name)


def test_the_command_line_starts_from_a_template_of_ones_own(
    own_templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_template("Mine", as_template(template("half-day")).data)
    assert run(["new", str(tmp_path / "a.jplan"), "--template", "mine"]) == 0
    assert read_plan(tmp_path / "a.jplan").all(Meeting)
    assert run(["new", str(tmp_path / "b.jplan"), "--template", "nobodys"]) == 2
    assert "small-company, mine" in capsys.readouterr().err
    assert own_templates.is_dir()


def test_a_template_needs_a_name_of_its_own(own_templates: Path) -> None:
    data = as_template(template("blank")).data
    with pytest.raises(PlanError, match="needs a name"):
        save_template(" \n", data)
    with pytest.raises(PlanError, match="comes with the program"):
        save_template("workshop of HALF a day", data)
    assert save_template("Blank", data).name == "blank-2"
    assert save_template("../..", data).name == "my-"
    assert save_template("con", data).name == "my-con"
    assert {file.parent for file in own_templates.rglob("*")} == {own_templates}


def test_a_file_that_is_no_template_says_so(own_templates: Path) -> None:
    own_templates.mkdir(parents=True)
    (own_templates / "broken.json").write_text("{", encoding="utf-8")
    (own_templates / "list.json").write_text("[]", encoding="utf-8")
    assert [one.title for one in offered_templates() if one.own] == ["broken", "list"]
    for name in ("broken", "list"):
        with pytest.raises(PlanError):
            starting_from(name)


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a person who has no templates yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return template_folder()
