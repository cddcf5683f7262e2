"""The rule-book says what is wrong with an answer, and in the respondent's words what to do."""

from datetime import date
from typing import Any

import pytest

from questionnaires.answers import Asked, Setting
from questionnaires.checks import all_problems, problem_with, problems_with
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.messages import MESSAGES
from questionnaires.question_types import QUESTION_TYPES
from questionnaires.rules import RULES, AnswerProblem
from questionnaires.words import Voice
from tests.questionnaires.conftest import way


def told(questionnaire: Questionnaire, question_id: str, answer: Any, setting: Setting) -> str | None:
    problem = problem_with(questionnaire.question(question_id), answer, setting)
    return None if problem is None else f"{problem.field}: {problem.text(Voice('nb'))}"


def test_every_type_of_question_has_a_rule() -> None:
    assert RULES.keys() == set(QUESTION_TYPES)


def test_every_message_is_there_in_every_language() -> None:
    assert all(texts.keys() == {"nb", "nn", "se", "en", "uk", "pl", "ar", "so"} for texts in MESSAGES.values())


FINE: list[tuple[str, Any]] = [
    ("kommune", "4204"),
    ("plan", "yes"),
    ("plan", "dont_know"),
    ("tools", ["psfs", "copm"]),
    ("tools", ["none"]),
    ("tools", ["dont_know"]),
    ("tools", []),
    ("known", "2"),
    ("known", None),
    ("offers", {"day": "own"}),
    ("places", 0),
    ("places", 500),
    ("places", "no_figures"),
    ("posts", 1.5),
    ("posts", 3),
    ("staff", {"physio": 0.5}),
    ("since", 2024),
    ("short", "Æøå 🙂 og litt til"),
    ("long", "to\nlinjer"),
    ("activity", {"1": "gå i trapp", "4": "lage mat"}),
    ("manages", 0),
    ("manages", "not_tried"),
    ("begun", "2024-10-01"),
    ("begun", "2024-02-29"),
    ("begun", "dont_know"),
    ("planned", "2031-12"),
    ("opens", "08:30"),
    ("opens", "23:59"),
    ("share", 100),
    ("budget", 1_250_000),
    ("postal", "0150"),
    # The Norwegian Directorate of Health and the Brønnøysund Register Centre.
    ("organisation", "983544622"),
    ("organisation", "974760673"),
    ("county", "03"),
    ("email", "post@eksempel.no"),
    ("phone", "+47 22 00 00 00"),
    ("agrees", "yes"),
    ("barriers", ["time", "other"]),
    ("order", {"money": 1, "time": 2}),
    ("useful_importance", "3"),
]


@pytest.mark.parametrize(("question_id", "answer"), FINE)
def test_a_good_answer_is_left_alone(
    everything: Questionnaire, setting: Setting, question_id: str, answer: Any
) -> None:
    assert told(everything, question_id, answer, setting) is None


