"""A Word document as bytes that are the same each time it is made."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a zip file can tell."""


def pack(made: Document) -> bytes:
    """The file, in which no part tells when it was written."""
    written, out = BytesIO(), BytesIO()
    made.save(written)
    with ZipFile(written) as parts, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            packed.writestr(ZipInfo(name, LONG_AGO), parts.read(name), ZIP_DEFLATED)
    return out.getvalue()
