"""Gaps, lead scores, hints and proposals as rules."""

from __future__ import annotations

from fractions import Fraction

from joint_plan.plan.data_tools import Tool
from joint_plan.plan.goals import Initiative, Metric
from joint_plan.plan.landscape import Statement
from joint_plan.plan.language import LeadCriterion, PassingMark, Term
from joint_plan.plan.quick_wins import QuickWin
from joint_plan.plan.slas import Sla
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.values import Pair, Tally
from joint_plan.rules.basis import basis_changes
from joint_plan.rules.landscape import dimensions
from joint_plan.rules.lead_score import judge, sorting
from joint_plan.rules.proposals import proposals
from joint_plan.rules.stances import new_assent
from joint_plan.rules.starting_plan import template
from joint_plan.rules.warnings import warnings


def hands(*values: int) -> Tally:
    return Tally({value: values.count(value) for value in set(values)}, 0, len(values))


def statement(name: str, dimension: str, pair: Pair[Tally]) -> Statement:
    return Statement(id=name, dimension=dimension, text=name, score=pair)


def test_the_widest_gap_leads_and_blind_ones_come_last() -> None:
    view = Snapshot.of(
        [
            statement("blind", "A", Pair(hands(1), hands(5))),
            statement("small", "A", Pair(hands(3, 3), hands(3, 4), revealed=True)),
            statement("wide", "B", Pair(hands(5, 4), hands(1, 2), revealed=True)),
            statement("middle", "B", Pair(hands(4), hands(3), revealed=True)),
        ]
    )
    found = dimensions(view)
    assert [(one.name, one.widest) for one in found] == [("B", Fraction(3)), ("A", Fraction(1, 2))]
    assert [line.item.id for one in found for line in one.lines] == ["wide", "middle", "small", "blind"]
    assert found[1].lines[1].gap is None
    assert found[1].lines[1].ready


def test_a_lead_passes_by_points_unless_a_rule_is_broken() -> None:
    view = Snapshot.of(
        [
            LeadCriterion(id="fit", criterion="Right industry", weight=40),
            LeadCriterion(id="must", criterion="Uses air", weight=30, must_have=True),
            LeadCriterion(id="no", criterion="Student", kind="disqualifier"),
            PassingMark(id="mql", name="MQL", points=60),
        ]
    )
    assert judge(view, {"fit", "must"}).passed
    assert judge(view, {"must"}).why == ("30 points, 30 short of MQL",)
    assert not judge(view, {"fit"}).passed
    assert "Must have: Uses air" in judge(view, {"fit"}).why
    assert "Disqualified: Student" in judge(view, {"fit", "must", "no"}).why
    assert not judge(view, {"fit", "must", "no"}).passed


def test_the_share_of_leads_sorted_alike_counts_revealed_ones_only() -> None:
    found = sorting(template("sample"), "mql")
    assert (found.same, found.revealed, found.total, found.share) == (3, 5, 6, Fraction(3, 5))


def test_every_hint_names_what_is_missing_and_goes_when_it_is_there() -> None:
    view = Snapshot.of(
        [
            QuickWin(id="idea", title="Idea", picked=True),
            Metric(id="metric", name="Visits", decision="keep"),
            Initiative(id="fair", name="Fair"),
            Tool(id="tool", name="CRM", decision="keep"),
            Sla(id="sla", owed_by="sales", owed_to="marketing", obligation="call"),
        ]
    )
    said = {hint.key: hint.text for key in ("goals", "slas", "data", "quick_wins") for hint in warnings(view, key)}
    assert said["Metric:metric"] == "A metric that drives no decision"
    assert said["Initiative:fair"] == "Serves no goal"
    assert said["Tool:tool"] == "Serves no goal"
    assert said["Sla:sla"].startswith("Cannot be measured yet")
    assert "QuickWin:idea" in said
    assert warnings(Snapshot.of([Tool(id="tool", name="Old", decision="retire")]), "data") == ()


def test_an_adopted_proposal_is_none_any_more() -> None:
    empty = template("blank")
    offered = proposals(empty, "Term")
    assert {"MQL", "SAL", "SQL"} <= {item.term for item in offered if isinstance(item, Term)}
    assert all(not item.id and not item.code for item in offered)
    taken = Snapshot.of([*empty, Term(id="mine", term="mql")])
    assert len(proposals(taken, "Term")) == len(offered) - 1


def test_an_sla_that_rests_on_a_term_is_flagged_when_the_term_changes() -> None:
    term = Term(id="mql", term="MQL", agreed_definition="Fits", test="Score of 60")
    sla = Sla(id="sla", owed_by="marketing", owed_to="sales", obligation="deliver MQLs", term="mql")
    before = Snapshot.of([*template("blank"), term, sla])
    assent = new_assent(before, sla, "sales", "agree")
    assert not basis_changes(Snapshot.of([*before, assent]), sla)
    redefined = Term(id="mql", term="MQL", agreed_definition="Fits and asks", test="Score of 60")
    after = Snapshot.of([*template("blank"), redefined, sla, assent])
    (change,) = basis_changes(after, sla)
    assert (change.before, change.after) == ("Fits", "Fits and asks")
