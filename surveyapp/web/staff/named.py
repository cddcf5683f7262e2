"""Municipalities as people write and paste them: by name, by number, or by both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import gettext as _

from questionnaires.classifications import Kommune

TOLD, LONGEST = 10, 60
"""How many lines are told of, and how much of each is repeated; no name with its number is longer."""
_BOTH = re.compile(r"(?P<first>\d{3,4})\W+(?P<name>\D+)|(?P<named>\D+)\W+(?P<last>\d{3,4})")


@dataclass(frozen=True, slots=True)
class Named:
    """What was written on a line, and the numbers of the municipalities that it may be; none or several is wrong."""

    line: int
    words: str
    may_be: Set[str]


def read(written: str, there: Sequence[Kommune]) -> list[Named]:
    """What stands on each line, or between commas or semicolons, sought among those that are there."""
    known: dict[str, set[str]] = defaultdict(set)
    for each in there:
        # A spreadsheet takes the zero off 0301.
        for word in (each.nr, each.nr.lstrip("0"), each.label, each.name, *each.official_name.split(" - ")):
            known[_plain(word)].add(each.nr)
        known[_plain(each.official_name)].add(each.nr)
    parts = (
        (number, " ".join(part.split()))
        for number, line in enumerate(written.splitlines(), 1)
        for part in re.split("[,;]", line)
    )
    return [Named(number, words, _sought(words, known)) for number, words in parts if words]


def problem_with(named: Sequence[Named], there: Sequence[Kommune]) -> str:
    """What is to be mended, line by line; "" when each is one municipality."""
    labels = {each.nr: each.label for each in there}
    told = [_told(each, labels) for each in named if len(each.may_be) != 1]
    if not told:
        return ""
    more = len(told) - TOLD
    if more > 0:
        told = [*told[:TOLD], _("og %(num)s til", num=more)]
    return str(_("Vi finner ikke disse kommunene på den dagen, i valget over: %(unknown)s.", unknown="; ".join(told)))


def _told(each: Named, labels: Mapping[str, str]) -> str:
    words = each.words if len(each.words) <= LONGEST else f"{each.words[:LONGEST]}…"
    if each.may_be:
        which = format_list(sorted(labels[nr] for nr in each.may_be), "or", locale=get_locale() or "nb")
        return str(_("linje %(line)s: «%(name)s», skriv %(which)s", line=each.line, name=words, which=which))
    return str(_("linje %(line)s: «%(name)s»", line=each.line, name=words))


def _sought(words: str, known: Mapping[str, Set[str]]) -> Set[str]:
    """By the whole; or by a number and a name beside it, which must be of the same."""
    plain = _plain(words)
    if plain in known:
        return known[plain]
    both = _BOTH.fullmatch(plain) if len(plain) <= LONGEST else None
    if both is None:
        return set()
    number, name = both["first"] or both["last"], both["name"] or both["named"]
    return known.get(number, set()) & known.get(_plain(name), set())


def _plain(words: str) -> str:
    """Without the mark of a list before it, and «kommune» after it."""
    return words.casefold().strip(" -–•*·.").removesuffix(" kommune")
