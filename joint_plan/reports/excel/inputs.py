"""The input sheets: what one person, or each of a team by itself, answers before the workshop, to be sent back.

A workbook with a sheet for each kind of question and one for needs and one for ideas. It holds what is asked and
nothing that anybody answered. The hidden sheet `_meta` has the lines of `meta.py`: the facts besides say `kind`
"answers", `team`, `for` ("person" or "team") and `person`; `input` lines name the cells to answer in, `table` lines
the lists of needs and ideas. Nothing is said there of values: there are none to compare with.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from pathlib import Path

from joint_plan.base.texts import _
from joint_plan.plan import kinds
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.record import spec_of
from joint_plan.plan.session import Participant
from joint_plan.reports.excel.book import META, Book, ColumnMark, InputMark, TableMark, title_of_sheet
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    FONT,
    HEADING,
    ID_BODY,
    INPUT_BODY,
    SUBTITLE,
    TEXT,
    TITLE,
    Formats,
    Look,
)
from joint_plan.reports.excel.lists import SHEET as LISTS
from joint_plan.reports.excel.lists import Lists, write_lists
from joint_plan.reports.excel.meta import facts, write_lines
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, header_names
from joint_plan.reports.excel.tables import put_list_object
from joint_plan.reports.excel.workbook import OPTIONS, write_properties
from joint_plan.reports.model import ReportModel
from joint_plan.reports.piece import Copy
from joint_plan.rules.names import label_of, team_name
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.questionnaire import OpenQuestion, Question, instruction, open_questions, questions

PERSON = "person:"
"""In front of a person's id where a copy is for one person; a team's copy has the team's id alone."""
_HEAD = 5
_FIRST = 1
_QUESTION = 62.0
_LARGE: Look = {"font_size": 13}
_ASKED: Look = {**BODY, **_LARGE, "valign": "vcenter"}
_ANSWER: Look = {**INPUT_BODY, **_LARGE, "valign": "vcenter"}
_ROW = 30.0
_WRITING_ROW = 54.0
_LINE_ROW = 40.0
_WORDS = 108.0


def people_asked(public: PublicPlan) -> tuple[Copy, ...]:
    """A copy for each team that everybody of it can fill in, then one for each person who is named."""
    from joint_plan.reports.contents.handout import teams_taking_part

    teams = [Copy(team.id, team_name(public, team.id)) for team in teams_taking_part(public)]
    known = {team.id for team in teams}
    people = [person for person in public.all(Participant) if person.team in known and (person.name or person.role)]
    return (*teams, *(Copy(PERSON + person.id, person.name or person.role) for person in people))


def write_inputs(model: ReportModel, copy: Copy, path: Path) -> None:
    """Write the input sheets of a team or a person.

    Raises:
        OSError: the file cannot be written.
    """
    path.write_bytes(inputs_bytes(model, copy))


def inputs_bytes(model: ReportModel, copy: Copy) -> bytes:
    """The finished workbook; the same for the same plan."""
    from xlsxwriter import Workbook

    target = BytesIO()
    with Workbook(target, {**OPTIONS, "default_format_properties": {"font_name": FONT, "font_color": TEXT}}) as made:
        write_properties(made, model)
        _write(Book(made, model, Formats(made, model.currency), Lists()), copy)
    return target.getvalue()


def _write(book: Book, copy: Copy) -> None:
    public = book.model.public
    person = public.get(Participant, copy.id.removeprefix(PERSON)) if copy.id.startswith(PERSON) else None
    team = person.team if person is not None else copy.id
    who = " · ".join(dict.fromkeys(part for part in (team_name(public, team), copy.name) if part))
    asked = questions(public) if team in TEAMS else ()
    for name, group in groupby(asked, lambda question: spec_of(question.item).name):
        _write_questions(book, name, tuple(group), team, who)
    for one in open_questions(public):
        _write_open(book, one, who)
    lists = book.add_sheet(LISTS, {})
    write_lists(book, lists)
    lists.worksheet.hide()
    meta = book.add_sheet(META, {})
    write_lines(meta, _lines(book, team, person))
    meta.worksheet.very_hidden()
    for sheet in book.sheets.values():
        sheet.finish()
    next(iter(book.sheets.values())).worksheet.activate()


def _top(sheet: Sheet, title: str, who: str, lines: tuple[str, ...]) -> None:
    sheet.text(0, _FIRST, title, TITLE)
    sheet.row_height(0, 30)
    sheet.text(1, _FIRST, who, SUBTITLE)
    for row, words in enumerate(lines, 2):
        sheet.text(row, _FIRST, words, HEADING if row == 2 else SUBTITLE)


