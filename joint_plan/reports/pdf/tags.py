"""Tags for screen readers: what each text on a page is, and in which order it is read (ISO 32000-1, 14.7 and 14.8).

reportlab writes pages without any. A `TaggedCanvas` marks every text with the element it belongs to and everything
else that is drawn as decoration, and writes the tree of elements when the file is saved. We claim no standard by it:
the files are "tagged for screen readers".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f\*?|F|B\*?|b\*?|sh|Do)\s*$")
_OF_PAGES = ("StructParents", "Tabs")


Runs = Sequence[tuple[str, str]]


class Element:
    """A node of the tree: what it is ("H1", "P", "Table", …), its description, its parts in reading order."""

    __slots__ = ("alt", "kids", "scope", "tag")

    def __init__(self, tag: str, alt: str = "", scope: str = "") -> None:
        self.tag, self.alt, self.scope = tag, alt, scope
        self.kids: list[Element | tuple[int, int]] = []

    def inner(self, tag: str, alt: str = "", scope: str = "") -> "Element":
        """A new element at the end of this one."""
        found = Element(tag, alt, scope)
        self.kids.append(found)
        return found


class TaggedCanvas(Canvas):
    """A canvas whose texts belong to elements."""

    # reportlab's own, which the stubs leave out: the page's code, the document's objects, the size of the sheet.
    _code: list[str]
    _doc: Any
    _pagesize: tuple[float, float]
    _escape: Callable[[bytes], str]

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  reportlab's
        self.document = Element("Document")
        self._open = [self.document]
        self._decoration = 0
        self.marks = 0
        self.sheet_index = 0
        super().__init__(*args, **options)
        for name in _OF_PAGES:
            if name not in pdfdoc.PDFPage.__NoDefault__:
                pdfdoc.PDFPage.__NoDefault__.append(name)

    @contextmanager
    def element(self, tag: str, alt: str = "", scope: str = "") -> Iterator[Element]:
        """What is drawn inside belongs to a new element."""
        with self.within(self._open[-1].inner(tag, alt, scope)) as found:
            yield found

    @contextmanager
    def within(self, element: Element) -> Iterator[Element]:
        """What is drawn inside belongs to an element that is there already."""
        self._open.append(element)
        try:
            yield element
        finally:
            self._open.pop()

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """What is drawn inside is not read out: furniture, labels that a description says already."""
        self._decoration += 1
        try:
            yield
        finally:
            self._decoration -= 1

    def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803  reportlab's names
        """A text, marked with the element that is open; with a paragraph of its own where none is."""
        self._mark(str(aTextObject.getCode()))

    def draw_lines(
        self, lines: Sequence[tuple[float, float, Runs]], size: float, colour: Color, actual: str = ""
    ) -> None:
        """Lines of (x, baseline, runs of (font, text)) as one text, in a size and a colour.

        `actual` is how they read, where the glyphs stand in another order than their letters. Written without
        reportlab's text object, which takes several times as long.
        """
        parts = [f"BT {numbers(*colour.rgb())} rg"]
        font_in_use = ""
        for x, y, runs in lines:
            parts.append(f"1 0 0 1 {numbers(x, y)} Tm")
            for name, piece in runs:
                font: Any = pdfmetrics.getFont(name)
                for subset, code in font.splitString(piece, self._doc):
                    internal = font.getSubsetInternalName(subset, self._doc)
                    if internal != font_in_use:
                        parts.append(f"{internal} {numbers(size)} Tf")
                        font_in_use = internal
                    parts.append(f"({self._escape(code)}) Tj")
        parts.append("ET")
        self._mark(" ".join(parts), actual)

    def paint(self, code: str) -> None:
        """Draw lines and fills by their code, as decoration that leaves the state of the page as it was."""
        self._code.append(f"/Artifact BMC q {code} Q EMC")

    def _mark(self, code: str, actual: str = "") -> None:
        if self._decoration:
            self._code.append(f"/Artifact BMC\n{code}\nEMC")
            return
        element = self._open[-1]
        if element is self.document:
            element = element.inner("P")
        element.kids.append((self.sheet_index, self.marks))
        reads = f" /ActualText <feff{actual.encode('utf-16-be').hex()}>" if actual else ""
        self._code.append(f"/{element.tag} <</MCID {self.marks}{reads}>> BDC\n{code}\nEMC")
        self.marks += 1

    def showPage(self) -> None:  # noqa: N802  reportlab's name
        """Close the page: what is neither text nor state is decoration."""
        self._code[:] = [_decorated(entry) for entry in _whole_paths(self._code)]
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.StructParents = self.sheet_index
        page.Tabs = pdfdoc.PDFName("S")
        page.sheet_marks = self.marks
        self.sheet_index += 1
        self.marks = 0

    def save(self) -> None:
        """Write the tree and the file."""
        if len(self._code):
            self.showPage()
        self._write_tree()
        super().save()

    def _write_tree(self) -> None:
        document = self._doc
        pages = document.Pages.pages
        parents: list[list[bytes]] = [[b"null"] * page.sheet_marks for page in pages]
        sheets = [_number(document, page) for page in pages]
        root = _Object()
        top = _number(document, root)
        held = _written(document, self.document, top, sheets, parents)
        numbers = b" ".join(b"%d [%s]" % (number, b" ".join(marks)) for number, marks in enumerate(parents))
        root.code = b"<</Type/StructTreeRoot/K %s/ParentTree <</Nums [%s]>>/ParentTreeNextKey %d>>" % (
            held,
            numbers,
            len(parents),
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})


class _Object(pdfdoc.PDFObject):
    """An object of the file whose code is written already: there are thousands of them."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.code = b""

    def format(self, _document: object) -> bytes:
        return self.code


