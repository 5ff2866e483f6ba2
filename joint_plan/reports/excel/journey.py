"""The Journey sheet: one wide page, the stages across, what happens in them down, and the curve of feeling."""

from collections.abc import Sequence

from joint_plan.base.texts import _
from joint_plan.plan.journey import Stage, Touchpoint
from joint_plan.plan.slas import Sla
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.column_letters import column_letter
from joint_plan.reports.excel.formats import (
    BODY,
    INPUT_BODY,
    LINE,
    OUTLINE,
    STATE_LOOK,
    SUBTITLE,
    TEAM_FILL,
    TEAM_SIGN,
    TEAM_TINT,
    TITLE,
    WHITE,
    Look,
    team_look,
)
from joint_plan.reports.excel.funnel.names import has_funnel, total_cell
from joint_plan.reports.excel.row_heights import column_pixels
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, cut, range_name
from joint_plan.reports.model import Row, Section, Table, TeamMark
from joint_plan.reports.tables import team_mark
from joint_plan.rules.standing import state_label

_LANE = 1
_FIRST = 2
_LANE_WIDTH = 20
_STAGE_WIDTH = 31
_WIDEST_STAGE = 90
_LONGEST_HEAD = 80
_SHAPE = 2.5
"""Characters across for each line down: a character is about a third as wide as a line is high, the page 1.4 times."""
_CURVE_HEIGHT = 130
_CHOICE = 2
_HEAD = 4
_LANES = 30
_NONE: Look = {}


def write_journey(book: Book, section: Section, table: Table) -> None:
    """The map of all stages of the plan."""
    columns = range(_FIRST, _FIRST + len(table.rows))
    width = _stage_width(table)
    sheet = book.add_sheet(
        "Journey",
        {0: 2, _LANE: _LANE_WIDTH, **dict.fromkeys(columns, float(width))},
        TEAM_FILL["circle"],
    )
    sheet.text(0, _LANE, section.title, TITLE)
    sheet.row_height(0, 28)
    words = (book.model.title, book.model.company, section.prompt, section.count)
    sheet.text(1, _LANE, " · ".join(part for part in words if part), SUBTITLE)
    _heads(book, sheet, table.rows)
    row = _team_lane(book, sheet, _HEAD + 1, table.rows)
    row = _state_lane(sheet, row, table.rows)
    row = _funnel_lanes(book, sheet, row, table.rows)
    for name in ("customer_goal", "customer_question", "entry_event", "exit_event"):
        row = _lane(sheet, row, table, name)
    row = _touchpoint_lane(book, sheet, row, table.rows, seen=True)
    row = _feeling(book, sheet, row, table)
    for name, team in (("marketing_part", "marketing"), ("sales_part", "sales")):
        row = _lane(sheet, row, table, name, team_mark(book.model.public, team))
    row = _touchpoint_lane(book, sheet, row, table.rows, seen=False)
    row = _handoff_lane(book, sheet, row, table.rows)
    for name in ("friction", "story", "evidence"):
        row = _lane(sheet, row, table, name)
    sheet.print_setup(book.model, Paper(large=True, pages_high=1))
    sheet.worksheet.freeze_panes(_HEAD + 1, _FIRST)


