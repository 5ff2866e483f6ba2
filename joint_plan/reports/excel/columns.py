"""The columns of a table of records: how it stands, and each field as cells that an import can read back.

A cell holds the value itself: dates as dates, rates as percent, numbers beside a column with their unit, choices and
references as the words that a named list offers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan import kinds
from joint_plan.plan.fields import Column
from joint_plan.plan.record import RecordSpec, spec_of
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.formats import BODY, DERIVED_BODY, NUMBER, STATE_LOOK, TEAM_SIGN, Look
from joint_plan.reports.excel.lists import NamedList
from joint_plan.reports.excel.row_heights import wide_enough
from joint_plan.reports.excel.sheet import LONGEST_CELL, Sheet, cell_text, room_in
from joint_plan.reports.model import Agreement, Row, Stance, Table, TeamMark
from joint_plan.rules.names import label_of, shown
from joint_plan.rules.pairs import Revealed
from joint_plan.rules.standing import state_label

_SIGNS = {"agree": "✓", "reservation": "✓", "object": "✗", "abstain": "–", "": "○"}
_CHOOSABLE = ("Team", "Participant", "FunnelStage", "Segment", "Source", "Goal", "Metric", "Stage", "Sla", "Term")
_WIDEST = 48
_MOST = 160
"""The width of a column whose texts would be cut off otherwise, in characters."""

Fill = Callable[[Sheet, int, int, Sequence[Row]], None]
"""Writes a column's cells: sheet, first row, column, the records."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet. `name` is the record's column, "" for what the program works out.

    `unit` is the name of the column with this number's unit; `written_only` columns are never read back.
    """

    label: str
    width: float
    fill: Fill
    name: str = ""
    look: Look = field(default_factory=lambda: BODY)
    entries: NamedList | None = None
    teams: bool = False
    state: bool = False
    unit: str = ""
    written_only: bool = False


def columns_for(book: Book, table: Table) -> list[SheetColumn]:
    """Code and name, how it stands, its sentence, the fields for the room, then the others."""
    spec = spec_of(table.type_name)
    found: list[SheetColumn] = []
    if any(row.code for row in table.rows):
        found.append(derived(_("Code"), 9, lambda row: row.code))
    fields = [_field_column(book, spec, column, table.rows) for column in _in_order(spec)]
    naming = [column for column in fields if column.name == spec.title]
    if any(row.lead for row in table.rows):
        width = wide_enough(46, (row.lead for row in table.rows), _MOST, room_in)
        found.append(derived(_("In one sentence"), width, lambda row: row.lead, {**DERIVED_BODY, "bold": True}))
        naming = []
    if spec.within:
        naming = [column for column in fields if column.name == spec.within] + naming
    found += naming
    found += _standing_columns(book, table)
    return found + [column for column in fields if column not in naming]


def derived(label: str, width: float, words: Callable[[Row], str], look: Look = DERIVED_BODY) -> SheetColumn:
    """A column of words that the program works out."""

    def fill(sheet: Sheet, first: int, column: int, rows: Sequence[Row]) -> None:
        sheet.texts(first, column, [words(row) for row in rows], look, blanks=True)

    return SheetColumn(label, width, fill, look=look)


def _in_order(spec: RecordSpec) -> list[Column]:
    """The public columns: those for the room first, a unit right behind its numbers; no pair's switch."""
    numbers = {field.unit: field for field in spec.fields if field.unit}
    shown_ones = [column for column in spec.columns if not column.field.private and column.part != "revealed"]

    def place(numbered: tuple[int, Column]) -> tuple[bool, int]:
        return not numbers.get(numbered[1].name, numbered[1].field).room, numbered[0]

    return [column for _place, column in sorted(enumerate(shown_ones), key=place)]


