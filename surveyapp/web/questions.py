"""From a question and its fields to what its template shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from questionnaires.answers import Asked, Setting
from questionnaires.classifications import kommuner
from questionnaires.classifications.collation import norwegian_order
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
    Question,
    Ranking,
    Rating,
    ShortText,
    SuppliedList,
    Time,
    Year,
)
from questionnaires.words import Text, Voice
from surveyapp.web.boxes import box_of, names_in
from surveyapp.web.fields import AnswerField, BoxField
from surveyapp.web.hints import hint_of
from surveyapp.web.speaking import Speaker
from surveyapp.web.views import Choosable, Clash, Control, ExampleArea, Group, QuestionView

TEMPLATES: dict[type[BaseQuestion], str] = {
    Choice: "choice",
    MultipleChoice: "choices",
    Ranking: "ranking",
    Grade: "choice",
    Grid: "grid",
    Number: "box",
    NumberGrid: "number_grid",
    Count: "box",
    Percentage: "box",
    Currency: "box",
    Rating: "rating",
    Year: "box",
    Date: "box",
    Month: "box",
    Time: "box",
    ShortText: "box",
    LongText: "long_text",
    Information: "information",
    Consent: "consent",
    Calculated: "locked",
    PostalCode: "box",
    OrganisationNumber: "box",
    Email: "box",
    Phone: "box",
    Municipality: "municipality",
    Classified: "box",
    OwnList: "own_list",
    SuppliedList: "locked",
}
"""The macro that shows each type of question: `templates/questions/NAME.html`."""


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


FieldsOf = Callable[[Asked], Mapping[str, AnswerField]]
"""A question's own fields on the form, by name."""


def question_view(
    asked: Asked, fields_of: FieldsOf, situation: Situation, companions: tuple[Asked, ...] = ()
) -> QuestionView:
    """The question with its own fields and its companions, ready for its template."""
    question, speaker, fields = asked.question, situation.speaker, fields_of(asked)
    text = speaker.question(asked)
    if isinstance(question, Information):
        return QuestionView(TEMPLATES[Information], asked.field, help=speaker.html(question.text, asked))
    beside = {one.question.id: replace(question_view(one, fields_of, situation), about=text) for one in companions}
    unit: Text | None = getattr(question, "unit", None)
    whole = asked.field not in fields
    return QuestionView(
        template=TEMPLATES[type(question)],
        name=asked.field,
        text=_own_words(text) if question.companion_of and isinstance(question, ShortText) else text,
        named=speaker.named(asked),
        required=question.required,
        controls=tuple(_control(asked, name, found, situation, beside) for name, found in fields.items()),
        help=speaker.html(question.help, asked) if question.help else None,
        hint=hint_of(asked),
        unit=unit.said(speaker.voice) if unit else "",
        box=box_of(question),
        names=names_in(question, situation.setting) if isinstance(question, Classified) else (),
        new=asked.field in situation.new,
        error=situation.errors.get(asked.field, "") if whole else "",
        warning=situation.warnings.get(asked.field, "") if whole else "",
        companion=question.companion_of is not None,
        examples=tuple(
            ExampleArea(one.area.said(speaker.voice), tuple(item.said(speaker.voice) for item in one.items))
            for one in (question.examples if isinstance(question, OwnList) else ())
        ),
        after=beside.get(f"{question.id}_importance") if isinstance(question, Grade) else None,
    )


def locked_view(asked: Asked, words: tuple[str, ...], situation: Situation) -> QuestionView:
    """A question whose answer is given or worked out, shown as text."""
    note = _("Dette er fylt ut på forhånd og kan ikke endres her.")
    if isinstance(asked.question, Calculated):
        note = _("Dette blir regnet ut av svarene hver gang siden lagres.")
        words = words or (str(_("Ikke regnet ut ennå")),)
    elif not words:
        note = _("Her står det ingenting ennå.")
    return QuestionView(
        TEMPLATES[Calculated], asked.field, situation.speaker.question(asked), locked=words, note=str(note)
    )


def _own_words(choice: str) -> str:
    return str(_("%(choice)s: skriv med egne ord", choice=choice))


def _control(
    asked: Asked, name: str, found: AnswerField, situation: Situation, beside: Mapping[str, QuestionView]
) -> Control:
    question, voice = asked.question, situation.speaker.voice
    given = set(found.given)
    # The places of a ranking have fields of their own; the ways of not answering belong to the whole of it.
    of_a_place = isinstance(question, Ranking) and name != asked.field
    return Control(
        name=name,
        label=_label(question, name, voice),
        options=() if isinstance(question, Ranking) else tuple(_options(asked, name, given, voice, beside)),
        missing=()
        if of_a_place
        else tuple(
            Choosable(option.code, option.label.said(voice), f"{name}-option-{option.code}", option.code in given)
            for option in asked.missing
        ),
        groups=_groups(asked, name, given, situation.setting),
        boxed=isinstance(found, BoxField),
        value=found.written if isinstance(found, BoxField) else next(iter(found.given), ""),
        error=situation.errors.get(name, ""),
        warning=situation.warnings.get(name, ""),
        clash=situation.clashes.get(name),
    )


def _label(question: Question, name: str, voice: Voice) -> str:
    part = name.partition(".")[2]
    if isinstance(question, Grid | NumberGrid):
        return next(row.label.said(voice) for row in question.rows if row.code == part)
    if isinstance(question, Ranking):
        return next((option.label.said(voice) for option in question.all_choices if option.code == part), "")
    if isinstance(question, OwnList):
        optional = not question.required or int(part) > question.items.low
        return str(_("Nummer %(number)s (valgfritt)", number=part) if optional else _("Nummer %(number)s", number=part))
    return ""


def _options(
    asked: Asked, name: str, given: set[str], voice: Voice, beside: Mapping[str, QuestionView]
) -> Iterator[Choosable]:
    question = asked.question
    if isinstance(question, Rating):
        ends = {end.code: end.label.said(voice) for end in question.ends}
        for number in map(str, range(question.low, question.high + 1)):
            yield Choosable(number, ends.get(number, ""), f"{name}-option-{number}", number in given)
    elif isinstance(question, Consent):
        yield Choosable("yes", "", f"{name}-option-yes", "yes" in given)
    else:
        for option in asked.choices:
            label, own = option.label.said(voice), beside.get(f"{question.id}_{option.code}")
            yield Choosable(option.code, label, f"{name}-option-{option.code}", option.code in given, own)


def _groups(asked: Asked, name: str, given: set[str], setting: Setting) -> tuple[Group, ...]:
    """The lines of a select: places to give, or the kommuner of the round's date under their fylker."""
    if isinstance(asked.question, Ranking):
        places = range(1, min(asked.question.places, len(asked.choices)) + 1)
        return (
            Group(
                "",
                tuple(
                    Choosable(str(place), str(_("Plass %(place)s", place=place)), "", str(place) in given)
                    for place in places
                ),
            ),
        )
    if not isinstance(asked.question, Municipality):
        return ()
    by_fylke: dict[str, list[Choosable]] = {}
    for kommune in kommuner(on=setting.round_date):
        line = Choosable(kommune.nr, kommune.label, f"{name}-option-{kommune.nr}", kommune.nr in given)
        by_fylke.setdefault(kommune.fylke.name, []).append(line)
    return tuple(Group(fylke, tuple(by_fylke[fylke])) for fylke in sorted(by_fylke, key=norwegian_order))
