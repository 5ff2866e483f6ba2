"""Any table of records as a sheet: a real table with a hidden id column inside, how each item stands, every field."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan import kinds
from joint_plan.plan.record import all_specs, spec_of, title_of
from joint_plan.reports.excel.book import Book, TableMark, title_of_sheet
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    DERIVED_BODY,
    DERIVED_HEAD,
    ID_BODY,
    NUMBER,
    STATE_LOOK,
    SUBTITLE,
    TEAM_FILL,
    TEAM_SIGN,
    WHITE,
    number_format,
)
from joint_plan.reports.excel.lists import NamedList
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, header_names
from joint_plan.reports.model import Agreement, Cell, Row, Stance, Table, TeamMark
from joint_plan.rules.standing import state_label

HEAD_ROW = 4
SPARE_ROWS = 60
"""So many rows below a table have its lists and colours already, for what people add."""
_REPEATED = 2
"""The last column that stays in sight and on every page: code and name."""
_PAGE = 185
"""Characters across a landscape page at three quarters of the size."""
_SIGNS = {"agree": "✓", "reservation": "✓", "object": "✗", "abstain": "–", "": "○"}
_CHOOSABLE = ("Team", "Participant", "FunnelStage", "Segment", "Source", "Goal", "Metric", "Stage")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet. `name` is the record's column, "" for what the program works out."""

    label: str
    width: float
    write: Callable[[Sheet, int, int, Row], None]
    name: str = ""
    entries: NamedList | None = None
    teams: bool = False
    state: bool = False


def write_table_sheet(
    book: Book,
    table: Table,
    prompt: str,
    count: str = "",
    extra_rows: int = 0,
    columns: Sequence[SheetColumn] | None = None,
) -> TableMark:
    """A sheet for a table of records. `extra_rows` stay free between the head of the sheet and the table."""
    columns = columns_for(book, table) if columns is None else columns
    widths = {place: column.width for place, column in enumerate(columns, 1)}
    sheet = book.add_sheet(table.type_name, widths)
    sheet.text(0, 1, title_of_sheet(table.type_name), {"bold": True, "font_size": 20})
    sheet.row_height(0, 28)
    total = sum(column.width for column in columns)
    wide = max(1, math.ceil(total / _PAGE))
    # Words that run on from a repeated column are cut off where the repeated columns end.
    beside = 1 if wide == 1 else _REPEATED + 1
    sheet.text(1 if wide == 1 else 0, beside, " · ".join(words for words in (prompt, count) if words), SUBTITLE)
    sheet.text(2 if wide == 1 else 1, beside, book.model.title, SUBTITLE)
    head = HEAD_ROW + extra_rows
    mark = put_table(book, sheet, table.type_name, columns, table.rows, head)
    sheet.print_setup(book.model, Paper(pages_wide=wide), (head, head))
    if wide > 1:
        sheet.worksheet.repeat_columns(0, _REPEATED)
    sheet.worksheet.freeze_panes(head + 1, _REPEATED + 1)
    return mark


def put_table(
    book: Book, sheet: Sheet, type_name: str, columns: Sequence[SheetColumn], rows: Sequence[Row], head: int
) -> TableMark:
    """The table itself, in column A with its hidden ids; an empty one has a blank row to begin with."""
    headers = header_names([_("Id"), *(column.label for column in columns)])
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    sheet.text(head, 0, headers[0], DERIVED_HEAD)
    for place, (column, header) in enumerate(zip(columns, headers[1:], strict=True), 1):
        sheet.text(head, place, header, COLUMN_HEAD if column.name else DERIVED_HEAD)
    for number, row in enumerate(rows, head + 1):
        sheet.text(number, 0, row.key, ID_BODY)
        for place, column in enumerate(columns, 1):
            column.write(sheet, number, place, row)
    if not rows:
        for place in range(len(columns) + 1):
            sheet.blank(head + 1, place)
    last = head + max(1, len(rows))
    mark = TableMark(
        f"tbl{type_name}",
        type_name,
        sheet.name,
        ((headers[0], "id"), *((header, column.name) for header, column in zip(headers[1:], columns, strict=True))),
        head + 1,
        last,
    )
    looks = [DERIVED_HEAD, *(COLUMN_HEAD if column.name else DERIVED_HEAD for column in columns)]
    options = {
        "name": mark.name,
        "style": None,
        "columns": [
            {"header": header, "header_format": sheet.formats.of(look)}
            for header, look in zip(headers, looks, strict=True)
        ],
    }
    assert sheet.worksheet.add_table(head, 0, last, len(columns), options) == 0
    for place, column in enumerate(columns, 1):
        _choices(sheet, head + 1, last + SPARE_ROWS, place, column)
        if column.teams:
            _team_colours(book, sheet, head + 1, last + SPARE_ROWS, place)
        if column.state:
            _state_colours(book, sheet, head + 1, last + SPARE_ROWS, place)
    book.tables[type_name] = mark
    return mark


