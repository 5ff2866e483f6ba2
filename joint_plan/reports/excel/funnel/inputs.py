"""The yellow cells: segments, shares, rates and days, weights of the months, what is in flight, capacity."""

from collections import Counter
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.choices import EVIDENCE
from joint_plan.plan.funnel import MonthWeight, SourceShare
from joint_plan.plan.record import key_of
from joint_plan.reports.excel.formats import BODY, DERIVED_BODY
from joint_plan.reports.excel.funnel.cells import (
    FIGURE,
    INPUT,
    NONE,
    PERCENT,
    PLAIN,
    WHOLE,
    Canvas,
    figure,
    is_division,
)
from joint_plan.reports.excel.funnel.layout import (
    COL_E,
    COL_F,
    COL_G,
    COL_H,
    COL_I,
    COL_J,
    COL_K,
    COL_L,
    MONTH,
    SEGMENT,
    SOURCE,
    STAGE,
    FlightPlace,
    flight_count,
    month_labels,
)
from joint_plan.reports.excel.funnel.names import NEW_REVENUE, REVENUE_TARGET
from joint_plan.reports.excel.quoting import quoted
from joint_plan.reports.excel.sheet import cell_name, range_name
from joint_plan.rules.names import name_of

_NO = quoted(NONE)


def write_inputs(canvas: Canvas) -> None:
    """All blocks of inputs; those without rows are left out."""
    _segments(canvas)
    _shares(canvas)
    _rates(canvas)
    _weights(canvas)
    _flights(canvas)
    _capacity(canvas)


def _segments(canvas: Canvas) -> None:
    block = canvas.heads(
        "segments",
        _("Segments"),
        _("Stage"),
        _("Segment"),
        _("Source"),
        _("Revenue target"),
        _("Already booked"),
        _("Average deal size"),
        _("New revenue a month after the plan"),
        _("New revenue"),
        _("A month after the plan"),
        _("Pipeline required"),
        _("Coverage required"),
    )
    sheet, funnel, money = canvas.sheet, canvas.layout.funnel, canvas.money
    shares = canvas.layout.blocks["shares"]
    for place, (need, figures) in enumerate(zip(funnel.inputs.needs, funnel.segments, strict=True)):
        row, segment, number = block.first + place, need.segment, place + 1
        canvas.key(
            row,
            key_of(segment),
            revenue_target=COL_E,
            existing_revenue=COL_F,
            average_deal_size=COL_G,
            after_plan_monthly_revenue=COL_H,
        )
        canvas.place(row, "", segment.id, "", _("all"))
        canvas.input_money(row, COL_E, segment.revenue_target, f"target_{number}")
        canvas.input_money(row, COL_F, segment.existing_revenue, f"booked_{number}")
        canvas.input_money(row, COL_G, segment.average_deal_size, f"deal_size_{number}")
        canvas.input_money(row, COL_H, segment.after_plan_monthly_revenue, f"after_plan_{number}")
        target, booked, after, new = (cell_name(row, column) for column in (COL_E, COL_F, COL_H, COL_I))
        sheet.formula(
            row, COL_I, f"=IF(ISNUMBER({target}),MAX(0,{target}-N({booked})),{_NO})", figure(need.new_revenue), money
        )
        monthly = f"=IF(ISNUMBER({new}),IF(ISNUMBER({after}),{after},{new}/{canvas.layout.months}),{_NO})"
        sheet.formula(row, COL_J, monthly, figure(need.after_plan), money)
        own = [at for at, path in enumerate(canvas.layout.paths) if path.need is need]
        area = shares.part(own[0], own[-1], COL_J)
        pipeline = f"=IF(COUNT({area})={len(own)},SUM({area}),{_NO})"
        sheet.formula(row, COL_K, pipeline, figure(figures.pipeline_required), money)
        required = cell_name(row, COL_K)
        coverage = f"=IF(ISNUMBER({required}),IF(N({new})>0,{required}/{new},{_NO}),{_NO})"
        sheet.formula(row, COL_L, coverage, figure(figures.coverage_required), FIGURE)
    _segment_sums(canvas, block.last)


