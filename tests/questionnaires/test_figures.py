"""Numbers and moments as people write them; expected values by hand, after Språkrådet and Unicode CLDR."""

from __future__ import annotations

import pytest

from questionnaires.figures import figure, moment
from questionnaires.words import Voice


@pytest.mark.parametrize(
    ("number", "nb", "en"),
    [
        (1.5, "1,5", "1.5"),
        (2.0, "2", "2"),
        (9999, "9999", "9999"),
        (10_000, "10\u00a0000", "10\u00a0000"),
        (-1_250_000.5, "-1\u00a0250\u00a0000,5", "-1\u00a0250\u00a0000.5"),
        (1e12, "1\u00a0000\u00a0000\u00a0000\u00a0000", "1\u00a0000\u00a0000\u00a0000\u00a0000"),
    ],
)
def test_a_number_has_the_comma_of_its_language_and_space_between_thousands(number: float, nb: str, en: str) -> None:
    assert (figure(number, "nb"), figure(number, "nn"), figure(number, "en")) == (nb, nb, en)


@pytest.mark.parametrize(
    ("iso", "nb", "nn", "en"),
    [
        ("2026-03-04", "04.03.2026", "04.03.2026", "4 March 2026"),
        ("2026-03", "mars 2026", "mars 2026", "March 2026"),
        ("08:30", "08:30", "08:30", "08:30"),
        ("i går", "i går", "i går", "i går"),
    ],
)
def test_a_moment_is_said_as_people_say_it(iso: str, nb: str, nn: str, en: str) -> None:
    assert [moment(iso).said(Voice(language)) for language in ("nb", "nn", "en")] == [nb, nn, en]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("se", "14.03.2026"),
        ("uk", "14 березня 2026"),
        ("pl", "14 marca 2026"),
        ("ar", "14 مارس 2026"),
        ("so", "14 Maarso 2026"),
    ],
)
def test_a_date_is_said_in_the_readers_language(language: str, words: str) -> None:
    assert moment("2026-03-14").said(Voice(language)) == words


@pytest.mark.parametrize(
    ("language", "written"), [("uk", "1,5"), ("pl", "1,5"), ("se", "1,5"), ("ar", "1.5"), ("so", "1.5")]
)
def test_decimals_have_the_mark_of_the_readers_language(language: str, written: str) -> None:
    assert figure(1.5, language) == written
