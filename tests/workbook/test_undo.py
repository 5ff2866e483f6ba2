from __future__ import annotations

from pathlib import Path

import pytest

from joint_plan.base.errors import PlanError
from joint_plan.plan.types import Assent, Decision, QuickWin, Sla, Stage, Touchpoint
from joint_plan.workbook import Committed, Workbook, read_plan
from tests.workbook.plans import Clock, rename, stage_names


def first_name(workbook: Workbook) -> str:
    return stage_names(workbook.snapshot())[0]


def test_undo_and_redo_walk_the_steps_and_name_them(workbook: Workbook, path: Path) -> None:
    heard: list[Committed] = []
    workbook.committed.subscribe(heard.append)
    states = [workbook.snapshot()]
    for name in ("One", "Two", "Three"):
        rename(workbook, "notice", name)
        states.append(workbook.snapshot())
    assert (workbook.undo_name, workbook.redo_name) == ("Rename Two", "")

    for state in reversed(states[:-1]):
        assert workbook.undo() is not None
        assert workbook.snapshot() == state == read_plan(path)
    assert workbook.undo() is None
    assert (workbook.undo_name, workbook.redo_name) == ("", "Rename Notice")
    for state in states[1:]:
        assert workbook.redo() is not None
        assert workbook.snapshot() == state == read_plan(path)
    assert workbook.redo() is None

    assert [committed.kind for committed in heard] == ["edit"] * 3 + ["undo"] * 3 + ["redo"] * 3
    assert heard[3].label == "Rename Two"
    assert dict(heard[3].deltas[0].after or {}) == {"name": "Two"}
    assert [entry.kind for entry in workbook.history()] == ["redo"] * 3 + ["undo"] * 3 + ["edit"] * 3


def test_undo_and_redo_survive_closing(path: Path) -> None:
    for name in ("One", "Two"):
        with Workbook.open(path) as workbook:
            rename(workbook, "notice", name)
    with Workbook.open(path) as workbook:
        assert workbook.undo_name == "Rename One"
        workbook.undo()
    with Workbook.open(path) as workbook:
        assert (workbook.undo_name, workbook.redo_name) == ("Rename Notice", "Rename One")
        workbook.undo()
        assert first_name(workbook) == "Notice"
    with Workbook.open(path) as workbook:
        workbook.redo()
        assert first_name(workbook) == "One"


def test_a_fresh_edit_ends_redo(workbook: Workbook) -> None:
    rename(workbook, "notice", "One")
    rename(workbook, "notice", "Two")
    workbook.undo()
    rename(workbook, "buy", "Order")
    assert workbook.redo_name == ""
    assert workbook.redo() is None
    workbook.undo()
    assert workbook.redo_name == "Rename Buy"
    workbook.undo()
    assert stage_names(workbook.snapshot()) == ["Notice", "Compare", "Buy"]
    assert workbook.undo() is None


def test_typing_in_one_field_is_one_step(workbook: Workbook, clock: Clock) -> None:
    for text in ("S", "Se", "See"):
        rename(workbook, "notice", text, merge_key="Stage:notice.name")
        clock.wait(seconds=30)
    rename(workbook, "notice", "See it", merge_key="Stage:notice.name")
    assert len(workbook.history()) == 1
    assert dict(workbook.history()[0].deltas[0].before or {}) == {"name": "Notice"}

    clock.wait(seconds=31)
    rename(workbook, "notice", "See it now", merge_key="Stage:notice.name")
    rename(workbook, "buy", "Order", merge_key="Stage:buy.name")
    rename(workbook, "notice", "Look", merge_key="Stage:notice.name")
    for expected in ("See it now", "See it now", "See it", "Notice"):
        workbook.undo()
        assert first_name(workbook) == expected
    for expected in ("See it", "See it now", "See it now", "Look"):
        workbook.redo()
        assert first_name(workbook) == expected


def test_undo_ends_a_step_of_typing(workbook: Workbook) -> None:
    rename(workbook, "notice", "S", merge_key="k")
    workbook.undo()
    rename(workbook, "notice", "T", merge_key="k")
    assert workbook.redo_name == ""
    workbook.undo()
    assert first_name(workbook) == "Notice"
    assert workbook.undo() is None


def test_typed_back_to_what_it_was_leaves_nothing_to_undo(workbook: Workbook) -> None:
    rename(workbook, "buy", "Order")
    rename(workbook, "notice", "S", merge_key="k")
    rename(workbook, "notice", "Notice", merge_key="k")
    assert workbook.undo_name == "Rename Buy"
    rename(workbook, "notice", "T", merge_key="k")
    assert workbook.undo_name == "Rename Notice"
    workbook.undo()
    assert first_name(workbook) == "Notice"
    workbook.undo()
    assert stage_names(workbook.snapshot())[2] == "Buy"


