"""Workbooks that mean harm, each made from nothing in memory."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ONE_CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def sheet(inside: str = _ONE_CELL, before: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"{inside}</worksheet>"
    )


def parts(worksheet: str | bytes = "") -> dict[str, str | bytes]:
    """The parts of a small workbook that any reader takes."""
    return {
        "[Content_Types].xml": (
            f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
            '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": worksheet or sheet(),
    }


def packed(content: Mapping[str, str | bytes], level: int = 1) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return target.getvalue()


def with_sheet(inside: str, before: str = "") -> bytes:
    return packed(parts(sheet(inside, before)))


def with_part(name: str, part: str | bytes = b"x") -> bytes:
    return packed({**parts(), name: part})


def far_cell() -> bytes:
    return with_sheet('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def far_cell_in_a_near_row() -> bytes:
    return with_sheet('<sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def far_cell_in_another_coding() -> bytes:
    plain = sheet('<sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    return packed(parts(plain.replace("UTF-8", "UTF-16").encode("utf-16")))


def far_cell_in_a_part_called_a_picture() -> bytes:
    content = parts()
    far = sheet('<sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    content["xl/media/image1.png"] = far
    relations = content["xl/_rels/workbook.xml.rels"]
    assert isinstance(relations, str)  # as made above
    content["xl/_rels/workbook.xml.rels"] = relations.replace("worksheets/sheet1.xml", "media/image1.png")
    return packed(content)


def far_row() -> bytes:
    return with_sheet('<sheetData><row r="9000000000"/></sheetData>')


def huge_merge() -> bytes:
    return with_sheet(_ONE_CELL + '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')


def huge_link() -> bytes:
    return with_sheet(_ONE_CELL + '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>')


def too_many_cells() -> bytes:
    row = "".join("<c><v>1</v></c>" for _cell in range(150))
    return with_sheet("<sheetData>" + "".join(f"<row>{row}</row>" for _row in range(4100)) + "</sheetData>")


def wide_rows() -> bytes:
    rows = "".join(f'<row r="{row}"><c r="ALL{row}"><v>1</v></c></row>' for row in range(1, 20_000))
    return with_sheet(f"<sheetData>{rows}</sheetData>")


def bomb() -> bytes:
    return packed(parts(sheet("<sheetData>" + " " * 39_000_000 + "</sheetData>")), level=9)


def sheet_of_600_megabytes() -> bytes:
    row = b"<row><c><v>123456</v></c><c><v>654321</v></c></row>" * 20_000
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts().items():
            if name != "xl/worksheets/sheet1.xml":
                archive.writestr(name, part)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part_file:
            part_file.write(sheet("<sheetData>").removesuffix("</worksheet>").encode())
            for _times in range(600_000_000 // len(row) + 1):
                part_file.write(row)
            part_file.write(b"</sheetData></worksheet>")
    return target.getvalue()


def one_text_of_megabytes() -> bytes:
    # Not the same letter again and again: that would be refused for how well it packs.
    words = "".join(chr(97 + (number * number) % 23) for number in range(3_000_000))
    inside = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{words}</t></is></c></row></sheetData>'
    return with_sheet(inside)


def one_text_in_many_cells() -> bytes:
    content = parts(
        sheet(
            "<sheetData>"
            + "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 2001))
            + "</sheetData>"
        )
    )
    words = "".join(chr(97 + (number * number) % 23) for number in range(200_000))
    content["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}"><si><t>{words}</t></si></sst>'
    types = content["[Content_Types].xml"]
    assert isinstance(types, str)  # as made above
    shared = '<Override PartName="/xl/sharedStrings.xml" ContentType='
    shared += '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    content["[Content_Types].xml"] = types.replace("</Types>", shared)
    return packed(content)


def one_tag_of_megabytes() -> bytes:
    words = "".join(chr(97 + (number * number) % 23) for number in range(6_000_000))
    return with_sheet(f'<sheetData x="{words}"></sheetData>')


def nested_without_end() -> bytes:
    return with_sheet("<a>" * 50_000 + "</a>" * 50_000)


def billion_laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY l0 "laugh">{levels}]>'
    return with_sheet(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>', doctype
    )


def entity_from_a_file() -> bytes:
    doctype = '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    inside = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData>'
    return with_sheet(inside, doctype)


def macro() -> bytes:
    return with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 macro")


def other_file() -> bytes:
    return with_part("xl/externalLinks/externalLink1.xml", "<externalLink/>")


def encrypted() -> bytes:
    """How Excel keeps a workbook with a password: the zip inside of an OLE file."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 24 + b"EncryptedPackage".ljust(4096, b"\0")


def climbing_name() -> bytes:
    return with_part("../../outside.xml", "<x/>")


def same_part_twice() -> bytes:
    target = BytesIO(packed(parts()))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("XL/worksheets/sheet1.xml", sheet())
    return target.getvalue()


def too_many_parts() -> bytes:
    return packed({**parts(), **{f"xl/p{number}.xml": "<x/>" for number in range(3000)}})


def lying_size() -> bytes:
    """A sheet that says it is small: what it says is changed in the archive's directory and before the part."""
    made = bytearray(packed(parts(sheet("<sheetData>" + " " * 60_000_000 + "</sheetData>"))))
    large = struct.pack("<I", len(sheet("<sheetData>" + " " * 60_000_000 + "</sheetData>")))
    for _place in range(2):
        at = made.find(large)
        made[at : at + 4] = struct.pack("<I", 1000)
    return bytes(made)


HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "far cell": (far_cell, "far outside"),
    "far cell in a near row": (far_cell_in_a_near_row, "far outside"),
    "far cell in UTF-16": (far_cell_in_another_coding, "far outside"),
    "far cell in a picture": (far_cell_in_a_part_called_a_picture, "far outside"),
    "far row": (far_row, "far outside"),
    "huge merge": (huge_merge, "merges or links"),
    "huge link": (huge_link, "merges or links"),
    "too many cells": (too_many_cells, "too many cells"),
    "wide rows": (wide_rows, "too many cells"),
    "bomb": (bomb, "unpacked it is larger"),
    "sheet of 600 MB": (sheet_of_600_megabytes, "unpacked it is larger"),
    "one long text": (one_text_of_megabytes, "texts is too long"),
    "one text in many cells": (one_text_in_many_cells, "too much in it"),
    "one long tag": (one_tag_of_megabytes, "tags is too long"),
    "nested": (nested_without_end, "too much in it"),
    "billion laughs": (billion_laughs, "entities"),
    "entity from a file": (entity_from_a_file, "entities"),
    "macro": (macro, "macros"),
    "other file": (other_file, "other files"),
    "encrypted": (encrypted, "password"),
    "climbing name": (climbing_name, "no spreadsheet program packs"),
    "same part twice": (same_part_twice, "no spreadsheet program packs"),
    "too many parts": (too_many_parts, "too many parts"),
    "lying size": (lying_size, "damaged"),
}
"""What each is, how it is made, and words of the message that refuses it."""
