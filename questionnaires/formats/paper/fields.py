"""Where each type of question is answered on paper: circles, squares, boxes and lines, as data for the template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from questionnaires.companions import companions_of
from questionnaires.formats.paper.jumps import jumps
from questionnaires.formats.paper.saying import only_if
from questionnaires.formats.paper.sheet import Part, Printed, Sheet, settle
from questionnaires.question_types import (
    BaseQuestion,
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
    Option,
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

Field = dict[str, Any]


@dataclass(frozen=True, slots=True)
class At:
    """One question at its place on the sheet."""

    sheet: Sheet
    part: Part
    printed: Printed

    def phrase(self, name: str, **parts: object) -> str:
        return self.sheet.phrase(name, **parts)

    def options(self, options: tuple[Option, ...]) -> list[Field]:
        """Labels to tick, with what to know about each: where to go next, what else to write, when to leave it."""
        question = self.printed.question
        lines = {one.id for one in companions_of(question) if isinstance(one, ShortText)}
        to = jumps(self.sheet, self.part, self.printed)
        return [
            {
                "label": self._label(option),
                "note": self._note(option),
                "line": f"{question.id}_{option.code}" in lines,
                "jump": to.get(option.code, ""),
            }
            for option in options
        ]

    def missing(self) -> list[Field]:
        """The ways of not answering, which stand apart."""
        return self.options(missing_of(self.printed.question))

    def _label(self, option: Option) -> str:
        source = getattr(self.printed.question, "choices_from", None)
        if source is not None and self.sheet.is_list(source):
            return self.phrase("line_of", line=option.code, number=self.sheet.number(source, self.part) or "…")
        return self.sheet.said(option.label, self.part)

    def _note(self, option: Option) -> str:
        if option.show_when is not None:
            settled = settle(option.show_when.root, lambda _name: None, lambda _name: False)
            return only_if(self.sheet, self.part, settled, "choice")
        return self.phrase("alone") if option.exclusive else ""

    def only_those(self) -> str:
        """A hint to keep to what was answered before, when the choices come from there."""
        source = getattr(self.printed.question, "choices_from", None)
        number = self.sheet.number(source, self.part) if source else None
        return "" if number is None else self.phrase("only_those", number=number)

    def words(self, value: float) -> str:
        """A number as the reader writes it."""
        text = f"{value:,.10g}" if abs(value) >= 10_000 else f"{value:.10g}"
        # A space that does not break parts the thousands where a comma parts the decimals.
        return text if self.sheet.voice.language == "en" else text.replace(",", "\u00a0").replace(".", ",")


def _choice(at: At, question: Choice | Grade) -> Field:
    note = " ".join(part for part in (at.phrase("one_cross"), at.only_those()) if part)
    return {"kind": "options", "shape": "circle", "note": note, "options": at.options(question.all_choices)}


def _choices(at: At, question: MultipleChoice) -> Field:
    least, most = question.at_least, question.at_most
    name = "crosses"
    if least is not None or most is not None:
        name = "crosses_between" if least and most else "crosses_at_least" if least else "crosses_at_most"
    note = " ".join(part for part in (at.phrase(name, least=least, most=most), at.only_those()) if part)
    return {"kind": "options", "shape": "square", "note": note, "options": at.options(question.all_choices)}


def _ranking(at: At, question: Ranking) -> Field:
    asked = at.phrase("rank" if question.places > 1 else "rank_one", most=question.places)
    note = " ".join(part for part in (asked, at.only_those()) if part)
    return {"kind": "options", "shape": "box", "note": note, "options": at.options(question.all_choices)}


def _rating(at: At, question: Rating) -> Field:
    ends = {end.code: at.sheet.said(end.label, at.part) for end in question.ends}
    return {
        "kind": "line",
        "note": at.phrase("one_number"),
        "numbers": [str(number) for number in range(question.low, question.high + 1)],
        "low": ends.get(str(question.low), ""),
        "high": ends.get(str(question.high), ""),
    }


def _grid(at: At, question: Grid) -> Field:
    return {
        "kind": "grid",
        "note": at.phrase("one_cross_per_row"),
        "about": at.phrase("statement"),
        "columns": [at.sheet.said(option.label, at.part) for option in question.all_choices],
        "apart": [at.sheet.said(option.label, at.part) for option in question.missing],
        "rows": [at.sheet.said(row.label, at.part) for row in question.rows],
    }


def _bounds(at: At, question: Any) -> str:
    """What numbers will do; the wide bounds that only guard against slips are not worth a reader's time."""
    low = question.low if question.low not in (None, 0) else None
    high = question.high if question.high is not None and abs(question.high) < 1_000_000 else None
    if isinstance(question, Percentage) and high == 100:
        high = None
    if question.low is not None and high is not None:
        return at.phrase("between", low=at.words(question.low), high=at.words(high))
    if low is not None:
        return at.phrase("least", low=at.words(low))
    return "" if high is None else at.phrase("most", high=at.words(high))


