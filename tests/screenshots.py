"""Pictures of every page, into build/screenshots: `python -m tests.screenshots [page ...] [--plan stress] ...`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

FOLDER = Path(__file__).parents[1] / "build" / "screenshots"
SIZES = ((1366, 768), (1920, 1080))


@dataclass(frozen=True)
class Options:
    """What is shot: which plan, in which state, under which names."""

    pages: tuple[str, ...] = ()
    plan: str = "sample"
    state: str = "as it is"
    teams: tuple[str, ...] = ()
    parts: bool = False

    @property
    def suffix(self) -> str:
        """What pictures of anything but the sample as it is have in their names."""
        words = [self.plan if self.plan != "sample" else "", self.state if self.state != "as it is" else ""]
        return "".join(f"-{word}" for word in (*words, *self.teams[:1]) if word).lower()


def main(arguments: list[str]) -> None:
    """Render the start page and every section, light and dark, at both sizes."""
    from PySide6.QtCore import QSettings
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ui import theme
    from ui.sections import walk
    from ui.window import MainWindow

    options = _options(arguments)
    wanted = options.pages
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
                    _open(window, options, Path(folder) / f"{scheme.value}-{width}.jplan")
                assert window.view is not None
                for section in walk(window.view.document.plan):
                    if wanted and section.key not in wanted:
                        continue
                    window.view.show_section(section.key)
                    QTest.qWait(150)
                    for part in _parts(window, shown=options.parts):
                        _shoot(window, f"{section.key}{part}{options.suffix}", scheme.value, width)
                if not wanted or "wall" in wanted:
                    _shoot_wall(window, options, scheme.value, (width, height))
                if (not wanted or "versions" in wanted) and options.plan == "sample":
                    _make_version(window)
                    window.do("versions")
                    _shoot(window, "versions", scheme.value, width)
        window.close()


def _options(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(description="Pictures of the pages, into build/screenshots.")
    parser.add_argument("pages", nargs="*", help="keys of sections, start, wall, versions; all by default")
    parser.add_argument("--plan", choices=("sample", "stress"), default="sample")
    parser.add_argument("--state", choices=("as it is", "before", "after"), default="as it is", help="of the reveals")
    parser.add_argument("--teams", nargs=2, default=(), metavar="NAME", help="such as Growth Field")
    parser.add_argument("--parts", action="store_true", help="every part of a page, not only the first")
    found = parser.parse_args(arguments)
    return Options(tuple(found.pages), found.plan, found.state, tuple(found.teams), found.parts)


def _open(window: MainWindow, options: Options, path: Path) -> None:
    from joint_plan.plan.fields import TEAMS
    from joint_plan.plan.record import spec_of
    from joint_plan.plan.session import Team
    from joint_plan.workbook import Workbook
    from tests.stress_plan import stress_plan
    from ui.document import Document

    if options.plan == "stress":
        window.show_document(Document(Workbook.create(path, stress_plan()), window))
    else:
        window.create_plan(path, "sample")
    document = window.document
    assert document is not None
    with document.edit("As asked for") as edit:
        for team, name in zip(TEAMS, options.teams, strict=False):
            held = document.plan.get(Team, team)
            assert held is not None
            edit.set(held, name=name, short_name=name[:6])
        for item in document.plan:
            pairs = [field.name for field in spec_of(item).fields if field.pair]
            if pairs and options.state != "as it is":
                edit.set(item, **{f"{name}_revealed": options.state == "after" for name in pairs})
    window.toasts.hide()


def _parts(window: MainWindow, *, shown: bool) -> Iterator[str]:
    """Show the parts of a page one after the other: what each adds to the picture's name."""
    from PySide6.QtTest import QTest

    from ui.parts.segmented import Segmented

    assert window.view is not None
    switches = window.view.page_shown.findChildren(Segmented) if shown else []
    if not switches:
        yield ""
        return
    for key, segment in list(switches[0].segments.items()):
        segment.click()
        QTest.qWait(100)
        yield f"-{key}"


def _shoot_wall(window: MainWindow, options: Options, scheme: str, size: tuple[int, int]) -> None:
    """The first page of each kind that the wall has for the plan, and its cards."""
    from tests.wall.pictures import scenes
    from ui.wall.view import WallView

    assert window.document is not None
    view = WallView()
    view.resize(*size)
    seen = set()
    for _name, scene in scenes(window.document.plan):
        kind = f"{scene.card}{scene.count if scene.count >= 0 else ''}" or scene.subject.kind
        kind += f"-{scene.subject.key.partition(':')[0].lower()}" if kind == "record" else ""
        if kind not in seen:
            seen.add(kind)
            view.show_scene(scene)
            _shoot(view, f"wall-{kind}{options.suffix}", scheme, size[0])


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
