"""A question as its template shows it: words in one language, controls with their ids, errors and conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from markupsafe import Markup

from questionnaires.answers import Asked, Setting
from questionnaires.classifications import kommuner
from questionnaires.classifications.collation import norwegian_order
from questionnaires.question_types import (
    BaseQuestion,
    Choice,
    Count,
    Grade,
    Grid,
    LongText,
    MultipleChoice,
    Municipality,
    Number,
    NumberGrid,
    OwnList,
    Question,
    Rating,
    ShortText,
    Year,
    missing_of,
)
from questionnaires.words import Text, Voice
from surveyapp.web.fields import AnswerField, NumberField
from surveyapp.web.speaking import Speaker

TEMPLATES: dict[type[BaseQuestion], str] = {
    Choice: "choice",
    MultipleChoice: "choices",
    Grade: "choice",
    Grid: "grid",
    Rating: "rating",
    Number: "number",
    NumberGrid: "number_grid",
    Count: "number",
    Year: "number",
    ShortText: "short_text",
    LongText: "long_text",
    Municipality: "municipality",
    OwnList: "own_list",
}
"""The macro that shows each type of question: `templates/questions/NAME.html`."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """One radio button, checkbox or line of a select."""

    value: str
    label: str
    id: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a select that stand together."""

    label: str
    options: tuple[Choosable, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers to the same field, in words; `hidden` is mine as the form sends it."""

    theirs: str
    mine: str
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One field of a question: a set of buttons or a box, with what stands in it."""

    name: str
    label: str = ""
    options: tuple[Choosable, ...] = ()
    missing: tuple[Choosable, ...] = ()
    groups: tuple[Group, ...] = ()
    value: str = ""
    error: str = ""
    warning: str = ""
    clash: Clash | None = None

    @property
    def first_id(self) -> str:
        """The id that a link to this field leads to."""
        if self.clash:
            return f"{self.name}-theirs"
        return self.options[0].id if self.options else f"{self.name}-input"


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with all its fields; `error` is about the question as a whole."""

    template: str
    name: str
    text: str
    required: bool
    controls: tuple[Control, ...]
    help: Markup | None = None
    hint: str = ""
    unit: str = ""
    decimal: bool = False
    locked: tuple[str, ...] = ()
    new: bool = False
    error: str = ""

    @property
    def control(self) -> Control:
        """The only field of a question that has one."""
        return self.controls[0]

    @property
    def first_id(self) -> str:
        """The id that a link to the whole question leads to."""
        return next((control.first_id for control in self.controls), self.name)

    def described_by(self, control: Control | None = None) -> str:
        """The ids of the help, the hint and the error, in the order they are read."""
        own = control is None or len(self.controls) == 1
        error = control.error if control else self.error
        ids = [
            f"{self.name}-help" if self.help and own else "",
            f"{self.name}-hint" if self.hint and own else "",
            f"{control.name if control else self.name}-error" if error else "",
        ]
        return " ".join(filter(None, ids))


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known about the page that a question stands on: who says it, errors, warnings, conflicts and news."""

    speaker: Speaker
    errors: Mapping[str, str] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)
    clashes: Mapping[str, Clash] = field(default_factory=dict)
    new: frozenset[str] = frozenset()

    @property
    def setting(self) -> Setting:
        """What was known before the first answer."""
        return self.speaker.route.setting


def question_view(asked: Asked, fields: Mapping[str, AnswerField], situation: Situation) -> QuestionView:
    """The question with its own fields (name -> field), ready for its template."""
    question, speaker = asked.question, situation.speaker
    unit: Text | None = getattr(question, "unit", None)
    controls = tuple(_control(asked, name, found, situation) for name, found in fields.items())
    return QuestionView(
        template=TEMPLATES[type(question)],
        name=asked.field,
        text=speaker.question(asked),
        required=question.required,
        controls=controls,
        help=speaker.html(question.help, asked) if question.help else None,
        hint=_hint(question),
        unit=unit.said(speaker.voice) if unit else "",
        decimal=getattr(question, "decimals", 0) > 0,
        new=asked.field in situation.new,
        error="" if asked.field in fields else situation.errors.get(asked.field, ""),
    )


def locked_view(asked: Asked, words: tuple[str, ...], situation: Situation) -> QuestionView:
    """A question whose answer is given, shown as text."""
    return QuestionView(
        template="locked",
        name=asked.field,
        text=situation.speaker.question(asked),
        required=False,
        controls=(),
        locked=words,
    )


def _hint(question: Question) -> str:
    if isinstance(question, MultipleChoice) and question.at_most:
        return str(_("Velg inntil %(most)s svar.", most=question.at_most))
    if isinstance(question, MultipleChoice):
        return str(_("Du kan velge flere svar."))
    if isinstance(question, ShortText | LongText):
        return str(_("Du kan skrive inntil %(most)s tegn.", most=question.at_most))
    return ""


def _control(asked: Asked, name: str, found: AnswerField, situation: Situation) -> Control:
    question, voice = asked.question, situation.speaker.voice
    given = set(found.given)
    return Control(
        name=name,
        label=_label(question, name, voice),
        options=tuple(_options(asked, name, given, voice)),
        missing=tuple(
            Choosable(option.code, option.label.said(voice), f"{name}-option-{option.code}", option.code in given)
            for option in missing_of(question)
        ),
        groups=_groups(name, given, situation.setting) if isinstance(question, Municipality) else (),
        value=found.written if isinstance(found, NumberField) else next(iter(found.given), ""),
        error=situation.errors.get(name, ""),
        warning=situation.warnings.get(name, ""),
        clash=situation.clashes.get(name),
    )


def _label(question: Question, name: str, voice: Voice) -> str:
    part = name.partition(".")[2]
    if isinstance(question, Grid | NumberGrid):
        return next(row.label.said(voice) for row in question.rows if row.code == part)
    if isinstance(question, OwnList):
        optional = not question.required or int(part) > question.items.low
        return str(_("Nummer %(number)s (valgfritt)", number=part) if optional else _("Nummer %(number)s", number=part))
    return ""


def _options(asked: Asked, name: str, given: set[str], voice: Voice) -> Iterator[Choosable]:
    question = asked.question
    if isinstance(question, Rating):
        ends = {end.code: end.label.said(voice) for end in question.ends}
        for number in map(str, range(question.low, question.high + 1)):
            yield Choosable(number, ends.get(number, ""), f"{name}-option-{number}", number in given)
    else:
        for option in asked.choices:
            label = option.label.said(voice)
            yield Choosable(option.code, label, f"{name}-option-{option.code}", option.code in given)


def _groups(name: str, given: set[str], setting: Setting) -> tuple[Group, ...]:
    """The kommuner of the round's date, under their fylker."""
    by_fylke: dict[str, list[Choosable]] = {}
    for kommune in kommuner(on=setting.round_date):
        line = Choosable(kommune.nr, kommune.label, f"{name}-option-{kommune.nr}", kommune.nr in given)
        by_fylke.setdefault(kommune.fylke.name, []).append(line)
    return tuple(Group(fylke, tuple(by_fylke[fylke])) for fylke in sorted(by_fylke, key=norwegian_order))
