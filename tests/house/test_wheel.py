from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import resources

ROOT = Path(__file__).parents[2]
SOURCES = ("joint_plan", "ui", "resources", "pyproject.toml", "README.md", "LICENSE", "NOTICES.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    (folder / "source").mkdir()
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / "source" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / "source" / name)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-index"]
    build += ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(folder / "source")]
    subprocess.run(build, check=True)
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_the_wheel_holds_every_shipped_file(wheel: Path) -> None:
    def files(root: Path) -> set[str]:
        found = (file.relative_to(root).as_posix() for file in (root / "resources").rglob("*") if file.is_file())
        return {name for name in found if "__pycache__" not in name}

    assert files(wheel) == files(ROOT)


def test_the_door_opens_from_the_wheel(wheel: Path) -> None:
    code = "import resources; print(resources.__file__); print(resources.fonts() + resources.icons())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=wheel,
        env={"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    place, names = done.stdout.splitlines()
    assert Path(place).is_relative_to(wheel)
    assert names == str(resources.fonts() + resources.icons())


def test_the_wheel_brings_no_other_top_level_name(wheel: Path) -> None:
    names = {entry.name for entry in wheel.iterdir() if not entry.name.endswith(".dist-info")}
    assert names <= {"joint_plan", "ui", "resources"}
    assert {"joint_plan", "resources"} <= names


def test_licence_and_notices_travel_along(wheel: Path) -> None:
    names = {file.name for file in wheel.glob("*.dist-info/licenses/*")}
    assert names == {"LICENSE", "NOTICES.md"}
