"""A piece: one thing that is taken home, on its own or once for each team or person."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from joint_plan.base.progress import Tick
from joint_plan.reports.model import ReportModel

BUNDLES = ("sponsor", "team_leads", "everyone")
"""Who gets what: keys of the bundles that the Deliver page offers."""


@dataclass(frozen=True, slots=True)
class Copy:
    """For whom a piece is made: the id and name of a team or person; both "" where there is one for all.

    Of a piece that is several files, which one: its id, its name, and its `ending` in place of the piece's.
    """

    id: str = ""
    name: str = ""
    ending: str = ""


Write = Callable[[ReportModel, Copy, Path, Tick], None]


def _always(_model: ReportModel) -> bool:
    return True


def _one(_model: ReportModel) -> tuple[Copy, ...]:
    return (Copy(),)


@dataclass(frozen=True, slots=True)
class Piece:
    """What can be made.

    Attributes:
        key: its name on the command line.
        title: what people call it, also in the file's name.
        ending: of the file, with the dot.
        write: lays one copy out; the file is put in place by whoever calls it.
        applies: whether a plan has anything for it; a piece that is asked for by its key is made in any case.
        copies: for whom it is made; one file each.
        sizes: sheets it comes on besides the paper of the options, such as "a3"; `ReportOptions.size` chooses.
        bundles: the bundles it belongs to.
        on_request: made only when it is asked for by its key.
        whole: named by the plan's title alone, as the plan itself is.
    """

    key: str
    title: str
    ending: str
    write: Write
    applies: Callable[[ReportModel], bool] = _always
    copies: Callable[[ReportModel], tuple[Copy, ...]] = _one
    sizes: tuple[str, ...] = ()
    bundles: tuple[str, ...] = ()
    on_request: bool = False
    whole: bool = False
