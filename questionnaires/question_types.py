"""The types of question, one small class each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr

from questionnaires import formulas
from questionnaires.conditions import Condition
from questionnaires.words import Better, Code, Figure, Frozen, Id, Merge, Text, Truth, Whole

FLAGS = frozenset({"exclusive", "own_text", "show_when", "subgoal", "challenge"})
"""Keys of a choice or row beside its words."""

Subgoals = tuple[Literal["a", "b", "c", "d", "e", "f"], ...]
Challenges = tuple[Literal["BRU", "SAM", "KAP", "KVA"], ...]


class Option(Frozen):
    """One answer to choose, or one way of not answering (a missing code); `own_text` asks what it is, in own words."""

    code: Code
    label: Text
    exclusive: Truth = False
    own_text: Truth = False
    show_when: Condition | None = None


class Row(Frozen):
    """One line of a grid."""

    code: Code
    label: Text
    subgoal: Subgoals = ()
    challenge: Challenges = ()


def _named(value: object) -> object:
    """`{a: {nb: Ja}}` as YAML has it -> `[{code: a, label: {nb: Ja}}]`, which keeps its order in any store."""
    if not isinstance(value, Mapping):
        return value
    named = []
    for code, words in value.items():
        if not isinstance(words, Mapping):
            named.append({"code": code, "label": words})
            continue
        flags = {key: flag for key, flag in words.items() if key in FLAGS}
        label = {key: text for key, text in words.items() if key not in FLAGS}
        named.append({"code": code, "label": label, **flags})
    return named


Options = Annotated[tuple[Option, ...], BeforeValidator(_named)]
Rows = Annotated[tuple[Row, ...], BeforeValidator(_named), Field(min_length=1)]


class Scale(Frozen):
    """A code list that several questions share; `better` says which end is good, if any."""

    choices: Annotated[Options, Field(min_length=2)]
    missing: Options = ()
    better: Better = "none"
    ordered: Truth = True


class Indicator(Frozen):
    """The share that a report speaks of; `label` completes «Andelen som …»."""

    codes: tuple[Code, ...] = Field(min_length=1)
    label: Text
    better: Literal["higher", "lower"] = "higher"
    of: Literal["answered", "valid"] = "answered"


Bound = Whole | Figure | str
"""A number, a date, month or time as ISO 8601 writes it, or a formula on other answers."""


class Limit(Frozen):
    """What an answer should not be: any one of these is enough. `say` tells in own words what to do."""

    at_least: Bound | None = None
    at_most: Bound | None = None
    more_than: Bound | None = None
    less_than: Bound | None = None
    equals: Bound | None = None
    change_over: Figure | None = Field(default=None, gt=0)
    say: Text | None = None

    @property
    def bounds(self) -> dict[str, Bound]:
        """Comparison -> bound, for those that are set."""
        return self.model_dump(exclude={"say"}, exclude_none=True)


class BaseQuestion(Frozen):
    """What every question has.

    What a change since the last version does to a trend: `maps` (old code -> new code) leads it over to new codes,
    `keeps` (why) lets it go on though the words are new, and `breaks` (why) ends it.
    """

    contact: ClassVar[bool] = False
    """Whether the answer tells how to reach a person: kept apart, under its own key, and never analysed."""
    asks: ClassVar[bool] = True
    """Whether the respondent answers it."""

    id: Id
    text: Text
    help: Text | None = None
    again: Text | None = None
    required: Truth = False
    when_empty: Text | None = None
    show_when: Condition | None = None
    warn_if: Limit | None = None
    refuse_if: Limit | None = None
    subgoal: Subgoals = ()
    challenge: Challenges = ()
    trend: Literal["core"] | None = None
    merge: Merge = "none"
    matters: Figure | None = Field(default=None, gt=0)
    maps: dict[Code, Code] = Field(default_factory=dict)
    keeps: Text | None = None
    breaks: Text | None = None
    _companion_of: str | None = PrivateAttr(default=None)

    @cached_property
    def companion_of(self) -> str | None:
        """The question that this one belongs to: as its own text, or as its importance."""
        return self._companion_of

    def beside(self, question_id: str) -> None:
        """Make this a companion of another question; the page that asks both does this once."""
        self._companion_of = question_id


class _Choosing(BaseQuestion):
    """Out of a list that stands here, or `choices_from` an earlier question: what was chosen or written there."""

    choices: Options = ()
    choices_from: Id | None = None
    missing: Options = ()
    _source: tuple[Option, ...] = PrivateAttr(default=())

    def draw_from(self, options: tuple[Option, ...]) -> None:
        """Tie `choices_from` to all that the earlier question could give; the questionnaire does this once."""
        self._source = options
        # Somebody may have asked before it was tied.
        self.__dict__.pop("all_choices", None)

    @cached_property
    def all_choices(self) -> tuple[Option, ...]:
        """Every choice that somebody may meet."""
        return self.choices or self._source


class Choice(_Choosing):
    """One answer out of a list."""

    type: Literal["choice"]
    indicator: Indicator | None = None


class MultipleChoice(_Choosing):
    """Several answers out of a list; an exclusive one stands alone."""

    type: Literal["choices"]
    at_least: Whole | None = Field(default=None, ge=1)
    at_most: Whole | None = Field(default=None, ge=1)


class Ranking(_Choosing):
    """Places given to the choices of a list, 1 for the first; `at_most`: how many are placed."""

    type: Literal["ranking"]
    at_most: Whole | None = Field(default=None, ge=1)

    @property
    def places(self) -> int:
        """How many places there are to give."""
        return min(self.at_most or len(self.all_choices), len(self.all_choices))


class _OnScale(BaseQuestion):
    scale: Id
    indicator: Indicator | None = None
    _scale: Scale | None = PrivateAttr(default=None)

    def bind(self, scale: Scale | None) -> None:
        """Tie the name of the scale to the scale itself; the questionnaire does this once."""
        self._scale = scale

    @property
    def has_scale(self) -> bool:
        """Whether the questionnaire defines the scale that this asks for."""
        return self._scale is not None

    @cached_property
    def all_choices(self) -> tuple[Option, ...]:
        return self.bound.choices

    @cached_property
    def missing(self) -> tuple[Option, ...]:
        return self.bound.missing

    @cached_property
    def bound(self) -> Scale:
        """The shared scale itself."""
        if self._scale is None:
            raise UnknownScaleError(f"Question {self.id!r} asks for scale {self.scale!r}, which is not there.")
        return self._scale


class Grade(_OnScale):
    """One point on a shared scale; `importance` names a scale on which to say how much it matters."""

    type: Literal["grade"]
    importance: Id | None = None


class Grid(_OnScale):
    """Several things on the same scale, asked row by row."""

    type: Literal["grid"]
    rows: Rows


class _Numeric(BaseQuestion):
    low: Figure | None = Field(default=None, alias="from")
    high: Figure | None = Field(default=None, alias="to")
    unit: Text | None = None
    missing: Options = ()


class Number(_Numeric):
    """A number with decimals."""

    type: Literal["number"]
    decimals: Whole = Field(default=1, ge=0, le=6)


class NumberGrid(_Numeric):
    """Several numbers of the same kind, asked row by row."""

    type: Literal["number_grid"]
    rows: Rows
    decimals: Whole = Field(default=0, ge=0, le=6)


class Count(_Numeric):
    """A whole number of something; `small_cell`: smaller counts of persons are not shown outside."""

    type: Literal["count"]
    low: Whole = Field(default=0, alias="from")
    high: Whole = Field(default=1_000_000, alias="to")
    small_cell: Whole | None = Field(default=None, ge=2)
    decimals: ClassVar[int] = 0


class Percentage(_Numeric):
    """A share in per cent."""

    type: Literal["percentage"]
    low: Figure = Field(default=0, alias="from")
    high: Figure = Field(default=100, alias="to")
    decimals: Whole = Field(default=0, ge=0, le=2)
    unit: Text = Text({"nb": "prosent", "nn": "prosent", "en": "per cent"})


class Currency(_Numeric):
    """An amount in Norwegian kroner (NOK)."""

    type: Literal["currency"]
    low: Figure = Field(default=0, alias="from")
    high: Figure = Field(default=1e12, alias="to")
    decimals: Whole = Field(default=0, ge=0, le=2)
    unit: Text = Text({"nb": "kroner", "nn": "kroner", "en": "NOK"})


class Rating(BaseQuestion):
    """A whole number on a line with words at its ends, such as 0-10."""

    type: Literal["rating"]
    low: Whole = Field(default=0, alias="from")
    high: Whole = Field(default=10, alias="to")
    ends: Annotated[Options, Field(max_length=2)] = ()
    missing: Options = ()
    better: Better = "none"


class Year(BaseQuestion):
    """A calendar year; `to: round` means no later than the round's own year."""

    type: Literal["year"]
    low: Whole = Field(default=1900, alias="from")
    high: Whole | Literal["round"] = Field(default="round", alias="to")
    missing: Options = ()


