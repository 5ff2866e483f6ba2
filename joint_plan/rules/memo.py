"""Results kept by the identity of the frozen objects they follow from.

Snapshots share every record that an edit did not touch. What was computed from such a record therefore still holds
in the next snapshot; comparing identities finds that out without looking into it.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")


class ByIdentity(Generic[V]):
    """A memory of results; the objects they came from are kept too, so that an identity never means another object."""

    def __init__(self, most: int = 1 << 17) -> None:
        self._most = most
        self._kept: dict[int, tuple[tuple[object, ...], V]] = {}

    def of(self, compute: Callable[[], V], *parts: object) -> V:
        """The result for exactly these objects, computed when it is not known. The first part is the most telling."""
        entry = self._kept.get(id(parts[0]))
        if entry is not None and len(entry[0]) == len(parts):
            for old, new in zip(entry[0], parts, strict=True):
                if old is not new:
                    break
            else:
                return entry[1]
        result = compute()
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[id(parts[0])] = (parts, result)
        return result
