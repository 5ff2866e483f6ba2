"""The follow-through pack: a summary as text and HTML, actions without formulas, every date for a calendar."""

import csv
import datetime as dt
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
from icalendar import Calendar

from joint_plan.plan.cadence import Meeting
from joint_plan.plan.deltas import Delta, applied
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import column_values
from joint_plan.plan.session import Participant
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Json
from joint_plan.reports.compose import report_model
from joint_plan.reports.follow_through.actions import actions, actions_csv, safe
from joint_plan.reports.follow_through.dates import dates_bytes
from joint_plan.reports.follow_through.summary import summary, summary_html, summary_page, summary_text
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.reports.pieces import export
from joint_plan.rules.public import public_plan
from joint_plan.rules.sentences import sla_sentence
from joint_plan.rules.starting_plan import plan_from_json, template
from joint_plan.rules.versions import make_version, plan_of_version
from tests.random_plan import random_plan
from tests.scale import soak
from tests.stress_plan import stress_plan


class Read(HTMLParser):
    """Which elements a page has, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag == "br":
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def sample() -> ReportModel:
    return report_model(public_plan(template("sample")), ReportOptions())


def built(records: dict[str, Json]) -> ReportModel:
    return report_model(public_plan(plan_from_json({"records": records})), ReportOptions())


def rows_of(model: ReportModel) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(actions_csv(model), newline="")))


def events_of(model: ReportModel) -> dict[str, dt.date]:
    found = Calendar.from_ical(dates_bytes(model.public))
    return {str(event["SUMMARY"]): event.decoded("dtstart") for event in found.walk("VEVENT")}


def test_the_pack_is_four_files(tmp_path: Path) -> None:
    made = export(public_plan(template("sample")), tmp_path, ["follow-through"])
    assert [path.name for path in made] == [
        "One pipeline 2027 - Follow-through - Summary.txt",
        "One pipeline 2027 - Follow-through - Summary.html",
        "One pipeline 2027 - Follow-through - Actions.csv",
        "One pipeline 2027 - Follow-through - Dates.ics",
    ]
    assert made[0].read_text(encoding="utf-8").startswith("One pipeline 2027: the plan so far\n")
    assert made[1].read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert made[2].read_bytes().startswith(b"\xef\xbb\xbfCode,Kind,Action")
    assert made[3].read_bytes().startswith(b"BEGIN:VCALENDAR")
    first = {path.name: path.read_bytes() for path in made}
    again = {
        path.name: path.read_bytes() for path in export(public_plan(template("sample")), tmp_path, ["follow-through"])
    }
    assert again == first


def test_the_summary_says_what_was_promised_and_what_comes_next(sample: ReportModel) -> None:
    public, text = sample.public, summary_text(summary(sample))
    said = [sla_sentence(public, sla) for sla in public.all(Sla)]
    said += [win.title for win in public.all(QuickWin) if win.picked]
    said += [meeting.name for meeting in public.all(Meeting)]
    said += [sample.version.words, public.plan.one_number]
    said += [stance.reservation for _row, stance in sample.reservations]
    said += [row.title for row in (*sample.open_points, *sample.parked)]
    assert len(said) > 50
    assert [words for words in said if words not in text] == []
    ideas = [win.title for win in public.all(QuickWin) if not win.picked]
    assert [title for title in ideas if title in text] == []


def test_text_and_html_say_the_same(sample: ReportModel) -> None:
    found = summary(sample)
    html = Read(summary_html(found)).words
    for part in found.parts:
        assert part.heading in html
        assert all(line.text in html and line.note in html for line in part.lines)
    assert Read(summary_page(found)).elements[0] == "html"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a & b < c", '"quotes" \'n all', "<img src=x onerror=y>"]
)
def test_texts_of_people_are_no_markup(text: str) -> None:
    model = built(
        {
            "Plan": [{"title": text, "company": text, "one_number": text}],
            "QuickWin": [{"title": text, "picked": True, "first_step": text}],
            "Decision": [{"text": text, "outcome": text}],
        }
    )
    read = Read(summary_page(summary(model)))
    assert not {"script", "img"} & set(read.elements)
    assert read.words.count(text) >= 6
    assert summary_text(summary(model)).count(text) >= 6


def test_nothing_private_is_in_the_pack(sample: ReportModel) -> None:
    snapshot = template("sample")
    private = [item.note for item in snapshot if item.note]
    private += [person.email for person in snapshot.all(Participant) if person.email]
    pack = summary_text(summary(sample)) + actions_csv(sample) + dates_bytes(sample.public).decode()
    assert private
    assert [text for text in private if text in pack] == []


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "  =1+1", "\uff1d1+1", "\u00a0-2"],
)
def test_no_text_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    win: Json = {"title": f"x{text}", "first_step": text, "done_when": text, "picked": True}
    rows = rows_of(built({"Plan": [{"title": text}], "QuickWin": [win]}))
    cells = [cell for row in rows for cell in row.values()]
    assert sum(text.strip() in cell for cell in cells) >= 3
    assert [cell for cell in cells if cell.lstrip(" \u00a0")[:1] in set("=+-@\t\r\uff1d")] == []


@pytest.mark.parametrize("text", ["plain", "a=b", "", "1", "’=’"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


def test_texts_with_commas_quotes_and_lines_come_back_whole() -> None:
    text = 'first, "second"\nthird; fourth'
    rows = rows_of(built({"QuickWin": [{"title": text, "picked": True, "due": "2026-12-04"}]}))
    assert [(row["Action"], row["Due"]) for row in rows] == [(text, "2026-12-04")]


def test_actions_are_what_people_do_the_next_first(sample: ReportModel) -> None:
    found = actions(sample.public)
    days = [one.due for one in found if one.due]
    assert days == sorted(days)
    kinds = {one.kind for one in found}
    assert {"Quick win", "SLA", "Initiative", "Need", "Parked point", "Ask to leadership"} <= kinds
    rows = {row["Code"]: row for row in rows_of(sample)}
    assert rows["QW-01"]["Owner in Marketing"] == "Bram Achterberg"
    assert rows["QW-01"]["Owner in Sales"] == "Katarzyna Wójcik"
    assert rows["SLA-07"]["Team"] == "Sales"
    assert rows["SLA-07"]["Owner in Sales"] == "Katarzyna Wójcik"
    assert "QW-06" not in rows


def test_dates_are_meetings_due_days_trials_and_the_next_review() -> None:
    records: dict[str, Json] = {
        "Meeting": [{"name": "Review", "first_on": "2027-01-05", "frequency": "monthly"}],
        "QuickWin": [{"title": "Link", "picked": True, "due": "2026-12-04"}, {"title": "Idea", "due": "2026-12-05"}],
        "Sla": [
            {"owed_by": "sales", "owed_to": "marketing", "obligation": "calls", "trial_until": "2027-03-31"},
        ],
    }
    found = events_of(built(records))
    assert found == {
        "Review": dt.date(2027, 1, 5),
        "QW-01 Link (Due)": dt.date(2026, 12, 4),
        "SLA-01 calls (On trial until)": dt.date(2027, 3, 31),
    }


def test_a_versions_next_review_is_a_date() -> None:
    assent: list[Json] = [{"item": "Stage:s", "team": team, "stance": "agree"} for team in ("marketing", "sales")]
    plan = plan_from_json(
        {"records": {"Plan": [{"title": "P"}], "Stage": [{"id": "s", "name": "N"}], "Assent": assent}}
    )
    version = make_version(plan, dt.datetime(2026, 11, 19, 15, 48, tzinfo=dt.UTC), dt.date(2027, 1, 11))
    signed = applied(plan, [Delta("Version", "v1", None, column_values(version))])
    model = report_model(plan_of_version(signed, 1), ReportOptions())
    assert events_of(model) == {"Next review of P": dt.date(2027, 1, 11)}
    text = summary_text(summary(model))
    assert text.startswith("P: what we agreed\n")
    assert "We look at it together again on 11 Jan 2027." in text


def test_events_have_ids_of_their_own_that_stay(sample: ReportModel) -> None:
    ids = [str(event["UID"]) for event in Calendar.from_ical(dates_bytes(sample.public)).walk("VEVENT")]
    assert len(ids) == len(set(ids)) > 20
    assert dates_bytes(sample.public) == dates_bytes(public_plan(template("sample")))


def test_sections_left_out_are_not_in_the_pack() -> None:
    hidden: list[Json] = ["slas", "quick_wins", "cadence", "goals", "agreement", "landscape"]
    model = built(
        {
            "Plan": [{"title": "P", "hidden_sections": hidden}],
            "Sla": [{"owed_by": "sales", "obligation": "secretly", "starts_on": "2027-01-01"}],
            "QuickWin": [{"title": "secretly", "picked": True, "due": "2027-01-01"}],
            "Meeting": [{"name": "secretly", "first_on": "2027-01-01"}],
            "Decision": [{"text": "secretly"}],
        }
    )
    pack = summary_text(summary(model)) + actions_csv(model) + dates_bytes(model.public).decode()
    assert "secretly" not in pack


@pytest.mark.parametrize("plan", ["empty", "stress", *(str(seed) for seed in range(1, soak(4, 31)))])
def test_any_plan_has_a_pack(plan: str, tmp_path: Path) -> None:
    snapshot: Snapshot
    if plan == "empty":
        snapshot = plan_from_json({"records": {}})
    else:
        snapshot = stress_plan() if plan == "stress" else random_plan(int(plan))
    made = export(public_plan(snapshot), tmp_path, ["follow-through"])
    assert len(made) == 4
    model = report_model(public_plan(snapshot), ReportOptions())
    assert len(rows_of(model)) == len(actions(model.public))
    Calendar.from_ical(dates_bytes(model.public))
