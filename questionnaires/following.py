"""What a municipality's former selves answered, and what that comes to for the one that answers now.

The rule is the question's own `merge`: a `sum` is added when every former municipality gave a number; anything else is
one answer only where all gave the same. After a split the old answer is history, and is never divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answers import NOTHING, Answer
from questionnaires.question_types import BaseQuestion


@dataclass(frozen=True, slots=True)
class Former:
    """What one former municipality answered to a question (None: nothing); `split`: only a part of it is here now."""

    name: str
    answer: Answer | None
    split: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """What the former answers come to: one clear answer, or none; `known` of `of` have answered."""

    answer: Answer | None
    known: int
    of: int
    total: int | float | None = None


def together(question: BaseQuestion, formers: Sequence[Former]) -> Together:
    """The one answer that former answers come to by the question's rule, if there is one."""
    given = [former.answer for former in formers if former.answer not in NOTHING]
    known, of = len(given), len(formers)
    if not given or any(former.split for former in formers):
        return Together(None, known, of)
    if of == 1:
        return Together(given[0], known, of)
    if question.merge == "sum":
        numbers = [answer for answer in given if isinstance(answer, int | float) and not isinstance(answer, bool)]
        total = sum(numbers) if numbers else None
        whole = total is not None and len(numbers) == of
        return Together(total if whole else None, len(numbers), of, total)
    alike = known == of and all(answer == given[0] for answer in given)
    return Together(given[0] if alike and question.merge == "share" else None, known, of)
