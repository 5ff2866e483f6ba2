"""The record as a PDF, read back: every public text in it, nothing private, whole pages, the same bytes twice."""

import datetime as dt
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from pypdf import PdfReader

from joint_plan.base.progress import Cancelled
from joint_plan.plan.deltas import Delta, applied
from joint_plan.plan.record import column_values
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Version
from joint_plan.plan.values import Json
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.reports.pdf.record import write_record
from joint_plan.reports.pieces import export
from joint_plan.rules.calendar import calendar, calendar_lines
from joint_plan.rules.funnel import coverage_sentence
from joint_plan.rules.public import PublicPlan, public_plan
from joint_plan.rules.starting_plan import plan_from_json, template
from joint_plan.rules.versions import make_version, plan_of_version
from tests.scale import soak

HOSTILE = [
    "=1+1",
    "+1",
    "<b>bold</b> <para> <img src='/etc/hostname'/>",
    "&amp; &lt; & <",
    "_x0041_",
    "Привет, мир",
    "Καλημέρα",
    "Tiếng Việt: phở bò",
    "→ ← ↑ ↓ ✓ ✗ ☐ ☑",
    "“quotes” – dashes — … €",
]


def model_of(public: PublicPlan, paper: str = "a4") -> ReportModel:
    return report_model(public, ReportOptions(paper))


def written(public: PublicPlan, path: Path, paper: str = "a4") -> PdfReader:
    write_record(model_of(public, paper), path)
    return PdfReader(path)


def squeezed(text: str) -> str:
    """Without any white space: where lines break is the layout's business."""
    return "".join(text.split())


def text_of(reader: PdfReader, model: ReportModel) -> str:
    """The whole text without furniture, so that texts running over two pages are in one piece."""
    footer = re.compile(
        re.escape(squeezed(f"{model.title}·{model.version.words}"))
        + rf"(checkcode\w+·)?page\d+of\d+({re.escape(squeezed(model.company))})?"
    )
    pages = (squeezed(page.extract_text()) for page in reader.pages)
    return "".join(footer.sub("", page).removesuffix("DRAFT") for page in pages)


def texts_of(public: PublicPlan) -> set[str]:
    model = model_of(public)
    rows = [row for section in model.sections for table in section.tables for row in table.rows]
    every = [*rows, *(part for row in rows for part in row.rows)]
    return {cell.text for row in every for cell in row.cells if cell.text} | {row.lead for row in rows if row.lead}


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return template("sample")


@pytest.fixture(scope="module")
def agreed() -> Snapshot:
    """A plan with one item that both teams agree, made into version 1."""
    records: dict[str, Json] = {
        "Plan": [{"title": "Small plan", "company": "Ädla AB", "period_start": "2027-01"}],
        "Participant": [
            {"id": "p", "name": "Åsa Öberg", "team": "sales", "signs": True, "email": "asa@secret.example"}
        ],
        "Stage": [{"id": "s", "name": "Notice"}],
        "Assent": [
            {"item": "Stage:s", "team": "marketing", "stance": "agree"},
            {"item": "Stage:s", "team": "sales", "stance": "reservation", "reservation": "Only until summer"},
        ],
    }
    plan = plan_from_json({"records": records})
    version = make_version(plan, dt.datetime(2026, 11, 19, 15, 48, tzinfo=dt.UTC), dt.date(2027, 1, 11))
    return applied(plan, [Delta("Version", "v1", None, column_values(version))])


def test_every_text_of_the_sample_is_printed(sample: Snapshot, tmp_path: Path) -> None:
    public = public_plan(sample)
    found = text_of(written(public, tmp_path / "plan.pdf"), model_of(public))
    missing = [text for text in texts_of(public) if squeezed(text) not in found]
    assert missing == []