def columns_for(book: Book, table: Table) -> list[SheetColumn]:
    """Code and name, how it stands, its sentence, the fields for the room, then the others."""
    spec = spec_of(table.type_name)
    found: list[SheetColumn] = []
    if any(row.code for row in table.rows):
        found.append(SheetColumn(_("Code"), 9, lambda s, r, c, row: s.text(r, c, row.code, DERIVED_BODY)))
    fields = [
        _field_column(book, table, place)
        for place, column in sorted(enumerate(table.columns), key=lambda one: (not one[1].field.room, one[0]))
    ]
    naming = [column for column in fields if column.name == spec.title]
    if any(row.lead for row in table.rows):
        sentence = _("In one sentence")
        found.append(
            SheetColumn(sentence, 46, lambda s, r, c, row: s.text(r, c, row.lead, {**DERIVED_BODY, "bold": True}))
        )
        naming = []
    found += naming
    found += _standing_columns(book, table)
    return found + [column for column in fields if column not in naming]


def parent_column(type_name: str, parents: Mapping[str, Row]) -> SheetColumn:
    """The record that a row belongs to, by the rows' keys."""
    spec = spec_of(type_name)

    def write(sheet: Sheet, row: int, column: int, item: Row) -> None:
        parent = parents[item.key]
        sheet.text(row, column, f"{parent.code} {parent.title}".strip(), DERIVED_BODY)

    return SheetColumn(_(spec.by_column[spec.within].field.label), 36, write)


def _standing_columns(book: Book, table: Table) -> list[SheetColumn]:
    agreements = [row.agreement for row in table.rows if row.agreement is not None]
    if not agreements:
        return []
    found = [SheetColumn(_("State"), 15, _write_state, state=True)]
    teams = dict.fromkeys([*book.model.teams, *(stance.team for one in agreements for stance in one.stances)])
    for team in teams:
        label = _("{shape} {team}").format(shape=TEAM_SIGN[team.shape], team=team.name)
        found.append(SheetColumn(label, 24, _stance_writer(team)))
    if any(one.basis_changed or one.parked for one in agreements):
        found.append(SheetColumn(_("What to look at"), 28, _write_remarks))
    return found


def _write_state(sheet: Sheet, row: int, column: int, item: Row) -> None:
    if item.agreement is None:
        sheet.blank(row, column, DERIVED_BODY)
        return
    fill, font = STATE_LOOK[item.agreement.state]
    sheet.text(
        row, column, state_label(item.agreement.state), {**BODY, "bg_color": fill, "font_color": font, "bold": True}
    )


def _stance_writer(team: TeamMark) -> Callable[[Sheet, int, int, Row], None]:
    def write(sheet: Sheet, row: int, column: int, item: Row) -> None:
        sheet.text(row, column, _stance_words(item.agreement, team), DERIVED_BODY)

    return write


def _stance_words(agreement: Agreement | None, team: TeamMark) -> str:
    if agreement is None:
        return ""
    return next((stance_words(stance) for stance in agreement.stances if stance.team == team), "")


def stance_words(stance: Stance) -> str:
    """A stance with its sign, its words, its hands, and who said it when."""
    words = f"{_SIGNS[stance.stance]} {stance.word}"
    if stance.reservation:
        words = _("{stance}: {words}").format(stance=words, words=stance.reservation)
    if stance.hands:
        words += "\n" + _("Hands: {hands}").format(hands=stance.hands)
    day = locale.format_day(stance.at.astimezone().date()) if stance.at is not None else ""
    said = ", ".join(part for part in (stance.by, day) if part)
    return f"{words}\n{said}" if said else words


def _write_remarks(sheet: Sheet, row: int, column: int, item: Row) -> None:
    agreement = item.agreement
    words: list[str] = []
    if agreement is not None:
        words += [_("Changed since: {what}").format(what=change) for change in agreement.basis_changed]
        if agreement.parked:
            words.append(_("Parked: {why}").format(why=agreement.parked))
    sheet.text(row, column, "\n".join(words), DERIVED_BODY)


def _field_column(book: Book, table: Table, place: int) -> SheetColumn:
    column, label = table.columns[place], table.labels[place]
    longest = max((_longest_line(row.cells[place].text) for row in table.rows), default=0)
    width = float(column.field.width)
    if isinstance(column.kind, kinds.Number | kinds.Whole | kinds.Day | kinds.Share) or column.part:
        width = max(width, min(24, longest + 3))
    width = min(48, max(width, 2 + max(map(len, label.split()), default=0)))
    target = column.kind.target if isinstance(column.kind, kinds.Ref) else ""

    def write(sheet: Sheet, row: int, at: int, item: Row) -> None:
        write_cell(sheet, row, at, item.cells[place])

    return SheetColumn(label, width, write, column.name, _entries(book, column.kind), target == "Team")


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")), default=0)


