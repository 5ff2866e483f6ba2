"""Where everything stands on the Funnel sheet: worked out before the first cell is written, as blocks refer ahead.

Columns: A (hidden) keys of input records, or the number of the stage; B to D stage, segment, source; from E figures;
months begin in G.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.plan.funnel import Capacity, InFlight, MonthWeight, Rate, SourceShare
from joint_plan.reports.excel.sheet import cell_name, range_name
from joint_plan.reports.model import ReportModel
from joint_plan.rules.funnel import Funnel, Load, month_name
from joint_plan.rules.funnel.inputs import Path
from joint_plan.rules.funnel.rows import Row
from joint_plan.rules.public import PublicPlan

KEY, STAGE, SEGMENT, SOURCE, COL_E, COL_F, COL_G, COL_H, COL_I, COL_J, COL_K, COL_L = range(12)
MONTH = COL_G
"""The column of the first month."""
TOP = 6
"""The row of the first block's heading."""
HEAD = 2
"""A block has its heading and its columns' heads above its rows."""
GAP = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A block of rows: `first` is its first row of data; an empty block is not written."""

    first: int
    count: int

    @property
    def last(self) -> int:
        """Its last row."""
        return self.first + self.count - 1

    def cell(self, row: int, column: int) -> str:
        """The fixed address of a cell, the row counted within the block."""
        return cell_name(self.first + row, column, fixed=True)

    def column(self, column: int) -> str:
        """The fixed address of a column of all rows."""
        return range_name((self.first, column), (self.last, column))

    def part(self, first: int, last: int, column: int) -> str:
        """The fixed address of some rows of a column."""
        return range_name((self.first + first, column), (self.first + last, column))


@dataclass(frozen=True, slots=True)
class FlightPlace:
    """A row of what is in flight: its path and its stage in it; -1 where the plan cannot use it."""

    record: InFlight
    path: int
    step: int


@dataclass(frozen=True, slots=True)
class Layout:
    """All blocks, and which record stands in which of their rows.

    `rows` are the funnel's rows with the index of their path and step; `first_rows` where each path begins in them.
    `weights` are (segment id or "", its records); `weight_of` the row of weights for each segment.
    """

    public: PublicPlan
    funnel: Funnel
    rates: tuple[Rate, ...]
    shares: tuple[SourceShare | None, ...]
    weights: tuple[tuple[str, tuple[MonthWeight, ...]], ...]
    weight_of: tuple[int, ...]
    flights: tuple[FlightPlace, ...]
    capacities: tuple[Capacity, ...]
    rows: tuple[tuple[Row, int, int], ...]
    first_rows: tuple[int, ...]
    blocks: dict[str, Block]

    @property
    def months(self) -> int:
        """How many months the plan has."""
        return self.funnel.months

    @property
    def paths(self) -> Sequence[Path]:
        """Segment and source, in the funnel's order."""
        return self.funnel.inputs.paths

    def row_of(self, path: int, step: int) -> int:
        """The place of a path's stage among the rows."""
        return self.first_rows[path] + step

    def month_range(self, row: int, *, last: int = 0) -> str:
        """The months of a row, up to the month `last` (all by default); only the first column is fixed."""
        end = MONTH + (last or self.months) - 1
        return f"${cell_name(row, MONTH)}:{'$' if not last else ''}{cell_name(row, end)}"

    def need_of(self, path: int) -> int:
        """The place of a path's segment."""
        segment = self.paths[path].need.segment.id
        return next(place for place, need in enumerate(self.funnel.inputs.needs) if need.segment.id == segment)