def _a_date(word: str) -> str:
    if word != "round":
        date.fromisoformat(word if len(word) > 7 else f"{word}-01")
    return word


Day = Annotated[str, Field(pattern=r"^(round|\d{4}-\d\d-\d\d)$"), AfterValidator(_a_date)]
MonthOfYear = Annotated[str, Field(pattern=r"^(round|\d{4}-\d\d)$"), AfterValidator(_a_date)]
TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Date(BaseQuestion):
    """A day, as 2026-03-14; `to: round` means no later than the round's own date."""

    type: Literal["date"]
    low: Day | None = Field(default=None, alias="from")
    high: Day | None = Field(default=None, alias="to")
    missing: Options = ()
    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{4}-\d\d-\d\d")


class Month(BaseQuestion):
    """A month of a year, as 2026-03."""

    type: Literal["month"]
    low: MonthOfYear | None = Field(default=None, alias="from")
    high: MonthOfYear | None = Field(default=None, alias="to")
    missing: Options = ()
    shape: ClassVar[re.Pattern[str]] = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Time(BaseQuestion):
    """A time of day, as 08:30."""

    type: Literal["time"]
    low: TimeOfDay | None = Field(default=None, alias="from")
    high: TimeOfDay | None = Field(default=None, alias="to")
    missing: Options = ()
    shape: ClassVar[re.Pattern[str]] = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class ShortText(BaseQuestion):
    """One line in the respondent's own words; `at_most` in characters."""

    type: Literal["short_text"]
    at_most: Whole = Field(default=200, ge=1, le=1000)


