"""The words of the shipped questionnaires: whole in bokmål, nynorsk and English, and easy where users meet them."""

import re

import pytest

from questionnaires.checker.texts import texts
from questionnaires.definition import Questionnaire
from questionnaires.library import paths
from questionnaires.loading import check_file
from questionnaires.words import Text, Voice

SHIPPED = sorted(paths())
EASY = ("brukererfaring", "parorende", "psfs")
"""Those that users and relatives answer."""
EASIEST = 30
"""LIX below this is very easy: children's books (Björnsson 1968)."""
BOKMAL_BUT_NOT_NYNORSK = re.compile(
    r"\b(alene|ansatte|ble|dem|dere|deres|en|et|fikk|fra|hjelpen|hjem|hva|hvem|hverdagen|hvilke|hvor|hvordan|hvorfor|"
    r"ikke|jeg|noe|noen|nå|selv|sette|skrev|sykdom|tilbudet|tjenester|uten|velg|vet|veien|være)\b",
    re.IGNORECASE,
)
NORWEGIAN_NAMES = {"COPM", "SPPB", "Status", "PSFS", "Nav", "KS"}


def words_of(name: str) -> list[Text]:
    return [text for _, text in texts(shipped(name))]


def shipped(name: str) -> Questionnaire:
    return check_file(paths()[name]).questionnaire


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_text_is_there_in_every_language(name: str, language: str) -> None:
    assert [text.root for text in words_of(name) if language not in text.root] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_nynorsk_has_no_words_of_bokmal(name: str) -> None:
    nynorsk = [words for text in words_of(name) for key, words in text.root.items() if key.startswith("nn")]
    assert [words for words in nynorsk if BOKMAL_BUT_NOT_NYNORSK.search(words)] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_sentence_of_nynorsk_is_no_copy_of_bokmal(name: str) -> None:
    sentences = [text.root for text in words_of(name) if len(text.root["nb"].split()) >= 9]
    assert len(sentences) > 3
    assert [words["nn"] for words in sentences if words["nn"] == words["nb"]] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_english_is_no_copy_of_norwegian(name: str) -> None:
    copied = {text.root["en"] for text in words_of(name) if text.root["en"] in (text.root["nb"], text.root["nn"])}
    assert copied <= NORWEGIAN_NAMES


@pytest.mark.parametrize("name", EASY)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_easy_words_are_easy(name: str, language: str) -> None:
    questionnaire = shipped(name)
    voice = Voice(language, easy=True)
    spoken = [question.text.said(voice) for question in questionnaire.questions()]
    spoken += [question.help.said(voice) for question in questionnaire.questions() if question.help]
    running = " ".join(
        [questionnaire.about.said(voice), *(words if words[-1] in ".?!" else f"{words}." for words in spoken)]
    )
    assert lix(running) < EASIEST
    assert any(f"{language}.easy" in text.root for text in words_of(name))


def lix(running: str) -> float:
    """Words per sentence and per cent words of more than six letters (Björnsson 1968), counted here by hand."""
    words = re.findall(r"[^\W\d_]+", running)
    sentences = len(re.findall(r"[.:?!](?=\s|$)", running))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)
