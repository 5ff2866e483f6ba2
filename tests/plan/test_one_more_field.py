"""A new field is one line: everything else derives from it, from the file to the form, the sheet and the paper."""

import json
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

SCRIPT = Path(__file__).with_name("one_more_field.py")


def test_one_declared_line_reaches_file_form_table_sheet_paper_and_comparison(tmp_path: Path) -> None:
    ran = subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["json"][0]["weather"] == "snow"
    assert found["compared"] == [["The weather", "rain", "snow"]]
    assert found["undone"] == "rain"
    assert any(name.startswith("The weather") for name in found["form"])
    assert "The weather" in found["table"]
    papers = {Path(path).suffix: Path(path) for path in found["papers"]}
    printed = "".join(page.extract_text() for page in PdfReader(papers[".pdf"]).pages)
    assert "The weather" in printed
    assert "snow" in printed
    cells = [
        str(cell)
        for sheet in load_workbook(papers[".xlsx"])
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    assert "snow" in cells
