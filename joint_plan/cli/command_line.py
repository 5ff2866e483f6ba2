"""The command line: what may be typed, and the exit status that follows (0 done, 1 bad input, 2 wrong usage)."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import joint_plan
from joint_plan.base.errors import PlanError
from joint_plan.base.texts import N_, _
from joint_plan.cli import commands
from joint_plan.cli.import_book import ACCEPT, import_book
from joint_plan.cli.output import PROGRAM, complain, speak_utf8, stop_writing

DONE, BAD_INPUT, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

_EPILOG = N_(
    "Without arguments, or with a plan alone (%(prog)s my.jplan), the window opens. A file whose name begins with a "
    "hyphen is written ./-name, or stands after --. Exit status: 0 done, 1 a problem with the input (one line on "
    "standard error says which; nothing is changed), 2 wrong usage."
)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command.

    Returns:
        The exit status.
    """
    speak_utf8()
    try:
        status = _run(arguments)
        if sys.stdout is not None:  # It is None where the caller closed it.
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read had enough: `joint-plan show my.jplan | head`.
        stop_writing()
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as fault:
        # The disk is full where the output goes, or the like.
        stop_writing()
        complain(": ".join(str(part) for part in (fault.filename, fault.strerror or fault) if part))
        return BAD_INPUT


def _run(arguments: Sequence[str]) -> int:
    top = parser()
    try:
        given = top.parse_args(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else WRONG_USAGE
    command: Callable[[argparse.Namespace], None] = given.run
    try:
        command(given)
    except commands.UsageError as fault:
        complain(fault)
        return WRONG_USAGE
    except PlanError as fault:
        complain(fault)
        return BAD_INPUT
    return DONE


def parser() -> argparse.ArgumentParser:
    """Everything that may be typed."""
    top = argparse.ArgumentParser(
        prog=PROGRAM,
        description=_("One plan for marketing and sales, agreed item by item."),
        epilog=_(_EPILOG),
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {joint_plan.__version__}")
    verbs = top.add_subparsers(metavar=_("COMMAND"), required=True)

    def verb(name: str, run: Callable[[argparse.Namespace], None], what: str) -> argparse.ArgumentParser:
        found = verbs.add_parser(name, help=what, description=what, allow_abbrev=False)
        found.set_defaults(run=run)
        return found

    one = verb("new", commands.new, _("make a new plan"))
    _file(one)
    one.add_argument("--template", metavar="NAME", default="blank", help=_("start from this template, such as sample"))

    one = verb("build", commands.build, _("make a plan from records in JSON"))
    one.add_argument("records", metavar="RECORDS.json", type=Path, help=_("what show --json prints"))
    _file(one)

    one = verb("show", commands.show, _("print a plan"))
    _file(one)
    one.add_argument("--json", action="store_true", help=_("as records, with every figure that follows from them"))

    one = verb("export", commands.export, _("write Excel and PDF into a folder"))
    _file(one)
    one.add_argument("folder", metavar="FOLDER", type=Path, help=_("is made if it is not there"))
    one.add_argument("--only", metavar="PIECE", nargs="+", action="extend", help=_("only these, such as excel record"))
    one.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("size of the paper"))
    one.add_argument(
        "--version",
        metavar="N|now",
        type=version_or_now,
        help=_("this version, or the plan as it stands now, as a draft; else the newest version, signed ones first"),
    )

    one = verb(
        "import",
        import_book,
        _("say what a workbook, an input sheet or the answers of a form would change, and take it"),
    )
    _file(one)
    one.add_argument(
        "book",
        metavar="BOOK.xlsx",
        type=Path,
        help=_("a workbook or sheet that was exported from this plan, or a .csv of answers"),
    )
    one.add_argument(
        "--accept",
        choices=ACCEPT,
        default=ACCEPT[0],
        help=_("all: write what only the workbook has changed; conflicts and missing rows are left out"),
    )

    one = verb("check", commands.check, _("see that a plan's file is sound"))
    _file(one)

    one = verb("diff", commands.diff, _("say what differs between two versions, or a version and now"))
    _file(one)
    one.add_argument("start", metavar="FROM", nargs="?", type=version_or_now, help=_("else the newest version"))
    one.add_argument("end", metavar="TO", nargs="?", type=version_or_now, help=_("else now"))
    return top


def _file(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help=_("a plan (.jplan)"))


def version_or_now(text: str) -> int | str:
    """A version's number, or "now".

    Raises:
        argparse.ArgumentTypeError: anything else.
    """
    if text == commands.NOW:
        return commands.NOW
    if text.isascii() and text.isdigit() and int(text[:9]) > 0 and len(text) < 10:
        return int(text)
    raise argparse.ArgumentTypeError(_("“{text}” is neither the number of a version nor “now”").format(text=text[:60]))
