"""What a report says of a mapping in two phases, and of dialogue meetings with their evaluation form."""

import datetime as dt
import random
import re

import html5lib
import pytest

from analysis.comparing.alone import describe
from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison
from analysis.disclosure.comparisons import protect
from analysis.facts.pilots import MeetingFacts, PilotFacts
from analysis.reports.build import build
from analysis.reports.material import Material
from analysis.reports.model import Bullets, Details, Paragraph, Report, Section, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.library import paths
from tests.analysis.made import random_rounds, rounds, shipped

BOOK = shipped(paths()["kartlegging"])
FORM = shipped(paths()["dialogmote"])
KRISTIANSAND, SONGDALEN, SOGNE, OSLO, BERGEN = "1001", "1017", "1018", "0301", "1201"
"""In 2017; Søgne and Songdalen are part of Kristiansand from 2020, which is 4204 then, and Bergen is 4601."""


def answer(nr: str, **given: object) -> dict[str, str]:
    """One municipality's answers, of the column of day treatment alone."""
    return {"kommune": nr, **{f"{name}.dag": str(value) for name, value in given.items()}}


def mapped(first: list[dict[str, str]], second: list[dict[str, str]], by: str | None = None) -> Comparison:
    return protect(compare(*rounds(BOOK, first, second), BOOK, by=by))


def report(found: Comparison) -> Report:
    return build(Material(subject="Helse Nord", comparisons=(found,)), "mapping")


def section(made: Report, name: str) -> Section:
    return next(each for each in made.sections if each.id == name)


def row(made: Report, caption: str, start: str = "2. ") -> tuple[str, ...]:
    """A column's row in a table of the overview."""
    tables = [each for each in section(made, "kolonner").blocks if isinstance(each, Table)]
    table = next(each for each in tables if each.caption == caption)
    return plain(next(each for each in table.rows if each[0].startswith(start)))


