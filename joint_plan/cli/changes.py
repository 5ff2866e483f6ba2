"""A comparison as text: what differs between two states of a plan, by section and item."""

from collections.abc import Iterator

from joint_plan.base.texts import _
from joint_plan.plan.sections import section
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.comparison import FieldChange, ItemChange, compare


def changes(old: PlanView, new: PlanView) -> Iterator[str]:
    """The lines to print."""
    found = compare(old, new)
    if not found:
        yield _("Nothing differs.")
    last = ""
    for item in found:
        if item.section != last:
            yield _(section(item.section).title)
            last = item.section
        yield f"  {_headline(item)}"
        if item.kind == "changed":
            yield from (f"    {_field(change)}" for change in item.fields)


def _headline(item: ItemChange) -> str:
    name = _joined(item.code, item.title) if item.code != item.title else _joined(item.type, item.title)
    if item.kind == "added":
        return _("{item}: added").format(item=name)
    return _("{item}: removed").format(item=name) if item.kind == "removed" else name


def _field(change: FieldChange) -> str:
    empty = _("(empty)")
    return f"{change.label}: {_brief(change.before) or empty} → {_brief(change.after) or empty}"


def _brief(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 200 else line[:199] + "…"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
