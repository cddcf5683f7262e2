"""How wide a text is and where its lines break, from the font's own advance widths."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from threading import Lock

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

from analysis.figures.style import font

REFERENCE = 64
MORE = "\N{HORIZONTAL ELLIPSIS}"
_ONE_AT_A_TIME = Lock()
"""A font's face is not to be read by two threads; reports are written in several."""


@lru_cache(maxsize=4)
def _face(*, bold: bool) -> FT2Font:
    wanted = font_manager.FontProperties(family=[font()], weight="bold" if bold else "normal")
    face = FT2Font(font_manager.findfont(wanted))
    face.set_size(REFERENCE, 72)
    return face


class _Advances(dict[str, float]):
    """Width of each letter in ems; a letter that the font lacks is taken to be as wide as it is high."""

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    def __missing__(self, letter: str) -> float:
        advance = 1.0
        with _ONE_AT_A_TIME:
            face = _face(bold=self._bold)
            if face.get_char_index(ord(letter)) != 0:
                advance = face.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / REFERENCE
        self[letter] = advance
        return advance


_ADVANCES = (_Advances(bold=False), _Advances(bold=True))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of a line of text."""
    return size * sum(map(_ADVANCES[bold].__getitem__, text))


def clean(text: str) -> str:
    """The text on one line, without the control characters that XML forbids."""
    kept = (" " if letter.isspace() and letter not in "\u00a0\u202f" else letter for letter in text)
    return "".join(letter for letter in kept if unicodedata.category(letter) not in {"Cc", "Cs", "Cn"}).strip()


def wrap(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """The text on at most `lines` lines of `room` points; what does not fit ends in «…»."""
    wrapped: list[str] = []
    words = [piece for word in clean(text).split(" ") for piece in _pieces(word, size, room, bold=bold)]
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            wrapped.append(line)
            line = word
        else:
            line = longer
    wrapped.append(line)
    if len(wrapped) <= lines:
        return wrapped
    return [*wrapped[: lines - 1], _cut(" ".join(wrapped[lines - 1 :]), size, room, bold=bold)]


def shorten(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text on one line of `room` points."""
    return wrap(text, size, room, 1, bold=bold)[0]


def _pieces(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """A word wider than the line, broken where it must be."""
    pieces = [word]
    while width(pieces[-1], size, bold=bold) > room and len(pieces[-1]) > 1:
        rest = pieces.pop()
        fits = max(1, sum(width(rest[: end + 1], size, bold=bold) <= room for end in range(len(rest))))
        pieces += [rest[:fits], rest[fits:]]
    return pieces


def _cut(line: str, size: float, room: float, *, bold: bool) -> str:
    if width(line, size, bold=bold) <= room:
        return line
    while line and width(line + MORE, size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip() + MORE