def plain(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Cells with common spaces."""
    return tuple(re.sub(r"\s", " ", each) for each in cells)


def test_places_of_former_municipalities_are_added_up_through_a_merger() -> None:
    before = [answer(nr, plasser=n) for nr, n in ((KRISTIANSAND, 10), (SONGDALEN, 2), (SOGNE, 3), (OSLO, 40))]
    after = [answer(nr, plasser=n) for nr, n in (("4204", 20), ("0301", 44), ("4601", 7))]

    told = row(report(mapped(before, after)), "Plasser i alt")

    assert told[1:] == ("55 (n = 4)", "71 (n = 3)", "55 (n = 2)", "64 (n = 2)")


def test_a_merged_municipality_with_an_unknown_part_is_not_held_against_its_start() -> None:
    before = [answer(KRISTIANSAND, plasser=10), answer(OSLO, plasser=40)]
    after = [answer("4204", plasser=20), answer("0301", plasser=44)]

    told = row(report(mapped(before, after)), "Plasser i alt")

    assert told[1:] == ("50 (n = 2)", "64 (n = 2)", "40 (n = 1)", "44 (n = 1)")


def test_each_phase_says_who_is_responsible_and_how_many_call_it_a_grey_zone() -> None:
    said = ["municipality"] * 10 + ["specialist"] * 6 + ["grey"] * 8 + ["dont_know"] * 2
    numbers = random_places(len(said))
    before = [answer(nr, ansvar=code) for nr, code in zip(numbers, said, strict=True)]

    made = report(protect(describe(rounds(BOOK, before, [])[0], BOOK)))

    assert row(made, "Hvem som sies å ha ansvaret")[1:] == ("2017", "10 (42 %)", "6 (25 %)", "8 (33 %)", "2")


def random_places(count: int) -> list[str]:
    """Numbers of as many municipalities."""
    return [str(each) for each in random_rounds(BOOK, count)[0].data["kommune"]]


def test_who_has_a_service_and_expects_more_need_is_told_of_both_phases() -> None:
    numbers = random_places(20)
    before = [answer(nr, finnes="yes" if n < 8 else "no", behov="more") for n, nr in enumerate(numbers)]
    only = answer(OSLO, finnes="partly", behov="same")

    made = report(mapped(before, [only]))

    assert row(made, "Hvor mange som har tilbudet")[1:] == ("40 % (8)", "100 % (1)", "Kan ikke si")
    assert row(made, "Hvor mange som venter større behov")[1:] == ("100 % (20)", "0 % (0)", "Kan ikke si")


def test_every_column_of_the_model_has_a_section_of_its_own() -> None:
    made = report(protect(compare(*random_rounds(BOOK, 40), BOOK)))

    columns = [each.title for each in made.sections if each.id.startswith("rad-")]

    assert [each[:2] for each in columns] == ["1.", "2.", "3.", "4.", "5.", "6.", "7."]


def test_a_mapping_that_nobody_answered_says_so() -> None:
    made = report(mapped([], []))

    assert made.sections[0].id == "svar"
    assert to_html(made)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("alone", [False, True])
def test_a_mapping_is_a_valid_page_in_every_language(code: str, alone: bool) -> None:
    first, second = random_rounds(BOOK, 30)
    found = describe(first, BOOK, by="niva") if alone else compare(first, second, BOOK, by="niva")

    with speaking(code):
        page = to_html(report(protect(found)))

    html5lib.HTMLParser(strict=True).parse(page)


def evaluated(levels: dict[str, int]) -> Comparison:
    """A meeting's form as so many of each level filled it in; every other was very content."""
    chance = random.Random(2)
    rows = [
        {"id": f"{level}{n}", "tjenesteniva": level, "riktige_folk": "5" if n % 2 else "1", "endring": "3"}
        for level, count in levels.items()
        for n in range(count)
    ]
    chance.shuffle(rows)
    return protect(describe(rounds(FORM, rows, [])[0], FORM, by="tjenesteniva"))


def met(*comparisons: Comparison, meetings: tuple[MeetingFacts, ...] = ()) -> Report:
    facts = PilotFacts("Rehabilitering i Nord-Norge", dt.date(2018, 12, 15), meetings=meetings)
    return build(Material(pilot=facts, comparisons=comparisons), "meetings")


def lines(made: Report, name: str) -> list[str]:
    blocks = [each for each in section(made, name).blocks if isinstance(each, Paragraph | Bullets)]
    return [text for block in blocks for _, text in texts_of(block)]


def test_meetings_are_counted_by_role_and_listed_with_what_they_recommend() -> None:
    held = (
        MeetingFacts("Sandnessjøen", dt.date(2018, 5, 1), {"lege": 2, "koordinator": 4}, "Avklar ansvaret."),
        MeetingFacts("Harstad", dt.date(2018, 5, 1), {"lege": 3}),
    )

    made = met(meetings=held)
    register, roles = [each for each in section(made, "moter").blocks if isinstance(each, Table)]

    assert lines(made, "motene") == [
        "Dialogmøter: 2. Deltakere i alt: 9.",
        "Møter der gruppenes anbefalinger er skrevet inn: 1.",
    ]
    assert roles.rows == (("lege", "5"), ("koordinator", "4"))
    assert [each[0] for each in register.rows] == ["Sandnessjøen", "Harstad"]


def test_two_levels_of_service_are_told_side_by_side() -> None:
    made = met(evaluated({"kommune": 20, "spesialisthelsetjeneste": 14}))

    (table,) = [each for each in section(made, "grupper").blocks if isinstance(each, Table)]

    assert [each.heading for each in table.columns[1:]] == ["Kommune", "Spesialisthelsetjeneste"]
    assert plain(table.rows[0][1:]) == ("50 % (n = 20)", "50 % (n = 14)")


def test_a_level_of_few_is_not_shown_beside_the_others() -> None:
    made = met(evaluated({"kommune": 20, "spesialisthelsetjeneste": 14, "ks": 3}))

    told = [text for block in section(made, "grupper").blocks for _, text in texts_of(block)]

    assert not any("n = 3" in each for each in plain(tuple(told)))
    assert any("Ikke vist, fordi alt om dem er skjult" in each and "KS" in each for each in told)


def test_what_participants_wrote_is_never_shown() -> None:
    rows = [{"id": str(n), "riktige_folk": "4", "anbefaling": f"hemmelig {n}"} for n in range(12)]
    found = protect(describe(rounds(FORM, rows, [])[0], FORM))

    assert "hemmelig" not in to_html(met(found))


def test_meetings_without_meetings_or_answers_are_an_honest_report() -> None:
    made = met()

    assert [each.id for each in made.sections] == ["motene", "undersokelser", "neste", "metode"]
    assert lines(made, "motene") == ["Det er ikke skrevet inn noen møter ennå."]
    assert lines(made, "undersokelser") == ["Ingen av undersøkelsene har svar som kan vises."]


def test_groups_that_are_all_hidden_leave_a_sentence() -> None:
    made = met(evaluated({"kommune": 3, "spesialisthelsetjeneste": 2, "ks": 1}))

    assert "Ingen gruppe har tall som kan vises." in lines(made, "grupper")
    assert not any(isinstance(each, Table | Details) for each in section(made, "grupper").blocks)
