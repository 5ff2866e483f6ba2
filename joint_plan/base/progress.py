"""Progress and cancelling of long work, without knowing who watches."""

from collections.abc import Callable

Tick = Callable[[int, int, str], None]
"""`tick(done, total, what)`: called often by long work; raises `Cancelled` when the person has had enough."""


class Cancelled(Exception):  # noqa: N818  not an error: the person asked for it
    """The person cancelled; whoever works removes what it began and stops."""


def no_tick(done: int, total: int, what: str) -> None:
    """For work that nobody watches."""
