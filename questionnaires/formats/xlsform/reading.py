"""An XLSForm workbook -> a questionnaire file, and an account of every cell."""

from __future__ import annotations

import re

from questionnaires.formats.report import FormatError, Imported
from questionnaires.formats.writing import to_yaml
from questionnaires.formats.xlsform import choosing, dividing
from questionnaires.formats.xlsform.columns import OURS, languages_in, rows_of
from questionnaires.formats.xlsform.comparing import compare
from questionnaires.formats.xlsform.form import Content, Form, Words, as_name
from questionnaires.formats.xlsform.ledger import Ledger, Row
from questionnaires.formats.xlsform.pages import Pages
from questionnaires.formats.xlsform.repairing import mended
from questionnaires.formats.xlsform.structure import blocks
from questionnaires.formats.xlsform.workbook import Sheet, sheets_of
from questionnaires.loading import QuestionnaireError, check
from questionnaires.words import ROLES

READ = ("survey", "choices", "settings")
TOP = {"roles": list, "unit": str, "instrument": dict, "minutes": int, "scores": dict, "checks": dict}
"""The keys of a questionnaire that the settings sheet may hold in columns of ours."""


def read_xlsform(data: bytes, *, name: str) -> Imported:
    """Read a form; raises FormatError for what is no form, is an attack, or has nothing to carry over."""
    sheets = sheets_of(data, name)
    if "survey" not in sheets:
        raise FormatError(name, "", f"There is no sheet 'survey', only {', '.join(sheets) or 'none'}. Name it so.")
    ledger = Ledger()
    rows: dict[str, list[Row]] = {}
    for kind in READ:
        sheet = sheets.get(kind, Sheet(kind, {}, ()))
        ledger.add(sheet)
        rows[kind] = rows_of(sheet, kind, ledger)
    for kind, sheet in sheets.items():
        if kind not in READ:
            ledger.add(sheet)
            for row in (tuple(sheet.header.values()), *sheet.rows):
                ledger.row_lost(row, f"the sheet '{sheet.name}' is no part of what is asked")
    settings = rows["settings"][0] if rows["settings"] else None
    languages, told = languages_in(rows.values(), settings.text("default_language") if settings else "")
    form = Form(ledger, languages)
    for text in told:
        ledger.beside("settings", "default_language", text)
    form.read_choices(rows["choices"])
    content = _content(form, rows["survey"], settings, name)
    questionnaire = mended(content, form, name)
    form.tell_of_lists({question.id for question in questionnaire.questions()} | set(questionnaire.scales))
    text = to_yaml(questionnaire)
    try:
        check(text, name)
    except QuestionnaireError as error:
        raise FormatError(name, "", f"What the form says makes no questionnaire: {error}") from None
    compare(form, rows["survey"], questionnaire)
    return Imported(text, ledger.report())


def _content(form: Form, survey: list[Row], settings: Row | None, name: str) -> Content:
    top = _settings(form, settings, name)
    _scales(form, settings)
    if top.get("roles"):
        form.piped.add("role")
    walked = Pages(form, top["title"])
    walked.walk(blocks(survey, form.ledger, name))
    if not walked.pages:
        raise FormatError(name, "survey", "The form has no question that can be carried over.")
    if walked.about is None:
        form.ledger.beside("settings", "about", "a form has no introduction; its title stands there")
    checks = {**top.pop("checks", {}), **form.checks}
    scores = top.pop("scores", {})
    return {
        **top,
        "about": walked.about or top["title"],
        "scales": form.scales,
        "pages": dividing.divided(walked.pages, walked.kept, form),
        "scores": scores,
        "checks": checks,
    }


def _settings(form: Form, row: Row | None, name: str) -> Content:
    """The title, the id and the languages, and what else we wrote there."""
    written = row.text("form_id") if row else ""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    form_id = as_name(written or stem or "form", ())
    title = _title(form, row, form_id)
    content: Content = {"id": form_id, "title": title, "languages": form.codes, "unit": "person"}
    if row is None:
        return content
    if written and form_id != written:
        form.ledger.changed(row.cell("form_id"), f"it is called '{form_id}' here")
    else:
        form.ledger.carried(row.cell("form_id"))
    form.ledger.carried(row.cell("default_language"), "the first language")
    own = form.own(row)
    if isinstance(own.get("title"), dict):
        content["title"] = title | own["title"]
        form.ledger.carried(row.cell(f"{OURS}title"))
    for key, shape in TOP.items():
        if isinstance(own.get(key), shape):
            content[key] = own[key]
            form.took(row, f"{OURS}{key}", "settings", key)
    if isinstance(own.get("languages"), list) and sorted(map(str, own["languages"])) == sorted(form.codes):
        content["languages"] = own["languages"]
        form.ledger.carried(row.cell(f"{OURS}languages"))
    if any(role not in ROLES for role in content.get("roles", [])):
        del content["roles"]
        form.ledger.lost(row.cell(f"{OURS}roles"), f"the roles are {', '.join(ROLES)}")
    return content


def _title(form: Form, row: Row | None, form_id: str) -> Words:
    words = row.text("form_title") if row else ""
    if not words:
        form.ledger.beside("settings", "form_title", "the form has no title; its id stands there")
        return form.named(form_id)
    if row is not None:
        form.ledger.carried(row.cell("form_title"))
    if len(form.codes) > 1 and row is not None and not form.own(row).get("title"):
        form.ledger.beside("settings", "form_title", "a form has its title in one language; it stands in all")
    return form.named(words)


def _scales(form: Form, settings: Row | None) -> None:
    """The lists that we wrote as scales, with what the settings say of each."""
    named = form.own(settings).get("scales") if settings else None
    if settings is None or not isinstance(named, dict):
        return
    form.ledger.carried(settings.cell(f"{OURS}scales"))
    for scale, more in named.items():
        if scale not in form.lists:
            continue
        choices, missing = choosing.options(form, scale, settings)
        extra = more if isinstance(more, dict) else {}
        form.scales[scale] = {"choices": choices, **({"missing": missing} if missing else {}), **extra}
        form.scale_of_list[scale] = scale
