"""Any order of edits, undo, redo, reopening and kills, against a plain model of what the plan should be."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from joint_plan.base.errors import PlanError
from joint_plan.plan.deltas import applied
from joint_plan.plan.snapshot import Snapshot
from joint_plan.plan.types import Decision, QuickWin, Stage, Touchpoint
from joint_plan.workbook import Committed, Workbook, read_plan
from tests.scale import soak
from tests.workbook.plans import Clock, plan
from tests.workbook.test_kill import leave_half_written

NAMES = st.text("abé🙂 '\"%{}\n", max_size=6)
ANY = st.integers(0, 1000)


@dataclass(frozen=True)
class Model:
    """What the plan should hold: stages and touchpoints in order, who merged into whom."""

    stages: tuple[tuple[str, str], ...] = ()
    touchpoints: tuple[tuple[str, str, str], ...] = ()
    wins: tuple[tuple[str, str, int | None], ...] = ()


def seen(snapshot: Snapshot) -> Model:
    return Model(
        tuple((item.id, item.name) for item in snapshot.all(Stage)),
        tuple((item.id, item.stage, item.name) for item in snapshot.all(Touchpoint)),
        tuple((item.id, item.merged_into, item.impact.sales) for item in snapshot.all(QuickWin)),
    )


@cache
def empty_plan() -> Path:
    """Written once: making a file's tables takes longer than many edits."""
    path = Path(tempfile.mkdtemp()) / "empty.jplan"
    Workbook.create(path, plan({"Plan": [{"title": "Any"}]})).close()
    return path


