"""What a form asks for and the checker refuses is taken out again, one part at a time, and told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from questionnaires.checker import findings
from questionnaires.definition import Questionnaire
from questionnaires.formats.report import FormatError
from questionnaires.formats.xlsform.form import Content, Form

NEEDED = ("id", "type", "text", "choices", "rows", "scale", "value", "items")
"""Keys without which there is no question."""
MOST_ROUNDS = 200

Trouble = tuple[tuple[str | int, ...], str]


def mended(content: Content, form: Form, name: str) -> Questionnaire:
    """The questionnaire without what the language refuses; raises FormatError when nothing is left of it."""
    for _round in range(MOST_ROUNDS):
        found = list(_troubles(content))
        if not found:
            return Questionnaire.model_validate(content)
        for path, text in _one_each(found):
            if not _taken_out(content, path, text, form):
                raise FormatError(name, " ".join(str(step) for step in path), text)
        for page in [page for page in content["pages"] if not page["questions"]]:
            content["pages"].remove(page)
            _told(form, f"page {page['id']}", (), "nothing that stands in it could be carried")
        if not content["pages"]:
            raise FormatError(name, "", f"No question of the form can be carried over. The last problem: {text}")
    raise FormatError(name, "", "The form has more problems than can be mended. Try with fewer of its questions.")


def _one_each(found: list[Trouble]) -> list[Trouble]:
    """The first trouble of each question, page or key, the last place first: what is taken out moves what follows."""
    first: dict[tuple[str, ...], Trouble] = {}
    for path, text in found:
        depth = 4 if path[:1] == ("pages",) and path[2:3] == ("questions",) else 2
        first.setdefault(tuple(f"{step:09d}" if isinstance(step, int) else step for step in path[:depth]), (path, text))
    pages = {key[1] for key in first if len(key) == 2 and key[0] == "pages"}
    kept = {key: each for key, each in first.items() if len(key) < 4 or key[1] not in pages}
    return [kept[key] for key in sorted(kept, reverse=True)]


def _troubles(content: Content) -> Iterator[Trouble]:
    try:
        questionnaire = Questionnaire.model_validate(content)
    except ValidationError as error:
        yield from ((tuple(each["loc"]), str(each["msg"])) for each in error.errors(include_url=False))
        return
    yield from ((each.path, each.text) for each in findings(questionnaire) if each.level == "error")


def _taken_out(content: Content, path: tuple[str | int, ...], text: str, form: Form) -> bool:
    match path:
        case ("pages", int(page), "questions", int(place), *rest):
            return _from_question(content["pages"][page]["questions"], place, rest, text, form)
        case ("pages", int(page), *rest):
            return _from_page(content["pages"], page, rest, text, form)
        case ("scores" | "checks" as kind, str(name), *_) if name in content.get(kind, {}):
            at = content[kind].pop(name)
            _told(form, str(at.get("at", name)) if isinstance(at, dict) else name, ("refuse_if", kind), text)
            return True
        case (str(key), *_) if key in ("instrument", "minutes", "roles", "unit") and key in content:
            del content[key]
            _told(form, "settings", (key,), text)
            if key == "unit":
                content["unit"] = "person"
            return True
    return False


def _from_question(questions: list[Content], place: int, rest: list[Any], text: str, form: Form) -> bool:
    question = questions[place]
    key = next((step for step in rest if step in question and step not in NEEDED), None)
    if key == "required" and "when_empty" in question:
        del question["when_empty"]
    if key == "show_when" and question.pop("required", False):
        _told(form, question["id"], ("required",), "not required, since it is shown to more people than the form asks")
    if key is None:
        questions.remove(question)
        _told(form, question["id"], (), f"the question is left out: {text}")
    else:
        del question[key]
        _told(form, question["id"], (str(key),), text)
    return True


def _from_page(pages: list[Content], place: int, rest: list[Any], text: str, form: Form) -> bool:
    page = pages[place]
    if rest and rest[0] in ("show_when", "intro") and rest[0] in page:
        del page[rest[0]]
        _told(form, f"page {page['id']}", (rest[0],), text)
    else:
        pages.remove(page)
        _told(form, f"page {page['id']}", (), text)
        for question in page["questions"]:
            _told(form, question["id"], (), f"the page is left out: {text}")
    return True


def _told(form: Form, owner: str, keys: tuple[str, ...], text: str) -> None:
    """Say it of the cells that it came from, or of all that the question was made of."""
    cells = [cell for key in keys for cell in form.cells.get((owner, key), [])]
    if not cells and not keys:
        cells = form.made_of.get(owner, [])
    for cell in cells:
        form.ledger.lost(cell, text)
    if not cells:
        form.ledger.beside(owner, keys[0] if keys else "question", f"left out: {text}")
