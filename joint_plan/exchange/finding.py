"""Finding what the program wrote in a workbook that people have worked in: tables, columns, rows.

Sheets are renamed and sorted, columns swapped and renamed, tables turned into plain ranges, ids wiped, rows copied.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from joint_plan.base.texts import _
from joint_plan.exchange.cells import Book, Row, Sheet, Table, Value, folded, is_filled, text_of
from joint_plan.exchange.layout import ExportedColumn, ExportedRow, ExportedTable
from joint_plan.plan.kinds import Text

_ENOUGH = 2
"""So many of our heads in one row, and at least half of them, make it the head of a table."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row as it stands in the workbook: its sheet, its number, its cells by our column's place."""

    sheet: Sheet
    number: int
    columns: Mapping[int, int]

    def value(self, column: ExportedColumn) -> Value:
        """What stands in one of our columns; `None` where it is empty or the column is gone."""
        at = self.columns.get(column.place)
        return None if at is None else self.sheet.value(self.number, at)

    def has(self, column: ExportedColumn) -> bool:
        """Whether the column is still there."""
        return column.place in self.columns


@dataclass(frozen=True, slots=True)
class Found:
    """A table as it was found: rows by the id of the record they are, new rows, ids of rows that are gone.

    `sheet` is `None` where the whole table is gone. `notes` say what was read otherwise than it was written.
    """

    table: ExportedTable
    sheet: Sheet | None
    known: Mapping[str, Place] = field(default_factory=dict)
    new: tuple[Place, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def find(book: Book, table: ExportedTable) -> Found:
    """Find one of our tables again."""
    area = _area(book, table)
    if area is None:
        return Found(table, None)
    sheet, place = area
    columns, notes = _columns(sheet, place, table)
    rows = [Place(sheet, number, columns) for number in _row_numbers(sheet, place)]
    filled = [row for row in rows if any(is_filled(row.value(column)) for column in table.columns)]
    known, rest = _by_id(table, filled, _id_column(filled, table, columns))
    for sign in _signs(table, filled):
        rest = _matched(table, known, rest, sign)
    new = tuple(row for row in rest if _says_something(table, row))
    missing = tuple(record_id for record_id in table.rows if record_id not in known)
    return Found(table, sheet, known, new, missing, tuple(notes))


# Where the table is


def _area(book: Book, table: ExportedTable) -> tuple[Sheet, Table] | None:
    named = book.table(table.name)
    if named is not None and _heads(named[0], named[1].first_row, table) >= 1:
        return named
    return _range(book, table)


def _range(book: Book, table: ExportedTable) -> tuple[Sheet, Table] | None:
    """The table as a plain range: under the row that has most of its heads, first on the sheet of its title."""
    sheets = sorted(book.sheets, key=lambda sheet: folded(sheet.title) != folded(table.sheet))
    best: tuple[int, Sheet, int] | None = None
    for sheet in sheets:
        for number, row in sheet.rows.items():
            count = _heads(sheet, number, table)
            if count >= max(_ENOUGH, len(table.columns) / 2) and (best is None or count > best[0]):
                best = (count, sheet, number)
                if count == len(table.columns):
                    return sheet, Table(table.name, number, min(row), number, max(row))
    if best is None:
        return None
    _count, sheet, number = best
    return sheet, Table(table.name, number, min(sheet.row(number)), number, max(sheet.row(number)))


def _heads(sheet: Sheet, number: int, table: ExportedTable) -> int:
    heads = {folded(value) for value in sheet.row(number).values() if isinstance(value, str)}
    return len(heads & table.headers)


def _row_numbers(sheet: Sheet, place: Table) -> Iterator[int]:
    """The rows of a table, and those typed right below it: not every program makes the table larger then."""
    number = place.first_row + 1
    while number <= place.last_row or (not place.totals and _any_filled(sheet.row(number), place)):
        yield number
        number += 1


def _any_filled(row: Row, place: Table) -> bool:
    return any(place.first_column <= column <= place.last_column and is_filled(row[column]) for column in row)


# Columns


def _columns(sheet: Sheet, place: Table, table: ExportedTable) -> tuple[dict[int, int], list[str]]:
    """Our columns' places in the sheet, by their place in our table: by head, else where they stood."""
    heads = {
        column: folded(text_of(value))
        for column, value in sorted(sheet.row(place.first_row).items())
        if place.first_column <= column <= place.last_column and is_filled(value)
    }
    found: dict[int, int] = {}
    for exported in table.columns:
        same = [at for at, head in heads.items() if head == folded(exported.header) and at not in found.values()]
        if same:
            found[exported.place] = same[0]
    notes: list[str] = []
    unknown = [at for at, head in heads.items() if head not in table.headers]
    for exported in table.columns:
        if exported.place in found or not exported.readable or exported.name == "id":
            continue
        at = _renamed(sheet, place, table, exported, found, unknown)
        if at is None or not _looks_alike(sheet, place, table, exported, at):
            words = _("{sheet}: there is no column “{old}” any more; nothing is read for it.")
            notes.append(words.format(sheet=sheet.title, old=exported.header))
            continue
        found[exported.place] = at
        unknown.remove(at)
        notes.append(
            _("{sheet}: “{new}” is read as “{old}”, which stood there.").format(
                sheet=sheet.title, new=text_of(sheet.value(place.first_row, at)), old=exported.header
            )
        )
    return found, notes


def _renamed(
    sheet: Sheet,
    place: Table,
    table: ExportedTable,
    exported: ExportedColumn,
    found: Mapping[int, int],
    unknown: list[int],
) -> int | None:
    """The column of an unknown head between the neighbours that this column had.

    Of several it is the one that says most of what ours said.
    """
    places = [column.place for column in table.columns]
    number = places.index(exported.place)
    before = next((found[place] for place in reversed(places[:number]) if place in found), 0)
    after = next((found[place] for place in places[number + 1 :] if place in found), None)
    between = [at for at in unknown if before < at and (after is None or at < after)]
    if len(between) <= 1:
        return between[0] if between else None
    alike = {at: _alike(sheet, place, table, exported, at) for at in between}
    most = max(alike.values())
    best = [at for at, count in alike.items() if count == most]
    if most and len(best) == 1:
        return best[0]
    # Several heads were renamed side by side: they still stand in their order.
    gone = [place for place in places if place not in found]
    same = [place for place in gone if _between(place, found, places) == _between(exported.place, found, places)]
    return between[same.index(exported.place)] if len(between) == len(same) else None


def _alike(sheet: Sheet, place: Table, table: ExportedTable, exported: ExportedColumn, at: int) -> int:
    """How many of the values that a column had at the export stand in another one now."""
    ours = {folded(str(row.values.get(exported.name))) for row in table.rows.values() if row.values.get(exported.name)}
    theirs = {folded(text_of(sheet.value(number, at))) for number in _row_numbers(sheet, place)}
    return len(ours & theirs)


def _between(place: int, found: Mapping[int, int], places: list[int]) -> tuple[int, int]:
    number = places.index(place)
    before = next((other for other in reversed(places[:number]) if other in found), 0)
    after = next((other for other in places[number + 1 :] if other in found), 0)
    return before, after


def _looks_alike(sheet: Sheet, place: Table, table: ExportedTable, exported: ExportedColumn, at: int) -> bool:
    """Whether a column may be ours under another head: it holds something for about as many rows as ours did."""
    if table.spec is None:
        return False
    given = sum(1 for row in table.rows.values() if row.values.get(exported.name) not in {None, ""} or row.held)
    filled = sum(1 for number in _row_numbers(sheet, place) if is_filled(sheet.value(number, at)))
    return filled > 0 if given and len(table.rows) < _ENOUGH else 2 * filled >= given


def _id_column(rows: Iterable[Place], table: ExportedTable, columns: Mapping[int, int]) -> int | None:
    """The column with most of our ids, whatever its head says."""
    counts: Counter[int] = Counter()
    first = next((column.place for column in table.columns if column.name == "id"), 1)
    for row in rows:
        for column, value in row.sheet.row(row.number).items():
            if isinstance(value, str) and table.row_id(value.strip()):
                counts[column] += 1
    return counts.most_common(1)[0][0] if counts else columns.get(first)


# Rows


def _by_id(table: ExportedTable, rows: Iterable[Place], at: int | None) -> tuple[dict[str, Place], list[Place]]:
    """Rows by the id in them; of two with the same id the second is a copy and new."""
    known: dict[str, Place] = {}
    rest: list[Place] = []
    for row in rows:
        words = text_of(row.sheet.value(row.number, at)).strip() if at is not None else ""
        record_id = table.row_id(words)
        if record_id and record_id not in known:
            known[record_id] = row
        else:
            rest.append(row)
    return known, rest


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a row may be known by without its id: the same words of a record and of a row; "" is no sign."""

    of_record: Callable[[ExportedRow], str]
    of_row: Callable[[Place], str]


def _signs(table: ExportedTable, rows: Sequence[Place]) -> Iterator[_Sign]:
    """The signs from the surest on: the code, all words of the row, what it is called."""
    spec = table.spec
    if spec is None:
        return
    code = _code_column(table, rows)
    if code is not None:
        yield _Sign(lambda record: str(record.values.get("code") or ""), lambda row: text_of(row.value(code)).strip())
    texts = [
        column
        for column in table.columns
        if column.readable and column.name in spec.by_column and isinstance(spec.by_column[column.name].kind, Text)
    ]
    if texts:
        yield _words_sign(texts)
    titles = [column for column in texts if column.name == spec.title]
    if titles:
        yield _words_sign(titles)


def _words_sign(columns: Sequence[ExportedColumn]) -> _Sign:
    return _Sign(
        lambda record: "\n".join(folded(str(record.values.get(column.name) or "")) for column in columns).strip(),
        lambda row: "\n".join(folded(text_of(row.value(column))) for column in columns).strip(),
    )


def _code_column(table: ExportedTable, rows: Sequence[Place]) -> ExportedColumn | None:
    """The worked-out column that holds codes, found by what is in it."""
    codes = {str(record.values["code"]) for record in table.rows.values() if record.values.get("code")}
    derived = [column for column in table.columns if not column.name]
    counts = {column: sum(text_of(row.value(column)).strip() in codes for row in rows) for column in derived}
    return next((column for column, count in counts.items() if count and count == max(counts.values())), None)


def _matched(table: ExportedTable, known: dict[str, Place], rest: Sequence[Place], sign: _Sign) -> list[Place]:
    """Match rows to records that no row has yet, where the sign is unique on both sides; the rows that are left."""
    ours: dict[str, list[str]] = {}
    for record_id, record in table.rows.items():
        if record_id not in known:
            ours.setdefault(sign.of_record(record), []).append(record_id)
    theirs = Counter(sign.of_row(row) for row in rest)
    left: list[Place] = []
    for row in rest:
        words = sign.of_row(row)
        if words and theirs[words] == 1 and len(ours.get(words, ())) == 1:
            known[ours[words][0]] = row
        else:
            left.append(row)
    return left


def _says_something(table: ExportedTable, row: Place) -> bool:
    return any(column.readable and column.name != "id" and is_filled(row.value(column)) for column in table.columns)
