"""A preview in words: the same for the command line and the window."""

from collections.abc import Iterable, Iterator

from joint_plan.base.texts import _, ngettext
from joint_plan.exchange.preview import BadCell, FieldLine, Line, Preview
from joint_plan.plan.sections import section
from joint_plan.rules.change_words import field_words, value_words
from joint_plan.rules.comparison import FieldChange

_LONGEST = 200


def brief(words: str) -> str:
    """Words on one line, not long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def counts(preview: Preview) -> str:
    """How much differs: "2 new, 3 changed, 1 missing, 1 to decide"; "" for nothing."""
    kinds = [line.kind for line in preview.lines]
    new, changed, missing = (kinds.count(kind) for kind in ("added", "changed", "missing"))
    conflicts, bad = len(preview.conflicting), len(preview.bad)
    counted = (
        (new, ngettext("{n} new", "{n} new", new)),
        (changed, ngettext("{n} changed", "{n} changed", changed)),
        (missing, ngettext("{n} missing", "{n} missing", missing)),
        (conflicts, ngettext("{n} to decide", "{n} to decide", conflicts)),
        (bad, ngettext("{n} cell that cannot be taken", "{n} cells that cannot be taken", bad)),
    )
    return ", ".join(words.format(n=number) for number, words in counted if number)


def nothing_words(preview: Preview) -> str:
    """What is said of a workbook without a change."""
    return _("{book} says nothing that the plan does not say already.").format(book=preview.book)


def line_words(line: Line) -> str:
    """What a row is called and what became of it."""
    if line.kind == "added":
        return _("{item}: new").format(item=brief(line.headline))
    if line.kind == "missing":
        return _("{item}: not in the workbook any more").format(item=brief(line.headline))
    return brief(line.headline)


def remark(line: Line) -> str:
    """What should be known before a row is accepted; "" for nothing."""
    deletion = _("Ticked, it is deleted from the plan.") if line.kind == "missing" else ""
    return "\n".join(part for part in (deletion, line.warning) if part)


def field_line(line: Line, one: FieldLine) -> str:
    """One field: "Time limit: 24 hours → 4 hours"; of a new row its value alone."""
    if line.kind == "added":
        return _("{field}: {value}").format(field=one.label, value=value_words(brief(one.after)))
    return field_words(FieldChange(one.label, brief(one.before), brief(one.after)))


def conflict_words(one: FieldLine) -> str:
    """Why somebody has to decide; "" where nobody has to."""
    if not one.conflicting:
        return ""
    if one.reason:
        return one.reason
    if not one.exported:
        return _("Changed in the plan too: it was empty at the export.")
    return _("Changed in the plan too: it was “{before}” at the export.").format(before=brief(one.exported))


def bad_words(bad: BadCell) -> str:
    """Where a cell stands and why it cannot be taken: "SLAs, cell F7 (SLA-06, Time limit): “soon” is not a number."."""
    return _("{sheet}, cell {cell} ({row}, {field}): {reason}").format(
        sheet=bad.sheet, cell=bad.cell, row=brief(bad.row), field=bad.label, reason=bad.reason
    )


def by_section(lines: Iterable[Line]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """The lines under the titles of their sections, in order."""
    every = tuple(lines)
    for key in dict.fromkeys(line.section for line in every):
        yield _(section(key).title), tuple(line for line in every if line.section == key)


def told(preview: Preview) -> Iterator[str]:
    """The whole preview as lines of text."""
    yield counts(preview) or nothing_words(preview)
    for title, lines in by_section(preview.lines):
        yield title
        for line in lines:
            yield f"  {line_words(line)}" + (f" ({line.place})" if line.place else "")
            for one in line.fields:
                yield f"    {field_line(line, one)}"
                if one.conflicting:
                    yield f"      {conflict_words(one)}"
            if line.warning:
                yield f"    {line.warning}"
    if preview.bad:
        yield _("Cells that cannot be taken")
        yield from (f"  {bad_words(bad)}" for bad in preview.bad)
    if preview.notes:
        yield _("Besides")
        yield from (f"  {note}" for note in preview.notes)
