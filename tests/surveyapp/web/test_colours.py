"""An owner's colour becomes shades that can be read, whatever it is."""

from __future__ import annotations

import colorsys
import re

import pytest

from surveyapp.web.colours import contrast, dark, darkened, light, luminance, style_sheet

PAPER, NIGHT, CARD = "#ffffff", "#17181a", "#2c2e31"
"""White, and the background and the lightest surface of Designsystemet's dark theme, read from its style sheet."""

WHEEL = [
    "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue / 12, lightness, 1))
    for hue in range(12)
    for lightness in (0.05, 0.3, 0.5, 0.7, 0.95)
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # WebAIM's contrast checker, and the examples of G18 and G145 («#767676 on white is 4.54», «#949494 is 3.03»).
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#949494", "#ffffff", 3.03),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


def test_luminance_is_the_weight_of_each_primary() -> None:
    # WCAG 2.2's definition of relative luminance gives these weights.
    assert [luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")] == pytest.approx(
        [0.2126, 0.7152, 0.0722]
    )


@pytest.mark.parametrize("colour", WHEEL)
def test_every_colour_can_be_read_on_light_and_on_dark(colour: str) -> None:
    on_white, on_night = light(colour), dark(colour)
    written = [
        *((on_white.on_base, shade) for shade in (on_white.base, on_white.hover, on_white.active)),
        *((on_night.on_base, shade) for shade in (on_night.base, on_night.hover, on_night.active)),
        *((on_white.text, ground) for ground in (PAPER, on_white.tinted)),
        *((on_night.text, ground) for ground in (NIGHT, on_night.tinted)),
        *((on_white.strong, ground) for ground in (PAPER, on_white.tinted)),
        *((on_night.strong, ground) for ground in (NIGHT, on_night.tinted)),
    ]
    drawn = [(on_white.border, PAPER), (on_night.border, NIGHT), (on_night.base, CARD)]
    assert [pair for pair in written if contrast(*pair) < 4.5] == []
    assert [pair for pair in drawn if contrast(*pair) < 3] == []


def test_a_colour_that_can_be_read_is_not_touched() -> None:
    assert (light("#0055aa").base, darkened("#0055aa")) == ("#0055aa", "")


def test_a_colour_that_is_too_light_is_darkened_no_more_than_it_needs() -> None:
    darker = darkened("#00bb55")
    assert 4.5 <= contrast(darker, PAPER) < 4.7


def test_a_style_sheet_gives_shades_to_the_accent_and_nothing_else() -> None:
    names = re.findall(r"(--[\w-]+):(#[0-9a-f]{6})", style_sheet("#00bb55"))
    assert len(names) == 3 * 14
    assert {name.rpartition("accent-")[0] for name, _colour in names} == {"--ds-color-"}
