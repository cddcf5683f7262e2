"""Two versions of a questionnaire -> what has changed, question by question, and what that does to trends.

What becomes of a trend is decided in `codebook.comparability` and `codebook.drawn`, as analysis reads them. Codes are
never reused: no machine can see that a code stands for something else than before, so one whose words changed is shown
with both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from questionnaires.codebook import Comparability, Words, comparability, drawn, kept
from questionnaires.definition import Page, Questionnaire
from questionnaires.question_types import Question
from questionnaires.revision_problems import labels, problems
from questionnaires.variables import codebook_of
from questionnaires.words import Text

TRENDS: dict[Comparability, Words] = {
    "same": {"nb": "Trenden fortsetter.", "nn": "Trenden held fram.", "en": "The trend goes on."},
    "reworded": {
        "nb": "Ingen trend tegnes, med mindre 'keeps' sier hvorfor de nye ordene spør om det samme.",
        "nn": "Ingen trend blir teikna, med mindre 'keeps' seier kvifor dei nye orda spør om det same.",
        "en": "No trend is drawn, unless 'keeps' says why the new words ask the same.",
    },
    "recoded": {
        "nb": "Trenden fortsetter etter at de gamle svarene er kodet om.",
        "nn": "Trenden held fram etter at dei gamle svara er koda om.",
        "en": "The trend goes on once the old answers are mapped.",
    },
    "broken": {"nb": "Trenden brytes her.", "nn": "Trenden blir broten her.", "en": "The trend breaks here."},
    "new": {"nb": "En ny trend begynner.", "nn": "Ein ny trend byrjar.", "en": "A new trend begins."},
    "gone": {"nb": "Trenden slutter.", "nn": "Trenden sluttar.", "en": "The trend ends."},
}
"""What each status does to the trend, in one plain sentence; KEPT when reworded, and the author says why it goes on."""
KEPT: Words = {
    "nb": "Trenden fortsetter, med forbehold om at ordlyden er ny.",
    "nn": "Trenden held fram, med atterhald om at ordlyden er ny.",
    "en": "The trend goes on, with a caution that the words are new.",
}
UNTRENDED: Words = {"nb": "Her er ingen trend.", "nn": "Her er ingen trend.", "en": "There is no trend here."}

WORST_LAST: tuple[Comparability, ...] = ("same", "reworded", "recoded", "broken")

Also = Literal["page", "order", "routing", "required", "optional", "help", "other_words", "bounds"]
"""What else changed: where it stands, when it is shown, whether it must be answered, and words beside the question."""


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A code, choice or missing code that came, went, has other words, or is mapped to another."""

    code: str
    old: Words | None
    new: Words | None
    led_to: str | None = None


@dataclass(frozen=True, slots=True)
class VariableChange:
    """What becomes of one variable, such as a row of a grid; its labels are None in the version that lacks it."""

    name: str
    status: Comparability
    old_label: Words | None
    new_label: Words | None


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One question; its old or new text and type are None in the version that lacks it.

    `core` says whether the old version promised its trend; `reason` is why the author keeps, breaks or ends it.
    """

    id: str
    status: Comparability
    trend: Words
    core: bool
    old_text: Words | None
    new_text: Words | None
    old_type: str | None
    new_type: str | None
    codes: tuple[CodeChange, ...] = ()
    variables: tuple[VariableChange, ...] = ()
    also: tuple[Also, ...] = ()
    reason: Words | None = None

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing to tell."""
        return (
            self.status == "same"
            and not self.codes
            and not self.also
            and all(each.status == "same" for each in self.variables)
        )


