"""How the record ends: open points, what is not in this version, reservations as they were said, and who signs."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from joint_plan.base.texts import _
from joint_plan.reports import model as report
from joint_plan.reports.pdf.blocks import flat_table, hairline, head, labelled, labelled_text, section_head
from joint_plan.reports.pdf.shapes import shape
from joint_plan.reports.pdf.style import BODY, HAIRLINE, INK, MUTED_SMALL, SMALL, SMALL_STRONG, STRONG
from joint_plan.reports.pdf.texts import paragraph, paragraphs, pieces_of
from joint_plan.rules.change_words import value_words

_Text = tuple[str, ParagraphStyle]


def closing_blocks(model: report.ReportModel, width: float) -> list[Flowable]:
    """The last pages, on a page of their own."""
    title, purpose = _("Open points and sign-off"), _("What is agreed, what is not, and who signs.")
    story: list[Flowable] = [PageBreak(), *section_head(title, purpose, _code(model), "sign-off", width)]
    for title, rows in ((_("Open points"), model.open_points), (_("Not in this version"), model.parked)):
        if rows:
            story += head(title, str(len(rows)))
            story += [part for row in rows for part in _point(row, width)]
    if model.reservations:
        story += head(_("Reservations and objections, as they were said"), str(len(model.reservations)))
        for row, stance in model.reservations:
            said = (f"{stance.team.name}: {stance.word}", SMALL)
            item = (" ".join(filter(None, (row.code, row.title))), SMALL)
            widths = [10, 44 * mm, 50 * mm, width - 10 - 94 * mm]
            story += _lined([shape(stance.team), said, item, (stance.reservation, SMALL)], widths)
    story += _reworded(model, width)
    story += _removed(model, width)
    if model.hidden_sections:
        story += head(_("Sections left out"))
        story += paragraphs(", ".join(model.hidden_sections), BODY)
    return [*story, *_signatures(model, width)]


def _code(model: report.ReportModel) -> str:
    code = model.version.check_code
    return _("Check code {code}").format(code=code) if code else ""


def _reworded(model: report.ReportModel, width: float) -> list[Flowable]:
    """What was reworded after the vote, in old and new words, and whose word took the new ones."""
    if not model.rewordings:
        return []
    story = head(_("Reworded after the vote"), str(len(model.rewordings)))
    for item in model.rewordings:
        story += [CondPageBreak(14 * mm), paragraph(item.name, SMALL_STRONG)]
        for label, before, after in item.fields:
            story += labelled_text(label, f"{value_words(before)} → {value_words(after)}", width)
        for one in item.confirmations:
            who = _("{lead}, {team}").format(lead=one.by, team=one.team.name) if one.by else one.team.name
            story += labelled_text(_("Confirmed by"), f"{who} ({one.how})" if one.how else who, width)
        story.append(hairline(2, 4))
    return story


def _removed(model: report.ReportModel, width: float) -> list[Flowable]:
    """What teams took a stance on and what is no longer in the plan."""
    if not model.removed:
        return []
    story = head(_("Removed, with these stances"), str(len(model.removed)))
    for item in model.removed:
        said = [
            _("{team}: {stance} “{words}”") if stance.reservation else _("{team}: {stance}") for stance in item.stances
        ]
        words = [
            form.format(team=stance.team.name, stance=stance.word, words=stance.reservation)
            for form, stance in zip(said, item.stances, strict=True)
        ]
        widths = [70 * mm, width - 70 * mm]
        story += _lined([(item.name, SMALL), ("  ·  ".join(words), MUTED_SMALL)], widths)
    return story


def _point(row: report.Row, width: float) -> list[Flowable]:
    state = row.agreement.word if row.agreement else row.text("status")
    owner = row.agreement.parked if row.agreement else ", ".join(filter(None, (row.text("owner"), row.text("due"))))
    cells: list[_Text | Flowable] = [(row.code, MUTED_SMALL), (row.lead or row.title, SMALL), (state, SMALL)]
    return _lined([*cells, (owner, MUTED_SMALL)], [18 * mm, width - 98 * mm, 44 * mm, 36 * mm])


def _lined(cells: list[_Text | Flowable], widths: list[float]) -> list[Flowable]:
    """One line of a list with a hairline below; long texts go on in parts of their own, so that pages break quickly."""
    columns: list[list[Flowable]] = [
        [cell] if isinstance(cell, Flowable) else [paragraph(piece, cell[1]) for piece in pieces_of(cell[0])]
        for cell in cells
    ]
    count = max(map(len, columns))
    lines: list[Flowable] = []
    for number in range(count):
        row: list[Any] = [column[number] if number < len(column) else "" for column in columns]
        rule = [("LINEBELOW", (0, 0), (-1, -1), 0.5, HAIRLINE)] if number == count - 1 else []
        padding = (("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 3))
        lines.append(flat_table([row], widths, *padding, *rule))
    return lines


def _signatures(model: report.ReportModel, width: float) -> list[Flowable]:
    signed = sum(bool(signer.signed) for signer in model.signers)
    story: list[Flowable] = []
    if model.signers:
        story += head(
            _("Signed {count} of {total}").format(count=signed, total=sum(signer.counts for signer in model.signers))
        )
    for signer in model.signers:
        name = [paragraph(signer.name, STRONG), *paragraphs(signer.role, MUTED_SMALL)]
        how = [paragraph(signer.signed or _("open"), SMALL), *paragraphs(signer.on, MUTED_SMALL)]
        line = flat_table(
            [
                [shape(signer.team), name, "", "", how],
                ["", "", paragraph(_("signature"), MUTED_SMALL), paragraph(_("date"), MUTED_SMALL), ""],
            ],
            [10, 50 * mm, width - 10 - 50 * mm - 60 * mm, 28 * mm, 32 * mm],
            ("LINEABOVE", (2, 1), (2, 1), 0.8, INK),
            ("LINEABOVE", (3, 1), (3, 1), 0.8, INK),
            ("TOPPADDING", (0, 0), (-1, 0), 10),
            ("LEFTPADDING", (3, 0), (4, -1), 8),
        )
        story += [CondPageBreak(24 * mm), line]
        if signer.reservation:
            story += paragraphs(f"“{signer.reservation}”", SMALL)
    facts = labelled(
        (
            (_("Next review"), model.version.next_review),
            (_("Content hash"), model.version.hash),
            (_("State"), model.version.words),
        ),
        width,
    )
    return [*story, hairline(12, 6), *facts]
