"""Another merge rule: Kristiansand of 2020 against its three former municipalities, worked out by hand."""

import pytest

from analysis.comparing.compare import compare
from analysis.linking.sensitivity import RuleSensitivity, other_merge_rules
from tests.analysis.made import rounds, written

BOOK = written("""
id: tjenester
title: {nb: Tjenester}
languages: [nb]
unit: municipality
about: {nb: Om tjenestene.}
pages:
  - id: side
    title: {nb: Side}
    questions:
      - {id: kommune, type: municipality, text: {nb: Hvilken kommune?}}
      - {id: plan, type: choice, merge: share, text: {nb: Plan?}, choices: {yes: {nb: Ja}, no: {nb: Nei}},
         indicator: {codes: ["yes"], label: {nb: har plan}}}
      - {id: plasser, type: count, to: 900, merge: sum, text: {nb: Plasser?}}
      - {id: annet, type: choice, merge: list, text: {nb: Annet?}, choices: {yes: {nb: Ja}, no: {nb: Nei}}}
""")
OSLO, KRISTIANSAND = "0301", "4204"
FORMER = ("1001", "1017", "1018")  # Kristiansand, Songdalen and Søgne
Cells = dict[str, str | None]


def municipality(number: str, plan: str | None, places: str | None) -> Cells:
    return {"kommune": number, "plan": plan, "plasser": places, "annet": "yes"}


def sensitivity(parts: list[tuple[str | None, str | None]], now: tuple[str, str]) -> dict[str, RuleSensitivity]:
    """Oslo went from no plan to one and from 10 places to 12; Kristiansand from these parts to this."""
    first = [municipality(OSLO, "no", "10"), *(municipality(nr, *part) for nr, part in zip(FORMER, parts, strict=True))]
    second = [municipality(OSLO, "yes", "12"), municipality(KRISTIANSAND, *now)]
    before, after = rounds(BOOK, first, second)
    found = {each.name: each for each in other_merge_rules(before, after, BOOK)}
    for question in compare(before, after, BOOK).questions:
        if question.name == "plan" and question.indicator is not None:
            assert found["plan"].main == question.indicator.change
        if question.name == "plasser":
            assert found["plasser"].main == next(each for each in question.estimates if each.name == "mean_change")
    assert found.keys() == {"plan", "plasser"}
    return found


def values(found: RuleSensitivity) -> tuple[int, float | None, int, float | None]:
    assert found.main is not None
    assert found.alternative is not None
    return found.main_pairs, found.main.value, found.alternative_pairs, found.alternative.value


def test_former_municipalities_that_agree_are_one_pair_by_either_rule() -> None:
    found = sensitivity([("yes", "1"), ("yes", "2"), ("yes", "3")], ("yes", "10"))

    # Oslo gained a plan, Kristiansand kept its own; +2 and +4 places.
    assert values(found["plan"]) == (2, 0.5, 2, 0.5)
    assert values(found["plasser"]) == (2, 3.0, 2, 3.0)


@pytest.mark.parametrize("third", [("no", None), (None, None)])
def test_the_other_rule_counts_those_that_differ_or_did_not_all_answer(third: tuple[str | None, str | None]) -> None:
    found = sensitivity([("yes", "1"), ("no", "2"), third], ("no", "10"))

    # By its own rule Oslo is the only pair; by the other one Kristiansand lost its plan, and has 10 - 3 places more.
    assert values(found["plan"]) == (1, 1.0, 2, 0.0)
    assert values(found["plasser"]) == (1, 2.0, 2, 4.5)
