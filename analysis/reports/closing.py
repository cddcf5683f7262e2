"""Methods in plain words, and the appendix: definitions, wording, missing answers and versions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from analysis.comparing.results import Comparison, ItemResult
from analysis.comparing.values import Distribution, Estimate, Share, Test
from analysis.reports.model import Block, Bullets, Column, Details, Heading, Paragraph, Section, Table
from analysis.wording import cells, shown
from analysis.wording.captions import round_name
from analysis.wording.language import spoken
from analysis.wording.numbers import number
from analysis.wording.phrases import say, words
from analysis.wording.versions import quoted
from questionnaires.codebook import SUBGOALS


def closing(comparison: Comparison) -> tuple[Section, ...]:
    """The last two sections."""
    return (
        Section("metode", say("heading_methods"), _methods(comparison)),
        Section("vedlegg", say("heading_appendix"), tuple(_appendix(comparison))),
    )


def _methods(comparison: Comparison) -> tuple[Block, ...]:
    about = spoken().methods
    explained = [f"{about[name]} {_named(method, source)}" for name, method, source in methods_of(comparison)]
    corrections = dict.fromkeys(family.method for family in comparison.families)
    explained += [f"{about['holm']} {_named(method, '')}" for method in corrections]
    blocks: list[Block] = [Paragraph(say("methods_intro")), Bullets(tuple(explained))]
    blocks += [Heading(say("heading_protection")), Paragraph(say("protection"))]
    return tuple(blocks)


def _named(method: str, source: str) -> str:
    return say("method_source", method=method, source=source) if source else say("method", method=method)


def methods_of(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Every method that a result names, once: the name of what it computes, the method, and its source."""
    found: dict[tuple[str, str, str], None] = {}
    for each in _computed(comparison):
        name = "share" if isinstance(each, Share) else each.name
        if each.method:
            found.setdefault((name, each.method, each.source))
    return list(found)


def _computed(comparison: Comparison) -> Iterator[Share | Estimate | Test]:
    for question in comparison.questions:
        if question.indicator is not None:
            shares = (question.indicator.baseline, question.indicator.followup)
            yield from (each for each in shares if each is not None)
            yield from filter(None, (question.indicator.change,))
        yield from question.estimates
        yield from question.tests
    for score in comparison.scores:
        yield from (each.improved for each in score.responders)
        yield from score.estimates
        yield from score.tests


def _appendix(comparison: Comparison) -> Iterator[Block]:
    yield Heading(say("heading_definitions"))
    yield Bullets(tuple(_definitions(comparison)))
    yield Heading(say("heading_wording"))
    yield Details(say("caption_wording"), (_wording(comparison),))
    yield Heading(say("heading_missing"))
    yield Details(say("caption_missing"), (_missing(comparison),))
    yield Heading(say("heading_versions"))
    yield _versions(comparison)


def _definitions(comparison: Comparison) -> Iterator[str]:
    for key in ("interval", "pair", "share", "mean", "missing"):
        if key != "pair" or not comparison.alone:
            yield say(f"define_{key}")
    used = {letter for result in comparison.questions for letter in result.subgoal}
    for letter in sorted(used):
        yield say("define_subgoal", letter=letter, title=words(SUBGOALS[letter]))


def _wording(comparison: Comparison) -> Table:
    columns = tuple(Column(say(each), numeric=False) for each in ("col_id", "col_question", "col_choices"))
    rows: dict[str, tuple[str, str, str]] = {}
    for result in comparison.questions:
        parts = [each for each in comparison.questions if each.question == result.question and each.part_label]
        asked = words(result.text)
        if parts:
            asked = say("text_parts", text=asked, parts="; ".join(words(each.part_label) for each in parts))
        if result.formerly and words(result.formerly[0]) != words(result.text):
            asked = say("text_formerly", text=asked, old=quoted(words(result.formerly[0])))
        rows.setdefault(result.question, (result.question, asked, _choices(result)))
    return Table(say("caption_wording"), columns, tuple(rows.values()))


def _choices(result: ItemResult) -> str:
    found = result.followup or result.baseline
    if found is None or result.level == "binary":
        return say(f"kind_{result.level}") if result.level == "binary" else cells.NOTHING
    labels = [words(code.label) for code in (*found.codes, *found.missing)]
    return " / ".join(labels) if found.codes else " / ".join([say(f"kind_{result.level}"), *labels])


def _missing(comparison: Comparison) -> Table:
    """A row per question, its rounds side by side."""
    places = shown.ROUNDS[:1] if comparison.alone else shown.ROUNDS
    columns = (
        Column(say("col_id"), numeric=False),
        *(
            Column(say(each, round=round_name(comparison, place)), numeric=each != "col_missing_in")
            for each in ("col_n_in", "col_missing_in", "col_not_answered_in", "col_not_asked_in")
            for place in places
        ),
    )
    both = ((each, [shown.answers(each, place) for place in places]) for each in comparison.questions)
    rows = tuple(
        (each.name, *chain.from_iterable(zip(*map(_off_scale, found), strict=True)))
        for each, found in both
        if any(one is not None for one in found)
    )
    return Table(say("caption_missing"), columns, rows)


def _off_scale(found: Distribution | None) -> tuple[str, str, str, str]:
    if found is None:
        return (cells.NOTHING,) * 4
    codes = [say("missing_code", label=words(code.label), n=cells.whole(shown.count(code))) for code in found.missing]
    return (
        cells.whole(found.valid),
        ", ".join(codes) or cells.NOTHING,
        cells.whole(found.not_answered),
        cells.whole(found.not_asked),
    )


def _versions(comparison: Comparison) -> Table:
    columns = (Column(say("col_what"), numeric=False), Column(say("col_sha256"), numeric=False))
    rows: tuple[tuple[str, str], ...] = (
        (say("version_baseline", name=comparison.questionnaire), comparison.baseline_version),
        (say("version_followup", name=comparison.questionnaire), comparison.followup_version),
        (say("data_of", round=comparison.baseline.label), comparison.baseline.sha256),
        (say("data_of", round=comparison.followup.label), comparison.followup.sha256),
    )
    if comparison.alone:
        rows = ((say("version_alone", name=comparison.questionnaire), comparison.baseline_version), rows[2])
    level = say("note_versions", level=number(comparison.level * 100, 0))
    return Table(say("caption_versions"), columns, rows, level)
