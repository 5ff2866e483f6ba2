"""What looking at a page costs: drawing it from its PDF against one frame of the window at work."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from joint_plan.base.progress import no_tick
from joint_plan.reports.catalogue import PIECES
from joint_plan.reports.compose import report_model
from joint_plan.reports.model import ReportOptions
from joint_plan.reports.piece import Copy
from joint_plan.rules.public import public_plan
from joint_plan.rules.starting_plan import template
from tests.bench.timing import Ratio, in_turns, seconds

WIDTH = 660
"""Pixels: a page as wide as the Deliver page shows it."""


def ratios() -> Iterator[Ratio]:
    """The plan on a page, drawn for the preview; a frame is the window painting the SLAs of the sample."""
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.deliver.making import page_image
    from ui.window import MainWindow

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply_theme(app)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        model = report_model(public_plan(template("sample")), ReportOptions())
        next(piece for piece in PIECES if piece.key == "page").write(model, Copy(), path, no_tick)
        window = MainWindow()
        window.resize(1366, 768)
        window.create_plan(Path(folder) / "plan.jplan", "sample")
        assert window.view is not None
        window.view.show_section("slas")
        window.show()
        app.processEvents()
        yield in_turns(
            "one page of the preview / one frame of the window",
            lambda: seconds(lambda: page_image(path, 0, WIDTH)),
            lambda: seconds(lambda: window.grab()),
            2,
        )
        window.close()
