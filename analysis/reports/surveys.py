"""Several surveys in one report: a section for each with all of it inside, and what they say in a few sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from analysis.comparing.results import Comparison
from analysis.reports.briefly import brief_sections
from analysis.reports.closing import closing
from analysis.reports.material import Material
from analysis.reports.model import Block, Details, Heading, Paragraph, Section, Statement, Statements
from analysis.reports.oneround import one_opening, one_round_sections, standing_findings
from analysis.reports.opening import main_findings, opening, statement
from analysis.reports.scores import score_sections
from analysis.wording.alone import standing
from analysis.wording.phrases import say, words
from analysis.wording.scores import score_reading
from analysis.wording.sentences import caveats, reading, subject

MOST = 2
"""So many findings of each survey stand on the first page."""


def each_survey(material: Material) -> Iterator[Section]:
    """A section for each survey: who answered, what changed or how things stand, and each question."""
    for comparison in material.comparisons:
        title = say("survey_section", survey=words(comparison.title))
        yield Section(comparison.questionnaire, title, tuple(_within(_told(comparison))))


def each_appendix(material: Material) -> Iterator[Section]:
    """Methods, wording and versions of each survey."""
    for comparison in material.comparisons:
        title = say("survey_appendix", survey=words(comparison.title))
        yield Section(f"vedlegg-{comparison.questionnaire}", title, tuple(_within(closing(comparison))))


def _told(comparison: Comparison) -> tuple[Section, ...]:
    if comparison.alone:
        return (*one_opening(comparison), *one_round_sections(comparison))
    return (*opening(comparison), *score_sections(comparison), *brief_sections(comparison))


def _within(sections: Iterable[Section]) -> Iterator[Block]:
    """Sections as parts of one, their headings a step further down."""
    for section in sections:
        yield Heading(section.title)
        yield from map(_lowered, section.blocks)


def _lowered(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, level=4)
        case Details():
            return replace(block, blocks=tuple(map(_lowered, block.blocks)))
    return block


def survey_findings(material: Material) -> Iterator[Section]:
    """The first findings of each survey, with its name before what they are about."""
    unsure: list[Block] = []
    found: list[Statement] = []
    for comparison in material.comparisons:
        name, told = words(comparison.title), tuple(_findings(comparison))[:MOST]
        found += [replace(each, subject=say("survey_subject", survey=name, subject=each.subject)) for each in told]
        if not told:
            unsure.append(Paragraph(say("survey_alone" if comparison.alone else "survey_unsure", survey=name)))
    if not material.comparisons:
        unsure.append(Paragraph(say("surveys_silent")))
    blocks = (*unsure, *((Statements(tuple(found)),) if found else ()))
    yield Section("undersokelser", say("heading_surveys"), blocks, opening=True)


def _findings(comparison: Comparison) -> Iterator[Statement]:
    if comparison.alone:
        for result in standing_findings(comparison.questions):
            said = standing(result, comparison.unit)
            yield Statement(subject(result), "", "neutral", said, caveats(result.cautions), result.name)
        return
    for score in comparison.scores:
        yield statement(score_reading(score, comparison.unit), score)
    for result in main_findings(comparison.questions):
        yield statement(reading(result, comparison.unit), result)
