"""What stands beside the questions of a shared answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """One comment as it is read; `id` for who may take it out, `about`: the question, where it stands apart."""

    author: str
    on: str
    text: str
    id: str = ""
    about: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside a question: what was answered last time, and what is said about it here.

    `same`: whether there is one clear answer from last time to fill in.
    """

    field: str
    last: tuple[str, ...] = ()
    same: bool = False
    remarks: tuple[RemarkLine, ...] = ()
