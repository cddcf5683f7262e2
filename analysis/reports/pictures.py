"""Figures as pictures for programs that cannot draw SVG, all at once."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst

from analysis.figures.sheet import WIDE
from analysis.figures.style import font_folder
from analysis.reports.model import Drawing

DOTS = 220
"""Per inch of the paper that a figure is printed on."""
SHEETS = """
#set page(width: auto, height: auto, margin: 0pt)
#for drawing in json(bytes(sys.inputs.drawings)) { page(image(bytes(drawing), format: "svg", width: %spt)) }
"""


class NoTypefaceWarning(UserWarning):
    """Nobody ran set-up, so reports look otherwise than they should."""


@lru_cache(maxsize=1)
def letters() -> typst.Fonts:
    """The typefaces of texts and figures, found once; the machine's own draw what ours lack."""
    if not any(font_folder().glob("*.ttf")):
        warnings.warn("Inter is not here: reports are set in DejaVu Sans. Run 'make setup'.", NoTypefaceWarning, 2)
    folders = (font_folder(), Path(mpl.get_data_path()) / "fonts" / "ttf")
    return typst.Fonts(font_paths=[str(each) for each in folders])


def pictures(drawings: Sequence[Drawing]) -> list[bytes]:
    """The drawings as PNG, in order."""
    if not drawings:
        return []
    # One picture comes alone, several as a list.
    made: Any = typst.compile(
        (SHEETS % WIDE).encode(),
        format="png",
        ppi=DOTS,
        font_paths=letters(),
        sys_inputs={"drawings": json.dumps([each.figure.svg for each in drawings], ensure_ascii=False)},
    )
    return made if isinstance(made, list) else [made]
