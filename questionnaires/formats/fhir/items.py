"""The items of a form, in order: groups become pages, items become questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.asides import is_aside, message_of, take_display, text_of, titled
from questionnaires.formats.fhir.enabling import both, condition_of, is_own, loses_condition
from questionnaires.formats.fhir.forms import LOOKS, READ_ONLY, Form, Lines, Link, controls
from questionnaires.formats.fhir.kinds import calculated_of, question_of
from questionnaires.formats.fhir.languages import own_value
from questionnaires.formats.fhir.ledger import Node
from questionnaires.formats.fhir.names import id_from
from questionnaires.formats.fhir.own_parts import add_missing, part_of, rows_of, take_generated
from questionnaires.formats.fhir.scoring import is_worked_out


@dataclass(slots=True)
class Around:
    """What an item stands in: the page, and the condition of the groups around it."""

    page: dict[str, Any]
    condition: Lines | None = None


def give_ids(form: Form, node: Node) -> None:
    """An id for every item, before anything asks for one; the first of several alike keeps what they all are called."""
    for item in node.children("item"):
        link = item.peek("linkId")
        written = link.strip() if isinstance(link, str) else ""
        name = id_from(written, form.taken, exact=True)
        form.taken.add(name)
        form.places[item.path] = name
        if written and written not in form.ids:
            form.ids[written] = name
        elif written:
            item.tell("linkId", "changed", f"'{written:.80}' stands several times; this one is '{name}'.")
        give_ids(form, item)


def read_pages(form: Form) -> None:
    """All the items of the form as pages of questions."""
    loose: dict[str, Any] | None = None
    for item in form.root.children("item"):
        part = part_of(form, item)
        if part is not None:
            take_generated(form, item, str(part.get("id", "")))
        elif item.peek("type") == "group" and not _skipped(form, item) and "table" not in controls(item):
            loose = None
            _page(form, item)
        else:
            if loose is None:
                number = str(len(form.pages) + 1)
                loose = {
                    "id": _page_id(form, f"page_{number}"),
                    "title": form.speech.say("page", number),
                    "questions": [],
                }
                form.pages.append(loose)
            _item(form, item, Around(loose))
    form.pages[:] = [page for page in form.pages if page["questions"]]


def _page_id(form: Form, wished: str) -> str:
    name = id_from(wished, form.taken)
    form.taken.add(name)
    return name


def _page(form: Form, group: Node) -> None:
    name = form.places[group.path]
    condition = condition_of(form, group)
    title = titled(form, group)
    if title is None:
        group.tell("text", "changed", f"The page '{name}' has no title in the form; it is given one.")
    page: dict[str, Any] = {"id": name, "title": title or form.speech.say("page", str(len(form.pages) + 1))}
    if condition is not None:
        page["show_when"] = condition
    page["questions"] = []
    if form.own and (own := group.extension(urls.OWN_PAGE)) is not None:
        form.overlays["page", name] = own_value(own)
    form.pages.append(page)
    _take_item(form, group, name)
    _group_repeats(form, group)
    for child in group.children("item"):
        _item(form, child, Around(page))
    if page["questions"]:
        group.tell("item of type group", "carried", f"page '{name}'")


def _group_repeats(form: Form, group: Node) -> None:
    if group.peek("repeats") is not True or is_own(form, group):
        group.take("repeats")
        return
    group.take("repeats", outcome="changed")
    group.tell("repeats", "changed", "The group is asked once.")


def _take_item(form: Form, item: Node, name: str) -> None:
    """The parts that every item has."""
    renamed = item.peek("linkId") != name
    item.take("linkId", outcome="changed" if renamed else "carried")
    if renamed and isinstance(item.peek("linkId"), str):
        item.tell("linkId", "changed", f"'{item.peek('linkId'):.80}' is now '{name}'.")
    if item.peek("type") == "group":
        item.take("type")
    for key in ("required", "readOnly"):
        if item.peek(key) is False:
            item.take(key)
    _take_looks(item)
    for extension in item.extensions(urls.HIDDEN):
        if extension.peek("valueBoolean") is False or is_own(form, item):
            extension.take_all()
    if is_own(form, item):
        for extension in item.extensions(urls.ENABLE_WHEN, urls.CALCULATED):
            extension.take_all()
        item.take("readOnly")


def _take_looks(item: Node) -> None:
    """What the form says of how an item looks."""
    for code, extension in controls(item).items():
        if code in LOOKS and (*extension.path, "url") not in item.ledger.taken:
            extension.take_all(outcome="changed")
            item.tell(f"item control {code}", "changed", "Medvirk decides how it looks.")
    for extension in item.extensions(urls.ORIENTATION):
        extension.take_all(outcome="changed")


def _skipped(form: Form, item: Node) -> bool:
    """Whether nobody is to see or fill it in; then the reason is told."""
    hidden = any(each.peek("valueBoolean") is True for each in item.extensions(urls.HIDDEN))
    if is_own(form, item) or is_worked_out(item):
        return False
    if hidden:
        item.because("The item is hidden, so nobody answers it.")
        return True
    if item.peek("readOnly") is True and item.peek("type") not in ("group", "display") and not _is_read(item):
        item.because("The item is filled in by another system.")
        return True
    return False


def _item(form: Form, item: Node, around: Around) -> None:
    if part_of(form, item) is not None:
        _part(form, item, around)
        return
    if _skipped(form, item):
        return
    if item.peek("type") == "group":
        _nested(form, item, around)
    elif item.peek("type") == "display" or (item.peek("type") == "text" and _is_read(item)):
        _information(form, item, around)
    else:
        _question(form, item, around)


def _is_read(item: Node) -> bool:
    return any(code in READ_ONLY for code in controls(item))


def _part(form: Form, item: Node, around: Around) -> None:
    part = part_of(form, item) or {}
    name, row = str(part.get("id", "")), str(part.get("row", ""))
    for extension in item.extensions(urls.OWN_PART):
        extension.take("url")
    held = next((each for each in around.page["questions"] if each["id"] == name), None)
    if part.get("part") == "missing" and held is not None:
        add_missing(form, item, held, f"{name}.{row}" if row else name)
    elif part.get("part") == "intro" and (words := form.speech.words(item, "text")) is not None:
        around.page["intro"] = words
        item.take("linkId", "type")
    elif part.get("part") == "companion":
        take_generated(form, item, name)


def _nested(form: Form, group: Node, around: Around) -> None:
    """A group inside another: a table is one question, anything else is read on as if it stood outside."""
    name = form.places[group.path]
    condition = both(around.condition, condition_of(form, group))
    table = rows_of(form, group, name)
    if table is not None:
        if "table" in controls(group):
            controls(group)["table"].take_all()
        if group.flag("required"):
            table["required"] = True
        _finish(form, group, {"id": name, **table}, condition, around)
        return
    text = titled(form, group)
    _take_item(form, group, name)
    _group_repeats(form, group)
    before = len(around.page["questions"])
    if text is not None:
        _add(around.page, {"id": name, "type": "information", "text": text}, condition)
    heading = len(around.page["questions"])
    for child in group.children("item"):
        _item(form, child, Around(around.page, condition))
    if len(around.page["questions"]) > heading:
        group.tell("item of type group", "changed", f"The group '{name}' is a part of the page '{around.page['id']}'.")
        return
    # A heading over nothing would only puzzle.
    del around.page["questions"][before:]
    form.ledger.forget(group.path)
    group.because("Nothing in the group is asked or read.")


def _information(form: Form, item: Node, around: Around) -> None:
    """Something to read: help to the question before it, or a text of its own."""
    name = form.places[item.path]
    condition = both(around.condition, condition_of(form, item))
    text = titled(form, item)
    children = item.children("item")
    for child in [each for each in children if each.peek("type") == "display"]:
        # A form for Helsenorge opens and closes a text: the words are in a text inside it.
        words = form.speech.words(child, "text")
        if words is not None:
            take_display(child)
            text = form.speech.joined(text, words, "\n\n")
    if text is None:
        item.because("There is nothing to read in it.")
    else:
        item.take("type", outcome="carried" if item.peek("type") == "display" else "changed")
        if item.peek("type") == "text":
            item.take("repeats", "maxLength", "readOnly", outcome="changed")
        _take_own(form, item, name)
        _take_item(form, item, name)
        _add(around.page, {"id": name, "type": "information", "text": text}, condition)
        item.tell(f"item of type {item.peek('type')}", "carried", f"'{name}' (information)")
    for child in [each for each in children if each.peek("type") != "display"]:
        _item(form, child, Around(around.page, condition))


def _add(page: dict[str, Any], question: dict[str, Any], condition: Lines | None) -> None:
    if condition is not None:
        question["show_when"] = condition
    page["questions"].append(question)


def _question(form: Form, item: Node, around: Around) -> None:
    name = form.places[item.path]
    condition = both(around.condition, condition_of(form, item))
    calculated = calculated_of(form, item)
    if calculated is not None:
        form.links[str(item.peek("linkId"))] = Link(name, "number")
        _finish(form, item, {"id": name, **calculated}, condition, around)
        return
    if is_worked_out(item) and not is_own(form, item):
        item.because("It is worked out by a rule that cannot be read here, or from answers that come later.")
        return
    found = question_of(form, item, name)
    if found is None:
        return
    question, link = found
    if isinstance(item.peek("linkId"), str):
        form.links.setdefault(item.peek("linkId").strip(), link)
    if item.flag("required"):
        question["required"] = True
        if loses_condition(item) and not is_own(form, item):
            del question["required"]
            item.take("required", outcome="changed")
            item.tell("required", "changed", f"'{name}' is optional, since its condition is not carried.")
    _finish(form, item, {"id": name, **question}, condition, around)


def _finish(form: Form, item: Node, question: dict[str, Any], condition: Lines | None, around: Around) -> None:
    """The text of a question, what stands inside its item, and its place on the page."""
    name = question["id"]
    question["text"] = text_of(form, item, name)
    _take_item(form, item, name)
    _take_own(form, item, name)
    message_of(form, item, question)
    _add(around.page, question, condition)
    kind = item.peek("type")
    item.tell(f"item of type {kind}", "carried", f"'{name}' ({question['type']})")
    rows = question["type"] in ("grid", "number_grid")
    for child in item.children("item"):
        if (not rows or child.peek("type") == "display") and not is_aside(form, child, question):
            _item(form, child, Around(around.page, condition))


def _take_own(form: Form, item: Node, name: str) -> None:
    """What an extension of our own says of a question, to be laid over what FHIR says."""
    own = item.extension(urls.OWN_QUESTION) if form.own else None
    if own is not None:
        form.overlays["question", name] = own_value(own)
