"""An address as a picture that a phone's camera reads (QR, ISO/IEC 18004)."""

from __future__ import annotations

import segno

QUIET = 4
"""Modules of white around the picture (section 6.3.8)."""


def scannable(address: str) -> str:
    """The picture for a page, as the address of an image: black on white in the dark too, read with a seventh hurt."""
    made = segno.make_qr(address, error="m", boost_error=False)
    return made.svg_data_uri(scale=5, border=QUIET, light="#fff", dark="#000")
