"""Several tests in one declared family: Holm's adjusted p."""

from __future__ import annotations

from collections.abc import Sequence

HOLM = "Holm 1979, Scandinavian Journal of Statistics 6:65-70"


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Each p adjusted for all the tests in the family, in the order given; a test that was not made is not in it."""
    order = sorted(range(len(ps)), key=lambda place: ps[place])
    adjusted, largest = [0.0] * len(ps), 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(ps) - rank) * ps[place]))
        adjusted[place] = largest
    return tuple(adjusted)
