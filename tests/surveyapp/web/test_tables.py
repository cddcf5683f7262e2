"""Every table knows every type of question, and every error that a person can meet."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from questionnaires.question_types import QUESTION_TYPES, Calculated, Information, NumberGrid, SuppliedList
from surveyapp.models import errors as domain
from surveyapp.web.boxes import BOXES
from surveyapp.web.errors import ANSWERS
from surveyapp.web.fields import FIELDS
from surveyapp.web.questions import TEMPLATES
from surveyapp.web.staff import BLUEPRINTS
from surveyapp.web.wording import WORDS
from tests.sites import Site

# Refusals of commands and of work that no page offers; on the web they would be our own fault.
OF_THE_COMMAND_LINE = {
    "BrokenTrendError",
    "ChangedMeanwhileError",  # told at the fields of the form
    "DuplicateKeyError",
    "FixedSinceOpeningError",  # told at the field of the form
    "ImpossibleRoundError",
    "IncompleteError",
    "LoginRefusedError",
    "NobodyActsError",  # leads to the login page
    "PublishedVersionError",
    "SurveyAppError",
    "RoundOverError",  # told at the field of the form
    "TamperedVersionError",
    "WeakPasswordError",
    "WrongPrivacyError",
    "WrongVersionError",
}


def test_every_type_of_question_has_a_field_a_template_and_words() -> None:
    assert TEMPLATES.keys() == set(QUESTION_TYPES)
    assert WORDS.keys() == set(QUESTION_TYPES) - {Information}
    assert FIELDS.keys() == set(QUESTION_TYPES) - {Information, Calculated, SuppliedList}


def test_every_type_that_is_answered_in_a_box_has_one() -> None:
    boxed = {kind for kind, name in TEMPLATES.items() if name == "box"} | {NumberGrid}
    assert BOXES.keys() == boxed


@pytest.mark.parametrize("name", sorted({*TEMPLATES.values(), "locked"}))
def test_every_template_of_a_question_can_show_it(name: str, site: Site) -> None:
    module = site.app.jinja_env.get_template(f"questions/{name}.html").module
    assert callable(vars(module)["show"])


def test_no_template_of_a_question_is_left_over(site: Site) -> None:
    folder = Path(site.app.root_path) / "web" / "templates" / "questions"
    helpers = {"text"}
    assert {path.stem for path in folder.glob("*.html")} == {*TEMPLATES.values(), "locked"} | helpers


def test_every_error_that_a_page_can_meet_has_an_answer() -> None:
    named = {name for name, error in vars(domain).items() if isinstance(error, type) and issubclass(error, Exception)}
    answered = {error.__name__ for error in ANSWERS if isinstance(error, type)}
    assert named - answered - OF_THE_COMMAND_LINE == set()


def test_every_page_that_a_respondent_may_meet_is_in_the_list_of_routes(site: Site) -> None:
    app: Flask = site.app
    for_staff = {part.name for part in BLUEPRINTS} | {"api"}  # `test_route_access` and `test_api` have theirs
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] not in for_staff}
    assert rules == {
        "/",
        "/static/<path:filename>",
        "/s/<token>",
        "/svar/<uuid:response_id>",
        "/svar/<uuid:response_id>/side/<page_id>",
        "/svar/<uuid:response_id>/kontroll",
        "/svar/<uuid:response_id>/lever",
        "/svar/<uuid:response_id>/kvittering",
        "/svar/<uuid:response_id>/senere",
        "/svar/<uuid:response_id>/senere/e-post",
        "/svar/<uuid:response_id>/svaret.html",
        "/svar/<uuid:response_id>/svaret.pdf",
        "/trekk",
        "/nei-takk/<token>",
        "/svar/<uuid:response_id>/lukk",
        "/stilguide",
        "/inn",
        "/k/<token>",
        "/kode",
        "/lesehjelp",
        "/personvern",
        "/personvern/<uuid:survey_id>",
        "/tilgjengelighet",
        "/svar/<uuid:response_id>/arkiv.pdf",
        "/svar/<uuid:response_id>/godkjenning",
        "/svar/<uuid:response_id>/godkjenning/spor",
        "/svar/<uuid:response_id>/godkjenning/tilbake",
        "/svar/<uuid:response_id>/oversikt",
        "/svar/<uuid:response_id>/oversikt/<uuid:assignment_id>/send",
        "/svar/<uuid:response_id>/oversikt/<uuid:assignment_id>/tilbake",
        "/svar/<uuid:response_id>/oversikt/ferdig",
        "/svar/<uuid:response_id>/oversikt/fordel",
        "/svar/<uuid:response_id>/retting",
        "/svar/<uuid:response_id>/signert",
    }
