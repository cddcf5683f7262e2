"""Which part of each county's municipalities answered: on a map, and beside what chance alone would make of it."""

from __future__ import annotations

from collections.abc import Collection

from analysis.figures.countymaps import County, CountyMap
from analysis.figures.funnels import Funnel, Unit
from analysis.reports.material import Responses
from analysis.wording.phrases import say
from questionnaires.classifications import fylker


def response_map(responses: Responses, own: Collection[str] = ()) -> CountyMap:
    """The share that answered in each county; those of the numbers `own` are marked."""
    numbers = {each.name: each.nr for each in fylker(responses.on)}
    counties = tuple(
        County(numbers[each.group], each.rate.value, each.answered + each.not_answered)
        for each in responses.table.groups
        if each.group in numbers
    )
    return CountyMap(say("map_of_response", round=responses.round), responses.on, counties, own=tuple(sorted(own)))


def response_funnel(responses: Responses) -> Funnel:
    """The same shares by how many municipalities a county has."""
    units = tuple(Unit(each.group, each.answered, each.answered + each.not_answered) for each in responses.table.groups)
    return Funnel(say("map_of_response", round=responses.round), units, of_counties=True)
