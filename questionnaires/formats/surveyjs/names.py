"""Names of SurveyJS, which may be any text, as ids and codes of ours."""

from __future__ import annotations

import re
import unicodedata

from questionnaires.checker.parts import RESERVED_IDS
from questionnaires.checker.questions import RESERVED_CODES

LONGEST = 60


def _plain(name: str) -> str:
    """Letters a-z, digits and low lines that look like the name."""
    spelled = name[:200].replace("æ", "ae").replace("ø", "o").replace("å", "a")
    spelled = spelled.replace("Æ", "Ae").replace("Ø", "O").replace("Å", "A")
    ascii_only = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "_", ascii_only).strip("_")


def _unused(wanted: str, used: set[str]) -> str:
    """The name itself, or with the first number after it that makes it the only one."""
    wanted = wanted[:LONGEST]
    found, number = wanted, 2
    while found in used:
        end = f"_{number}"
        found, number = wanted[: LONGEST - len(end)] + end, number + 1
    return found


class Names:
    """The ids that are taken, by questions and by what comes with them."""

    def __init__(self) -> None:
        self.used = set(RESERVED_IDS)

    def take(self, name: str, otherwise: str = "q") -> str:
        """An id like the name, that nothing else has."""
        plain = _plain(name) or otherwise
        found = _unused(plain if plain[0].isalpha() else f"{otherwise}_{plain}", self.used)
        self.used.add(found)
        return found

    def take_exactly(self, wanted: str) -> bool:
        """Take this id if it is free and short enough."""
        if wanted in self.used or len(wanted) > LONGEST:
            return False
        self.used.add(wanted)
        return True


def code_for(value: str, used: set[str]) -> str:
    """A code like the value, that no other choice of the question has."""
    found = _unused(
        value if re.fullmatch(r"[A-Za-z0-9_]{1,60}", value) else _plain(value) or "c", used | RESERVED_CODES
    )
    used.add(found)
    return found
