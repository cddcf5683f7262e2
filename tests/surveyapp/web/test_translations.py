"""The interface speaks nynorsk and English whole, with nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from surveyapp.web.languages import INTERFACE, OURS, awaits_review
from tests.sites import Site

ROOT = Path(__file__).parents[3]
TRANSLATIONS = ROOT / "surveyapp" / "translations"
OTHERS = [language for language in INTERFACE if language != "nb"]
AT_WORK = re.compile(
    r"(sheets|overview|handing_round|signing|together|admitting|style_?guide)\w*\.(py|html)"
    r"|web/staff/|templates/(staff|sharing)/"
)
"""Pages for those who run a survey or answer for their municipality: they read them in the languages we stand for."""
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None}
"""Forms and menus are made before there is a reader, so their words wait (`lazy_gettext`)."""
PLACES = re.compile(r"%\((\w+)\)s")
IN_ARABIC = """
id: to
title: {nb: To, ar: اثنان}
languages: [nb, ar]
unit: person
about: {nb: Om., ar: حول.}
pages:
  - id: p
    title: {nb: Side, ar: صفحة}
    questions:
      - {id: q, type: short_text, text: {nb: Hva?, ar: ماذا؟}}
"""
Id = str | tuple[str, ...] | list[str]


def texts(language: str) -> set[Id]:
    """Every text that is read in this language, as it stands in the code and the templates."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    # Words of a form are found when they are shown: `_l` is lazy_gettext.
    keywords = {**DEFAULT_KEYWORDS, "_l": None}
    found = extract_from_dir(ROOT, methods, options, keywords, directory_filter=_ours)
    return {
        message if isinstance(message, str) else tuple(message)
        for file, _line, message, _comments, _context in found
        if language in OURS or not AT_WORK.search(file)
    }


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
    found = texts(language)
    assert len(found) > 200
    assert {message.id if isinstance(message.id, str) else tuple(message.id) for message in messages(language)} == found


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_for_certain(language: str) -> None:
    assert [message.id for message in messages(language) if message.fuzzy or not all(_forms(message.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_is_the_same_in_every_language(language: str) -> None:
    for message in messages(language):
        wanted = set(PLACES.findall(_forms(message.id)[-1]))
        assert set(PLACES.findall(_forms(message.string)[-1])) == wanted, message.id


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *[("nb", "Lesehjelp"), ("nn", "Vala blir hugsa"), ("en", "Reading help"), ("se", "Lohkanveahkki")],
        *[
            ("uk", "Допомога з читанням"),
            ("pl", "Pomoc w czytaniu"),
            ("ar", "مساعدة على القراءة"),
            ("so", "Caawimaad akhris"),
        ],
    ],
)
def test_the_app_finds_its_catalogues(language: str, words: str, site: Site) -> None:
    assert words in site.app.test_client().get(f"/lesehjelp?lang={language}").get_data(as_text=True)


def test_a_language_that_nobody_has_approved_says_so_in_the_list(site: Site) -> None:
    page = site.app.test_client().get("/").get_data(as_text=True)
    assert [language for language in INTERFACE if awaits_review(language)] == ["se", "uk", "pl", "ar", "so"]
    assert page.count("venter på gjennomgang") == 5


def test_arabic_is_read_from_the_right(site: Site) -> None:
    assert '<html lang="ar" dir="rtl"' in site.app.test_client().get("/?lang=ar").get_data(as_text=True)


def test_a_survey_offers_the_languages_of_its_questionnaire_and_no_others(site: Site) -> None:
    spoken = site.put(IN_ARABIC).round().invite("K1")
    page = site.app.test_client().get(f"{spoken}?lang=ar").get_data(as_text=True)
    assert "ابدأ" in page
    assert "Українська" not in page
