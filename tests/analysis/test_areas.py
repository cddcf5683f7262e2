"""A county governor's area beside the rest of the country: finite, exact when all answered, and told in words."""

from dataclasses import replace
from functools import cache
from math import sqrt

import html5lib
import pytest

from analysis.comparing.areas import area_results
from analysis.comparing.inarea import NoSuchAreaError, in_area
from analysis.facts.areas import AreaFacts, AreaResult
from analysis.reports.build import build
from analysis.reports.material import Material, Responses, Wider, material_from_json, material_to_json
from analysis.reports.model import Drawing, Report, Section, Statements, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.responding.nonresponse import responders_by_county
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.classifications import kommuner_in_area
from questionnaires.library import paths
from tests.analysis.made import DATES, comparison, plan, random_rounds, rounds, shipped, told
from tests.analysis.test_own_answers import BOOK, KEY

AGDER = [sorted(kommuner_in_area("Agder", on)) for on in DATES]
ROGALAND = [sorted(kommuner_in_area("Rogaland", on)) for on in DATES]


def answers(numbers: list[str], yes: int) -> list[dict[str, str]]:
    return [{KEY: nr, "plan": "yes" if at < yes else "no"} for at, nr in enumerate(numbers)]


def agder(own: tuple[int, int], rest: tuple[int, int], who: tuple[int, int] = (30, 25)) -> tuple[Material, AreaFacts]:
    """So many of those that answered in Agder say yes in each round, and so many of Rogaland's."""
    first = answers(AGDER[0][: who[0]], own[0]) + answers(ROGALAND[0], rest[0])
    second = answers(AGDER[1][: who[1]], own[1]) + answers(ROGALAND[1], rest[1])
    mine, others, facts = in_area(rounds(BOOK, first, second), BOOK, "Agder")
    material = Material(
        title="Kommunene",
        subject="Agder",
        comparisons=(mine,),
        wider=(Wider("resten av landet", others),),
        area=facts,
    )
    return material, facts


def the(facts: AreaFacts) -> AreaResult:
    (found,) = facts.results
    return found


def section(report: Report, name: str) -> Section:
    return next(each for each in report.sections if each.id == name)


def said(part: Section) -> str:
    return " ".join(text for block in part.blocks for _, text in texts_of(block)).replace("\xa0", " ")


def test_the_area_is_its_own_municipalities_and_the_rest_everybody_elses() -> None:
    _, facts = agder((10, 20), (5, 5))

    # Agder had 30 municipalities in 2017 and has 25 since 2020; the country had 426 and 356.
    assert (facts.of, facts.rest_of) == ((30, 25), (426 - 30, 356 - 25))
    assert (facts.answered, facts.rest_answered) == ((30, 25), (len(ROGALAND[0]), len(ROGALAND[1])))
    assert len(facts.members) == 25


def test_where_all_have_answered_the_share_has_no_uncertainty() -> None:
    found = the(agder((10, 20), (5, 5))[1])

    share = found.own[-1]
    assert share is not None
    assert (share.count, share.of, share.low, share.high) == (20, 25, 0.8, 0.8)
    assert found.census


def test_a_change_is_less_uncertain_the_more_of_the_area_can_be_followed() -> None:
    # 20 of the area's 25 are pairs: Newcombe's interval times the root of 1/5.
    own = comparison(plan((8, 20), (14, 20), (7, 1, 7, 5)), baseline=told("2017", 20, 25, DATES[0]))
    own = replace(own, followup=told("2020", 20, 25, DATES[1]))
    (found,) = area_results(own, own)

    change, plain = found.change, own.questions[0].indicator
    assert change is not None
    assert plain is not None
    assert plain.change is not None
    assert plain.change.low is not None
    assert change.value == pytest.approx(0.3)
    assert change.low == pytest.approx(0.3 - (0.3 - plain.change.low) * sqrt(0.2))
    assert found.pairs == 20


def test_when_every_municipality_can_be_followed_the_change_is_what_it_is() -> None:
    own = comparison(plan((2, 4), (3, 4), (2, 0, 1, 1)), baseline=told("2017", 4, 4, DATES[0]))
    own = replace(own, followup=told("2020", 4, 4, DATES[1]))
    (found,) = area_results(own, own)

    # One of four gained a plan: 25 points, and nobody is unknown.
    assert found.change is not None
    assert (found.change.value, found.change.low, found.change.high) == (0.25, 0.25, 0.25)
    assert (found.verdict, found.direction) == ("increased", "better")


def test_few_pairs_of_many_carry_no_verdict() -> None:
    own = comparison(plan((2, 4), (3, 4), (2, 0, 1, 1)), baseline=told("2017", 4, 25, DATES[0]))
    own = replace(own, followup=told("2020", 4, 25, DATES[1]))
    (found,) = area_results(own, own)

    assert (found.verdict, found.reason, found.standing_reason) == ("cannot_say", "too_few", "too_few")