def _number(document: Any, made: Any) -> bytes:  # noqa: ANN401  reportlab's
    """The reference to an object: "12 0 R"."""
    name = document.Reference(made).name
    return b"%d %d R" % document.idToObjectNumberAndVersion[name]


def numbers(*values: float) -> str:
    """Numbers as a page's code has them, to a hundredth of a point."""
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)


def _decorated(entry: str) -> str:
    """An entry of a page's code, marked as decoration if it paints."""
    return f"/Artifact BMC\n{entry}\nEMC" if _PAINTS.search(entry) else entry


def _whole_paths(code: list[str]) -> Iterator[str]:
    """The code with each path and the operator that paints it in one entry."""
    path: list[str] = []
    for entry in code:
        if path or entry.startswith("n"):
            path.append(entry)
            if _PAINTS.search(entry) or entry.rstrip().endswith(" n") or (entry.strip() == "n" and len(path) > 1):
                yield "\n".join(path)
                path = []
        else:
            yield entry
    yield from path


def _written(
    document: Any,  # noqa: ANN401  reportlab's
    element: Element,
    parent: bytes,
    sheets: Sequence[bytes],
    parents: list[list[bytes]],
) -> bytes:
    """The element and those in it as objects of the file; the answer is the reference to it."""
    made = _Object()
    reference = _number(document, made)
    code = [b"<</Type/StructElem/S/%s/P %s" % (element.tag.encode(), parent)]
    if element.alt:
        code.append(b"/Alt <feff%s>" % element.alt.encode("utf-16-be").hex().encode())
    if element.scope:
        code.append(b"/A <</O/Table/Scope/%s>>" % element.scope.encode())
    own = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
    if own is not None:
        code.append(b"/Pg %s" % sheets[own])
    kids: list[bytes] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.kids:
                kids.append(_written(document, kid, reference, sheets, parents))
            continue
        number, mark = kid
        parents[number][mark] = reference
        elsewhere = b"<</Type/MCR/Pg %s/MCID %d>>" % (sheets[number], mark)
        kids.append(b"%d" % mark if number == own else elsewhere)
    code.append(b"/K [%s]>>" % b" ".join(kids))
    made.code = b"".join(code)
    return reference
