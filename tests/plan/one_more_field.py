"""Run by itself: declares one more field of a touchpoint, in one line, and follows it through the whole program.

Arguments: a folder to work in. Prints what it finds as JSON.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from joint_plan.base.texts import N_
from joint_plan.plan import journey
from joint_plan.plan.fields import text
from joint_plan.plan.record import record
from joint_plan.plan.types import Stage


@record(section="journey", label=N_("Touchpoint"), plural=N_("Touchpoints"), code="TP")
@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint(journey.Touchpoint):
    """A touchpoint with one more field."""

    weather: str = text(N_("The weather"), room=True)


def main(folder: Path) -> None:
    from joint_plan.plan.jsonform import records_json, snapshot_from_json
    from joint_plan.reports.pieces import export
    from joint_plan.rules.comparison import compare
    from joint_plan.rules.public import public_plan
    from joint_plan.workbook import Workbook

    given = {"Stage": [{"id": "s", "name": "Notice"}], "Touchpoint": [{"id": "t", "stage": "s", "weather": "rain"}]}
    plan = snapshot_from_json(json.loads(json.dumps({"records": given})))
    with Workbook.create(folder / "plan.jplan", plan) as workbook:
        touchpoint = workbook.snapshot().get(Touchpoint, "t")
        assert touchpoint is not None
        with workbook.edit(N_("Change the weather")) as edit:
            edit.set(touchpoint, weather="snow")
    with Workbook.open(folder / "plan.jplan") as workbook:
        now = workbook.snapshot()
        assert now.get(Stage, "s") is not None
        found = {
            "json": records_json(now)["Touchpoint"],
            "compared": [[f.label, f.before, f.after] for change in compare(plan, now) for f in change.fields],
            "papers": [str(path) for path in export(public_plan(now), folder / "out", ["excel", "record"])],
        }
        workbook.undo()
        undone = workbook.snapshot().get(Touchpoint, "t")
        found["undone"] = undone.weather if undone is not None else ""
    found |= form_and_table(folder)
    sys.stdout.write(json.dumps(found))


def form_and_table(folder: Path) -> dict[str, list[str]]:
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QWidget

    from joint_plan.workbook import Workbook
    from ui.document import Document
    from ui.parts.form import RecordForm
    from ui.parts.table import RecordTable

    app = QApplication([])
    with Workbook.open(folder / "plan.jplan") as workbook:
        document = Document(workbook)
        form = RecordForm(document)
        touchpoint = document.plan.get(Touchpoint, "t")
        assert touchpoint is not None
        form.show_record(touchpoint)
        editors = [widget.accessibleName() for widget in form.findChildren(QWidget)]
        model = RecordTable(document, Touchpoint).model()
        across = Qt.Orientation.Horizontal
        headers = [str(model.headerData(column, across)) for column in range(model.columnCount())]
        app.processEvents()
    return {"form": editors, "table": headers}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
