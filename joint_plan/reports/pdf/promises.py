"""The SLAs of the record: what two teams owe each other in facing columns, with levels; working hours below."""

from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable

from joint_plan.base.texts import _
from joint_plan.reports import model as report
from joint_plan.reports.pdf.blocks import flat_table, head, item_block, item_blocks, record_table
from joint_plan.reports.pdf.texts import is_long

GUTTER = 6 * mm

# The heading says who owes whom; limits are written with the hours that count.
_SAID = frozenset({"owed_by", "owed_to", "business_hours"})


def sla_blocks(model: report.ReportModel, section: report.Section, width: float) -> list[Flowable]:
    """All SLAs, a heading for each direction; directions between the same two teams face each other."""
    table = section.table("Sla")
    directions: dict[tuple[str, str], list[report.Row]] = {}
    for row in table.rows if table is not None else ():
        directions.setdefault((row.text("owed_by"), row.text("owed_to")), []).append(row)
    story: list[Flowable] = []
    order = {team.name: number for number, team in enumerate(model.teams)}
    waiting = sorted(directions, key=lambda pair: (order.get(pair[0], 99), order.get(pair[1], 99)))
    while waiting:
        direction = waiting.pop(0)
        back = (direction[1], direction[0])
        if back in waiting:
            waiting.remove(back)
            story += _facing(direction, directions[direction], directions[back], width)
        else:
            rows = directions[direction]
            story += [*head(_title(direction), str(len(rows))), *item_blocks(rows, width, _SAID)]
    rest = [other for other in section.tables if other.type_name != "Sla"]
    return [*story, *(part for other in rest for part in record_table(other, width))]


def _title(direction: tuple[str, str]) -> str:
    return _("{team} owes {other}").format(team=direction[0] or "–", other=direction[1] or "–")


def _facing(
    direction: tuple[str, str], there: list[report.Row], back: list[report.Row], width: float
) -> list[Flowable]:
    """Two columns, promise beside promise; those with long texts follow over the whole width."""
    half = (width - GUTTER) / 2
    titles = [[head(_title(pair), str(len(rows)))[1]] for pair, rows in ((direction, there), (direction[::-1], back))]
    story: list[Flowable] = [CondPageBreak(50 * mm), flat_table([[titles[0], "", titles[1]]], [half, GUTTER, half])]
    short = [[row for row in rows if not _takes_pages(row)] for rows in (there, back)]
    for pair in zip_longest(*short):
        cells = [item_block(row, half, _SAID) if row is not None else "" for row in pair]
        padding = (("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 4))
        story += [CondPageBreak(40 * mm), flat_table([[cells[0], "", cells[1]]], [half, GUTTER, half], *padding)]
    return [*story, *item_blocks([row for row in (*there, *back) if _takes_pages(row)], width, _SAID)]


def _takes_pages(row: report.Row) -> bool:
    said = [stance.reservation for stance in row.agreement.stances] if row.agreement else []
    texts = [cell.text for part in (row, *row.rows) for cell in part.cells]
    return any(is_long(text) for text in (*texts, row.lead, *said))