def _standing_columns(book: Book, table: Table) -> list[SheetColumn]:
    agreements = [row.agreement for row in table.rows if row.agreement is not None]
    if not agreements:
        return []
    found = [SheetColumn(_("State"), 15, _fill_states, state=True)]
    teams = dict.fromkeys([*book.model.teams, *(stance.team for one in agreements for stance in one.stances)])
    for team in teams:
        label = _("{shape} {team}").format(shape=TEAM_SIGN[team.shape], team=team.name)
        words = _stance_of(team)
        found.append(derived(label, wide_enough(24, map(words, table.rows), _MOST, room_in), words))
    if any(one.basis_changed or one.parked for one in agreements):
        width = wide_enough(28, map(_remarks, table.rows), _MOST, room_in)
        found.append(derived(_("What to look at"), width, _remarks))
    return found


def _fill_states(sheet: Sheet, first: int, column: int, rows: Sequence[Row]) -> None:
    for number, row in enumerate(rows, first):
        if row.agreement is None:
            sheet.blank(number, column, DERIVED_BODY)
            continue
        fill, font = STATE_LOOK[row.agreement.state]
        look = {**BODY, "bg_color": fill, "font_color": font, "bold": True}
        sheet.text(number, column, state_label(row.agreement.state), look)


def _stance_of(team: TeamMark) -> Callable[[Row], str]:
    return lambda row: _stance_words(row.agreement, team)


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


def _remarks(row: Row) -> str:
    if row.agreement is None:
        return ""
    words = [_("Changed since: {what}").format(what=change) for change in row.agreement.basis_changed]
    if row.agreement.parked:
        words.append(_("Parked: {why}").format(why=row.agreement.parked))
    return "\n".join(words)


def _field_column(book: Book, spec: RecordSpec, column: Column, rows: Sequence[Row]) -> SheetColumn:
    label = label_of(book.model.public, column)
    values = _values(column, rows)
    width = float(column.field.width)
    if isinstance(column.kind, kinds.Number | kinds.Whole | kinds.Day | kinds.Share):
        width = max(width, min(24, _longest(book, column, values) + 3))
    if column.part:
        width = max(width, 10)
    width = min(_WIDEST, max(width, 2 + max(map(len, label.split()), default=0)))
    if isinstance(column.kind, kinds.Text):
        width = wide_enough(width, filter(None, values), _MOST, room_in)
    target = column.kind.target if isinstance(column.kind, kinds.Ref) else ""
    return SheetColumn(
        label,
        width,
        _fill_of(book, spec, column, values),
        column.name,
        NUMBER if column.kind.align_right else BODY,
        _entries(book, column.kind),
        teams=target == "Team",
        unit=column.field.unit,
        written_only=isinstance(column.kind, kinds.Tallied | kinds.Moment | kinds.Basis | kinds.Document),
    )


def _values(column: Column, rows: Sequence[Row]) -> list[Any]:
    """The column's value of each record; `None` for a team's answer that is not revealed."""
    get = attrgetter(f"{column.field.name}.{column.part}" if column.part else column.name)
    return [get(row.item) for row in rows]


def _longest(book: Book, column: Column, values: Sequence[Any]) -> int:
    """Characters of the longest number or date of a column."""
    if isinstance(column.kind, kinds.Day):
        return 11
    given = [value for value in values if value is not None]
    if not given:
        return 0
    if isinstance(column.kind, kinds.Money):
        return max(len(locale.format_money(value, book.model.currency)) for value in {min(given), max(given)})
    return max(map(len, {column.kind.show(value) for value in given}))


def _fill_of(book: Book, spec: RecordSpec, column: Column, values: list[Any]) -> Fill:
    if column.blind:
        return _fill_answers(book, spec, column)
    words = _words_of(book, column)
    if words is not None:
        return _fill_words(book, column, values, words)
    return _fill_exact(column, values)


def _words_of(book: Book, column: Column) -> Callable[[Any], str] | None:
    """What stands in a cell that holds words; `None` for numbers and dates."""
    kind, references = column.kind, book.references
    if isinstance(kind, kinds.AnyRef):
        return references.of_any
    if isinstance(kind, kinds.Ref):
        return lambda value: references.of(kind.target, value)
    if isinstance(kind, kinds.Choice):
        labels = {"": "", **{key: _(label) for key, label in kind.choices}}
        return lambda value: labels[value]
    if isinstance(kind, kinds.Number | kinds.Whole | kinds.Day | kinds.Clock):
        return None
    if isinstance(kind, kinds.Text):
        return str
    return kind.show


