"""What the pages for keying say, and the choice between two entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from questionnaires.rules import AnswerProblem
from surveyapp.models import Account
from surveyapp.services.answering import Compared, Difference, PaperLine, Papers, Sheet, SheetProblems
from surveyapp.services.answering.merging import as_fields
from surveyapp.web.languages import percent, voice_as
from surveyapp.web.pages import Block, ErrorLink
from surveyapp.web.sheets import SheetForm, blocks_of, error_links
from surveyapp.web.staff.pages import StaffPage
from surveyapp.web.views import QuestionView
from surveyapp.web.wording import field_in_words


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet in the list; `href` leads to what is to be done with it, `discard` takes its entries away."""

    name: str
    label: str
    state: str
    color: str
    action: str = ""
    href: str = ""
    discard: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage(StaffPage):
    """The sheets of a round."""

    template: ClassVar[str] = "staff/papers.html"
    survey: str
    back: str
    round_label: str
    anonymous: bool
    taken: bool
    last_day: date
    lines: tuple[SheetLine, ...]
    agreement: str
    compared: int
    word: str
    problem: str
    notes: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage(StaffPage):
    """A sheet to key in: all its questions on one page."""

    template: ClassVar[str] = "staff/sheet.html"
    back: str
    round_label: str
    blocks: tuple[Block, ...]
    errors: tuple[ErrorLink, ...]
    may_keep: bool
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in which the entries differ, in words, with what was chosen."""

    field: str
    label: str
    first: str
    second: str
    picked: str
    error: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question with the fields that differ, and its own controls to write what the paper says."""

    question: QuestionView
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesPage(StaffPage):
    """Two entries side by side."""

    template: ClassVar[str] = "staff/differences.html"
    back: str
    disagreements: tuple[Disagreement, ...]
    notes: tuple[str, ...]
    errors: tuple[ErrorLink, ...]


class DifferencesForm:
    """For each field that differs: the first entry, the second, or what the paper says in other words."""

    def __init__(self, compared: Compared, sent: MultiDict[str, str] | None = None) -> None:
        self.differences = {each.field: each for each in compared.differences}
        self.written = SheetForm(compared.draft, sent=sent, only=frozenset(self.differences))
        self.sent = sent
        if sent is not None:
            self.written.require_ours()

    def picked(self, field: str) -> str:
        """What was chosen for a field; "" when nothing was."""
        word = self.sent.get(f"_pick.{field}", "") if self.sent is not None else ""
        return word if word in ("first", "second", "other") else ""

    @property
    def unchosen(self) -> tuple[str, ...]:
        """The fields for which nothing was chosen."""
        return tuple(field for field in self.differences if not self.picked(field))

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """Field -> what the paper says; None: nothing."""
        written = as_fields(self.written.answers)
        return {field: self._answer(each, written) for field, each in self.differences.items()}

    def _answer(self, each: Difference, written: Mapping[str, Any]) -> Any:
        told = {"first": each.first, "second": each.second, "other": written.get(each.field)}
        return told[self.picked(each.field)]


def papers_page(
    account: Account,
    survey_id: UUID,
    round_id: UUID,
    found: Papers,
    *,
    word: str = "",
    problem: str = "",
    notes: tuple[str, ...] = (),
) -> PapersPage:
    """The list, with what was in the way of the sheet that was asked for."""
    place: dict[str, Any] = {"survey_id": survey_id, "round_id": round_id}
    return PapersPage(
        title=str(_("Papirskjemaer")),
        part_of=found.survey_title,
        signed_in=account.name,
        synthetic=found.synthetic,
        failed=bool(problem),
        survey=found.survey_title,
        back=url_for("staff.survey", survey_id=survey_id),
        round_label=found.round_label,
        anonymous=found.privacy == "anonymous",
        taken=found.taken,
        last_day=found.last_day,
        lines=tuple(_line(each, place) for each in found.lines),
        agreement=percent(found.agreed / found.compared) if found.compared else "",
        compared=found.compared,
        word=word,
        problem=problem,
        notes=notes,
        address=url_for("keying.choose", **place),
    )


