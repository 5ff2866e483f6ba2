"""The reading process: lets a workbook in, reads its values, writes them down as JSON, ends.

`python -m joint_plan.exchange.reader REQUEST.json RESULT.json`; the frozen program starts itself with the word
`READER` in front. Nobody else runs it: `reading` does. It knows no plan.
"""

import dataclasses
import json
import os
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_plan.base.errors import PlanError
from joint_plan.base.texts import _, use_language
from joint_plan.exchange.cells import packed_fault, packed_value
from joint_plan.exchange.guard import admit
from joint_plan.exchange.text_tables import is_text_table, text_table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CHARACTERS = 50_000_000
"""Characters in all cells together: cells share texts, so that a small file can hold many large ones."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def main(arguments: Sequence[str]) -> int:
    """Read what the request names and write the result; what went wrong stands in the result too.

    The request: `{"path", "language", "memory": bytes, "seconds"}`. The result: `{"sheets", "names"}`, or
    `{"refused": words}`.
    """
    request_path, result_path = map(Path, arguments)
    request = json.loads(request_path.read_text("utf-8"))
    use_language(request["language"])
    path = Path(request["path"])
    # Said beforehand: there may be no memory left to find the words.
    too_large = json.dumps(
        {"refused": _("{name} needs more memory than a plan's workbook may.").format(name=path.name)}
    )
    _stay_within(request["memory"], request["seconds"])
    try:
        written = json.dumps(_read(path))
    except MemoryError:
        written = too_large
    except ImportError as fault:
        # A library that finds no room for itself says so in this way.
        if "map segment" not in str(fault) and "allocate" not in str(fault):
            raise
        written = too_large
    result_path.write_text(written, "utf-8")
    return 0


def _read(path: Path) -> dict[str, Any]:
    """What is in the file, or why it is refused."""
    try:
        if is_text_table(path):
            return text_table(path)
        admit(path)
        return _values(path)
    except PlanError as fault:
        return {"refused": str(fault)}
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError):
        # openpyxl has no error of its own for a part that is missing or that says what cannot be.
        words = _("{name} is damaged. Open it in a spreadsheet program, save it again, and import that.")
        return {"refused": words.format(name=path.name)}


def _stay_within(memory: int, seconds: int) -> None:
    """Have the system end this process if it wants more, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        try:
            _soft, hard = resource.getrlimit(what)
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            # macOS knows the limit and refuses to set it; the time limit of whoever waits still holds.
            continue


def _values(path: Path) -> dict[str, Any]:
    # With lxml openpyxl would read past the safeguards of defusedxml.
    os.environ["OPENPYXL_LXML"] = "False"
    warnings.simplefilter("ignore")
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    from joint_plan.exchange.package_parts import shared_texts, tables_by_sheet

    class Reader(ExcelReader):
        """Takes shared texts as they are stored; openpyxl takes away one half of their escapes and leaves the other."""

        def read_strings(self) -> None:
            part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # its stubs leave it open
            if part is not None:
                self.shared_strings = shared_texts(self.archive, part.PartName.removeprefix("/"))

    with zipfile.ZipFile(path) as archive:
        tables = tables_by_sheet(archive)
    reader = Reader(path, read_only=True, data_only=True, keep_links=False)
    reader.read()
    book = reader.wb
    budget = _Budget(path)
    sheets = [
        {
            "title": sheet.title,
            "rows": [*_rows(sheet, budget)],
            "tables": [dataclasses.astuple(table) for table in tables.get(sheet.title, ())],
        }
        for sheet in book.worksheets
    ]
    names = {name: str(defined.attr_text or "") for name, defined in book.defined_names.items()}
    return {"sheets": sheets, "names": names}


class _Budget:
    """How many characters may still come."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._left = MOST_CHARACTERS

    def spend(self, words: str) -> str:
        """The words, if there is still room for them."""
        self._left -= len(words)
        if self._left < 0:
            raise PlanError(
                _("{name} is refused: {reason}").format(
                    name=self._path.name, reason=_("it has too much in it for a plan's workbook.")
                )
            )
        return words


def _rows(sheet: "Worksheet", budget: _Budget) -> Iterator[tuple[int, list[tuple[int, Any]]]]:
    # What the file says of its own size is not to be believed.
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # in this mode sheets are of the class that has it
    for row in sheet.iter_rows():
        filled = [cell for cell in row if cell.value is not None and cell.value != ""]
        if filled:
            yield filled[0].row, [(cell.column, _value(cell.value, cell.data_type, budget)) for cell in filled]


def _value(value: object, data_type: str, budget: _Budget) -> object:
    if data_type == "e":
        return packed_fault(str(value))
    if isinstance(value, str):
        return _unescaped(budget.spend(value)).replace("\r\n", "\n").replace("\r", "\n")
    return packed_value(value)


def _unescaped(words: str) -> str:
    """A text whose characters are written `_x000D_` where XML could not hold them, and `_x005F_` before such words."""
    if "_x" not in words:
        return words
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), words)
    # Two halves of a character beyond the first plane; a half alone is no text.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
