"""The command `import`: what a workbook that came back would change, and taking what nobody needs to decide on."""

from argparse import Namespace

from joint_plan.base.texts import N_, _, ngettext, speaking
from joint_plan.cli.output import complain, one_line

ACCEPT = ("none", "all")
"""What may be accepted; the first unless somebody says otherwise."""


def import_book(given: Namespace) -> None:
    """Print the preview; with `--accept all` write it too, but for conflicts and deletions."""
    from joint_plan.exchange import words
    from joint_plan.exchange.incoming import compared
    from joint_plan.exchange.preview import carry_out
    from joint_plan.exchange.reading import read_workbook
    from joint_plan.exchange.text_tables import is_text_table
    from joint_plan.workbook import Workbook, read_plan, read_uuid

    snapshot = read_plan(given.file)
    with speaking(snapshot.plan.language):
        book, is_table = read_workbook(given.book), is_text_table(given.book)
        if given.accept == "none":
            print("\n".join(words.told(compared(book, snapshot, read_uuid(given.file), is_table=is_table))))
            return
        with Workbook.open(given.file) as workbook:
            preview = compared(book, workbook.snapshot(), workbook.uuid, is_table=is_table)
            print("\n".join(words.told(preview)))
            accepted = preview.accepted(preview.without_conflict)
            if accepted.deltas:
                with workbook.edit(N_("Import from {book}"), book=preview.book) as edit:
                    carry_out(accepted.deltas, edit)
                count = len(accepted.deltas)
                print(ngettext("{count} record written.", "{count} records written.", count).format(count=count))
        for reason in accepted.left_out:
            complain(one_line(reason))
        left = _left(len(preview.conflicting), sum(line.kind == "missing" for line in preview.lines), len(preview.bad))
        if left:
            complain(_("Left out: {what}.").format(what=left))


def _left(conflicts: int, missing: int, bad: int) -> str:
    counted = (
        (
            conflicts,
            ngettext("{n} field that the plan has changed too", "{n} fields that the plan has changed too", conflicts),
        ),
        (missing, ngettext("{n} missing row, which stays", "{n} missing rows, which stay", missing)),
        (bad, ngettext("{n} cell that cannot be taken", "{n} cells that cannot be taken", bad)),
    )
    return ", ".join(words.format(n=number) for number, words in counted if number)
