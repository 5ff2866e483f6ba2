"""The summary for the morning after, as text for a mail and as HTML for the clipboard or a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from joint_plan.base import locale
from joint_plan.base.texts import _
from joint_plan.plan.agreement import Decision, LeadershipAsk
from joint_plan.plan.goals import Goal
from joint_plan.plan.record import Record, spec_of
from joint_plan.plan.slas import Sla, SlaLevel
from joint_plan.reports.contents.handout import quick_wins_picked
from joint_plan.reports.contents.meetings import meeting_line, meetings_held
from joint_plan.reports.model import ReportModel
from joint_plan.rules.names import shown
from joint_plan.rules.public import PublicPlan
from joint_plan.rules.sentences import level_words, sla_sentence
from joint_plan.rules.standing import standing, state_label

_STYLE = "font-family: Inter, 'Segoe UI', Helvetica, Arial, sans-serif; font-size: 11pt; line-height: 1.45"
_NOTE = "font-size: 9.5pt; color: #535e6f"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, and a smaller one below it."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What was agreed and what comes next."""

    title: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]
    end: str
    language: str


def summary(model: ReportModel) -> Summary:
    """The summary of a plan; parts without anything in them are left out."""
    public = model.public
    parts = (
        Part(_("Our goals"), tuple(_goals(public))),
        *_promises(public),
        Part(_("Quick wins for the next 30 days"), tuple(_quick_wins(public))),
        Part(_("When we meet"), tuple(_meetings(public))),
        Part(_("What we decided"), tuple(_decisions(public))),
        Part(_("Reservations, as they were said"), tuple(_reservations(model))),
        Part(_("Still open"), tuple(_open(model))),
        Part(_("What we ask of leadership"), tuple(_asks(public))),
    )
    about = [" · ".join(part for part in (model.company, model.period) if part), model.version.words]
    if public.plan.one_number:
        about.append(_("The one number: {number}").format(number=public.plan.one_number))
    review = model.version.next_review
    title = _("{title}: the plan so far") if model.version.draft else _("{title}: what we agreed")
    return Summary(
        title=title.format(title=model.title),
        about=tuple(line for line in about if line),
        parts=tuple(part for part in parts if part.lines),
        end=_("We look at it together again on {day}.").format(day=review) if review else "",
        language=model.language,
    )


def summary_text(found: Summary) -> str:
    """The summary as plain text, a line each, ended by a line end."""
    lines = [found.title, "=" * min(len(found.title), 72), "", *found.about]
    for part in found.parts:
        lines += ["", part.heading, "-" * min(len(part.heading), 72)]
        for line in part.lines:
            lines.append("- " + _indented(line.text))
            if line.note:
                lines.append("  " + _indented(line.note))
    if found.end:
        lines += ["", found.end]
    return "\n".join(lines) + "\n"


def _indented(text: str) -> str:
    return "\n  ".join(text.splitlines())


def summary_html(found: Summary) -> str:
    """The summary as a piece of HTML for the clipboard; every text of people is escaped."""
    parts = [f"<h1>{_escaped(found.title)}</h1>"]
    parts += [f"<p>{_escaped(line)}</p>" for line in found.about]
    for part in found.parts:
        items = "".join(f"<li>{_item(line)}</li>" for line in part.lines)
        parts.append(f"<h2>{_escaped(part.heading)}</h2><ul>{items}</ul>")
    if found.end:
        parts.append(f"<p>{_escaped(found.end)}</p>")
    return f'<div lang="{_escaped(found.language)}" style="{_STYLE}">' + "\n".join(parts) + "</div>"


def summary_page(found: Summary) -> str:
    """The summary as a whole HTML page, without anything that is loaded from elsewhere."""
    return (
        f'<!DOCTYPE html>\n<html lang="{_escaped(found.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_escaped(found.title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<style>body { max-width: 46em; margin: 2em auto; padding: 0 1em; color: #18202b }\n"
        "h1 { font-size: 1.6em } h2 { font-size: 1.15em; margin-top: 1.6em }</style>\n"
        f"</head>\n<body>\n{summary_html(found)}\n</body>\n</html>\n"
    )


def _item(line: Line) -> str:
    note = f'<br><span style="{_NOTE}">{_escaped(line.note)}</span>' if line.note else ""
    return _escaped(line.text) + note


def _escaped(text: str) -> str:
    return escape(text, quote=True).replace("\n", "<br>")


def _visible(public: PublicPlan, record_type: type[Record]) -> bool:
    return spec_of(record_type).section not in public.plan.hidden_sections


