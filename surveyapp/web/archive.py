"""The receipt for a public body's archive, as a PDF/UA that cannot be mistaken for a form."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib.resources import files

import typst


@dataclass(frozen=True, slots=True)
class ArchiveReceipt:
    """Every word of the receipt: facts as (name, words), sections as (title, ((question, lines), ...))."""

    language: str
    title: str
    survey: str
    synthetic: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]


def write_receipt(receipt: ArchiveReceipt) -> bytes:
    """The receipt as a PDF (A4, PDF/UA-1: ISO 14289-1)."""
    template = files(__package__).joinpath("archive.typ").read_bytes()
    words = json.dumps(asdict(receipt), ensure_ascii=False)
    return typst.compile(template, format="pdf", sys_inputs={"receipt": words}, pdf_standards="ua-1")
