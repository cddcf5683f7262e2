"""The report on a whole country: response by county, challenges, all rounds, the register and the ledger."""

import datetime as dt
from dataclasses import replace
from functools import cache

import html5lib
import pytest

from analysis.comparing.alone import describe
from analysis.comparing.compare import compare
from analysis.comparing.values import Bounds, Share
from analysis.disclosure.comparisons import protect
from analysis.files.rounds import Round, RoundInfo
from analysis.reports.build import build
from analysis.reports.material import Material, Responses, material_from_json, material_to_json
from analysis.reports.model import Details, Drawing, Report, Section, Statements, Table
from analysis.reports.page import to_html
from analysis.reports.texts import texts_of
from analysis.responding.nonresponse import responders_by_county
from analysis.trends.trend import trend
from analysis.trends.trendprotection import protect_trend
from analysis.wording.language import LANGUAGES, speaking
from questionnaires.classifications import kommuner
from questionnaires.codebook import Codebook
from questionnaires.library import paths
from tests.analysis.made import DATES, comparison, plan, random_rounds, responses, shipped

KEY = "municipality"
NOW = dt.date(2020, 10, 16)


@cache
def book() -> Codebook:
    return shipped(paths()["kommuneundersokelsen"])


def national(persons: int) -> Material:
    rounds = random_rounds(book(), persons)
    return replace(Material.of(protect(compare(*rounds, book()))), responses=responses(rounds, book()))


def section(report: Report, name: str) -> Section:
    return next(each for each in report.sections if each.id == name)


def said(part: Section) -> str:
    return " ".join(text for block in part.blocks for _, text in texts_of(block)).replace("\xa0", " ")


def table(part: Section, place: int = 0) -> Table:
    return [block for block in part.blocks if isinstance(block, Table)][place]


def test_the_counties_that_answered_most_and_least_are_named_with_their_counts() -> None:
    there = kommuner(NOW)
    agder = [each.nr for each in there if each.fylke.name == "Agder"]
    rogaland = [each.nr for each in there if each.fylke.name == "Rogaland"]
    others = [each.nr for each in there if each.fylke.name not in {"Agder", "Rogaland"}]
    # Agder has 25 municipalities and Rogaland 23; of a county with one municipality there is nothing to tell.
    answered = [*agder, *rogaland[:5], *[each for each in others if each != "0301"]]
    found = Responses("2020", NOW, responders_by_county(answered, NOW))

    text = said(section(build(replace(Material.of(comparison()), responses=(found,)), "national"), "fylker"))

    assert "Alle kommunene svarte i Agder, " in text
    assert "I 2020 svarte minst del av kommunene i Rogaland (5 av 23)." in text
    assert len(agder) == 25


def test_a_county_that_answers_less_than_chance_makes_of_it_is_named_by_the_funnel() -> None:
    there = kommuner(NOW)
    nordland = [each.nr for each in there if each.fylke.name == "Nordland"]
    others = [each.nr for each in there if each.fylke.name != "Nordland"]
    # All but Nordland answer by half and half; 2 of Nordland's 41 do.
    found = Responses("2020", NOW, responders_by_county([*nordland[:2], *others[::2]], NOW))

    part = section(build(replace(Material.of(comparison()), responses=(found,)), "national"), "fylker")

    drawn = [block.figure for block in part.blocks if isinstance(block, Drawing)][1]
    assert "Nordland: 5 % (2 av 41), lavere enn tilfeldigheter tilsier" in drawn.alt.replace("\xa0", " ")
    # Oslo has one municipality, which is no person to hide.
    assert drawn.missing == ""


def test_both_rounds_response_is_drawn_by_the_counties_of_the_last() -> None:
    first, last = DATES
    # Aust-Agder and Vest-Agder had 30 municipalities in 2017, of which these 3 answered, and are 25 in Agder.
    told = (
        Responses(
            "2017",
            first,
            *(responders_by_county(["1001", "0901", "0941"], first, counties_on=on) for on in (None, last)),
        ),
        Responses("2020", last, responders_by_county([each.nr for each in kommuner(last)], last)),
    )

    part = section(build(replace(Material.of(comparison()), responses=told), "national"), "fylker")

    figure = [block.figure for block in part.blocks if isinstance(block, Drawing)][1]
    rows = {row[0]: tuple(cell.replace("\xa0", " ") for cell in row) for row in figure.table.rows}
    assert rows["Agder"] == ("Agder", "10 %", "30", "100 %", "25")


def test_each_challenge_with_several_results_draws_their_changes() -> None:
    told = [plan((10, 50), (30, 50), (8, 2, 22, 18), name=each, challenge=("BRU",)) for each in ("a", "b")]

    part = section(build(Material.of(comparison(*told)), "national"), "utfordringer")

    (opened,) = (block for block in part.blocks if isinstance(block, Details))
    titles = [each.figure.title for each in opened.blocks if isinstance(each, Drawing)]
    assert titles == ["Brukermedvirkning: sikker forskjell i 2 av 2 rader"]


def test_the_register_section_has_the_number_of_municipalities_on_each_day() -> None:
    text = said(section(build(national(60), "national"), "kommuner"))

    # 426 municipalities in 2017, 356 from 2020 (SSB KLASS 131).
    assert "Det var 426 kommuner 16. oktober 2017 (2017)." in text
    assert "Det var 356 kommuner 16. oktober 2020 (2020)." in text


