"""The attacker at work: how closely a secret can be worked out from everything that is published together.

What is published is a set of linear statements about the finest counts (*atoms*), such as "these sum to 48" or "this is
between 12.5 and 13.5 percent of that". The attacker knows them all and that no count is negative. A secret is safe when
two possible tables agree with every statement, one with the secret at or below the low end of its protection interval
and one at or above the high end. Both tables are found by linear programming, and counts are whole persons in them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.disclosure.statements import Floats, Secret, Statement, matrix, times

CLOSE = 1e-6
"""Solutions are this near the whole numbers and limits they mean."""

MOST_STEPS = 2000
"""How far one search for whole persons goes, in steps and not in seconds, so that every machine finds the same."""

FEW = 8
"""Fewer ends than this are looked for one by one."""

OUT_OF_STEPS = 1
"""What scipy answers when the steps are used up."""


class ImpossibleStatementsError(ValueError):
    """No table agrees with all that is published: something in it is wrong, or rounded otherwise than stated."""


class UnfinishedAuditError(RuntimeError):
    """A search for whole persons took too many steps to say whether a secret is safe."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the attacker finds of a secret: it lies between `low` and `high`.

    Of a safe secret the interval is at least so wide, of one that is not it is exact. `high` is None when there is no
    upper limit.
    """

    name: str
    low: float
    high: float | None
    must_low: float | None
    must_high: float | None
    safe: bool


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attacker finds of every secret, in their order."""

    findings: tuple[Finding, ...]

    @property
    def safe(self) -> bool:
        """Whether every secret is."""
        return all(each.safe for each in self.findings)

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """The secrets that can be worked out too closely."""
        return tuple(each for each in self.findings if not each.safe)


def audit(
    atoms: int, statements: Sequence[Statement], secrets: Sequence[Secret], *, whole: bool = True, exact: bool = False
) -> Audit:
    """Attack every secret with everything that is published.

    Parameters
    ----------
    atoms
        How many finest counts there are; statements and secrets name them by 0, 1, ...
    statements
        All that is published, totals, percentages and means too. Leave nothing out: what two tables of one round tell
        together, they tell to everybody.
    secrets
        What must be protected, with the interval that nobody may come inside.
    whole
        Whether atoms are counts. Then what proves a secret safe is a table of whole persons.
    exact
        Work out each interval in full, also of what is safe; slower.

    Returns
    -------
    Audit
        A `Finding` for each secret.

    Raises
    ------
    ImpossibleStatementsError
        When nothing agrees with all the statements.
    UnfinishedAuditError
        When the search for whole persons gave up.

    References
    ----------
    Fischetti, M. and Salazar, J. J. (1999). Models and algorithms for the 2-dimensional cell suppression problem in
    statistical disclosure control. Mathematical Programming 84, 283-312.
    Handbook on Statistical Disclosure Control, second edition, section 4.2.2 (protection levels).

    Examples
    --------
    One hidden number beside its total is no secret:

    >>> from analysis.disclosure.statements import Secret, exactly
    >>> found = audit(2, [exactly("total", [0, 1], 12), exactly("nei", [1], 9)], [Secret("ja", ((0, 1.0),), 0, 5)])
    >>> found.safe, found.breaches[0].low, found.breaches[0].high
    (False, 3.0, 3.0)
    """
    attacker = _Attacker(atoms, statements, secrets, whole)
    if not exact:
        attacker.look_for_many()
    return Audit(tuple(attacker.finding(at, exact=exact) for at in range(len(secrets))))