def _line(each: PaperLine, place: Mapping[str, Any]) -> SheetLine:
    discard = url_for("keying.discard", **place, paper_id=each.id)
    if each.state == "done":
        return SheetLine(each.name, each.label, str(_("Levert")), "success", reference=each.reference or "")
    if each.state == "twice":
        href = url_for("keying.differences", **place, paper_id=each.id)
        return SheetLine(each.name, each.label, str(_("Uenighet")), "danger", str(_("Se på uenigheten")), href, discard)
    if each.yours:
        return SheetLine(each.name, each.label, str(_("Venter på en annen")), "neutral", discard=discard)
    href = url_for("keying.sheet", **place, sheet=each.name)
    state = str(_("Lagt inn én gang"))
    return SheetLine(each.name, each.label, state, "info", str(_("Legg inn andre gang")), href, discard)


def sheet_page(
    account: Account, sheet: Sheet, form: SheetForm, survey_id: UUID, problems: SheetProblems | None = None
) -> SheetPage:
    """The sheet, with what to mend or to look at again."""
    blocks = blocks_of(form, problems)
    return SheetPage(
        title=str(_("Skjema %(name)s", name=sheet.name)),
        part_of=form.draft.survey_title,
        signed_in=account.name,
        synthetic=form.draft.synthetic,
        failed=bool(problems and problems.wrong),
        form="sheet",
        back=url_for("keying.papers", survey_id=survey_id, round_id=form.draft.round_id),
        round_label=form.draft.round_label,
        blocks=blocks,
        errors=error_links(blocks),
        may_keep=problems is not None and not problems.wrong,
        address=url_for("keying.key_in", survey_id=survey_id, round_id=form.draft.round_id, sheet=sheet.name),
    )


def differences_page(
    account: Account,
    compared: Compared,
    form: DifferencesForm,
    *,
    problems: tuple[AnswerProblem, ...] = (),
    notes: tuple[str, ...] = (),
) -> DifferencesPage:
    """The two entries, with what is not chosen or cannot be stored."""
    draft = compared.draft
    blocks = blocks_of(form.written, SheetProblems(problems, (), ()) if problems else None)
    unchosen = form.unchosen if form.sent is not None else ()
    questions = [part for block in blocks for question in block.questions for part in question.parts]
    disagreements = tuple(
        Disagreement(question, choices)
        for question in questions
        if (choices := tuple(_choice(each, question, form, unchosen) for each in _of(question, form)))
    )
    told = tuple(
        ErrorLink(f"#{choice.field}-first", choice.error, each.question.text)
        for each in disagreements
        for choice in each.choices
        if choice.error
    )
    return DifferencesPage(
        title=str(_("Skjema %(name)s: to innlegginger er ulike", name=compared.name)),
        part_of=draft.survey_title,
        signed_in=account.name,
        synthetic=draft.synthetic,
        failed=bool(told or problems),
        back=url_for("keying.papers", survey_id=draft.key.survey_id, round_id=draft.round_id),
        disagreements=disagreements,
        notes=notes,
        errors=told or error_links(blocks),
    )


def _of(question: QuestionView, form: DifferencesForm) -> list[Difference]:
    names = {question.name, *(control.name for control in question.controls)}
    return [each for field, each in form.differences.items() if field in names]


def _choice(each: Difference, question: QuestionView, form: DifferencesForm, unchosen: tuple[str, ...]) -> Choice:
    draft, voice = form.written.draft, voice_as()
    asked = draft.questionnaire.question(each.field.partition(".")[0])
    label = next((control.label for control in question.controls if control.name == each.field), "")
    first, second = (field_in_words(asked, given, voice, draft.setting) for given in (each.first, each.second))
    error = str(_("Velg hva arket sier.")) if each.field in unchosen else ""
    return Choice(each.field, label, first, second, form.picked(each.field), error)