def test_a_core_question_is_told_with_what_those_who_did_not_answer_could_change() -> None:
    core = plan((100, 250), (210, 350), (90, 10, 50, 81), trend_core=True)
    assert core.indicator is not None
    bounded = replace(
        core,
        indicator=replace(
            core.indicator,
            # 100 of 426, and 100 more than the 250 that answered could be inside: 276 of 426.
            bounds_baseline=Bounds(100 / 426, 276 / 426, 426),
            bounds_followup=Bounds(210 / 356, 216 / 356, 356),
        ),
    )
    found = Responses("2020", NOW, responders_by_county(["0301"], NOW))

    report = build(replace(Material.of(comparison(bounded)), responses=(found,)), "national")

    rows = table(section(report, "fylker")).rows
    assert [tuple(cell.replace("\xa0", " ").replace("\u2060", "") for cell in row) for row in rows] == [
        ("Har en plan", "2017", "40 % (100)", "23 %", "65 %"),
        ("Har en plan", "2020", "60 % (210)", "59 %", "61 %"),
    ]


def test_each_challenge_counts_the_results_about_it() -> None:
    told = [
        plan((10, 50), (30, 50), (8, 2, 22, 18), name="a", challenge=("BRU", "SAM")),
        plan(
            (10, 50), (10, 50), (8, 2, 2, 38), name="b", challenge=("SAM",), verdict="cannot_say", direction="neutral"
        ),
    ]

    rows = table(section(build(Material.of(comparison(*told)), "national"), "utfordringer")).rows

    assert [row[:3] for row in rows] == [
        ("Brukermedvirkning", "1", "1 har økt"),
        ("Samhandling og koordinering", "2", "1 har økt og 1 kan vi ikke si noe sikkert om"),
        ("Kapasitet", "0", "–"),
        ("Faglig kvalitet, arbeidsform og organisering", "0", "–"),
    ]
    assert rows[0][3] == "har en plan: økt"


def test_questions_that_were_not_asked_alike_are_counted_and_told_with_the_reason() -> None:
    told = [
        plan((10, 50), (30, 50), (8, 2, 22, 18), name="a"),
        plan((10, 50), (30, 50), None, name="b", comparability="broken", breaks={"nb": "Skalaen er en annen."}),
    ]

    part = section(build(Material.of(comparison(*told)), "national"), "endrede-sporsmal")

    assert table(part).rows == (
        ("likt i begge runder", "1"),
        ("så annerledes at det ikke kan sammenlignes", "1"),
    )
    assert "Skalaen er en annen." in said(part)


@cache
def through_time() -> Material:
    first, second = random_rounds(book(), 80)
    middle = Round(RoundInfo("2018", dt.date(2018, 10, 16), denominator_date=DATES[0]), first.data.head(60))
    followed = protect_trend(trend((first, middle, second), book()))
    return replace(Material.of(protect(compare(first, second, book()))), trend=followed)


@pytest.mark.parametrize("code", LANGUAGES)
def test_core_questions_are_followed_through_all_rounds(code: str) -> None:
    with speaking(code):
        part = section(build(through_time(), "national"), "utvikling")

    assert {"2017", "2018", "2020"} <= {each.heading for each in table(part).columns}
    core = {each.question for each in through_time().main.questions if each.trend_core and each.indicator is not None}
    assert 0 < len(table(part).rows) <= len(core) * 20


def test_the_verdict_through_all_rounds_is_told_with_each_share_the_size_the_interval_and_the_pairs() -> None:
    found = through_time()
    assert found.trend is not None
    series = next(each for each in found.trend.questions if each.indicator is not None)
    shares = ((40, 100), (52, 100), (60, 100))
    points = tuple(
        replace(each, share=Share("share", count, of, count / of, 0.0, 1.0))
        for each, (count, of) in zip(series.points, shares, strict=True)
    )
    followed = replace(found.trend, questions=(replace(series, name="plan", points=points),))
    core = plan((40, 100), (60, 100), (35, 5, 25, 35), trend_core=True)

    part = section(build(replace(Material.of(comparison(core)), trend=followed), "national"), "utvikling")

    (told,) = (block for block in part.blocks if isinstance(block, Statements))
    text = told.items[0].text.replace("\xa0", " ")
    assert told.items[0].verdict == "Økt, til det bedre"
    assert "40 % (40 av 100) i 2017, 52 % (52 av 100) i 2018 og 60 % (60 av 100) i 2020." in text
    # Among the 100 that answered twice, 25 came inside and 5 fell outside.
    assert "Blant de 100 kommunene som svarte begge ganger, økte den med 20 prosentpoeng (95 % KI " in text
    assert " p " not in text


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("persons", [0, 1, 2, 100])
def test_a_country_is_reported_however_few_answered(persons: int, code: str) -> None:
    with speaking(code):
        html = to_html(build(national(persons), "national"))

    html5lib.HTMLParser(strict=True).parse(html)


def test_a_country_of_one_round_is_told_without_change() -> None:
    rounds = random_rounds(book(), 50)
    material = replace(Material.of(protect(describe(rounds[0], book()))), responses=responses(rounds[:1], book()))

    report = build(material, "national")

    assert "Det finnes ikke noe å sammenligne med ennå" in said(section(report, "svar"))
    assert {"utfordringer", "kommuner", "endrede-sporsmal"}.isdisjoint({each.id for each in report.sections})


def test_the_counties_responses_come_back_from_the_materials_json() -> None:
    material = national(5)

    assert material_from_json(material_to_json(material)) == material