def _entries(book: Book, kind: kinds.Kind) -> NamedList | None:
    """What can be chosen in a column of this kind."""
    if isinstance(kind, kinds.Choice):
        return book.lists.of([_(label) for _value, label in kind.choices])
    if isinstance(kind, kinds.Flag):
        return book.lists.of([_("Yes"), _("No")])
    if isinstance(kind, kinds.Ref) and kind.target in _CHOOSABLE:
        record_type = next(spec.type for spec in all_specs() if spec.name == kind.target)
        return book.lists.of([title_of(item) for item in book.model.public.all(record_type)])
    return None


def write_cell(sheet: Sheet, row: int, column: int, cell: Cell) -> None:
    """A value by its kind: numbers and dates as such, in the form that people read them; all else as words."""
    value, kind = cell.value, cell.column.kind
    if value is None or isinstance(value, str):
        sheet.text(row, column, cell.text)
    elif isinstance(kind, kinds.Rate):
        sheet.rate(row, column, value, NUMBER)
    elif isinstance(kind, kinds.Money):
        sheet.money(row, column, value, NUMBER)
    elif isinstance(kind, kinds.Day | kinds.Clock):
        shape = {"num_format": "mmm yyyy"} if isinstance(kind, kinds.Month) else {}
        sheet.date(row, column, value, {**BODY, **shape})
    elif isinstance(kind, kinds.Whole | kinds.Number):
        _write_measured(sheet, row, column, cell)
    else:
        sheet.text(row, column, cell.text)


def _write_measured(sheet: Sheet, row: int, column: int, cell: Cell) -> None:
    """A number that shows its unit as people read it: "4 working hours" is the number 4 in that form."""
    number = locale.format_number(cell.value)
    before, found, after = cell.text.partition(number)
    if not found:
        sheet.text(row, column, cell.text)
        return
    shape = f"{_literal(before)}{number_format(cell.value)}{_literal(after)}"
    sheet.number(row, column, cell.value, {**NUMBER, "num_format": shape})


def _literal(words: str) -> str:
    """Words inside a number format.

    A quotation mark would end them early and Excel would repair the file;
    readers split a format at every semicolon, quoted or not.
    """
    plain = " ".join(words.replace('"', "").replace(";", ",").split("\n"))[:80]
    return f'"{plain}"' if plain else ""


def _choices(sheet: Sheet, first: int, last: int, place: int, column: SheetColumn) -> None:
    if column.entries is None or not column.entries.entries:
        return
    sheet.worksheet.data_validation(
        first,
        place,
        last,
        place,
        {
            "validate": "list",
            "source": f"={column.entries.name}",
            "error_title": _("Not in the list"),
            "error_message": _("Choose one of the list, or leave the cell empty."),
        },
    )


def _team_colours(book: Book, sheet: Sheet, first: int, last: int, place: int) -> None:
    """Team = colour, shape and word; the shape comes from the number format, the cell holds the name alone."""
    teams = list(book.model.public.all(spec_of("Team").type))
    entries = book.lists.of([title_of(team) for team in teams])
    for team in teams:
        shape = {"marketing": "circle", "sales": "square"}.get(team.id, "diamond")
        name = title_of(team)
        fill = TEAM_FILL[shape]
        look: dict[str, object] = {"num_format": f'"{TEAM_SIGN[shape]} "@'}
        look |= {"font_color": fill} if fill != WHITE else {}
        sheet.worksheet.conditional_format(
            first,
            place,
            last,
            place,
            {
                "type": "formula",
                "criteria": f"={cell_name(first, place)}={entries.cell(entries.entries.index(name))}",
                "format": book.workbook.add_format({**look, "bold": True}),
            },
        )


def _state_colours(book: Book, sheet: Sheet, first: int, last: int, place: int) -> None:
    """Colours that stay right when rows are sorted or filled down."""
    states = list(STATE_LOOK)
    entries = book.lists.of([state_label(state) for state in states])
    for number, state in enumerate(states):
        fill, font = STATE_LOOK[state]
        sheet.worksheet.conditional_format(
            first,
            place,
            last,
            place,
            {
                "type": "formula",
                "criteria": f"={cell_name(first, place)}={entries.cell(number)}",
                "format": book.workbook.add_format({"bg_color": fill, "font_color": font}),
            },
        )
