"""Rounds of municipalities parted in an area's own and the rest of the country, and both compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from analysis.comparing.alone import describe
from analysis.comparing.areas import area_results
from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison
from analysis.disclosure.comparisons import protect
from analysis.facts.areas import AreaFacts, AreaMember
from analysis.files.rounds import Round
from analysis.linking.following import date_of
from analysis.linking.municipalities import meet
from analysis.linking.pairing import keys
from questionnaires.classifications import kommune, kommuner, kommuner_in_area
from questionnaires.codebook import Codebook


def in_area(
    rounds: Sequence[Round], codebook: Codebook, name: str, *, earlier: Codebook | None = None
) -> tuple[Comparison, Comparison, AreaFacts]:
    """The comparison of the area's own municipalities, that of the rest, and the two held against each other.

    `name` is that of a statsforvalter's area, `rounds` are one or two. Both comparisons are protected. Raises
    NoSuchAreaError, and what `compare` raises.
    """
    key = next(each.name for each in codebook.variables if each.level == "key")
    dates = [date_of(each) for each in rounds]
    there = [kommuner_in_area(name, on) for on in dates]
    if not there[-1]:
        raise NoSuchAreaError(f"There is no statsforvalter of {name!r} on {dates[-1]}.")
    own, rest = (
        _compared([_part(*each, key, inside=inside) for each in zip(rounds, there, strict=True)], codebook, earlier)
        for inside in (True, False)
    )
    everywhere = [len(kommuner(on)) for on in dates]
    of = tuple(map(len, there))
    answered, rest_answered = (_answered(each) for each in (own, rest))
    facts = AreaFacts(
        name=name,
        of=of,
        answered=answered,
        rest_of=tuple(each - mine for each, mine in zip(everywhere, of, strict=True)),
        rest_answered=rest_answered,
        members=_members(rounds, key, dates, there[-1]),
        results=area_results(own, rest),
    )
    return own, rest, facts


def _part(round_: Round, own: frozenset[str], key: str, *, inside: bool) -> Round:
    """The round's municipalities in the area or outside it, and how many there are."""
    mine = round_.data[key].cast(pl.String).is_in([*own])
    all_of_them = len(kommuner(date_of(round_)))
    info = replace(round_.info, denominator=len(own) if inside else all_of_them - len(own))
    return Round(info, round_.data.filter(mine if inside else ~mine))


def _compared(rounds: Sequence[Round], codebook: Codebook, earlier: Codebook | None) -> Comparison:
    if len(rounds) == 1:
        return protect(describe(rounds[0], codebook))
    return protect(compare(rounds[0], rounds[1], earlier or codebook, followup_codebook=codebook))


def _answered(found: Comparison) -> tuple[int, ...]:
    return (found.baseline.respondents,) if found.alone else (found.baseline.respondents, found.followup.respondents)


def _members(
    rounds: Sequence[Round], key: str, dates: Sequence[dt.date], own: frozenset[str]
) -> tuple[AreaMember, ...]:
    """The area's municipalities on the last day, and whether they, or any that became them, answered."""
    places = [keys(each, key) for each in rounds]
    answered = [set(places[-1])]
    if len(rounds) > 1:
        met = meet(places[0], {nr: at for at, nr in enumerate(sorted(own))}, dates[0], dates[-1])
        numbers = sorted(own)
        before = {numbers[at] for _, at in met.pairs} | {each.key for each in met.meetings}
        answered.insert(0, before)
    listed = [each for each in kommuner(dates[-1]) if each.nr in own]
    return tuple(
        AreaMember(each.nr, kommune(each.nr, dates[-1]).label, tuple(each.nr in those for those in answered))
        for each in listed
    )


class NoSuchAreaError(ValueError):
    """An area that no statsforvalter serves on the day of the last round."""
