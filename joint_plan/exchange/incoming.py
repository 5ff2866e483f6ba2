"""Whatever comes back, read and compared: an edited workbook, an input sheet, a data request, the answers of a form."""

from pathlib import Path

from joint_plan.base.progress import Tick, no_tick
from joint_plan.exchange import data_request, inputs
from joint_plan.exchange.answers_csv import compare_answers
from joint_plan.exchange.cells import Book
from joint_plan.exchange.comparison import compare
from joint_plan.exchange.layout import export_of
from joint_plan.exchange.preview import Preview
from joint_plan.exchange.reading import read_workbook
from joint_plan.exchange.text_tables import is_text_table
from joint_plan.plan.snapshot import Snapshot


def preview_of(path: Path, plan: Snapshot, plan_id: str = "", tick: Tick = no_tick) -> Preview:
    """What a file that came back would change in a plan.

    Raises:
        PlanError: it cannot be read, is refused, or does not belong to this plan; the sentence says why.
        Cancelled: from `tick`.
    """
    return compared(read_workbook(path, tick), plan, plan_id, tick, is_table=is_text_table(path))


def compared(book: Book, plan: Snapshot, plan_id: str = "", tick: Tick = no_tick, *, is_table: bool = False) -> Preview:
    """What a file that was read would change; `is_table` says that it is a table of text, answers of a form."""
    if is_table:
        return compare_answers(book, plan, plan_id)
    export = export_of(book)
    kind = export.facts.get("kind")
    if kind == inputs.KIND:
        return inputs.compare_inputs(book, export, plan, plan_id)
    if kind == data_request.KIND:
        return data_request.compare_request(book, export, plan, plan_id, tick)
    return compare(book, plan, plan_id, tick)
