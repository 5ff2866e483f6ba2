"""What has changed since the version before, as a section of the record, in the words of every comparison."""

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer

from joint_plan.base.texts import _
from joint_plan.reports import model as report
from joint_plan.reports.pdf.blocks import hairline, head, labelled_text, section_head, warning
from joint_plan.reports.pdf.style import ITEM
from joint_plan.reports.pdf.texts import paragraph
from joint_plan.rules.change_words import value_words


def changes_blocks(model: report.ReportModel, width: float) -> list[Flowable]:
    """The section, on a page of its own; nothing where there is no version before."""
    changes = model.changes
    if changes is None:
        return []
    purpose = _("What is new, what is gone, and what reads otherwise: before → now.")
    story: list[Flowable] = [PageBreak(), *section_head(changes.title, purpose, changes.counts, "changes", width)]
    if changes.fault:
        return [*story, warning(changes.fault)]
    for section in changes.sections:
        story += head(section.title)
        for item in section.items:
            name = paragraph(item.headline, ITEM)
            name.keepWithNext = bool(item.fields)
            story += [CondPageBreak(14 * mm), name]
            for field in item.fields:
                words = f"{value_words(field.before)} → {value_words(field.after)}"
                story += labelled_text(field.label, words, width)
            story += [Spacer(0, 2), hairline(2, 4)]
    return story
