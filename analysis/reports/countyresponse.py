"""Which part of each county's municipalities answered: on a map, and beside what chance alone would make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from analysis.figures.countymaps import County, CountyMap, CountyRounds
from analysis.figures.funnels import Funnel, Unit
from analysis.reports.material import Responses
from analysis.responding.nonresponse import ResponseTable
from analysis.wording.phrases import say
from questionnaires.classifications import fylker


def response_map(responses: Responses, own: Collection[str] = ()) -> CountyMap:
    """The share that answered in each county; those of the numbers `own` are marked."""
    about = say("map_of_response", round=responses.round)
    return CountyMap(about, responses.on, _counties(responses.table, responses.on), own=tuple(sorted(own)))


def response_rounds(first: Responses, last: Responses) -> CountyRounds | None:
    """The shares in both rounds, by the counties of the last; None where the first is not told by those."""
    if first.later is None:
        return None
    then = CountyMap(first.round, last.on, _counties(first.later, last.on))
    return CountyRounds(say("response_rate"), (first.round, last.round), then, response_map(last))


def _counties(table: ResponseTable, on: dt.date) -> tuple[County, ...]:
    numbers = {each.name: each.nr for each in fylker(on)}
    return tuple(
        County(numbers[each.group], each.rate.value, each.answered + each.not_answered)
        for each in table.groups
        if each.group in numbers
    )


def response_funnel(responses: Responses) -> Funnel:
    """The same shares by how many municipalities a county has."""
    units = tuple(Unit(each.group, each.answered, each.answered + each.not_answered) for each in responses.table.groups)
    return Funnel(say("map_of_response", round=responses.round), units, of_counties=True)
