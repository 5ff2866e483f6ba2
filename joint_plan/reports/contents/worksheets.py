"""The worksheets: blank rows to write in by hand, coded, in the order in which they are typed into the window."""

from collections.abc import Iterator
from dataclasses import dataclass

from joint_plan.base.texts import _, ngettext
from joint_plan.plan.fields import TEAMS
from joint_plan.plan.goals import Goal
from joint_plan.plan.journey import Stage
from joint_plan.plan.landscape import LEAST_SCORE, MOST_SCORE, PROFILE_KINDS, Need
from joint_plan.plan.language import Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.reports.contents.plan_code import row_letters
from joint_plan.reports.model import ReportModel, TeamMark
from joint_plan.reports.tables import team_mark
from joint_plan.rules.landscape import statements
from joint_plan.rules.names import name_of
from joint_plan.rules.priorities import is_merged, suggested_votes
from joint_plan.rules.public import PublicPlan

WRITE, SCALE, TICKS, PRINTED = "write", "scale", "ticks", "printed"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: what is asked, a smaller word under it, how it is answered, its share of the width.

    `kind` is "write" (room to write), "scale" (one of `marks` to ring), "ticks" (boxes to tick, one a mark) or
    "printed" (the row's own text).
    """

    label: str
    sub: str
    kind: str
    share: float
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row: the code of a record whose `text` it shows, or a lettered one that is blank."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet of one team.

    Attributes:
        section: the section of the walk it belongs to.
        code: what stands in its box, the prefix of its rows.
        minutes: how long it takes, 0 for no limit.
        rows: with a record's code where one is shown; blank ones are lettered on to the end of the page.
        example: one filled row in grey, a text a column; none where it would lead the answer.
        blanks: whether blank rows fill the rest of the page.
        least: the height of a row in millimetres that it is made for.
    """

    section: str
    code: str
    title: str
    minutes: int
    instruction: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...]
    example: tuple[str, ...] = ()
    blanks: bool = False
    least: float = 14
    nameless: bool = False

    def letter(self, number: int) -> SheetRow:
        """The blank row of this number, counted from 0."""
        return SheetRow(f"{self.code}-{row_letters(number)}")


@dataclass(frozen=True, slots=True)
class Worksheets:
    """All sheets of one team."""

    team: TeamMark
    teams: tuple[TeamMark, ...]
    sheets: tuple[Sheet, ...]


def worksheets(model: ReportModel, team_id: str) -> Worksheets:
    """The worksheets of a team; those of sections that the plan leaves out are left out."""
    public = model.public
    hidden = public.plan.hidden_sections
    sheets = tuple(sheet for sheet in _sheets(public, team_id) if sheet.section not in hidden)
    return Worksheets(team_mark(public, team_id), model.teams, sheets)


def _sheets(public: PublicPlan, team: str) -> Iterator[Sheet]:
    yield _scores(public)
    yield _profile()
    yield _needs()
    answers = _answers(public, team)
    if answers.rows:
        yield answers
    yield _terms(public)
    yield _stages(public)
    goals = _goals(public, team)
    if goals.rows:
        yield goals
    yield _slas(public)
    yield _ideas(public)
    ideas = [idea for idea in public.all(QuickWin) if not is_merged(public, idea)]
    if ideas:
        yield _votes(ideas)
        yield _impact_and_effort(ideas)


def _scale(label: str, sub: str, least: int, most: int, share: float) -> SheetColumn:
    return SheetColumn(label, sub, SCALE, share, tuple(str(number) for number in range(least, most + 1)))


def _scores(public: PublicPlan) -> Sheet:
    rows = tuple(SheetRow(line.item.code, line.item.text) for line in statements(public))
    return Sheet(
        "landscape",
        "ST",
        _("Where we stand"),
        8,
        _("Alone, without talking. Ring one number for each statement, as you see it today."),
        (
            SheetColumn(_("Statement"), "", PRINTED if rows else WRITE, 0.46),
            _scale(_("Score"), _("1 never, 5 always true"), LEAST_SCORE, MOST_SCORE, 0.24),
            SheetColumn(_("What did you see last month?"), "", WRITE, 0.30),
        ),
        rows,
        blanks=not rows,
        nameless=True,
    )


def _profile() -> Sheet:
    kinds = [(key, label) for key, label in PROFILE_KINDS for _again in range(2)]
    texts = [
        _("{about} (only the facilitator sees it)").format(about=_(label)) if key == "paid_on" else _(label)
        for key, label in kinds
    ]
    return Sheet(
        "landscape",
        "PE",
        _("Who we are"),
        10,
        _("As a team. Say it so that the other team could say it back in its own words."),
        (SheetColumn(_("About"), "", PRINTED, 0.26), SheetColumn(_("What we say"), "", WRITE, 0.74)),
        tuple(SheetRow(f"PE-{row_letters(number)}", text) for number, text in enumerate(texts)),
        least=16,
    )


def _needs() -> Sheet:
    return Sheet(
        "landscape",
        "N",
        _("What we need"),
        8,
        _("One need a line: what would help us succeed, and who could give it."),
        (
            SheetColumn(_("Need"), "", WRITE, 0.56),
            SheetColumn(_("Asked of"), _("a team or the sponsor"), WRITE, 0.20),
            _scale(_("Priority"), _("5 is the most urgent"), 1, 5, 0.24),
        ),
        (),
        (_("The reason, every time a lead comes back"), _("Sales"), "5"),
        blanks=True,
        least=18,
    )