def _fill_words(book: Book, column: Column, values: list[Any], words: Callable[[Any], str]) -> Fill:
    free = isinstance(column.kind, kinds.Text)
    known = isinstance(column.kind, kinds.Ref | kinds.Choice | kinds.Flag | kinds.Several)

    def fill(sheet: Sheet, first: int, place: int, rows: Sequence[Row]) -> None:
        texts = [words(value) for value in values]
        sheet.texts(first, place, texts)
        if known:
            return
        for row, value, text in zip(rows, values, texts, strict=True):
            if free:
                if len(text) > LONGEST_CELL // 8 and cell_text(text) != text:
                    book.hold_back(row.key, column.name)
            elif text and not _reads_back(column, text, value):
                book.hold_back(row.key, column.name)

    return fill


def _reads_back(column: Column, text: str, value: object) -> bool:
    try:
        return bool(column.kind.parse(text) == value)
    except (ValueError, NotImplementedError):
        return False


def _fill_exact(column: Column, values: list[Any]) -> Fill:
    def fill(sheet: Sheet, first: int, place: int, _rows: Sequence[Row]) -> None:
        for number, value in enumerate(values, first):
            if value is not None:
                write_value(sheet, number, place, column.kind, value)

    return fill


def _fill_answers(book: Book, spec: RecordSpec, column: Column) -> Fill:
    """A team's answers; one that is not revealed only says whether it is in, and is never read back."""
    public, words = book.model.public, _words_of(book, column)
    name = column.field.name

    def fill(sheet: Sheet, first: int, place: int, rows: Sequence[Row]) -> None:
        hidden: list[str] = []
        said: dict[object, str] = {}
        for number, row in enumerate(rows, first):
            answer = public.pair(row.item, name)[column.part]
            hidden.append("")
            if not isinstance(answer, Revealed):
                if answer not in said:
                    said[answer] = shown(public, row.item, column)
                hidden[-1] = said[answer]
                book.hold_back(row.key, column.name)
            elif answer.value is not None:
                if words is None:
                    write_value(sheet, number, place, column.kind, answer.value)
                elif isinstance(column.kind, kinds.Tallied):
                    sheet.text(number, place, shown(public, row.item, column))
                else:
                    sheet.text(number, place, words(answer.value))
        sheet.texts(first, place, hidden, DERIVED_BODY)

    return fill


def write_value(
    sheet: Sheet,
    row: int,
    column: int,
    kind: kinds.Kind,
    value: Any,  # noqa: ANN401  of the kind
    look: Look = MappingProxyType({}),
) -> None:
    """A number or date by its kind; `look` is what its cell looks like besides."""
    if isinstance(kind, kinds.Rate):
        sheet.rate(row, column, value, {**NUMBER, **look})
    elif isinstance(kind, kinds.Money):
        sheet.money(row, column, value, {**NUMBER, **look})
    elif isinstance(kind, kinds.Month):
        sheet.date(row, column, value, {**BODY, **look, "num_format": "mmm yyyy"})
    elif isinstance(kind, kinds.Day | kinds.Clock):
        sheet.date(row, column, value, {**BODY, **look})
    else:
        sheet.number(row, column, value, {**NUMBER, **look})


def _entries(book: Book, kind: kinds.Kind) -> NamedList | None:
    """What can be chosen in a column of this kind."""
    if isinstance(kind, kinds.Choice):
        return book.lists.of([_(label) for _value, label in kind.choices])
    if isinstance(kind, kinds.Flag):
        return book.lists.of([_("Yes"), _("No")])
    if isinstance(kind, kinds.Ref) and kind.target in _CHOOSABLE:
        return book.lists.of(book.references.entries(kind.target))
    return None


def by_name(columns: Sequence[SheetColumn]) -> Mapping[str, int]:
    """The place of each record's column in a sheet whose first column holds the ids."""
    return {column.name: place for place, column in enumerate(columns, 1) if column.name}


def own_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of rows (an SLA's levels)."""
    for row in rows:
        yield from row.rows
