"""What a respondent meets follows from what the respondent has answered."""

import pytest

from questionnaires.answers import Answers
from questionnaires.definition import Questionnaire, UnknownPageError
from tests.questionnaires.conftest import way


def met(questionnaire: Questionnaire, answers: Answers) -> list[str]:
    return [asked.field for shown in way(questionnaire, answers).pages() for asked in shown.asked]


FIRST = ["kommune", "plan", "offers", "posts", "staff", "since", "short", "long", "activity"]
LAST = [
    *("read_this", "begun", "planned", "opens", "share", "budget", "spent", "left"),
    *("postal", "organisation", "county", "email", "phone", "agrees"),
    *("barriers", "useful", "useful_importance", "measure"),
]
ALWAYS = [*FIRST, *LAST]


def test_only_what_depends_on_nothing_is_met_from_the_start(everything: Questionnaire) -> None:
    assert met(everything, {}) == ALWAYS


@pytest.mark.parametrize(
    ("answers", "appears"),
    [
        ({"plan": "yes"}, {"tools"}),
        ({"plan": "no"}, set()),
        ({"plan": "yes", "tools": ["psfs", "sppb"]}, {"tools", "known"}),
        ({"plan": "yes", "tools": ["sppb"]}, {"tools"}),
        ({"plan": "no", "tools": ["psfs"]}, set()),
        ({"offers": {"day": "bought"}}, {"places"}),
        ({"offers": {"night": "own"}}, {"places"}),
        ({"offers": {"night": "bought"}}, set()),
    ],
)
def test_an_answer_opens_what_depends_on_it(everything: Questionnaire, answers: Answers, appears: set[str]) -> None:
    assert set(met(everything, answers)) - set(ALWAYS) == appears


def test_a_number_compares_and_a_missing_code_does_not(everything: Questionnaire) -> None:
    own = {"offers": {"day": "own"}}
    assert "posts" not in met(everything, {**own, "places": 2})
    assert "posts" in met(everything, {**own, "places": 3})
    assert "posts" in met(everything, {**own, "places": "no_figures"})


def test_a_question_is_asked_when_there_is_something_to_choose_among(everything: Questionnaire) -> None:
    assert "order" not in [asked.field for asked in way(everything, {}).asked()]
    asked = {asked.field: asked for asked in way(everything, {"barriers": ["money", "time"]}).asked()}
    assert [option.code for option in asked["order"].choices] == ["time", "money"]


def test_a_block_comes_once_for_each_item_in_the_order_they_were_written(everything: Questionnaire) -> None:
    answers: Answers = {"activity": {"3": "lage mat", "1": "gå i trapp"}, "manages": {"1": 2, "3": 9}}
    assert met(everything, answers) == [*FIRST, "manages.1", "why.1", "manages.3", *LAST]
    page = way(everything, answers).page("rating")
    assert page is not None
    assert [asked.item for asked in page.asked] == ["gå i trapp", "gå i trapp", "lage mat"]


def test_the_way_forward_and_back_passes_only_pages_with_something_to_ask(everything: Questionnaire) -> None:
    assert way(everything, {}).next_page(None) == "choosing"
    assert way(everything, {}).next_page("words") == "moments"
    assert way(everything, {}).next_page("measures") is None
    assert way(everything, {"activity": {"1": "gå"}}).next_page("words") == "rating"
    assert way(everything, {}).previous_page(None) == "measures"
    assert way(everything, {}).previous_page("choosing") is None
    assert way(everything, {}).page("rating") is None
    with pytest.raises(UnknownPageError):
        way(everything, {}).next_page("nowhere")


def test_answers_to_hidden_questions_do_not_count_at_submission(everything: Questionnaire) -> None:
    answers: Answers = {
        "plan": "no",
        "tools": ["psfs"],
        "known": "3",
        "activity": {"1": "gå"},
        "manages": {"1": 8, "2": 4},
        "why": {"1": "vondt"},
    }
    assert way(everything, answers).kept() == {"plan": "no", "activity": {"1": "gå"}, "manages": {"1": 8}}