def test_a_difference_from_the_rest_is_judged_by_its_interval() -> None:
    # 20 of 25 in Agder, nobody uncertain, against 2 of Rogaland's 23, which are 23 of the 331 others.
    found = the(agder((10, 20), (5, 2))[1])

    assert found.difference is not None
    assert found.difference.value == pytest.approx(20 / 25 - 2 / 23)
    assert (found.standing, found.standing_direction) == ("increased", "better")


def test_the_same_share_in_the_rest_as_far_as_it_is_known_cannot_be_told_apart() -> None:
    assert the(agder((10, 5), (5, 5))[1]).standing == "cannot_say"


def test_a_difference_is_told_with_both_shares_and_their_counts() -> None:
    part = section(build(agder((10, 20), (5, 2))[0], "governor"), "beside")

    (found,) = (block for block in part.blocks if isinstance(block, Statements))
    assert found.items[0].verdict == "Høyere enn i resten av landet"
    assert (
        found.items[0]
        .text.replace("\xa0", " ")
        .startswith(
            "I Agder var andelen kommuner som har en plan, 80 % (20 av 25), "
            "mot 9 % (2 av 23) i resten av landet: 71 prosentpoeng høyere (95 % KI "
        )
    )


def test_an_area_where_all_answered_is_said_to_be_no_sample() -> None:
    text = said(section(build(agder((10, 20), (5, 2))[0], "governor"), "svar"))

    assert "I 2020 svarte 25 av 25 kommuner i Agder." in text
    assert "så tallene for 2020 er hele Agder og ikke et utvalg" in text


def test_an_area_where_some_did_not_answer_is_said_to_be_uncertain_about_them_alone() -> None:
    text = said(section(build(agder((10, 20), (5, 2), (30, 24))[0], "governor"), "svar"))

    assert "Usikkerheten i tallene for Agder gjelder bare kommunene som ikke svarte i 2020." in text


def test_each_municipality_of_the_area_is_listed_with_what_it_answered() -> None:
    first, second = AGDER[0][:1], AGDER[1][:2]
    own, _, facts = in_area(rounds(BOOK, answers(first, 1), answers(second, 1)), BOOK, "Agder")
    part = section(build(Material(subject="Agder", comparisons=(own,), area=facts), "governor"), "kommunene")

    (table,) = (block for block in part.blocks if isinstance(block, Table))
    rows = {name: tuple(cells) for name, *cells in table.rows}
    # 0901 Risør became 4201, and 4202 is Grimstad.
    assert rows["Risør"] == ("Svarte", "Svarte")
    assert rows["Grimstad"] == ("Svarte ikke", "Svarte")
    assert rows["Valle"] == ("Svarte ikke", "Svarte ikke")


def test_an_area_that_nobody_serves_is_refused() -> None:
    with pytest.raises(NoSuchAreaError, match="Atlantis"):
        in_area(rounds(BOOK, [], []), BOOK, "Atlantis")


def test_the_area_comes_back_from_the_materials_json() -> None:
    material = agder((10, 20), (5, 2))[0]

    assert material_from_json(material_to_json(material)) == material


@cache
def random_area(persons: int, *, alone: bool) -> Material:
    book = shipped(paths()["kommuneundersokelsen"])
    both = random_rounds(book, persons)
    own, rest, facts = in_area(both[1:] if alone else both, book, "Agder")
    return Material(subject="Agder", comparisons=(own,), wider=(Wider("resten", rest),), area=facts)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("persons", "alone"), [(0, False), (1, False), (2, False), (300, False), (300, True)])
def test_the_real_questionnaire_makes_a_valid_report(persons: int, code: str, *, alone: bool) -> None:
    with speaking(code):
        html = to_html(build(random_area(persons, alone=alone), "governor"))

    html5lib.HTMLParser(strict=True).parse(html)


def test_the_areas_own_counties_are_framed_among_all_that_answered() -> None:
    material, _ = agder((10, 20), (10, 10))
    there = Responses("2020", DATES[1], responders_by_county([*AGDER[1], *ROGALAND[1][:5]], DATES[1]))

    part = section(build(replace(material, responses=(there,)), "governor"), "svar")

    (figure,) = (block.figure for block in part.blocks if isinstance(block, Drawing))
    assert "Tykk ramme: Agder." in figure.under
    # The governor's own county is read out first.
    assert "Agder: 100 % (n = 25)" in figure.reading.replace("\xa0", " ")


def test_a_difference_stands_in_one_cell_with_its_interval_and_the_direction_beside_it() -> None:
    material, _ = agder((10, 20), (2, 2))
    report = build(material, "governor")

    table = next(block for part in report.sections for block in part.blocks if isinstance(block, Table) and block.note)
    cells = dict(zip((each.heading for each in table.columns), table.rows[0], strict=True))
    # 20 of 25 is 80 %, and 2 of Rogaland's 23 is 9 %.
    assert cells["Forskjell"].startswith("+71 (")
    assert cells["Mot resten av landet"] == "Høyere"
