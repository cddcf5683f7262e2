"""Texts and answers to choose among, as FHIR writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import urls
from questionnaires.question_types import Option, Scale
from questionnaires.words import Text

Resource = dict[str, Any]


def own_extension(url: str, value: Mapping[str, Any]) -> Resource:
    """What only Medvirk understands, as JSON."""
    return {"url": url, "valueString": json.dumps(value, ensure_ascii=False)}


def say(node: Resource, key: str, text: Text, languages: tuple[str, ...]) -> None:
    """Put a text under `key`: in the first language, the others as translations, and those for roles as our own."""
    node[key] = text.in_language(languages[0])
    extensions = [
        {
            "url": urls.TRANSLATION,
            "extension": [{"url": "lang", "valueCode": other}, {"url": "content", "valueString": words}],
        }
        for other, words in text.plain.items()
        if other in languages[1:]
    ]
    extensions += _variants(text)
    if extensions:
        node[f"_{key}"] = {"extension": extensions}


def _variants(text: Text) -> list[Resource]:
    variants = {key: words for key, words in text.root.items() if "." in key}
    return [own_extension(urls.OWN_WORDING, variants)] if variants else []


def options(questionnaire: Questionnaire, name: str, choices: tuple[Option, ...], missing: tuple[Option, ...]) -> Any:
    """The answerOptions of one question."""
    found = []
    for option in (*choices, *missing):
        coding: Resource = {"system": system(questionnaire, name), "code": option.code}
        say(coding, "display", option.label, questionnaire.languages)
        node: Resource = {"valueCoding": coding}
        extensions = _of_option(option, is_missing=option in missing)
        found.append({"extension": extensions, **node} if extensions else node)
    return found


def system(questionnaire: Questionnaire, name: str) -> str:
    """The code system of a question's or scale's codes."""
    return f"{urls.OWN_CODES}{questionnaire.id}:{name}"


def _of_option(option: Option, *, is_missing: bool) -> list[Resource]:
    extensions: list[Resource] = []
    if option.exclusive or is_missing:
        extensions.append({"url": urls.EXCLUSIVE, "valueBoolean": True})
    flags = option.model_dump(include={"own_text", "show_when"}, exclude_defaults=True)
    if is_missing:
        flags = {"missing": True}
    if flags:
        extensions.append(own_extension(urls.OWN_OPTION, flags))
    return extensions


def value_set(questionnaire: Questionnaire, name: str, scale: Scale) -> Resource:
    """A scale as a value set that comes with the form; each point has its value as a score."""
    whole = all(option.code.isdigit() for option in scale.choices)
    concepts = []
    for place, option in enumerate((*scale.choices, *scale.missing), start=1):
        is_missing = place > len(scale.choices)
        extensions = [*_of_option(option, is_missing=is_missing), *_variants(option.label)]
        if scale.ordered and not is_missing:
            points = int(option.code) if whole else place
            extensions.append({"url": urls.ORDINAL[0], "valueDecimal": points})
        language = questionnaire.languages[0]
        concept: Resource = {"extension": extensions} if extensions else {}
        concept |= {"code": option.code, "display": option.label.in_language(language)}
        others = {other: words for other, words in option.label.plain.items() if other != language}
        if others:
            concept["designation"] = [{"language": other, "value": words} for other, words in others.items()]
        concepts.append(concept)
    return {
        "resourceType": "ValueSet",
        "id": fhir_id(name),
        "extension": [own_extension(urls.OWN_SCALE, {})],
        "status": "active",
        "compose": {"include": [{"system": system(questionnaire, name), "concept": concepts}]},
    }


def fhir_id(name: str) -> str:
    """An id of ours as FHIR has them: without `_`."""
    return name.replace("_", "-")
