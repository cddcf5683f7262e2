"""The accessibility document is true: all criteria stand in it, and every test it names is there."""

from __future__ import annotations

import re
from pathlib import Path

from surveyapp.web import criteria

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d\.\d\.\d+) [^|]+\| (A{1,2}) \| [^|]+\S \| (.+) \|$", re.MULTILINE)
CRITERIA = {"A": 31, "AA": 24}
"""How many WCAG 2.2 has at each level (W3C Recommendation of 12 December 2024; 4.1.1 is obsolete and removed)."""


def test_every_criterion_of_both_levels_has_a_row() -> None:
    levels = [level for _number, level, _shown in ROW.findall(DOCUMENT)]
    assert {level: levels.count(level) for level in CRITERIA} == CRITERIA
    assert len({number for number, _level, _shown in ROW.findall(DOCUMENT)}) == len(levels)


def test_every_row_says_what_shows_it() -> None:
    shown = re.compile(r"axe|not tested|(the watch, in )?`test_")
    assert [number for number, _level, words in ROW.findall(DOCUMENT) if not shown.match(words)] == []


def test_every_test_that_it_names_is_there() -> None:
    there = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    named = set(re.findall(r"`(test_\w+)`", DOCUMENT))
    assert named - there == set()


def test_the_statement_counts_what_the_document_says() -> None:
    rows = ROW.findall(DOCUMENT)
    assert tuple(number for number, _level, shown in rows if shown.startswith("not tested")) == criteria.NOT_TESTED
    assert tuple(number for number, _level, shown in rows if not shown.startswith("not tested")) == criteria.AUTOMATIC
