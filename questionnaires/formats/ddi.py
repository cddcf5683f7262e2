"""A questionnaire as DDI-Codebook 2.5: what archives (Sikt, CESSDA) read a data file's variables from.

Elements, their order and their attributes: https://ddialliance.org/Specification/DDI-Codebook/2.5/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from questionnaires.codebook import (
    NOT_ASKED,
    NOT_ASKED_LABEL,
    Codebook,
    CodeEntry,
    ScoreEntry,
    Variable,
    Words,
    labelled,
)
from questionnaires.definition import Page, Questionnaire
from questionnaires.formats.writing import on_one_line
from questionnaires.question_types import BaseQuestion
from questionnaires.variables import codebook_of
from questionnaires.words import CHALLENGES, SUBGOALS, Text

NAMESPACE = "ddi:codebook:2_5"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NATURE = {"binary": "nominal", "nominal": "nominal", "ordinal": "ordinal", "number": "interval", "key": "nominal"}
"""Our level of measurement -> what DDI calls it; a text has none."""
UNITS = {"municipality": "Municipality", "course": "Course of a person", "person": "Person", "measure": "Measure"}
MOMENTS = {"date": ("date", "YYYY-MM-DD"), "month": ("date", "YYYY-MM"), "time": ("time", "hh:mm")}
GROUPS = {"choices": "multipleResp", "grid": "grid", "number_grid": "grid", "ranking": "other", "own_list": "other"}
SCHEMA = "medvirk"
"""Numbers and codes as our data files write them; dates and times follow ISO 8601."""
SUBGOAL_SOURCE = "Opptrappingsplan for habilitering og rehabilitering (2017-2019): sub-goal"
CHALLENGE_SOURCE = "Opptrappingsplan for habilitering og rehabilitering (2017-2019): main challenge"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of answers that a codebook describes: its name, and how many answers and variables it holds."""

    name: str
    cases: int
    variables: int


def write_ddi(questionnaire: Questionnaire, file: DataFile | None = None) -> bytes:
    """The questionnaire with all its variables and scores, as a DDI-Codebook 2.5 document in UTF-8.

    What DDI has no element for (such as merge rules and indicators) stands in `notes` that name it in `type`.
    """
    return _Document(questionnaire).written(file)


