"""Printing a PDF through the system's print dialog: every page as a picture on the printer's paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _
from ui.deliver.making import page_image, page_sizes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from joint_plan.base.progress import Tick

DOTS = 300
"""Dots an inch: sharp on every office printer, and still quick to send."""


def suit(printer: QPrinter, pages: tuple[tuple[float, float], ...]) -> None:
    """Offer the paper of a PDF's first page."""
    width, height = pages[0]
    points = QSizeF(min(width, height), max(width, height))
    printer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    across = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(across)
    printer.setFullPage(True)
    printer.setFromTo(1, len(pages))


def print_pdf(path: Path, printer: QPrinter, tick: Tick) -> int:
    """Send the chosen pages of a PDF; returns how many.

    Raises:
        PlanError: the printer does not take it.
        Cancelled: from `tick`, before the next page.
    """
    sizes = page_sizes(path)
    first = max(1, printer.fromPage() or 1)
    last = min(len(sizes), printer.toPage() or len(sizes))
    numbers = range(first - 1, last)
    painter = QPainter()
    if not painter.begin(printer):
        raise PlanError(_("The printer does not answer."))
    try:
        for place, number in enumerate(numbers):
            tick(place, len(numbers), _("Page {number}").format(number=number + 1))
            if place and not printer.newPage():
                raise PlanError(_("The printer stopped."))
            width, height = sizes[number]
            dots = min(DOTS, printer.resolution())
            image = page_image(path, number, round(width / 72 * dots))
            sheet = QRectF(printer.paperRect(printer.Unit.DevicePixel))
            scale = min(sheet.width() / width, sheet.height() / height)
            # On paper of its own size it keeps its size; on another one it fits.
            target = QRectF(0, 0, width * scale, height * scale)
            target.moveCenter(QRectF(0, 0, sheet.width(), sheet.height()).center())
            painter.drawImage(target, image)
    finally:
        painter.end()
    return len(numbers)