class _Attacker:
    """Tables that agree with the statements, and how far apart the secrets lie in them."""

    def __init__(self, atoms: int, statements: Sequence[Statement], secrets: Sequence[Secret], whole: bool) -> None:
        self.atoms, self.secrets, self.whole = atoms, secrets, whole
        self.limits = matrix([each.weights for each in statements], atoms)
        self.sizes = abs(self.limits)
        self.low = np.array([each.low for each in statements], dtype=np.float64)
        self.high = np.array([each.high for each in statements], dtype=np.float64)
        self.sums = matrix([each.weights for each in secrets], atoms)
        self.must = np.array(
            [
                (np.inf if each.low is None else each.low, -np.inf if each.high is None else each.high)
                for each in secrets
            ]
        ).reshape(-1, 2)
        self.width = np.array([each.width for each in secrets])
        self.least = np.full(len(secrets), np.inf)
        self.most = np.full(len(secrets), -np.inf)
        if self._table(np.zeros(atoms)) is None:
            raise ImpossibleStatementsError(
                "No table agrees with all that is published. Check the totals, and the decimals of percentages."
            )

    def open(self) -> list[tuple[int, int]]:
        """Ends that no table has reached yet, each a secret and 0 for the low end or 1 for the high."""
        narrow = self.most - self.least < self.width - CLOSE
        low = np.flatnonzero((self.least > self.must[:, 0] + CLOSE) | narrow)
        high = np.flatnonzero((self.most < self.must[:, 1] - CLOSE) | narrow)
        return [*((int(at), 0) for at in low), *((int(at), 1) for at in high)]

    def goal(self, at: int, end: int) -> float:
        """How far a table must go for this end."""
        if end == 1:
            return float(max(self.must[at, 1], self.least[at] + self.width[at]))
        return float(min(self.must[at, 0], self.most[at] - self.width[at]))

    def look_for_many(self) -> None:
        """Tables that each reach many ends, as long as that is quicker than one by one."""
        chance, part = np.random.default_rng(1), 0.5
        while part * len(left := self.open()) > FEW:
            tried = [left[at] for at in np.flatnonzero(chance.random(len(left)) < part)]
            self._reach(dict(chance.permutation(np.array(tried, dtype=np.int64).reshape(-1, 2)).tolist()))
            if len(left) - len(self.open()) < len(tried) / 3:
                part /= 2

    def finding(self, at: int, *, exact: bool) -> Finding:
        secret = self.secrets[at]
        ends = {each for each in self.open() if each[0] == at}
        low, high = float(self.least[at]), float(self.most[at])
        if exact or (at, 0) in ends:
            low = self._end(at, 1.0)
        if exact or (at, 1) in ends:
            high = self._end(at, -1.0)
        safe = low <= self.must[at, 0] + CLOSE and high >= self.must[at, 1] - CLOSE
        safe = safe and high - low >= secret.width - CLOSE
        return Finding(secret.name, low, None if math.isinf(high) else high, secret.low, secret.high, bool(safe))

    def _end(self, at: int, sign: float) -> float:
        weights = np.asarray(self.sums[[at]].todense()).ravel()
        table = self._table(sign * weights)
        return float(weights @ table) if table is not None else math.inf

    def _reach(self, ends: dict[int, int]) -> None:
        """One table with as many of these secrets as possible at the ends of their intervals."""
        places = np.array(list(ends), dtype=np.int64)
        sign = np.where(np.array(list(ends.values())) == 1, 1.0, -1.0)
        n = len(places)
        # A helper per secret, at most the secret (or its negative) and at most its end: their sum is made large.
        sums = sparse.diags_array(sign) @ self.sums[places]
        rows = sparse.hstack([sums, -sparse.eye_array(n)], format="csc")
        end = sign * np.array([self.goal(at, end) for at, end in ends.items()])
        self._table(
            np.concatenate([np.zeros(self.atoms), -np.ones(n)]),
            extra=(LinearConstraint(rows, np.zeros(n), np.full(n, np.inf)), end),
        )

    def _table(self, costs: Floats, extra: tuple[LinearConstraint, Floats] | None = None) -> Floats | None:
        """The cheapest table, remembered; None when there is no cheapest, or no table at all."""
        more = len(costs) - self.atoms
        rows = sparse.hstack([self.limits, sparse.csc_array((len(self.low), more))], format="csc")
        constraints = [LinearConstraint(rows, self.low, self.high)] if len(self.low) else []
        upper, lower = np.full(len(costs), np.inf), np.zeros(len(costs))
        if extra is not None:
            constraints.append(extra[0])
            upper[self.atoms :], lower[self.atoms :] = extra[1], -np.inf
        for kind in (0, 1) if self.whole else (0,):
            integrality = np.concatenate([np.full(self.atoms, kind), np.zeros(more)])
            found = milp(
                costs,
                integrality=integrality,
                bounds=Bounds(lower, upper),
                constraints=constraints,
                options={"node_limit": MOST_STEPS},
            )
            if found.status == OUT_OF_STEPS and extra is None:
                raise UnfinishedAuditError(
                    "The search for whole persons took too long. Audit a smaller part at a time."
                )
            if found.x is None:
                return None
            table = self._remembered(found.x[: self.atoms])
            if table is not None:
                return table
        return None

    def _remembered(self, found: Floats) -> Floats | None:
        """The table, in whole persons if it must be, with what it tells of the secrets; None if it is no such table."""
        table: Floats = np.rint(found) if self.whole else np.maximum(found, 0)
        sums, slack = times(self.limits, table), CLOSE * (1 + times(self.sizes, table))
        if (sums < self.low - slack).any() or (sums > self.high + slack).any():
            return None
        told = times(self.sums, table)
        self.least, self.most = np.minimum(self.least, told), np.maximum(self.most, told)
        return table
