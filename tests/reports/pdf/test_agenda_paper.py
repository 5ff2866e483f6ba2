"""The agenda on paper: derived times, pinned blocks, overruns, groups, output."""

from pathlib import Path

from joint_plan.plan.values import Json
from joint_plan.reports.compose import report_model
from joint_plan.reports.contents.agenda import agenda
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import plan_from_json
from tests.reports.pdf.papers import model_of
from tests.reports.pdf.reading import missing, pages_of, squeezed, text_of


def built(blocks: list[Json]) -> ReportModel:
    return report_model(public_plan(plan_from_json({"records": {"AgendaBlock": blocks}})), ReportOptions())


def test_times_follow_from_the_blocks_before_and_pinned_ones_stay() -> None:
    model = built(
        [
            {"title": "Begin", "minutes": 50, "pinned_start": "09:00"},
            {"title": "Gaps", "minutes": 100},
            {"title": "Lunch", "minutes": 45, "pinned_start": "11:20", "mode": "break"},
            {"title": "Sign", "minutes": 20},
        ]
    )
    found = agenda(model)
    assert [block.starts for block in found.blocks] == ["09:00", "09:50", "11:20", "12:05"]
    assert [block.fixed for block in found.blocks] == [True, False, True, False]
    assert found.blocks[2].warning == "The blocks before it take 10 minutes too long."
    assert found.blocks[2].is_break
    assert found.blocks[2].mode == ""
    assert (found.length, found.ends) == ("3\u00a0hours 35\u00a0min", "12:25")


def test_without_a_start_there_are_lengths_only() -> None:
    found = agenda(built([{"section": "goals", "minutes": 25}]))
    assert (found.blocks[0].starts, found.blocks[0].title, found.blocks[0].minutes, found.ends) == (
        "",
        "Goals",
        "25\u00a0min",
        "",
    )


def test_everything_of_the_day_is_on_one_page(tmp_path: Path) -> None:
    model = model_of("sample")
    content = agenda(model)
    (page,) = pages_of(model, "agenda", tmp_path / "p.pdf")
    said = [content.why, content.one_number, content.length, content.ends, *content.rules]
    for block in content.blocks:
        said += [block.starts, block.minutes, block.title, block.section, block.mode, block.groups]
        said += [block.instruction, block.output]
    assert len(said) > 60
    assert missing(said, page) == []


def test_an_overrun_is_said_on_paper(tmp_path: Path) -> None:
    model = built([{"title": "a", "minutes": 90, "pinned_start": "09:00"}, {"title": "b", "pinned_start": "10:00"}])
    assert squeezed("take 30 minutes too long") in text_of(model, "agenda", tmp_path / "p.pdf")


def test_an_empty_plan_says_that_there_are_no_blocks(tmp_path: Path) -> None:
    assert squeezed("The agenda has no blocks yet.") in text_of(model_of("empty"), "agenda", tmp_path / "p.pdf")
