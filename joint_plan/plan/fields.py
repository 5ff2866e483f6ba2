"""Declaring a field: everything that forms, tables, sheets, papers, files and checks know about it, said once.

Each function here stands as the default of a dataclass field and is typed as the value it declares:

    obligation: str = text(N_("Obligation"), material=True, room=True, prompt=N_("What exactly will you do?"))

Options common to all (`Options`): `material` (changing it withdraws agreement), `room` (shown first, for the room;
the others fold
under "Finish later"), `private` (the facilitator's alone), `required` (the record cannot be without it), `prompt` (a
question for the
empty field), `help` (what it means), `unit` (name of the field that holds this number's unit), `width` (characters
in a table), `paper_width` (share of a printed row; 0 = not printed in tables).
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypedDict, Unpack

from joint_plan.plan import kinds
from joint_plan.plan.values import Pair, Tally

SPEC = "joint_plan"
"""Key of the `Field` in a dataclass field's metadata."""

TEAMS = ("marketing", "sales")
"""The ids of the two core teams, in the order in which they are stored and shown."""


class Options(TypedDict, total=False):
    """What may be said of any field besides its label and kind."""

    material: bool
    room: bool
    private: bool
    required: bool
    prompt: str
    help: str
    unit: str
    width: int
    paper_width: int


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field. `name` is filled in when its record type is registered."""

    label: str
    kind: kinds.Kind
    name: str = ""
    pair: bool = False
    material: bool = False
    room: bool = False
    private: bool = False
    required: bool = False
    prompt: str = ""
    help: str = ""
    unit: str = ""
    width: int = 16
    paper_width: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One stored value of a field: the field itself, or a part of a pair.

    `part` is "marketing", "sales" or "revealed". Columns are what files, JSON, deltas and journals know; `name` is
    unique in the record type.
    """

    name: str
    field: Field
    kind: kinds.Kind
    part: str = ""

    @property
    def blind(self) -> bool:
        """Whether this is one team's answer, hidden until the pair is revealed."""
        return self.part in TEAMS


def columns_of(field: Field) -> tuple[Column, ...]:
    """The columns that a field is stored in."""
    if not field.pair:
        return (Column(field.name, field, field.kind),)
    answers = tuple(Column(f"{field.name}_{team}", field, field.kind, team) for team in TEAMS)
    return (*answers, Column(f"{field.name}_revealed", field, kinds.Flag(), "revealed"))


def _declare(default: Any, label: str, kind: kinds.Kind, options: Options, pair: bool = False) -> Any:
    spec = Field(label, kind, pair=pair, **options)
    return dataclasses.field(default=default, metadata={SPEC: spec})


def text(label: str, *, lines: bool = False, default: str = "", **options: Unpack[Options]) -> str:
    """Words; `lines` allows more than one line."""
    declared: str = _declare(default, label, kinds.Text(lines=lines), options)
    return declared


def document(label: str, **options: Unpack[Options]) -> str:
    """A text the program writes, kept to the letter."""
    declared: str = _declare("", label, kinds.Document(), options)
    return declared


def picture(label: str, **options: Unpack[Options]) -> str:
    """A PNG or JPEG of bearable size, as text in base 64."""
    declared: str = _declare("", label, kinds.Picture(), options)
    return declared


def choice(label: str, choices: kinds.Choices, default: str = "", **options: Unpack[Options]) -> str:
    """One of a fixed list of (value, label)."""
    declared: str = _declare(default, label, kinds.Choice(choices=choices), options)
    return declared


def several(
    label: str, choices: kinds.Choices, default: tuple[str, ...] = (), **options: Unpack[Options]
) -> tuple[str, ...]:
    """Any of a fixed list of (value, label)."""
    declared: tuple[str, ...] = _declare(default, label, kinds.Several(choices=choices), options)
    return declared


def flag(label: str, **options: Unpack[Options]) -> bool:
    """Yes or no, at first no."""
    declared: bool = _declare(False, label, kinds.Flag(), options)
    return declared


def whole(
    label: str,
    least: int | None = 0,
    most: int | None = 1_000_000_000,
    default: int | None = None,
    **options: Unpack[Options],
) -> int | None:
    """A whole number within bounds."""
    declared: int | None = _declare(default, label, kinds.Whole(least=least, most=most), options)
    return declared


def number(
    label: str,
    least: int | None = None,
    most: int | None = None,
    default: Decimal | None = None,
    **options: Unpack[Options],
) -> Decimal | None:
    """An exact decimal number."""
    declared: Decimal | None = _declare(default, label, kinds.Number(least=least, most=most), options)
    return declared


