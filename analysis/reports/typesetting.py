"""Documents set by typst, in our typefaces."""

from __future__ import annotations

import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import typst

from analysis.figures.style import font_folder

FORGETS_AFTER: Final = 11
"""So many documents later typst forgets one: some 30 MB for each report, which it would keep for the next ten."""


class NoTypefaceWarning(UserWarning):
    """Nobody ran set-up, so reports look otherwise than they should."""


@lru_cache(maxsize=1)
def letters() -> typst.Fonts:
    """The typefaces of texts and figures, found once; the machine's own draw what ours lack."""
    if not any(font_folder().glob("*.ttf")):
        warnings.warn("Inter is not here: reports are set in DejaVu Sans. Run 'make setup'.", NoTypefaceWarning, 2)
    folders = (font_folder(), Path(mpl.get_data_path()) / "fonts" / "ttf")
    return typst.Fonts(font_paths=[str(each) for each in folders])


def typeset(source: bytes, **how: Any) -> Any:
    """The document of this source, as `typst.compile` gives it."""
    return typst.compile(source, font_paths=letters(), **how)


def forget() -> None:
    """Let go of what typst remembers of the documents before, which no other report uses.

    It has no word for that: its memory is tidied by every document, so empty ones do it.
    """
    for _ in range(FORGETS_AFTER):
        typeset(b"", format="svg")
