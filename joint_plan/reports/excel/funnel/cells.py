"""How the Funnel sheet's cells look, and the small words of its formulas."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from joint_plan.base.texts import _
from joint_plan.plan.kinds import Share
from joint_plan.reports.excel.book import Book, InputMark
from joint_plan.reports.excel.formats import (
    BODY,
    COLUMN_HEAD,
    DANGER,
    DANGER_TINT,
    DERIVED_BODY,
    HEADING,
    ID_BODY,
    INPUT_BODY,
    Look,
)
from joint_plan.reports.excel.funnel.layout import COL_E, HEAD, KEY, SEGMENT, SOURCE, STAGE, Block, Layout
from joint_plan.reports.excel.sheet import Result, Sheet, cell_name
from joint_plan.rules.names import name_of

FIGURE: Look = {**DERIVED_BODY, "align": "right", "num_format": "#,##0.00"}
WHOLE: Look = {**DERIVED_BODY, "align": "right", "num_format": "#,##0", "bold": True}
PERCENT: Look = {**DERIVED_BODY, "align": "right", "num_format": "0.0#%"}
PLAIN: Look = {**DERIVED_BODY, "align": "right", "num_format": "General"}
EARLY: Look = {**FIGURE, "bg_color": DANGER_TINT, "font_color": DANGER}
FIGURE_HEAD: Look = {**COLUMN_HEAD, "align": "right"}
INPUT: Look = {**INPUT_BODY, "align": "right"}
NONE = "–"
"""What stands where there is no figure; formulas test for numbers, so it stops nothing."""


def not_reachable() -> str:
    """What stands where a figure cannot be reached."""
    return _("not reachable")


def figure(value: Fraction | int | None, otherwise: str = NONE) -> Result:
    """A result, or the word in its place."""
    return otherwise if value is None else value


def is_division(share: Fraction | None) -> bool:
    """Whether a share is no decimal number and stands as a division."""
    return share is not None and "/" in str(Share().to_json(share))


@dataclass(frozen=True, slots=True)
class Canvas:
    """The sheet in the making, with its layout."""

    book: Book
    sheet: Sheet
    layout: Layout

    @property
    def money(self) -> Look:
        """The look of an amount that is worked out."""
        return {**FIGURE, "num_format": self.book.formats.money()}

    def heads(self, name: str, title: str, *labels: str, notes: str = "") -> Block:
        """A block's heading, the heads of its columns from B on, and the block."""
        block = self.layout.blocks[name]
        row = block.first - HEAD
        self.sheet.text(row, STAGE, f"{title}   {notes}".rstrip(), HEADING)
        self.sheet.row_height(row, 20)
        for column, label in enumerate(labels, STAGE):
            self.sheet.text(row + 1, column, label, COLUMN_HEAD if column < COL_E else FIGURE_HEAD)
        return block

    def key(self, row: int, key: str, **columns: int) -> None:
        """The hidden key of an input's record, and in which column each of its values stands."""
        self.sheet.text(row, KEY, key, ID_BODY)
        for name, column in columns.items():
            self.read(row, column, key, name)

    def read(self, row: int, column: int, key: str, name: str) -> None:
        """Say that a cell holds a value of a record, for the import."""
        self.book.inputs.append(InputMark(self.sheet.name, cell_name(row, column), key, name))

    def stage_number(self, row: int, stage: int) -> None:
        """The hidden number of the stage, by which totals add up."""
        self.sheet.number(row, KEY, stage + 1, ID_BODY)

    def place(self, row: int, stage: str, segment: str, source: str, every: str = "") -> None:
        """The names of a stage, segment and source; `every` where none is meant."""
        names = (("FunnelStage", stage), ("Segment", segment), ("Source", source))
        for column, (kind, record) in zip((STAGE, SEGMENT, SOURCE), names, strict=True):
            self.sheet.text(row, column, name_of(self.layout.public, kind, record) or every, BODY)

    def sum_place(self, row: int, stage: str, *, bold: bool = False) -> None:
        """The names of what is summed over all segments and sources."""
        look = {**BODY, "bold": bold}
        for column, words in zip((STAGE, SEGMENT, SOURCE), (stage, _("all"), _("all")), strict=True):
            self.sheet.text(row, column, words, look)

    def input_number(self, row: int, column: int, value: Decimal | int | None, name: str = "") -> None:
        """A yellow number, named where other people may want to find it."""
        if value is None:
            self.sheet.blank(row, column, INPUT)
        else:
            self.sheet.number(row, column, value, INPUT)
        self._name(row, column, name)

    def input_money(self, row: int, column: int, value: Decimal | None, name: str = "") -> None:
        """A yellow amount."""
        if value is None:
            self.sheet.blank(row, column, {**INPUT, "num_format": self.book.formats.money()})
        else:
            self.sheet.money(row, column, value, INPUT)
        self._name(row, column, name)

    def input_rate(self, row: int, column: int, value: Decimal | None, name: str) -> None:
        """A yellow rate; between 0 and 100 percent only."""
        look = {**INPUT, "num_format": "0.##########%"}
        if value is None:
            self.sheet.blank(row, column, look)
        else:
            self.sheet.rate(row, column, value, INPUT)
        self.sheet.worksheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": 1,
                "error_title": _("Not a rate"),
                "error_message": _("A rate lies between 0 % and 100 %."),
            },
        )
        self._name(row, column, name)

    def input_share(self, row: int, column: int, value: Fraction | None, name: str = "") -> None:
        """A yellow share; one that is no decimal number, such as 1/3, stays exact as a division."""
        if value is None:
            self.sheet.blank(row, column, INPUT)
        elif is_division(value):
            self.sheet.formula(row, column, f"={value.numerator}/{value.denominator}", value, INPUT)
        else:
            self.sheet.number(row, column, Decimal(value.numerator) / Decimal(value.denominator), INPUT)
        self._name(row, column, name)

    def _name(self, row: int, column: int, name: str) -> None:
        if name:
            self.book.define(name, self.sheet, cell_name(row, column, fixed=True))