def _segment_sums(canvas: Canvas, row: int) -> None:
    block, needs = canvas.layout.blocks["segments"], canvas.layout.funnel.inputs.needs
    last = len(needs) - 1
    canvas.sum_place(row, _("all"), bold=True)
    look = {**canvas.money, "bold": True}
    targets = sum((Fraction(need.segment.revenue_target or 0) for need in needs), Fraction(0))
    canvas.sheet.formula(row, COL_E, f"=SUM({block.part(0, last, COL_E)})", targets, look)
    known = [need.new_revenue for need in needs if need.new_revenue is not None]
    area = block.part(0, last, COL_I)
    missing = quoted(_("not reachable"))
    value = sum(known, Fraction(0)) if len(known) == len(needs) else _("not reachable")
    canvas.sheet.formula(row, COL_I, f"=IF(COUNT({area})={len(needs)},SUM({area}),{missing})", value, look)
    canvas.book.define(REVENUE_TARGET, canvas.sheet, cell_name(row, COL_E, fixed=True))
    canvas.book.define(NEW_REVENUE, canvas.sheet, cell_name(row, COL_I, fixed=True))


def _shares(canvas: Canvas) -> None:
    block = canvas.heads(
        "shares",
        _("Shares of the sources"),
        _("Enters at"),
        _("Segment"),
        _("Source"),
        _("Share"),
        _("Its own deal size"),
        _("Share of the segment"),
        _("Deal size used"),
        _("Wins needed"),
        _("Pipeline required"),
    )
    sheet, layout = canvas.sheet, canvas.layout
    segments, ways = layout.blocks["segments"], layout.blocks["ways"]
    for place, path in enumerate(layout.paths):
        row = block.first + place
        own = [at for at, other in enumerate(layout.paths) if other.need is path.need]
        canvas.place(row, layout.funnel.stages[path.entry].id, path.need.segment.id, path.source.id)
        _share_inputs(canvas, place, row)
        area = block.part(own[0], own[-1], COL_E)
        part, size = (cell_name(row, column) for column in (COL_G, COL_H))
        of_one = (
            f"=IF(COUNTA({area})>COUNT({area}),{_NO},IF(SUM({area})=0,{_NO},N({cell_name(row, COL_E)})/SUM({area})))"
        )
        sheet.formula(row, COL_G, of_one, figure(path.share), PERCENT)
        need = layout.need_of(place)
        its_own, usual = cell_name(row, COL_F), segments.cell(need, COL_G)
        used = f"=IF(N({its_own})>0,{its_own},IF(N({usual})>0,{usual},{_NO}))"
        sheet.formula(row, COL_H, used, figure(path.deal_size), canvas.money)
        new = segments.cell(need, COL_I)
        wins = f"=IF({part}=0,0,IF(AND(ISNUMBER({new}),ISNUMBER({part}),ISNUMBER({size})),{new}*{part}/{size},{_NO}))"
        sheet.formula(row, COL_I, wins, figure(path.deals), FIGURE)
        steps = len(path.chain.steps)
        rate = ways.cell(layout.row_of(place, steps - 1), COL_E) if steps else "1"
        pipeline = (
            f"=IF({part}=0,0,IF(AND(ISNUMBER({new}),ISNUMBER({part}),ISNUMBER({rate})),"
            f"IF({rate}>0,{new}*{part}/{rate},{_NO}),{_NO}))"
        )
        found = next(item for item in layout.funnel.segments[need].sources if item.source == path.source.id)
        sheet.formula(row, COL_J, pipeline, figure(found.pipeline_required), canvas.money)


