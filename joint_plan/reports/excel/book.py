"""What the writers of all sheets share: the workbook, its looks, its lists, the sheets made so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from joint_plan.base.texts import N_, _
from joint_plan.reports.excel.formats import Formats
from joint_plan.reports.excel.lists import Lists
from joint_plan.reports.excel.references import References
from joint_plan.reports.excel.sheet import Sheet, cell_name
from joint_plan.reports.model import ReportModel

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

LISTS = "Lists"
META = "_meta"
TITLES = {
    "Start": N_("Start"),
    "Statement": N_("Where we stand"),
    "ProfileEntry": N_("Team profiles"),
    "Need": N_("Needs and offers"),
    "Retrospect": N_("Hits and misses"),
    "Term": N_("Terms"),
    "RealLead": N_("Definition test"),
    "LeadCriterion": N_("Lead criteria"),
    "PassingMark": N_("Passing marks"),
    "LeadCheck": N_("Lead calculator"),
    "RejectReason": N_("Reject reasons"),
    "Journey": N_("Journey"),
    "Stage": N_("Stages"),
    "Touchpoint": N_("Touchpoints"),
    "Goal": N_("Goals"),
    "Funnel": N_("Funnel"),
    "Initiative": N_("Initiatives"),
    "Metric": N_("Metrics"),
    "Report": N_("Reports"),
    "Sla": N_("SLAs"),
    "SlaLevel": N_("SLA levels"),
    "WorkCalendar": N_("Working hours"),
    "Meeting": N_("Meetings"),
    "FeedbackRule": N_("Feedback rules"),
    "ContactRule": N_("Contact rules"),
    "Transparency": N_("What is shared"),
    "CreditRule": N_("Credit and losses"),
    "Insight": N_("Insights"),
    "DataObject": N_("Where things live"),
    "Tool": N_("Tools"),
    "QuickWin": N_("Quick wins"),
    "Matrix": N_("Impact and effort"),
    "NextSteps": N_("Next 30 days"),
    "Decision": N_("Decisions"),
    "ParkingItem": N_("Parking lot"),
    "LeadershipAsk": N_("Asks to leadership"),
    "Scorecard": N_("Scorecard"),
    "Progress": N_("Progress"),
    "Actual": N_("Actuals"),
    "CheckIn": N_("Check-ins"),
    "Win": N_("Wins"),
    "Loss": N_("Losses"),
    "Participant": N_("People"),
    "GroundRule": N_("Ground rules"),
    "AgendaBlock": N_("Agenda"),
    "Changes": N_("Changes"),
}
"""Titles of sheets by what they hold, in the order of the tabs. Never a person's text: Excel refuses many."""


@dataclass(frozen=True, slots=True)
class ColumnMark:
    """A column of a table: its head, the record's column or "" for what the program works out.

    `written_only` says that it holds a value which cannot be read back, such as the mean of a show of hands.
    """

    header: str
    name: str
    written_only: bool = False


@dataclass(frozen=True, slots=True)
class TableMark:
    """A table as it came to stand: for links, formulas on other sheets, and the import later.

    `first` and `last` are the rows of the data, counted from 0; `ids` the records in them. Tables begin in column A.
    `values` are what the rows held at the export, by id, where they are not records.
    """

    name: str
    type_name: str
    sheet: str
    columns: tuple[ColumnMark, ...]
    first: int
    last: int
    ids: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def place(self, column: str) -> int:
        """The sheet column of a record's column, counted from 0.

        Raises:
            KeyError: it is not in the table.
        """
        for place, mark in enumerate(self.columns):
            if mark.name == column:
                return place
        raise KeyError(column)

    @property
    def first_cell(self) -> str:
        """The fixed address of the first id, with its sheet."""
        return f"'{self.sheet}'!{cell_name(self.first, 0, fixed=True)}"


@dataclass(frozen=True, slots=True)
class InputMark:
    """A yellow cell outside of tables that holds a value of a record: where it stands, and which value it is."""

    sheet: str
    cell: str
    key: str
    column: str


@dataclass(slots=True)
class Book:
    """The workbook in the making."""

    workbook: "Workbook"
    model: ReportModel
    formats: Formats
    lists: Lists
    sheets: dict[str, Sheet] = field(default_factory=dict)
    tables: dict[str, TableMark] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    inputs: list[InputMark] = field(default_factory=list)
    held: dict[str, list[str]] = field(default_factory=dict)
    references: References = field(init=False)

    def __post_init__(self) -> None:
        """The names of records are of this plan."""
        self.references = References(self.model.public)

    def hold_back(self, key: str, column: str) -> None:
        """Note that a cell does not hold the record's value, so that nothing is read back from it."""
        self.held.setdefault(key, []).append(column)

    def add_sheet(self, key: str, widths: Mapping[int, float], tab: str = "") -> Sheet:
        """A sheet by its key in `TITLES`; `widths` in characters by column."""
        from joint_plan.reports.excel.worksheet import LongWorksheet

        worksheet = self.workbook.add_worksheet(title_of_sheet(key), LongWorksheet)
        if tab:
            worksheet.set_tab_color(tab)
        sheet = Sheet(worksheet, self.formats, widths)
        self.sheets[key] = sheet
        return sheet

    def define(self, name: str, sheet: Sheet, cell: str) -> None:
        """A name for an input or a figure that other sheets use; `cell` is fixed: $C$7."""
        self.workbook.define_name(name, f"='{sheet.name}'!{cell}")
        self.names[name] = sheet.name


def title_of_sheet(key: str) -> str:
    """A sheet's title in the language in use; within Excel's 31 characters and without what it refuses."""
    words = _(TITLES[key]) if key in TITLES else key
    return "".join(mark for mark in words if mark not in "[]:*?/\\'")[:31]
