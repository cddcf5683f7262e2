"""Two rounds of one questionnaire: link them, compare every variable and score, and correct for many tests."""

from __future__ import annotations

from analysis.families import corrected, declared
from analysis.findings import TwoRounds
from analysis.pairing import link
from analysis.questions import compare_question
from analysis.results import Comparison, PageTitle, RoundResult, ScoreResult
from analysis.rounds import Round
from analysis.scores import compare_score
from analysis.values import Caution, Comparability, Share
from questionnaires.codebook import Codebook, Variable, comparability


def compare(
    baseline: Round,
    followup: Round,
    codebook: Codebook,
    *,
    pair_by: str | None = None,
    followup_codebook: Codebook | None = None,
) -> Comparison:
    """Compare two rounds question by question.

    Municipalities are linked through the register, others by the column `pair_by`; without one the rounds are
    compared as answers of different persons. `followup_codebook` is needed when the rounds used two versions.
    The result holds small numbers: `disclosure.protect` it before it leaves. Raises DifferentQuestionnairesError,
    PairingError, DuplicateKeysError, UnknownCodeError and ClassificationError.
    """
    newer = followup_codebook or codebook
    if newer.id != codebook.id:
        raise DifferentQuestionnairesError(
            f"The rounds answer different questionnaires, {codebook.id!r} and {newer.id!r}. "
            "Only rounds of one questionnaire can be compared."
        )
    rounds = TwoRounds(baseline, followup, link(baseline, followup, codebook, pair_by), level=0.95)
    status = comparability(codebook, newer)
    questions = [
        compare_question(old, new, status[name], rounds)
        for name, (old, new) in _variables(codebook, newer).items()
        if name != pair_by
    ]
    families = declared(questions, newer)
    scores, left_out = _scores(codebook, newer, status, rounds)
    cautions = [] if rounds.links.linked else [Caution("unlinked")]
    if left_out:
        cautions.append(Caution("score_left_out", left_out))
    return Comparison(
        questionnaire=newer.id,
        title=newer.title,
        languages=newer.languages,
        unit=newer.unit,
        baseline=_round(baseline),
        followup=_round(followup),
        pairing=rounds.links.summary,
        pages=tuple(PageTitle(page.id, page.title) for page in newer.pages),
        questions=corrected(questions, families),
        scores=scores,
        families=families,
        cautions=(*cautions, *_denominators(baseline, followup)),
        baseline_version=codebook.sha256,
        followup_version=newer.sha256,
        level=rounds.level,
    )


def _variables(old: Codebook, new: Codebook) -> dict[str, tuple[Variable | None, Variable | None]]:
    """Every variable that is compared by itself: no key, no item that the respondent named, no item of a score.

    The activities of PSFS are each person's own: the first of one is not the first of another.
    """
    items = {name for book in (old, new) for score in book.scores for name in score.mean_of}
    before = {variable.name: variable for variable in old.variables}
    after = {variable.name: variable for variable in new.variables}
    every = {**after, **before}
    return {
        name: (before.get(name), after.get(name))
        for name in dict.fromkeys([*after, *before])
        if every[name].level != "key" and every[name].kind != "own_list" and name not in items
    }


def _scores(
    old: Codebook, new: Codebook, status: dict[str, Comparability], rounds: TwoRounds
) -> tuple[tuple[ScoreResult, ...], int]:
    """The scores whose items are the same in both versions, and how many others there are."""
    earlier = {score.name: score for score in old.scores}
    found = [
        compare_score(score, new, rounds)
        if score.name in earlier and all(status[name] == "same" for name in score.mean_of)
        else None
        for score in new.scores
    ]
    return tuple(score for score in found if score is not None), sum(score is None for score in found)


def _round(round_: Round) -> RoundResult:
    info, respondents = round_.info, round_.data.height
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
        sha256=round_.sha256,
    )


def _denominators(*rounds: Round) -> tuple[Caution, ...]:
    return tuple(
        Caution("denominator_too_small", each.data.height, each.info.denominator)
        for each in rounds
        if each.info.denominator is not None and each.data.height > each.info.denominator
    )


class DifferentQuestionnairesError(ValueError):
    """The two rounds do not answer the same questionnaire."""