def _share_inputs(canvas: Canvas, place: int, row: int) -> None:
    layout, path = canvas.layout, canvas.layout.paths[place]
    record = layout.shares[place]
    number = place + 1
    if record is not None:
        canvas.key(row, key_of(record), share=COL_E, average_deal_size=COL_F)
        _hold_division(canvas, record, "share")
        canvas.input_share(row, COL_E, record.share, f"share_{number}")
        canvas.input_money(row, COL_F, record.average_deal_size, f"own_deal_size_{number}")
        return
    # Without a row: the only source brings everything; two rows for one source contradict each other.
    doubled = _doubled_shares(canvas, place)
    if doubled:
        canvas.sheet.text(row, COL_E, _("twice"), INPUT)
    else:
        alone = path.share == 1 and len(layout.funnel.inputs.sources) == 1
        canvas.input_share(row, COL_E, Fraction(1) if alone else None, f"share_{number}")
    size = doubled[-1].average_deal_size if doubled else None
    canvas.input_money(row, COL_F, size, f"own_deal_size_{number}")


def _hold_division(canvas: Canvas, record: SourceShare | MonthWeight, column: str) -> None:
    """A share such as 1/3 stands as a division; what it comes to is not the exact value."""
    if is_division(getattr(record, column)):
        canvas.book.hold_back(key_of(record), column)


def _doubled_shares(canvas: Canvas, place: int) -> list[SourceShare]:
    path = canvas.layout.paths[place]
    rows = canvas.layout.public.where(SourceShare, "segment", path.need.segment.id)
    found = [row for row in rows if row.source == path.source.id]
    return found if len(found) > 1 else []


def _rates(canvas: Canvas) -> None:
    if not canvas.layout.rates:
        return
    block = canvas.heads(
        "rates",
        _("Rates and days to the next stage"),
        _("From stage"),
        _("Segment"),
        _("Source"),
        _("Rate"),
        _("Days"),
        _("Evidence"),
        _("As of"),
    )
    used = {step.record for path in canvas.layout.paths for step in path.chain.steps}
    words = dict(EVIDENCE)
    for place, record in enumerate(canvas.layout.rates):
        row = block.first + place
        canvas.key(row, key_of(record), rate=COL_E, days=COL_F)
        canvas.place(row, record.stage, record.segment, record.source, _("all"))
        canvas.input_rate(row, COL_E, record.rate, f"rate_{place + 1}")
        canvas.input_number(row, COL_F, record.days, f"days_{place + 1}")
        evidence = _(words[record.evidence]) if record.evidence else ""
        canvas.sheet.text(row, COL_G, evidence if record.id in used else _("not used"), BODY)
        if record.as_of is None:
            canvas.sheet.blank(row, COL_H)
        else:
            canvas.sheet.date(row, COL_H, record.as_of)


def _weights(canvas: Canvas) -> None:
    layout = canvas.layout
    block = canvas.heads(
        "weights",
        _("Weights of the months"),
        _("Weights"),
        _("Segment"),
        _("Source"),
        _("Sum"),
        "",
        *month_labels(layout),
        notes=_("only their proportions count"),
    )
    for place, (segment, records) in enumerate(layout.weights):
        row = block.first + place
        canvas.sheet.text(row, STAGE, _("Weight"), BODY)
        canvas.sheet.text(row, SEGMENT, name_of(layout.public, "Segment", segment) or _("all others"), BODY)
        canvas.sheet.text(row, SOURCE, _("all"), BODY)
        canvas.sheet.blank(row, COL_F, DERIVED_BODY)
        given = Counter(record.month for record in records)
        total = Fraction(0)
        contradictory = False
        for month in range(1, layout.months + 1):
            weight = Fraction(1) if not records else next((r.weight for r in records if r.month == month), None)
            if given[month] > 1:
                canvas.sheet.text(row, MONTH + month - 1, _("twice"), INPUT)
                contradictory = True
            else:
                canvas.input_share(row, MONTH + month - 1, weight)
                total += weight or 0
                for record in (one for one in records if one.month == month):
                    canvas.read(row, MONTH + month - 1, key_of(record), "weight")
                    _hold_division(canvas, record, "weight")
        area = range_name((row, MONTH), (row, MONTH + layout.months - 1))
        value = figure(None if contradictory or not total else total)
        canvas.sheet.formula(
            row, COL_E, f"=IF(COUNTA({area})>COUNT({area}),{_NO},IF(SUM({area})=0,{_NO},SUM({area})))", value, PLAIN
        )


