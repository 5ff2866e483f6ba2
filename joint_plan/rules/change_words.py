"""A comparison in the words that the command line, the window, the papers and the sheet all use."""

from collections.abc import Iterable
from dataclasses import dataclass

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.sections import section
from joint_plan.rules.comparison import FieldChange, ItemChange


@dataclass(frozen=True, slots=True)
class ToldItem:
    """One record that differs: what it is called and what became of it; its fields where it was there before and is."""

    change: ItemChange
    headline: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ToldSection:
    """What differs in one section."""

    key: str
    title: str
    items: tuple[ToldItem, ...]


def told(changes: Iterable[ItemChange]) -> tuple[ToldSection, ...]:
    """The changes by section and item, in the order of the walk."""
    by_section: dict[str, list[ToldItem]] = {}
    for change in changes:
        fields = change.fields if change.kind == "changed" else ()
        by_section.setdefault(change.section, []).append(ToldItem(change, headline(change), fields))
    return tuple(ToldSection(key, _(section(key).title), tuple(items)) for key, items in by_section.items())


def headline(change: ItemChange) -> str:
    """What an item is called and what became of it: "SLA-06 call back: added"."""
    if change.code and change.code != change.title:
        name = f"{change.code} {change.title}"
    else:
        name = " ".join(dict.fromkeys(part for part in (change.type, change.title) if part))
    if change.within:
        name = _("{item}, {row}").format(item=change.within, row=name)
    if change.kind == "added":
        return _("{item}: added").format(item=name)
    return _("{item}: removed").format(item=name) if change.kind == "removed" else name


def field_words(change: FieldChange) -> str:
    """One field in a line: "Time limit: 24 hours → 4 hours"."""
    return _("{field}: {before} → {after}").format(
        field=change.label, before=value_words(change.before), after=value_words(change.after)
    )


def value_words(words: str) -> str:
    """A value of a comparison; an empty one says so."""
    return words or _("(empty)")


def counts_words(changes: Iterable[ItemChange]) -> str:
    """How much differs: "2 new, 1 changed, 1 removed"; "" for nothing."""
    kinds = [change.kind for change in changes]
    counted = (
        (kinds.count("added"), ngettext("{n} new", "{n} new", kinds.count("added"))),
        (kinds.count("changed"), ngettext("{n} changed", "{n} changed", kinds.count("changed"))),
        (kinds.count("removed"), ngettext("{n} removed", "{n} removed", kinds.count("removed"))),
    )
    return ", ".join(words.format(n=number) for number, words in counted if number)
