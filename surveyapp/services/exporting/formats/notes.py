"""What a file could not hold as it was: told to whoever takes it out, and written into the read-me beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

What = Literal["name", "label", "code", "text"]
WHATS: tuple[What, ...] = get_args(What)
"""A variable's name was changed; the words of a variable, or of a code, or a respondent's own were cut."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is not in the file as it was. `became`: the new name, or what is left of the words."""

    what: What
    format: str
    variable: str
    became: str