def _flights(canvas: Canvas) -> None:
    layout = canvas.layout
    if not layout.flights:
        return
    block = canvas.heads(
        "flights",
        _("In flight when the plan starts"),
        _("Stage"),
        _("Segment"),
        _("Source"),
        _("Count"),
        _("Amount"),
        _("Count used"),
        _("Wins on the way"),
        _("Lands in month"),
    )
    for place, flight in enumerate(layout.flights):
        row, record = block.first + place, flight.record
        canvas.key(row, key_of(record), count=COL_E, amount=COL_F)
        canvas.place(row, record.stage, record.segment, record.source)
        canvas.input_number(row, COL_E, record.count, f"in_flight_{place + 1}")
        canvas.input_money(row, COL_F, record.amount)
        if flight.path < 0:
            for column in (COL_G, COL_H, COL_I):
                canvas.sheet.text(row, column, _("not used") if column == COL_G else "", DERIVED_BODY)
        else:
            _flight_formulas(canvas, row, flight)


def _flight_formulas(canvas: Canvas, row: int, flight: FlightPlace) -> None:
    layout = canvas.layout
    chain = layout.paths[flight.path].chain
    product, lag, count = chain.products[flight.step], chain.lags[flight.step], flight_count(layout, flight)
    size = layout.blocks["shares"].cell(flight.path, COL_H)
    way = layout.row_of(flight.path, flight.step)
    to_win, months = layout.blocks["ways"].cell(way, COL_G), layout.blocks["ways"].cell(way, COL_I)
    given, amount, used = (cell_name(row, column) for column in (COL_E, COL_F, COL_G))
    counted = f"=IF(ISNUMBER({given}),{given},IF(AND(ISNUMBER({amount}),ISNUMBER({size})),{amount}/{size},{_NO}))"
    canvas.sheet.formula(row, COL_G, counted, figure(count), FIGURE)
    known = count is not None and product is not None and lag is not None
    coming = count * product if count is not None and product is not None and known else None
    wins = f"=IF(AND(ISNUMBER({used}),ISNUMBER({to_win}),ISNUMBER({months})),{used}*{to_win},{_NO})"
    canvas.sheet.formula(row, COL_H, wins, figure(coming), FIGURE)
    canvas.sheet.formula(
        row, COL_I, f"=IF(ISNUMBER({months}),1+{months},{_NO})", figure(None if lag is None else 1 + lag), WHOLE
    )


def _capacity(canvas: Canvas) -> None:
    layout = canvas.layout
    if not layout.capacities:
        return
    block = canvas.heads(
        "capacities",
        _("Capacity"),
        _("Stage"),
        _("Segment"),
        _("Team"),
        _("People"),
        _("Each, a month"),
        _("From month"),
        _("To month"),
    )
    for place, record in enumerate(layout.capacities):
        row = block.first + place
        canvas.key(row, key_of(record), people=COL_E, per_person_per_month=COL_F, from_month=COL_G, to_month=COL_H)
        canvas.place(row, record.stage, record.segment, "", _("all"))
        canvas.sheet.text(row, STAGE + 2, name_of(layout.public, "Team", record.team), BODY)
        for column, value in zip(
            (COL_E, COL_F, COL_G, COL_H),
            (record.people, record.per_person_per_month, record.from_month, record.to_month),
            strict=True,
        ):
            canvas.input_number(row, column, value)
