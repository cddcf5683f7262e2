"""Outcome rates of a survey by the Standard Definitions of AAPOR: response, cooperation, refusal and contact."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite
from typing import Literal

from analysis.comparing.values import Caution

AAPOR = "The American Association for Public Opinion Research, Standard Definitions, 9th edition (2016)"
CASRO = "Smith 2009, A revised review of methods to estimate the status of cases with unknown eligibility (AAPOR)"

Kind = Literal["response", "cooperation", "refusal", "contact"]


class DispositionsError(ValueError):
    """The counts of what became of the cases cannot be."""


@dataclass(frozen=True, slots=True)
class Dispositions:
    """What became of every case that was tried; counts of cases.

    Parameters
    ----------
    complete, partial
        Complete and partial answers (I and P).
    refusal
        Refusals and those who broke off (R).
    non_contact
        Eligible cases that were never reached (NC).
    other
        Eligible cases reached that did not answer for other reasons, such as illness or language (O).
    unknown_household, unknown_other
        Cases of which it is not known whether they were eligible (UH and UO).
    not_eligible
        Cases known not to belong to the population; they are in no rate, but tell how many unknown ones belong.

    Raises
    ------
    DispositionsError
        When a count is negative.

    """

    complete: int
    partial: int = 0
    refusal: int = 0
    non_contact: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0
    not_eligible: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) < 0:
                raise DispositionsError(f"{field.name} is negative. Give how many cases ended so.")

    @property
    def answered(self) -> int:
        """Complete and partial answers."""
        return self.complete + self.partial

    @property
    def eligible(self) -> int:
        """Cases known to be eligible."""
        return self.answered + self.refusal + self.non_contact + self.other

    @property
    def unknown(self) -> int:
        """Cases of unknown eligibility."""
        return self.unknown_household + self.unknown_other


@dataclass(frozen=True, slots=True)
class OutcomeRate:
    """One rate, `name` as AAPOR calls it: `numerator` of `denominator`, which may hold a part of the unknown cases."""

    name: str
    kind: Kind
    numerator: int
    denominator: float
    value: float
    method: str
    source: str = AAPOR


@dataclass(frozen=True, slots=True)
class OutcomeRates:
    """All rates that can be computed; `e` is the share of unknown cases taken to be eligible, None when not known."""

    dispositions: Dispositions
    e: float | None
    e_method: str
    rates: tuple[OutcomeRate, ...]
    cautions: tuple[Caution, ...]

    def rate(self, name: str) -> OutcomeRate | None:
        """The rate with AAPOR's name, such as "RR2"; None when it could not be computed."""
        return next((rate for rate in self.rates if rate.name == name), None)


def outcome_rates(dispositions: Dispositions, e: float | None = None) -> OutcomeRates:
    """Response (RR1-RR6), cooperation (COOP1-4), refusal (REF1-3) and contact rates (CON1-3).

    Parameters
    ----------
    dispositions
        What became of every case.
    e
        The share (0 to 1) of the cases of unknown eligibility taken to be eligible. When not given it is estimated as
        the share of eligible ones among the cases that are known, if any is known not to be eligible; if none is, the
        rates that need it (RR3, RR4, REF2, CON2) are absent unless there are no unknown cases.

    Returns
    -------
    OutcomeRates
        The rates with their numerators and denominators; a rate of nobody is absent.

    Raises
    ------
    DispositionsError
        When e is not between 0 and 1.

    References
    ----------
    The American Association for Public Opinion Research (2016). Standard Definitions: Final Dispositions of Case Codes
    and Outcome Rates for Surveys, 9th edition. AAPOR.

    Examples
    --------
    >>> found = outcome_rates(Dispositions(complete=230, partial=11, non_contact=148, unknown_other=37))
    >>> [round(found.rate(name).value, 3) for name in ("RR1", "RR2", "RR6")]
    [0.54, 0.566, 0.62]

    """
    if e is not None and not (isfinite(e) and 0 <= e <= 1):
        raise DispositionsError(f"e is {e}: it is the share, from 0 to 1, of unknown cases taken to be eligible.")
    share, method = _eligible_share(dispositions, e)
    found = [
        OutcomeRate(name, kind, top, bottom, top / bottom, said)
        for name, kind, top, bottom, said in (
            *_of_everybody(dispositions, share),
            *_of_those_reached(dispositions),
        )
        if bottom is not None and bottom > 0
    ]
    cautions = (Caution("eligibility_unknown", dispositions.unknown),) if share is None else ()
    return OutcomeRates(dispositions, share, method, tuple(found), cautions)


def _eligible_share(cases: Dispositions, given: float | None) -> tuple[float | None, str]:
    if given is not None:
        return given, "given"
    if cases.unknown == 0:
        return 1.0, "no case of unknown eligibility"
    if cases.not_eligible and cases.eligible:
        known = cases.eligible + cases.not_eligible
        return cases.eligible / known, f"share of eligible cases among those known (CASRO; {CASRO})"
    return None, "not known"


_Row = tuple[str, Kind, int, float | None, str]


def _of_everybody(cases: Dispositions, e: float | None) -> list[_Row]:
    """The rates whose denominators differ in what they make of the unknown cases: all, a share e, or none of them."""
    some = None if e is None else e * cases.unknown
    reached = cases.answered + cases.refusal + cases.other
    bases: list[tuple[float | None, str]] = [
        (float(cases.unknown), "all cases of unknown eligibility counted"),
        (some, "a share e of the cases of unknown eligibility counted"),
        (0.0, "no case of unknown eligibility counted"),
    ]
    rows: list[_Row] = []
    for place, (unknown, said) in enumerate(bases):
        bottom = None if unknown is None else cases.eligible + unknown
        rows += [
            (f"RR{2 * place + 1}", "response", cases.complete, bottom, f"complete answers, {said}"),
            (f"RR{2 * place + 2}", "response", cases.answered, bottom, f"complete and partial answers, {said}"),
            (f"REF{place + 1}", "refusal", cases.refusal, bottom, f"refusals and break-offs, {said}"),
            (f"CON{place + 1}", "contact", reached, bottom, f"cases reached, {said}"),
        ]
    return sorted(rows, key=lambda row: ("RR", "REF", "CON").index(row[0].rstrip("123456")))


def _of_those_reached(cases: Dispositions) -> list[_Row]:
    able = cases.answered + cases.refusal
    reached = able + cases.other
    all_, only = "of all reached", "of those reached who could answer"
    return [
        ("COOP1", "cooperation", cases.complete, reached, f"complete answers {all_}"),
        ("COOP2", "cooperation", cases.answered, reached, f"complete and partial answers {all_}"),
        ("COOP3", "cooperation", cases.complete, able, f"complete answers {only}"),
        ("COOP4", "cooperation", cases.answered, able, f"complete and partial answers {only}"),
    ]
