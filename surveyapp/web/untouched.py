"""The start page, the receipt and a page of questions that nobody has answered yet are alike for all: made once.

What is a respondent's own on it (the token against forged forms, the response's id, the revision) is put in each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, replace
from uuid import UUID

from flask import request, session
from flask_wtf.csrf import generate_csrf

from questionnaires.companions import ROLE
from questionnaires.definition import Page
from questionnaires.piping import PLACEHOLDER
from surveyapp.services.answering import Draft
from surveyapp.web.languages import language, locale, offered, words_offered
from surveyapp.web.pages import QuestionPage, ReceiptPage, StartPage, render
from surveyapp.web.pressing import Kept
from surveyapp.web.progress import progress_at
from surveyapp.web.steps import backwards

TOKEN, RESPONSE = "\x1etoken\x1e", "\x1eresponse\x1e"
REVISION = 987_654_321_123_456
"""What stands in a kept page for what is each respondent's own; no revision is ever that high."""

OWN_TO_THE_RESPONSE = frozenset(
    (
        *("key", "round_id", "participant_id", "state", "reference"),
        *("submitted_on", "questionnaire", "setting", "answers", "revision"),
    )
)
OWN_TO_THE_BROWSER = frozenset(("visits", "csrf_token", "staff", "_flashes", "_permanent"))
"""What of a draft and of a session no page tells. A page hangs on all else in them, whoever thinks of it later."""

_WORDS_STAND: Kept[bool] = Kept(most=2_000)
_PAGES: Kept[str] = Kept(most=1_000)


def shown(draft: Draft, page: Page, back: str, ordinary: Callable[[], QuestionPage]) -> tuple[str, int]:
    """The page as `ordinary` makes it, on which nothing is wrong and nothing new; one that is kept if that will do."""
    if not _is_untouched(draft, page):
        return render(ordinary())

    def make() -> str:
        text, _status = render(replace(ordinary(), revision=REVISION))
        return text.replace(generate_csrf(), TOKEN).replace(str(draft.key.id), RESPONSE)

    text = _PAGES.get(_key(draft, page, back), make)
    own = {TOKEN: generate_csrf(), RESPONSE: str(draft.key.id), str(REVISION): str(draft.revision)}
    for mark, words in own.items():
        text = text.replace(mark, words)
    return text, 200


def start_shown(page: StartPage) -> tuple[str, int]:
    """The start page; where it speaks to one participant, or asks for consent, it is that person's own."""
    return render(page) if page.consents or not page.anonymous else _made_once(page)


def receipt_shown(page: ReceiptPage, response_id: UUID) -> tuple[str, int]:
    """The receipt; with scores on it, it is that person's own."""
    return render(page) if page.scores else _made_once(page, page.reference, str(response_id))


def _made_once(page: StartPage | ReceiptPage, *own: str) -> tuple[str, int]:
    """The page, made once for all who are told the same but for the words that are each one's own."""
    marks = {words: f"\x1e{number}\x1e" for number, words in enumerate((generate_csrf(), *own))}

    def blank(text: str) -> str:
        for words, mark in marks.items():
            text = text.replace(words, mark)
        return text

    around = (request.script_root, request.path, language(), locale(), offered(), words_offered())
    text = _PAGES.get(blank(repr((page, around))), lambda: blank(render(page)[0]))
    for words, mark in marks.items():
        text = text.replace(mark, words)
    return text, 200


def _is_untouched(draft: Draft, page: Page) -> bool:
    """Whether nothing on it hangs on this response. A municipality's pages have many hands, and notes of theirs."""
    questionnaire, setting = draft.questionnaire, draft.setting
    return (
        questionnaire.page_numbers[page.id] in questionnaire.unconditional
        and draft.privacy != "identified"
        and not (setting.carried or setting.earlier)
        and not any(question.id in draft.answers for question in page.asked)
        and _WORDS_STAND.get((draft.version_id, page.id), lambda: not PLACEHOLDER.search(page.model_dump_json()))
    )


def _key(draft: Draft, page: Page, back: str) -> Hashable:
    """All that such a page hangs on."""
    questionnaire = draft.questionnaire
    shared = [getattr(draft, field.name) for field in fields(draft) if field.name not in OWN_TO_THE_RESPONSE]
    chosen = sorted((name, value) for name, value in session.items() if name not in OWN_TO_THE_BROWSER)
    known = len(questionnaire.unconditional) == len(questionnaire.all_pages)
    return (
        page.id,
        back,
        request.script_root,
        language(),
        locale(),
        draft.answers.get(ROLE),
        draft.setting.round_date,
        draft.setting.round_number,
        repr((shared, chosen)),
        # How far it is, and whether something comes before, may hang on answers elsewhere.
        None if known else (progress_at(draft, page, page.id, None), backwards(draft, page, "")),
    )
