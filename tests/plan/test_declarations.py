"""Every declared field holds what forms, sheets and files rely on."""

import ast
import dataclasses
import inspect
from pathlib import Path

import pytest

import joint_plan
import joint_plan.plan.types  # the registry is complete once this is imported
from joint_plan.plan.kinds import AnyRef, Choice, Ref, Several
from joint_plan.plan.record import RecordSpec, all_specs, checked, column_from_json, column_json, column_value
from joint_plan.plan.sections import SECTIONS

SPECS = {spec.name: spec for spec in all_specs()}


@pytest.fixture(params=sorted(SPECS))
def spec(request: pytest.FixtureRequest) -> RecordSpec:
    return SPECS[request.param]


def test_every_record_has_words_a_section_and_a_docstring(spec: RecordSpec) -> None:
    assert spec.label
    assert spec.plural
    assert spec.section in {section.key for section in SECTIONS}
    assert inspect.getdoc(spec.type)
    assert not spec.title or spec.title in {field.name for field in spec.fields}
    assert not spec.within or spec.field(spec.within)


def test_every_field_has_a_label_and_choices_have_labels(spec: RecordSpec) -> None:
    for field in spec.fields:
        assert field.label.strip()
        assert not (field.private and field.material), "a private field is never material"
        assert not field.unit or spec.field(field.unit)
        if isinstance(field.kind, Choice | Several):
            assert field.kind.choices
            assert all(key == key.lower() and label for key, label in field.kind.choices)


def test_no_more_than_ten_fields_are_for_the_room(spec: RecordSpec) -> None:
    assert sum(field.room for field in spec.fields) <= 10


def test_defaults_pass_their_own_checks_and_come_back_from_json(spec: RecordSpec) -> None:
    empty = spec.type(id="x")
    for column in spec.columns:
        value = column_value(empty, column)
        assert column_from_json(column, column_json(column, value)) == value
    if not any(field.required for field in spec.fields):
        assert checked(empty) == empty


def test_references_name_record_types(spec: RecordSpec) -> None:
    for column in spec.columns:
        if isinstance(column.kind, Ref) and not isinstance(column.kind, AnyRef):
            assert column.kind.target in SPECS


def test_records_are_frozen(spec: RecordSpec) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.type(id="x").id = "y"  # type: ignore[misc]  # the point of the test


def test_no_float_stands_in_the_way_of_money() -> None:
    package = Path(inspect.getfile(joint_plan)).parent
    for path in (package / "plan").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), path
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
            assert not called, path
