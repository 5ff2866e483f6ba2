"""The small values that fields hold besides texts, numbers and dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""A value as it stands in JSON. There are no floats: money, rates and shares are strings."""


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """What the two core teams answered blind, each for itself. `None` is "not yet"."""

    marketing: T | None = None
    sales: T | None = None
    revealed: bool = False

    @property
    def both_in(self) -> bool:
        """Whether both teams have answered, so that the pair can be revealed."""
        return self.marketing is not None and self.sales is not None


@dataclass(frozen=True, slots=True)
class Tally:
    """Hands counted: how many showed each value, how many were present and did not vote."""

    counts: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    not_voted: int = 0
    present: int = 0

    @property
    def voted(self) -> int:
        """How many hands there are."""
        return sum(self.counts.values())

    def hands(self) -> tuple[int, ...]:
        """Every hand, lowest first: the ones who should speak first."""
        return tuple(value for value in sorted(self.counts) for _hand in range(self.counts[value]))
