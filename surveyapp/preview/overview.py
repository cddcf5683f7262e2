"""Everything that the draft holds, and what of it is shown for the answers so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from questionnaires.answers import NOTHING, Asked
from questionnaires.checks import page_problems
from questionnaires.conditions import holds
from questionnaires.definition import Page
from questionnaires.question_types import QUESTION_TYPES, Question
from questionnaires.rules import AnswerProblem
from questionnaires.scoring import scores
from questionnaires.words import Voice
from surveyapp.preview.saying import in_words, what_fails
from surveyapp.services.answering import Draft
from surveyapp.web.numbers import one_decimal
from surveyapp.web.speaking import Speaker, speaker_for
from surveyapp.web.wording import answer_in_words

TYPES = {
    "choice": "ett valg",
    "choices": "flere valg",
    "ranking": "rangering",
    "grade": "svar på skala",
    "grid": "rutenett",
    "number": "tall",
    "number_grid": "tall i rader",
    "count": "antall",
    "percentage": "prosent",
    "currency": "kroner",
    "rating": "tallskala",
    "year": "år",
    "date": "dato",
    "month": "måned",
    "time": "klokkeslett",
    "short_text": "kort tekst",
    "long_text": "lang tekst",
    "information": "informasjon",
    "consent": "samtykke",
    "calculated": "utregnet",
    "postal_code": "postnummer",
    "organisation_number": "organisasjonsnummer",
    "email": "e-post",
    "phone": "telefon",
    "municipality": "kommune",
    "classified": "kode i register",
    "own_list": "egen liste",
    "supplied_list": "liste som følger med",
}
"""What each type of question is called here."""

TYPE_NAMES = {get_args(each.model_fields["type"].annotation)[0] for each in QUESTION_TYPES}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question: `when` it is shown, `why` it is hidden now, and what is answered."""

    id: str
    text: str
    type: str
    required: bool
    shown: bool
    when: str
    why: str
    answers: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page with its questions."""

    id: str
    title: str
    shown: bool
    when: str
    why: str
    repeats: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One score of the answers so far; without a `value` too little is answered."""

    name: str
    label: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check, and whether it is told now."""

    name: str
    at: str
    when: str
    says: str
    refuses: bool
    fires: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole draft beside its answers."""

    pages: tuple[PageLine, ...]
    scores: tuple[ScoreLine, ...]
    checks: tuple[CheckLine, ...]
    shown: int
    questions: int


def overview_of(draft: Draft) -> Overview:
    """The draft as it stands."""
    speaker = speaker_for(draft)
    pages = tuple(_page_line(draft, page, speaker) for page in draft.questionnaire.all_pages)
    return Overview(
        pages=pages,
        scores=tuple(_score_lines(draft, speaker.voice)),
        checks=tuple(_check_lines(draft, speaker.voice)),
        shown=sum(question.shown for page in pages for question in page.questions),
        questions=sum(len(page.questions) for page in pages),
    )


def _page_line(draft: Draft, page: Page, speaker: Speaker) -> PageLine:
    route = draft.route
    shown = route.page(page.id)
    problems = page_problems(route, shown) if shown else ()
    asked: dict[str, list[Asked]] = {}
    for one in shown.asked if shown else ():
        asked.setdefault(one.question.id, []).append(one)
    why = what_fails(draft.questionnaire, page.show_when, route.answer)
    if shown is None and not why:
        why = f"{page.for_each} har ingen punkter" if page.for_each else "ingen av spørsmålene vises"
    return PageLine(
        id=page.id,
        title=speaker.plain(page.title),
        shown=shown is not None,
        when=in_words(draft.questionnaire, page.show_when),
        why="" if shown else why,
        repeats=page.for_each or "",
        questions=tuple(
            _question_line(draft, question, asked.get(question.id, []), problems, speaker) for question in page.asked
        ),
    )


def _question_line(
    draft: Draft, question: Question, asked: list[Asked], problems: tuple[AnswerProblem, ...], speaker: Speaker
) -> QuestionLine:
    fields = {field for one in asked for field in (one.field, *one.fields)}
    return QuestionLine(
        id=question.id,
        text=speaker.question(asked[0] if asked else Asked(question)),
        type=TYPES[question.type],
        required=question.required,
        shown=bool(asked),
        when=in_words(draft.questionnaire, question.show_when),
        why="" if asked else what_fails(draft.questionnaire, question.show_when, draft.route.answer),
        answers=tuple(line for one in asked for line in _answer_lines(draft, one, speaker)),
        warnings=tuple(
            dict.fromkeys(p.text(speaker.voice) for p in problems if p.field in fields and p.kind != "empty")
        ),
    )


def _answer_lines(draft: Draft, asked: Asked, speaker: Speaker) -> Iterator[str]:
    answer = draft.route.heard(asked)
    if answer in NOTHING:
        return
    lines = answer_in_words(asked, answer, speaker.voice, draft.setting)
    item = speaker.item(asked)
    yield from (f"{item}: {line}" for line in lines) if item else lines


def _score_lines(draft: Draft, voice: Voice) -> Iterator[ScoreLine]:
    for name, value in scores(draft.route).items():
        label = draft.questionnaire.scores[name].label.said(voice)
        worked_out = "" if value.value is None else one_decimal(value.value)
        yield ScoreLine(name, label, worked_out, f"{value.rated} av {value.items} besvart")


def _check_lines(draft: Draft, voice: Voice) -> Iterator[CheckLine]:
    for name, check in draft.questionnaire.checks.items():
        yield CheckLine(
            name=name,
            at=check.at,
            when=in_words(draft.questionnaire, check.when),
            says=check.say.said(voice),
            refuses=check.level == "refuse",
            fires=holds(check.when, draft.route.answer),
        )
