"""The interface speaks nynorsk and English whole, with nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from surveyapp.web.languages import INTERFACE
from tests.sites import Site

ROOT = Path(__file__).parents[3]
TRANSLATIONS = ROOT / "surveyapp" / "translations"
OTHERS = [language for language in INTERFACE if language != "nb"]
PLACES = re.compile(r"%\((\w+)\)s")
Id = str | tuple[str, ...] | list[str]


def texts() -> set[Id]:
    """Every text of the interface, as it stands in the code and the templates."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(ROOT, method_map=methods, options_map=options, directory_filter=_ours)
    return {message if isinstance(message, str) else tuple(message) for _file, _line, message, _c, _x in found}


def _ours(path: str) -> bool:
    place = Path(path).relative_to(ROOT)
    return place.parts[0] == "surveyapp" and "static" not in place.parts


def catalogue(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def _forms(words: Id | None) -> tuple[str, ...]:
    return (words or "",) if words is None or isinstance(words, str) else tuple(words)


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_text_and_no_other(language: str) -> None:
    found = texts()
    assert len(found) > 100
    assert {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages(language)} == found


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_for_certain(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy or not all(_forms(message.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_is_the_same_in_every_language(language: str) -> None:
    for message in messages(language):
        wanted = set(PLACES.findall(_forms(message.id)[-1]))
        assert set(PLACES.findall(_forms(message.string)[-1])) == wanted, message.id


@pytest.mark.parametrize(("language", "words"), [("nb", "Hvem spør"), ("nn", "Kven spør"), ("en", "Who asks")])
def test_the_app_finds_its_catalogues(language: str, words: str, site: Site) -> None:
    link = site.put("psfs").round().invite("F1")
    assert words in site.app.test_client().get(f"{link}?lang={language}").get_data(as_text=True)