def _write_questions(book: Book, name: str, asked: tuple[Question, ...], team: str, who: str) -> None:
    """One kind of question: a row a record, a yellow cell for each of its answers."""
    fields = list(dict.fromkeys(question.field.name for question in asked))
    by_field = {question.field.name: question for question in asked}
    words = any(isinstance(one.kind, kinds.Text) for one in by_field.values())
    width = 56.0 if words else max(15.0, 34.0 / len(fields))
    question_width = 34.0 if words else _QUESTION
    sheet = book.add_sheet(name, {1: 9, 2: question_width, **{3 + at: width for at in range(len(fields))}})
    help_words = tuple(dict.fromkeys(one.help for one in by_field.values() if one.help))
    private = _("Only how many of your team gave each answer is kept, and it stays hidden until both teams are in.")
    _top(sheet, title_of_sheet(name), who, (instruction(name), " · ".join(help_words) or private))
    if help_words:
        sheet.text(4, _FIRST, private, SUBTITLE)
    heads = ["", _("Code"), _(spec_of(name).label), *(by_field[field].label for field in fields)]
    for place, head in enumerate(heads):
        sheet.text(_HEAD, place, head, COLUMN_HEAD)
    sheet.row_height(_HEAD, _ROW)
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    rows = {question.key: question.item for question in asked}
    places = {key: row for row, key in enumerate(rows, _HEAD + 1)}
    for key, row in places.items():
        item = rows[key]
        sheet.text(row, 0, key, ID_BODY)
        sheet.text(row, 1, item.code, _ASKED)
        about = asked[0].about if len(rows) == 1 else next(one.about for one in asked if one.key == key)
        sheet.text(row, 2, about.removeprefix(item.code).strip(), _ASKED)
        sheet.row_height(row, _WRITING_ROW if words else _ROW)
    for question in asked:
        row, place = places[question.key], 3 + fields.index(question.field.name)
        sheet.blank(row, place, _ANSWER if words else {**_ANSWER, "align": "center", "indent": 0})
        _validate(book, sheet, row, place, question)
        book.inputs.append(
            InputMark(sheet.name, cell_name(row, place, fixed=True), question.key, question.column(team))
        )
    sheet.print_setup(book.model, Paper(landscape=words), (_HEAD, _HEAD))
    sheet.worksheet.freeze_panes(_HEAD + 1, 0)


def _validate(book: Book, sheet: Sheet, row: int, place: int, question: Question) -> None:
    message = {"error_title": _("Not in the list"), "error_message": _("Choose one of the list, or leave it empty.")}
    if question.scale is not None:
        least, most = question.scale
        source: object = [str(number) for number in range(least, most + 1)]
    elif question.options:
        source = f"={book.lists.of(question.options).name}"
    else:
        return
    sheet.worksheet.data_validation(row, place, row, place, {"validate": "list", "source": source, **message})


def _write_open(book: Book, asked: OpenQuestion, who: str) -> None:
    """A table of empty rows whose lines become records."""
    spec = spec_of(asked.type)
    columns = [spec.by_column[name] for name in asked.columns]
    texts = sum(isinstance(column.kind, kinds.Text) for column in columns)
    widths = [_width(column.kind, texts) for column in columns]
    sheet = book.add_sheet(_open_title(asked), dict(enumerate(widths, 1)))
    _top(sheet, sheet.name, who, (asked.text, _("Add as many rows as you like.")))
    labels = [label_of(book.model.public, column) for column in columns]
    headers = header_names([_("Id"), *labels])
    marks = (
        ColumnMark(headers[0], "id"),
        *(ColumnMark(header, column.name) for header, column in zip(headers[1:], columns, strict=True)),
    )
    last = _HEAD + asked.lines
    mark = TableMark(f"tbl{spec.name}", spec.name, sheet.name, marks, _HEAD + 1, last)
    for place, column in enumerate(columns, 1):
        for row in range(_HEAD + 1, last + 1):
            sheet.blank(row, place, _ANSWER)
            sheet.row_height(row, _LINE_ROW)
        source: object = None
        if isinstance(column.kind, kinds.Ref):
            source = f"={book.lists.of(book.references.entries(column.kind.target)).name}"
        elif isinstance(column.kind, kinds.Whole) and column.kind.least is not None and column.kind.most is not None:
            source = [str(number) for number in range(column.kind.least, column.kind.most + 1)]
        if source is not None:
            rule = {"validate": "list", "source": source}
            sheet.worksheet.data_validation(_HEAD + 1, place, last + 60, place, rule)
    put_list_object(sheet, mark, [COLUMN_HEAD] * len(marks))
    sheet.row_height(_HEAD, _ROW)
    sheet.worksheet.set_column(0, 0, 8, None, {"hidden": True})
    book.tables[spec.name] = mark
    sheet.print_setup(book.model, Paper(landscape=True), (_HEAD, _HEAD))
    sheet.worksheet.freeze_panes(_HEAD + 1, 0)


def _width(kind: kinds.Kind, texts: int) -> float:
    """The columns of words share the width of a page."""
    if isinstance(kind, kinds.Text):
        return _WORDS / texts
    return 18.0 if isinstance(kind, kinds.Ref) else 12.0


def _open_title(asked: OpenQuestion) -> str:
    return _("What we need") if asked.name == "Need" else _("New ideas")


def _lines(book: Book, team: str, person: Participant | None) -> Iterator[tuple[str, ...]]:
    known = {
        **facts(book.model),
        "kind": "answers",
        "team": team,
        "for": "team" if person is None else "person",
        "person": "" if person is None else person.id,
    }
    for name, words in known.items():
        yield "fact", name, words
    for mark in book.tables.values():
        yield "table", mark.name, mark.type_name, mark.sheet
        for place, column in enumerate(mark.columns, 1):
            yield "column", mark.name, str(place), column.header, column.name, "read" if column.name else "written"
    for kind, one, words in book.references.used():
        yield "label", kind, one, words
    for given in book.inputs:
        yield "input", given.sheet, given.cell, given.key, given.column
