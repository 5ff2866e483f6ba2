"""The guard at the door: a workbook from anywhere is looked at before anything opens it as a workbook.

Whatever could fill memory, run for ever or bring in more than values is refused in words: the archive by its
directory, every part by a scan that builds nothing. The measured reasons are one-kilobyte files that hang or kill
every reader: a cell in the last corner, a merge or a link over all cells, entities within entities.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from joint_plan.exchange.part_scan import HostileError, scan


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may hold. Bytes, counts, and `ratio`, how many times a part may shrink when packed."""

    file: int = 25_000_000
    directory: int = 1_000_000
    parts: int = 2_000
    part: int = 40_000_000
    total: int = 80_000_000
    ratio: int = 300
    small: int = 200_000


LIMITS = Limits()
"""Ten times what the largest plans need."""

_CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_XML_NAMES = (".xml", ".rels")


def admit(path: Path, tick: Callable[[], None] = lambda: None) -> None:
    """Let a workbook pass that is safe to read.

    Args:
        path: the file.
        tick: called between parts; may raise to stop.

    Raises:
        PlanError: it is no workbook, protected, too large, or holds what none of ours does; the sentence says which.
    """
    try:
        with path.open("rb") as file:
            _admit_file(path, file)
            with zipfile.ZipFile(file) as archive:
                _admit_directory(path, archive)
                for part in archive.infolist():
                    tick()
                    _admit_part(path, archive, part)
    except OSError as fault:
        raise PlanError(_("{name} cannot be read: {reason}.").format(name=path.name, reason=fault.strerror)) from fault
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as fault:
        raise _damaged(path) from fault
    except HostileError as fault:
        raise PlanError(_("{name} is refused: {reason}").format(name=path.name, reason=fault)) from fault


def _admit_file(path: Path, file: BinaryIO) -> None:
    head = file.read(len(_OLE))
    size = file.seek(0, 2)
    if head == _OLE:
        raise PlanError(
            _(
                "{name} is protected with a password, or of the old kind (.xls). "
                "Take the password off or save it as .xlsx, and import it again."
            ).format(name=path.name)
        )
    if not head.startswith(b"PK"):
        raise PlanError(_("{name} is not an Excel workbook (.xlsx).").format(name=path.name))
    if size > LIMITS.file:
        raise HostileError(_("it is larger than a plan's workbook can be."))
    _admit_end(path, file, size)
    file.seek(0)


def _admit_end(path: Path, file: BinaryIO, size: int) -> None:
    """The archive's directory is read into memory whole, whatever it counts: its size is looked at first."""
    file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT - _LOCATOR_SIZE))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_SIZE:
        raise _damaged(path)
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if directory > LIMITS.directory or tail[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR):
        raise HostileError(_("it is packed from too many parts."))


def _admit_directory(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    folded = [name.casefold() for name in names]
    if "[Content_Types].xml" not in names:
        raise PlanError(_("{name} is not an Excel workbook (.xlsx).").format(name=path.name))
    if any(part.flag_bits & 1 for part in parts) or "encryptedpackage" in folded:
        raise PlanError(_("{name} is protected with a password. Take it off and import again.").format(name=path.name))
    if any("vbaproject" in name or "xl/macrosheets/" in name for name in folded):
        raise HostileError(_("it has macros in it. Save it as .xlsx, without macros, and import it again."))
    if any("externallinks/" in name for name in folded):
        raise HostileError(
            _("it draws values from other files. Break those links (Data, Edit Links) and import it again.")
        )
    odd = any(name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") for name in names)
    if odd or len(set(folded)) < len(names) or any(part.compress_type not in _PACKED for part in parts):
        raise HostileError(_("it is packed in a way that no spreadsheet program packs."))
    if len(parts) > LIMITS.parts:
        raise HostileError(_("it is packed from too many parts."))
    too_large = sum(part.file_size for part in parts) > LIMITS.total
    if too_large or any(part.file_size > LIMITS.part or _swells(part) for part in parts):
        raise HostileError(_("unpacked it is larger than a plan's workbook can be."))


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > LIMITS.small and part.file_size > LIMITS.ratio * max(1, part.compress_size)


def _admit_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Scan whatever reads like XML: which part is a sheet is said in the file itself, whatever the part is called."""
    with archive.open(part) as packed:
        first = packed.read(_CHUNK)
        is_xml = part.filename.casefold().endswith(_XML_NAMES)
        if not is_xml and not first.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            return
        well_formed = scan(first, lambda: packed.read(_CHUNK))
        if is_xml and not well_formed:
            raise _damaged(path)


def _damaged(path: Path) -> PlanError:
    return PlanError(
        _("{name} is damaged. Open it in a spreadsheet program, save it again, and import that.").format(name=path.name)
    )