def _answers(public: PublicPlan, team: str) -> Sheet:
    rows = tuple(SheetRow(need.code, need.need) for need in public.where(Need, "asked_of", team))
    return Sheet(
        "landscape",
        "N",
        _("What we can offer"),
        8,
        _("The other team asks this of us. Answer each: yes, no or later, what exactly, and by when."),
        (
            SheetColumn(_("They need"), "", PRINTED, 0.30),
            SheetColumn(_("Answer"), "", TICKS, 0.14, (_("yes"), _("no"), _("later"))),
            SheetColumn(_("What we offer"), "", WRITE, 0.40),
            SheetColumn(_("By when"), "", WRITE, 0.16),
        ),
        rows,
        least=20,
    )


def _terms(public: PublicPlan) -> Sheet:
    rows = tuple(SheetRow(term.code, term.term) for term in public.all(Term))
    return Sheet(
        "language",
        "T",
        _("In our own words"),
        10,
        _("Write what each word means in this team today, not what it should mean."),
        (
            SheetColumn(_("Term"), "", PRINTED if rows else WRITE, 0.18),
            SheetColumn(_("What we mean by it"), "", WRITE, 0.46),
            SheetColumn(_("How would a stranger check it?"), "", WRITE, 0.36),
        ),
        rows,
        blanks=True,
        least=24,
    )


def _stages(public: PublicPlan) -> Sheet:
    rows = tuple(SheetRow(stage.code, stage.name) for stage in public.all(Stage))
    return Sheet(
        "journey",
        "J",
        _("The story of each stage"),
        15,
        _("Be the customer. What do you want here, what do we tell you, and who leads?"),
        (
            SheetColumn(_("Stage"), "", PRINTED if rows else WRITE, 0.16),
            SheetColumn(_("What the customer wants"), "", WRITE, 0.28),
            SheetColumn(_("The story told here"), "", WRITE, 0.36),
            SheetColumn(_("Who leads"), "", TICKS, 0.20, _team_names(public)),
        ),
        rows,
        blanks=True,
        least=28,
    )


def _team_names(public: PublicPlan) -> tuple[str, ...]:
    return tuple(name_of(public, "Team", team) for team in TEAMS)


def _goals(public: PublicPlan, team: str) -> Sheet:
    rows = tuple(SheetRow(goal.code, goal.title) for goal in public.all(Goal)) if team in TEAMS else ()
    return Sheet(
        "goals",
        "G",
        _("How sure we are"),
        5,
        _("Alone. Ring how sure you are that we reach it, and name one thing for this month."),
        (
            SheetColumn(_("Goal"), "", PRINTED, 0.28),
            _scale(_("Confidence"), _("1 not at all, 10 certain"), 1, 10, 0.38),
            SheetColumn(_("What we can do this month"), "", WRITE, 0.34),
        ),
        rows,
        least=20,
        nameless=True,
    )


def _slas(public: PublicPlan) -> Sheet:
    sales = name_of(public, "Team", TEAMS[1])
    return Sheet(
        "slas",
        "SLA",
        _("What we owe each other"),
        15,
        _("One promise a line: first what you need from the other team, then what you offer."),
        (
            SheetColumn(_("Owed by"), "", WRITE, 0.18),
            SheetColumn(_("Obligation"), _("what exactly will they do?"), WRITE, 0.50),
            SheetColumn(_("Limit"), _("bh: business hours"), WRITE, 0.17),
            SheetColumn(_("Share"), _("of the cases"), WRITE, 0.15),
        ),
        (),
        (sales, _("call demo requests"), _("4 bh"), "95 %"),
        blanks=True,
        least=18,
    )


def _ideas(public: PublicPlan) -> Sheet:
    return Sheet(
        "quick_wins",
        "QW",
        _("Quick wins"),
        5,
        _("Alone. One idea a line: what both teams can finish within 30 days."),
        (
            SheetColumn(_("Idea and first step"), "", WRITE, 0.46),
            _scale(_("Impact"), _("1 low, 5 high"), 1, 5, 0.185),
            _scale(_("Effort"), _("1 low, 5 high"), 1, 5, 0.185),
            SheetColumn(_("Who could start"), "", WRITE, 0.17),
        ),
        (),
        (_("Reply to demo requests with a booking link. First step: open three slots a day"), "4", "1", _("J. and M.")),
        blanks=True,
        least=20,
        nameless=True,
    )


def _votes(ideas: list[QuickWin]) -> Sheet:
    count = suggested_votes(len(ideas))
    give = ngettext("You have {count} vote.", "You have {count} votes.", count).format(count=count)
    return Sheet(
        "quick_wins",
        "QW",
        _("Votes"),
        4,
        _("{give} Tick one box a vote; an idea may have several.").format(give=give),
        (
            SheetColumn(_("Idea"), "", PRINTED, 0.70),
            SheetColumn(_("Votes"), "", TICKS, 0.30, ("",) * max(1, min(count, 5))),
        ),
        tuple(SheetRow(idea.code, idea.title) for idea in ideas),
        least=12,
        nameless=True,
    )


def _impact_and_effort(ideas: list[QuickWin]) -> Sheet:
    return Sheet(
        "quick_wins",
        "QW",
        _("Impact and effort"),
        6,
        _("Alone. Ring how much each idea would change, and what it would cost us."),
        (
            SheetColumn(_("Idea"), "", PRINTED, 0.52),
            _scale(_("Impact"), _("1 low, 5 high"), 1, 5, 0.24),
            _scale(_("Effort"), _("1 low, 5 high"), 1, 5, 0.24),
        ),
        tuple(SheetRow(idea.code, idea.title) for idea in ideas),
        least=12,
        nameless=True,
    )
