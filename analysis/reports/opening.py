"""The first page: what was asked, who answered, the main findings, and what cannot be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.comparing.results import Comparison, ItemResult, RoundResult, ScoreResult
from analysis.comparing.verdicts import POINTS_MATTER, SHARE_MATTERS
from analysis.reports.grouping import ROLE
from analysis.reports.model import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Section,
    Statement,
    Statements,
    Table,
    Tone,
)
from analysis.wording import shown
from analysis.wording.captions import round_name, summed_up, weight
from analysis.wording.cells import NOTHING, code, whole
from analysis.wording.language import spoken
from analysis.wording.numbers import capitalized, count, date, number, percent, points_size
from analysis.wording.phrases import say, words
from analysis.wording.rounds import asked, paired, responded
from analysis.wording.scores import score_reading
from analysis.wording.sentences import Reading, caveats, reading

MOST_FINDINGS = 5
SURE = 0.05
"""A finding that also holds after correction for many questions comes before one that does not."""


def opening(comparison: Comparison) -> tuple[Section, ...]:
    """The sections that a councillor reads."""
    return (
        Section("svar", say("heading_who"), _who(comparison)),
        Section("funn", say("heading_findings"), _findings(comparison)),
        Section("forbehold", say("heading_limits"), _limits(comparison)),
    )


def statement(read: Reading, result: ItemResult | ScoreResult) -> Statement:
    """The reading of a result as a block."""
    tones: dict[str, Tone] = {"better": "better", "worse": "worse"}
    tone: Tone = "open" if result.verdict == "cannot_say" else tones.get(result.direction, "neutral")
    return Statement(read.subject, read.judged, tone, read.text, read.caveats, result.name)


def _who(comparison: Comparison) -> tuple[Block, ...]:
    rounds = (comparison.baseline, comparison.followup)
    blocks: list[Block] = [
        Paragraph(asked(comparison)),
        Bullets(tuple(" ".join(filter(None, (responded(each, comparison.unit), each.caveat))) for each in rounds)),
        Paragraph(paired(comparison.pairing, comparison.unit)),
    ]
    if any(each.date or each.denominator is not None for each in rounds):
        blocks.append(rounds_table(comparison, rounds))
    if comparison.pairing.by is not None:
        blocks.append(_pairing_table(comparison))
    blocks += [roles_table(result, comparison) for result in comparison.questions if result.name == ROLE]
    return tuple(blocks)


def rounds_table(comparison: Comparison, rounds: Sequence[RoundResult]) -> Table:
    """When each round was, and how many of how many answered."""
    headings = ("col_round", "col_date", "col_answers", "col_of", "col_of_date", "col_rate")
    return Table(
        say("caption_rounds"),
        tuple(Column(say(each), numeric=each not in {"col_round", "col_date", "col_of_date"}) for each in headings),
        tuple(
            (
                info.label,
                date(info.date) if info.date else NOTHING,
                count(info.respondents),
                count(info.denominator) if info.denominator is not None else NOTHING,
                date(info.denominator_date) if info.denominator_date else NOTHING,
                _rate(info),
            )
            for info in rounds
        ),
        say("note_rounds", units=spoken().units[comparison.unit][1]),
    )


def roles_table(result: ItemResult, comparison: Comparison) -> Table:
    """How many answered in each role, in each round that asked for it."""
    rounds = [(place, found) for place in shown.ROUNDS if (found := shown.answers(result, place)) is not None]
    labels = {each.code: words(each.label) for _, found in rounds for each in found.codes}
    counted = [{each.code: code(each, found) for each in found.codes} for _, found in rounds]
    columns = (
        Column(words(result.text), numeric=False),
        *(Column(round_name(comparison, place)) for place, _ in rounds),
    )
    rows = tuple((label, *(cells.get(role, NOTHING) for cells in counted)) for role, label in labels.items())
    return Table(say("caption_roles"), columns, rows)


def _rate(info: RoundResult) -> str:
    known = shown.rate(info.response_rate)
    return percent(known[2], known[1]) if known else NOTHING


def _pairing_table(comparison: Comparison) -> Table:
    pairing = comparison.pairing
    rows = [
        ("row_both", pairing.both),
        ("row_only_first", pairing.only_first),
        ("row_only_second", pairing.only_second),
    ]
    if pairing.by == "municipality":
        rows += [
            ("row_renumbered", pairing.renumbered),
            ("row_merged", pairing.merged),
            ("row_merged_from", pairing.merged_from),
            ("row_split", pairing.split),
        ]
    if pairing.without_key:
        rows.append(("row_without_key", pairing.without_key))
    units = capitalized(spoken().units[comparison.unit][1])
    columns = (Column(say("col_meeting"), numeric=False), Column(units))
    return Table(say("caption_pairing"), columns, tuple((say(key), whole(n)) for key, n in rows))


def _findings(comparison: Comparison) -> tuple[Block, ...]:
    found = [statement(score_reading(score, comparison.unit), score) for score in comparison.scores]
    chosen = main_findings(comparison.questions)[: MOST_FINDINGS - len(found)]
    found += [_question_statement(result, comparison) for result in chosen]
    summary = _summary(comparison)
    blocks: list[Block] = [Paragraph(summary)] if summary else []
    blocks.append(Statements(tuple(found)) if found else Paragraph(say("no_findings")))
    if chosen:
        blocks.append(Paragraph(say("how_chosen")))
    return tuple(blocks)


def main_findings(questions: Sequence[ItemResult]) -> list[ItemResult]:
    """Results that rose or fell, the surest first, then core questions, then by size; small ones only when alone."""
    moved = [each for each in questions if each.verdict in {"increased", "decreased"}]
    chosen = moved or [each for each in questions if each.verdict in {"small_increase", "small_decrease"}]
    return sorted(chosen, key=lambda each: (not _holds(each), not each.trend_core, -weight(each)))


def _question_statement(result: ItemResult, comparison: Comparison) -> Statement:
    made = statement(reading(result, comparison.unit), result)
    found = shown.test(result)
    if found is None or found.p_adjusted is None:
        return made
    held = say("holds" if _holds(result) else "does_not_hold")
    return replace(made, caveats=(held, *made.caveats))


def _holds(result: ItemResult) -> bool:
    found = shown.test(result)
    return found is not None and found.p_adjusted is not None and found.p_adjusted < SURE


def _summary(comparison: Comparison) -> str:
    judged = [each for each in comparison.questions if each.judged is not None]
    if not judged:
        return "" if comparison.scores else say("nothing_judged")
    said = [summed_up("findings_summary", judged)]
    better, worse = (sum(each.direction == way for each in judged) for way in ("better", "worse"))
    if better or worse:
        said.append(say("findings_direction", better=count(better), worse=count(worse)))
    return " ".join(said)


def _limits(comparison: Comparison) -> tuple[Block, ...]:
    judged = [each for each in comparison.questions if each.judged is not None]
    reasons = Counter[str](each.reason for each in judged if each.verdict == "cannot_say" and each.reason)
    said = [say("limit", n=count(n), why=spoken().reasons[reason]) for reason, n in reasons.most_common()]
    said += caveats(comparison.cautions)
    said += [say("caveat_of_round", round=each.label, caveat=each.caveat) for each in _with_caveats(comparison)]
    said += [say("limit_causes"), say("limit_nonresponse")]
    return (Paragraph(say("limits_intro")), Bullets(tuple(said)), Heading(say("heading_reading")), _how_to_read())


def _with_caveats(comparison: Comparison) -> list[RoundResult]:
    return [each for each in (comparison.baseline, comparison.followup) if each.caveat]


def _how_to_read() -> Bullets:
    verdicts = tuple(say(f"read_{verdict}") for verdict in ("moved", "small", "unchanged", "cannot_say"))
    matters = say("read_matters", points=points_size(SHARE_MATTERS, None), mean=number(POINTS_MATTER, 1))
    return Bullets((*verdicts, matters))
