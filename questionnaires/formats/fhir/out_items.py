"""Each type of question as a FHIR item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from questionnaires.definition import Questionnaire
from questionnaires.formats.fhir import urls
from questionnaires.formats.fhir.fhirpath import formula_as_path
from questionnaires.formats.fhir.out_conditions import Target, enabling
from questionnaires.formats.fhir.out_words import Resource, fhir_id, options, own_extension, say
from questionnaires.question_types import (
    BaseQuestion,
    Calculated,
    Choice,
    Classified,
    Consent,
    Count,
    Currency,
    Date,
    Email,
    Grade,
    Grid,
    Information,
    LongText,
    Month,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    OrganisationNumber,
    OwnList,
    Percentage,
    Phone,
    PostalCode,
    Ranking,
    Rating,
    ShortText,
    SuppliedList,
    Time,
    Year,
    missing_of,
)
from questionnaires.words import Text

GREATEST = 2**31 - 1
"""The greatest integer of FHIR."""


def extension(url: str, kind: str, value: object) -> Resource:
    """One extension of FHIR's own."""
    return {"url": url, f"value{kind}": value}


def control(code: str) -> Resource:
    """How an item wants to be shown."""
    coding = {"system": urls.ITEM_CONTROL_CODES, "code": code}
    return {"url": urls.ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}


def answer_kind(question: Any) -> str:
    """The FHIR type of an answer that is no code: what follows `value` in its name."""
    if isinstance(question, Number | NumberGrid | Count | Percentage | Currency | Calculated):
        bounds = [getattr(question, name, None) or 0 for name in ("low", "high")]
        return "Decimal" if question.decimals or any(abs(bound) > GREATEST for bound in bounds) else "Integer"
    kinds: tuple[tuple[tuple[type[BaseQuestion], ...], str], ...] = (
        ((Rating, Year, Ranking), "Integer"),
        ((Date, Month), "Date"),
        ((Time,), "Time"),
        ((Consent,), "Boolean"),
    )
    return next((kind for types, kind in kinds if isinstance(question, types)), "String")


class ItemWriter:
    """Writes the items of one questionnaire; `to`: variable -> the item that holds its answers."""

    def __init__(self, questionnaire: Questionnaire, to: dict[str, Target]) -> None:
        self.questionnaire, self.to = questionnaire, to
        self.languages = questionnaire.languages

    def items(self, question: BaseQuestion) -> list[Resource]:
        """The item of a question, with those that belong to it after it."""
        item: Resource = {"linkId": question.id, "extension": [], "item": []}
        say(item, "text", question.text, self.languages)
        shown = enabling(question.show_when, self.to)
        item["extension"] += shown.pop("extension", [])
        item.update(shown)
        if question.required and not (missing_of(question) and not hasattr(question, "all_choices")):
            item["required"] = True
        item.update(ITEMS[type(question)](self, question, item))
        if question.help is not None:
            item["item"].append(self.display(f"{question.id}/help", question.help, control("help")))
        if question.companion_of is not None:
            item["extension"].append(own_extension(urls.OWN_PART, {"part": "companion", "id": question.id}))
        else:
            item["extension"].insert(0, own_extension(urls.OWN_QUESTION, {}))
        return [without_empty(item), *self._missing(question, shown)]

    def display(self, link: str, text: Text, *extensions: Resource) -> Resource:
        """Something to read."""
        item: Resource = {"linkId": link, "extension": list(extensions), "type": "display"}
        say(item, "text", text, self.languages)
        return without_empty(item)

    def _missing(self, question: BaseQuestion, shown: Resource) -> list[Resource]:
        """The ways of not answering a number or a date: FHIR has no room for a code there, so an item beside it."""
        missing = missing_of(question)
        if not missing or (hasattr(question, "all_choices") and not isinstance(question, Ranking)):
            return []
        rows = [row.code for row in question.rows] if isinstance(question, NumberGrid) else [""]
        found = []
        for row in rows:
            part = {"part": "missing", "id": question.id, **({"row": row} if row else {})}
            link = f"{question.id}.{row}" if row else question.id
            item: Resource = {"linkId": f"{link}/missing", "extension": [own_extension(urls.OWN_PART, part)]}
            say(item, "text", question.text, self.languages)
            found.append(
                {
                    **item,
                    "type": "choice",
                    **{key: value for key, value in shown.items() if key != "extension"},
                    "answerOption": options(self.questionnaire, question.id, (), missing),
                }
            )
        return found

    def bounds(self, question: Any, item: Resource, kind: str) -> None:
        """The least and greatest answer."""
        for url, bound in ((urls.MIN_VALUE, question.low), (urls.MAX_VALUE, question.high)):
            if bound is None or bound == "round":
                continue
            value = int(bound) if kind == "Integer" else f"{bound}:00" if kind == "Time" else bound
            item["extension"].append(extension(url, kind, value))

    def unit(self, question: Any, item: Resource) -> None:
        """What is counted or measured."""
        if question.unit is not None:
            coding: Resource = {}
            say(coding, "display", question.unit, self.languages)
            item["extension"].append(extension(urls.UNIT, "Coding", coding))


def without_empty(item: Resource) -> Resource:
    """An item without its empty lists, which FHIR forbids."""
    return {key: value for key, value in item.items() if value != []}


