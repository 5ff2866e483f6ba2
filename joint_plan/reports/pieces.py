"""The pieces that can be taken home, and making them: computed once, written beside, then put in place."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import N_, _, speaking
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.rules.public import PublicPlan

Write = Callable[[ReportModel, Path, Tick], None]

PAPERS = ("a4", "letter")


def _always(_model: ReportModel) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Piece:
    """One file that is made: the key of the command line, a title for people, the ending, and who writes it."""

    key: str
    title: str
    ending: str
    write: Write
    applies: Callable[[ReportModel], bool] = _always
    """Whether a plan has anything for it; a piece that is asked for by its key is made in any case."""


def _excel(model: ReportModel, path: Path, tick: Tick) -> None:
    from joint_plan.reports.excel.workbook import write_workbook

    write_workbook(model, path, tick)


def _record(model: ReportModel, path: Path, tick: Tick) -> None:
    from joint_plan.reports.pdf.record import write_record

    write_record(model, path, tick)


def _calendar(model: ReportModel, path: Path, _tick: Tick) -> None:
    from joint_plan.reports.calendar import calendar_bytes

    path.write_bytes(calendar_bytes(model.public))


def _has_meetings(model: ReportModel) -> bool:
    from joint_plan.reports.calendar import has_meetings

    return has_meetings(model.public)


PIECES = (
    Piece("excel", N_("The plan in Excel"), ".xlsx", _excel),
    Piece("record", N_("The plan as a PDF"), ".pdf", _record),
    Piece("calendar", N_("The meetings for a calendar"), ".ics", _calendar, _has_meetings),
)


def pieces(keys: Iterable[str] = ()) -> tuple[Piece, ...]:
    """The pieces of these keys, all if there are none.

    Raises:
        PlanError: there is no piece of that key.
    """
    wanted = tuple(keys)
    known = [piece.key for piece in PIECES]
    for key in wanted:
        if key not in known:
            raise PlanError(
                _("There is no piece called “{key}”. Known: {known}.").format(key=key[:60], known=", ".join(known))
            )
    return tuple(piece for piece in PIECES if not wanted or piece.key in wanted)


def export(
    public: PublicPlan, folder: Path, only: Iterable[str] = (), paper: str = "a4", tick: Tick = no_tick
) -> tuple[Path, ...]:
    """Make the pieces in a folder, in the plan's language; a file of that name is replaced once the new one is whole.

    Raises:
        PlanError: no such piece or paper, the folder or a file cannot be written.
        Cancelled: from `tick`; pieces that are whole by then stay.
    """
    from joint_plan.reports.compose import report_model

    asked = frozenset(only)
    chosen = pieces(asked)
    if paper not in PAPERS:
        raise PlanError(_("There is no paper called “{paper}”. Known: a4, letter.").format(paper=paper[:60]))
    made: list[Path] = []
    with speaking(public.plan.language):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise PlanError(
                _("The folder {folder} cannot be made: {reason}.").format(folder=folder, reason=fault.strerror)
            ) from fault
        model = report_model(public, ReportOptions(paper))
        chosen = tuple(piece for piece in chosen if piece.key in asked or piece.applies(model))
        for number, piece in enumerate(chosen):
            tick(number, len(chosen), _(piece.title))
            target = folder / f"{file_stem(model.title)}{piece.ending}"
            with replacing(target) as beside:
                piece.write(model, beside, tick)
            made.append(target)
        tick(len(chosen), len(chosen), "")
    return tuple(made)


def file_stem(title: str) -> str:
    """A file name from a plan's title: its letters, digits, spaces and dashes only, so that no text becomes a path."""
    plain = re.sub(r"[^\w \-]+", " ", title.replace("_", " "))
    words = " ".join(plain.split())[:60].strip(" -")
    return words or "Joint plan"
