"""Tags for screen readers: what each text on a page is, and in which order it is read (ISO 32000-1, 14.7 and 14.8).

reportlab writes pages without any. A `TaggedCanvas` marks every text with the element it belongs to and everything
else that is drawn as decoration, and writes the tree of elements when the file is saved. We claim no standard by it:
the files are "tagged for screen readers".
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f\*?|F|B\*?|b\*?|sh|Do)\s*$")
_ROOT = "StructTreeRoot"
_OF_PAGES = ("StructParents", "Tabs")


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
        self.draw_words(aTextObject)

    def draw_words(self, aTextObject: PDFTextObject, actual: str = "") -> None:  # noqa: N803  as above
        """A text; `actual` is how it reads, where the glyphs stand in another order than its letters."""
        code = str(aTextObject.getCode())
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
        parents: list[list[Any]] = [[None] * page.sheet_marks for page in pages]
        root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName(_ROOT)})
        reference = document.Reference(root, _ROOT)
        root.dict["K"] = _written(document, self.document, reference, parents)
        numbers: list[Any] = []
        for number, marks in enumerate(parents):
            numbers += [number, pdfdoc.PDFArray(marks)]
        root.dict["ParentTree"] = document.Reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)}))
        root.dict["ParentTreeNextKey"] = len(parents)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})


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


def _written(document: Any, element: Element, parent: Any, parents: list[list[Any]]) -> Any:  # noqa: ANN401  reportlab's
    """The element and those in it as objects of the file; the answer is the reference to it."""
    entries: dict[str, Any] = {
        "Type": pdfdoc.PDFName("StructElem"),
        "S": pdfdoc.PDFName(element.tag),
        "P": parent,
    }
    made = pdfdoc.PDFDictionary()
    made.dict = entries
    reference = document.Reference(made)
    if element.alt:
        entries["Alt"] = pdfdoc.PDFString(element.alt)
    if element.scope:
        entries["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(element.scope)})
    pages = document.Pages.pages
    own = next((kid[0] for kid in element.kids if not isinstance(kid, Element)), None)
    if own is not None:
        entries["Pg"] = document.Reference(pages[own])
    kids: list[Any] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.kids:
                kids.append(_written(document, kid, reference, parents))
            continue
        number, mark = kid
        parents[number][mark] = reference
        if number == own:
            kids.append(mark)
        else:
            kids.append(
                pdfdoc.PDFDictionary(
                    {"Type": pdfdoc.PDFName("MCR"), "Pg": document.Reference(pages[number]), "MCID": mark}
                )
            )
    entries["K"] = pdfdoc.PDFArray(kids)
    return reference
