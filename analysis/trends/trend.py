"""Several rounds of one questionnaire, by question and score: shares and means by round, and tests over all rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.comparing.compare import DifferentQuestionnairesError
from analysis.comparing.families import corrected, declared
from analysis.comparing.values import Caution
from analysis.files.rounds import Round
from analysis.linking.following import follow
from analysis.linking.versions import Matched, brought_forward, matched
from analysis.reducing.counting import answers_of
from analysis.reducing.counts import Answers
from analysis.trends.trendfamilies import primary
from analysis.trends.trendquestions import follow_question
from analysis.trends.trendresults import Trend, TrendRound
from analysis.trends.trendscores import follow_score
from analysis.trends.trendvalues import Setting
from questionnaires.codebook import Codebook, ScoreEntry, Variable

FEWEST_ROUNDS = 3


class TooFewRoundsError(ValueError):
    """There are fewer than three rounds."""


def trend(
    rounds: Sequence[Round],
    codebook: Codebook,
    *,
    pair_by: str | None = None,
    versions: Sequence[Codebook] | None = None,
    models: bool = False,
    level: float = 0.95,
) -> Trend:
    """Follow every question and score through three or more rounds.

    For linked rounds the tests are over the panel of units that answered in every round that asked: Cochran's Q of
    the indicator's share, Friedman's and Page's tests and Kendall's W of a scale or number. For rounds that are not
    linked they are those of different persons: Cochran-Armitage of the share, Mantel's linear trend of a scale. One
    test of each question is corrected together with those of its sub-goal or page: Q or Friedman's, Cochran-Armitage
    or Mantel's. A score is followed as a number: over a list, such as PSFS, by what a unit rated in every round.

    Parameters
    ----------
    rounds
        In the order of time.
    codebook
        Of the last round; all rounds' when `versions` is not given.
    pair_by
        The column that tells who answered. Municipalities are followed through the register without one.
    versions
        Each round's codebook, when they differ; the last is `codebook`. A question is followed where its trend goes on
        from each of them.
    models
        Whether to fit GEE and a mixed model as well, which also use units with gaps; linked rounds only.
    level
        Of the intervals.

    Returns
    -------
    Trend
        It holds small numbers: `protect_trend` it before it leaves.

    Raises
    ------
    TooFewRoundsError
        For fewer than three rounds; `compare` takes two.
    DifferentQuestionnairesError
        When a version is of another questionnaire, or there is not one for each round.
    PairingError, DuplicateKeysError, UnknownCodeError, ClassificationError
        As `compare`.

    """
    books = list(versions) if versions is not None else [codebook] * len(rounds)
    if len(rounds) < FEWEST_ROUNDS:
        raise TooFewRoundsError(f"Give at least {FEWEST_ROUNDS} rounds; two are compared with `compare`.")
    if len(books) != len(rounds) or any(book.id != codebook.id for book in books):
        raise DifferentQuestionnairesError(
            f"Give one codebook of {codebook.id!r} for each of the {len(rounds)} rounds."
        )
    matches = [matched(book, codebook) for book in books]
    carried = [brought_forward(round_, match) for round_, match in zip(rounds, matches, strict=True)]
    followed = follow(rounds, codebook, pair_by)
    setting = Setting(tuple(each.info for each in rounds), followed, models, level)
    questions = []
    for variable in _by_themselves(codebook, pair_by):
        drawn = [match[variable.name].drawn for match in matches]
        answers = [
            answers_of(round_, variable) if goes_on else None for round_, goes_on in zip(carried, drawn, strict=True)
        ]
        questions.append(follow_question(variable, answers, setting))
    variables = {each.name: each for each in codebook.variables}
    scores = [
        follow_score(
            score, [variables[item.variable] for item in score.items], _columns(score, carried, matches), setting
        )
        for score in codebook.scores
    ]
    families = declared([*questions, *scores], codebook, primary)
    told = corrected([*questions, *scores], families, primary)
    return Trend(
        questionnaire=codebook.id,
        title=codebook.title,
        unit=codebook.unit,
        rounds=tuple(
            TrendRound(each.info.label, each.info.date, each.data.height, each.info.synthetic, each.sha256)
            for each in rounds
        ),
        by=followed.by if followed else None,
        in_all=followed.in_all if followed else None,
        questions=told[: len(questions)],
        scores=told[len(questions) :],
        families=families,
        cautions=() if followed else (Caution("unlinked"),),
        level=level,
    )


def _columns(
    score: ScoreEntry, rounds: Sequence[Round], matches: Sequence[Mapping[str, Matched]]
) -> list[tuple[Answers, ...] | None]:
    """The score's items in each round; None for a round that lacks one, or asked another question."""
    columns: list[tuple[Answers, ...] | None] = []
    for round_, match in zip(rounds, matches, strict=True):
        items = [match[item.variable] for item in score.items]
        found = [answers_of(round_, each.new) if each.drawn else None for each in items]
        given = tuple(each for each in found if each is not None)
        columns.append(given if len(given) == len(items) else None)
    return columns


def _by_themselves(codebook: Codebook, pair_by: str | None) -> list[Variable]:
    """The variables that one person's answer can be followed in: no keys, lists, texts, or items of a score over one.

    The activities of PSFS are each person's own: the first of one is not the first of another.
    """
    items = {item.variable for score in codebook.scores if score.over_list for item in score.items}
    return [
        variable
        for variable in codebook.variables
        if variable.level not in ("key", "text")
        and variable.kind not in ("own_list", "supplied_list")
        and variable.name not in {*items, pair_by}
    ]
