"""Reading records from a JSON file that anyone may have written: whatever is wrong with it is one line."""

import json
from pathlib import Path
from typing import Any, NoReturn

from joint_plan.base.cleaning import clean_text
from joint_plan.base.errors import FieldError, PlanError
from joint_plan.base.texts import _
from joint_plan.plan.kinds import Document, Text
from joint_plan.plan.record import all_specs
from joint_plan.plan.values import Json

LARGEST_FILE = 200_000_000
"""Bytes. The largest plans have some megabytes, with all their versions."""

_DEEPEST = 32
_LONGEST_KEY = 200
_LONGEST_NUMBER = 60


def read_records(path: Path) -> Json:
    """The JSON value in a file.

    Raises:
        PlanError: it cannot be read, or is not JSON that says exactly one thing (a name twice in one object, NaN,
            half a character, nested without end).
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as fault:
        raise PlanError(_("{name} cannot be read: {reason}.").format(name=path, reason=fault.strerror)) from fault
    if len(content) > LARGEST_FILE:
        raise PlanError(_("{name} is too large for a plan.").format(name=path))
    try:
        return parse_records(content)
    except PlanError as fault:
        raise PlanError(f"{path}: {fault}") from fault


def parse_records(content: bytes) -> Json:
    """The JSON value in these bytes.

    Raises:
        PlanError: as for `read_records`, without the file's name.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise PlanError(_("not UTF-8 text (byte {place}).").format(place=fault.start + 1)) from fault
    try:
        value: Json = json.loads(
            text, object_pairs_hook=_object, parse_constant=_not_a_number, parse_int=_whole, parse_float=_number
        )
    except json.JSONDecodeError as fault:
        raise PlanError(
            _("not JSON: {reason}, line {line}, column {column}.").format(
                reason=fault.msg, line=fault.lineno, column=fault.colno
            )
        ) from fault
    except RecursionError as fault:
        raise PlanError(_("nested too deeply for a plan.")) from fault
    _check_shape(value)
    return value


def dropped_characters(data: Json) -> tuple[str, ...]:
    """The places of texts in which control characters stand, such as `Sla[2].obligation`; a plan is kept without."""
    found: list[str] = []
    records = data.get("records") if isinstance(data, dict) else None
    for spec in all_specs():
        rows = records.get(spec.name) if isinstance(records, dict) else None
        texts = [
            column.name
            for column in spec.columns
            if isinstance(column.kind, Text) and not isinstance(column.kind, Document)
        ]
        for number, row in enumerate(rows if isinstance(rows, list) else []):
            held = row if isinstance(row, dict) else {}
            found += [f"{spec.name}[{number}].{name}" for name in texts if _is_unclean(held.get(name))]
    return tuple(found)


def _is_unclean(value: Json) -> bool:
    try:
        return isinstance(value, str) and clean_text(value)[1]
    except FieldError:
        return False  # Too long: refused with its own message.


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if len(name) > _LONGEST_KEY:
            raise PlanError(_("the name “{name}” is too long.").format(name=f"{name[:40]}…"))
        if name in found:
            raise PlanError(_("the name “{name}” stands twice in one object.").format(name=name))
        found[name] = value
    return found


def _not_a_number(word: str) -> NoReturn:
    raise PlanError(_("{word} is not a number.").format(word=word))


def _whole(digits: str) -> int:
    return int(_short(digits))


def _number(digits: str) -> float:
    # Fields refuse it, each with its place: exact numbers are texts.
    return float(_short(digits))


def _short(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        raise PlanError(_("the number {digits} has too many digits.").format(digits=f"{digits[:20]}…"))
    return digits


def _check_shape(value: Json) -> None:
    """No deeper than a plan can be, and nothing that is not text: half of a pair of surrogates can be said in JSON."""
    level: list[Json] = [value]
    for _depth in range(_DEEPEST):
        inner: list[Json] = []
        for item in level:
            if isinstance(item, dict):
                inner += [*item.keys(), *item.values()]
            elif isinstance(item, list):
                inner += item
            elif isinstance(item, str) and not _is_text(item):
                raise PlanError(_("a text has half a character in it (a surrogate without its partner)."))
        if not inner:
            return
        level = inner
    raise PlanError(_("nested too deeply for a plan."))


def _is_text(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
