"""What a file's first bytes say of it, before SQLite opens it: refusals that leave the file as it was to the byte."""

from pathlib import Path

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.workbook import identity
from joint_plan.workbook.schema import APPLICATION_ID, VERSION, version_of

_MAGIC = b"SQLite format 3\0"
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_LENGTH = 100


def journal_of(path: Path) -> Path:
    """The file in which SQLite keeps what a transaction changes until it is over."""
    return path.with_name(path.name + "-journal")


def has_journal(path: Path) -> bool:
    """Whether a journal of SQLite's lies beside the file: somebody writes just now, or a program was killed."""
    try:
        with journal_of(path).open("rb") as file:
            return file.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC
    except OSError:
        return False


def check_header(path: Path) -> None:
    """See that this is a plan which this program can read.

    Raises:
        PlanError: it is missing, a folder, empty, something else, cut short, or of a newer major version.
    """
    try:
        if path.is_dir():
            raise PlanError(_("{name} is a folder, not a plan.").format(name=path.name))
        if identity.is_open_here(path):
            return
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_LENGTH)
    except FileNotFoundError as fault:
        raise PlanError(_("There is no file {path}.").format(path=path)) from fault
    except OSError as fault:
        raise PlanError(
            _("{name} cannot be opened: {reason}.").format(name=path.name, reason=fault.strerror)
        ) from fault
    if not head:
        raise PlanError(_("{name} is empty; it is not a Joint Plan file.").format(name=path.name))
    if not head.startswith(_MAGIC) or len(head) < _LENGTH:
        raise PlanError(_("{name} is not a Joint Plan file.").format(name=path.name))
    if _number(head, 68) != APPLICATION_ID:
        raise PlanError(_("{name} is a database of another program, not a Joint Plan file.").format(name=path.name))
    refuse_newer(path, _number(head, 60))
    if head[18] == 2 or head[19] == 2:
        # Opening such a file, even to read it, would leave two more files beside it.
        raise PlanError(_("{name} was altered by another program and cannot be opened.").format(name=path.name))
    page = int.from_bytes(head[16:18], "big")
    whole = _number(head, 28) * (65536 if page == 1 else page)
    if size < whole and not has_journal(path):
        raise PlanError(
            _("{name} is cut short: {size} of {whole} bytes are there. Open a backup instead.").format(
                name=path.name, size=size, whole=whole
            )
        )


def refuse_newer(path: Path, user_version: int) -> None:
    """Refuse a plan of a newer major version.

    Raises:
        PlanError: it is one.
    """
    if version_of(user_version)[0] > VERSION[0]:
        raise PlanError(
            _("{name} was made by a newer version of Joint Plan. Update the program to open it.").format(name=path.name)
        )


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")
