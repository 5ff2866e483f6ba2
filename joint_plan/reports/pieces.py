"""Choosing pieces and making them: computed once, written beside, then put in place."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from joint_plan.base.errors import PlanError
from joint_plan.base.progress import Tick, no_tick
from joint_plan.base.replacing import replacing
from joint_plan.base.texts import _, speaking
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.model import ReportModel, ReportOptions
from joint_plan.reports.piece import Copy, Piece
from joint_plan.rules.public import PublicPlan

PAPERS = ("a4", "letter")


def pieces(keys: Iterable[str] = ()) -> tuple[Piece, ...]:
    """The pieces of these keys; if there are none, all but those made only on request.

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
    return tuple(piece for piece in PIECES if (piece.key in wanted if wanted else not piece.on_request))


def export(
    public: PublicPlan,
    folder: Path,
    only: Iterable[str] = (),
    options: ReportOptions | None = None,
    tick: Tick = no_tick,
    plan_id: str = "",
) -> tuple[Path, ...]:
    """Make the pieces in a folder, in the plan's language; a file of that name is replaced once the new one is whole.

    `plan_id` is the plan file's identity; with it a workbook that comes back is known to belong to that file.

    Raises:
        PlanError: no such piece or paper, the folder or a file cannot be written.
        Cancelled: from `tick`; pieces that are whole by then stay.
    """
    from joint_plan.reports.compose import report_model

    asked = frozenset(only)
    chosen = pieces(asked)
    options = options or ReportOptions()
    if options.paper not in PAPERS:
        raise PlanError(_("There is no paper called “{paper}”. Known: a4, letter.").format(paper=options.paper[:60]))
    made: list[Path] = []
    with speaking(public.plan.language):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise PlanError(
                _("The folder {folder} cannot be made: {reason}.").format(folder=folder, reason=fault.strerror)
            ) from fault
        model = report_model(public, options, plan_id)
        work = [
            (piece, copy, name)
            for piece in chosen
            if piece.key in asked or piece.applies(model)
            for copy, name in file_names(model, piece)
        ]
        for number, (piece, copy, name) in enumerate(work):
            tick(number, len(work), _(piece.title))
            target = folder / name
            try:
                with replacing(target) as beside:
                    piece.write(model, copy, beside, tick)
            except PlanError as fault:
                raise _with_whole(fault, made) from fault
            made.append(target)
        tick(len(work), len(work), "")
    return tuple(made)


def _with_whole(fault: PlanError, made: Sequence[Path]) -> PlanError:
    """The fault of one file, with what else there is: people go on with the files that are whole."""
    if not made:
        return fault
    names = ", ".join(path.name for path in made)
    return PlanError(_("{reason} Whole, and in the folder: {names}.").format(reason=fault, names=names))


def letters_notice(public: PublicPlan) -> str:
    """What to tell people of letters that no font has, in the language in use; "" if every letter can be printed."""
    from joint_plan.plan.kinds import Text
    from joint_plan.plan.record import all_specs, column_value
    from joint_plan.reports.pdf.fonts import letters_without_font

    return letters_without_font(
        value
        for spec in all_specs()
        for item in public.all(spec.type)
        for column in spec.columns
        if isinstance(column.kind, Text) and isinstance(value := column_value(item, column), str)
    )


def file_names(model: ReportModel, piece: Piece) -> tuple[tuple[Copy, str], ...]:
    """Each copy of a piece with its file's name: plan, piece, and for whom; no name comes twice."""
    stem = file_stem(model.title)
    found: dict[str, Copy] = {}
    for copy in piece.copies(model):
        words = stem if piece.whole else f"{stem} - {file_stem(_(piece.title))}"
        if copy.name:
            words = f"{words} - {file_stem(copy.name)}"
        ending = copy.ending or piece.ending
        name, number = f"{words}{ending}", 1
        while name.casefold() in {taken.casefold() for taken in found}:
            number += 1
            name = f"{words} {number}{ending}"
        found[name] = copy
    return tuple((copy, name) for name, copy in found.items())


def file_stem(title: str) -> str:
    """A file name from a plan's title: its letters, digits, spaces and dashes only, so that no text becomes a path."""
    plain = re.sub(r"[^\w \-]+", " ", title.replace("_", " "))
    words = " ".join(plain.split())[:60].strip(" -")
    return words or "Joint plan"
