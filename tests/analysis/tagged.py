"""A tagged PDF read as a program that reads aloud does: its structure, and the words of each part.

The structure is read by pypdf, the words of each marked part by pdfium.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader

BREAK = "\N{ZERO WIDTH SPACE}"


@dataclass
class Element:
    """A structure element: its role, what is read instead of it, the words in it, and its parts."""

    role: str
    alt: str = ""
    scope: str = ""
    words: str = ""
    parts: list[Element] = field(default_factory=list)

    def all(self, *roles: str) -> Iterator[Element]:
        """Every element of these roles in reading order, itself included."""
        if self.role in roles:
            yield self
        for each in self.parts:
            yield from each.all(*roles)

    @property
    def text(self) -> str:
        """All words in it."""
        return " ".join(filter(None, (self.words, *(each.text for each in self.parts))))


class TaggedPdf:
    """A whole file."""

    def __init__(self, content: bytes) -> None:
        self.file = PdfReader(BytesIO(content))
        self.root: dict[str, Any] = dict(self.file.trailer["/Root"].get_object())  # type: ignore[call-overload]
        self.pages = {page.indirect_reference.idnum: place for place, page in enumerate(self.file.pages)}  # type: ignore[union-attr]
        self.words, self.untagged = _words(content)
        self.document = self._element(self.root["/StructTreeRoot"].get_object(), None)

    def _element(self, node: Any, page: int | None) -> Element:
        page = self._page(node, page)
        attributes = node.get("/A")
        attributes = [] if attributes is None else attributes.get_object()
        listed = attributes if isinstance(attributes, list) else [attributes]
        scopes = [str(each.get_object().get("/Scope", "")) for each in listed]
        made = Element(str(node.get("/S", "")).lstrip("/"), str(node.get("/Alt", "")), "".join(scopes).lstrip("/"))
        parts = node.get("/K")
        whole = [] if parts is None else parts.get_object()
        for part in whole if isinstance(whole, list) else [whole]:
            each: Any = part.get_object()
            if not isinstance(each, dict):
                made.words += self.words.get((page, each), "")
            elif "/S" in each:
                made.parts.append(self._element(each, page))
            elif "/MCID" in each:
                made.words += self.words.get((self._page(each, page), each["/MCID"]), "")
        return made

    def _page(self, node: Any, known: int | None) -> int | None:
        place = node.raw_get("/Pg") if "/Pg" in node else None
        return known if place is None else self.pages[place.idnum]


def _words(content: bytes) -> tuple[dict[tuple[int | None, int], str], list[str]]:
    """The words of each marked part, by page and number; and those that are in none, such as page numbers."""
    marked: dict[tuple[int | None, int], str] = {}
    loose: list[str] = []
    document = pypdfium2.PdfDocument(content)
    for place, page in enumerate(document):
        texts = page.get_textpage()
        for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            size = pdfium.FPDFTextObj_GetText(shape.raw, texts.raw, None, 0)
            read = (ctypes.c_ushort * (size // 2 + 1))()
            pdfium.FPDFTextObj_GetText(shape.raw, texts.raw, read, size)
            text = bytes(read).decode("utf-16-le").split("\0")[0]
            number = pdfium.FPDFPageObj_GetMarkedContentID(shape.raw)
            if number < 0:
                loose.append(text)
            else:
                marked[place, number] = marked.get((place, number), "") + text
    document.close()
    return marked, loose
