"""The report model: all that is printed, computed once, in order and in words. Writers only lay it out.

Everything here comes from the public plan, so nothing private can reach a sheet or a page.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from joint_plan.plan.fields import Column
from joint_plan.plan.record import Record
from joint_plan.rules.change_words import ToldSection
from joint_plan.rules.funnel import Funnel
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.standing import State


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a person may choose.

    Attributes:
        paper: "a4" or "letter".
        size: sheet of the pieces that come in several, such as "a3" or "tabloid"; "" is each piece's own.
        roles: people are named by their role in place of their name.
    """

    paper: str = "a4"
    size: str = ""
    roles: bool = False


@dataclass(frozen=True, slots=True)
class TeamMark:
    """A team as it is told apart without colour: id, name, and shape "circle", "square" or "diamond"."""

    id: str
    name: str
    shape: str


@dataclass(frozen=True, slots=True)
class Stance:
    """What one team said of an item. `stance` is "" while it said nothing on this content; `word` is for people."""

    team: TeamMark
    stance: str
    word: str
    reservation: str = ""
    hands: str = ""
    by: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How an item stands: state, its word, every team's stance, what changed under it, why it is parked."""

    state: State
    word: str
    stances: tuple[Stance, ...]
    basis_changed: tuple[str, ...] = ()
    parked: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: in words, and exact for sheets that calculate (`None` when empty).

    Of a pair, each team's answer is a cell; `team` then names the team and `field_label` the pair.
    """

    column: Column
    label: str
    text: str
    value: Any
    team: str = ""
    field_label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its key and code, what it is called, its cells in the order of the columns, how it stands.

    `lead` is the record in one sentence where it has one (an SLA). `rows` are its own rows (an SLA's levels). `item` is
    the public record itself, for sheets, which hold exact values and their units apart.
    """

    key: str
    code: str
    title: str
    item: Record
    worded: Callable[[], tuple[Cell, ...]] = field(repr=False, compare=False)
    agreement: Agreement | None = None
    lead: str = ""
    rows: tuple["Row", ...] = ()
    team: TeamMark | None = None
    _cells: list[tuple[Cell, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every printed column in words; put into words when first asked for."""
        if not self._cells:
            self._cells.append(self.worded())
        return self._cells[0]

    def cell(self, name: str) -> Cell:
        """The cell of a column.

        Raises:
            KeyError: no such column is printed.
        """
        for cell in self.cells:
            if cell.column.name == name:
                return cell
        raise KeyError(name)

    def text(self, name: str) -> str:
        """The words of a column, "" when empty or not printed."""
        return next((cell.text for cell in self.cells if cell.column.name == name), "")


@dataclass(frozen=True, slots=True)
class Table:
    """All records of one type: columns with their labels, rows in order. Blind answers that are not revealed say so."""

    type_name: str
    title: str
    columns: tuple[Column, ...]
    labels: tuple[str, ...]
    rows: tuple[Row, ...]
    can_be_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A visible section: title, the prompt it answers, how far it is agreed, its tables that have rows."""

    key: str
    title: str
    prompt: str
    count: str
    tables: tuple[Table, ...]

    def table(self, type_name: str) -> Table | None:
        """The table of a record type, `None` if it has no rows."""
        return next((table for table in self.tables if table.type_name == type_name), None)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A headline: the figure in words, what it is, and the exact value. `kind` is "money", "count" or "ratio"."""

    words: str
    label: str
    value: Any
    kind: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: with how and when, where it is done.

    `team` is `None` for a sponsor outside the teams; there is a line to sign, but nobody waits for it: `counts`.
    """

    name: str
    role: str
    team: TeamMark | None
    signed: str = ""
    on: str = ""
    reservation: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What the papers say of their origin.

    `draft` is True for anything but a version; `words` is "Version 2, agreed 19 Nov 2026" or "DRAFT, not a version".
    """

    draft: bool
    words: str
    number: int | None = None
    check_code: str = ""
    hash: str = ""
    moved_on: bool = False
    next_review: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has changed since the version before. `fault` says why that cannot be told; there are no sections then."""

    title: str
    counts: str
    sections: tuple[ToldSection, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whose word took the new words for a team: "by phone, 19 Nov 2026"."""

    team: TeamMark
    by: str
    how: str


@dataclass(frozen=True, slots=True)
class RewordedItem:
    """An item that was reworded after the vote: (field, words voted on, words now), and who confirmed it."""

    name: str
    fields: tuple[tuple[str, str, str], ...]
    confirmations: tuple[Confirmation, ...]


@dataclass(frozen=True, slots=True)
class RemovedItem:
    """An item that is no longer in the plan, with the last stance that each team took on it."""

    name: str
    stances: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class ReportModel:
    """Everything that is printed."""

    options: ReportOptions
    public: PublicPlan
    title: str
    company: str
    period: str
    currency: str
    language: str
    version: VersionLine
    plan_id: str
    teams: tuple[TeamMark, ...]
    figures: tuple[KeyFigure, ...]
    funnel: Funnel
    sections: tuple[Section, ...]
    hidden_sections: tuple[str, ...]
    open_points: tuple[Row, ...]
    parked: tuple[Row, ...]
    reservations: tuple[tuple[Row, Stance], ...]
    signers: tuple[Signer, ...]
    changes: Changes | None
    rewordings: tuple[RewordedItem, ...]
    removed: tuple[RemovedItem, ...]

    def section(self, key: str) -> Section | None:
        """A visible section, or `None`."""
        return next((section for section in self.sections if section.key == key), None)