def test_the_calendar_and_what_initiatives_leave_open_are_printed(sample: Snapshot, tmp_path: Path) -> None:
    public = public_plan(sample)
    model = model_of(public)
    found = text_of(written(public, tmp_path / "plan.pdf"), model)
    said = [line.words for line in calendar_lines(calendar(public))]
    said += [coverage_sentence(model.funnel, row) for row in model.funnel.coverage]
    assert len(said) > 20
    assert [words for words in said if squeezed(words) not in found] == []


def test_stances_open_points_and_signers_are_printed(sample: Snapshot, tmp_path: Path) -> None:
    public = public_plan(sample)
    model = model_of(public)
    found = text_of(written(public, tmp_path / "plan.pdf"), model)
    assert model.open_points
    assert model.reservations
    for row in model.open_points:
        assert squeezed(row.agreement.word if row.agreement else "") in found
    for _row, stance in model.reservations:
        assert squeezed(stance.reservation) in found
    for signer in model.signers:
        assert squeezed(signer.name) in found


def test_nothing_private_is_printed(sample: Snapshot, tmp_path: Path) -> None:
    found = squeezed("".join(page.extract_text() for page in written(public_plan(sample), tmp_path / "p.pdf").pages))
    private = [item.note for item in sample if item.note]
    for name, column in (("Participant", "email"), ("Note", "text")):
        private += [getattr(item, column) for item in sample.table(name).order if getattr(item, column)]
    assert private
    for text in private:
        assert squeezed(text) not in found


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_file_is_clean_and_every_font_is_in_it(sample: Snapshot, tmp_path: Path, paper: str) -> None:
    path = tmp_path / "plan.pdf"
    written(public_plan(sample), path, paper)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    for line in fonts:
        assert line[48:].split()[-5] == "yes" or " yes yes yes " in line, line


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_word_leaves_its_page_or_meets_the_footer(sample: Snapshot, tmp_path: Path, paper: str) -> None:
    path = tmp_path / "plan.pdf"
    written(public_plan(sample), path, paper)
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    tree = ElementTree.fromstring(re.sub(r'\sxmlns="[^"]+"', "", boxes, count=1))  # made by pdftotext just now
    pages = tree.findall(".//page")
    assert len(pages) > 5
    for page in pages:
        width, height = float(page.attrib["width"]), float(page.attrib["height"])
        for word in page.findall("word"):
            box = {side: float(word.attrib[side]) for side in ("xMin", "xMax", "yMin", "yMax")}
            assert box["xMin"] >= 40, (word.text, box)
            assert box["xMax"] <= width - 40, (word.text, box)
            assert box["yMin"] >= 15, (word.text, box)
            footer = box["yMin"] > height - 38
            assert footer or box["yMax"] <= height - 50, (word.text, box)


