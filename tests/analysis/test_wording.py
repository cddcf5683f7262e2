"""Numbers and sentences in bokmål. What is expected was written by hand from the rules of the design."""

import datetime as dt
import re
from pathlib import Path
from typing import get_args

import pytest

import analysis
from analysis.comparing.values import Caution, CautionCode, Comparability, Direction, Estimate, Reason, Verdict
from analysis.wording import numbers
from analysis.wording.bokmal import BOKMAL
from analysis.wording.captions import summed_up
from analysis.wording.rounds import responded
from analysis.wording.scores import responders_sentence
from analysis.wording.sentences import reading, sentence
from questionnaires.codebook import Codebook
from tests.analysis.made import distribution, plan, question, score, told

HOME = Path(analysis.__file__).parent
SOURCES = {path: path.read_text() for path in HOME.rglob("*.py")} | {
    path: path.read_text() for path in HOME.rglob("*.html")
}


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (numbers.number(2.0, 1), "2,0"),
        (numbers.number(-0.345, 2), "−0,35"),
        (numbers.number(-0.04, 1), "0,0"),
        (numbers.number(0.125, 2), "0,13"),
        (numbers.count(1234567), "1\u202f234\u202f567"),
        (numbers.signed(2.06, 1), "+2,1"),
        (numbers.percent(248 / 426, 426), "58\u00a0%"),
        (numbers.percent(0.125, 8), "13\u00a0%"),
        (numbers.percent(0.58216, 1000), "58,2\u00a0%"),
        (numbers.points(-0.155, 100), "−16"),
        (numbers.bare_p(0.03), "0,03"),
        (numbers.bare_p(0.0004), "<\u00a00,001"),
        (numbers.bare_p(0.0042), "0,004"),
        (numbers.bare_p(1.0), ">\u00a00,99"),
        (numbers.date(dt.date(2017, 10, 16)), "16.\u00a0oktober 2017"),
        (numbers.listed(["a", "b", "c"]), "a, b og c"),
    ],
)
def test_numbers_are_written_as_a_norwegian_reader_expects(made: str, expected: str) -> None:
    assert made == expected


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (BOKMAL.verdicts, get_args(Verdict)),
        (BOKMAL.tallies, get_args(Verdict)),
        (BOKMAL.directions, get_args(Direction)),
        (BOKMAL.reasons, set(get_args(Reason)) - {""}),
        (BOKMAL.no_verdict, set(get_args(Reason)) - {""}),
        (BOKMAL.cautions, {*get_args(CautionCode), "merged_and_split"}),
        (BOKMAL.comparability, set(get_args(Comparability)) - {"same", "recoded"}),
        (BOKMAL.units, get_args(Codebook.model_fields["unit"].annotation)),
    ],
)
def test_every_code_a_result_can_carry_has_its_words(table: dict[str, object], codes: set[str]) -> None:
    assert table.keys() == set(codes)


def test_every_estimate_and_test_has_a_name_and_an_explanation() -> None:
    said = {HOME / folder for folder in ("wording", "reports", "figures", "texts")}
    computed = "\n".join(text for path, text in SOURCES.items() if said.isdisjoint(path.parents))
    estimates = set(re.findall(r'\bEstimate\(\s*"(\w+)"', computed))
    tests = set(re.findall(r'\bTest\(\s*"(\w+)"', computed))

    assert {"share_change", "mean_change"} <= estimates <= BOKMAL.estimates.keys()
    assert {"mcnemar_mid_p"} <= tests <= BOKMAL.tests.keys()
    assert (estimates | tests) <= BOKMAL.methods.keys()


def test_no_phrase_is_left_that_nothing_says() -> None:
    said = "\n".join(text for path, text in SOURCES.items() if path.parent.name != "bokmal")
    patterns = [re.sub(r"\{.*?\}", r"\\w+", key) for key in re.findall(r'say\(\s*f"([^"]+)"', said)]
    unused = {
        key
        for key in BOKMAL.phrases
        if f'"{key}"' not in said and not any(re.fullmatch(pattern, key) for pattern in patterns)
    }

    assert unused == set()


UP = "Gjennomsnittet økte fra 1,85 (n = 100) til 2,33 (n = 120)."
STILL = "Gjennomsnittet var 1,85 (n = 100) i første runde og 2,33 (n = 120) i andre."
UNSURE = "Vi kan ikke si om det er en endring av betydning, fordi usikkerheten er for stor."
CHANGES: dict[Verdict, tuple[float, float, float, str, str]] = {
    "increased": (0.5, 0.4, 0.6, UP, "økte det med 0,50 (95 % KI 0,40 til 0,60)."),
    "decreased": (-0.5, -0.6, -0.4, STILL, "gikk det ned med 0,50 (95 % KI −0,60 til −0,40)."),
    "unchanged": (
        *(0.01, -0.1, 0.12, STILL),
        "er endringen så liten at vi regner det som uendret: +0,01 (95 % KI −0,10 til 0,12).",
    ),
    "small_increase": (0.2, 0.1, 0.4, UP, "økte det litt, med 0,20 (95 % KI 0,10 til 0,40)."),
    "small_decrease": (-0.2, -0.4, -0.1, STILL, "gikk det litt ned, med 0,20 (95 % KI −0,40 til −0,10)."),
    "cannot_say": (0.2, -0.4, 0.8, STILL, f"var endringen +0,20 (95 % KI −0,40 til 0,80). {UNSURE}"),
}


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_each_verdict_has_its_sentence(verdict: Verdict) -> None:
    value, low, high, state, change = CHANGES[verdict]
    reason = "uncertain" if verdict == "cannot_say" else ""
    result = question(verdict=verdict, reason=reason, estimates=(Estimate("mean_change", value, low, high),))

    told = plain(sentence(result, "municipality"))

    assert told == f"{state} Blant de 90 kommunene som svarte begge ganger, {change}"


