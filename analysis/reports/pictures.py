"""Figures as pictures for programs that cannot draw SVG, all at once."""

from __future__ import annotations

import json
from collections.abc import Sequence

from analysis.figures.sheet import WIDE
from analysis.reports.model import Drawing
from analysis.reports.typesetting import typeset

DOTS = 220
"""Per inch of the paper that a figure is printed on."""
SHEETS = """
#set page(width: auto, height: auto, margin: 0pt)
#for drawing in json(bytes(sys.inputs.drawings)) { page(image(bytes(drawing), format: "svg", width: %spt)) }
"""


def pictures(drawings: Sequence[Drawing]) -> list[bytes]:
    """The drawings as PNG, in order."""
    if not drawings:
        return []
    # One picture comes alone, several as a list.
    made = typeset(
        (SHEETS % WIDE).encode(),
        format="png",
        ppi=DOTS,
        sys_inputs={"drawings": json.dumps([each.figure.svg for each in drawings], ensure_ascii=False)},
    )
    return made if isinstance(made, list) else [made]