def test_the_same_plan_gives_the_same_bytes(sample: Snapshot, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        write_record(model_of(public_plan(sample)), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_draft_says_so_on_every_page(sample: Snapshot, tmp_path: Path) -> None:
    reader = written(public_plan(sample), tmp_path / "plan.pdf")
    assert all("DRAFT" in page.extract_text() for page in reader.pages)


def test_a_version_shows_its_number_and_check_code_and_no_draft(agreed: Snapshot, tmp_path: Path) -> None:
    public = plan_of_version(agreed, 1)
    reader = written(public, tmp_path / "plan.pdf")
    version = agreed.all(Version)[0]
    code = version.hash[:8].upper()
    for page in reader.pages:
        text = page.extract_text()
        assert "DRAFT" not in text
        assert f"check code {code[:4]} {code[4:]}" in text
        assert "Version 1, agreed 19 Nov 2026" in text
    whole = text_of(reader, model_of(public))
    assert version.hash in whole
    assert squeezed("Only until summer") in whole
    assert squeezed("Åsa Öberg") in whole
    assert "secret" not in whole


def test_contents_bookmarks_title_and_language(sample: Snapshot, tmp_path: Path) -> None:
    reader = written(public_plan(sample), tmp_path / "plan.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == sample.plan.title
    titles = [str(entry.title) for entry in reader.outline if not isinstance(entry, list)]
    assert "Customer journey" in titles
    assert "SLAs" in titles
    first = reader.pages[0].extract_text()
    assert all(title in first for title in titles)
    assert str(reader.root_object["/Lang"]) == "en"


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_people_is_printed_to_the_letter(text: str, tmp_path: Path) -> None:
    records: dict[str, Json] = {
        "Plan": [{"title": text, "company": text}],
        "Stage": [{"name": text, "story": text}],
        "Sla": [{"owed_by": "sales", "owed_to": "marketing", "obligation": text}],
        "QuickWin": [{"title": text}],
        "Goal": [{"title": text, "assumption": text}],
    }
    public = public_plan(plan_from_json({"records": records}))
    found = squeezed("".join(page.extract_text() for page in written(public, tmp_path / "p.pdf").pages))
    assert found.count(squeezed(text)) >= 6


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20_000,
        "wort " * 3999,
        "a\n" * soak(2_000, 9_999),
        "ü" * 3_000 + " " + "y" * 300,
        "\t".join("ab" for _ in range(500)),
    ],
    ids=["one word", "many words", "many lines", "long words", "tabs"],
)
def test_texts_of_any_length_flow_over_pages_whole(text: str, tmp_path: Path) -> None:
    records: dict[str, Json] = {
        "Plan": [{"title": "t", "company": "c"}],
        "Stage": [{"name": "s", "story": text}],
        "Decision": [{"text": text}],
        "GroundRule": [{"rule": text}],
    }
    public = public_plan(plan_from_json({"records": records}))
    found = text_of(written(public, tmp_path / "p.pdf"), model_of(public))
    assert found.count(squeezed(text)[: soak(3000, 20_000)]) >= 3


def test_an_empty_plan_is_printed_too(tmp_path: Path) -> None:
    reader = written(public_plan(plan_from_json({"records": {}})), tmp_path / "p.pdf")
    assert "Joint plan" in reader.pages[0].extract_text()


def test_cancelling_leaves_the_old_file_whole(sample: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "One pipeline 2027.pdf").write_text("the old one")

    def impatient(done: int, _total: int, _what: str) -> None:
        if done > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(public_plan(sample), tmp_path, ["record"], tick=impatient)
    assert [path.name for path in tmp_path.iterdir()] == ["One pipeline 2027.pdf"]
    assert (tmp_path / "One pipeline 2027.pdf").read_text() == "the old one"


def test_the_journeys_map_loses_no_word_over_pages(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(30))
    stages: list[Json] = [
        {
            "name": f"Stage {number}",
            "customer_goal": f"goal{number} {words}",
            "customer_question": f"question{number} {words}",
            "marketing_part": f"mpart{number} {words}",
            "sales_part": f"spart{number} {words}",
            "friction": f"friction{number} {words}",
            "emotion": number % 5 - 2,
            "lead_team": "marketing",
        }
        for number in range(12)
    ]
    public = public_plan(plan_from_json({"records": {"Stage": stages}}))
    reader = written(public, tmp_path / "p.pdf")
    across = [page.extract_text() for page in reader.pages if page.mediabox.width > page.mediabox.height]
    drawn = squeezed("".join(across))
    for stage in stages:
        assert isinstance(stage, dict)
        for field in ("customer_goal", "customer_question", "marketing_part", "sales_part", "friction"):
            assert squeezed(str(stage[field])) in drawn
    assert len(across) > 1
    for page in across:
        assert all(label in page for label in ("Customer", "Marketing", "Sales", "Friction", "Feeling")), page


def test_a_stage_longer_than_a_page_goes_on_over_pages(tmp_path: Path) -> None:
    text = " ".join(f"w{number}" for number in range(3000))
    public = public_plan(plan_from_json({"records": {"Stage": [{"name": "S", "customer_goal": text}, {"name": "T"}]}}))
    reader = written(public, tmp_path / "p.pdf")
    across = "".join(page.extract_text() for page in reader.pages if page.mediabox.width > page.mediabox.height)
    assert "w2999" in across
