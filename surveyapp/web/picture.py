"""A picture of change, one line for each thing on a person's list: drawn on the server, and said in a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flask_babel import gettext as _

from questionnaires.figures import figure
from questionnaires.question_types import Rating, missing_of
from questionnaires.words import Voice
from surveyapp.services.answering import EarlierScore
from surveyapp.services.answering.changes import FEW, ListChange
from surveyapp.web.languages import locale
from surveyapp.web.numbers import one_decimal

EDGE = 4
"""Per cent of the width that is kept free at both ends, so that a mark at the end is whole."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on the line: where it stands, in per cent of the width, and how it is said."""

    at: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, then and now."""

    words: str
    before: Mark
    now: Mark

    @property
    def moved(self) -> bool:
        """Whether there is a way from the one to the other to draw."""
        return self.before.at is not None and self.now.at is not None and self.before.at != self.now.at


@dataclass(frozen=True, slots=True)
class Picture:
    """The lines with the names of the rounds, the ends of the scale, and what may be said of the mean."""

    rounds: tuple[str, str]
    ends: tuple[str, str]
    lines: tuple[Line, ...]
    mean: Line
    verdict: str


def picture_of(earlier: EarlierScore, round_label: str, voice: Voice, *, few: str = "") -> Picture | None:
    """The picture behind a score over a list; None for a score of another kind.

    `few`: what is said of a mean of few things, where they are not called as the patient calls them.
    """
    change = earlier.list_change
    if change is None or earlier.before.value is None or earlier.now.value is None:
        return None
    scale = change.question
    return Picture(
        rounds=(earlier.round_label, round_label),
        ends=tuple(_ends(scale, voice)),  # type: ignore[arg-type]
        lines=tuple(
            Line(item.words, _mark(scale, item.before, voice), _mark(scale, item.now, voice)) for item in change.items
        ),
        mean=Line(str(_("Snitt")), _of_mean(scale, earlier.before.value), _of_mean(scale, earlier.now.value)),
        verdict=_verdict(
            change,
            earlier.now.value - earlier.before.value,
            (few or str(_("Færre enn tre gjøremål er vurdert begge ganger, så snittet er usikkert.")))
            if earlier.now.rated < FEW
            else "",
        ),
    )


def _ends(scale: Rating, voice: Voice) -> Iterator[str]:
    words = {end.code: end.label.said(voice) for end in scale.ends}
    for number in (scale.low, scale.high):
        yield f"{number} – {words[str(number)]}" if str(number) in words else str(number)


def _mark(scale: Rating, answer: int | str | None, voice: Voice) -> Mark:
    if isinstance(answer, int):
        return Mark(_at(scale, Fraction(answer)), str(answer))
    ways = {option.code: option.label.said(voice) for option in missing_of(scale)}
    return Mark(None, ways.get(answer, str(_("Ikke svart"))) if answer else str(_("Ikke svart")))


def _of_mean(scale: Rating, mean: Fraction) -> Mark:
    return Mark(_at(scale, mean), one_decimal(mean))


def _at(scale: Rating, number: Fraction) -> float:
    share = (number - scale.low) / (scale.high - scale.low)
    return round(EDGE + float(share) * (100 - 2 * EDGE), 2)


def _verdict(change: ListChange, moved: Fraction, few: str) -> str:
    """What the mean's change allows anyone to say; never that it matters clinically."""
    if change.needed is None:
        return few
    points = figure(change.needed, locale())
    if abs(moved) >= Fraction(str(change.needed)):
        said = _("Endringen er på minst %(points)s poeng – trolig større enn målefeilen.", points=points)
    else:
        said = _("Endringen er mindre enn %(points)s poeng, så den kan skyldes målefeil.", points=points)
    return f"{said} {few}".strip()
