"""The agreed plan, the record: cover and contents, every section with every team's stance, open points, sign-off."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.texts import _
from joint_plan.reports import model as report
from joint_plan.reports.pdf.blocks import (
    FLAT,
    HEAD_ROOM,
    Bookmark,
    flat_table,
    hairline,
    head,
    item_blocks,
    labelled,
    record_table,
    section_head,
    warning,
)
from joint_plan.reports.pdf.changes import changes_blocks
from joint_plan.reports.pdf.dumbbell import dumbbells
from joint_plan.reports.pdf.flow import Flowing
from joint_plan.reports.pdf.fonts import REGULAR, register
from joint_plan.reports.pdf.funnel import funnel_blocks
from joint_plan.reports.pdf.furniture import NumberedCanvas
from joint_plan.reports.pdf.journey_map import journey_map
from joint_plan.reports.pdf.promises import sla_blocks
from joint_plan.reports.pdf.scorecard import follow_up_blocks
from joint_plan.reports.pdf.sign_off import closing
from joint_plan.reports.pdf.style import (
    BODY,
    COVER,
    DRAFT,
    FIGURE,
    FOOT,
    HAIRLINE,
    MARGIN,
    MUTED_SMALL,
    PURPOSE,
    STRONG,
    Paper,
    paper,
)
from joint_plan.reports.pdf.texts import paragraph, paragraphs


def write_record(model: report.ReportModel, path: Path, tick: Tick = no_tick) -> None:
    """Write the record as a PDF to `path`.

    Raises:
        Cancelled: from `tick`, between sections and pages.
    """
    register()
    sheet = paper(model.options.paper)
    story = _story(model, sheet, tick)
    document = _Record(model, sheet, path, tick, len(story))
    document.multiBuild(story, canvasmaker=document.canvas)


class _Record(BaseDocTemplate):
    """The document: one frame a page, contents filled from the sections as they are laid out."""

    def __init__(self, model: report.ReportModel, sheet: Paper, path: Path, tick: Tick, parts: int) -> None:
        super().__init__(
            str(path),
            pagesize=(sheet.width, sheet.height),
            title=model.title,
            author=model.company,
            subject=model.version.words,
            creator="Joint Plan",
            lang=model.language,
            initialFontName=REGULAR,
            displayDocTitle=1,
            invariant=1,
        )
        self._model, self._tick, self._parts, self._laid = model, tick, parts, 0
        self.addPageTemplates([_page("upright", sheet), _page("across", sheet.turned)])

    def canvas(self, *args: Any, **options: Any) -> NumberedCanvas:  # noqa: ANN401  reportlab's
        """The canvas that draws the furniture."""
        canvas = NumberedCanvas(*args, model=self._model, **options)
        canvas.showOutline()
        return canvas

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  reportlab's name
        """Note where sections begin; let the person cancel."""
        self._laid += 1
        if self._laid % 20 == 0:
            self._tick(min(self._laid, self._parts), self._parts, _("Laying out pages"))
        if isinstance(flowable, Bookmark) and flowable.level == 0:
            self.notify("TOCEntry", (0, flowable.title, self.page, flowable.key))


def _page(name: str, sheet: Paper) -> PageTemplate:
    frame = Frame(
        MARGIN, FOOT, sheet.column, sheet.content, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    return PageTemplate(name, [frame], pagesize=(sheet.width, sheet.height))


def _story(model: report.ReportModel, sheet: Paper, tick: Tick) -> list[Flowable]:
    story = _cover(model, sheet.column)
    for number, section in enumerate(model.sections):
        tick(number, len(model.sections), section.title)
        blocks = _section(model, section, sheet.column)
        if not blocks:
            continue
        head_of = partial(section_head, section.title, section.prompt, section.count, section.key)
        drawn = (
            journey_map(model, sheet.turned.column, sheet.turned.content - HEAD_ROOM)
            if section.key == "journey"
            else []
        )
        if drawn:
            story += [NextPageTemplate("across"), PageBreak(), *head_of(sheet.turned.column), *drawn]
            story += [NextPageTemplate("upright"), PageBreak(), *blocks]
        else:
            story += [PageBreak(), *head_of(sheet.column), *blocks]
    return [*story, *changes_blocks(model, sheet.column), *_closing(model, sheet.column)]


def _closing(model: report.ReportModel, width: float) -> list[Flowable]:
    """The last pages, on a page of their own."""
    title, purpose = _("Open points and sign-off"), _("What is agreed, what is not, and who signs.")
    code = model.version.check_code
    checked = _("Check code {code}").format(code=code) if code else ""
    story: list[Flowable] = [PageBreak(), *section_head(title, purpose, checked, "sign-off", width)]
    for block in closing(model):
        story += [Flowing(block, width), Spacer(0, 14)]
    return story


def _cover(model: report.ReportModel, width: float) -> list[Flowable]:
    plan = model.public.plan
    story: list[Flowable] = [
        Spacer(0, 26 * mm),
        paragraph(model.title, COVER),
        Spacer(0, 4),
        paragraph("  ·  ".join(part for part in (model.company, model.period) if part), PURPOSE),
        Spacer(0, 10),
        paragraph(model.version.words, DRAFT if model.version.draft else STRONG),
    ]
    if model.version.check_code:
        story.append(paragraph(_("Check code {code}").format(code=model.version.check_code), BODY))
    if model.version.moved_on:
        story.append(warning(_("The plan has been changed since this version was made.")))
    story.append(Spacer(0, 10 * mm))
    if model.figures:
        cells = [
            [paragraph(figure.words, FIGURE), *paragraphs(figure.label, MUTED_SMALL)] for figure in model.figures[:4]
        ]
        story += [
            flat_table(
                [cells],
                [width / 4] * len(cells),
                ("LINEBEFORE", (1, 0), (-1, -1), 0.5, HAIRLINE),
                ("LEFTPADDING", (1, 0), (-1, -1), 8),
            ),
            Spacer(0, 8 * mm),
        ]
    facts = labelled(((_("Why we are here"), plan.why), (_("The one number"), plan.one_number)), width)
    story += [*facts, Spacer(0, 8 * mm)]
    contents = TableOfContents(dotsMinLevel=-1)
    contents.levelStyles = [BODY.clone("contents", leading=17)]
    contents.tableStyle = TableStyle(FLAT)
    return [*story, paragraph(_("Contents"), STRONG), hairline(2, 4), contents]


_Blocks = Callable[[report.ReportModel, report.Section, float], list[Flowable]]


def _section(model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    special: dict[str, _Blocks] = {
        "session": _session,
        "landscape": _landscape,
        "goals": _goals,
        "slas": sla_blocks,
        "quick_wins": _quick_wins,
        "follow_up": follow_up_blocks,
    }
    blocks = special.get(section.key, _all_tables)
    return blocks(model, section, width)


def _all_tables(_model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    return [flowable for table in section.tables for flowable in record_table(table, width)]


def _session(model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    plan = model.public.plan
    facts = labelled(
        (
            (_("Period"), model.period),
            (_("Currency"), model.currency),
            (_("Facilitator"), plan.facilitator),
            (_("Sponsor"), plan.sponsor),
            (_("What the sponsor commits to"), plan.sponsor_commitment),
        ),
        width,
    )
    return [*facts, *_all_tables(model, section, width)]


def _landscape(model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    drawn: list[Flowable] = [part for block in dumbbells(model) for part in (Flowing(block, width), Spacer(0, 6))]
    return [*drawn, *_all_tables(model, section, width)]


def _goals(model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    goals = section.table("Goal")
    first = record_table(goals, width) if goals is not None else []
    # The stages stand in the funnel's own table.
    drawn = {"Goal", "FunnelStage"} if model.funnel.rows else {"Goal"}
    rest = [f for table in section.tables if table.type_name not in drawn for f in record_table(table, width)]
    return [*first, *funnel_blocks(model, width), *rest]


def _quick_wins(_model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    table = section.table("QuickWin")
    if table is None:
        return []
    picked = [row for row in table.rows if row.agreement is not None]
    others = [row for row in table.rows if row.agreement is None]
    story: list[Flowable] = []
    for title, rows in ((_("The 30-day list"), picked), (_("Other ideas, with their votes and scores"), others)):
        if rows:
            story += head(title, str(len(rows)))
            story += item_blocks(rows, width, frozenset({"picked"}))
    return story
