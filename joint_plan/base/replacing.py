"""Write beside the target, then put it in the target's place: an export that fails leaves the old file whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; when the block ends well the file there becomes `target`, else it is removed.

    Raises:
        PlanError: the folder cannot be written to, the disk is full, or the target is open in another program.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=target.suffix, dir=target.parent)
        os.close(handle)
    except OSError as fault:
        raise PlanError(
            _("Cannot write in {folder}: {reason}.").format(folder=target.parent, reason=fault.strerror)
        ) from fault
    beside = Path(name)
    try:
        yield beside
        _like_a_new_file(beside)
        os.replace(beside, target)
    except PermissionError as fault:
        raise PlanError(
            _("{name} is open in another program. Close it there, or save under another name.").format(name=target.name)
        ) from fault
    except OSError as fault:
        raise PlanError(_("Cannot write {name}: {reason}.").format(name=target.name, reason=fault.strerror)) from fault
    finally:
        beside.unlink(missing_ok=True)


def _like_a_new_file(path: Path) -> None:
    """Give the rights that any new file gets here; a temporary file is closed to others."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