class LongText(BaseQuestion):
    """Several lines in the respondent's own words; `at_most` in characters."""

    type: Literal["long_text"]
    at_most: Whole = Field(default=1000, ge=1, le=10_000)


class Information(BaseQuestion):
    """Something to read and not to answer."""

    type: Literal["information"]
    asks: ClassVar[bool] = False


class Consent(BaseQuestion):
    """Something to agree to by ticking it off; the answer is `yes` or none."""

    type: Literal["consent"]


def _a_formula(text: str) -> str:
    formulas.names(text)
    return text


class Calculated(BaseQuestion):
    """A number that other answers come to, shown to the respondent unless `shown: false`."""

    type: Literal["calculated"]
    value: Annotated[str, AfterValidator(_a_formula)]
    decimals: Whole = Field(default=0, ge=0, le=6)
    unit: Text | None = None
    shown: Truth = True
    asks: ClassVar[bool] = False


class PostalCode(BaseQuestion):
    """A Norwegian postal code: four digits."""

    type: Literal["postal_code"]


class OrganisationNumber(BaseQuestion):
    """A Norwegian organisation number: nine digits, the last a check digit (modulus 11)."""

    type: Literal["organisation_number"]


class Email(BaseQuestion):
    """An address to write to."""

    type: Literal["email"]
    contact: ClassVar[bool] = True


class Phone(BaseQuestion):
    """A number to call."""

    type: Literal["phone"]
    contact: ClassVar[bool] = True


class Municipality(BaseQuestion):
    """A municipality that exists on the round's date; the key that follows it through time."""

    type: Literal["municipality"]


class Classified(BaseQuestion):
    """A code of a classification, found by searching for its name."""

    type: Literal["classified"]
    classification: Literal["kommune", "fylke", "statsforvalter", "country"]
    missing: Options = ()


class ListItems(Frozen):
    """How many items the respondent names, and what each one is."""

    low: Whole = Field(alias="from", ge=0)
    high: Whole = Field(alias="to", ge=1, le=20)
    each: Literal["short_text"] = "short_text"


class Examples(Frozen):
    """Examples of what may stand in a list, from one area of life."""

    area: Text
    items: tuple[Text, ...] = Field(min_length=1)


class OwnList(BaseQuestion):
    """A list that the respondent makes; each item keeps its slot number as its id for as long as it is followed."""

    type: Literal["own_list"]
    items: ListItems
    carry_forward: Truth = False
    examples: tuple[Examples, ...] = ()

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(str(number) for number in range(1, self.items.high + 1))


class SuppliedList(BaseQuestion):
    """A list that comes with the participant, such as the measures of a plan; shown, not answered."""

    type: Literal["supplied_list"]
    at_most: Whole = Field(default=20, ge=1, le=200)

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(str(number) for number in range(1, self.at_most + 1))


Question = Annotated[
    Choice
    | MultipleChoice
    | Ranking
    | Grade
    | Grid
    | Number
    | NumberGrid
    | Count
    | Percentage
    | Currency
    | Rating
    | Year
    | Date
    | Month
    | Time
    | ShortText
    | LongText
    | Information
    | Consent
    | Calculated
    | PostalCode
    | OrganisationNumber
    | Email
    | Phone
    | Municipality
    | Classified
    | OwnList
    | SuppliedList,
    Field(discriminator="type"),
]

QUESTION_TYPES: tuple[type[BaseQuestion], ...] = Question.__origin__.__args__  # type: ignore[attr-defined]


class UnknownScaleError(LookupError):
    """A question asks for a scale that the questionnaire does not define."""


def missing_of(question: Any) -> tuple[Option, ...]:
    """The ways of not answering that a question offers."""
    # Asking a model for what it does not have is slow.
    return question.missing if type(question) in _CAN_BE_MISSING else ()


_CAN_BE_MISSING = frozenset(
    kind for kind in QUESTION_TYPES if hasattr(kind, "missing") or "missing" in kind.model_fields
)
