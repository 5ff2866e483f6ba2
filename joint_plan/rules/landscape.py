"""Where the teams stand: the gap of each statement, the widest first; and what each team says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from joint_plan.plan.fields import TEAMS
from joint_plan.plan.landscape import PROFILE_KINDS, ProfileEntry, Statement
from joint_plan.plan.session import Team
from joint_plan.plan.snapshot import PlanView
from joint_plan.rules.pairs import Answer, In, Revealed, answers, mean

WIDE = 2
"""From this gap on, the room should talk about it."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A statement with what may be known of it.

    `means` are the teams' means by team id once revealed, `gap` their difference; `inside` the ids of the teams whose
    answer is in while it is blind.
    """

    item: Statement
    revealed: bool
    means: Mapping[str, Fraction]
    gap: Fraction | None
    inside: frozenset[str]

    @property
    def ready(self) -> bool:
        """Whether both answers are in and not revealed yet."""
        return not self.revealed and len(self.inside) == len(TEAMS)

    @property
    def wide(self) -> bool:
        """Whether the teams are two or more apart."""
        return self.gap is not None and self.gap >= WIDE


@dataclass(frozen=True, slots=True)
class Dimension:
    """The statements of one dimension, widest gap first, blind ones last."""

    name: str
    lines: tuple[Scored, ...]

    @property
    def widest(self) -> Fraction | None:
        """The widest gap; `None` while nothing is revealed."""
        return max((line.gap for line in self.lines if line.gap is not None), default=None)


def dimensions(view: PlanView) -> tuple[Dimension, ...]:
    """All statements by dimension: those with the widest gap first, those without a reveal last, else in order."""
    return view.derived(_dimensions)


def _dimensions(view: PlanView) -> tuple[Dimension, ...]:
    groups: dict[str, list[Scored]] = {}
    for item in view.all(Statement):
        groups.setdefault(item.dimension.strip(), []).append(scored(view, item))
    found = [Dimension(name, tuple(sorted(lines, key=_widest_first))) for name, lines in groups.items()]
    return tuple(sorted(found, key=lambda one: -1 if one.widest is None else one.widest, reverse=True))


def _widest_first(line: Scored) -> tuple[bool, Fraction]:
    return line.gap is None, -(line.gap or Fraction(0))


def scored(view: PlanView, item: Statement) -> Scored:
    """One statement with what may be known of it."""
    given: Mapping[str, Answer] = answers(view, item, "score")
    means: dict[str, Fraction] = {}
    for team, answer in given.items():
        value = mean(answer.value) if isinstance(answer, Revealed) else None
        if value is not None:
            means[team] = value
    gap = abs(means[TEAMS[0]] - means[TEAMS[1]]) if len(means) == len(TEAMS) else None
    inside = frozenset(team for team, answer in given.items() if isinstance(answer, In))
    revealed = any(isinstance(answer, Revealed) for answer in given.values())
    return Scored(item, revealed, means, gap, inside)


def statements(view: PlanView) -> tuple[Scored, ...]:
    """All statements in the order in which they are shown."""
    return tuple(line for dimension in dimensions(view) for line in dimension.lines)


def profile(view: PlanView, team: str) -> Mapping[str, tuple[ProfileEntry, ...]]:
    """What a team says of itself, by kind in their order; kinds without entries are empty."""
    mine = view.where(ProfileEntry, "team", team)
    return {kind: tuple(entry for entry in mine if entry.kind == kind) for kind, _label in PROFILE_KINDS}


def profiled_teams(view: PlanView) -> tuple[str, ...]:
    """The ids of the teams that say who they are: the two core teams, then the further ones in the plan's order."""
    return (*TEAMS, *(team.id for team in view.all(Team) if team.id not in TEAMS))
