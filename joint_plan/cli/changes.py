"""A comparison as text: what differs between two states of a plan, by section and item."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from joint_plan.base.texts import _
from joint_plan.rules.change_words import field_words, told
from joint_plan.rules.comparison import FieldChange, ItemChange

_LONGEST = 200


def changes(found: Iterable[ItemChange]) -> Iterator[str]:
    """The lines to print."""
    sections = told(found)
    if not sections:
        yield _("Nothing differs.")
    for section in sections:
        yield section.title
        for item in section.items:
            yield f"  {item.headline}"
            yield from (f"    {field_words(_brief(change))}" for change in item.fields)


def _brief(change: FieldChange) -> FieldChange:
    return replace(change, before=_line(change.before), after=_line(change.after))


def _line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