def _number(at: At, question: Number | Count | Percentage | Currency) -> Field:
    unit = at.sheet.said(question.unit, at.part) if question.unit else ""
    return {"kind": "blank", "note": _bounds(at, question), "unit": unit, "wide": False}


def _number_grid(at: At, question: NumberGrid) -> Field:
    unit = at.sheet.said(question.unit, at.part) if question.unit else ""
    return {
        "kind": "numbers",
        "note": _bounds(at, question),
        "about": at.phrase("statement"),
        "head": at.phrase("your_number"),
        "unit": unit,
        "rows": [at.sheet.said(row.label, at.part) for row in question.rows],
        "apart": [at.sheet.said(option.label, at.part) for option in question.missing],
    }


def _boxes(*groups: tuple[int, str], between: str = "") -> Field:
    return {
        "kind": "boxes",
        "note": "",
        "groups": [{"count": count, "label": label} for count, label in groups],
        "between": between,
    }


def _date(at: At, _question: Date) -> Field:
    return _boxes((2, at.phrase("day")), (2, at.phrase("month")), (4, at.phrase("year")))


def _month(at: At, _question: Month) -> Field:
    return _boxes((2, at.phrase("month")), (4, at.phrase("year")))


def _time(at: At, _question: Time) -> Field:
    return _boxes((2, at.phrase("hour")), (2, at.phrase("minute")), between=":")


def _year(_at: At, _question: Year) -> Field:
    return _boxes((4, ""))


def _postal_code(_at: At, _question: PostalCode) -> Field:
    return _boxes((4, ""))


def _organisation(_at: At, _question: OrganisationNumber) -> Field:
    return _boxes((3, ""), (3, ""), (3, ""))


def _line(_at: At, _question: BaseQuestion) -> Field:
    return {"kind": "blank", "note": "", "unit": "", "wide": True}


def _short(_at: At, question: ShortText) -> Field:
    return {"kind": "lines", "note": "", "count": 1 if question.at_most <= 80 else 2}


def _long(_at: At, question: LongText) -> Field:
    return {"kind": "lines", "note": "", "count": 4 if question.at_most <= 1000 else 8}


def _own_list(at: At, question: OwnList) -> Field:
    least = question.items.low
    return {
        "kind": "list",
        "note": at.phrase("write_at_least", least=least) if 0 < least < question.items.high else "",
        "count": question.items.high,
    }


def _supplied(_at: At, question: SuppliedList) -> Field:
    return {"kind": "list", "note": "", "count": question.at_most}


def _consent(_at: At, _question: Consent) -> Field:
    return {"kind": "consent", "note": ""}


def _read(_at: At, _question: Information) -> Field:
    return {"kind": "read", "note": ""}


FIELDS: dict[type[BaseQuestion], Callable[[At, Any], Field]] = {
    Choice: _choice,
    MultipleChoice: _choices,
    Ranking: _ranking,
    Grade: _choice,
    Grid: _grid,
    Number: _number,
    NumberGrid: _number_grid,
    Count: _number,
    Percentage: _number,
    Currency: _number,
    Rating: _rating,
    Year: _year,
    Date: _date,
    Month: _month,
    Time: _time,
    ShortText: _short,
    LongText: _long,
    Information: _read,
    Consent: _consent,
    PostalCode: _postal_code,
    OrganisationNumber: _organisation,
    Email: _line,
    Phone: _line,
    Municipality: _line,
    Classified: _line,
    OwnList: _own_list,
    SuppliedList: _supplied,
}
"""How each type is answered on paper; what is calculated is worked out afterwards and stands on no form."""