@dataclass(frozen=True, slots=True)
class BrokenTrend:
    """A trend that the old version promised and the new one ends without a word; `write` is what the author can do."""

    item: str
    status: Comparability
    write: str


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions compared: the questions in the new order, then those that are gone."""

    old_id: str
    new_id: str
    old_sha256: str
    new_sha256: str
    questions: tuple[QuestionChange, ...]
    broken_trends: tuple[BrokenTrend, ...]

    @property
    def summary(self) -> str:
        """How many questions are the same, reworded and so on: «5 questions: 4 same, 1 broken»."""
        counted = Counter(each.status for each in self.questions)
        told = ", ".join(f"{counted[status]} {status}" for status in TRENDS if counted[status])
        return f"{len(self.questions)} question{'' if len(self.questions) == 1 else 's'}: {told}"


def revise(old: Questionnaire, new: Questionnaire) -> Revision:
    """What changed from one version to the next; raises RevisionError where the author's word on it cannot be so."""
    return _Reviser(old, new).revision()


class _Reviser:
    """The two versions side by side, as every part of the comparison needs them."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = old, new
        self.before, self.after = ({each.id: each for each in version.questions()} for version in (old, new))
        self.books = codebook_of(old), codebook_of(new)
        self.status = comparability(*self.books)
        self.languages = set(old.languages) & set(new.languages)
        self.moved = _moved([each for each in self.before if each in self.after], list(self.after))

    def revision(self) -> Revision:
        wrong = list(problems(self.old, self.new, self.books, self.status))
        if wrong:
            raise RevisionError("\n".join(wrong))
        return Revision(
            old_id=self.old.id,
            new_id=self.new.id,
            old_sha256=self.books[0].sha256,
            new_sha256=self.books[1].sha256,
            questions=tuple(self._question(name) for name in self.after | self.before),
            broken_trends=tuple(self._broken_trends()),
        )

    def _question(self, name: str) -> QuestionChange:
        before, after = self.before.get(name), self.after.get(name)
        status = self._status(before, after)
        said = self._said(after, status) if after else self.new.retired.get(name)
        return QuestionChange(
            id=name,
            status=status,
            trend=self._trend(name, status),
            core=before is not None and before.trend == "core",
            old_text=before.text.plain if before else None,
            new_text=after.text.plain if after else None,
            old_type=before.type if before else None,
            new_type=after.type if after else None,
            codes=tuple(self._codes(after)) if before and after else (),
            variables=tuple(self._variables(name)),
            also=tuple(self._also(before, after)) if before and after else (),
            reason=said.plain if said else None,
        )

    def _status(self, before: Question | None, after: Question | None) -> Comparability:
        """That of the variable which fares worst; a question that gives none has only its words."""
        if before is None or after is None:
            return "new" if before is None else "gone"
        variables = [each.status for each in self._variables(after.id)]
        if not variables:
            return "broken" if before.type != after.type else "reworded" if self._reworded(before, after) else "same"
        keeps, worst = self._keeps(after.id), [each for each in variables if each in WORST_LAST]
        return max(worst, key=lambda each: (not drawn(each, keeps), WORST_LAST.index(each)), default="broken")

    def _said(self, after: Question, status: Comparability) -> Text | None:
        """What the author says of this change; what the old version said too is about an earlier one."""
        before = self.before.get(after.id, after)
        if status == "reworded":
            return after.keeps if after.keeps != before.keeps else None
        return after.breaks if status == "broken" and after.breaks != before.breaks else None

    def _trend(self, name: str, status: Comparability) -> Words:
        if not any(name in book.by_question for book in self.books):
            return UNTRENDED
        return KEPT if status == "reworded" and drawn(status, self._keeps(name)) else TRENDS[status]

    def _keeps(self, name: str) -> Words | None:
        """Why the author lets the trend of a question go on, which is said of all its variables."""
        old, new = (book.by_question.get(name) for book in self.books)
        return kept(old[0], new[0]) if old and new else None

    def _reworded(self, before: Question, after: Question) -> bool:
        return _in(self.languages, before.text.plain) != _in(self.languages, after.text.plain)

    def _variables(self, name: str) -> Iterator[VariableChange]:
        old, new = ({each.name: each.part_label for each in book.by_question.get(name, ())} for book in self.books)
        for each in new | old:
            yield VariableChange(each, self.status[each], old.get(each), new.get(each))

    def _codes(self, after: Question) -> Iterator[CodeChange]:
        """Every code that is not there with the same words, leading to itself, in both versions."""
        old, new = (labels(book.by_question.get(after.id, ())) for book in self.books)
        for code in new | old:
            was, became = old.get(code), new.get(code)
            led_to = after.maps.get(code, code) if was is not None else code
            kept = was is not None and became is not None and _in(self.languages, was) == _in(self.languages, became)
            if not kept or led_to != code:
                yield CodeChange(code, was, became, led_to if led_to != code else None)

    def _also(self, before: Question, after: Question) -> Iterator[Also]:
        pages = self.old.page_of(before.id), self.new.page_of(after.id)
        if pages[0].id != pages[1].id:
            yield "page"
        if after.id in self.moved:
            yield "order"
        if _routing(pages[0], before) != _routing(pages[1], after):
            yield "routing"
        if before.required != after.required:
            yield "required" if after.required else "optional"
        if before.help != after.help:
            yield "help"
        if _variants(before) != _variants(after):
            yield "other_words"
        if before.model_dump(include=BOUNDS) != after.model_dump(include=BOUNDS):
            yield "bounds"

    def _broken_trends(self) -> Iterator[BrokenTrend]:
        for before in self.before.values():
            after = self.after.get(before.id)
            if before.trend != "core" or (after and after.breaks and after.breaks != before.breaks):
                continue
            variables = [each.name for each in self.books[0].by_question.get(before.id, ())]
            keeps = self._keeps(before.id)
            ended = [each for each in variables if not drawn(self.status[each], keeps)]
            untold = [each for each in ended if not {each, before.id} & self.new.retired.keys()]
            # One line for the question when all of it is lost.
            for item in [before.id] if untold and untold == variables else untold:
                status = "gone" if after is None else self.status[item if item in self.status else untold[0]]
                yield BrokenTrend(item, status, self._remedy(before, after, item, status))

    def _remedy(self, before: Question, after: Question | None, item: str, status: Comparability) -> str:
        if after is None or status == "gone":
            return f"say why in 'retired: {{{item}: {{nb: ...}}}}'"
        if status == "reworded":
            own = "in words other than the last version's, " if after.keeps or after.breaks else ""
            return f"say {own}in 'keeps' why the new words ask the same, or in 'breaks' why not"
        there = labels(self.books[1].by_question.get(after.id, ()))
        had = self.books[0].by_question[before.id][0].codes
        lacking = [entry.code for entry in had if after.maps.get(entry.code, entry.code) not in there]
        if before.type == after.type and lacking:
            return f"lead {', '.join(lacking)} to new codes in 'maps', or say why in 'breaks'"
        return "say why in 'breaks'"


BOUNDS = {"low", "high", "at_least", "at_most", "warn_if", "refuse_if", "items"}


def _in(languages: set[str], words: Words) -> Words:
    return {language: said for language, said in words.items() if language in languages}


def _moved(old: list[str], new: list[str]) -> set[str]:
    """The questions that stand elsewhere among those that both versions have."""
    both = set(old)
    kept = [each for each in new if each in both]
    blocks = SequenceMatcher(None, old, kept, autojunk=False).get_matching_blocks()
    return both - {each for block in blocks for each in old[block.a : block.a + block.size]}


def _routing(page: Page, question: Question) -> object:
    return page.show_when, page.for_each, question.show_when


def _variants(question: Question) -> dict[str, Words]:
    """The words for a role and the easy ones, which no codebook has: of the question, and of its choices and rows."""
    options = (*getattr(question, "choices", ()), *getattr(question, "rows", ()))
    texts = {"": question.text, **{option.code: option.label for option in options}}
    found = {code: {key: words for key, words in text.root.items() if "." in key} for code, text in texts.items()}
    return {code: words for code, words in found.items() if words}


class RevisionError(ValueError):
    """What a new version's `maps`, `keeps` or `retired` say of the change cannot be so: each line says which."""