def test_a_share_that_rose_is_told_as_in_the_design() -> None:
    # 101 of 248 is 41 % and 224 of 356 is 63 %; the pairs by Newcombe's example are in the tests of proportions.
    result = plan((101, 248), (224, 356), (80, 20, 66, 65), verdict="increased", direction="better")

    told = plain(sentence(result, "municipality"))

    assert told.startswith("Andelen kommuner som har en plan, økte fra 41 % (101 av 248) til 63 % (224 av 356).")
    assert "Blant de 231 kommunene som svarte begge ganger, økte den med 20 prosentpoeng (95 % KI " in told
    assert reading(result, "municipality").judged == "Økt, til det bedre"


def test_a_rise_among_pairs_is_not_said_of_everybody_when_everybody_fell() -> None:
    result = plan((60, 100), (50, 100), (20, 2, 20, 20), verdict="increased")

    told = plain(sentence(result, "person"))

    assert told.startswith("Andelen personer som har en plan, var 60 % (60 av 100) i første runde og 50 %")
    assert "Blant de 62 personene som svarte begge ganger, økte den med 29 prosentpoeng" in told


def test_rounds_that_cannot_be_linked_speak_of_a_difference() -> None:
    result = plan((30, 100), (60, 100), None, verdict="increased", cautions=(Caution("unlinked"),))

    read = reading(result, "person")

    assert "Det er en økning på 30 prosentpoeng (95 % KI " in plain(read.text)
    assert read.caveats == ("Rundene kan ikke kobles, så en forskjell kan komme av at andre har svart.",)


def test_a_result_that_is_hidden_says_only_that() -> None:
    nobody = distribution({"1": None, "2": None, "3": None}, valid=3)
    result = question(
        baseline=nobody,
        followup=nobody,
        pairs=3,
        estimates=(Estimate("mean_change", None, suppressed=True),),
        verdict="cannot_say",
        reason="hidden",
    )

    assert sentence(result, "person") == "Kan ikke vises: færre enn 5 har svart."


def test_large_rounds_get_a_decimal_on_their_percentages() -> None:
    result = plan((1000, 1883), (1100, 1873), None, verdict="cannot_say", reason="uncertain")

    assert "53,1 % (1 000 av 1 883)" in plain(sentence(result, "person"))


def test_merged_and_divided_municipalities_left_out_are_said_together() -> None:
    cautions = (Caution("merged_left_out", 25, 29), Caution("split", 5))

    assert reading(question(cautions=cautions), "municipality").caveats == (
        "25 av 29 sammenslåtte kommuner og 5 delte er ikke med i endringen.",
    )


def test_the_responders_are_told_as_in_the_design() -> None:
    # Wilson's interval for 51 of 97 is 0.427 to 0.622 (binom::binom.confint in R, method "wilson").
    told = plain(responders_sentence(score().responders[0], "course"))

    assert told == (
        "Av 97 personer med måling både ved start og slutt ble 51 (53 %, KI 43–62) bedre med minst 2,0 poeng"
        " (terskel: standard, Rysstad 2020)."
    )


def test_who_answered_is_told_against_the_denominator_of_its_date() -> None:
    told_so = plain(responded(told("2017", 248, 426, dt.date(2017, 10, 16)), "municipality"))

    assert told_so == "2017: 248 av 426 kommuner svarte (58 %), regnet av kommunene slik de var 16. oktober 2017."


def test_numbers_in_cautions_that_are_hidden_become_words() -> None:
    assert reading(question(cautions=(Caution("few_activities", None, 130),)), "course").caveats == (
        "Noen av 130 vurderte færre enn tre gjøremål.",
    )


@pytest.mark.parametrize(
    ("many", "expected"),
    [(1, "1 resultat: 1 har økt."), (2, "2 resultater: 2 har økt.")],
)
def test_one_result_is_told_of_as_one(many: int, expected: str) -> None:
    assert summed_up("theme_summary", [plan((101, 248), (224, 356), (80, 20, 66, 65))] * many) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "0 delte kommuner"), (1, "1 delt kommune"), (2, "2 delte kommuner"), (21, "21 delte kommuner")],
)
def test_a_count_chooses_the_words_that_go_with_it(n: int, expected: str) -> None:
    assert "{n} {n:delt kommune|delte kommuner}".format(n=numbers.count(n)) == expected