def _goals(public: PublicPlan) -> Iterator[Line]:
    for goal in public.all(Goal) if _visible(public, Goal) else ():
        values = (shown(public, goal, "baseline"), shown(public, goal, "target"))
        numbers = _("from {before} to {after}").format(before=values[0], after=values[1]) if all(values) else values[1]
        due = _("by {day}").format(day=locale.format_day(goal.due)) if goal.due else ""
        shares = [
            _("{team}: {share}").format(team=public.team_name(team), share=getattr(goal, f"{team}_contribution"))
            for team in ("marketing", "sales")
            if getattr(goal, f"{team}_contribution")
        ]
        about = ", ".join(part for part in (numbers, due, _state(public, goal)) if part)
        yield Line(
            _("{what} ({about})").format(what=goal.title, about=about) if about else goal.title, "; ".join(shares)
        )


def _state(public: PublicPlan, item: Record) -> str:
    """How an item stands while it is not agreed by all, "" when it is."""
    found = standing(public, item)
    return "" if found.agreed else state_label(found.state).lower()


def _promises(public: PublicPlan) -> Iterator[Part]:
    """What each team owes, in the order of the plan."""
    by_team: dict[str, list[Line]] = {}
    for sla in public.all(Sla) if _visible(public, Sla) else ():
        state = _state(public, sla)
        sentence = sla_sentence(public, sla)
        missed = _("If missed: {what}").format(what=sla.if_missed) if sla.if_missed else ""
        tiers = "; ".join(level_words(level) for level in _levels(public, sla))
        note = ". ".join(part.rstrip(".") for part in (tiers, missed) if part)
        text = _("{what} ({about})").format(what=sentence, about=state) if state else sentence
        by_team.setdefault(sla.owed_by, []).append(Line(f"{sla.code} {text}", note))
    for team, lines in by_team.items():
        name = public.team_name(team) if team else ""
        yield Part(_("What {team} owes").format(team=name) if name else _("Promises of no team yet"), tuple(lines))


def _levels(public: PublicPlan, sla: Sla) -> tuple[SlaLevel, ...]:
    return public.where(SlaLevel, "sla", sla.id)


def _quick_wins(public: PublicPlan) -> Iterator[Line]:
    for win in quick_wins_picked(public):
        owners = _("{first} and {second}") if win.marketing_owner and win.sales_owner else "{first}{second}"
        who = owners.format(first=shown(public, win, "marketing_owner"), second=shown(public, win, "sales_owner"))
        day = locale.format_day(win.due) if win.due else ""
        about = ", ".join(part for part in (who, day) if part)
        step = _("First step: {what}").format(what=win.first_step) if win.first_step else ""
        text = _("{what} ({about})").format(what=win.title, about=about) if about else win.title
        yield Line(f"{win.code} {text}", step)


def _meetings(public: PublicPlan) -> Iterator[Line]:
    for meeting in map(meeting_line, meetings_held(public)):
        when = ", ".join(part for part in (meeting.when, meeting.first, meeting.chair) if part)
        about = "; ".join(words for _label, words in meeting.details)
        yield Line(f"{meeting.name}: {when}" if when else meeting.name, about)


def _decisions(public: PublicPlan) -> Iterator[Line]:
    for item in public.all(Decision) if _visible(public, Decision) else ():
        yield Line(item.text, item.outcome)


def _reservations(model: ReportModel) -> Iterator[Line]:
    for row, stance in model.reservations:
        name = " ".join(part for part in (row.code, row.title) if part)
        yield Line(
            _("{team} on {item}: {words}").format(
                team=stance.team.name, item=name, words=stance.reservation or stance.word
            )
        )


def _open(model: ReportModel) -> Iterator[Line]:
    for row in model.open_points:
        state = row.agreement.word if row.agreement else ""
        name = " ".join(part for part in (row.code, row.title) if part)
        yield Line(_("{what} ({about})").format(what=name, about=state) if state else name)
    for row in model.parked:
        about = row.agreement.parked if row.agreement else ""
        about = about or ", ".join(part for part in (row.text("status"), row.text("owner"), row.text("due")) if part)
        name = " ".join(part for part in (row.code, row.title) if part)
        yield Line(_("{what} ({about})").format(what=name, about=about) if about else name)


def _asks(public: PublicPlan) -> Iterator[Line]:
    for item in public.all(LeadershipAsk) if _visible(public, LeadershipAsk) else ():
        day = _("by {day}").format(day=locale.format_day(item.by_when)) if item.by_when else ""
        about = ", ".join(part for part in (item.asked_of, day) if part)
        text = _("{what} ({about})").format(what=item.ask, about=about) if about else item.ask
        yield Line(text, item.answer or item.why)
