"""Results are fixed, finite and the same after a trip through JSON; the package itself is light."""

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from pydantic import ValidationError

import analysis
from analysis import compare, from_json, protect, read_round, to_json
from analysis.comparing.results import Comparison
from analysis.comparing.values import Estimate, NotFiniteError
from questionnaires.loading import load_file
from questionnaires.variables import codebook

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def mood() -> Comparison:
    book = codebook(load_file(DATA / "mood.yaml"))
    first, second = (read_round(DATA / f"mood_round{number}.csv", book, "id") for number in (1, 2))
    return protect(compare(first, second, book, pair_by="id"))


def test_a_comparison_is_the_same_after_a_trip_through_json(mood: Comparison) -> None:
    assert from_json(to_json(mood)) == mood


def test_the_json_has_the_names_of_the_fields(mood: Comparison) -> None:
    written = json.loads(to_json(mood))
    assert list(written) == [field.name for field in fields(mood)]
    question = mood.questions[1]
    assert list(written["questions"][1]) == [field.name for field in fields(question)]
    assert list(written["questions"][1]["estimates"][0]) == [field.name for field in fields(question.estimates[0])]


def test_json_of_something_else_is_refused() -> None:
    with pytest.raises(ValidationError):
        from_json('{"questionnaire": "mood"}')


def test_a_result_never_changes(mood: Comparison) -> None:
    with pytest.raises(FrozenInstanceError):
        mood.unit = "municipality"  # type: ignore[misc]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_never_becomes_a_result(number: float) -> None:
    with pytest.raises(NotFiniteError, match="leave out what cannot be computed"):
        Estimate("mean_change", number)


def test_a_comparison_is_synthetic_when_one_of_its_rounds_is(mood: Comparison) -> None:
    assert not mood.synthetic
    assert from_json(to_json(mood).replace('"synthetic": false', '"synthetic": true', 1)).synthetic


def test_everything_the_package_offers_is_there() -> None:
    assert [name for name in analysis.__all__ if not callable(getattr(analysis, name))] == []


def test_a_name_the_package_does_not_offer_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'comparison'"):
        _ = analysis.comparison


def test_importing_the_package_loads_no_numbers_library() -> None:
    program = "import analysis, sys; print([name for name in ('numpy', 'scipy', 'polars') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
