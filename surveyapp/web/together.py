"""What stands beside the questions of a shared answer, and what is noted when a page of it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from questionnaires.answers import NOTHING, Answer, Asked
from questionnaires.figures import figure
from questionnaires.following import Former, together
from questionnaires.question_types import BaseQuestion, Grid, NumberGrid
from surveyapp.models import db
from surveyapp.services import answering, sharing
from surveyapp.services.answering import Draft
from surveyapp.services.answering.earlier import LastTime
from surveyapp.services.sharing import Remark
from surveyapp.web.admitting import Hand
from surveyapp.web.asides import Aside, RemarkLine
from surveyapp.web.context import now
from surveyapp.web.forms import PageForm, is_locked, names_of
from surveyapp.web.languages import day_and_time, locale, voice_as
from surveyapp.web.pages import QuestionPage
from surveyapp.web.wording import answer_in_words

COMMENT = "_comment."


def beside(page: QuestionPage, draft: Draft, form: PageForm, hand: Hand) -> QuestionPage:
    """The page with what was answered last time and what colleagues say; as it is where nobody shares."""
    if draft.privacy != "identified":
        return page
    before = answering.last_time(db.session(), draft)
    remarks = sharing.comments(db.session(), draft.key)
    asides = {
        asked.field: Aside(
            asked.field,
            last=tuple(_last(asked, draft, before)) if before else (),
            same=bool(before) and same_as_last(asked, draft, before) not in NOTHING,
            remarks=tuple(remark_line(each, hand) for each in remarks if each.field == asked.field),
        )
        for asked in form.asked
        if asked.question.companion_of is None
    }
    return replace(page, asides=asides)


def note(draft: Draft, form: PageForm, hand: Hand, sent: MultiDict[str, str]) -> None:
    """After a save: who saved, and the comments that were written on the page."""
    if draft.privacy != "identified":
        return
    sharing.touch(db.session(), draft.key, form.page.id, hand.writer.name, now())
    fields = {asked.field for asked in form.asked}
    for name, text in sent.items():
        if name.startswith(COMMENT) and (field := name.removeprefix(COMMENT)) in fields and text.strip():
            sharing.comment(db.session(), draft.key, field, text, writer=hand.writer, now=now())


def take_out(draft: Draft, _form: PageForm, hand: Hand, comment_id: str) -> None:
    """Take out a comment by what its button sent."""
    try:
        wanted = UUID(comment_id)
    except ValueError:
        return
    sharing.uncomment(db.session(), draft.key, wanted, hand.writer)


def remark_line(remark: Remark, hand: Hand) -> RemarkLine:
    """A comment as this reader sees it."""
    may = hand.coordinates or remark.assignment_id == hand.writer.assignment_id
    return RemarkLine(remark.author, day_and_time(remark.created_at), remark.text, str(remark.id) if may else "")


def same_as_last(asked: Asked, draft: Draft, before: LastTime | None) -> Answer | None:
    """The one clear answer from last time that can be filled in here; None where there is none."""
    question = asked.question
    if before is None or asked.slot is not None or is_locked(asked, draft) or len(names_of(asked)) != 1:
        return None
    if not before.questionnaire.has(question.id) or question.id in draft.contact_questions:
        return None
    clear = together(question, before.to(question.id)).answer
    offered = {option.code for option in (*asked.choices, *asked.missing)}
    codes = [code for code in (clear if isinstance(clear, list) else [clear]) if isinstance(code, str)]
    return clear if not offered or all(code in offered for code in codes) else None


def _last(asked: Asked, draft: Draft, before: LastTime) -> Iterator[str]:
    """What each former self answered, and what the numbers of several come to."""
    question = asked.question
    if not before.questionnaire.has(question.id) or question.id in draft.contact_questions or asked.slot is not None:
        return
    old = before.questionnaire.question(question.id)
    formers = before.to(question.id)
    year = before.on.year
    for former in formers:
        words = _in_words(old, former, draft)
        if (former.name and len(formers) > 1) or former.split:
            yield str(_("%(name)s svarte i %(year)s: %(answer)s", name=former.name, year=year, answer=words))
        else:
            yield str(_("Dere svarte i %(year)s: %(answer)s", year=year, answer=words))
    if any(former.split for former in formers):
        yield str(_("Kommunen er delt siden da, så svaret kan ikke overføres uten videre."))
    result = together(question, formers)
    if result.of > 1 and result.total is not None and question.merge == "sum":
        words = figure(result.total, locale())
        if result.known < result.of:
            lacking = result.of - result.known
            yield str(
                _(
                    "Til sammen %(total)s, men mangler svar fra %(lacking)s av %(of)s.",
                    total=words,
                    lacking=lacking,
                    of=result.of,
                )
            )
        else:
            yield str(_("Til sammen %(total)s.", total=words))


def _in_words(question: BaseQuestion, former: Former, draft: Draft) -> str:
    if former.answer in NOTHING:
        return str(_("ikke svart"))
    asked = Asked(question)  # type: ignore[arg-type]
    joined = "; " if isinstance(question, Grid | NumberGrid) else ", "
    return joined.join(answer_in_words(asked, former.answer, voice_as(), draft.setting))


def fill_in(draft: Draft, form: PageForm, _hand: Hand, field: str) -> None:
    """Answer one question as it was answered last time, where that is clear."""
    asked = next((one for one in form.asked if one.field == field), None)
    before = answering.last_time(db.session(), draft) if draft.privacy == "identified" else None
    answer = same_as_last(asked, draft, before) if asked else None
    if answer is None or answer in NOTHING:
        return
    answers: dict[str, Answer] = {field: answer}
    answering.save_page(
        *(db.session(), draft.key, form.page.id, answers), revision=draft.revision, only=frozenset({field}), now=now()
    )


def _noted(_draft: Draft, _form: PageForm, _hand: Hand, _field: str) -> None:
    """Comments are kept with every save, so there is nothing more to do."""


BESIDE = {"comment": _noted, "uncomment": take_out, "same": fill_in}
"""What the buttons beside a question do, once the page is saved."""
