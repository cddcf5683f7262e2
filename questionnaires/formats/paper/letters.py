"""Letters that bring a form to people: who asks and why, a picture and a code that lead to it, and the form itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.definition import Questionnaire
from questionnaires.formats.paper import form_of, printed
from questionnaires.formats.paper.markdown import flow
from questionnaires.words import Voice


@dataclass(frozen=True, slots=True)
class Cover:
    """What every letter says, in the reader's language; `about`, `scan` and the words of `parts` are markdown.

    `picture`: what the picture is, for those who cannot see it; `scan`: how to use it; `code`: what goes before a
    letter's code. `parts`: (title, words).
    """

    sender: str
    heading: str
    about: str
    picture: str
    scan: str
    code: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What only one letter says: whom it is to, the picture (SVG) and the code, and the mark on each page of its form.

    `to` stands in the envelope's window; it is empty when nobody knows who will get the letter.
    """

    to: tuple[str, ...]
    picture: str
    code: str
    mark: str


def write_letters(
    questionnaire: Questionnaire,
    cover: Cover,
    letters: Sequence[Letter],
    voice: Voice,
    *,
    with_form: bool = True,
    return_to: str | None = None,
) -> bytes:
    """The letters as one PDF (A4, PDF/UA-1), each on sheets of its own also when printed on both sides.

    Raises what `write_paper` raises.
    """
    form = form_of(questionnaire, voice, return_to)
    post = {
        "cover": {
            "sender": cover.sender,
            "heading": cover.heading,
            "about": flow(cover.about),
            "picture": cover.picture,
            "scan": flow(cover.scan),
            "code": cover.code,
            "parts": [{"title": title, "words": flow(words)} for title, words in cover.parts],
        },
        "letters": [
            {
                "to": one.to,
                "picture": one.picture,
                "code": one.code,
                "mark": " · ".join(filter(None, (one.mark, form["mark"]))),
            }
            for one in letters
        ],
        "form": with_form,
    }
    return printed(questionnaire, "letters.typ", form=form, letters=json.dumps(post, ensure_ascii=False))


__all__ = ["Cover", "Letter", "write_letters"]
