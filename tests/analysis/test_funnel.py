"""The control limits of a funnel plot."""

import pytest

from analysis.statistics.funnel import control_limits


def tails(count: int, n: int, share: float) -> tuple[float, float]:
    """The chance of so few, and of so many, by adding up every outcome."""
    chances = [1.0]
    for _ in range(n):
        chances = [
            (chances[at] * (1 - share) if at < len(chances) else 0.0) + (chances[at - 1] * share if at else 0.0)
            for at in range(len(chances) + 1)
        ]
    return sum(chances[: count + 1]), sum(chances[count:])


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.81])
@pytest.mark.parametrize("n", [1, 5, 12, 47])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_a_count_is_outside_when_its_tail_is_smaller_than_half_of_the_rest(share: float, n: int, level: float) -> None:
    low, high = control_limits(share, n, level)

    for count in range(n + 1):
        few, many = tails(count, n, share)
        assert (count / n < low, count / n > high) == (few < (1 - level) / 2, many < (1 - level) / 2)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_are_alike_the_limits_are_the_share(share: float) -> None:
    assert control_limits(share, 20, 0.95) == (share, share)


def test_limits_draw_together_as_units_grow() -> None:
    widths = [high - low for low, high in (control_limits(0.4, n, 0.95) for n in (10, 100, 1000))]

    assert widths == sorted(widths, reverse=True)
