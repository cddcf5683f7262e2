"""Several tests in one declared family: Holm's and Benjamini and Hochberg's adjusted p."""

from __future__ import annotations

from collections.abc import Callable, Sequence

HOLM = "Holm 1979, Scandinavian Journal of Statistics 6:65-70"
BENJAMINI_HOCHBERG = "Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57:289-300"


def holm(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """Holm's adjusted p: the chance of even one false finding in the family stays below the level.

    Parameters
    ----------
    ps
        The p of each test, 0 to 1; None for a test that could not be made.

    Returns
    -------
    tuple
        The adjusted p in the order given. A None stays None, and neither counts in the family nor changes the others.

    Raises
    ------
    NotAPError
        A p is no number from 0 to 1.

    References
    ----------
    Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979;6:65-70.

    Examples
    --------
    >>> holm([0.01, None, 0.04])
    (0.02, None, 0.04)

    """
    return _among_those_made(ps, _step_down)


def benjamini_hochberg(ps: Sequence[float | None]) -> tuple[float | None, ...]:
    """Benjamini and Hochberg's adjusted p: of all findings, the expected share of false ones stays below the level.

    Parameters
    ----------
    ps
        The p of each test, 0 to 1; None for a test that could not be made.

    Returns
    -------
    tuple
        The adjusted p in the order given. A None stays None, and neither counts in the family nor changes the others.

    Raises
    ------
    NotAPError
        A p is no number from 0 to 1.

    References
    ----------
    Benjamini Y, Hochberg Y. Controlling the false discovery rate. J R Stat Soc B 1995;57:289-300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, None, 0.04, 0.04])
    (0.03, None, 0.04, 0.04)

    """
    return _among_those_made(ps, _step_up)


def _among_those_made(
    ps: Sequence[float | None], adjusted: Callable[[list[float]], list[float]]
) -> tuple[float | None, ...]:
    made = [p for p in ps if p is not None]
    for p in made:
        if not 0 <= p <= 1:
            raise NotAPError(f"{p} is no p: give numbers from 0 to 1, and None for a test that could not be made.")
    found = iter(adjusted(made))
    return tuple(None if p is None else next(found) for p in ps)


def _step_down(ps: list[float]) -> list[float]:
    order = sorted(range(len(ps)), key=lambda place: ps[place])
    adjusted, largest = [0.0] * len(ps), 0.0
    for rank, place in enumerate(order):
        largest = max(largest, min(1.0, (len(ps) - rank) * ps[place]))
        adjusted[place] = largest
    return adjusted


def _step_up(ps: list[float]) -> list[float]:
    order = sorted(range(len(ps)), key=lambda place: ps[place], reverse=True)
    adjusted, smallest = [0.0] * len(ps), 1.0
    for rank, place in enumerate(order):
        smallest = min(smallest, len(ps) / (len(ps) - rank) * ps[place])
        adjusted[place] = smallest
    return adjusted


class NotAPError(ValueError):
    """A number that cannot be the p of a test was given to be adjusted."""