def money(label: str, least: int | None = 0, above: int | None = None, **options: Unpack[Options]) -> Decimal | None:
    """An amount in the plan's currency."""
    declared: Decimal | None = _declare(None, label, kinds.Money(least=least, above=above), options)
    return declared


def rate(label: str, **options: Unpack[Options]) -> Decimal | None:
    """A fraction from 0 to 1, shown as percent."""
    declared: Decimal | None = _declare(None, label, kinds.Rate(), options)
    return declared


def share(label: str, **options: Unpack[Options]) -> Fraction | None:
    """A number from 0 that counts relative to the others of its group."""
    declared: Fraction | None = _declare(None, label, kinds.Share(), options)
    return declared


def day(label: str, **options: Unpack[Options]) -> dt.date | None:
    """A date."""
    declared: dt.date | None = _declare(None, label, kinds.Day(), options)
    return declared


def month(label: str, **options: Unpack[Options]) -> dt.date | None:
    """A month, as its first day."""
    declared: dt.date | None = _declare(None, label, kinds.Month(), options)
    return declared


def moment(label: str, **options: Unpack[Options]) -> dt.datetime | None:
    """A point in time, UTC."""
    declared: dt.datetime | None = _declare(None, label, kinds.Moment(), options)
    return declared


def clock(label: str, **options: Unpack[Options]) -> dt.time | None:
    """A time of day."""
    declared: dt.time | None = _declare(None, label, kinds.Clock(), options)
    return declared


def ref(label: str, target: str, on_delete: str = "clear", **options: Unpack[Options]) -> str:
    """A reference by id to a record of type `target` (its name: types may refer to each other in any order).

    `on_delete`: "clear" empties the field when that record goes, "cascade" deletes this record with it, "refuse"
    forbids it.
    """
    if on_delete not in {"clear", "cascade", "refuse"}:
        raise ValueError(on_delete)
    declared: str = _declare("", label, kinds.Ref(target=target, on_delete=on_delete), options)
    return declared


def any_ref(label: str, **options: Unpack[Options]) -> str:
    """A reference to a record of any type, `Type:id`. It stays when that record goes."""
    declared: str = _declare("", label, kinds.AnyRef(), options)
    return declared


def tally(label: str, least: int = 0, most: int = 5, **options: Unpack[Options]) -> Tally | None:
    """Hands counted by value."""
    declared: Tally | None = _declare(None, label, kinds.Tallied(least=least, most=most), options)
    return declared


def basis(label: str, **options: Unpack[Options]) -> Mapping[str, str] | None:
    """What something rested on when it was agreed."""
    declared: Mapping[str, str] | None = _declare(None, label, kinds.Basis(), options)
    return declared


def series(label: str, **options: Unpack[Options]) -> Mapping[int, Decimal] | None:
    """Numbers by month of the plan."""
    declared: Mapping[int, Decimal] | None = _declare(None, label, kinds.Series(), options)
    return declared


def whole_pair(label: str, least: int, most: int, **options: Unpack[Options]) -> Pair[int]:
    """Both core teams' blind whole number."""
    declared: Pair[int] = _declare(Pair(), label, kinds.Whole(least=least, most=most), options, pair=True)
    return declared


def dots_pair(label: str, most: int, **options: Unpack[Options]) -> Pair[int]:
    """How many dots each core team gave, blind."""
    kind = kinds.Whole(least=0, most=most, dots=True)
    declared: Pair[int] = _declare(Pair(), label, kind, options, pair=True)
    return declared


def text_pair(label: str, **options: Unpack[Options]) -> Pair[str]:
    """Both core teams' blind words."""
    declared: Pair[str] = _declare(Pair(), label, kinds.Text(lines=True), options, pair=True)
    return declared


def choice_pair(label: str, choices: kinds.Choices, **options: Unpack[Options]) -> Pair[str]:
    """Both core teams' blind choice from a fixed list."""
    declared: Pair[str] = _declare(Pair(), label, kinds.Choice(choices=choices), options, pair=True)
    return declared


def ref_pair(label: str, target: str, **options: Unpack[Options]) -> Pair[str]:
    """Both core teams' blind choice of a record."""
    declared: Pair[str] = _declare(Pair(), label, kinds.Ref(target=target), options, pair=True)
    return declared


def tally_pair(label: str, least: int, most: int, **options: Unpack[Options]) -> Pair[Tally]:
    """Both core teams' blind show of hands."""
    declared: Pair[Tally] = _declare(Pair(), label, kinds.Tallied(least=least, most=most), options, pair=True)
    return declared
