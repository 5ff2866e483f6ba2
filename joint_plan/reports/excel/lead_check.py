"""The Lead calculator, as `rules.lead_score`: yes or no to each criterion gives points, pass or fail, and why."""

from joint_plan.base.texts import _
from joint_plan.plan.language import CRITERION_KINDS, LeadCriterion, PassingMark
from joint_plan.plan.record import title_of
from joint_plan.reports.excel.book import Book, TableMark, title_of_sheet
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    DERIVED_BODY,
    DERIVED_HEAD,
    INPUT_BODY,
    STATUS_LOOK,
    SUBTITLE,
    TITLE,
    Look,
)
from joint_plan.reports.excel.quoting import quoted, worded
from joint_plan.reports.excel.sheet import Paper, Sheet, cell_name, cell_text, range_name
from joint_plan.reports.excel.structured import column_of, column_of_record
from joint_plan.reports.excel.tables import word_colours
from joint_plan.rules.lead_score import Judged, judge

_CRITERION, _CONDITION, _KIND, _POINTS, _MUST, _ANSWER, _COUNTS, _BROKEN = range(1, 9)
_WIDTHS = {0: 2.0, _CRITERION: 34.0, _CONDITION: 40.0, _KIND: 14.0, _POINTS: 10.0, _MUST: 11.0, _ANSWER: 12.0}
_LEAD, _VERDICT, _SCORE, _MARK, _WHY = 3, 4, 5, 6, 7
_HEAD = 9
_SPARE = 5
_LABEL: Look = {**BODY, "bold": True}
_RESULT: Look = {**DERIVED_BODY, "bold": True, "font_size": 13}


def write_lead_check(book: Book) -> None:
    """The whole sheet. At first it shows a lead of which all is true that speaks for it."""
    criteria = book.model.public.all(LeadCriterion)
    true = frozenset(item.id for item in criteria if item.kind != "disqualifier")
    judged = judge(book.model.public, true)
    sheet = book.add_sheet("LeadCheck", {**_WIDTHS, _COUNTS: 10.0, _BROKEN: 40.0})
    sheet.text(0, _CRITERION, title_of_sheet("LeadCheck"), TITLE)
    sheet.row_height(0, 28)
    sheet.text(1, _CRITERION, _("Say yes or no to each criterion: points, verdict and reasons follow."), SUBTITLE)
    heads = (
        _("Criterion"),
        _("True when"),
        _("Kind"),
        _("Points"),
        _("Must have"),
        _("This lead"),
        _("Counts"),
        _("Against it"),
    )
    for column, head in enumerate(heads, _CRITERION):
        sheet.text(_HEAD, column, head, COLUMN_HEAD if column == _ANSWER else DERIVED_HEAD)
    last = _HEAD + len(criteria) + _SPARE
    for number in range(1, len(criteria) + _SPARE + 1):
        item = criteria[number - 1] if number <= len(criteria) else None
        _criterion(book, sheet, number, item, holds=item is not None and item.id in true)
    entries = book.lists.of([_("Yes"), _("No")])
    rule = {"validate": "list", "source": f"={entries.name}"}
    sheet.worksheet.data_validation(_HEAD + 1, _ANSWER, last, _ANSWER, rule)
    _result(book, sheet, last, judged)
    sheet.print_setup(book.model, Paper(), (_HEAD, _HEAD))
    sheet.worksheet.freeze_panes(_HEAD + 1, 0)


def _criterion(book: Book, sheet: Sheet, number: int, item: LeadCriterion | None, *, holds: bool) -> None:
    row, mark = _HEAD + number, book.tables["LeadCriterion"]
    kinds = dict(CRITERION_KINDS)
    words = {
        _CRITERION: ("criterion", _title(item)),
        _CONDITION: ("condition", item.condition if item else ""),
        _KIND: ("kind", _(kinds[item.kind]) if item and item.kind else ""),
        _MUST: ("must_have", _("Yes") if item and item.must_have else ""),
    }
    for column, (name, value) in words.items():
        cell = f'INDEX({column_of_record(mark, name)},{number})&""'
        if name == "criterion":
            cell = _named(mark, name, str(number))
        sheet.formula(row, column, f'=IFERROR({cell},"")', cell_text(value), DERIVED_BODY)
    points = f"INDEX({column_of_record(mark, 'weight')},{number})"
    weight = item.weight if item and item.weight is not None else ""
    look = {**DERIVED_BODY, "align": "right"}
    sheet.formula(row, _POINTS, f'=IFERROR(IF(ISNUMBER({points}),{points},""),"")', weight, look)
    disqualifier, yes = quoted(_(kinds["disqualifier"])), quoted(_("Yes"))
    answer = "" if item is None else _("Yes") if holds else _("No")
    sheet.text(row, _ANSWER, answer, {**INPUT_BODY, "bold": True})
    title, kind, must, weighs, says = (cell_name(row, one) for one in (_CRITERION, _KIND, _MUST, _POINTS, _ANSWER))
    counts = item.weight or 0 if item is not None and holds and item.kind != "disqualifier" else 0
    sheet.formula(row, _COUNTS, f"=IF(AND({kind}<>{disqualifier},{says}={yes}),N({weighs}),0)", counts, look)
    stopped, needed = _("Disqualified: {criterion}"), _("Must have: {criterion}")
    expression = (
        f'=IF({title}="","",IF(AND({kind}={disqualifier},{says}={yes}),{worded(stopped, criterion=title)},'
        f'IF(AND({kind}<>{disqualifier},{must}={yes},{says}<>{yes}),{worded(needed, criterion=title)},"")))'
    )
    sheet.formula(row, _BROKEN, expression, "", DERIVED_BODY)