def _choice(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    for url, name in ((urls.MIN_OCCURS, "at_least"), (urls.MAX_OCCURS, "at_most")):
        if (count := getattr(question, name, None)) is not None:
            item["extension"].append(extension(url, "Integer", count))
    found = options(writer.questionnaire, question.id, question.all_choices, question.missing)
    several = {"repeats": True} if isinstance(question, MultipleChoice) else {}
    return {"type": "choice", **several, "answerOption": found}


def _graded(_writer: ItemWriter, question: Any, _item: Resource) -> Resource:
    return {"type": "choice", "answerValueSet": f"#{fhir_id(question.scale)}"}


def _grid(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    item["extension"].append(control("table"))
    more = {"required": True} if question.required else {}
    for row in question.rows:
        item["item"].append(_row(writer, question, row, {**_graded(writer, question, item), **more}))
    return {"type": "group"}


def _row(writer: ItemWriter, question: BaseQuestion, row: Any, content: Resource) -> Resource:
    flags = row.model_dump(include={"subgoal", "challenge"}, exclude_defaults=True, mode="json")
    part = own_extension(urls.OWN_PART, {"part": "row", "code": row.code, **flags})
    held: Resource = {
        "linkId": f"{question.id}.{row.code}",
        "extension": [part, *content.pop("extension", [])],
    }
    say(held, "text", row.label, writer.languages)
    return {**held, **content}


def _ranking(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    for option in question.all_choices:
        places = [extension(urls.MIN_VALUE, "Integer", 1), extension(urls.MAX_VALUE, "Integer", question.places)]
        item["item"].append(_row(writer, question, option, {"type": "integer", "extension": places}))
    return {"type": "group"}


def _number(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    kind = answer_kind(question)
    writer.bounds(question, item, kind)
    writer.unit(question, item)
    if kind == "Decimal":
        item["extension"].append(extension(urls.DECIMALS, "Integer", question.decimals))
    return {"type": kind.lower()}


def _number_grid(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    for row in question.rows:
        held: Resource = {"extension": []}
        held.update(_number(writer, question, held))
        item["item"].append(_row(writer, question, row, held))
    return {"type": "group"}


def _rating(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    item["extension"].append(control("slider"))
    writer.bounds(question, item, "Integer")
    for end in question.ends:
        code = "lower" if end.code == str(question.low) else "upper"
        item["item"].append(writer.display(f"{question.id}/{code}", end.label, control(code)))
    return {"type": "integer"}


def _year(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    writer.bounds(question, item, "Integer")
    return {"type": "integer"}


def _day(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    writer.bounds(question, item, "Date")
    return {"type": "date"}


def _time(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    writer.bounds(question, item, "Time")
    return {"type": "time"}


def _written(kind: str, length: int | None = None) -> Callable[[ItemWriter, Any, Resource], Resource]:
    def write(_writer: ItemWriter, question: Any, _item: Resource) -> Resource:
        most = length or getattr(question, "at_most", None)
        return {"type": kind, **({"maxLength": most} if most else {})}

    return write


def _display(_writer: ItemWriter, _question: Any, _item: Resource) -> Resource:
    return {"type": "display"}


def _consent(_writer: ItemWriter, _question: Any, item: Resource) -> Resource:
    item["extension"].append(control("check-box"))
    return {"type": "boolean"}


def _calculated(writer: ItemWriter, question: Any, item: Resource) -> Resource:
    path = formula_as_path(question.value, lambda name: writer.to[name].link if name in writer.to else None)
    if path is not None:
        expression = {"language": "text/fhirpath", "expression": path}
        item["extension"].append({"url": urls.CALCULATED, "valueExpression": expression})
    if question.decimals:
        item["extension"].append(extension(urls.DECIMALS, "Integer", question.decimals))
    if not question.shown:
        item["extension"].append(extension(urls.HIDDEN, "Boolean", True))
    writer.unit(question, item)
    return {"type": answer_kind(question).lower(), "readOnly": True}


def _list(_writer: ItemWriter, question: Any, item: Resource) -> Resource:
    own = isinstance(question, OwnList)
    if own:
        item["extension"].append(extension(urls.MIN_OCCURS, "Integer", question.items.low))
    item["extension"].append(extension(urls.MAX_OCCURS, "Integer", len(question.slots)))
    return {"type": "string", "repeats": True, **({} if own else {"readOnly": True})}


ITEMS: dict[type[BaseQuestion], Callable[[ItemWriter, Any, Resource], Resource]] = {
    Choice: _choice,
    MultipleChoice: _choice,
    Ranking: _ranking,
    Grade: _graded,
    Grid: _grid,
    Number: _number,
    NumberGrid: _number_grid,
    Count: _number,
    Percentage: _number,
    Currency: _number,
    Rating: _rating,
    Year: _year,
    Date: _day,
    Month: _day,
    Time: _time,
    ShortText: _written("string"),
    LongText: _written("text"),
    Information: _display,
    Consent: _consent,
    Calculated: _calculated,
    PostalCode: _written("string", 4),
    OrganisationNumber: _written("string", 9),
    Email: _written("string"),
    Phone: _written("string"),
    Municipality: _written("string", 4),
    Classified: _written("string"),
    OwnList: _list,
    SuppliedList: _list,
}
"""What each type of question is in FHIR."""
