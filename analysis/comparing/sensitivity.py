"""What a comparison of municipalities would say, had mergers been followed by another rule."""

from __future__ import annotations

from analysis.comparing.compare import compare
from analysis.comparing.values import RuleSensitivity
from analysis.files.rounds import Round
from questionnaires.codebook import Codebook


def other_merge_rules(baseline: Round, followup: Round, codebook: Codebook) -> tuple[RuleSensitivity, ...]:
    """Compare merged municipalities by another rule than the questionnaire's, to see whether it matters.

    Parameters
    ----------
    baseline, followup : Round
        Two rounds of municipalities that answered one version.
    codebook : Codebook
        Of that version.

    Returns
    -------
    tuple of RuleSensitivity
        What `compare` says in `other_rule` of the questions in which something merged. One for each whose rule is
        `share` and that has an indicator: a merged municipality is inside at baseline when any former one that
        answered was, also when not all of them answered. And one for each number whose rule is `sum`: the sum of those
        that gave a number, also when parts are missing. Small numbers are not hidden: `protect` hides them in the
        comparison.

    Raises
    ------
    PairingError, DuplicateKeysError, ClassificationError
        As `compare`.

    """
    found = (question.other_rule for question in compare(baseline, followup, codebook).questions)
    return tuple(each for each in found if each is not None)