class Editing(RuleBasedStateMachine):
    """The model keeps whole states on two stacks; the workbook keeps deltas in a journal."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "plan.jplan"
        self.clock = Clock()
        self.model = Model()
        self.undone: list[Model] = []
        self.past: list[Model] = []
        self.typing = ""
        self.signed = 0
        self.told: Snapshot | None = None

    @initialize()
    def create(self) -> None:
        shutil.copy(empty_plan(), self.path)
        self.take(Workbook.open(self.path, clock=self.clock))

    def take(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.typing = ""
        self.told = workbook.snapshot()
        workbook.committed.subscribe(self.hear)

    def hear(self, committed: Committed) -> None:
        """The deltas of every event lead from the plan before to the plan after."""
        assert self.told is not None
        assert applied(self.told, committed.deltas) == committed.snapshot
        self.told = committed.snapshot

    def did(self, after: Model, merge_key: str = "") -> None:
        joined = bool(merge_key) and merge_key == self.typing
        if after == self.model:
            return
        if not joined:
            self.past.append(self.model)
        self.model = after
        self.undone.clear()
        self.typing = merge_key
        if joined and after == self.past[-1]:
            self.past.pop()
            self.typing = ""

    def stage(self, which: int) -> Stage:
        stages = self.workbook.snapshot().all(Stage)
        return stages[which % len(stages)]

    @rule(name=NAMES, touchpoints=st.integers(0, 3))
    def add_stage(self, name: str, touchpoints: int) -> None:
        with self.workbook.edit("Add {name}", name=name) as edit:
            stage = edit.add(Stage(name=name))
            added = [edit.add(Touchpoint(stage=stage.id, name=name)) for _number in range(touchpoints)]
        self.did(
            replace(
                self.model,
                stages=(*self.model.stages, (stage.id, stage.name)),
                touchpoints=(*self.model.touchpoints, *((item.id, stage.id, item.name) for item in added)),
            )
        )

    @precondition(lambda self: self.model.stages)
    @rule(which=ANY, name=NAMES, typing=st.booleans(), pause=st.sampled_from([0, 31]))
    def rename_stage(self, which: int, name: str, typing: bool, pause: int) -> None:
        self.clock.wait(seconds=pause)
        if pause:
            self.typing = ""
        stage = self.stage(which)
        key = f"Stage:{stage.id}.name" if typing else ""
        with self.workbook.edit("Rename", merge_key=key) as edit:
            edit.set(stage, name=name)
        renamed = tuple((id_, name if id_ == stage.id else old) for id_, old in self.model.stages)
        self.did(replace(self.model, stages=renamed), key)

    @precondition(lambda self: self.model.stages)
    @rule(which=ANY, before=ANY)
    def move_stage(self, which: int, before: int) -> None:
        stage = self.stage(which)
        target = None if before % 3 == 0 else self.stage(before)
        with self.workbook.edit("Move") as edit:
            edit.move(stage, before=target)
        if target is None or target.id != stage.id:
            rest = [row for row in self.model.stages if row[0] != stage.id]
            index = len(rest) if target is None else [row[0] for row in rest].index(target.id)
            rest.insert(index, (stage.id, stage.name))
            self.did(replace(self.model, stages=tuple(rest)))

    @precondition(lambda self: self.model.stages)
    @rule(which=ANY)
    def remove_stage(self, which: int) -> None:
        stage = self.stage(which)
        with self.workbook.edit("Delete") as edit:
            edit.remove(stage)
        self.did(
            replace(
                self.model,
                stages=tuple(row for row in self.model.stages if row[0] != stage.id),
                touchpoints=tuple(row for row in self.model.touchpoints if row[1] != stage.id),
            )
        )

    @rule(score=st.none() | st.integers(1, 5), which=ANY)
    def add_win(self, score: int | None, which: int) -> None:
        into = self.model.wins[which % len(self.model.wins)][0] if self.model.wins and which % 2 else ""
        with self.workbook.edit("Add") as edit:
            win = edit.set(edit.add(QuickWin(title="W", merged_into=into)), impact_sales=score)
        self.did(replace(self.model, wins=(*self.model.wins, (win.id, into, score))))

    @precondition(lambda self: self.model.wins)
    @rule(which=ANY)
    def remove_win(self, which: int) -> None:
        gone = self.model.wins[which % len(self.model.wins)][0]
        win = self.workbook.snapshot().get(QuickWin, gone)
        assert win is not None
        with self.workbook.edit("Delete") as edit:
            edit.remove(win)
        left = tuple((id_, "" if into == gone else into, n) for id_, into, n in self.model.wins if id_ != gone)
        self.did(replace(self.model, wins=left))

    @rule(text=NAMES)
    def sign(self, text: str) -> None:
        """Not undoable, and on records of its own: undo of all else must leave it."""
        with self.workbook.edit("Sign", undoable=False) as edit:
            edit.add(Decision(text=text))
        self.signed += 1
        self.undone.clear()
        self.typing = ""

    @rule()
    def undo(self) -> None:
        done = self.workbook.undo()
        assert (done is not None) == bool(self.past)
        if self.past:
            self.undone.append(self.model)
            self.model = self.past.pop()
            self.typing = ""

    @rule()
    def redo(self) -> None:
        done = self.workbook.redo()
        assert (done is not None) == bool(self.undone)
        if self.undone:
            self.past.append(self.model)
            self.model = self.undone.pop()
            self.typing = ""

    @precondition(lambda self: self.model.stages)
    @rule(which=ANY, how=st.sampled_from(["exception", "field", "reference", "conflict"]))
    def fail(self, which: int, how: str) -> None:
        before = self.workbook.snapshot()
        stage = self.stage(which)
        with contextlib.suppress(PlanError, ZeroDivisionError), self.workbook.edit("Fail") as edit:
            edit.add(Stage(name="never"))
            edit.set(stage, name="never")
            if how == "exception":
                raise ZeroDivisionError
            if how == "field":
                edit.set(stage, emotion=3)
            if how == "reference":
                edit.add(Touchpoint(stage="nowhere", name="never"))
            if how == "conflict":
                edit.add(Stage(id=stage.id, name="never"))
        assert self.workbook.snapshot() is before

    @rule()
    def reopen(self) -> None:
        self.workbook.close()
        self.take(Workbook.open(self.path, clock=self.clock))

    @rule()
    def kill(self) -> None:
        """The program dies in the middle of a transaction that has already begun to change the file."""
        self.workbook.close()
        leave_half_written(self.path)
        self.take(Workbook.open(self.path, clock=self.clock))

    @invariant()
    def memory_and_file_hold_what_the_model_says(self) -> None:
        snapshot = self.workbook.snapshot()
        assert seen(snapshot) == self.model
        assert len(snapshot.all(Decision)) == self.signed
        assert self.told is not None
        assert self.told == snapshot
        assert read_plan(self.path) == snapshot
        assert bool(self.workbook.undo_name) == bool(self.past)
        assert bool(self.workbook.redo_name) == bool(self.undone)

    def teardown(self) -> None:
        self.workbook.close()
        connection = sqlite3.connect(self.path)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
        shutil.rmtree(self.folder)


TestEditing = Editing.TestCase
# A step of this machine writes and reads a file; `make soak` takes the time for many more.
TestEditing.settings = settings(max_examples=soak(25, 1000), stateful_step_count=soak(40, 60))
