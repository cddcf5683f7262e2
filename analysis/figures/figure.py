"""What every figure function gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG, its one message, what it says in words with the numbers, how many it rests on, and a note.

    `svg` is well-formed XML with text as text, plain colours and no ids, so that many can stand in one page.
    `n` is a phrase such as «248 kommuner i 2017»; `note` explains what the marks mean.
    """

    svg: str
    title: str
    alt: str
    n: str
    note: str
