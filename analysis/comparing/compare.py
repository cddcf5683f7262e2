"""Two rounds of one questionnaire: link them, compare every variable and score, and correct for many tests."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from analysis.comparing.families import corrected, declared, primary
from analysis.comparing.findings import TwoRounds
from analysis.comparing.grouping import Within, grouped, groups_of, score_groups
from analysis.comparing.questions import Setting, compare_question
from analysis.comparing.results import Comparison, PageTitle, RoundResult, ScoreResult
from analysis.comparing.values import Caution, Share
from analysis.comparing.weighing import Weights, weighed, weights_of
from analysis.files.rounds import Round, RoundInfo
from analysis.linking.pairing import link
from analysis.linking.versions import Matched, brought_forward, matched
from analysis.reducing.counting import Counted, CountedRounds, count
from analysis.scales.scores import compare_score
from questionnaires.codebook import Codebook

LEVEL = 0.95
"""Of every interval."""


def compare(
    baseline: Round,
    followup: Round,
    codebook: Codebook,
    *,
    pair_by: str | None = None,
    followup_codebook: Codebook | None = None,
    weights: str | None = None,
    by: str | None = None,
) -> Comparison:
    """Compare two rounds question by question.

    Municipalities are linked through the register, others by the column `pair_by`; without one the rounds are
    compared as answers of different persons. `followup_codebook` is needed when the rounds used two versions. With
    `weights`, a column of both rounds, each question and score is also told weighted; verdicts and tests are without.
    With `by`, a column of both rounds, each question and score is also told of each group, a linked unit in that of its
    follow-up. The result holds small numbers: `disclosure.protect` it before it leaves. Raises
    DifferentQuestionnairesError, PairingError, DuplicateKeysError, UnknownCodeError, WeightsError, GroupsError and
    ClassificationError.
    """
    newer = followup_codebook or codebook
    if newer.id != codebook.id:
        raise DifferentQuestionnairesError(
            f"The rounds answer different questionnaires, {codebook.id!r} and {newer.id!r}. "
            "Only rounds of one questionnaire can be compared."
        )
    matches = matched(codebook, newer)
    links = link(baseline, followup, codebook, pair_by)
    rounds = TwoRounds(brought_forward(baseline, matches), followup, links, level=LEVEL)
    setting = _setting(rounds)
    apart = _not_by_themselves((codebook, newer)) | {pair_by}
    held = weights_of(baseline, followup, weights) if weights is not None else None
    groups = groups_of(rounds, by, codebook, pair_by) if by is not None else ()
    questions = []
    for match, counted in _counted(matches, apart, rounds):
        question = compare_question(match, counted, setting)
        if held is not None:
            question = weighed(question, match, counted.merged, (rounds, held))
        questions.append(question if match.variable.name == by else grouped(question, match, groups, setting))
    families = declared(questions, newer, primary)
    scores, left_out = _scores(newer, matches, rounds, held, groups)
    cautions = [] if rounds.links.linked else [Caution("unlinked")]
    if left_out:
        cautions.append(Caution("score_left_out", left_out))
    return Comparison(
        questionnaire=newer.id,
        title=newer.title,
        languages=newer.languages,
        unit=newer.unit,
        baseline=_round(baseline.info, baseline.data.height, baseline.sha256),
        followup=_round(followup.info, followup.data.height, followup.sha256),
        pairing=rounds.links.summary,
        pages=tuple(PageTitle(page.id, page.title) for page in newer.pages),
        questions=corrected(questions, families, primary),
        scores=scores,
        families=families,
        cautions=(*cautions, *_denominators(*((each.info, each.data.height) for each in (baseline, followup)))),
        baseline_version=codebook.sha256,
        followup_version=newer.sha256,
        level=rounds.level,
        weights=weights,
        grouped_by=by,
    )


def compare_counts(
    counts: CountedRounds, codebook: Codebook, baseline: RoundInfo, followup: RoundInfo, *, level: float = LEVEL
) -> Comparison:
    """Compare two rounds that were counted elsewhere, such as in a database; see `sql.counts_from_sql`.

    Scores are made of each respondent's answers together, so there are none: a caution tells how many.
    The result holds small numbers: `disclosure.protect` it before it leaves.
    """
    matches, apart = matched(codebook, codebook), _not_by_themselves((codebook,))
    setting = Setting(counts.summary.by is not None, (baseline.denominator, followup.denominator), level)
    questions = [
        compare_question(matches[name], counted, setting)
        for name, counted in counts.counted.items()
        if name not in apart
    ]
    families = declared(questions, codebook, primary)
    cautions = [] if setting.linked else [Caution("unlinked")]
    if codebook.scores:
        cautions.append(Caution("score_left_out", len(codebook.scores)))
    both = list(zip((baseline, followup), counts.respondents, strict=True))
    told = [_round(info, respondents, counts.sha256) for info, respondents in both]
    return Comparison(
        questionnaire=codebook.id,
        title=codebook.title,
        languages=codebook.languages,
        unit=codebook.unit,
        baseline=told[0],
        followup=told[1],
        pairing=counts.summary,
        pages=tuple(PageTitle(page.id, page.title) for page in codebook.pages),
        questions=corrected(questions, families, primary),
        scores=(),
        families=families,
        cautions=(*cautions, *_denominators(*both)),
        baseline_version=codebook.sha256,
        followup_version=codebook.sha256,
        level=level,
    )


def counted_questions(
    baseline: Round, followup: Round, codebook: Codebook, *, pair_by: str | None = None
) -> tuple[list[tuple[Matched, Counted]], Setting]:
    """The counting pass of `compare` alone, for two rounds of one version."""
    rounds = TwoRounds(baseline, followup, link(baseline, followup, codebook, pair_by), level=LEVEL)
    apart = _not_by_themselves((codebook,)) | {pair_by}
    return [*_counted(matched(codebook, codebook), apart, rounds)], _setting(rounds)


def _counted(
    matches: Mapping[str, Matched], apart: Container[str | None], rounds: TwoRounds
) -> Iterator[tuple[Matched, Counted]]:
    """Question by question: how its versions match, and its counts."""
    for name, match in matches.items():
        if name not in apart:
            yield match, count(match, rounds.baseline, rounds.followup, rounds.links)


def _setting(rounds: TwoRounds) -> Setting:
    denominators = (rounds.baseline.info.denominator, rounds.followup.info.denominator)
    return Setting(rounds.links.linked, denominators, rounds.level)


def _not_by_themselves(books: Iterable[Codebook]) -> set[str | None]:
    """Variables that are not compared by themselves: keys, what is on a list, and the items of a score over one.

    The activities of PSFS are each person's own: the first of one is not the first of another.
    """
    items = {item.variable for book in books for score in book.scores if score.over_list for item in score.items}
    lists = {
        variable.name
        for book in books
        for variable in book.variables
        if variable.level == "key" or variable.kind in ("own_list", "supplied_list")
    }
    return {*items, *lists}


def _scores(
    newer: Codebook, matches: Mapping[str, Matched], rounds: TwoRounds, held: Weights | None, groups: tuple[Within, ...]
) -> tuple[tuple[ScoreResult, ...], int]:
    """The scores of the newer version whose items may all be compared, and how many others there are."""
    found = [
        compare_score(score, matches, rounds, held)
        if all(matches[item.variable].drawn for item in score.items)
        else None
        for score in newer.scores
    ]
    told = (
        replace(result, groups=score_groups(score, matches, groups, rounds.level))
        for score, result in zip(newer.scores, found, strict=True)
        if result is not None
    )
    return tuple(told), sum(score is None for score in found)


def _round(info: RoundInfo, respondents: int, sha256: str) -> RoundResult:
    rate = None
    if info.denominator is not None and 0 < info.denominator >= respondents:
        rate = Share("response_rate", respondents, info.denominator, respondents / info.denominator, None, None)
    return RoundResult(
        label=info.label,
        date=info.date,
        denominator=info.denominator,
        denominator_date=info.denominator_date,
        caveat=info.caveat,
        synthetic=info.synthetic,
        respondents=respondents,
        response_rate=rate,
        sha256=sha256,
    )


def _denominators(*rounds: tuple[RoundInfo, int]) -> tuple[Caution, ...]:
    return tuple(
        Caution("denominator_too_small", respondents, info.denominator)
        for info, respondents in rounds
        if info.denominator is not None and respondents > info.denominator
    )


class DifferentQuestionnairesError(ValueError):
    """The two rounds do not answer the same questionnaire."""