def test_undo_steps_over_what_cannot_be_undone(workbook: Workbook, path: Path) -> None:
    heard: list[str] = []
    workbook.committed.subscribe(lambda committed: heard.append(committed.kind))
    rename(workbook, "notice", "One")
    with workbook.edit("Sign", undoable=False) as edit:
        edit.add(Decision(id="d", text="Signed"))
    assert workbook.undo_name == "Rename Notice"
    workbook.undo()
    assert first_name(workbook) == "Notice"
    assert read_plan(path).get(Decision, "d") is not None
    workbook.redo()
    assert first_name(workbook) == "One"
    with workbook.edit("Sign", undoable=False) as edit:
        edit.add(Decision(id="e", text="Again"))
    assert heard == ["edit", "version", "undo", "redo", "version"]


def test_a_deletion_with_all_that_went_comes_back_whole(workbook: Workbook, path: Path) -> None:
    before = workbook.snapshot()
    with workbook.edit("Delete {title}", title="Notice") as edit:
        edit.remove(before.all(Stage)[0])
    assert len(read_plan(path)) == len(before) - 5
    workbook.undo()
    assert workbook.snapshot() == before == read_plan(path)
    assert [item.id for item in workbook.snapshot().all(Touchpoint)] == ["t1", "t2", "t3"]


def test_undo_does_not_turn_the_counter_of_codes_back(path: Path) -> None:
    with Workbook.open(path) as workbook:
        with workbook.edit("Add") as edit:
            assert edit.add(QuickWin(title="A")).code == "QW-02"
        workbook.undo()
        with workbook.edit("Add") as edit:
            assert edit.add(QuickWin(title="B")).code == "QW-03"
        workbook.undo()
    with Workbook.open(path) as workbook, workbook.edit("Add") as edit:
        assert edit.add(QuickWin(title="C")).code == "QW-04"
        assert edit.add(QuickWin(title="D", code="QW-90")).code == "QW-90"
        assert edit.add(QuickWin(title="E", code="mine")).code == "mine"
        assert edit.add(QuickWin(title="F")).code == "QW-91"


def test_a_failed_edit_uses_no_code(workbook: Workbook) -> None:
    with pytest.raises(PlanError), workbook.edit("Add") as edit:
        edit.add(QuickWin(title="A", sales_owner="nobody"))
    with workbook.edit("Add") as edit:
        assert edit.add(QuickWin(title="B")).code == "QW-02"


def test_undoing_something_else_never_touches_stances(workbook: Workbook) -> None:
    sla = workbook.snapshot().all(Sla)[0]
    with workbook.edit("Change") as edit:
        edit.set(sla, obligation="Hand over 400 MQLs")
    with workbook.edit("Agree") as edit:
        stances = [edit.add(Assent(item="Sla:s1", team=team, stance="agree")) for team in ("marketing", "sales")]
    with workbook.edit("Delete") as edit:
        edit.remove(workbook.snapshot().all(Stage)[0])
    workbook.undo()
    assert list(workbook.snapshot().all(Assent)) == stances
    # Taking a stance back is undo of the stance itself.
    workbook.undo()
    assert workbook.snapshot().all(Assent) == ()
    workbook.undo()
    assert workbook.snapshot().all(Sla) == (sla,)
    workbook.redo()
    workbook.redo()
    assert list(workbook.snapshot().all(Assent)) == stances


def test_what_stands_in_the_way_of_undo_is_said_and_nothing_changes(workbook: Workbook) -> None:
    with workbook.edit("Add") as edit:
        stage = edit.add(Stage(id="use", name="Use"))
    with workbook.edit("Sign", undoable=False) as edit:
        edit.add(Touchpoint(stage=stage.id, name="Welcome"))
    before = workbook.snapshot()
    with pytest.raises(PlanError, match=r"Use cannot be deleted: TP-04 Welcome refers to it\."):
        workbook.undo()
    assert workbook.snapshot() is before
    assert workbook.undo_name == "Add"


def test_labels_survive_strange_texts(workbook: Workbook) -> None:
    for name in ("{title}", "{0}", "{", "%s", "{title.__class__}", "x" * 500, "two\nlines"):
        stage = workbook.snapshot().all(Stage)[0]
        with workbook.edit("Rename {title}", title=stage.name) as edit:
            edit.set(stage, name=name)
    rename(workbook, "notice", "End")
    labels = [entry.label for entry in workbook.history()]
    assert labels == [
        "Rename two",
        "Rename " + "x" * 79 + "…",
        "Rename {title.__class__}",
        "Rename %s",
        "Rename {",
        "Rename {0}",
        "Rename {title}",
        "Rename Notice",
    ]
