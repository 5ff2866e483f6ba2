from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "installer" / "requirements.lock"


def declared() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]


def locked() -> list[tuple[Requirement, Version, int]]:
    """Each locked requirement with its version and the number of its hashes."""
    found = []
    for entry in re.split(r"\n(?=\S)", LOCK.read_text().replace("\\\n", " ")):
        if entry.startswith("#") or not entry.strip():
            continue
        line = entry.split(" --hash=", 1)[0].strip()
        requirement = Requirement(line)
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        found.append((requirement, Version(pin.version), entry.count("--hash=sha256:")))
    return found


def test_the_lock_names_no_host() -> None:
    text = LOCK.read_text()
    assert "://" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


def test_everything_locked_has_a_hash() -> None:
    entries = locked()
    assert len(entries) > 30
    assert [str(requirement) for requirement, _, hashes in entries if hashes == 0] == []


@pytest.mark.parametrize("requirement", declared(), ids=str)
def test_the_lock_satisfies_what_is_declared(requirement: Requirement) -> None:
    python = {"python_version": "3.12", "python_full_version": "3.12.0"}
    if requirement.marker and not requirement.marker.evaluate(python):
        python = {"python_version": "3.11", "python_full_version": "3.11.0"}
    versions = [
        version
        for other, version, _ in locked()
        if canonicalize_name(other.name) == canonicalize_name(requirement.name)
        and (other.marker is None or other.marker.evaluate(python))
    ]
    assert len(versions) == 1
    assert versions[0] in requirement.specifier


def test_every_dependency_has_a_lower_bound_and_the_fault_of_the_qt_binding_is_kept_out() -> None:
    for requirement in declared():
        if not requirement.name.startswith("types-"):
            assert any(one.operator == ">=" for one in requirement.specifier), requirement
    qt = [one for one in declared() if one.name == "PySide6-Essentials"]
    on_311 = [one for one in qt if one.marker and one.marker.evaluate({"python_version": "3.11"})]
    assert len(on_311) == 1
    assert Version("6.12.0") not in on_311[0].specifier


def test_every_dependency_and_no_other_is_explained() -> None:
    table = (ROOT / "docs" / "dependencies.md").read_text()
    explained = {canonicalize_name(name) for name in re.findall(r"^\| `([\w.-]+)`", table, flags=re.MULTILINE)}
    assert explained == {canonicalize_name(requirement.name) for requirement in declared()}
