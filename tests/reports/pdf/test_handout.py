"""The handouts: a team's promises both ways, its numbers, quick wins, meetings and words; what a person owns."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from joint_plan.plan.landscape import ProfileEntry
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.session import Participant
from joint_plan.plan.slas import Sla
from joint_plan.plan.values import Json
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.compose import report_model
from joint_plan.reports.contents.handout import (
    people_who_own,
    person_handout,
    team_handout,
    teams_taking_part,
)
from joint_plan.reports.contents.months import monthly_numbers
from joint_plan.reports.contents.promise import promises
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.rules.funnel import funnel
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json
from tests.random_plan import random_plan
from tests.reports.pdf.papers import made, model_of, plan_called
from tests.reports.pdf.reading import missing, squeezed, text_of
from tests.scale import soak
from tests.stress_plan import LONG_WORD


@pytest.fixture(scope="module")
def sample() -> ReportModel:
    return model_of("sample")


def built(records: dict[str, Json]) -> ReportModel:
    return report_model(public_plan(plan_from_json({"records": records})), ReportOptions())


def test_each_team_gets_what_it_owes_and_what_is_owed_to_it(sample: ReportModel) -> None:
    for team in teams_taking_part(sample.public):
        found = team_handout(sample, team.id)
        owed = {one.key for direction in found.owes for one in direction.promises}
        got = {one.key for direction in found.gets for one in direction.promises}
        assert owed == {f"Sla:{sla.id}" for sla in sample.public.where(Sla, "owed_by", team.id)}
        assert got == {f"Sla:{sla.id}" for sla in sample.public.where(Sla, "owed_to", team.id)}


def test_a_team_that_is_owed_something_takes_part_without_people() -> None:
    model = built(
        {
            "Team": [{"id": "partners", "name": "Partners"}, {"id": "nobody", "name": "Nobody"}],
            "Sla": [{"owed_by": "sales", "owed_to": "partners", "obligation": "answers"}],
        }
    )
    assert [team.id for team in teams_taking_part(model.public)] == ["marketing", "sales", "partners"]


@pytest.mark.parametrize(
    ("sla", "figure"),
    [
        ({"time_limit": "4", "time_limit_unit": "hour", "business_hours": True, "met_share": "0.95"}, "4\u00a0h"),
        ({"time_limit": "1", "time_limit_unit": "day"}, "1\u00a0day"),
        ({"time_limit": "30", "time_limit_unit": "minute"}, "30\u00a0min"),
        ({"target": "12", "unit": "calls", "period": 1, "period_unit": "week"}, "12"),
        ({"met_share": "0.95"}, "95\u00a0%"),
        ({}, ""),
    ],
)
def test_the_figure_that_stands_big(sla: dict[str, Json], figure: str) -> None:
    model = built({"Sla": [{"owed_by": "sales", "owed_to": "marketing", "obligation": "does it", **sla}]})
    (found,) = promises(model.public)
    assert found.figure == figure
    assert found.what == "Does it"


def test_monthly_numbers_add_up_to_the_funnels_total(sample: ReportModel) -> None:
    numbers = monthly_numbers(sample.public, "sales")
    figures = funnel(sample.public)
    won = next(row for row in numbers.rows if row.label == "Won")
    committed = figures.total("won").months.committed
    assert committed is not None
    assert won.months == tuple(str(count) for count in committed)
    assert won.total == str(sum(committed)) == "78"
    revenue = next(row for row in numbers.rows if row.label == "New revenue, thousand EUR")
    assert sum(int(month) for month in revenue.months) == 3120
    assert revenue.total == "3,120"


def test_an_sla_with_the_funnels_number_is_in_both_teams_months(sample: ReportModel) -> None:
    for team in ("marketing", "sales"):
        row = next(row for row in monthly_numbers(sample.public, team).rows if row.label == "MQL, Marketing")
        assert row.team is not None
        assert (row.team.id, row.total) == ("marketing", "786")


def test_months_of_two_years_are_told_apart_and_all_printed(tmp_path: Path) -> None:
    long = plan_called("sample").replaced({"Plan": {"plan": replace(plan_called("sample").plan, months=24)}})
    model = report_model(public_plan(long), ReportOptions())
    numbers = monthly_numbers(model.public, "sales")
    assert (len(numbers.months), numbers.months[0], numbers.months[12]) == (24, "Jan 27", "Jan 28")
    found = text_of(model, "team", tmp_path / "p.pdf", "sales")
    assert missing([*numbers.months, *(word for row in numbers.rows for word in (*row.months, row.total))], found) == []


def test_measures_of_the_team_have_their_target_by_month(sample: ReportModel) -> None:
    labels = {team: [row.label for row in monthly_numbers(sample.public, team).rows] for team in ("marketing", "sales")}
    assert "Customers" in labels["sales"]
    assert "Customers" not in labels["marketing"]
    assert "MQLs that become an SQL, %" in labels["marketing"]
    assert "MQLs that become an SQL, %" not in labels["sales"]


def test_quick_wins_come_by_date_with_their_owners(sample: ReportModel) -> None:
    found = team_handout(sample, "sales").quick_wins
    picked = [win for win in sample.public.all(QuickWin) if win.picked]
    assert {task.code for task in found} == {win.code for win in picked}
    days = [task.due for task in found if task.due]
    assert days == sorted(days)
    assert all(len(task.owners) == 2 for task in found)


def test_everything_of_the_handout_is_printed(sample: ReportModel, tmp_path: Path) -> None:
    content = team_handout(sample, "marketing")
    found = text_of(sample, "team", tmp_path / "p.pdf", "marketing")
    said = [content.title, content.one_number]
    for direction in (*content.owes, *content.gets):
        said += [direction.heading]
        for one in direction.promises:
            said += [one.figure, one.what, one.code, one.state, *one.terms]
    for direction in content.owes:
        said += [one.if_missed for one in direction.promises]
    for row in content.numbers.rows:
        said += [row.label, *row.months, row.total]
    for task in content.quick_wins:
        said += [
            task.title,
            task.day,
            *(owner.name for owner in task.owners),
            *(words for _label, words in task.details),
        ]
    said += [part for meeting in content.meetings for part in (meeting.name, meeting.when, meeting.chair)]
    said += [part for word in content.words for part in (word.term, word.meaning, word.test)]
    assert len(said) > 100
    assert missing(said, found) == []


def test_nothing_private_and_nothing_of_the_other_teams_profile_is_printed(sample: ReportModel, tmp_path: Path) -> None:
    snapshot = plan_called("sample")
    private = [item.note for item in snapshot if item.note]
    private += [person.email for person in snapshot.all(Participant) if person.email]
    for team, other in (("marketing", "sales"), ("sales", "marketing")):
        found = text_of(sample, "team", tmp_path / "p.pdf", team)
        profile = [entry.text for entry in snapshot.where(ProfileEntry, "team", other)]
        assert private
        assert profile
        assert [text for text in (*private, *profile) if squeezed(text) in found] == []


def test_a_person_gets_what_is_theirs_alone(sample: ReportModel, tmp_path: Path) -> None:
    katarzyna = person_handout(sample, "katarzyna")
    codes = {one.code for direction in katarzyna.owes for one in direction.promises}
    assert codes == {sla.code for sla in sample.public.where(Sla, "owner", "katarzyna")}
    mine = {task.code for task in katarzyna.quick_wins}
    assert mine == {win.code for win in sample.public.all(QuickWin) if win.picked and win.sales_owner == "katarzyna"}
    found = text_of(sample, "person", tmp_path / "p.pdf", "katarzyna")
    assert squeezed("Katarzyna Wójcik: my part of the plan") in found
    assert squeezed("Bram puts Katarzyna’s link into the automatic reply") in found
    others = [win.title for win in sample.public.all(QuickWin) if win.code not in mine]
    assert [title for title in others if squeezed(title) in found] == []


def test_there_is_a_copy_for_each_team_and_for_each_person_who_owns_something(sample: ReportModel) -> None:
    copies = {piece.key: piece.copies(sample) for piece in PIECES if piece.key in {"team", "person"}}
    assert [copy.name for copy in copies["team"]] == ["Marketing", "Sales", "Customer Success"]
    assert [copy.id for copy in copies["person"]] == [person.id for person in people_who_own(sample.public)]
    assert built({"Participant": [{"name": "Idle", "team": "sales"}]}).public.all(Participant)
    assert people_who_own(built({"Participant": [{"name": "Idle", "team": "sales"}]}).public) == ()


def test_sections_left_out_are_not_in_the_handout() -> None:
    records: dict[str, Json] = {
        "Plan": [{"hidden_sections": ["slas", "quick_wins", "cadence", "language", "goals"]}],
        "Sla": [{"owed_by": "sales", "owed_to": "marketing", "obligation": "answers"}],
        "QuickWin": [{"title": "x", "picked": True}],
        "Meeting": [{"name": "m"}],
        "Term": [{"term": "t", "test": "u"}],
    }
    found = team_handout(built(records), "sales")
    assert (found.owes, found.gets, found.quick_wins, found.meetings, found.words) == ((), (), (), (), ())


def test_papers_without_anything_on_them_are_made_only_when_asked_for() -> None:
    empty, sample = model_of("empty"), model_of("sample")
    applying = {piece.key: (piece.applies(empty), piece.applies(sample)) for piece in PIECES}
    assert {key: applying[key] for key in ("team", "lead-card", "agenda")} == dict.fromkeys(
        ("team", "lead-card", "agenda"), (False, True)
    )
    person = next(piece for piece in PIECES if piece.key == "person")
    assert person.copies(empty) == ()


def test_an_empty_plan_says_so(tmp_path: Path) -> None:
    found = text_of(model_of("empty"), "team", tmp_path / "p.pdf", "sales")
    assert squeezed("Nothing in the plan concerns this handout yet.") in found


@pytest.mark.parametrize("seed", range(1, soak(3, 21)))
def test_a_random_plans_promises_are_all_in_a_handout(seed: int) -> None:
    model = report_model(public_plan(random_plan(seed)), ReportOptions())
    handouts = [team_handout(model, team.id) for team in teams_taking_part(model.public)]
    printed = {one.key for found in handouts for direction in (*found.owes, *found.gets) for one in direction.promises}
    owed = {one.key for one in promises(model.public) if one.owed_by or one.owed_to}
    assert owed <= printed


def test_the_stress_plans_texts_are_whole_over_pages(tmp_path: Path) -> None:
    model = model_of("stress")
    piece = next(piece for piece in PIECES if piece.key == "team")
    drawn = made(model, piece, piece.copies(model)[0], tmp_path / "p.pdf").drawn
    content = team_handout(model, "marketing")
    said = [task.title for task in content.quick_wins] + [one.what for way in content.owes for one in way.promises]
    words = Counter(word for box in drawn.boxes for word in box.words.split())
    wanted = Counter(word for text in said for word in text.split() if word != LONG_WORD)
    assert sum(wanted.values()) > 400
    assert wanted - words == Counter()
    assert LONG_WORD in said
    assert LONG_WORD in "".join(squeezed(box.words) for box in drawn.boxes if "fahrtsgesell" in box.words)
