"""Finding across the plan: what people typed, and what records refer to by name.

Answers that are not revealed are never searched: that something is found would give them away. Private texts are
searched only where that is asked for, because others may look on.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.plan.fields import TEAMS
from joint_plan.plan.kinds import Choice, Document, Ref, Text
from joint_plan.plan.record import Record, RecordSpec, all_specs, key_of
from joint_plan.plan.snapshot import Snapshot
from joint_plan.rules.names import called, label_of, shown
from joint_plan.rules.public import is_private

_PROGRAM_S_OWN = {"Version", "Assent", "Signature"}
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart, and what people type for them."""
_AROUND = 30
"""Characters of a text that are shown before what was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """One text that can be found: where it stands, and the text itself."""

    label: str
    text: str
    folded: str
    private: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found.

    Attributes:
        key: the record, `Type:id`; for a row within another record, that record.
        label: the field in which it was found, "" where it is the title.
        excerpt: the text around what was found, in one line.
        private: whether what was found is the facilitator's alone.
    """

    key: str
    section: str
    code: str
    title: str
    label: str
    excerpt: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    section: str
    code: str
    title: str
    titled: str
    places: tuple[Place, ...]


def search(view: Snapshot, words: str, *, private: bool = False, most: int = 200) -> tuple[Hit, ...]:
    """The records in which every one of the words stands, those named by them first, then in order of the walk.

    Case and accents do not matter. A word may stand in any text of the record, and in the names of what it refers to.
    """
    wanted = folded(words).split()
    if not wanted:
        return ()
    hits = [_hit(entry, wanted, private=private) for entry in view.derived(_index)]
    found: dict[str, Hit] = {}
    for hit in sorted((hit for hit in hits if hit is not None), key=lambda hit: bool(hit.label)):
        found.setdefault(hit.key, hit)
    return tuple(found.values())[:most]


def folded(text: str) -> str:
    """A text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)


def _hit(entry: _Entry, wanted: list[str], *, private: bool) -> Hit | None:
    if all(word in entry.titled for word in wanted):
        return Hit(entry.key, entry.section, entry.code, entry.title, "", "")
    places = [place for place in entry.places if private or not place.private]
    if not all(word in entry.titled or any(word in place.folded for place in places) for word in wanted):
        return None
    # The title is shown anyway: what it does not say is more telling.
    unsaid = [word for word in wanted if word not in entry.titled]
    best = max(places, key=lambda place: sum(word in place.folded for word in unsaid))
    excerpt = _excerpt(best, wanted)
    return Hit(entry.key, entry.section, entry.code, entry.title, best.label, excerpt, best.private)


def _excerpt(place: Place, wanted: list[str]) -> str:
    """The text from a little before the first word found; folding may move letters a little, which does no harm."""
    found = [at for at in (place.folded.find(word) for word in wanted) if at >= 0]
    start = max(0, min(found, default=0) - _AROUND)
    if start:
        start = place.text.find(" ", start) + 1 or start
    line = " ".join(place.text[start : start + 160].split())
    return f"… {line}" if start else line


def _index(view: Snapshot) -> tuple[_Entry, ...]:
    specs = [spec for spec in all_specs() if spec.name not in _PROGRAM_S_OWN]
    return tuple(_entry(view, spec, item) for spec in specs for item in view.all(spec.type))


def _entry(view: Snapshot, spec: RecordSpec, item: Record) -> _Entry:
    parent = spec.by_column[spec.within].kind if spec.within else None
    key = f"{parent.target}:{getattr(item, spec.within)}" if isinstance(parent, Ref) else key_of(item)
    # A private record is found by its texts alone: it has no title that others may read.
    title = "" if is_private(item) else called(view, item)
    places = tuple(_places(view, spec, item))
    return _Entry(key, spec.section, item.code, title, folded(f"{item.code} {title}"), places)


def _places(view: Snapshot, spec: RecordSpec, item: Record) -> Iterator[Place]:
    hidden = is_private(item)
    for column in spec.columns:
        kind = column.kind
        if isinstance(kind, Document) or not isinstance(kind, Text | Choice | Ref) or column.name == spec.within:
            continue
        if column.part in TEAMS and not getattr(item, column.field.name).revealed:
            continue
        text = shown(view, item, column)
        if text:
            yield Place(label_of(view, column), text, folded(text), hidden or column.field.private)
