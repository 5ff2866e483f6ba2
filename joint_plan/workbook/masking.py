"""What the history may say of blind answers that are not revealed, and of what is private: nothing of their values."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from joint_plan.base.texts import _
from joint_plan.plan.deltas import Delta, Values
from joint_plan.plan.fields import Column
from joint_plan.plan.kinds import AnyRef, Ref
from joint_plan.plan.record import column_value, spec_of, title_of, with_columns
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.public import is_private

_HIDDEN = "…"
_LONGEST = 80


def label_in_words(label: str, args: Mapping[str, str], deltas: Iterable[Delta], snapshot: Snapshot) -> str:
    """An entry's label in the language in use, without hidden answers and without what is private."""
    hidden = _hidden_words(deltas, snapshot)
    shown = {name: _HIDDEN if value in hidden else value for name, value in args.items()}
    translated = _(label)
    try:
        return translated.format(**shown)
    except (LookupError, ValueError, AttributeError):
        # A label from a file of another version may have places that nothing fills.
        return translated


def args_kept(args: Mapping[str, object]) -> dict[str, str]:
    """The texts of a label as the journal keeps them: the first line, not too long."""
    kept: dict[str, str] = {}
    for name, value in args.items():
        first = str(value).strip().split("\n", 1)[0]
        kept[name] = first if len(first) <= _LONGEST else first[: _LONGEST - 1] + "…"
    return kept


def without_hidden(delta: Delta, snapshot: Snapshot) -> Delta:
    """The delta without the columns of answers that are still blind, and of what is private."""
    hidden = {column.name for column in _hidden_columns(delta, snapshot)}
    return replace(delta, before=_left(delta.before, hidden), after=_left(delta.after, hidden)) if hidden else delta


def _left(values: Values | None, hidden: set[str]) -> Values | None:
    return None if values is None else {name: value for name, value in values.items() if name not in hidden}


def _hidden_columns(delta: Delta, snapshot: Snapshot) -> list[Column]:
    touched = {*(delta.before or ()), *(delta.after or ())}
    private = _is_private(delta, snapshot)
    return [
        column
        for column in spec_of(delta.type).columns
        if column.name in touched
        and (private or column.field.private or (column.blind and not _revealed(delta, column, snapshot)))
    ]


def _is_private(delta: Delta, snapshot: Snapshot) -> bool:
    """Whether the record is the facilitator's alone, or was before this change or is after it."""
    spec = spec_of(delta.type)
    held = snapshot.table(delta.type).rows.get(delta.id)
    if held is None:
        if delta.before is not None and delta.after is not None:
            # The record is gone, and this change says only a part of it: whether it was private is not known.
            return spec.private or bool(spec.private_when)
        held = spec.type(id=delta.id)
    return any(is_private(with_columns(held, values or {})) for values in (None, delta.before, delta.after))


def _revealed(delta: Delta, column: Column, snapshot: Snapshot) -> bool:
    held = snapshot.table(delta.type).rows.get(delta.id)
    if held is not None:
        return bool(getattr(held, column.field.name).revealed)
    # The record is gone: what counts is how it was when it went.
    name = f"{column.field.name}_revealed"
    return delta.after is None and bool((delta.before or {}).get(name))


def _hidden_words(deltas: Iterable[Delta], snapshot: Snapshot) -> set[str]:
    """Every way in which a label might give a hidden answer away."""
    words: set[str] = set()
    for delta in deltas:
        for column in _hidden_columns(delta, snapshot):
            answers = [(delta.before or {}).get(column.name), (delta.after or {}).get(column.name)]
            held = snapshot.table(delta.type).rows.get(delta.id)
            if held is not None:
                answers.append(column_value(held, column))
            for answer in answers:
                if answer is not None:
                    words |= _words_for(column, answer, snapshot)
    return words


def _words_for(column: Column, answer: Any, snapshot: Snapshot) -> set[str]:  # noqa: ANN401  values of any field
    kind = column.kind
    words = {str(answer), kind.show(answer)} - {""}
    if isinstance(kind, Ref) and not isinstance(kind, AnyRef):
        named = snapshot.table(kind.target).rows.get(str(answer))
        if named is not None:
            words.add(title_of(named))
    return {kept for word in words for kept in args_kept({"": word}).values()}
