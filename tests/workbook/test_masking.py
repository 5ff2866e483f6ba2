"""While answers are blind, neither the history nor the names of undo and redo give them away."""

from __future__ import annotations

from joint_plan.plan.types import QuickWin, Stage, Touchpoint
from joint_plan.workbook import Committed, Workbook


def win(workbook: Workbook) -> QuickWin:
    found = workbook.snapshot().get(QuickWin, "q1")
    assert found is not None
    return found


def answer(workbook: Workbook, **columns: object) -> None:
    """A careless caller: the answer itself stands in the label."""
    with workbook.edit("Answer {answer} of {title}", answer=next(iter(columns.values())), title="Call back") as edit:
        edit.set(win(workbook), **columns)


def test_blind_answers_are_masked_until_they_are_revealed(workbook: Workbook) -> None:
    heard: list[Committed] = []
    workbook.committed.subscribe(heard.append)
    answer(workbook, impact_sales=5)
    answer(workbook, impact_sales=3)
    assert workbook.undo_name == "Answer … of Call back"
    assert [committed.label for committed in heard] == ["Answer … of Call back"] * 2
    for entry in workbook.history():
        assert entry.label == "Answer … of Call back"
        (delta,) = entry.deltas
        assert (delta.key, dict(delta.before or {}), dict(delta.after or {})) == ("QuickWin:q1", {}, {})
    workbook.undo()
    assert workbook.redo_name == "Answer … of Call back"
    workbook.redo()

    with workbook.edit("Reveal") as edit:
        edit.set(win(workbook), impact_revealed=True)
    assert [entry.label for entry in workbook.history()][1] == "Answer 3 of Call back"
    assert dict(workbook.history()[-1].deltas[0].after or {}) == {"impact_sales": 5}
    workbook.undo()
    assert workbook.undo_name == "Answer … of Call back"
    assert dict(workbook.history()[-1].deltas[0].after or {}) == {}


def test_other_fields_of_the_same_edit_are_shown(workbook: Workbook) -> None:
    with workbook.edit("Change {title}", title="Call back") as edit:
        edit.set(win(workbook), effort_marketing=2, title="Call back within a day", effort_sales=2)
    (delta,) = workbook.history()[0].deltas
    assert dict(delta.after or {}) == {"title": "Call back within a day"}
    assert workbook.undo_name == "Change Call back"


def test_a_chosen_record_is_masked_by_its_name_and_its_id(workbook: Workbook) -> None:
    stage = workbook.snapshot().all(Stage)[0]
    for words in ("sales", "Sales"):
        with workbook.edit("{who} should lead {title}", who=words, title=stage.name) as edit:
            edit.set(stage, who_leads_marketing="sales", emotion=1 if words == "sales" else 2)
        assert workbook.undo_name == "… should lead Notice"
        workbook.undo()
        assert workbook.redo_name == "… should lead Notice"


def test_a_record_that_is_gone_keeps_its_answers_hidden_unless_they_were_revealed(workbook: Workbook) -> None:
    answer(workbook, effort_sales=4)
    with workbook.edit("Reveal") as edit:
        edit.set(win(workbook), impact_revealed=True)
    with workbook.edit("Delete") as edit:
        edit.remove(win(workbook))
    deleted, revealed, answered = workbook.history()
    before = dict(deleted.deltas[0].before or {})
    assert before["impact_marketing"] == 4
    assert not {"effort_sales", "effort_marketing"} & before.keys()
    assert dict(revealed.deltas[0].after or {}) == {"impact_revealed": True}
    assert dict(answered.deltas[0].after or {}) == {}


def test_a_new_record_with_answers_is_masked_too(workbook: Workbook) -> None:
    with workbook.edit("Add") as edit:
        edit.set(edit.add(QuickWin(title="New")), votes_sales=7)
        edit.add(Touchpoint(stage="buy", name="Plain"))
    deltas = {delta.type: dict(delta.after or {}) for delta in workbook.history()[0].deltas}
    assert not {"votes_sales", "impact_marketing"} & deltas["QuickWin"].keys()
    assert deltas["QuickWin"]["title"] == "New"
    assert deltas["Touchpoint"]["name"] == "Plain"