class _Document:
    """One document while it is made."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.book: Codebook = codebook_of(questionnaire)
        self.ids = {variable.name: f"V{number}" for number, variable in enumerate(self.book.variables, start=1)}
        self.root = etree.fromstring(f'<codeBook xmlns="{NAMESPACE}" version="2.5"/>')

    def written(self, file: DataFile | None) -> bytes:
        self.root.set(_LANG, self.book.languages[0])
        self._citation(_under(self.root, "docDscr"))
        study = _under(self.root, "stdyDscr")
        self._citation(study)
        self._study(study)
        if file is not None:
            about = _under(_under(self.root, "fileDscr", ID="F1"), "fileTxt")
            _under(about, "fileName", file.name)
            size = _under(about, "dimensns")
            _under(size, "caseQnty", str(file.cases))
            _under(size, "varQnty", str(file.variables))
        data = _under(self.root, "dataDscr")
        self._groups(data)
        for variable in self.book.variables:
            self._variable(data, variable)
        for number, score in enumerate(self.book.scores, start=1):
            self._score(data, score, f"S{number}")
        return etree.tostring(self.root, encoding="UTF-8", xml_declaration=True, pretty_print=True)

    def _citation(self, parent: etree._Element) -> None:
        citation = _under(parent, "citation")
        titles = _under(citation, "titlStmt")
        (first, title), *others = self.book.title.items()
        _under(titles, "titl", title).set(_LANG, first)
        for language, words in others:
            _under(titles, "parTitl", words).set(_LANG, language)
        _under(titles, "IDNo", self.book.id)
        version = _under(citation, "verStmt")
        _under(version, "version", self.book.sha256, type="SHA-256 of the questionnaire")

    def _study(self, study: etree._Element) -> None:
        info = _under(study, "stdyInfo")
        _said(info, "abstract", self.questionnaire.about.plain)
        summary = _under(info, "sumDscr")
        _under(summary, "anlyUnit", UNITS[self.book.unit])
        collected = _under(_under(study, "method"), "dataColl")
        _under(collected, "resInstru", "Questionnaire", type="structured")
        instrument = self.questionnaire.instrument
        if instrument is not None:
            _under(collected, "instrumentDevelopment", f"{instrument.name}, {instrument.version}")
            sources = _under(collected, "sources")
            _under(sources, "dataSrc", instrument.source)
        for language in self.book.languages:
            _under(study, "notes", language, type="language")
        for role in self.questionnaire.roles:
            _under(study, "notes", role, type="role")
        for name, why in self.questionnaire.retired.items():
            _said(study, "notes", why.plain, type="retired", subject=name)
        for name, check in self.questionnaire.checks.items():
            about = f"{check.level} at {check.at} when {on_one_line(check.when.root)}"
            _under(study, "notes", about, type="check", subject=name)
            _said(study, "notes", check.say.plain, type="check", subject=name)

    def _groups(self, data: etree._Element) -> None:
        """The pages, and the questions that several variables come from."""
        for page in self.book.pages:
            names = [variable.name for variable in self.book.variables if variable.page == page.id]
            self._group(data, names, page.title, type="section", name=page.id)
        for question in self.questionnaire.questions():
            names = [variable.name for variable in self.book.variables if variable.question == question.id]
            if len(names) > 1:
                self._group(data, names, question.text.plain, type=GROUPS.get(question.type, "other"), name=question.id)

    def _group(self, data: etree._Element, names: list[str], words: Words, **attributes: str) -> None:
        if names:
            group = _under(data, "varGrp", **attributes)
            group.set("var", " ".join(self.ids[name] for name in names))
            _said(group, "labl", words)

    def _variable(self, data: etree._Element, variable: Variable) -> None:
        question = self.questionnaire.question(variable.question)
        page = self.questionnaire.page(variable.page)
        attributes = {"ID": self.ids[variable.name], "name": variable.name}
        attributes |= {"dcml": str(variable.decimals)} if variable.level == "number" else {}
        attributes["intrvl"] = "contin" if variable.level == "number" and variable.decimals else "discrete"
        attributes |= {"measUnit": next(iter(variable.unit.values()))} if variable.unit else {}
        attributes |= {"nature": NATURE[variable.level]} if variable.level in NATURE else {}
        var = _under(data, "var", **attributes)
        _said(var, "labl", labelled(variable))
        if variable.sensitive:
            _under(var, "security", "In the respondent's own words: not for open data.")
        _asking(var, question, page, variable)
        if variable.low is not None or variable.high is not None:
            ends = {"min": variable.low, "max": variable.high}
            kept = {
                end: f"{value:g}" if value % 1 else str(int(value)) for end, value in ends.items() if value is not None
            }
            units = "REAL" if variable.decimals else "INT"
            _under(_under(var, "valrng"), "range", UNITS=units, **kept)
        for condition in (page.show_when, question.show_when):
            if condition is not None:
                _under(var, "universe", f"Asked when {on_one_line(condition.root)}", clusion="I")
        self._categories(var, variable)
        _concepts(var, variable)
        _format(var, variable)
        _notes(var, question, variable)

    def _categories(self, var: etree._Element, variable: Variable) -> None:
        for entry in variable.codes:
            _category(var, entry)
        for entry in variable.missing:
            _category(var, entry, missing="Y", missType=entry.code)
        not_asked = {language: NOT_ASKED_LABEL.get(language, NOT_ASKED_LABEL["en"]) for language in self.book.languages}
        _category(var, CodeEntry(code=NOT_ASKED, value=None, label=not_asked), missing="Y", missType=NOT_ASKED)

    def _score(self, data: etree._Element, score: ScoreEntry, score_id: str) -> None:
        var = _under(data, "var", ID=score_id, name=score.name, dcml="2", intrvl="contin", nature="interval")
        _said(var, "labl", score.label)
        _under(_under(var, "valrng"), "range", UNITS="REAL", min=f"{score.low:g}", max=f"{score.high:g}")
        items = " ".join(self.ids[item.variable] for item in score.items)
        derived = _under(var, "derivation", var=items)
        _under(derived, "drvdesc", _worked_out(score))
        _under(var, "varFormat", type="numeric", schema="other", otherSchema=SCHEMA)
        _under(var, "notes", score.better, type="better")
        for threshold in score.thresholds:
            _under(var, "notes", f"{threshold.value:g} ({threshold.source})", type="threshold", subject=threshold.name)


def _asking(var: etree._Element, question: BaseQuestion, page: Page, variable: Variable) -> None:
    """The question as it was put: what stood before it, its words, and what was said about how to answer."""
    asked = _under(var, "qstn", ID=f"Q{var.get('ID')}", responseDomainType=_domain(variable))
    if page.intro is not None:
        _said(asked, "preQTxt", page.intro.plain)
    _worded(asked, "qstnLit", question.text)
    _said(asked, "postQTxt", variable.unit)
    if question.help is not None:
        _worded(asked, "ivuInstr", question.help)


def _domain(variable: Variable) -> str:
    if variable.kind in MOMENTS:
        return "datetime"
    if variable.kind == "choices":
        return "multiple"
    return {"number": "numeric", "text": "text", "key": "code"}.get(variable.level, "category")


def _category(var: etree._Element, entry: CodeEntry, **attributes: str) -> None:
    category = _under(var, "catgry", **attributes)
    _under(category, "catValu", entry.code)
    _said(category, "labl", entry.label)


def _concepts(var: etree._Element, variable: Variable) -> None:
    """The sub-goals and challenges that the variable tells of."""
    for codes, labels, vocabulary in (
        (variable.subgoal, SUBGOALS, SUBGOAL_SOURCE),
        (variable.challenge, CHALLENGES, CHALLENGE_SOURCE),
    ):
        for code in codes:
            spoken = {language: words for language, words in labels[code].items() if language in variable.text}
            _said(var, "concept", {lang: f"{code} {words}" for lang, words in spoken.items()}, vocab=vocabulary)


def _format(var: etree._Element, variable: Variable) -> None:
    numeric = variable.level in ("number", "binary") or (
        variable.codes and all(e.code.isdigit() for e in variable.codes)
    )
    attributes = {"type": "numeric" if numeric else "character", "schema": "other", "otherSchema": SCHEMA}
    if variable.kind in MOMENTS:
        category, shape = MOMENTS[variable.kind]
        attributes = {"type": "character", "schema": "ISO", "formatname": shape, "category": category}
    elif variable.kind == "currency":
        attributes["category"] = "currency"
    _under(var, "varFormat", **attributes)


def _notes(var: etree._Element, question: BaseQuestion, variable: Variable) -> None:
    """What the questionnaire knows of the variable and DDI has no element of its own for."""
    facts: dict[str, object] = {
        "kind": variable.kind,
        "better": variable.better if variable.better != "none" else None,
        "trend": "core" if variable.trend_core else None,
        "merge": variable.merge if variable.merge != "none" else None,
        "matters": variable.matters,
        "small_cell": variable.small_cell,
        "required": "yes" if question.required else None,
        "maps": on_one_line(variable.maps) if variable.maps else None,
    }
    for name, fact in facts.items():
        if fact is not None:
            _under(var, "notes", f"{fact:g}" if isinstance(fact, float) else str(fact), type=name)
    for entry in variable.codes:
        if entry.value is not None and str(entry.value) != entry.code:
            _under(var, "notes", f"{entry.code} = {entry.value}", type="value")
    if variable.indicator is not None:
        shown = variable.indicator
        codes = f"{', '.join(shown.codes)} of {shown.of}; better {shown.better}"
        _said(var, "notes", {lang: f"{words}: {codes}" for lang, words in shown.label.items()}, type="indicator")
    for name, text in (("again", question.again), ("keeps", question.keeps), ("breaks", question.breaks)):
        if text is not None:
            _worded(var, "notes", text, type=name)


def _worked_out(score: ScoreEntry) -> str:
    """How a score comes from its items, in words."""
    turned = [item.variable for item in score.items if item.reversed]
    parts = [f"The {score.of} of {', '.join(item.variable for item in score.items)}"]
    parts += [f"reversed: {', '.join(turned)}"] if turned else []
    parts.append(f"when at least {score.at_least} are answered")
    parts += [f"as per cent of the range {score.raw_low:g} to {score.raw_high:g}"] if score.scaled else []
    return "; ".join(parts) + "."


def _under(parent: etree._Element, tag: str, words: str | None = None, **attributes: str) -> etree._Element:
    clean = {key: _UNPRINTABLE.sub("", value) for key, value in attributes.items()}
    found = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", clean)
    found.text = _UNPRINTABLE.sub("", words) if words is not None else None
    return found


def _said(parent: etree._Element, name: str, words: Mapping[str, str], **attributes: str) -> None:
    """The same element once per language."""
    for language, said in words.items():
        _under(parent, name, said, **attributes).set(_LANG, language)


def _worded(parent: etree._Element, name: str, text: Text, **attributes: str) -> None:
    """Every wording: per language, and for a role or in easy words where those say it differently."""
    for key, said in text.root.items():
        language, _, variant = key.partition(".")
        element = _under(parent, name, said, **attributes)
        element.set(_LANG, language)
        if variant:
            element.set("elementVersion", variant)
