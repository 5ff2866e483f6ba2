"""The scorecard's rules as formulas over a target and an actual; the rules themselves are in `rules.scorecard`."""

from dataclasses import dataclass

from joint_plan.base.texts import _
from joint_plan.plan.goals import DIRECTIONS
from joint_plan.reports.excel.book import Book
from joint_plan.reports.excel.quoting import quoted
from joint_plan.rules.scorecard import status_label

MET_FROM = "score_met_from"
NEAR_FROM = "score_near_from"
HELD_FROM = "score_held_from"
PERIOD = "score_period"


@dataclass(frozen=True, slots=True)
class Judge:
    """Formulas for one row; `up`, `down` and `hold` are conditions on the cell that says what is better."""

    up: str
    down: str
    hold: str

    def variance(self, target: str, actual: str) -> str:
        """How far off, plus where it is better."""
        return f'=IF({_both(target, actual)},{self._apart(target, actual)},"")'

    def attainment(self, target: str, actual: str) -> str:
        """The share that was reached; nothing where the ratio says nothing."""
        return f'=IF({_both(target, actual)},IF({self._no_ratio(target, actual)},"",{self._ratio(target, actual)}),"")'

    def status(self, target: str, actual: str) -> str:
        """Met, near or missed in words; nothing without both numbers."""
        met, near, missed = (quoted(status_label(status)) for status in ("met", "near", "missed"))
        reached = f"ROUND({self._ratio(target, actual)},9)"
        judged = (
            f"IF({reached}>=IF({self.hold},{HELD_FROM},{MET_FROM}),{met},IF({reached}>={NEAR_FROM},{near},{missed}))"
        )
        sided = f"IF({self._apart(target, actual)}>=0,{met},{missed})"
        return f'=IF({_both(target, actual)},IF({self._no_ratio(target, actual)},{sided},{judged}),"")'

    def _apart(self, target: str, actual: str) -> str:
        return f"IF({self.up},{actual}-{target},IF({self.down},{target}-{actual},-ABS({actual}-{target})))"

    def _ratio(self, target: str, actual: str) -> str:
        held = f"MAX(0,1-ABS({actual}-{target})/ABS({target}))"
        return f"IF({self.hold},{held},IF({self.down},{target}/{actual},{actual}/{target}))"

    def _no_ratio(self, target: str, actual: str) -> str:
        return f"OR(AND({self.hold},{target}=0),AND(NOT({self.hold}),{target}<=0),AND({self.down},{actual}<=0))"


def judge(book: Book, cell: str) -> Judge:
    """The formulas of the row whose direction stands in `cell`."""
    entries = book.lists.of([_(label) for _value, label in DIRECTIONS])
    places = {value: entries.cell(number) for number, (value, _label) in enumerate(DIRECTIONS)}
    return Judge(*(f"{cell}={places[value]}" for value in ("up", "down", "hold")))


def _both(target: str, actual: str) -> str:
    return f"AND(ISNUMBER({target}),ISNUMBER({actual}))"
