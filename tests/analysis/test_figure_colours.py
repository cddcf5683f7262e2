"""Colours that stand beside each other are told apart: by those who see few of them, and on grey paper."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from analysis.figures import style
from analysis.figures.flows import DOWN, SAME, UP
from analysis.figures.waterfalls import BAD, GOOD

# Machado, Oliveira and Fernandes 2009, IEEE Transactions on Visualization and Computer Graphics 15:1291-1298, table 1,
# severity 1, on linear RGB.
SEEN = {
    "all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ @ np.ones(3)
APART = 12.0
"""CIE 1976 difference; about 2.3 is just noticed side by side."""
TOGETHER: dict[str, tuple[str, ...]] = {
    "rounds": (style.BASELINE, style.FOLLOWUP),
    "responders": (GOOD, style.NEUTRAL, BAD),
    "flows": (UP, SAME, DOWN),
}
"""Colours of one figure, all pairs of them."""
RAMPS: dict[str, tuple[str, ...]] = {
    "worse": (style.NEUTRAL, *style.WORSE),
    "better": (style.NEUTRAL, *style.BETTER),
    "lower": style.LOWER,
    "higher": style.HIGHER,
    "shades": style.SHADES,
    "strip": (*style.ramp((style.NEUTRAL, *style.BETTER), 4), style.STOPPED),
}
"""Colours in an order, neighbours of them."""
PAIRS = [
    *((name, *pair) for name, colours in TOGETHER.items() for pair in combinations(colours, 2)),
    *((name, *pair) for name, colours in RAMPS.items() for pair in pairwise(colours)),
]


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> np.ndarray:
    """CIELAB of a colour as it is seen, with the white of the screen."""
    seen = np.clip(SEEN[sight] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SEEN)
@pytest.mark.parametrize(("name", "one", "other"), PAIRS)
def test_colours_beside_each_other_are_told_apart(sight: str, name: str, one: str, other: str) -> None:
    assert np.linalg.norm(lab(one, sight) - lab(other, sight)) >= APART, name


@pytest.mark.parametrize("name", RAMPS)
def test_a_ramp_only_grows_darker_on_grey_paper(name: str) -> None:
    greys = [lab(colour, "all")[0] for colour in RAMPS[name]]

    assert all(lighter - darker >= 6 for lighter, darker in pairwise(greys))


def test_the_simulation_takes_red_from_green_as_it_should() -> None:
    far = np.linalg.norm(lab("#c00000", "all") - lab("#608000", "all"))

    assert np.linalg.norm(lab("#c00000", "deuteranopia") - lab("#608000", "deuteranopia")) < far / 2
