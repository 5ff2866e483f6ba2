"""Where a figure comes from: the formula with the numbers in it, as data that page, wall and paper lay out.

Every line is a label, terms joined by operators, and an exact result; the lines of a part add up to its sum.
"""

from dataclasses import dataclass
from fractions import Fraction

from joint_plan.base.locale import format_number
from joint_plan.base.texts import _
from joint_plan.rules.funnel.figures import Figure
from joint_plan.rules.funnel.funnel import Funnel
from joint_plan.rules.funnel.inputs import Inputs, Path
from joint_plan.rules.funnel.months import ceiling
from joint_plan.rules.funnel.rows import Row
from joint_plan.rules.funnel.words import month_name, scope, step_name

COUNT, MONEY, RATE = "count", "money", "rate"
"""What a number is, and so how it is shown; rates and shares are parts of 1."""

DIVIDED, TIMES, MINUS, PLUS = "÷", "×", "−", "+"


@dataclass(frozen=True, slots=True)
class Term:
    """A number in a formula. `operator` joins it to what stands before, "" for the first. `label` says what it is."""

    operator: str
    value: Fraction
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an explanation: terms and what they come to, `None` where not reachable.

    `sign` says how the line enters the part's sum: "" or "−" or "+"; "=" for a sum itself.
    """

    label: str
    terms: tuple[Term, ...]
    result: Fraction | None
    kind: str = COUNT
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure opened.

    Attributes:
        title: what is asked, with the committed number.
        formula: the way in words: "Wins ÷ Opportunity to Won ÷ SQL to Opportunity".
        lines: one for each segment and source; they add up to `needed`.
        needed: what the plan's own revenue needs.
        placed: from there to what is committed in the plan's months.
        remarks: sentences, such as that rows were rounded up separately.
    """

    title: str
    formula: str
    lines: tuple[Line, ...]
    needed: Line
    placed: tuple[Line, ...]
    remarks: tuple[str, ...]


def explain(funnel: Funnel, stage: str, segment: str = "", source: str = "") -> Explanation:
    """How a stage's figure comes about, for one segment or source or (`""`) all of them."""
    inputs, figure = funnel.inputs, funnel.figure(stage, segment, source)
    paths = {path.key: path for path in inputs.paths}
    several = len({row.source for row in figure.rows}) > 1
    lines = tuple(_line(inputs, paths[row.segment, row.source], row, several) for row in figure.rows)
    name = inputs.stage_name(stage)
    title = _("{stage}: not reachable").format(stage=name)
    if figure.committed is not None:
        title = _("Where {count} {stage} come from").format(count=format_number(figure.committed), stage=name)
    return Explanation(
        title,
        _formula(inputs, stage),
        lines,
        Line(_("Needed for the plan's revenue"), (), figure.for_plan, sign="="),
        _placed(inputs, figure),
        _remarks(figure),
    )


def explain_month(funnel: Funnel, stage: str, month: int, segment: str = "", source: str = "") -> Explanation:
    """How the committed figure of one month comes about: two running totals, each rounded up, and their difference."""
    inputs, figure = funnel.inputs, funnel.figure(stage, segment, source)
    held = figure.months
    here, before = held.between(1, month).total, held.between(1, month - 1).total
    exact = held.exact(month)
    placed = (
        Line(_("Exact, this month"), (), exact),
        Line(_running(inputs, month), _rounded(here), _whole(here)),
        Line(_running(inputs, month - 1), _rounded(before), _whole(before), sign=MINUS),
        Line(_("Committed, this month"), (), _difference(here, before), sign="="),
    )
    title = _("{stage} in {month}").format(stage=inputs.stage_name(stage), month=month_name(inputs, month))
    needed = Line(_("Exact, this month"), (), exact, sign="=")
    lines = tuple(Line(scope(inputs, row.segment, row.source), (), row.months.exact(month)) for row in figure.rows)
    formula = _("The running total rounded up, less the one before: no month leaves the team behind")
    return Explanation(title, formula, lines, needed, placed, _lag_remarks(inputs, figure, month))


def explain_before(funnel: Funnel, segment: str = "", source: str = "") -> Explanation:
    """*Needed before the plan starts*: the revenue that rests on it, less what is in flight covers."""
    inputs = funnel.inputs
    rows = [
        row
        for path in inputs.paths
        if segment in {"", path.key[0]} and source in {"", path.key[1]}
        for row in (funnel.row(*path.key, inputs.stages[path.entry].id),)
        if row is not None and row.revenue_before_start != 0
    ]
    lines = tuple(Line(scope(inputs, row.segment, row.source), (), row.revenue_before_start, MONEY) for row in rows)
    figure = Figure("", tuple(rows), inputs.months)
    revenue, shortfall = figure.revenue_before_start, figure.revenue_before_to_create
    covered = None if revenue is None or shortfall is None else revenue - shortfall
    return Explanation(
        _("Needed before the plan starts"),
        _("Revenue resting on it − in flight covers = shortfall"),
        lines,
        Line(_("Revenue resting on it"), (), revenue, MONEY, "="),
        (
            Line(_("Revenue resting on it"), (), revenue, MONEY),
            Line(_("In flight covers"), (), covered, MONEY, MINUS),
            Line(_("Shortfall"), (), shortfall, MONEY, "="),
        ),
        tuple(
            _("{stage}, {where}: {count} missing").format(
                stage=inputs.stage_name(row.stage),
                where=scope(inputs, row.segment, row.source),
                count=format_number(row.before_to_create.committed_total or 0),
            )
            for row in rows
            if row.before_to_create.committed_total
        ),
    )


