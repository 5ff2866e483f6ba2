"""Pictures of every page with the sample plan: `python -m tests.screenshots [page ...]`, into build/screenshots."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

FOLDER = Path(__file__).parents[1] / "build" / "screenshots"
SIZES = ((1366, 768), (1920, 1080))


def main(wanted: list[str]) -> None:
    """Render the start page and every section, light and dark, at both sizes."""
    from PySide6.QtCore import QSettings
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.sections import walk
    from ui.window import MainWindow

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply_theme(app)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        window = MainWindow()
        for scheme in (theme.Scheme.LIGHT, theme.Scheme.DARK):
            theme.current.choose(scheme)
            for width, height in SIZES:
                window.resize(width, height)
                window.show()
                if not wanted or "start" in wanted:
                    window.close_plan()
                    window.show_start()
                    _shoot(window, "start", scheme.value, width)
                if window.view is None:
                    window.create_plan(Path(folder) / f"{scheme.value}-{width}.jplan", "sample")
                assert window.view is not None
                for section in walk(window.view.document.plan):
                    if wanted and section.key not in wanted:
                        continue
                    window.view.show_section(section.key)
                    QTest.qWait(150)
                    _shoot(window, section.key, scheme.value, width)
                if not wanted or "versions" in wanted:
                    _make_version(window)
                    window.do("versions")
                    _shoot(window, "versions", scheme.value, width)
        window.close()


def _make_version(window: MainWindow) -> None:
    """Everything still open parked, a version made of it, and a word changed since."""
    import datetime as dt

    from joint_plan.plan.types import Stage
    from joint_plan.rules.versions import make_version, versions
    from ui.parts.agreement_dialogs import Parking
    from ui.sections.agreement import AgreementPage

    document, view = window.document, window.view
    assert document is not None
    assert view is not None
    page = view.page("agreement")
    assert isinstance(page, AgreementPage)
    if versions(document.plan):
        return
    page.park_all(Parking("", dt.date(2027, 1, 29)))
    with document.edit("Version", undoable=False) as edit:
        edit.add(make_version(document.plan, dt.datetime(2026, 11, 26, 15, 48, tzinfo=dt.UTC)))
    with document.edit("Rename") as edit:
        edit.set(document.plan.all(Stage)[0], name="Notice the waste")
    window.toasts.hide()


def _shoot(window: object, page: str, scheme: str, width: int) -> None:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    assert isinstance(window, QWidget)
    QTest.qWait(100)
    path = FOLDER / f"{page}-{scheme}-{width}.png"
    window.grab().save(str(path))
    print(path.relative_to(FOLDER.parents[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
