"""Where plans go on this computer."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from joint_plan.base.texts import _

SUFFIX = ".jplan"


def documents() -> Path:
    """This person's folder for documents; their home where there is none."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def free_path(folder: Path, name: str) -> Path:
    """A path in a folder that is not taken: the name, or the name with a number."""
    path = folder / f"{name}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{SUFFIX}"
        number += 1
    return path


def file_words(title: str) -> str:
    """A title as the name of a file: letters, digits, spaces and hyphens; it never becomes a path."""
    words = " ".join(re.sub(r"[^\w -]+", " ", title.replace("_", " ")).split())
    return words.encode()[:120].decode(errors="ignore").strip(" -") or _("Joint plan")