def _line(inputs: Inputs, path: Path, row: Row, several_sources: bool) -> Line:
    label = scope(inputs, row.segment, row.source if several_sources else "")
    if not row.reachable:
        return Line(label, (), None)
    place = inputs.place(row.stage) or 0
    if place == len(inputs.stages) - 1:
        return Line(label, _win_terms(path), row.for_plan)
    steps = path.chain.steps[place - path.entry :]
    if path.deals is None or not all(step.rate for step in steps):
        return Line(label, (), row.for_plan)
    terms = [Term("", path.deals, COUNT, inputs.stages[-1].name)]
    terms += [
        Term(DIVIDED, step.rate, RATE, step_name(inputs, step.stage))
        for step in reversed(steps)
        if step.rate is not None
    ]
    return Line(label, tuple(terms), row.for_plan)


def _win_terms(path: Path) -> tuple[Term, ...]:
    if path.need.new_revenue is None or path.share is None or path.deal_size is None:
        return ()
    terms = [Term("", path.need.new_revenue, MONEY, _("New revenue"))]
    if path.share != 1:
        terms.append(Term(TIMES, path.share, RATE, _("Share")))
    return (*terms, Term(DIVIDED, path.deal_size, MONEY, _("Average deal size")))


def _formula(inputs: Inputs, stage: str) -> str:
    place = inputs.place(stage)
    if place is None or place == len(inputs.stages) - 1:
        return _("New revenue × share ÷ average deal size")
    steps = [step_name(inputs, item.id) for item in reversed(inputs.stages[place:-1])]
    return f" {DIVIDED} ".join([inputs.stages[-1].name, *steps])


def _placed(inputs: Inputs, figure: Figure) -> tuple[Line, ...]:
    """From what the plan's revenue needs to what is committed in the plan's months (rules 4, 5 and 12)."""
    needed, before, exact = figure.for_plan, figure.before_start, figure.exact
    later = None if needed is None or before is None or exact is None else exact - (needed - before)
    first, last = month_name(inputs, 1), month_name(inputs, inputs.months)
    found = [Line(_("Needed for the plan's revenue"), (), needed)]
    if before != 0:
        found.append(Line(_("Due before {month}").format(month=first), (), before, sign=MINUS))
    if later != 0:
        found.append(Line(_("For wins after {month}").format(month=last), (), later, sign=PLUS))
    found.append(Line(_("Exact, {first} to {last}").format(first=first, last=last), (), exact, sign="="))
    found.append(Line(_("Committed, rounded up once"), (), _whole(exact), sign="="))
    to_create = figure.still_to_create.total
    if to_create != exact:
        found.append(Line(_("Still to create after what is in flight"), (), _whole(to_create)))
    return tuple(found)


def _remarks(figure: Figure) -> tuple[str, ...]:
    if figure.committed is None or figure.rows_committed is None or figure.rows_committed <= figure.committed:
        return ()
    extra = figure.rows_committed - figure.committed
    return (_("Rows rounded up separately: +{count}").format(count=format_number(extra)),)


def _lag_remarks(inputs: Inputs, figure: Figure, month: int) -> tuple[str, ...]:
    """Which month's wins a month's records are for, where it is the same for all rows."""
    lags = {row.lag_months for row in figure.rows}
    if len(lags) != 1:
        return ()
    lag = lags.pop()
    if not lag:
        return ()
    return (_("For the wins of {month}").format(month=month_name(inputs, month + lag)),)


def _running(inputs: Inputs, month: int) -> str:
    if month < 1:
        return _("Before {month}").format(month=month_name(inputs, 1))
    return _("{first} to {last}, rounded up").format(first=month_name(inputs, 1), last=month_name(inputs, month))


def _rounded(exact: Fraction | None) -> tuple[Term, ...]:
    return () if exact is None else (Term("", exact, COUNT, ""),)


def _whole(exact: Fraction | None) -> Fraction | None:
    whole = ceiling(exact)
    return None if whole is None else Fraction(whole)


def _difference(here: Fraction | None, before: Fraction | None) -> Fraction | None:
    first, second = _whole(here), _whole(before)
    return None if first is None or second is None else first - second
