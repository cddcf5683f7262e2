"""The one form in a file: alone, in a Bundle, or in a Bundle once in each of its languages.

Helsenorge keeps a form in three languages as three forms of the same name; they come together as one with translations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.languages import language_of
from questionnaires.formats.fhir.reading import JsonPath, leaves, objects, written
from questionnaires.formats.report import FormatError

Json = dict[str, Any]

TRANSLATED = ("title", "description", "text", "prefix", "display", "valueString", "valueMarkdown")
NAMED_BY = ("linkId", "url", "code", "id", "valueCoding", "valueString", "valueInteger")
"""What tells one member of a list from another, the surest first."""


@dataclass(slots=True)
class Together:
    """Several forms as one: `form` with the words of the others in it; `left`: what only another form says."""

    form: Json
    left: list[tuple[JsonPath, Any]] = field(default_factory=list)


def form_of(resource: Json, name: str) -> Together:
    """The Questionnaire that stands in a file, alone or as the only one of a Bundle; raises FormatError."""
    forms: list[tuple[JsonPath, Json]] = [((), resource)]
    if resource.get("resourceType") == "Bundle":
        forms = _forms_in(resource)
    for path, form in forms:
        kind = form.get("resourceType")
        if kind != "Questionnaire":
            found = f"a FHIR resource of type {kind!r:.60}" if isinstance(kind, str) else "no FHIR resource"
            raise FormatError(name, "resourceType", f"This is {found}. Export a resource of type 'Questionnaire'.")
        _refuse_modifiers(form, path, name)
    together = _as_one(forms)
    if together is None:
        names = ", ".join(str(form.get("title") or form.get("id") or "without a title")[:80] for _, form in forms[:20])
        many = f"{len(forms)} questionnaires ({names})" if forms else "no questionnaire"
        raise FormatError(name, "entry", f"This Bundle holds {many}. Save the one to import in a file of its own.")
    return together


def _forms_in(bundle: Json) -> list[tuple[JsonPath, Json]]:
    entries = bundle.get("entry")
    held = [
        (("entry", place, "resource"), each.get("resource"))
        for place, each in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(each, dict)
    ]
    return [
        (path, form) for path, form in held if isinstance(form, dict) and form.get("resourceType") == "Questionnaire"
    ]


def _refuse_modifiers(form: Json, path: JsonPath, name: str) -> None:
    """FHIR forbids a reader to use what a modifier that it does not know may turn upside down."""
    if form.get("implicitRules"):
        text = f"The form follows rules of its own ({str(form['implicitRules'])[:200]}) that are not known here."
        raise FormatError(name, written((*path, "implicitRules")), text)
    for inner, value in objects(form, path):
        modifiers = value.get("modifierExtension")
        if modifiers:
            urls_of = [str(each.get("url")) for each in modifiers if isinstance(each, dict)] if modifiers != {} else []
            text = f"The form changes its own meaning by {', '.join(urls_of)[:300] or 'a modifier'}, not known here."
            raise FormatError(name, written((*inner, "modifierExtension")), text)


def _as_one(forms: list[tuple[JsonPath, Json]]) -> Together | None:
    """The only form, or forms of one name in different languages; else None."""
    if len(forms) < 2:
        return Together(forms[0][1]) if forms else None
    tags = [language_of(form.get("language")) for _path, form in forms]
    names = {str(form.get("name")) if form.get("name") else None for _path, form in forms}
    if len(set(tags)) < len(forms) or None in tags or None in names or len(names) > 1:
        return None
    found = Together(forms[0][1])
    for (path, form), tag in zip(forms[1:], tags[1:], strict=True):
        words = {key: value for key, value in form.items() if key != "language"}
        found.left += _laid_in(found.form, words, str(tag), path)
    return found


def _laid_in(first: Json, other: Json, tag: str, path: JsonPath) -> Iterator[tuple[JsonPath, Any]]:
    """Put the words of `other` beside those of `first`; gives back what is another thing than in `first`."""
    for key, value in other.items():
        mine, here = first.get(key), (*path, key)
        said = key.removeprefix("_")
        if said != key and isinstance(other.get(said), str):
            continue
        words = _words(other, said) if _is_words(first, said) and _words(first, said) else None
        if words is not None:
            if not _said(first, said, words, tag):
                yield here, value
        elif isinstance(mine, dict) and isinstance(value, dict):
            yield from _laid_in(mine, value, tag, here)
        elif isinstance(mine, list) and isinstance(value, list):
            yield from _members(mine, value, tag, here)
        elif mine != value:
            yield from leaves(value, here)


def _members(mine: list[Any], others: list[Any], tag: str, path: JsonPath) -> Iterator[tuple[JsonPath, Any]]:
    known = {_name(each, place): each for place, each in reversed(list(enumerate(mine)))}
    for place, each in enumerate(others):
        held = known.get(_name(each, place))
        if isinstance(held, dict) and isinstance(each, dict):
            yield from _laid_in(held, each, tag, (*path, place))
        elif held != each:
            yield from leaves(each, (*path, place))


def _name(member: Any, place: int) -> object:
    if not isinstance(member, dict):
        return place
    for key in NAMED_BY:
        said = member.get(key)
        if isinstance(said, dict):
            said = said.get("code")
        if isinstance(said, str | int):
            return key, said
    return place


def _is_words(holder: Json, key: str) -> bool:
    """Whether people read what stands under this key."""
    if key in ("valueString", "valueMarkdown"):
        return holder.get("url") in (urls.SUBLABEL, urls.ENTRY_FORMAT, urls.VALIDATION_TEXT)
    return key in TRANSLATED


def _words(holder: Json, key: str) -> str | None:
    """The words under a key: with their markup, when they have any."""
    beside = holder.get(f"_{key}")
    extensions = beside.get("extension") if isinstance(beside, dict) else None
    for each in extensions if isinstance(extensions, list) else ():
        if isinstance(each, dict) and each.get("url") == urls.MARKDOWN and isinstance(each.get("valueMarkdown"), str):
            return str(each["valueMarkdown"])
    said = holder.get(key)
    return said if isinstance(said, str) else None


def _said(holder: Json, key: str, words: str, tag: str) -> bool:
    """Say it in one more language, where FHIR keeps translations; False when something else stands there."""
    beside = holder.setdefault(f"_{key}", {})
    extensions = beside.setdefault("extension", []) if isinstance(beside, dict) else None
    if not isinstance(extensions, list):
        return False
    parts = [{"url": "lang", "valueCode": tag}, {"url": "content", "valueString": words}]
    extensions.append({"url": urls.TRANSLATION, "extension": parts})
    return True
