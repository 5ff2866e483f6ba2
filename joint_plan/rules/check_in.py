"""What to look at in a check-in, in the order in which to go through it, seen from a given day.

1. quick wins that are due, or will be within two weeks,
2. SLAs on trial, 3. trials that end within two weeks or have ended since the check-in before,
4. parked points that are due, 5. asks to leadership without an answer,
6. stances that were to be looked at again, 7. what missed its target when it was last measured.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.base.locale import format_day
from joint_plan.base.texts import N_, _
from joint_plan.plan.agreement import LeadershipAsk, ParkingItem
from joint_plan.plan.follow_up import CheckIn
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.record import Record, key_of
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.names import name_of, named, team_name
from joint_plan.rules.scorecard import Scorecard, ScoreRow, scorecard, status
from joint_plan.rules.scorecard_words import value_words
from joint_plan.rules.standing import standings, visible_sections

AHEAD = dt.timedelta(days=14)
"""How far ahead a check-in looks: teams meet every second week."""

TOPICS = (
    ("quick_wins", N_("Quick wins due")),
    ("on_trial", N_("SLAs on trial")),
    ("trial_ends", N_("Trials that end")),
    ("parked", N_("Parked points due")),
    ("asks", N_("Asks to leadership without an answer")),
    ("stances", N_("Stances to look at again")),
    ("missed", N_("Missed its target")),
)
"""(key, words), in order."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at.

    Attributes:
        topic: a key of `TOPICS`.
        key: of the item it leads to, `Type:id`.
        title: what the item is called.
        detail: since when, until when, who, how far off.
        due: the day it hangs on, if any; `late` says that this day is past.
    """

    topic: str
    key: str
    title: str
    detail: str
    due: dt.date | None = None
    late: bool = False


def topic_label(topic: str) -> str:
    """A topic in words."""
    return next(_(words) for key, words in TOPICS if key == topic)


def check_in_points(view: PlanView, today: dt.date) -> tuple[Point, ...]:
    """What a check-in on this day goes through, topic by topic, the most urgent first; left-out sections have none."""
    sections = {section.key for section in visible_sections(view)}
    found: list[Point] = []
    if "quick_wins" in sections:
        found += sorted(_quick_wins(view, today), key=_day)
    if "slas" in sections:
        before = last_check_in(view, today)
        trials = [item for item in view.all(Sla) if item.trial_until is not None]
        found += sorted((_trial(item) for item in trials if _is_on_trial(item, today)), key=_day)
        found += sorted((_ending(item, today) for item in trials if _ends(item, today, before)), key=_day)
    if "agreement" in sections:
        found += sorted(_parked(view, today), key=_day)
        found += sorted(_asks(view, today), key=_day)
        found += sorted(_stances(view, today), key=_day)
    found += _missed(scorecard(view), view, today)
    return tuple(found)


def last_check_in(view: PlanView, today: dt.date) -> dt.date | None:
    """The day of the last check-in before this day."""
    return max((item.date for item in view.all(CheckIn) if item.date is not None and item.date < today), default=None)


def last_missed(card: Scorecard, row: ScoreRow, today: dt.date) -> int | None:
    """The place of the last period that was measured and began by today, if it missed its target."""
    measured = [
        place
        for place, period in enumerate(card.periods)
        if row.actuals[place] is not None and (period.starts is None or period.starts <= today)
    ]
    last = max(measured, key=lambda place: (card.periods[place].ends or dt.date.min, place), default=None)
    return last if last is not None and status(row, last) == "missed" else None


def _day(point: Point) -> dt.date:
    return point.due or dt.date.max


def _quick_wins(view: PlanView, today: dt.date) -> Iterator[Point]:
    for item in view.all(QuickWin):
        doing = item.picked and not item.merged_into and item.status in {"open", "started"}
        if doing and item.due is not None and item.due <= today + AHEAD:
            who = [
                name_of(view, "Participant", person) for person in (item.marketing_owner, item.sales_owner) if person
            ]
            yield _point("quick_wins", item, item.due, today, ", ".join(who))


def _is_on_trial(item: Sla, today: dt.date) -> bool:
    assert item.trial_until is not None  # as the caller chose
    return item.trial_until > today + AHEAD and (item.starts_on is None or item.starts_on <= today)


def _ends(item: Sla, today: dt.date, before: dt.date | None) -> bool:
    assert item.trial_until is not None  # as the caller chose
    return item.trial_until <= today + AHEAD and (before is None or item.trial_until > before)


def _trial(item: Sla) -> Point:
    assert item.trial_until is not None  # as the caller chose
    words = _("until {day}").format(day=format_day(item.trial_until))
    return Point("on_trial", key_of(item), named(item), words, item.trial_until)


def _ending(item: Sla, today: dt.date) -> Point:
    assert item.trial_until is not None  # as the caller chose
    over = item.trial_until < today
    words = _("ended on {day}: keep, change or drop?") if over else _("ends on {day}: keep, change or drop?")
    day = format_day(item.trial_until)
    return Point("trial_ends", key_of(item), named(item), words.format(day=day), item.trial_until, late=over)


def _parked(view: PlanView, today: dt.date) -> Iterator[Point]:
    for item in view.all(ParkingItem):
        if item.status in {"undecided", "assigned"} and item.due is not None and item.due <= today + AHEAD:
            yield _point("parked", item, item.due, today, name_of(view, "Participant", item.owner))


def _asks(view: PlanView, today: dt.date) -> Iterator[Point]:
    for item in view.all(LeadershipAsk):
        if not item.answer.strip():
            yield _point("asks", item, item.by_when, today, item.asked_of)


def _stances(view: PlanView, today: dt.date) -> Iterator[Point]:
    for one in standings(view).values():
        for team, assent in one.stances.items():
            if assent is not None and assent.follow_up is not None and assent.follow_up <= today + AHEAD:
                name = team_name(view, team)
                words = (
                    _("{team}: “{words}”").format(team=name, words=assent.reservation.strip())
                    if assent.reservation
                    else name
                )
                yield _point("stances", one.item, assent.follow_up, today, words)


def _missed(card: Scorecard, view: PlanView, today: dt.date) -> Iterator[Point]:
    for row in card.rows:
        place = last_missed(card, row, today)
        if place is not None:
            words = _("{actual} against {target}, {period}").format(
                actual=value_words(view, row, row.actuals[place]),
                target=value_words(view, row, row.targets[place]),
                period=card.periods[place].words,
            )
            yield Point("missed", row.key, row.title, words)


def _point(topic: str, item: Record, due: dt.date | None, today: dt.date, detail: str) -> Point:
    late = due is not None and due < today
    day = "" if due is None else (_("was due {day}") if late else _("due {day}")).format(day=format_day(due))
    words = ", ".join(part for part in (day, detail) if part)
    return Point(topic, key_of(item), named(item), words, due, late)
