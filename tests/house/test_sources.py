from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 500


def test_no_source_file_is_too_long_to_read() -> None:
    folders = ("joint_plan", "ui", "resources", "tests", "installer")
    lines = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for folder in folders
        for file in (ROOT / folder).rglob("*.py")
    }
    assert len(lines) > 10
    assert {name: count for name, count in lines.items() if count > LONGEST} == {}