def _result(book: Book, sheet: Sheet, last: int, judged: Judged) -> None:
    """Verdict, points, the mark that is reached, and why."""
    mark = book.tables.get("PassingMark")
    score, reached = (cell_name(row, _CONDITION, fixed=True) for row in (_SCORE, _MARK))
    counts, broken = (range_name((_HEAD + 1, column), (last, column)) for column in (_COUNTS, _BROKEN))
    sheet.text(_LEAD, _CRITERION, _("Lead"), _LABEL)
    sheet.text(_LEAD, _CONDITION, _("A lead of which all of it is true"), INPUT_BODY)
    for row, label in ((_VERDICT, _("Verdict")), (_SCORE, _("Points")), (_MARK, _("Counts as")), (_WHY, _("Why"))):
        sheet.text(row, _CRITERION, label, _LABEL)
    sheet.formula(_SCORE, _CONDITION, f"=SUM({counts})", judged.points, {**_RESULT, "align": "left"})
    clean = f'COUNTIF({broken},"?*")=0'
    passes, fails = quoted(_("Passes")), quoted(_("Does not pass"))
    short = worded(_("{points} points"), points=score)
    if mark is None:
        sheet.text(_MARK, _CONDITION, "", DERIVED_BODY)
        verdict = f"=IF({clean},{passes},{fails})"
        why = short
    else:
        marks = column_of_record(mark, "points")
        best = f"SUMPRODUCT(MAX(({marks}<={score})*({marks}+0)))"
        place = f"SUMPRODUCT(MAX(({marks}={best})*(ROW({marks})-ROW({mark.first_cell})+1)))"
        met = f"SUMPRODUCT(--({marks}<={score}))>0"
        name = _named(mark, "name", place)
        sheet.formula(_MARK, _CONDITION, f'=IF(AND({clean},{met}),{name},"")', _title(judged.mark), _RESULT)
        verdict = f"=IF(AND({clean},{met}),{passes},{fails})"
        above = f"SUMPRODUCT(MIN(IF({marks}>{score},{marks},1E+9)))"
        following = _named(mark, "name", f"MATCH({above},{marks},0)")
        got = worded(_("{points} points, {mark} from {needed}"), points=score, mark=reached, needed=best)
        missing = worded(
            _("{points} points, {missing} short of {mark}"), points=score, missing=f"({above}-{score})", mark=following
        )
        more = f"SUMPRODUCT(--({marks}>{score}))>0"
        why = f"IF(AND({clean},{met}),{got},IF({more},{missing},{short}))"
    found = _("Passes") if judged.passed else _("Does not pass")
    sheet.formula(_VERDICT, _CONDITION, verdict, found, _RESULT)
    expression = f"{{=_xlfn.TEXTJOIN(CHAR(10),TRUE,{broken},{why})}}"
    sheet.array_formula(_WHY, _CONDITION, expression, "\n".join(judged.why), DERIVED_BODY)
    sheet.row_height(_WHY, 34)
    looks = {_("Passes"): STATUS_LOOK["met"], _("Does not pass"): STATUS_LOOK["missed"]}
    word_colours(book, sheet, (_VERDICT, _CONDITION), (_VERDICT, _CONDITION), looks)


def _named(mark: TableMark, name: str, place: str) -> str:
    """What a row of a table is called: its name's first line, else its code."""
    words = f"INDEX({column_of_record(mark, name)},{place})"
    first = f"LEFT({words},FIND(CHAR(10),{words}&CHAR(10))-1)"
    codes = [column.header for column in mark.columns if column.header == _("Code")]
    otherwise = f'INDEX({column_of(mark, codes[0])},{place})&""' if codes else '""'
    return f'IF({words}&""="",{otherwise},{first})'


def _title(item: LeadCriterion | PassingMark | None) -> str:
    """The same, as the program says it; without name and code there is nothing to call it by."""
    if item is None:
        return ""
    named = item.criterion if isinstance(item, LeadCriterion) else item.name
    return title_of(item) if named or item.code else ""
