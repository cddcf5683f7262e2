from datetime import date
from pathlib import Path

import pytest

from questionnaires.checks import Setting
from questionnaires.definition import Questionnaire
from questionnaires.loading import load_file

EVERYTHING = Path(__file__).parents[1] / "data" / "everything.yaml"


@pytest.fixture(scope="session")
def everything() -> Questionnaire:
    return load_file(EVERYTHING)


@pytest.fixture
def setting() -> Setting:
    return Setting(round_date=date(2024, 10, 1))
