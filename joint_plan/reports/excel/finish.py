"""The last touch to the written file: rows keep their height until somebody edits them."""

import re
import zipfile
from io import BytesIO

_ROW = re.compile(rb"<row [^>]*>")


def without_custom_heights(book: bytes) -> bytes:
    """The workbook with `customHeight` taken from its rows.

    With it Excel would never fit a row again after somebody edits a text. Times inside of the archive are fixed, so
    that the same plan gives the same bytes.
    """
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _ROW.sub(lambda row: row[0].replace(b' customHeight="1"', b""), content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            after.writestr(entry, content)
    return target.getvalue()
