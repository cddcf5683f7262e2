"""The page about the results names every field that the JSON has."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from analysis.comparing.results import Comparison
from analysis.trends.trendresults import Trend

PAGE = (Path(__file__).parents[2] / "docs/results.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def parts_of(kind: object) -> Iterator[type]:
    """The dataclasses that a type is made of, itself among them."""
    for each in get_args(kind):
        yield from parts_of(each)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from parts_of(hint)


KINDS = {kind.__name__: kind for whole in (Comparison, Trend) for kind in parts_of(whole)}


def test_there_is_a_section_for_every_part_of_a_comparison_and_a_trend_and_no_other() -> None:
    assert len(KINDS) > 15
    assert SECTIONS.keys() == KINDS.keys()


@pytest.mark.parametrize("name", KINDS)
def test_every_field_is_told_and_none_that_is_not_there(name: str) -> None:
    fields = {field.name for field in dataclasses.fields(KINDS[name])}
    told = re.findall(r"^\| (`.*?) \|", SECTIONS[name], re.MULTILINE)

    assert {word for cells in told for word in re.findall(r"`(\w+)`", cells)} == fields
