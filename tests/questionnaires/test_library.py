"""The shipped questionnaires against the lists that their content was agreed from, written out here as literals."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from questionnaires.answers import Answers, Setting
from questionnaires.checks import all_problems
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import load_file
from questionnaires.question_types import Count, Grade, Question
from questionnaires.scoring import scores
from questionnaires.variables import codebook
from tests.questionnaires.conftest import way

SHIPPED = (
    "brukererfaring",
    "dialogmote",
    "kartlegging",
    "kommuneundersokelsen",
    "parorende",
    "psfs",
    "psfs_pilot_ansatte",
    "tiltaksstatus",
)
MUNICIPALITY_ITEMS = (
    "A1 A2 B1 B2 B3 B4 B5 B6 C1 C2 C3 C4 C5 C6 D1 D2 D3 D4 D5 D6 E1 E2 E3 E4 F1 F2 F3 F4 F5 F6 "
    "G1 G2 G3 H1 H2 H3 I1 I2 I3 I4 J1 J2 J3 J4 J5"
)
CONDITIONAL = "B2 B3 B4 B5 C2 C3 C4 C5 C6 E2 E3 G3"
TREND_CORE = "B1 B3 C1 C3 D1 D2 E1 F1 F2 F3 G1 G2 H1 I1 J1 J2"


def shipped(questionnaire_id: str) -> Questionnaire:
    return load_file(paths()[questionnaire_id])


@pytest.fixture
def municipality_survey() -> Questionnaire:
    return shipped("kommuneundersokelsen")


@pytest.fixture
def psfs() -> Questionnaire:
    return shipped("psfs")


def shown(questionnaire: Questionnaire, answers: Answers) -> list[str]:
    return [asked.question.id for page in way(questionnaire, answers).pages() for asked in page.asked]


def written(questionnaire: Questionnaire) -> list[Question]:
    """The questions that the file has, without those that they bring with them."""
    return [question for page in questionnaire.pages for question in page.questions]


def test_eight_questionnaires_are_shipped() -> None:
    assert tuple(sorted(paths())) == SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_file_loads_under_its_own_name(name: str) -> None:
    assert shipped(name).id == name


@pytest.mark.parametrize("name", SHIPPED)
def test_a_required_question_says_what_to_do_when_empty_in_every_language(name: str) -> None:
    questionnaire = shipped(name)
    told = {q.id: set(q.when_empty.plain) if q.when_empty else set() for q in written(questionnaire) if q.required}
    assert told == {question_id: set(questionnaire.languages) for question_id in told}


@pytest.mark.parametrize(
    ("name", "required"),
    [
        ("brukererfaring", []),
        ("dialogmote", []),
        ("kartlegging", ["kommune", "finnes"]),
        ("kommuneundersokelsen", ["A1", "B1", "C1", "E1", "F2", "F3", "G1", "H1", "J1", "J2"]),
        ("parorende", []),
        ("psfs", ["aktivitet", "klarer"]),
        ("psfs_pilot_ansatte", []),
        ("tiltaksstatus", ["status"]),
    ],
)
def test_only_what_cannot_be_done_without_is_required(name: str, required: list[str]) -> None:
    assert [question.id for question in written(shipped(name)) if question.required] == required


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scale_that_is_better_at_one_end_says_which(name: str) -> None:
    ordered = {scale_id: scale for scale_id, scale in shipped(name).scales.items() if scale.ordered}
    assert {scale_id for scale_id, scale in ordered.items() if scale.better == "none"} == set()


def test_the_municipality_survey_asks_its_45_items_in_their_order(municipality_survey: Questionnaire) -> None:
    assert " ".join(question.id for question in written(municipality_survey)) == MUNICIPALITY_ITEMS


def test_twelve_items_of_the_municipality_survey_depend_on_another(municipality_survey: Questionnaire) -> None:
    dependent = [question.id for question in written(municipality_survey) if question.show_when is not None]
    assert " ".join(dependent) == CONDITIONAL


@pytest.mark.parametrize(
    ("tag", "items"),
    [
        ("subgoal", {"a": 8, "b": 7, "c": 20, "d": 9, "e": 9, "f": 10}),
        ("challenge", {"KVA": 18, "KAP": 13, "SAM": 19, "BRU": 11}),
    ],
)
def test_every_subgoal_and_challenge_has_its_agreed_number_of_items(
    municipality_survey: Questionnaire, tag: str, items: dict[str, int]
) -> None:
    pairs = {
        (variable.question, code)
        for variable in codebook(municipality_survey).variables
        for code in getattr(variable, tag)
    }
    assert Counter(code for _, code in pairs) == items


@pytest.mark.parametrize(
    ("question", "tag", "codes"),
    [
        ("J1", "challenge", [("BRU",), ("SAM",), ("KAP",), ("KVA",)]),
        ("J2", "subgoal", [("a",), ("b",), ("c",), ("d",), ("e",), ("f",)]),
    ],
)
def test_each_row_of_the_overall_grids_stands_for_one_challenge_or_subgoal(
    municipality_survey: Questionnaire, question: str, tag: str, codes: list[tuple[str]]
) -> None:
    rows = [variable for variable in codebook(municipality_survey).variables if variable.question == question]
    assert [getattr(row, tag) for row in rows] == codes


def test_the_core_trend_set_is_the_agreed_one(municipality_survey: Questionnaire) -> None:
    core = [question.id for question in written(municipality_survey) if question.trend == "core"]
    assert " ".join(core) == TREND_CORE


@pytest.mark.parametrize(
    ("merge", "items"),
    [
        ("share", "B1 B3 B6 C1 C4 D3 D4 D6 E1 F4 F6 G2 G3 H2 I4 J3"),
        ("sum", "C3 D1 D2 E2 E3 F1 F5"),
        ("list", "A2 B2 B4 B5 C2 C5 C6 D5 E4 F2 F3 G1 H1 H3 I1 I2 I3 J1 J2 J4 J5"),
        ("none", "A1"),
    ],
)
def test_former_municipalities_meet_by_the_agreed_rules(
    municipality_survey: Questionnaire, merge: str, items: str
) -> None:
    merged = [question.id for question in written(municipality_survey) if question.merge == merge]
    assert " ".join(merged) == items


def test_counts_of_persons_below_ten_are_kept_inside(municipality_survey: Questionnaire) -> None:
    cells = {q.id: q.small_cell for q in municipality_survey.questions() if isinstance(q, Count) and q.small_cell}
    assert cells == {"D1": 10, "D2": 10, "E3": 10}


def test_every_single_answer_whose_share_is_followed_through_mergers_has_an_indicator(
    municipality_survey: Questionnaire,
) -> None:
    followed = [v for v in codebook(municipality_survey).variables if v.merge == "share" and v.kind != "choices"]
    assert [variable.name for variable in followed if variable.indicator is None] == []


def test_kinds_of_service_have_no_order(municipality_survey: Questionnaire) -> None:
    assert {v.level for v in codebook(municipality_survey).variables if v.question == "E1"} == {"nominal"}


def test_a_municipality_without_plan_or_unit_is_not_asked_about_them(municipality_survey: Questionnaire) -> None:
    without: Answers = {
        "B1": "in_progress",
        "C1": "planned",
        "E1": {"hverdagsrehabilitering": "bought"},
        "G1": "rarely",
    }
    skipped = set(MUNICIPALITY_ITEMS.split()) - set(shown(municipality_survey, without))
    assert " ".join(sorted(skipped)) == CONDITIONAL


@pytest.mark.parametrize("place", ["dogn_korttid", "dogn_egen_enhet"])
def test_either_kind_of_inpatient_rehabilitation_leads_to_the_number_of_places(
    municipality_survey: Questionnaire, place: str
) -> None:
    assert "E2" in shown(municipality_survey, {"E1": {place: "bought"}})


def test_a_municipality_with_everything_is_asked_everything(municipality_survey: Questionnaire) -> None:
    everything: Answers = {
        "B1": "own_plan",
        "B3": "yes",
        "C1": "shared",
        "E1": {"hverdagsrehabilitering": "own", "dogn_korttid": "shared"},
        "G1": "sometimes",
    }
    assert " ".join(shown(municipality_survey, everything)) == MUNICIPALITY_ITEMS


def test_the_user_survey_grades_twelve_items_on_one_scale_and_satisfaction_on_its_own() -> None:
    graded = [question for question in shipped("brukererfaring").questions() if isinstance(question, Grade)]
    assert Counter(question.scale for question in graded) == {"grad": 12, "tilfredshet": 1}


@pytest.mark.parametrize("question", ["finnes", "plasser", "behov", "ansvar"])
def test_the_mapping_asks_the_same_of_each_of_the_seven_columns_of_the_ks_model(question: str) -> None:
    rows = [each for each in codebook(shipped("kartlegging")).variables if each.question == question]
    assert [(row.part, row.part_label["nb"]) for row in rows] == [
        ("hjemmet", "1. Ambulant rehabilitering/rehabilitering i hjemmet"),
        ("dag", "2. Dagbehandling rehabilitering"),
        ("korttid", "3. Rehabilitering, vanlig korttidsplass"),
        ("egen_enhet", "4. Rehabilitering, spesialisert enhet"),
        ("ambulant", "5. Ambulant rehabilitering"),
        ("akutt", "6. Akutt/sub-akutt rehabilitering"),
        ("nasjonal", "7. Nasjonal/regional spesialisert rehabilitering"),
    ]
    assert {row.trend_core for row in rows} == {True}


def test_the_mapping_leaves_responsibility_open_and_adds_places_up_through_mergers() -> None:
    variables = {each.name: each for each in codebook(shipped("kartlegging")).variables}
    assert [entry.code for entry in variables["ansvar.hjemmet"].codes] == ["municipality", "specialist", "grey"]
    assert (variables["plasser.dag"].merge, variables["ansvar.dag"].merge) == ("sum", "share")


def test_psfs_points_upwards_with_the_published_thresholds(psfs: Questionnaire) -> None:
    score = codebook(psfs).scores[0]
    assert (score.low, score.high, score.better) == (0, 10, "higher")
    assert {threshold.name: (threshold.value, threshold.source) for threshold in score.thresholds} == {
        "standard": (2.0, "Rysstad 2020"),
        "hjemmeboende_eldre": (2.8, "Mathis 2019"),
    }


def test_psfs_filled_in_by_a_person_can_be_handed_in_and_scored(psfs: Questionnaire) -> None:
    answers: Answers = {
        "role": "self",
        "aktivitet": {"1": "gå i trapp", "2": "lage middag", "3": "spille kort"},
        "klarer": {"1": 3, "2": 5, "3": "not_tried"},
    }
    route = way(psfs, answers, Setting(date(2025, 3, 3)))
    assert all_problems(route) == ()
    assert scores(route)["psfs"].value == Fraction(4)


def test_staff_who_never_used_psfs_are_not_asked_how_it_was() -> None:
    pilot = shipped("psfs_pilot_ansatte")
    assert shown(pilot, {"ganger": 0}) == ["opplaering", "ganger", "hindringer", "fortsette"]
    assert {"lett", "egne_mal", "i_planen", "minutter"} <= set(shown(pilot, {}))


def test_a_measure_that_runs_on_has_no_year_of_completion() -> None:
    status = shipped("tiltaksstatus")
    assert "ferdig" in shown(status, {"tiltakstype": "once", "status": "in_progress"})
    assert "ferdig" not in shown(status, {"tiltakstype": "continuous", "status": "in_progress"})
