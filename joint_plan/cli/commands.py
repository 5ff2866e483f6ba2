"""The commands. Each does its work or raises a `PlanError`; it prints results, and remarks on standard error."""

import datetime as dt
import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, ngettext, speaking
from joint_plan.cli.output import complain, one_line

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import Snapshot

NOW = "now"
"""What is typed for the plan as it stands now, in place of a version's number."""


class UsageError(Exception):
    """What was typed cannot be meant; `str(error)` says why."""


def new(given: Namespace) -> None:
    """Make a plan from a template."""
    from joint_plan.workbook.own_templates import offered_templates, starting_from

    names = [offered.name for offered in offered_templates()]
    if given.template not in names:
        raise UsageError(
            _("there is no template “{name}”; there are: {names}").format(
                name=given.template[:60], names=", ".join(names)
            )
        )
    _create(given.file, starting_from(given.template))


def build(given: Namespace) -> None:
    """Make a plan from records."""
    from joint_plan.cli.records_file import dropped_characters, read_records
    from joint_plan.rules.starting_plan import plan_from_json

    _refuse_existing(given.file)
    data = read_records(given.records)
    snapshot = plan_from_json(data)
    _create(given.file, snapshot)
    dropped = dropped_characters(data)
    if dropped:
        places = ", ".join(dropped[:10]) + (", …" if len(dropped) > 10 else "")
        complain(_("Characters that cannot be kept were left out of: {places}.").format(places=places))


def show(given: Namespace) -> None:
    """Print a plan, for people or as records."""
    snapshot = _read(given.file)
    if given.json:
        from joint_plan.cli.full_copy import full_copy

        print(json.dumps(full_copy(snapshot), ensure_ascii=False, indent=2, allow_nan=False))
        return
    from joint_plan.cli.summary import summary

    with speaking(snapshot.plan.language):
        print("\n".join(summary(snapshot)))


def export(given: Namespace) -> None:
    """Write the deliverables into a folder."""
    from joint_plan.base.progress import no_tick
    from joint_plan.cli.choosing import public_state, version_for_papers
    from joint_plan.reports.catalogue import PIECES
    from joint_plan.reports.model import ReportOptions
    from joint_plan.reports.pieces import export as export_pieces
    from joint_plan.reports.pieces import letters_notice
    from joint_plan.workbook import read_uuid

    known = [piece.key for piece in PIECES]
    for key in given.only or ():
        if key not in known:
            raise UsageError(
                _("there is no piece “{name}”; there are: {names}").format(name=key[:60], names=", ".join(known))
            )
    snapshot = _read(given.file)
    wanted = _number(given.version) if given.version else version_for_papers(snapshot)
    public = public_state(snapshot, wanted)
    options = ReportOptions(given.paper)
    written = export_pieces(public, given.folder, given.only or (), options, no_tick, read_uuid(given.file))
    for path in written:
        print(path)
    if any(path.suffix == ".pdf" for path in written) and (unprinted := letters_notice(public)):
        complain(unprinted)
    if public.version is None:
        complain(_("Made from the plan as it stands now: every page says DRAFT."))
    elif public.moved_on:
        complain(_("Made from version {number}; the plan has moved on since.").format(number=public.version.number))


def check(given: Namespace) -> None:
    """See that a file is sound, and list what is wrong between its records."""
    from joint_plan.rules.funnel import funnel
    from joint_plan.rules.versions import faults, versions

    snapshot = _read(given.file)
    altered = faults(snapshot)
    if altered:
        raise PlanError(f"{given.file.name}: {' '.join(altered)}")
    count = len(versions(snapshot))
    what = ngettext("{count} record", "{count} records", len(snapshot)).format(count=len(snapshot))
    if count:
        what += ", " + ngettext("{count} version, whole", "{count} versions, all whole", count).format(count=count)
    print(_("{name}: ok ({what})").format(name=one_line(given.file.name), what=what))
    problems = funnel(snapshot).problems
    if problems:
        print(
            ngettext(
                "{count} problem between the records:", "{count} problems between the records:", len(problems)
            ).format(count=len(problems))
        )
    for problem in problems:
        place = f"{problem.record}:{problem.id}" if problem.id else problem.record
        print(f"  {place}.{problem.field}: {one_line(problem.message)}")


def diff(given: Namespace) -> None:
    """Compare two versions, or a version and now, in words."""
    from joint_plan.cli.changes import changes
    from joint_plan.cli.choosing import newest_version
    from joint_plan.rules.version_changes import NOW as AS_IT_IS
    from joint_plan.rules.version_changes import changes_between

    snapshot = _read(given.file)
    start = _number(given.start) if given.start else newest_version(snapshot)
    if start is None and given.start is None:
        raise PlanError(_("{name} has no version yet; there is nothing to compare.").format(name=given.file.name))
    with speaking(snapshot.plan.language):
        found = changes_between(snapshot, start or AS_IT_IS, _number(given.end) or AS_IT_IS)
        print("\n".join(changes(found)))


def _read(path: Path) -> "Snapshot":
    from joint_plan.workbook import read_plan

    return read_plan(path)


def _number(typed: int | str | None) -> int | None:
    """The version's number; `None` for now."""
    return typed if isinstance(typed, int) else None


def _create(path: Path, snapshot: "Snapshot") -> None:
    from joint_plan.workbook.creating import write_new

    write_new(path.absolute(), snapshot, {}, dt.datetime.now(dt.UTC))


def _refuse_existing(path: Path) -> None:
    """Before the records are read: they need not be looked at where nothing will be written."""
    from joint_plan.workbook.creating import refuse_existing

    refuse_existing(path.absolute())
