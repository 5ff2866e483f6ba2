"""What a workbook's archive says of itself: its sheets with their names and tables.

Read here and not by openpyxl, whose quick mode knows no tables, and whose other mode reads charts, pictures and styles
of strangers and gives up on many of them.
"""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from joint_plan.exchange.cells import Table
from joint_plan.exchange.part_scan import column_number

_WORKBOOK = "xl/workbook.xml"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: what it is to it ("table", "worksheet") and where it lies."""

    kind: str
    target: str


def tables_by_sheet(archive: zipfile.ZipFile) -> Mapping[str, tuple[Table, ...]]:
    """The tables of each sheet, by the sheet's title."""
    main = main_part(archive)
    relations = _relations(archive, main)
    found: dict[str, tuple[Table, ...]] = {}
    for sheet in _elements(_read(archive, main), "sheet"):
        relation = relations.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "")
        if relation is not None and relation.kind == "worksheet":
            found[sheet.get("name", "")] = tuple(_tables(archive, relation.target))
    return found


def shared_texts(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The texts that cells share, in order, as they are stored: without looks, without readings of their characters."""
    found: list[str] = []
    with archive.open(part) as file:
        for _event, element in iterparse(file, forbid_dtd=True):
            if element.tag.rpartition("}")[2] == "si":
                found.append("".join(_words(element)))
                element.clear()
    return found


def _words(element: Element) -> Iterator[str]:
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name == "r":
            yield from _words(child)


def main_part(archive: zipfile.ZipFile) -> str:
    """The part that lists the sheets."""
    first = (relation.target for relation in _relations(archive, "").values() if relation.kind == "officeDocument")
    return next(first, _WORKBOOK)


def _tables(archive: zipfile.ZipFile, sheet: str) -> Iterator[Table]:
    for relation in _relations(archive, sheet).values():
        if relation.kind == "table" and relation.target in archive.namelist():
            root = _read(archive, relation.target)
            first, _colon, last = root.get("ref", "").replace("$", "").partition(":")
            start, end = _place(first), _place(last or first)
            if start and end:
                totals = int(root.get("totalsRowCount", "0")) > 0
                name = root.get("displayName") or root.get("name") or ""
                yield Table(name, *start, end[0] - totals, end[1], totals)


def _place(reference: str) -> tuple[int, int] | None:
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and digits and len(letters) <= 3 and len(digits) <= 7):
        return None
    return int(digits), column_number(letters)


def _relations(archive: zipfile.ZipFile, part: str) -> Mapping[str, Relation]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return {}
    found: dict[str, Relation] = {}
    for relation in _elements(_read(archive, path), "Relationship"):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            kind = relation.get("Type", "").rpartition("/")[2]
            place = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = Relation(kind, place)
    return found


def _read(archive: zipfile.ZipFile, part: str) -> Element:
    root: Element = fromstring(archive.read(part), forbid_dtd=True)
    return root


def _elements(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)
