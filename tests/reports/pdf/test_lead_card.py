"""The lead card: two sides for the sample, everything of the plan's leads on it."""

from pathlib import Path

import pytest

from joint_plan.plan.language import LeadCriterion, RejectReason
from joint_plan.plan.values import Json
from joint_plan.reports.compose import report_model
from joint_plan.reports.contents.lead_card import lead_card, parts_of
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json
from tests.reports.pdf.papers import model_of
from tests.reports.pdf.reading import missing, pages_of, squeezed, text_of


def built(records: dict[str, Json]) -> ReportModel:
    return report_model(public_plan(plan_from_json({"records": records})), ReportOptions())


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_sample_fits_two_sides_with_everything_on_them(paper: str, tmp_path: Path) -> None:
    model = model_of("sample", paper)
    content = lead_card(model)
    pages = pages_of(model, "lead-card", tmp_path / "p.pdf")
    assert len(pages) == 2
    front = [part for word in content.words for part in (word.term, word.meaning, word.test)]
    front += [part for group in content.groups for one in group.criteria for part in (one.criterion, one.condition)]
    front += [one.read_from for group in content.groups for one in group.criteria]
    front += [part for one in content.record for part in (one.heading, *one.parts, one.test)]
    back = [part for one in content.reasons for part in (one.reason, one.test, one.goes_to, one.again, one.answered)]
    back += [
        part for one in content.tiers for level in one.levels for part in (level.limit, level.attempts, level.share)
    ]
    back += [part for one in content.tiers for level in one.levels for part in (level.applies_to, level.channels)]
    back += [part for one in content.clocks for part in (one.figure, one.what)]
    back += [words for _label, words in content.where]
    assert len(front) > 20
    assert len(back) > 40
    assert missing(front, pages[0]) == []
    assert missing(back, pages[1]) == []


def test_all_criteria_and_reasons_of_the_plan_are_on_it() -> None:
    model = model_of("sample")
    content = lead_card(model)
    criteria = {one.code for group in content.groups for one in group.criteria}
    assert criteria == {item.code for item in model.public.all(LeadCriterion)}
    assert {one.code for one in content.reasons} == {item.code for item in model.public.all(RejectReason)}
    assert content.marks == ("MQL: from 60\u00a0points",)


def test_the_clocks_are_those_of_leads() -> None:
    content = lead_card(model_of("sample"))
    assert [one.code for one in content.clocks] == ["SLA-02", "SLA-07"]
    assert [one.code for one in content.tiers] == ["SLA-06"]


def test_without_a_word_for_leads_every_clock_is_on_it() -> None:
    sla = {"owed_by": "sales", "owed_to": "marketing", "time_limit": "2"}
    model = built({"Sla": [{"obligation": "answers", **sla}, {"obligation": "writes", **sla}]})
    assert [one.what for one in lead_card(model).clocks] == ["Answers", "Writes"]


def test_a_short_list_is_taken_apart_and_a_text_is_not() -> None:
    assert parts_of("Name, plant; air use") == ("Name", "Plant", "Air use")
    assert parts_of("Everything that is known") == ("Everything that is known",)
    long = "a sentence that goes on and on until nobody would tick it any more, and another"
    assert parts_of(long) == (long,)


def test_an_empty_plan_has_a_card_that_says_so(tmp_path: Path) -> None:
    found = text_of(model_of("empty"), "lead-card", tmp_path / "p.pdf")
    assert squeezed("The plan says nothing of this yet.") in found


def test_the_stress_plans_card_goes_on_over_more_sides_and_loses_nothing(tmp_path: Path) -> None:
    model = model_of("stress")
    content = lead_card(model)
    found = text_of(model, "lead-card", tmp_path / "p.pdf")
    assert missing([one.test for one in content.reasons] + [word.meaning for word in content.words], found) == []