def layout_of(model: ReportModel) -> Layout:
    """Place everything."""
    public, funnel = model.public, model.funnel
    paths = funnel.inputs.paths
    rows: list[tuple[Row, int, int]] = []
    first_rows: list[int] = []
    for number, path in enumerate(paths):
        first_rows.append(len(rows))
        for step in range(len(path.chain.products)):
            rows.append((funnel.rows[len(rows)], number, step))
    weights, weight_of = _weights(public, funnel)
    flights = _flights(public, funnel)
    capacities = _capacities(public, funnel.capacity)
    stages, segments = len(funnel.stages), len(funnel.inputs.needs)
    in_flight = any(place.path >= 0 for place in flights)
    counts = {
        "totals": stages,
        "total_exact": stages,
        "total_committed": stages,
        "segments": segments + 1,
        "shares": len(paths),
        "rates": len(public.all(Rate)),
        "weights": len(weights),
        "flights": len(flights),
        "capacities": len(capacities),
        "ways": len(rows),
        "wins": 1 + len(paths) * (3 if in_flight else 1),
        "exact": len(rows),
        "committed": len(rows),
        "create_exact": len(rows) if in_flight else 0,
        "create_committed": len(rows) if in_flight else 0,
        "loads": 3 * len(funnel.capacity),
        "levers": len(funnel.levers),
        "checks": 5,
        "problems": len(funnel.problems),
    }
    blocks: dict[str, Block] = {}
    place = TOP
    for name, count in counts.items():
        blocks[name] = Block(place + HEAD, count)
        place += HEAD + count + GAP if count else 0
    shares = tuple(_share(public, path) for path in paths)
    return Layout(
        public,
        funnel,
        public.all(Rate),
        shares,
        weights,
        weight_of,
        flights,
        capacities,
        tuple(rows),
        tuple(first_rows),
        blocks,
    )


def _share(public: PublicPlan, path: Path) -> SourceShare | None:
    """The one row of a segment's source; `None` where there is none or more than one."""
    rows = [row for row in public.where(SourceShare, "segment", path.need.segment.id) if row.source == path.source.id]
    return rows[0] if len(rows) == 1 else None


def _weights(
    public: PublicPlan, funnel: Funnel
) -> tuple[tuple[tuple[str, tuple[MonthWeight, ...]], ...], tuple[int, ...]]:
    found: list[tuple[str, tuple[MonthWeight, ...]]] = [("", public.where(MonthWeight, "segment", ""))]
    places = []
    for need in funnel.inputs.needs:
        own = public.where(MonthWeight, "segment", need.segment.id)
        if own:
            found.append((need.segment.id, own))
        places.append(len(found) - 1 if own else 0)
    return tuple(found), tuple(places)


def _flights(public: PublicPlan, funnel: Funnel) -> tuple[FlightPlace, ...]:
    """What is in flight, by path; what the funnel cannot place comes last."""
    inputs = funnel.inputs
    paths = {path.key: number for number, path in enumerate(inputs.paths)}
    only = inputs.sources[0].id if len(inputs.sources) == 1 else ""
    found = []
    for record in public.all(InFlight):
        path = paths.get((record.segment, record.source or only), -1)
        stage = inputs.place(record.stage)
        usable = path >= 0 and stage is not None and inputs.paths[path].entry <= stage < len(inputs.stages) - 1
        step = stage - inputs.paths[path].entry if usable and stage is not None else -1
        found.append(FlightPlace(record, path if usable else -1, step))
    return tuple(sorted(found, key=lambda place: place.path if place.path >= 0 else len(paths)))


def _capacities(public: PublicPlan, loads: Sequence[Load]) -> tuple[Capacity, ...]:
    """The rows of capacity that count, those of a team, stage and segment together."""
    order = {(load.team, load.stage, load.segment): number for number, load in enumerate(loads)}
    rows = [
        row
        for row in public.all(Capacity)
        if (row.team, row.stage, row.segment) in order
        and row.people is not None
        and row.per_person_per_month is not None
    ]
    return tuple(sorted(rows, key=lambda row: order[row.team, row.stage, row.segment]))


def landed(layout: Layout, path: int, month: int) -> Fraction:
    """Wins on the way that land in a month."""
    chain = layout.paths[path].chain
    total = Fraction(0)
    for place in layout.flights:
        if place.path != path:
            continue
        count, product, lag = flight_count(layout, place), chain.products[place.step], chain.lags[place.step]
        if count is not None and product is not None and lag is not None and 1 + lag == month:
            total += count * product
    return total


def flight_count(layout: Layout, place: FlightPlace) -> Fraction | None:
    """How many records are in flight; an amount is divided by the deal size."""
    record, size = place.record, layout.paths[place.path].deal_size
    if record.count is not None:
        return Fraction(record.count)
    return Fraction(record.amount) / size if record.amount is not None and size else None


def month_labels(layout: Layout) -> tuple[str, ...]:
    """What the months are called."""
    return tuple(month_name(layout.funnel.inputs, month) for month in range(1, layout.months + 1))
