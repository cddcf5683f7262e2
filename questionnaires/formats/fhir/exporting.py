"""A questionnaire -> a FHIR R4B Questionnaire that any system can use, and that Medvirk reads back exactly."""

from __future__ import annotations

import json
from typing import Any

from fhir.resources.R4B.questionnaire import Questionnaire as Checked
from pydantic import ValidationError

from questionnaires.companions import ROLE
from questionnaires.definition import Page, Questionnaire
from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.importing import form_in
from questionnaires.formats.fhir.out_conditions import enabling, targets
from questionnaires.formats.fhir.out_items import ItemWriter, without_empty
from questionnaires.formats.fhir.out_words import Resource, fhir_id, own_extension, say, value_set
from questionnaires.formats.fhir.overlays import difference
from questionnaires.formats.report import Entry, ExportReport, FormatError
from questionnaires.variables import sha256_of


def write_fhir(questionnaire: Questionnaire, *, url: str | None = None) -> tuple[bytes, ExportReport]:
    """The form as JSON, and what other systems will not understand of it; `url`: its canonical address."""
    resource = resource_of(questionnaire, url)
    entries = _lay_overlays(questionnaire, resource)
    _refuse_invalid(questionnaire.id, resource, Checked)
    return json.dumps(resource, ensure_ascii=False, indent=1).encode(), ExportReport(tuple(entries))


def canonical(questionnaire: Questionnaire, url: str | None) -> str:
    """The address that a form goes by."""
    return url or f"{urls.OWN_FORM}:{questionnaire.id}"


def page_link(questionnaire: Questionnaire, page: Page) -> str:
    """The link id of a page: its own id, unless a question has that already."""
    link = page.id
    while link in questionnaire.places:
        link += "_page"
    return link


def resource_of(questionnaire: Questionnaire, url: str | None) -> Resource:
    """The form with all that FHIR can say; the extensions of our own are there and empty."""
    writer = ItemWriter(questionnaire, targets(questionnaire))
    resource: Resource = {
        "resourceType": "Questionnaire",
        "id": fhir_id(questionnaire.id),
        "language": questionnaire.languages[0],
        "contained": [value_set(questionnaire, name, scale) for name, scale in questionnaire.scales.items()],
        "extension": [own_extension(urls.OWN_FORM, {})],
        "url": canonical(questionnaire, url),
        "version": sha256_of(questionnaire)[:12],
        "status": "active",
    }
    say(resource, "title", questionnaire.title, questionnaire.languages)
    say(resource, "description", questionnaire.about, questionnaire.languages)
    resource["item"] = [_page(writer, page) for page in questionnaire.all_pages]
    return without_empty(resource)


def _page(writer: ItemWriter, page: Page) -> Resource:
    link = page_link(writer.questionnaire, page)
    generated = page not in writer.questionnaire.pages
    own = own_extension(urls.OWN_PART, {"part": ROLE}) if generated else own_extension(urls.OWN_PAGE, {})
    shown = enabling(page.show_when, writer.to)
    item: Resource = {"linkId": link, "extension": [own, *shown.pop("extension", [])], "type": "group", **shown}
    say(item, "text", page.title, writer.languages)
    if page.for_each is not None:
        item["repeats"] = True
    intro = own_extension(urls.OWN_PART, {"part": "intro"})
    item["item"] = [writer.display(f"{link}/intro", page.intro, intro)] if page.intro else []
    for question in page.asked:
        item["item"] += writer.items(question)
    return item


def _lay_overlays(questionnaire: Questionnaire, resource: Resource) -> list[Entry]:
    """Fill the extensions of our own with what a reader of the form would not get without them."""
    form = form_in(json.loads(json.dumps(resource)))
    meant = questionnaire.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    whole = questionnaire.model_dump(by_alias=True, mode="json")
    entries = []
    pages = dict(zip(_links(questionnaire), form.pages, strict=True))
    head = {key: value for key, value in meant.items() if key not in ("pages", "scales")}
    entries += _lay(resource, urls.OWN_FORM, questionnaire.id, difference(head, form.head, whole))
    for held in resource.get("contained", ()):
        name = next(name for name in questionnaire.scales if fhir_id(name) == held["id"])
        overlay = difference(meant["scales"][name], form.scales[name], whole["scales"][name])
        entries += _lay(held, urls.OWN_SCALE, name, overlay)
    items = {item["linkId"]: item for item in resource["item"]}
    for page, full in zip(meant["pages"], whole["pages"], strict=True):
        link = next(link for link, held in zip(_links(questionnaire), meant["pages"], strict=True) if held is page)
        said = {key: value for key, value in pages[link].items() if key != "questions"}
        plain = {key: value for key, value in page.items() if key != "questions"}
        entries += _lay(items[link], urls.OWN_PAGE, page["id"], difference(plain, said, full))
        entries += _lay_questions(items[link], page, full, pages[link])
    return entries


def _links(questionnaire: Questionnaire) -> list[str]:
    return [page_link(questionnaire, page) for page in questionnaire.pages]


def _lay_questions(item: Resource, page: Any, full: Any, said: Any) -> list[Entry]:
    held = {each["linkId"]: each for each in item["item"]}
    read = {each["id"]: each for each in said["questions"]}
    entries = []
    for question, whole in zip(page["questions"], full["questions"], strict=True):
        overlay = difference(question, read[question["id"]], whole)
        entries += _lay(held[question["id"]], urls.OWN_QUESTION, question["id"], overlay)
    return entries


def _lay(node: Resource, url: str, name: str, overlay: dict[str, Any]) -> list[Entry]:
    for extension in node["extension"]:
        if extension["url"] == url:
            extension.update(own_extension(url, overlay))
    if not overlay:
        return []
    text = f"{', '.join(sorted(overlay))}: kept in an extension that only Medvirk reads."
    return [Entry(name, url.rpartition(":")[2], "changed", text)]


def _refuse_invalid(name: str, resource: Resource, model: Any) -> None:
    try:
        model.model_validate(resource)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"])
        raise FormatError(name, place, f"This cannot be said in FHIR R4B: {first['msg']}.") from None
