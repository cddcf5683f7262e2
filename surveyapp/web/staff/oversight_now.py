"""How far municipalities have come: all that changes while the page of those who oversee them is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from questionnaires.classifications import fylker, norwegian_order
from surveyapp.models.ids import norwegian_date
from surveyapp.services.overseeing import Curve, Followed, Municipality
from surveyapp.web.languages import day, percent
from surveyapp.web.staff.curves import DrawnCurves, drawn
from surveyapp.web.staff.tiles import TileMap, tile_map


@dataclass(frozen=True, slots=True)
class Group:
    """The municipalities of a county, an area or all of it, counted."""

    name: str
    asked: int
    begun: int
    submitted: int

    @property
    def share(self) -> float:
        """The share that has handed in, 0-1."""
        return self.submitted / self.asked if self.asked else 0.0

    @classmethod
    def of(cls, name: str, members: Sequence[Municipality]) -> Group:
        """Count them."""
        states = [each.state for each in members]
        return cls(name, len(states), states.count("begun"), states.count("submitted"))


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality in the list."""

    name: str
    county: str
    state: str
    color: str
    on: str
    href: str
    contact: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day on which answers came, in this round or the last; empty where it has not come yet, or is not known."""

    day: int
    now: str
    before: str


NUMBER = "NUMBER"
"""Where a municipality's number stands in an address that is made for all of them."""
STATES = ("missing", "not_begun", "begun", "submitted", "all")
ORDERS = ("county", "name", "state", "contact")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader wants to see in the list: of a county, in a state, in an order."""

    county: str = ""
    state: str = "missing"
    order: str = "county"


@dataclass(frozen=True, slots=True)
class Now:
    """All that changes while the page is open."""

    whole: Group
    counties: tuple[Group, ...]
    governors: tuple[Group, ...]
    tiles: TileMap
    curves: DrawnCurves
    earlier_label: str
    days: tuple[DayLine, ...]
    days_unknown: bool
    lines: tuple[Line, ...]
    written_to: bool


def now_of(followed: Followed, at: tuple[UUID, UUID], wanted: Wanted, moment: datetime) -> Now:
    """What changes while the page is open."""
    there = followed.municipalities
    counties = _groups(there, lambda each: each.county)
    by_number = {each.county: each.county_number for each in there}
    today = (norwegian_date(moment) - followed.opens_on).days
    return Now(
        whole=Group.of(_("I alt"), there),
        counties=counties,
        governors=_groups(there, lambda each: each.governor),
        tiles=tile_map(
            [each.nr for each in fylker(on=followed.classified_on)],
            {by_number[each.name]: (each.share, percent(each.share)) for each in counties},
        ),
        curves=drawn(followed.curve, followed.earlier, today),
        earlier_label=followed.earlier.label if followed.earlier else "",
        days=tuple(_days(followed.curve, followed.earlier)),
        days_unknown=followed.curve.days is None,
        lines=tuple(_lines(chosen(there, wanted), at)),
        written_to=any(each.contacted_on or each.bounced for each in there),
    )


def _groups(there: Sequence[Municipality], named: Callable[[Municipality], str]) -> tuple[Group, ...]:
    members: dict[str, list[Municipality]] = {}
    for each in there:
        members.setdefault(named(each), []).append(each)
    return tuple(Group.of(name, members[name]) for name in sorted(members, key=norwegian_order))


def chosen(there: Iterable[Municipality], wanted: Wanted) -> list[Municipality]:
    """Those that the reader asks for, in the order asked for."""
    states = {"missing": {"not_begun", "begun"}, "all": {"not_begun", "begun", "submitted"}}
    kept = [
        each
        for each in there
        if wanted.county in ("", each.county_number) and each.state in states.get(wanted.state, {wanted.state})
    ]
    if wanted.order == "county":
        names = sorted({each.county for each in kept}, key=norwegian_order)
        kept.sort(key=lambda each: names.index(each.county))
    elif wanted.order == "state":
        kept.sort(key=lambda each: ("begun", "not_begun", "submitted").index(each.state))
    elif wanted.order == "contact":
        kept.sort(key=_by_contact)
    return kept


def _by_contact(each: Municipality) -> tuple[int, date]:
    """Those that nothing has reached first, then the ones that it is longest since."""
    return 1 if each.bounced else 2 if each.contacted_on else 0, each.contacted_on or date.min


def contact_words(found: Municipality) -> str:
    """When a municipality was last written to, or why that did not reach it."""
    if found.bounced:
        return str(_("kom i retur"))
    return day(found.contacted_on) if found.contacted_on else str(_("ikke skrevet til"))


def state_words() -> dict[str, tuple[str, str]]:
    """How far a municipality has come, in words, and the colour of its tag."""
    return {
        "not_begun": (_("Ikke begynt"), "warning"),
        "begun": (_("Påbegynt"), "info"),
        "submitted": (_("Levert"), "success"),
    }


def _lines(found: Iterable[Municipality], at: tuple[UUID, UUID]) -> Iterator[Line]:
    words, anywhere = state_words(), round_at("oversight.receipt", at, number=NUMBER)
    for each in found:
        href = anywhere.replace(NUMBER, each.number) if each.submitted_on else ""
        on = day(each.submitted_on) if each.submitted_on else ""
        yield Line(each.name, each.county, *words[each.state], on, href, contact_words(each))


def _days(now: Curve, before: Curve | None) -> Iterable[DayLine]:
    current = {each.day: each.total for each in now.days or ()}
    earlier = {each.day: each.total for each in (before.days if before else None) or ()}
    first, second = "", ""
    for number in sorted(current.keys() | earlier.keys()):
        first = str(current[number]) if number in current else first
        second = str(earlier[number]) if number in earlier else second
        yield DayLine(number, first, second)


def round_at(endpoint: str, at: tuple[UUID, UUID], **more: Any) -> str:
    """The address of a page about a round."""
    return url_for(endpoint, survey_id=at[0], round_id=at[1], **more)