def _stage_width(table: Table) -> int:
    """Characters of a stage's column: with long texts wider, so that the map keeps the shape of its paper."""
    longest = [max((len(row.text(column.name)) for row in table.rows), default=0) for column in table.columns]
    width = _STAGE_WIDTH
    while width < _WIDEST_STAGE:
        lines = sum(-(-length // int(width * 0.8)) for length in longest)
        if len(table.rows) * width >= _SHAPE * lines:
            break
        width += 3
    return width


def _heads(book: Book, sheet: Sheet, rows: Sequence[Row]) -> None:
    sheet.blank(_HEAD, _LANE, _NONE)
    for place, row in enumerate(rows):
        stage = book.model.public.get(Stage, _id(row))
        team = team_mark(book.model.public, stage.lead_team) if stage is not None and stage.lead_team else None
        look: Look = team_look(team.shape) if team is not None else {"border": 4, "border_color": OUTLINE}
        leads = f"{TEAM_SIGN[team.shape]} {team.name}" if team is not None else _("Nobody leads yet")
        words = f"{place + 1}  {cut(row.title, _LONGEST_HEAD)}\n{leads}"
        sheet.text(
            _HEAD,
            _FIRST + place,
            words,
            {
                **look,
                "bold": True,
                "font_size": 13,
                "align": "left",
                "indent": 1,
                "text_wrap": True,
                "valign": "vcenter",
            },
        )
    sheet.row_height(_HEAD, 42)


def _team_lane(book: Book, sheet: Sheet, row: int, rows: Sequence[Row]) -> int:
    """Who leads, as a word to choose by: stages of other teams fade."""
    _label(sheet, row, _("Lead team"))
    teams = book.references.entries("Team")
    for place, item in enumerate(rows, _FIRST):
        words = book.references.of("Team", item.item.lead_team) if isinstance(item.item, Stage) else ""
        sheet.text(row, place, words, BODY)
    chosen = cell_name(_CHOICE, _FIRST, fixed=True)
    sheet.text(_CHOICE, _LANE, _("Show the stages of"), {**BODY, "bold": True})
    sheet.text(_CHOICE, _FIRST, _("All teams"), INPUT_BODY)
    entries = book.lists.of([_("All teams"), *teams])
    rule = {"validate": "list", "source": f"={entries.name}", "ignore_blank": False}
    sheet.worksheet.data_validation(_CHOICE, _FIRST, _CHOICE, _FIRST, rule)
    leads = f"{column_letter(_FIRST)}${row + 1}"
    criteria = f"=AND({chosen}<>{entries.cell(0)},{leads}<>{chosen})"
    faded = book.workbook.add_format({"font_color": LINE, "bg_color": WHITE})
    area = (_HEAD, _FIRST, row + _LANES, _FIRST + len(rows) - 1)
    sheet.worksheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": faded})
    return row + 1


def _label(sheet: Sheet, row: int, words: str, team: TeamMark | None = None) -> None:
    sign = f"{TEAM_SIGN[team.shape]} " if team is not None else ""
    tint = {"bg_color": TEAM_TINT[team.shape]} if team is not None else {}
    sheet.text(row, _LANE, f"{sign}{words}", {**BODY, "bold": True, **tint})


def _lane(sheet: Sheet, row: int, table: Table, column: str, team: TeamMark | None = None) -> int:
    """One field of all stages; a lane that says nothing is left out."""
    if not any(item.text(column) for item in table.rows):
        return row
    label = next(words for declared, words in zip(table.columns, table.labels, strict=True) if declared.name == column)
    _label(sheet, row, label, team)
    tint = {"bg_color": TEAM_TINT[team.shape]} if team is not None else {}
    for place, item in enumerate(table.rows, _FIRST):
        sheet.text(row, place, item.text(column), {**BODY, **tint})
    return row + 1


def _state_lane(sheet: Sheet, row: int, rows: Sequence[Row]) -> int:
    _label(sheet, row, _("State"))
    for place, item in enumerate(rows, _FIRST):
        if item.agreement is None:
            sheet.blank(row, place)
            continue
        fill, font = STATE_LOOK[item.agreement.state]
        look = {**BODY, "bg_color": fill, "font_color": font, "bold": True}
        sheet.text(row, place, state_label(item.agreement.state), look)
    return row + 1


def _funnel_lanes(book: Book, sheet: Sheet, row: int, rows: Sequence[Row]) -> int:
    """The stage's name in the funnel, and its count as a link to the Funnel sheet."""
    stages = [book.model.public.get(Stage, _id(item)) for item in rows]
    places = [book.model.funnel.inputs.place(stage.funnel_stage) if stage is not None else None for stage in stages]
    if all(place is None for place in places):
        return row
    _label(sheet, row, _("Counts in the funnel as"))
    live = has_funnel(book.model)
    if live:
        _label(sheet, row + 1, _("Committed in the plan’s months"))
    for at, place in enumerate(places, _FIRST):
        name = book.model.funnel.stages[place].name if place is not None else ""
        sheet.text(row, at, name, BODY)
        if not live:
            continue
        if place is None:
            sheet.blank(row + 1, at)
            continue
        committed = book.model.funnel.totals[place].committed
        value = _("not reachable") if committed is None else committed
        look = {**BODY, "num_format": "#,##0", "align": "left", "bold": True}
        sheet.formula(row + 1, at, f"={total_cell(place)}", value, look)
    return row + (2 if live else 1)


def _touchpoint_lane(book: Book, sheet: Sheet, row: int, rows: Sequence[Row], *, seen: bool) -> int:
    by_stage: dict[str, list[str]] = {}
    for point in book.model.public.all(Touchpoint):
        if point.seen_by_customer == seen:
            words = f"{point.name} ({point.channel})" if point.channel else point.name
            team = team_mark(book.model.public, point.owner_team) if point.owner_team else None
            sign = TEAM_SIGN[team.shape] if team is not None else "–"
            by_stage.setdefault(point.stage, []).append(f"{sign} {words}")
    if not by_stage:
        return row
    _label(sheet, row, _("Touchpoints") if seen else _("Behind the scenes"))
    for place, item in enumerate(rows, _FIRST):
        sheet.text(row, place, "\n".join(by_stage.get(_id(item), ())), BODY)
    return row + 1


def _feeling(book: Book, sheet: Sheet, row: int, table: Table) -> int:
    stages = [book.model.public.get(Stage, _id(item)) for item in table.rows]
    feelings = [stage.emotion if stage is not None else None for stage in stages]
    if all(feeling is None for feeling in feelings):
        return row
    _label(sheet, row, _("Feeling, from −2 to +2"))
    last = _FIRST + len(feelings) - 1
    for place, feeling in enumerate(feelings, _FIRST):
        if feeling is None:
            sheet.blank(row, place)
        else:
            sheet.number(row, place, feeling, {**BODY, "num_format": '+0;"−"0;0', "align": "center", "bold": True})
    _label(sheet, row + 1, "")
    for place in range(_FIRST, last + 1):
        sheet.blank(row + 1, place, {"bottom": 1, "border_color": LINE})
    sheet.row_height(row + 1, _CURVE_HEIGHT)
    chart = book.workbook.add_chart({"type": "line"})
    name = sheet.name
    chart.add_series(
        {
            "name": _("Feeling"),
            "categories": f"='{name}'!{range_name((_HEAD, _FIRST), (_HEAD, last))}",
            "values": f"='{name}'!{range_name((row, _FIRST), (row, last))}",
            "line": {"color": OUTLINE, "width": 2},
            "marker": {"type": "circle", "size": 9, "border": {"color": OUTLINE}, "fill": {"color": "white"}},
        }
    )
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {"min": -2.5, "max": 2.5, "major_unit": 1, "visible": False, "major_gridlines": {"visible": False}}
    )
    chart.set_x_axis({"label_position": "none", "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_plotarea({"layout": {"x": 0.001, "y": 0.02, "width": 0.998, "height": 0.96}})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.show_blanks_as("span")
    width = column_pixels(sheet.width(_FIRST)) * len(feelings)
    chart.set_size({"width": width - 4, "height": int(_CURVE_HEIGHT / 0.75) - 6})
    options = {
        "x_offset": 2,
        "y_offset": 3,
        "object_position": 1,
        "description": _("How the customer feels, stage by stage"),
    }
    sheet.worksheet.insert_chart(row + 1, _FIRST, chart, options)
    return row + 2


def _handoff_lane(book: Book, sheet: Sheet, row: int, rows: Sequence[Row]) -> int:
    """Handoffs stand under the stage they start from; each is an SLA."""
    section = book.model.section("slas")
    table = section.table("Sla") if section is not None else None
    by_stage: dict[str, list[str]] = {}
    for item in table.rows if table is not None else ():
        sla = book.model.public.get(Sla, _id(item))
        if sla is None or not sla.from_stage or not sla.to_stage:
            continue
        owes, owed = (team_mark(book.model.public, team) for team in (sla.owed_by, sla.owed_to))
        between = f"{TEAM_SIGN[owes.shape]} {owes.name} → {TEAM_SIGN[owed.shape]} {owed.name}"
        by_stage.setdefault(sla.from_stage, []).append(f"{between}\n{item.code} {item.lead or item.title}".strip())
    if not by_stage:
        return row
    _label(sheet, row, _("Handoffs to the next stage"))
    for place, item in enumerate(rows, _FIRST):
        sheet.text(row, place, "\n\n".join(by_stage.get(_id(item), ())), BODY)
    return row + 1


def _id(row: Row) -> str:
    return row.key.partition(":")[2]
