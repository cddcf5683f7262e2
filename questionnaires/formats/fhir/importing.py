"""A FHIR Questionnaire -> a questionnaire file, and what became of everything in the form."""

from __future__ import annotations

from typing import Any, get_args

from fhir.resources import questionnaire as r5
from fhir.resources.R4B import questionnaire as r4b
from fhir.resources.STU3 import questionnaire as stu3
from pydantic import BaseModel, ValidationError

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.bundles import Together, form_of
from questionnaires.formats.fhir.forms import Form
from questionnaires.formats.fhir.items import give_ids, read_pages
from questionnaires.formats.fhir.languages import Speech, guessed, language_of, own_value, sentence
from questionnaires.formats.fhir.ledger import Ledger, Node, with_others
from questionnaires.formats.fhir.mending import mended
from questionnaires.formats.fhir.names import id_from
from questionnaires.formats.fhir.overlays import laid_over
from questionnaires.formats.fhir.own_parts import read_own_scales
from questionnaires.formats.fhir.reading import JsonPath, leaves, resource_in, written
from questionnaires.formats.report import FormatError, Imported, ImportReport
from questionnaires.formats.writing import to_yaml
from questionnaires.loading import QuestionnaireError, check
from questionnaires.question_types import QUESTION_TYPES

MOST_INVALID = 50
"""Deviations from the specification that a report lists."""


def read_fhir(data: bytes, *, name: str) -> Imported:
    """The Questionnaire in a FHIR JSON file (STU3, R4, R4B, R5); raises FormatError when it cannot be used at all."""
    together = form_of(resource_in(data, name), name)
    form = form_in(together.form)
    _tell_left(together, form.ledger)
    if not form.pages:
        raise FormatError(name, "item", "The form has no question that can be asked here.")
    content = as_meant(form)
    try:
        text = to_yaml(mended(form, content, name))
        check(text, name)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise FormatError(name, where, f"What the form says cannot be a questionnaire: {first['msg']}.") from None
    except QuestionnaireError as error:
        problem = next((each for each in error.problems if each.level == "error"), error.problems[0])
        raise FormatError(name, "", f"What the form says cannot be a questionnaire: {problem.text}") from None
    return Imported(text, ImportReport(tuple(dict.fromkeys(form.ledger.entries()))))


def _tell_left(together: Together, ledger: Ledger) -> None:
    """What the other languages of the form say beside their words, once for each kind of thing."""
    places: dict[str, list[JsonPath]] = {}
    for path, _value in together.left:
        places.setdefault(".".join(step for step in path[3:] if isinstance(step, str)), []).append(path)
    for construct, found in places.items():
        also = with_others("It is not so in the first form of the Bundle.", [written(path) for path in found[1:]])
        ledger.tell(found[0], construct, "not carried", also)


def form_in(resource: dict[str, Any]) -> Form:
    """All that FHIR says of the form; what only our own extensions say is laid over it by `as_meant`."""
    ledger = Ledger(resource)
    root = Node(resource, (), ledger)
    own = root.extension(urls.OWN_FORM)
    _tell_invalid(resource, ledger)
    form = Form(root, ledger, Speech(ledger, _language(root), own=own is not None), own is not None)
    if own is not None:
        form.overlays["form", ""] = own_value(own)
    give_ids(form, root)
    form.head = _head(form)
    if own is not None:
        read_own_scales(form)
    read_pages(form)
    form.speech.settle()
    form.head["languages"] = list(form.speech.languages)
    return form


def _language(root: Node) -> str:
    said = language_of(root.peek("language"))
    if said is None:
        said = guessed(root.value)
        root.tell("language", "changed", f"The form does not say its language; it is taken to be '{said}'.")
        return said
    root.take("language")
    return said


def _head(form: Form) -> dict[str, Any]:
    """What stands before the pages."""
    root, speech = form.root, form.speech
    root.take("resourceType", "status")
    title = speech.words(root, "title") or speech.words(root, "name")
    if title is None:
        root.tell("title", "changed", "The form has no title; it is given one.")
        title = speech.say("form")
    about = speech.words(root, "description") or speech.words(root, "purpose")
    if about is None:
        root.tell("description", "changed", "The form has no description; it is given one.")
        about = speech.say("about")
    wished = next((key for key in ("id", "name") if isinstance(root.peek(key), str)), None)
    identity = id_from(str(root.peek(wished)), (), exact=True) if wished else "form"
    if wished:
        root.take(wished, outcome="carried" if identity == root.peek(wished) else "changed")
    head: dict[str, Any] = {"id": identity, "title": title, "unit": "person", "about": about}
    version, source = root.peek("version"), root.peek("url")
    if all(isinstance(each, str) and each.strip() for each in (version, source)) and not form.own:
        name = next(iter(title.values()))
        head["instrument"] = {"name": name, "version": root.text("version"), "source": root.text("url")}
    elif form.own:
        root.take("url", "version", "name")
    return head


