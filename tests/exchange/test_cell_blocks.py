"""Blocks of cells between the program and spreadsheets, as text and as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_plan.base.errors import PlanError
from joint_plan.exchange import cell_blocks
from joint_plan.exchange.cell_blocks import block_html, block_text, read_block

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>
<!--table {mso-displayed-decimal-separator:"\\,";} --></style><title>x</title></head>
<body><!--StartFragment--><table border=0><col width=64>
 <tr height=20><td class=xl65 align=right>4,5</td><td>Two<br>
  lines</td></tr>
 <tr><td colspan=2>A &amp; B&nbsp;&lt;b&gt;</td></tr>
 <tr><td rowspan=2>down</td><td>one</td></tr><tr><td>two</td></tr>
</table><!--EndFragment--></body></html>"""


def test_a_table_of_a_web_page_or_of_excel() -> None:
    assert read_block("", EXCEL) == [["4,5", "Two\nlines"], ["A & B <b>", ""], ["down", "one"], ["", "two"]]


def test_the_text_is_taken_where_both_say_the_same_and_the_html_where_its_cells_are_others() -> None:
    html = "<table><tr><td>a b</td><td>c</td></tr></table>"
    assert read_block("a  b\tc\r\n", html) == [["a  b", "c"]]
    # A table of a text program: its line breaks within cells are none between rows.
    assert read_block("a\nb\tc\n", "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>") == [["a\nb", "c"]]
    assert read_block("a\tb", "<p>no table</p>") == [["a", "b"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("\n\t\n", []),
        ("a\tb\r\nc\r\n", [["a", "b"], ["c"]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
        ('"one\ntwo"\t"say ""hi"""\n', [["one\ntwo", 'say "hi"']]),
        ('"unfinished\tb\nc\n', [['"unfinished', "b"], ["c"]]),
        ('"hi" he said\tb\n', [['"hi" he said', "b"]]),
        ('5" pipe\t1\n', [['5" pipe', "1"]]),
        ("'=1+1\t'-x\t'tis\n", [["=1+1", "-x", "'tis"]]),
    ],
)
def test_text_with_tabs(text: str, rows: list[list[str]]) -> None:
    assert read_block(text) == rows


def test_what_looks_like_a_formula_goes_out_as_text_and_numbers_as_numbers() -> None:
    rows = [["=HYPERLINK(1)", "-5", "+49 170 1234567", "- call them", "@all", "<b>&"]]
    assert block_text(rows) == "'=HYPERLINK(1)\t-5\t'+49 170 1234567\t'- call them\t'@all\t<b>&\n"
    html = block_html(rows)
    assert html.count("mso-number-format:'\\@'") == 4
    assert "<td>-5</td>" in html
    assert "&lt;b&gt;&amp;" in html


WORDS = st.text(st.sampled_from("ab\n\t'=+-\"<&1 \u00a0é"), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_goes_out_comes_back(rows: list[list[str]]) -> None:
    across = max(map(len, rows))
    square = [[*row, *[""] * (across - len(row))] for row in rows]
    if any(cell.strip("\n\t ") for row in square for cell in row):
        assert read_block(block_text(square), block_html(square)) == square


def test_a_block_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_blocks, "MOST_CELLS", 100)
    with pytest.raises(PlanError, match="too large"):
        read_block("a\tb\n" * 60)
    with pytest.raises(PlanError, match="too large"):
        read_block("", "<table>" + "<tr><td colspan=1000>a</td></tr>" * 3 + "</table>")
