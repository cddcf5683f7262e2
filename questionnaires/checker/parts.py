"""Pages, scales and ids: whether the parts of a questionnaire fit together."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.checker.asking import Asking
from questionnaires.checker.findings import Finding, Path, twice
from questionnaires.checker.questions import NOT_REPEATED, codes, in_question, plain
from questionnaires.companions import ROLE, companions_of
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import MultipleChoice, Municipality, OwnList, SuppliedList

RESERVED_IDS = {"any", "all", "not", "round", "earlier", "role", "revision", "csrf_token", "shown", "go"}


def parts(questionnaire: Questionnaire, asking: Asking) -> Iterator[Finding]:
    """Everything wrong with the pages, the questions and the scales; `asking` may ask for any answer."""
    yield from _ids(questionnaire)
    yield from _municipality(questionnaire)
    for name in ("languages", "roles"):
        yield from twice(getattr(questionnaire, name), (name,))
    for place, page in enumerate(questionnaire.pages):
        path: Path = ("pages", place)
        for found in _page(questionnaire, page, asking):
            yield found.under(path)
        for number, question in enumerate(page.questions):
            for found in in_question(questionnaire, question, asking):
                yield found.under((*path, "questions", number))
    for name, scale in questionnaire.scales.items():
        path = ("scales", name)
        yield from (found.under(path) for found in codes(scale.choices, scale.missing))
        yield from (found.under((*path, "choices")) for found in plain(scale.choices, "A choice of a shared scale"))


def _ids(questionnaire: Questionnaire) -> Iterator[Finding]:
    """Ids that are used twice, or that mean something else."""
    pages = {ROLE} if len(questionnaire.roles) > 1 else set()
    seen: dict[str, str] = {}
    for place, page in enumerate(questionnaire.pages):
        if page.id in pages:
            text = f"There is another page '{page.id}' above."
            yield Finding(("pages", place, "id"), "id-twice", text, "Give each page an id of its own.")
        pages.add(page.id)
        for number, question in enumerate(page.questions):
            path: Path = ("pages", place, "questions", number, "id")
            if question.id in RESERVED_IDS:
                text = f"'{question.id}' is a word of the language."
                yield Finding(path, "id-reserved", text, "Choose another id.")
            for one in (question, *companions_of(question)):
                if one.id in seen:
                    text = f"There is another question '{one.id}' {seen[one.id]}."
                    yield Finding(path, "id-twice", text, "Ids are used once.")
                seen[one.id] = "above" if one is question else f"(it comes with '{question.id}')"
    for name in questionnaire.scores:
        if name in seen:
            text = f"There is a question '{name}' too, and both become a variable."
            yield Finding(("scores", name), "id-twice", text, "Give the score another id.", key=True)


def _municipality(questionnaire: Questionnaire) -> Iterator[Finding]:
    """The key that follows a municipality through time: one where the unit is the municipality, never two."""
    places: list[Path] = [
        ("pages", place, "questions", number)
        for place, page in enumerate(questionnaire.pages)
        for number, question in enumerate(page.questions)
        if isinstance(question, Municipality)
    ]
    if questionnaire.unit == "municipality" and not places:
        hint = "Add one question of type 'municipality', or choose another unit."
        yield Finding(("unit",), "municipality-missing", "Nothing asks which municipality answers.", hint)
    for path in places[1:]:
        text = "Another question asks for the municipality already."
        yield Finding(path, "municipality-twice", text, "Keep one of them.")


def _page(questionnaire: Questionnaire, page: Page, anywhere: Asking) -> Iterator[Finding]:
    asking = anywhere.before(page.questions[0].id, f"show_when of page '{page.id}'", whole_page=True)
    if page.show_when is not None:
        yield from asking.condition(page.show_when, ("show_when",))
    if page.for_each is None:
        return
    source = asking.earlier(page.for_each)
    if page.for_each not in questionnaire.scales and not isinstance(source, OwnList | SuppliedList | MultipleChoice):
        text = f"'{page.for_each}' is no scale, and no list or 'choices' on an earlier page."
        yield Finding(("for_each",), "for-each", text, asking.near(page.for_each))
    elif source is not None and questionnaire.page_of(source.id).for_each is not None:
        text = f"'{page.for_each}' is itself asked for each item of a list."
        yield Finding(("for_each",), "for-each", text, "Repeat the page for a list that is asked once.")
    for number, question in enumerate(page.questions):
        if isinstance(question, NOT_REPEATED) or question.contact:
            text = f"A question of type '{question.type}' cannot be asked for each item of a list."
            hint = "Move it to a page without 'for_each'."
            yield Finding(("questions", number, "type"), "for-each", text, hint)
