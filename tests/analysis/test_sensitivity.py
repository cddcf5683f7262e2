"""Another merge rule: Kristiansand of 2020 against its three former municipalities, worked out by hand."""

import pytest

from analysis.comparing.compare import compare
from analysis.comparing.results import Comparison, ItemResult, from_json, to_json
from analysis.comparing.sensitivity import other_merge_rules
from analysis.comparing.values import RuleSensitivity
from analysis.disclosure.comparisons import protect
from analysis.wording.details import other_rule_sentence
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
      - {id: brukere, type: count, to: 900, merge: sum, small_cell: 10, text: {nb: Brukere?}}
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


def values(found: RuleSensitivity) -> tuple[int | None, float | None, int | None, float | None]:
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


# In Rogaland these were neither merged nor given new numbers.
OTHERS = ("1101", "1106", "1111", "1112", "1114", "1119", "1120", "1121", "1122")


def compared(plan: tuple[str, ...], users: tuple[str | None, ...]) -> Comparison:
    """Nine municipalities got a plan and one more user; Kristiansand went from these parts to a plan and 30 users."""
    first: list[Cells] = [{"kommune": nr, "plan": "no", "brukere": "20"} for nr in OTHERS]
    first += [{"kommune": nr, "plan": had, "brukere": of} for nr, had, of in zip(FORMER, plan, users, strict=True)]
    second = [{"kommune": nr, "plan": "yes", "brukere": "21"} for nr in OTHERS]
    second.append({"kommune": KRISTIANSAND, "plan": "yes", "brukere": "30"})
    return protect(compare(*rounds(BOOK, first, second), BOOK))


def question(comparison: Comparison, name: str) -> tuple[ItemResult, RuleSensitivity]:
    found = next(each for each in comparison.questions if each.name == name)
    assert found.other_rule is not None
    return found, found.other_rule


def codes(found: ItemResult) -> set[str]:
    return {each.code for each in found.cautions}


def test_a_verdict_that_hangs_on_the_rule_is_said_in_the_result_and_in_words() -> None:
    comparison = compared(("yes", "no", "no"), ("20", "20", "20"))
    found, other = question(comparison, "plan")

    # Nine pairs are too few for a verdict; with Kristiansand, which had a plan somewhere, 9 of 10 got one.
    assert (found.verdict, other.verdict, other.changes) == ("cannot_say", "increased", True)
    assert values(other) == (9, 1.0, 10, 0.9)
    assert "other_merge_rule" in codes(found)
    told = other_rule_sentence(found)
    assert "+90 prosentpoeng" in told
    assert "10 kommuner) og konklusjonen «Økt»" in told
    assert from_json(to_json(comparison)) == comparison


def test_a_rule_that_changes_nothing_is_data_without_a_caution_or_words() -> None:
    found, other = question(compared(("no", "no", "no"), ("20", "20", "20")), "plan")

    assert values(other) == (10, 1.0, 10, 1.0)
    assert not other.changes
    assert "other_merge_rule" not in codes(found)
    assert other_rule_sentence(found) == ""


def test_where_nothing_merged_there_is_no_other_rule() -> None:
    same = [{"kommune": nr, "plan": "no", "plasser": "1"} for nr in OTHERS]

    assert other_merge_rules(*rounds(BOOK, same, same), BOOK) == ()


def test_two_means_do_not_tell_how_few_users_a_former_municipality_had() -> None:
    """10 pairs' mean less 9 pairs' is what Kristiansand changed by, and so what its only part that answered had."""
    found, other = question(compared(("no", "no", "no"), ("7", None, None)), "brukere")
    mean = next(each for each in found.estimates if each.name == "mean_change")

    assert mean.value == 1.0
    assert other.suppressed
    assert (other.main_pairs, other.alternative_pairs, other.verdict, other.changes) == (
        None,
        None,
        "cannot_say",
        False,
    )
    assert [each.value for each in (other.main, other.alternative) if each is not None] == [None, None]
    assert other_rule_sentence(found) == ""


def test_parts_that_are_large_enough_to_show_leave_the_other_rule_in_the_result() -> None:
    _, other = question(compared(("no", "no", "no"), ("17", None, None)), "brukere")

    # Nine changes of 1, and 30 - 17.
    assert values(other) == (9, 1.0, 10, 2.2)
