"""What stands on a paper, read back from its file."""

import re
from pathlib import Path

from pypdf import PdfReader

from joint_plan.base.progress import no_tick
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.model import ReportModel
from joint_plan.reports.piece import Copy


def squeezed(text: str) -> str:
    """Without any white space: where lines break is the layout's business."""
    return re.sub(r"\s+", "", text)


def pages_of(model: ReportModel, key: str, path: Path, copy_id: str = "") -> list[str]:
    """The text of each page of a piece, squeezed."""
    piece = next(piece for piece in PIECES if piece.key == key)
    copy = next((copy for copy in piece.copies(model) if copy.id == copy_id), Copy(copy_id, copy_id))
    piece.write(model, copy, path, no_tick)
    return [squeezed(page.extract_text()) for page in PdfReader(path).pages]


def text_of(model: ReportModel, key: str, path: Path, copy_id: str = "") -> str:
    """The text of all pages of a piece, squeezed."""
    return "".join(pages_of(model, key, path, copy_id))


def missing(texts: list[str], found: str) -> list[str]:
    """The texts that are not in what was read."""
    return [text for text in texts if text and squeezed(text) not in found]
