"""An owner's colour, made into the shades that buttons, links and progress need to be seen, on light and on dark."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

TEXT, SHAPES = 4.5, 3.0
"""The least contrast of text, and of what is not text (WCAG 2.2, criteria 1.4.3 and 1.4.11)."""

PAPER, NIGHT = "#ffffff", "#2c2e31"
"""What the shades stand on: the lightest and the lightest dark surface of Designsystemet."""

WHITE, BLACK = "#ffffff", "#000000"


def luminance(colour: str) -> float:
    """Relative luminance, 0-1 (WCAG 2.2, its definition)."""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1-21 (WCAG 2.2, its definition)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, into: str, percent: int) -> str:
    """The colour with so many percent of another in it."""
    pairs = zip(_channels(colour), _channels(into), strict=True)
    return "#" + "".join(f"{round((own * (100 - percent) + other * percent) / 100):02x}" for own, other in pairs)


def until_seen(colour: str, on: str, least: float) -> str:
    """The nearest shade with at least this contrast: darker on what is light, lighter on what is dark."""
    towards = max(BLACK, WHITE, key=lambda end: contrast(end, on))
    shades = (mixed(colour, towards, percent) for percent in range(101))
    return next(shade for shade in shades if contrast(shade, on) >= least)


@dataclass(frozen=True, slots=True)
class Shades:
    """What one colour becomes on light or on dark: `base` with `on_base` written on it, `text` for links, `border`."""

    base: str
    on_base: str
    hover: str
    active: str
    text: str
    strong: str
    border: str
    tinted: str
    surfaces: tuple[str, str]


def light(colour: str) -> Shades:
    """The shades on white."""
    tinted = mixed(colour, WHITE, 86)
    base = until_seen(colour, PAPER, TEXT)
    return Shades(
        base=base,
        on_base=WHITE,
        hover=mixed(base, BLACK, 18),
        active=mixed(base, BLACK, 34),
        text=until_seen(base, tinted, TEXT),
        strong=mixed(until_seen(base, tinted, TEXT), BLACK, 50),
        border=until_seen(colour, PAPER, SHAPES),
        tinted=tinted,
        surfaces=(mixed(colour, WHITE, 76), mixed(colour, WHITE, 66)),
    )


def dark(colour: str) -> Shades:
    """The shades on Designsystemet's dark grey; what is written on `base` is black there."""
    base = until_seen(colour, NIGHT, TEXT)
    tinted = mixed(colour, NIGHT, 84)
    return Shades(
        base=base,
        on_base=BLACK,
        hover=mixed(base, WHITE, 18),
        active=mixed(base, WHITE, 34),
        text=until_seen(base, tinted, TEXT),
        strong=mixed(until_seen(base, tinted, TEXT), WHITE, 60),
        border=until_seen(colour, NIGHT, SHAPES),
        tinted=tinted,
        surfaces=(mixed(colour, NIGHT, 76), mixed(colour, NIGHT, 66)),
    )


def darkened(colour: str) -> str:
    """What the colour has to be on white to be read; empty when it can be as it is."""
    base = light(colour).base
    return "" if base == colour else base


@lru_cache(maxsize=200)
def style_sheet(colour: str) -> str:
    """The style sheet that gives Designsystemet's accent these shades, wherever an owner's look is shown."""
    on_light, on_dark = _rules(light(colour)), _rules(dark(colour))
    return (
        f"[data-look]{{{on_light}}}\n"
        f'[data-look][data-color-scheme="dark"]{{{on_dark}}}\n'
        f'@media (prefers-color-scheme: dark){{[data-look][data-color-scheme="auto"]{{{on_dark}}}}}\n'
    )


def _rules(shades: Shades) -> str:
    named = {
        "base-default": shades.base,
        "base-hover": shades.hover,
        "base-active": shades.active,
        "base-contrast-default": shades.on_base,
        "base-contrast-subtle": shades.on_base,
        "text-subtle": shades.text,
        "text-default": shades.strong,
        "border-subtle": shades.surfaces[1],
        "border-default": shades.border,
        "border-strong": shades.text,
        "surface-tinted": shades.tinted,
        "surface-hover": shades.surfaces[0],
        "surface-active": shades.surfaces[1],
        "background-tinted": shades.tinted,
    }
    return ";".join(f"--ds-color-accent-{name}:{colour}" for name, colour in named.items())


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
