"""Files that are not opened, and files that are opened for reading only: each with a sentence, none changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.workbook import Workbook, copy_plan, read_plan
from joint_plan.workbook.schema import VERSION, user_version
from tests.workbook.plans import rename, stage_names


def random_bytes(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def short_text(path: Path) -> None:
    path.write_text("hello", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.commit()
    connection.close()


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def only_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def cut_inside_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def newer_major(path: Path) -> None:
    write_version(path, (VERSION[0] + 1, 0))


def overwritten_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = 4096
    for number in range(3, len(content) // page, 3):
        content[number * page : number * page + page] = b"\xaa" * page
    path.write_bytes(content)


def other_journal_mode(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def without_tables(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE change")
    connection.commit()
    connection.close()


def write_version(path: Path, version: tuple[int, int]) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {user_version(version)}")
    connection.commit()
    connection.close()


REFUSED = [
    (random_bytes, "autumn.jplan is not a Joint Plan file."),
    (short_text, "autumn.jplan is not a Joint Plan file."),
    (empty, "autumn.jplan is empty; it is not a Joint Plan file."),
    (foreign, "autumn.jplan is a database of another program, not a Joint Plan file."),
    (half, "autumn.jplan is cut short"),
    (only_the_header, "autumn.jplan is cut short"),
    (cut_inside_the_header, "autumn.jplan is not a Joint Plan file."),
    (newer_major, "autumn.jplan was made by a newer version of Joint Plan."),
    (overwritten_pages, "autumn.jplan is damaged."),
    (without_tables, "autumn.jplan is damaged."),
    (other_journal_mode, "autumn.jplan was altered by another program"),
]


@pytest.mark.parametrize(("spoil", "words"), REFUSED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_cannot_be_opened_is_refused_in_one_line_and_stays(
    spoil: Callable[[Path], None], words: str, path: Path, tmp_path: Path
) -> None:
    spoil(path)
    content, files = path.read_bytes(), sorted(tmp_path.iterdir())

    for action in (Workbook.open, read_plan, lambda file: copy_plan(file, tmp_path / "copy.jplan")):
        with pytest.raises(PlanError) as fault:
            action(path)
        assert words in str(fault.value)
        assert "\n" not in str(fault.value)

    assert path.read_bytes() == content
    assert sorted(tmp_path.iterdir()) == files


def test_what_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for action in (Workbook.open, read_plan):
        with pytest.raises(PlanError, match=r"There is no file .*none\.jplan"):
            action(tmp_path / "none.jplan")
        with pytest.raises(PlanError, match="is a folder, not a plan"):
            action(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_newer_minor_version_opens_for_reading(path: Path) -> None:
    write_version(path, (VERSION[0], VERSION[1] + 1))
    content = path.read_bytes()
    with Workbook.open(path) as workbook:
        assert workbook.read_only
        assert "newer version" in workbook.read_only_because
        assert stage_names(workbook.snapshot())[0] == "Notice"
        with pytest.raises(PlanError, match="for reading only"):
            rename(workbook, "notice", "Other")
        with pytest.raises(PlanError, match="for reading only"):
            workbook.undo()
        with pytest.raises(PlanError, match="for reading only"):
            workbook.keep_pending("Stage:notice", "name", "x")
    assert path.read_bytes() == content


def test_reading_leaves_no_trace(path: Path, tmp_path: Path) -> None:
    content, changed = path.read_bytes(), path.stat().st_mtime_ns
    read_plan(path)
    with Workbook.open(path, read_only=True) as workbook:
        assert "read along" in workbook.read_only_because
    assert path.read_bytes() == content
    assert path.stat().st_mtime_ns == changed
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "change", ["met_share = '2.5'", "time_limit = 'NaN'", "starts_on = 'soon'", "obligation = x'00'"]
)
def test_a_value_that_cannot_be_is_named(change: str, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE sla SET {change}")
    connection.commit()
    connection.close()
    content = path.read_bytes()
    for action in (Workbook.open, read_plan):
        with pytest.raises(PlanError, match="Sla s1 holds a value that cannot be"):
            action(path)
    assert path.read_bytes() == content


@contextmanager
def nobody(*above: Path) -> Iterator[None]:
    """Without the rights of root, which may write anywhere; the folders above the plan let everybody through."""
    if os.geteuid() != 0:
        yield
        return
    modes = {folder: stat.S_IMODE(folder.stat().st_mode) for folder in above}
    for folder, mode in modes.items():
        folder.chmod(mode | 0o011)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        for folder, mode in modes.items():
            folder.chmod(mode)


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
@pytest.mark.parametrize("closed", ["folder", "file"])
def test_without_the_right_to_write_it_opens_for_reading(
    closed: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, folder = tmp_path / "home", tmp_path / "given"
    for made in (home, folder):
        made.mkdir()
        made.chmod(0o777)
    for name in ("STATE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home))
    plan = Path(shutil.copy(path, folder / "plan.jplan"))
    plan.chmod(0o444 if closed == "file" else 0o666)
    folder.chmod(0o777 if closed == "file" else 0o555)

    with nobody(*(parent for parent in folder.parents if parent.stat().st_uid == os.geteuid())):
        assert stage_names(read_plan(plan))[0] == "Notice"
        with Workbook.open(plan) as workbook:
            because = "The file or its folder is read-only. Save a copy to change it."
            assert workbook.read_only_because == because
            with pytest.raises(PlanError, match=because):
                rename(workbook, "notice", "Other")
        with pytest.raises(PlanError, match="Cannot write in"):
            copy_plan(plan, Path("/autumn.jplan"))

    assert plan.read_bytes() == path.read_bytes()
    folder.chmod(0o777)
