"""What can still be checked of a questionnaire when the form of some parts is wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from questionnaires.checker.findings import Finding, Path
from questionnaires.checker.form import errors_of
from questionnaires.definition import Questionnaire

_ABOUT_ALL = {
    *("municipality-missing", "role-unspoken", "missing-code-expected"),
    *("never-holds", "page-unreachable", "question-unreachable"),
}
"""Rules that look at many questions, so that one which is left out may be to blame."""
_MOST_ROUNDS = 3


class Remainder:
    """A copy of a file's values in which the broken parts are taken out, or stood in for by something that is right.

    Nothing moves: a question that stands in has the place and the id of the broken one, so what is found in the rest
    is found at its own place. `blamed` are the names of what was broken.
    """

    def __init__(self, value: Mapping[str, Any], languages: Iterable[str]) -> None:
        self.words = dict.fromkeys(languages, "…")
        self.value = dict(value)
        self.blamed: set[str] = set()

    def take_out(self, path: Path) -> None:
        """Take the broken part at `path` out, or let something stand in for it."""
        match path:
            case ("pages", int() as place, "questions", int() as number, *_):
                self._stand_in(place, number)
            case ("pages", int() as place, str() as key, *_):
                self._mend_page(place, key)
            case ("scales", str() as name, *_):
                self._drop("scales", name)
                self._without_scale(name)
            case (("scores" | "checks") as kind, str() as name, *_):
                self._drop(kind, name)
            case (str() as key, *_):
                self._mend_top(key)

    def _drop(self, kind: str, name: str) -> None:
        held = self.value.get(kind)
        self.value[kind] = {key: each for key, each in held.items() if key != name} if isinstance(held, dict) else {}
        self.blamed.add(name)

    def _mend_top(self, key: str) -> None:
        if key in ("title", "about"):
            self.value[key] = self.words
        elif key in ("id", "unit"):
            self.value[key] = {"id": "questionnaire", "unit": "person"}[key]
        else:
            self.value.pop(key, None)

    def _page(self, place: int) -> dict[str, Any]:
        """The page, in a copy of its own."""
        pages = self.value["pages"] = list(self.value["pages"])
        page = pages[place]
        pages[place] = dict(page) if isinstance(page, dict) else {}
        return pages[place]  # type: ignore[no-any-return]

    def _mend_page(self, place: int, key: str) -> None:
        page = self._page(place)
        if key == "id":
            page["id"] = f"page_{place}_"
        elif key == "title":
            page["title"] = self.words
        elif key == "questions":
            page["questions"] = [self._information(f"question_{place}_")]
        else:
            page.pop(key, None)

    def _stand_in(self, place: int, number: int) -> None:
        page = self._page(place)
        questions = page["questions"] = list(page["questions"])
        broken = questions[number]
        name = broken.get("id") if isinstance(broken, dict) else None
        known = isinstance(name, str) and re.fullmatch(r"[A-Za-z]\w{0,59}", name, re.ASCII)
        questions[number] = self._information(name if known else f"question_{place}_{number}_")
        self.blamed.add(str(questions[number]["id"]))

    def _information(self, name: object) -> dict[str, Any]:
        return {"id": name, "type": "information", "text": self.words}

    def _without_scale(self, name: str) -> None:
        """Questions on a broken scale are as broken; there is nothing to check their codes against."""
        for place, page in enumerate(self.value.get("pages") or ()):
            questions = page.get("questions") if isinstance(page, dict) else None
            for number, question in enumerate(questions if isinstance(questions, list) else ()):
                if isinstance(question, dict) and name in (question.get("scale"), question.get("importance")):
                    self._stand_in(place, number)

    def blames(self, finding: Finding) -> bool:
        """Whether what was broken may be the cause of this finding too."""
        if finding.rule in _ABOUT_ALL:
            return True
        quoted = set(re.findall(r"\w+", " ".join(re.findall(r"'[^']*'", f"{finding.text} {finding.hint}"))))
        return bool(quoted & self.blamed)


def remainder(value: Mapping[str, Any], broken: Collection[Path]) -> tuple[Questionnaire, Remainder] | None:
    """The questionnaire without what is broken at these paths; None when what is left is none."""
    named = value.get("languages")
    languages = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    left = Remainder(value, languages or ["nb"])
    for _round in range(_MOST_ROUNDS):
        for path in broken:
            left.take_out(path)
        try:
            return Questionnaire.model_validate(left.value, by_alias=True, by_name=False), left
        except ValidationError as error:
            broken = [tuple(found["loc"]) for found in errors_of(error)]
    return None
