"""What has been read of a survey so far: its answers by name, the ids taken, and the account of it all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.surveyjs.conditions import Known, Lines, calculates, condition, formula, with_value
from questionnaires.formats.surveyjs.expressions import Tree, UntranslatableError, tree_of
from questionnaires.formats.surveyjs.ledger import Ledger, Node
from questionnaires.formats.surveyjs.names import Names
from questionnaires.formats.surveyjs.parsing import Steps
from questionnaires.formats.surveyjs.texts import Words, cleaned, words

Question = dict[str, Any]

OWN_WORDS = {
    "yes": {"nb": "Ja", "nn": "Ja", "en": "Yes"},
    "no": {"nb": "Nei", "nn": "Nei", "en": "No"},
    "other": {"nb": "Annet", "nn": "Anna", "en": "Other"},
    "none": {"nb": "Ingen av disse", "nn": "Ingen av desse", "en": "None of these"},
    "refused": {"nb": "Ønsker ikke å svare", "nn": "Ønskjer ikkje å svare", "en": "Prefer not to answer"},
    "dont_know": {"nb": "Vet ikke", "nn": "Veit ikkje", "en": "Don't know"},
    "comment": {"nb": "Vil du si mer om dette?", "nn": "Vil du seie meir om dette?", "en": "Do you want to say more?"},
    "empty": {"nb": "Svar på dette spørsmålet.", "nn": "Svar på dette spørsmålet.", "en": "Answer this question."},
    "check": {
        "nb": "Se på svaret ditt en gang til.",
        "nn": "Sjå på svaret ditt ein gong til.",
        "en": "Check your answer.",
    },
    "page": {"nb": "Spørsmål", "nn": "Spørsmål", "en": "Questions"},
}
"""What SurveyJS says by itself where the file is silent; other languages read English."""


class Own(Words):
    """Words of ours, in the languages that we have them in; the survey decides which are needed."""


@dataclass(slots=True)
class Book:
    """The survey as far as it is read; `known`: how expressions name an answer -> the answer.

    `places`: id of a question, page or check -> where it stands in the file.
    """

    ledger: Ledger
    default: str
    names: Names = field(default_factory=Names)
    known: dict[str, Known] = field(default_factory=dict)
    scales: dict[str, Any] = field(default_factory=dict)
    checks: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Steps] = field(default_factory=dict)

    def words(self, node: Node, key: str, *, marked: bool = False) -> Words | None:
        """The text under `key`, in its languages."""
        return words(node, key, self.default, self._piped, marked=marked)

    def own(self, name: str) -> Words:
        """A text that SurveyJS has of its own where the file is silent."""
        return Own(OWN_WORDS[name])

    def plain(self, text: str) -> Words:
        """A text that is the same in every language."""
        said, _changes = cleaned(text, self._piped, marked=False)
        return Words({self.default: said or "–"})

    def know(self, name: str, known: Known) -> None:
        """Let what comes later ask for an answer. Two questions of one name share it in SurveyJS, but not here."""
        shared = name in self.known and self.known[name].variable != known.variable
        self.known[name] = Known(known.variable, "other") if shared else known

    def find(self, name: str) -> Known | None:
        """The earlier answer of this name; capitals count only where there is a name with the same."""
        if name in self.known:
            return self.known[name]
        return next((known for each, known in self.known.items() if each.lower() == name.lower()), None)

    def _piped(self, name: str) -> str | None:
        known = self.find(name)
        return known.variable if known is not None and known.variable.isidentifier() else None

    def lookup(self, name: str) -> Known:
        """The earlier answer that an expression names; raises UntranslatableError."""
        known = self.find(name)
        if known is not None:
            return known
        counted = self.find(name.removesuffix(".length"))
        if counted is not None and counted.kind == "codes":
            return Known(counted.variable, "count")
        raise UntranslatableError(f"'{{{name[:60]}}}' is no earlier question that was carried")

    def condition(self, node: Node, key: str) -> Lines | None:
        """The expression under `key` as a condition; one that ours cannot say is told as not carried."""
        text = node.peek(key)
        if not isinstance(text, str):
            return None
        if not text.strip():
            node.carried(key)
            return None
        try:
            tree = tree_of(text)
            found = condition(tree, self.lookup)
        except UntranslatableError as error:
            node.lost(key, f"Our conditions cannot say this: {error}")
            return None
        _claim(node, key, tree)
        return found

    def conditions(self, node: Node, key: str, values: list[Any]) -> list[Lines] | None:
        """The expression under `key` once for each value that `{item}` may stand for; None where it is not carried."""
        text = node.peek(key)
        if not isinstance(text, str) or not text.strip():
            return None
        try:
            tree = tree_of(text)
            found = [condition(with_value(tree, ("item", "choice"), value), self.lookup) for value in values]
        except UntranslatableError as error:
            node.lost(key, f"Our conditions cannot say this: {error}")
            return None
        _claim(node, key, tree)
        return found

    def formula(self, node: Node, key: str) -> str | None:
        """The expression under `key` as a formula; one that ours cannot say is told as not carried."""
        text = node.peek(key)
        if not isinstance(text, str) or not text.strip():
            return None
        try:
            tree = tree_of(text)
            found = formula(tree, self.lookup)
        except UntranslatableError as error:
            node.lost(key, f"Our formulas cannot say this: {error}")
            return None
        _claim(node, key, tree)
        return found

    def check(self, path: Steps, at: str, when: Lines, say: Words) -> None:
        """What is refused at a question while `when` holds."""
        name, number = f"{at[:50]}_check", 2
        while name in self.checks:
            name, number = f"{at[:50]}_check_{number}", number + 1
        self.places[name] = path
        self.checks[name] = {"when": when, "at": at, "level": "refuse", "say": say}

    def scale(self, name: str, choices: list[Question], missing: list[Question]) -> str:
        """The id of a shared scale with these points; one that is there already is used again."""
        content = {"choices": choices, "ordered": all(option["code"].isdigit() for option in choices)}
        content |= {"missing": missing} if missing else {}
        for held, other in self.scales.items():
            if other == content:
                return held
        wanted, number = f"{name[:50]}_scale", 2
        while wanted in self.scales:
            wanted, number = f"{name[:50]}_scale_{number}", number + 1
        self.scales[wanted] = content
        return wanted


def _claim(node: Node, key: str, tree: Tree) -> None:
    if calculates(tree):
        node.changed(key, "What is not answered makes arithmetic come to nothing here; SurveyJS takes it for 0")
    else:
        node.carried(key)


def both(*conditions: Lines | None) -> Lines | None:
    """Several conditions that must all hold, as one."""
    found = [each for each in conditions if each is not None]
    if len(found) < 2:
        return found[0] if found else None
    return {"all": found}