BAD: list[tuple[str, Any, str]] = [
    ("kommune", "1001", "kommune: Velg en kommune fra listen."),
    ("kommune", ["4204"], "kommune: Velg en kommune fra listen."),
    ("plan", None, "plan: Velg om dere har en plan."),
    ("plan", "ja", "plan: Velg et av svarene i listen."),
    ("plan", ["yes"], "plan: Velg et av svarene i listen."),
    ("plan", True, "plan: Velg et av svarene i listen."),
    ("tools", "psfs", "tools: Velg et av svarene i listen."),
    ("tools", ["psfs", "psfs"], "tools: Velg et av svarene i listen."),
    ("tools", ["psfs", {}], "tools: Velg et av svarene i listen."),
    ("tools", ["psfs", "copm", "sppb"], "tools: Velg høyst 2 svar. Nå har du valgt 3."),
    (
        "tools",
        ["psfs", "none"],
        "tools: Du har valgt «Ingen av disse» sammen med andre svar. Velg enten det eller de andre.",
    ),
    (
        "tools",
        ["psfs", "dont_know"],
        "tools: Du har valgt «Vet ikke» sammen med andre svar. Velg enten det eller de andre.",
    ),
    ("known", "4", "known: Velg et av svarene i listen."),
    ("known", 2, "known: Velg et av svarene i listen."),
    ("offers", {"noon": "own"}, "offers: Velg et av svarene i listen."),
    ("offers", {"day": "leid"}, "offers.day: Velg et av svarene i listen."),
    ("offers", "own", "offers: Velg et av svarene i listen."),
    ("places", -1, "places: Skriv et tall fra 0 til 500."),
    ("places", 501, "places: Skriv et tall fra 0 til 500."),
    ("places", 1.5, "places: Skriv et helt tall, uten desimaler."),
    ("places", "mange", "places: Skriv svaret som et tall, for eksempel 12."),
    ("places", True, "places: Skriv svaret som et tall, for eksempel 12."),
    ("places", float("nan"), "places: Skriv svaret som et tall, for eksempel 12."),
    ("places", float("inf"), "places: Skriv svaret som et tall, for eksempel 12."),
    ("posts", 1.25, "posts: Skriv tallet med høyst 1 desimal(er)."),
    ("posts", "x", "posts: Skriv svaret som et tall, for eksempel 1,5."),
    ("staff", {"ergo": 501}, "staff.ergo: Skriv et tall fra 0 til 500."),
    ("since", 1989, "since: Skriv et årstall fra 1990 til 2024, med fire sifre."),
    ("since", 2025, "since: Skriv et årstall fra 1990 til 2024, med fire sifre."),
    ("short", "x" * 21, "short: Teksten er 21 tegn. Kort den ned til høyst 20."),
    ("short", "a\x00b", "short: Teksten har tegn som ikke kan lagres. Skriv den på nytt."),
    ("short", "\ud800", "short: Teksten har tegn som ikke kan lagres. Skriv den på nytt."),
    ("activity", None, "activity.1: Skriv minst to gjøremål."),
    ("activity", {"1": "gå"}, "activity.2: Skriv minst 2. Nå er det 1."),
    (
        "activity",
        {"1": "gå", "2": "Gå "},
        "activity.2: «Gå » står to ganger. Skriv noe annet, eller la feltet stå tomt.",
    ),
    ("activity", {"1": "gå", "9": "løpe"}, "activity.1: Velg et av svarene i listen."),
    ("manages", 11, "manages: Skriv et tall fra 0 til 10."),
    ("begun", "1999-12-31", "begun: Svaret må være fra 01.01.2000 til 01.10.2024."),
    ("begun", "2024-10-02", "begun: Svaret må være fra 01.01.2000 til 01.10.2024."),
    ("begun", "2023-02-29", "begun: Denne datoen finnes ikke i kalenderen. Se over dag, måned og år."),
    ("begun", "i går", "begun: Skriv datoen med dag, måned og år (fire sifre), for eksempel 14.03.2026."),
    ("planned", "2031-13", "planned: Skriv måned og år (fire sifre), for eksempel 03.2026."),
    ("opens", "24:00", "opens: Skriv klokkeslettet med timer og minutter, for eksempel 08:30."),
    ("share", 101, "share: Skriv et tall fra 0 til 100."),
    ("budget", -1, "budget: Skriv et tall fra 0 til 1\u00a0000\u00a0000\u00a0000\u00a0000."),
    ("postal", "150", "postal: Skriv postnummeret med fire sifre, for eksempel 0150."),
    (
        "organisation",
        "983544623",
        "organisation: Skriv organisasjonsnummeret med ni sifre. Sjekk at alle sifrene er riktige.",
    ),
    ("county", "99", "county: Skriv noen bokstaver og velg et navn fra listen."),
    ("email", "post@eksempel", "email: Skriv e-postadressen slik: navn@eksempel.no"),
    ("phone", "ring meg", "phone: Skriv telefonnummeret med bare sifre, eventuelt med + og landkode først."),
    ("agrees", "no", "agrees: Velg et av svarene i listen."),
    ("order", {"money": 1, "time": 1}, "order.time: Plass 1 er allerede gitt til «Penger». Velg en annen plass."),
    ("order", {"money": 3}, "order.money: Velg en plass fra 1 til 2."),
    ("order", {"nothing": 1}, "order: Velg et av svarene i listen."),
]


@pytest.mark.parametrize(("question_id", "answer", "words"), BAD)
def test_a_bad_answer_is_told_where_and_what_to_do(
    everything: Questionnaire, setting: Setting, question_id: str, answer: Any, words: str
) -> None:
    assert told(everything, question_id, answer, setting) == words


def test_an_empty_grid_is_one_problem_and_a_half_filled_one_tells_each_row(setting: Setting) -> None:
    survey = load_file(paths()["kommuneundersokelsen"])
    assert told(survey, "J1", None, setting) == "J1.brukermedvirkning: Velg hvor stor utfordringen er for hvert område."
    half = {"brukermedvirkning": "1", "samhandling": "2"}
    found = problems_with(Asked(survey.question("J1")), half, setting)
    assert [f"{problem.field}: {problem.text(Voice('nb'))}" for problem in found] == [
        "J1.kapasitet: Svar for «Kapasitet».",
        "J1.kvalitet: Svar for «Faglig kvalitet, arbeidsform og organisering».",
    ]


def test_the_municipality_must_exist_on_the_rounds_date(everything: Questionnaire) -> None:
    sogne = everything.question("kommune")
    assert problem_with(sogne, "1018", Setting(date(2017, 10, 16))) is None
    assert problem_with(sogne, "1018", Setting(date(2020, 1, 1))) is not None


def test_a_list_carried_from_an_earlier_round_is_locked(everything: Questionnaire) -> None:
    carried = {"activity": {"1": "gå i trapp", "2": "lage mat"}}
    setting = Setting(date(2024, 10, 1), carried)
    activity = everything.question("activity")
    assert problem_with(activity, {"2": "lage mat", "1": "gå i trapp"}, setting) is None
    assert problem_with(activity, {"1": "gå i trapp", "2": "strikke"}, setting) == AnswerProblem("activity.1", "locked")


def test_the_check_before_handing_in_asks_only_for_what_is_shown(everything: Questionnaire, setting: Setting) -> None:
    found = all_problems(way(everything, {"plan": "yes", "tools": ["x"], "manages": {"1": 99}}, setting))
    assert [problem.field for problem in found] == ["tools", "activity.1"]
    answers: dict[str, Any] = {"plan": "no", "activity": {"1": "gå", "2": "sitte"}, "manages": {"1": 99}}
    assert [problem.field for problem in all_problems(way(everything, answers, setting))] == ["manages.1"]
