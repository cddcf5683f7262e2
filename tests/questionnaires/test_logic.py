"""What is asked, and in which words, follows from answers, lists, roles and rounds: one small file per feature."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from questionnaires.answers import Answers, Setting
from questionnaires.checks import all_problems, page_problems
from questionnaires.conditions import Condition, holds
from questionnaires.definition import Questionnaire
from questionnaires.loading import load_file
from questionnaires.piping import filled
from questionnaires.routing import Route
from questionnaires.scoring import scores
from questionnaires.words import Text, Voice
from tests.questionnaires.conftest import SETTING, way

EXAMPLES = Path(__file__).parent / "examples"


def example(name: str) -> Questionnaire:
    return load_file(EXAMPLES / f"{name}.yaml")


def asked(route: Route) -> list[str]:
    return [one.field for shown in route.pages() for one in shown.asked]


def told(route: Route) -> list[tuple[str, str, bool]]:
    return [
        (problem.field, problem.text(Voice("nb")), problem.soft)
        for shown in route.pages()
        for problem in page_problems(route, shown)
    ]


@pytest.mark.parametrize(
    ("answers", "appears"),
    [
        ({}, set()),
        ({"plan": "yes"}, {"antall"}),
        ({"plan": "yes", "antall": 11}, {"antall", "mange"}),
        ({"plan": "yes", "antall": 10}, {"antall"}),
        ({"plan": "yes", "antall": 101}, {"antall"}),
        ({"samarbeid": {"a": "1"}}, {"mangler"}),
        ({"samarbeid": {"a": "2"}}, set()),
        ({"samarbeid": {"b": "2"}}, {"mangler"}),
        ({"samarbeid": {"b": "dont_know"}}, set()),
        ({"samarbeid": {"a": "1"}, "plan": "no"}, set()),
        ({"hvem": ["a"]}, set()),
        ({"hvem": ["a", "c"]}, {"sammen"}),
    ],
)
def test_codes_rows_numbers_and_lists_open_questions(answers: Answers, appears: set[str]) -> None:
    assert set(asked(way(example("show_when"), answers))) - {"plan", "samarbeid", "hvem"} == appears


@pytest.mark.parametrize(
    ("answer", "held"), [("2024-01-01", True), ("2023-12-31", False), ("dont_know", False), (None, False)]
)
def test_a_date_compares_and_a_missing_code_does_not(answer: str | None, held: bool) -> None:
    late = Condition({"begun": {"at_least": "2024-01-01"}})
    assert holds(late, {"begun": answer}.get) is held


def test_a_page_gives_way_when_its_condition_does_not_hold() -> None:
    pages = example("page_show_when")
    assert way(pages, {"plan": "no"}).next_page("forst") == "sist"
    assert way(pages, {"plan": "yes"}).next_page("forst") == "planen"
    assert way(pages, {"plan": "no"}).previous_page("sist") == "forst"


@pytest.mark.parametrize(
    ("answers", "number", "earlier", "shown"),
    [
        ({"plan": "no"}, 2, {"plan": "yes"}, True),
        ({"plan": "no"}, 1, {"plan": "yes"}, False),
        ({"plan": "no"}, 2, {"plan": "no"}, False),
        ({"plan": "no"}, 2, {}, False),
        ({"plan": "yes"}, 3, {"plan": "yes"}, False),
    ],
)
def test_a_question_can_hang_on_the_round_and_on_the_one_before(
    answers: Answers, number: int, earlier: Answers, shown: bool
) -> None:
    route = way(example("earlier_round"), answers, replace(SETTING, round_number=number, earlier=earlier))
    assert ("hva_skjedde" in asked(route)) is shown


@pytest.mark.parametrize(("now", "warned"), [(15, False), (15.1, True), (5, False), (4.9, True)])
def test_a_large_change_since_the_earlier_round_is_worth_another_look(now: float, warned: bool) -> None:
    route = way(example("earlier_round"), {"arsverk": now}, replace(SETTING, round_number=2, earlier={"arsverk": 10}))
    assert [field for field, _, soft in told(route) if soft] == (["arsverk"] if warned else [])
    assert all_problems(route) == ()


def test_a_role_is_asked_for_first_and_decides_the_words_and_the_questions() -> None:
    roles = example("roles")
    assert asked(way(roles, {})) == ["role", "hort"]
    assert asked(way(roles, {"role": "relative"})) == ["role", "hort", "selv"]
    assert [problem.field for problem in all_problems(way(roles, {}))] == ["role"]
    text = roles.question("hort").text
    assert text.said(Voice("nb", "proxy")) == "Ble den du svarer for, hørt?"
    assert text.said(Voice("nb", "relative")) == "Ble du hørt?"


TEXT = Text({"nb": "plain", "nb.easy": "easy", "nb.proxy": "proxy", "en": "english", "se": "davvi"})


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (Voice("nb"), "plain"),
        (Voice("nb", easy=True), "easy"),
        (Voice("nb", "proxy"), "proxy"),
        (Voice("nb", "proxy", easy=True), "proxy"),
        (Voice("nb", "relative", easy=True), "easy"),
        (Voice("nn"), "plain"),
        (Voice("nn", easy=True), "easy"),
        (Voice("nn", "proxy"), "proxy"),
        (Voice("en", "proxy", easy=True), "english"),
        (Voice("se"), "davvi"),
        (Voice("sma"), "plain"),
    ],
)
def test_what_the_role_means_goes_before_easy_words_and_both_before_another_language(voice: Voice, said: str) -> None:
    assert TEXT.said(voice) == said


def test_an_answer_goes_into_a_later_text_and_has_a_fallback() -> None:
    heard: Mapping[str, str | None] = {"navn": "Huset {navn}", "tom": None}
    assert filled("Om {navn|tilbudet}.", heard.get) == "Om Huset {navn}."
    assert filled("Om {tom|tilbudet} og {tom}.", heard.get) == "Om tilbudet og …."
    assert filled("{navn}", {"navn": "<b>"}.get, lambda words: words.replace("<", "&lt;")) == "&lt;b>"


def test_the_choices_of_one_question_are_those_made_in_another() -> None:
    dynamic = example("choices_from")
    route = way(dynamic, {"hindre": ["way", "time"], "storst": "way"})
    offered = next(one for shown in route.pages() for one in shown.asked if one.question.id == "storst").choices
    assert [option.code for option in offered] == ["time", "way"]
    assert all_problems(route) == ()
    gone = way(dynamic, {"hindre": ["money", "time"], "storst": "way"})
    assert [problem.kind for problem in all_problems(gone)] == ["not_in_list"]
    assert "storst" not in asked(way(dynamic, {"hindre": ["time"]}))


def test_a_choice_is_there_only_for_those_it_is_shown_to() -> None:
    offered = example("choice_show_when")
    assert all_problems(way(offered, {"kom": "bus", "hindre": ["late"]})) == ()
    assert [p.kind for p in all_problems(way(offered, {"kom": "car", "hindre": ["late"]}))] == ["not_in_list"]


def test_a_way_of_not_answering_can_hang_on_the_round() -> None:
    later = example("missing_show_when")
    gone = {"klarer": "no_longer_relevant"}
    assert [problem.kind for problem in all_problems(way(later, gone))] == ["not_a_number"]
    assert all_problems(way(later, gone, replace(SETTING, round_number=2))) == ()


def test_own_words_for_something_else_are_a_question_of_their_own() -> None:
    own = example("own_text")
    assert asked(way(own, {"svar": "other", "flere": ["other"]})) == ["svar", "svar_other", "flere", "flere_other"]
    assert asked(way(own, {"svar": "bus"})) == ["svar", "flere"]
    assert way(own, {"svar": "bus", "svar_other": "sparkstøtting"}).kept() == {"svar": "bus"}


def test_a_grade_brings_the_question_of_how_much_it_matters() -> None:
    assert asked(way(example("importance"), {})) == ["svar", "svar_importance"]


@pytest.mark.parametrize(
    ("name", "answers", "setting", "blocks"),
    [
        ("own_list", {"gjoremal": {"2": "gå", "1": "stå"}}, SETTING, ["klarer.1", "klarer.2"]),
        ("supplied_list", {"tiltak": {"1": "Kurs", "4": "Møte"}}, SETTING, ["status.1", "status.4"]),
        ("for_each_choice", {"tjenester": ["home", "physio"]}, SETTING, ["hjelp.physio", "hjelp.home"]),
        ("for_each_scale", {}, SETTING, ["timer.mon", "timer.tue"]),
    ],
)
def test_a_block_comes_for_each_item_of_every_kind_of_list(
    name: str, answers: Answers, setting: Setting, blocks: list[str]
) -> None:
    route = way(example(name), answers, setting)
    shown = route.page("blokk")
    assert shown is not None
    assert [one.field for one in shown.asked] == blocks


def test_several_answers_in_a_block_are_kept_and_counted() -> None:
    answers: dict[str, Any] = {"tjenester": ["physio"], "hjelp": {"physio": ["talk", "exercise"], "home": ["talk"]}}
    assert way(example("for_each_choice"), answers).kept()["hjelp"] == {"physio": ["talk", "exercise"]}


def test_a_value_is_worked_out_of_answers_and_kept_with_them() -> None:
    calculated = example("calculated")
    assert way(calculated, {"a": 1, "b": 2}).kept() == {"a": 1, "b": 2, "sum": 3, "andel": 33.3}
    assert way(calculated, {"a": 1}).kept() == {"a": 1}
    assert way(calculated, {"a": 0, "b": 0}).kept() == {"a": 0, "b": 0, "sum": 0}
    assert asked(way(calculated, {"a": 1, "b": 2})) == ["a", "b", "sum"]


def test_a_warning_lets_the_answer_stand_and_a_refusal_does_not() -> None:
    limits = example("limits")
    warned = way(limits, {"D1": 10, "D2": 4})
    assert told(warned) == [("D2", "Du har svart 4. Det er mindre enn 10. Stemmer det?", True)]
    assert all_problems(warned) == ()
    refused = way(limits, {"D1": 10, "D2": 1001})
    assert told(refused) == [("D2", "Skriv antallet i kommunen.", False)]
    assert told(way(limits, {"D1": 10, "D2": 10})) == []
    assert told(way(limits, {"D2": 10})) == []


@pytest.mark.parametrize(
    ("limit", "told_in_words"),
    [
        ({"more_than": "2024-05-01"}, "Du har svart 02.05.2024. Det er senere enn 01.05.2024. Stemmer det?"),
        ({"at_most": "2024-05-02"}, "Du har svart 02.05.2024. Det er 02.05.2024 eller tidligere. Stemmer det?"),
        ({"less_than": "2024-05-02"}, None),
    ],
)
def test_a_date_beyond_its_limit_is_told_as_a_date(limit: dict[str, str], told_in_words: str | None) -> None:
    dated = example("date").model_dump(by_alias=True, exclude_defaults=True)
    dated["pages"][0]["questions"][0]["warn_if"] = limit
    route = way(Questionnaire.model_validate(dated), {"svar": "2024-05-02"})
    assert [text for _, text, _ in told(route)] == ([told_in_words] if told_in_words else [])


def test_what_should_not_be_true_of_several_answers_is_told_at_one_of_them() -> None:
    crossed = example("checks")
    empty = way(crossed, {"plan": "yes", "antall": 0})
    assert [(field, soft) for field, _, soft in told(empty)] == [("antall", True)]
    none = way(crossed, {"plan": "no", "antall": 3})
    assert [(field, soft) for field, _, soft in told(none)] == [("antall", False)]
    assert [problem.field for problem in all_problems(none)] == ["antall"]


@pytest.mark.parametrize(
    ("answers", "mean", "total", "percent"),
    [
        # By hand: a3 is turned round, 1 -> 3.
        ({"a1": "1", "a2": "2", "a3": "1"}, 2, 3, 50),
        ({"a1": "3", "a2": "3", "a3": "1"}, 3, 6, 100),
        ({"a1": "3", "a2": "dont_know", "a3": "3"}, 2, None, 50),
        ({"a1": "3"}, None, None, 100),
    ],
)
def test_a_score_is_a_mean_a_sum_or_per_cent_of_the_range(
    answers: Answers, mean: float | None, total: float | None, percent: float
) -> None:
    found = scores(way(example("scores"), answers))
    values = [found[name].value for name in ("snitt", "sum", "prosent")]
    assert [None if value is None else float(value) for value in values] == [mean, total, percent]
