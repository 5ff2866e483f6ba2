"""What the journey's board shows of the funnel: the rate from stage to stage, and the figures of each stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from joint_plan.base import locale
from joint_plan.base.texts import _, ngettext
from joint_plan.plan.funnel import FunnelStage, Rate
from joint_plan.plan.journey import Stage
from joint_plan.plan.record import key_of, title_of
from joint_plan.rules.funnel import funnel, way
from ui.parts.funnel_facts import days_words, exact_words, rate_words, whole_words

if TYPE_CHECKING:
    from joint_plan.plan.snapshot import PlanView


@dataclass(frozen=True, slots=True)
class RateFace:
    """The rate and days from a stage to the next one that counts in the funnel.

    Attributes:
        stage: id of the journey's stage it starts from.
        funnel_stage: the funnel's stage whose general rate this is.
        text: what the pill shows; `edit_text` is what its editor starts from.
        missing: it is not known.
        fixed: why it cannot be changed here; "" if it can.
        leads_to: key of the record to change instead, where it is `fixed`.
    """

    stage: str
    funnel_stage: str
    text: str
    edit_text: str
    spoken: str
    guess: bool = False
    missing: bool = False
    fixed: str = ""
    leads_to: str = ""


def rates_between(view: PlanView) -> Mapping[str, RateFace]:
    """For each stage that counts a funnel stage: the rate and days to the next one that does, by stage id.

    They are the funnel's records and live nowhere else. After the last stage that counts, there is none.
    """
    order = [stage.id for stage in view.all(FunnelStage)]
    counting = [stage for stage in view.all(Stage) if stage.funnel_stage in order]
    faces: dict[str, RateFace] = {}
    for stage, following in pairwise(counting):
        start, end = order.index(stage.funnel_stage), order.index(following.funnel_stage)
        if end > start:
            between = _("{start} to {end}").format(start=title_of(stage), end=title_of(following))
            faces[stage.id] = _rate_face(view, stage, order[start : end + 1], between)
    return faces


def _rate_face(view: PlanView, stage: Stage, passed: list[str], between: str) -> RateFace:
    """The face of the way through these funnel stages."""
    steps = passed[:-1]
    rows = [row for step in steps for row in view.where(Rate, "stage", step)]
    specific = [row for row in rows if row.segment or row.source]
    if specific:
        blend = way(funnel(view), passed[0], passed[-1])
        rate, days = blend.rate, blend.days
        rows = [row for row in rows if row.id in blend.records] if rate is not None else rows
    else:
        rate, days = _chained(rows, steps)
    missing = rate is None
    text = " · ".join(part for part in ("?" if missing else rate_words(rate), days_words(days)) if part)
    fixed, leads_to = "", ""
    if specific:
        fixed = ngettext(
            "The mean over all records of the plan, of {count} rate. Enter leads to the rates on the Goals page.",
            "The mean over all records of the plan, of {count} rates. Enter leads to the rates on the Goals page.",
            len(rows),
        ).format(count=len(rows))
        leads_to = key_of(specific[0])
    elif len(steps) > 1:
        fixed = _("{count} steps of the funnel, multiplied. Enter leads to their rates on the Goals page.").format(
            count=len(steps)
        )
        leads_to = key_of(rows[0]) if rows else f"FunnelStage:{steps[0]}"
    guess = any(row.evidence == "guess" for row in rows)
    said = [_("Rate from {between}").format(between=between), _("missing") if missing else text]
    if guess:
        said.append(_("a guess"))
    return RateFace(
        stage=stage.id,
        funnel_stage=steps[0],
        text=text,
        edit_text="" if missing or fixed else _edit_text(rows[0]),
        spoken=", ".join(said),
        guess=guess,
        missing=missing,
        fixed=fixed,
        leads_to=leads_to,
    )


def _edit_text(row: Rate) -> str:
    """A rate as it can be typed: whole, where the pill may show less."""
    parts = [locale.format_rate(row.rate)] if row.rate is not None else []
    if row.days:
        parts.append(_("{days} d").format(days=locale.format_number(row.days)))
    return " · ".join(parts)


def _chained(rows: list[Rate], steps: list[str]) -> tuple[Fraction | None, tuple[Fraction, Fraction]]:
    """General rates multiplied and their days added up; no rate where a step has none."""
    by_step = {row.stage: row for row in rows}
    rate: Fraction | None = Fraction(1)
    for step in steps:
        row = by_step.get(step)
        rate = rate * Fraction(row.rate) if rate is not None and row is not None and row.rate is not None else None
    days = sum((Fraction(row.days or 0) for row in by_step.values()), Fraction(0))
    return rate, (days, days)


def figure_lines(view: PlanView, stage: Stage) -> tuple[str, ...]:
    """The figures of the funnel stage that a stage counts: committed, exact, what part of it gets on; or nothing."""
    whole = funnel(view)
    place = whole.inputs.place(stage.funnel_stage)
    if place is None:
        return ()
    figure, name = whole.total(stage.funnel_stage), whole.inputs.stage_name(stage.funnel_stage)
    lines = [
        _("{count} {stage}").format(count=whole_words(figure.committed), stage=name),
        _("exact {count}").format(count=exact_words(figure.exact)),
    ]
    if place + 1 < len(whole.stages):
        following = whole.stages[place + 1]
        rate = way(whole, stage.funnel_stage, following.id).rate
        lines.append(_("{rate} to {stage}").format(rate=rate_words(rate), stage=following.name))
    return tuple(lines)
