"""The Start sheet: whose plan, which version, who signed, four figures, what the colours mean, where to go."""

from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.reports.excel.book import TITLES, Book, title_of_sheet
from joint_plan.reports.excel.counts import agreed_count, agreed_expression, to_agree
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    DANGER,
    DERIVED_BODY,
    HEADING,
    INPUT_BODY,
    LINE,
    LINK,
    MUTED,
    STATE_LOOK,
    SUBTITLE,
    TEAM_SIGN,
    TITLE,
    Look,
    team_look,
)
from joint_plan.reports.excel.funnel.names import NEW_REVENUE, REVENUE_TARGET, WINS, has_funnel
from joint_plan.reports.excel.sheet import Paper, Result, Sheet
from joint_plan.rules.standing import State, state_label

WIDTHS = {0: 2, 1: 30, 2: 30, 3: 30, 4: 30}
_FIRST = 1
_LAST = 4


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure at the head: what it is, the formula behind it, and its result."""

    label: str
    expression: str
    value: Result
    num_format: str


def write_start(book: Book, sheet: Sheet) -> None:
    """Fill the first sheet; the others are written by then."""
    model = book.model
    sheet.text(1, _FIRST, model.title, TITLE)
    sheet.row_height(1, 30)
    sheet.text(2, _FIRST, " · ".join(words for words in (model.company, model.period) if words), SUBTITLE)
    row = _figures(book, sheet, 4)
    row = _facts(book, sheet, row)
    row = _signers(book, sheet, row)
    row = _colours(book, sheet, row)
    row = _how_to_use(sheet, row)
    _links(book, sheet, row)
    sheet.print_setup(model, Paper(landscape=False, pages_high=1))


def _figures(book: Book, sheet: Sheet, row: int) -> int:
    number: Look = {"bold": True, "font_size": 20, "align": "left", "top": 2, "border_color": LINE}
    for place, figure in enumerate(headlines(book), _FIRST):
        look = {**number, "num_format": figure.num_format}
        sheet.formula(row, place, figure.expression, figure.value, look)
        sheet.text(row + 1, place, figure.label, {"font_color": MUTED, "text_wrap": True, "valign": "top"})
    sheet.row_height(row, 34)
    return row + 3


def headlines(book: Book) -> tuple[Headline, ...]:
    """Revenue goal, new revenue, wins, agreed items: linked to the sheets that hold them."""
    found: list[Headline] = []
    funnel = book.model.funnel
    if has_funnel(book.model):
        not_reachable = _("not reachable")
        targets = [Fraction(need.segment.revenue_target or 0) for need in funnel.inputs.needs]
        new = [segment.new_revenue for segment in funnel.segments]
        known = [value for value in new if value is not None]
        found.append(Headline(_("revenue goal"), f"={REVENUE_TARGET}", sum(targets, Fraction(0)), book.formats.money()))
        value: Result = sum(known, Fraction(0)) if len(known) == len(new) else not_reachable
        found.append(Headline(_("of it new revenue"), f"={NEW_REVENUE}", value, book.formats.money()))
        wins = funnel.totals[-1].committed
        label = _("{stage}, in the plan’s months").format(stage=funnel.stages[-1].name)
        found.append(Headline(label, f"={WINS}", not_reachable if wins is None else wins, "#,##0"))
    rows = [row for section in book.model.sections for table in section.tables for row in table.rows]
    expression = agreed_expression(book, book.tables)
    if expression:
        label = _("items agreed, of {total}").format(total=to_agree(rows))
        found.append(Headline(label, expression, agreed_count(rows), "#,##0"))
    return tuple(found)


def _facts(book: Book, sheet: Sheet, row: int) -> int:
    model = book.model
    version = model.version
    head = {**BODY, "bold": True}
    facts = [(_("The one number"), model.public.plan.one_number), (_("Version"), version.words)]
    if version.moved_on:
        facts.append((_("Since then"), _("The plan has changed after this version was agreed.")))
    facts += [
        (_("Check code"), version.check_code),
        (_("Hash of the content"), version.hash),
        (_("Next review"), version.next_review),
        (_("Left out"), ", ".join(model.hidden_sections)),
    ]
    for label, words in facts:
        if words:
            look = {"font_color": DANGER, "bold": True} if version.draft and words == version.words else {}
            sheet.text(row, _FIRST, label, head)
            sheet.text(row, _FIRST + 1, words, {"valign": "top", **look})
            row += 1
    return row + 1


def _signers(book: Book, sheet: Sheet, row: int) -> int:
    signers = book.model.signers
    if not signers:
        return row
    row = _heading(sheet, row, _("Who signs"))
    for place, words in enumerate((_("Name"), _("Role"), _("Team"), _("Signed")), _FIRST):
        sheet.text(row, place, words, COLUMN_HEAD)
    for signer in signers:
        row += 1
        team = f"{TEAM_SIGN[signer.team.shape]} {signer.team.name}" if signer.team is not None else ""
        signed = " ".join(words for words in (signer.on, signer.signed) if words) or _("not yet")
        if signer.reservation:
            signed += "\n" + _("Reservation: {words}").format(words=signer.reservation)
        for place, words in enumerate((signer.name, signer.role, team, signed), _FIRST):
            sheet.text(row, place, words, BODY)
    return row + 2


def _colours(book: Book, sheet: Sheet, row: int) -> int:
    row = _heading(sheet, row, _("What the colours mean"))
    sheet.text(row, _FIRST, _("Yours to change"), INPUT_BODY)
    sheet.text(row, _FIRST + 1, _("Worked out"), DERIVED_BODY)
    sheet.text(row, _FIRST + 2, _("The plan’s words"), BODY)
    row += 1
    for place, team in enumerate(book.model.teams[:_LAST], _FIRST):
        sheet.text(row, place, f"{TEAM_SIGN[team.shape]} {team.name}", {**team_look(team.shape), "bold": True})
    row += 1
    for number, state in enumerate(State):
        fill, font = STATE_LOOK[state]
        look = {**BODY, "bg_color": fill, "font_color": font, "bold": True}
        sheet.text(row + number // _LAST, _FIRST + number % _LAST, state_label(state), look)
    return row + 3


def _how_to_use(sheet: Sheet, row: int) -> int:
    row = _heading(sheet, row, _("How to use this workbook"))
    for words in (
        _("Yellow cells are yours: change one on the Funnel sheet and every count follows at once."),
        _("Type what you measured into the Scorecard; an empty cell is unknown, not missed."),
        _("Change scores, days and statuses of quick wins: their matrix and the next 30 days follow."),
        _("Add a row right below a table: the table grows, with its lists and colours."),
        _("Leave the hidden first column of the tables alone: by it the plan knows its rows again."),
        _("Send it back when it has changed: the plan shows every change before it takes one."),
        _("This is a copy. What was agreed stays in the plan, under the check code."),
    ):
        sheet.text(row, _FIRST, words, {})
        row += 1
    return row + 1


def _links(book: Book, sheet: Sheet, row: int) -> int:
    row = _heading(sheet, row, _("What is where"))
    keys = [key for key in TITLES if key in book.sheets and key != "Start"]
    look: Look = {"font_color": LINK, "underline": 1}
    for number, key in enumerate(keys):
        title = title_of_sheet(key)
        sheet.link(row + number // _LAST, _FIRST + number % _LAST, title, title, look)
    return row + 1 + len(keys) // _LAST


def _heading(sheet: Sheet, row: int, words: str) -> int:
    sheet.text(row, _FIRST, words, HEADING)
    return row + 1