def as_meant(form: Form) -> dict[str, Any]:
    """The content of the questionnaire file: what FHIR says, our own extensions, and the sentences that lack."""
    content: dict[str, Any] = {**form.head, "scales": form.scales, "pages": form.pages}
    parts: dict[tuple[str, str], dict[str, Any]] = {("form", ""): content}
    for name, scale in form.scales.items():
        parts["scale", name] = scale
    for page in form.pages:
        parts["page", page["id"]] = page
        for question in page["questions"]:
            parts["question", question["id"]] = question
    for key, overlay in form.overlays.items():
        if key in parts:
            for changed in laid_over(parts[key], overlay):
                text = "The form was changed after Medvirk wrote it; what the form says counts."
                form.ledger.tell((), f"{key[0]} {key[1]} {changed}".replace("  ", " "), "changed", text)
    for page in form.pages:
        for question in page["questions"]:
            _trim(form, question)
    _fill(form, content)
    return content


def _trim(form: Form, question: dict[str, Any]) -> None:
    """Take out what a question of this type does not have: its item was given another type after Medvirk wrote it."""
    known = next(
        (each for each in QUESTION_TYPES if question["type"] in get_args(each.model_fields["type"].annotation)), None
    )
    if known is None:
        return
    keys = {str(field.alias or key) for key, field in known.model_fields.items()}
    for key in [key for key in question if key not in keys]:
        del question[key]
        text = f"A question of type '{question['type']}' has no such thing."
        form.ledger.tell((), f"question {question['id']} {key}", "not carried", text)


def _fill(form: Form, content: dict[str, Any]) -> None:
    said = content.get("languages")
    if form.own and isinstance(said, list) and all(isinstance(each, str) for each in said):
        form.speech.languages = tuple(said)
    form.speech.fill(content)
    for page in form.pages:
        for question in page["questions"]:
            if question.get("required") is True and "when_empty" not in question:
                text = question["text"]
                question["when_empty"] = {
                    language: sentence("answer", language, text.get(language) or next(iter(text.values())))
                    for language in form.speech.languages
                }
                why = f"'{question['id']}' is told what to do when it is not answered."
                form.ledger.tell((), "required", "changed", why)


def _tell_invalid(resource: dict[str, Any], ledger: Ledger) -> None:
    """Where the form departs from the version of FHIR that it seems to be written in; it is read all the same."""
    construct = "not as FHIR has it"
    try:
        _version_of(resource).model_validate(resource)
    except ValidationError as error:
        # The models of FHIR know of no translation of a value in an extension, which FHIR itself allows.
        found = [
            each
            for each in error.errors(include_url=False, include_input=False)
            if not str(each["loc"][-1]).startswith("_value")
        ]
        for each in found[:MOST_INVALID]:
            place = tuple(step for step in each["loc"] if not str(step).startswith("function-"))
            ledger.tell(place, construct, "changed", f"{' '.join(each['msg'].split())}; what can be read is read.")
        if len(found) > MOST_INVALID:
            ledger.tell((), construct, "changed", f"{len(found) - MOST_INVALID} more deviations.")
    except (LookupError, TypeError, ValueError, AttributeError):
        # The models of FHIR stumble over values of quite another kind than they await.
        ledger.tell((), construct, "changed", "The form is too far from FHIR to be checked; what can be read is read.")


def _version_of(resource: dict[str, Any]) -> type[BaseModel]:
    keys = {str(step) for path, _leaf in leaves(resource) for step in path[-3:]}
    if keys & {"option", "options", "hasAnswer"}:
        return stu3.Questionnaire
    if keys & {"answerConstraint", "disabledDisplay", "versionAlgorithmString", "copyrightLabel"}:
        return r5.Questionnaire
    return r4b.Questionnaire
