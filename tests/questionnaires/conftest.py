from datetime import date
from pathlib import Path

import pytest

from questionnaires.answers import Answers, Setting
from questionnaires.definition import Questionnaire
from questionnaires.loading import load_file
from questionnaires.routing import Route

EVERYTHING = Path(__file__).parents[1] / "data" / "everything.yaml"


@pytest.fixture(scope="session")
def everything() -> Questionnaire:
    return load_file(EVERYTHING)


SETTING = Setting(round_date=date(2024, 10, 1))


@pytest.fixture
def setting() -> Setting:
    return SETTING


def way(questionnaire: Questionnaire, answers: Answers, setting: Setting = SETTING) -> Route:
    return Route(questionnaire, answers, setting)
