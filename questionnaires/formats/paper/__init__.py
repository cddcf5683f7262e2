"""A questionnaire as a paper form: a PDF to print, fill in with a pen, and know again when it comes back."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Literal

import typst

from questionnaires.companions import IMPORTANCE, ROLE_LABELS
from questionnaires.definition import Questionnaire
from questionnaires.formats.paper.fields import FIELDS, At
from questionnaires.formats.paper.markdown import flow
from questionnaires.formats.paper.saying import only_if
from questionnaires.formats.paper.sheet import Part, Printed, Sheet
from questionnaires.formats.report import FormatError
from questionnaires.question_types import Grade, Information
from questionnaires.variables import sha256_of
from questionnaires.words import Voice

STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, so that those who cannot see the paper can have it read."""


class PaperError(FormatError):
    """A form that cannot be printed; the text says what to do."""

    def __init__(self, text: str) -> None:
        super().__init__("", "", text)


def write_paper(
    questionnaire: Questionnaire,
    language: str = "nb",
    *,
    easy: bool = False,
    role: str = "self",
    return_to: str | None = None,
) -> bytes:
    """The form as a PDF (A4, PDF/UA-1) for those who answer in `role`, in easy words or not.

    `return_to`: where to send or hand in the paper, in markdown. Raises PaperError for a language that the
    questionnaire does not have, a role that it does not ask, or a character that no font here can print.
    """
    form = form_of(questionnaire, Voice(language, role, easy), return_to)
    return printed(questionnaire, "form.typ", form=form)


def printed(questionnaire: Questionnaire, main: str, *, form: dict[str, Any], **more: str) -> bytes:
    """The PDF of one of our templates, which stands on those of the form; raises PaperError."""
    here = files(__package__)
    template = here.joinpath("paper.typ").read_bytes() + here.joinpath(main).read_bytes()
    inputs = {"form": json.dumps(form, ensure_ascii=False), **more}
    try:
        return typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=STANDARD)
    except typst.TypstError as error:
        raise PaperError(f"{questionnaire.id!r} cannot be printed: {error.message}. {_advice(error.message)}") from None


def _advice(message: str) -> str:
    if "could not be displayed" in message:
        return "Take the character out of the text, or install a font that has it on this machine."
    return "Shorten the text that this speaks of."


def form_of(questionnaire: Questionnaire, voice: Voice, return_to: str | None) -> dict[str, Any]:
    """The form as data for the templates; raises PaperError for a language or role that is not there."""
    if voice.language not in questionnaire.languages:
        known = ", ".join(questionnaire.languages)
        raise PaperError(f"{questionnaire.id!r} is not in {voice.language!r}. Its languages: {known}.")
    if voice.role not in (questionnaire.roles or ("self",)):
        known = ", ".join(questionnaire.roles or ("self",))
        raise PaperError(f"Nobody answers {questionnaire.id!r} as {voice.role!r}. Its roles: {known}.")
    sheet = Sheet(questionnaire, voice)
    parts = [_part(sheet, part) for part in sheet.parts]
    kinds = {block["field"].get("shape", block["field"]["kind"]) for part in parts for block in part["blocks"]}
    apart = any(block["field"]["missing"] for part in parts for block in part["blocks"])
    how = ["how_one"] if apart or kinds & {"circle", "line", "grid"} else []
    how += ["how_several"] if "square" in kinds else []
    return {
        "title": sheet.said(questionnaire.title),
        "language": sheet.voice.language.partition("-")[0],
        "about": flow(sheet.said(questionnaire.about)),
        "who": ROLE_LABELS[sheet.voice.role].said(sheet.voice) if len(questionnaire.roles) > 1 else "",
        "how": {"title": sheet.phrase("how"), "lines": [sheet.phrase(name) for name in (*how, *_mend(how))]},
        "mark": f"{questionnaire.id} · {sheet.voice.language} · {sha256_of(questionnaire)[:12]}",
        "page": sheet.phrase("page", page="\u0001", pages="\u0002"),
        "required": sheet.phrase("required"),
        "copy": sheet.phrase("copy_line"),
        "parts": parts,
        "thanks": sheet.phrase("thanks"),
        "return_to": flow(return_to) if return_to else [],
    }


def _mend(how: list[str]) -> list[str]:
    return ["how_mend"] if how else []


def _part(sheet: Sheet, part: Part) -> dict[str, Any]:
    """One page of the questionnaire, or its block for one item; the heading stands over the first block only."""
    first = part.item is None or next(each for each in sheet.parts if each.page is part.page) is part
    page = part.page
    return {
        "title": sheet.said(page.title, part) if first else "",
        "intro": flow(sheet.said(page.intro, part)) if first and page.intro else [],
        "only": only_if(sheet, part, part.settled, "page") if first else "",
        "item": sheet.item_words(part, "line_label") if part.item else "",
        "item_only": _item_only(sheet, part),
        "write": sheet.is_written(part),
        "blocks": [block for printed in part.printed for block in _blocks(sheet, part, printed)],
    }


def _item_only(sheet: Sheet, part: Part) -> str:
    """Which block of a list to leave: one for a line that was not written, or for what was not chosen."""
    if sheet.may_be_empty(part):
        return sheet.phrase("skip_if", this=sheet.item_words(part, "line_empty"))
    return only_if(sheet, part, sheet.chosen_before(part) or True)


def _blocks(sheet: Sheet, part: Part, printed: Printed) -> list[dict[str, Any]]:
    """The question, and the question of how much it matters if there is one."""
    question = printed.question
    at = At(sheet, part, printed)
    field = FIELDS[type(question)](at, question)
    words = sheet.said(question.text, part)
    in_table = field["kind"] in ("grid", "numbers")
    shown = {
        "number": printed.number,
        "text": words,
        "read": flow(words) if isinstance(question, Information) else [],
        "help": flow(sheet.said(question.help, part)) if question.help else [],
        "only": only_if(sheet, part, printed.settled),
        "required": question.required,
        "field": {"missing": [] if in_table else at.missing(), **field},
    }
    return [shown, *_importance(sheet, part, printed)]


def _importance(sheet: Sheet, part: Part, printed: Printed) -> list[dict[str, Any]]:
    question = printed.question
    if not isinstance(question, Grade) or question.importance is None:
        return []
    scale = sheet.questionnaire.scales[question.importance]

    def labels(options: Any) -> list[dict[str, Any]]:
        return [{"label": sheet.said(option.label, part), "note": "", "line": False, "jump": ""} for option in options]

    field = {
        "kind": "options",
        "shape": "circle",
        "note": sheet.phrase("one_cross"),
        "options": labels(scale.choices),
        "missing": labels(scale.missing),
    }
    text = sheet.said(IMPORTANCE, part)
    return [{"number": None, "text": text, "read": [], "help": [], "only": "", "required": False, "field": field}]


__all__ = ["PaperError", "form_of", "printed", "write_paper"]
