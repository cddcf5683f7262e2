"""Answering a questionnaire at random, round after round, and keeping what that shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from questionnaires.answers import Answer, Setting
from questionnaires.checks import page_problems
from questionnaires.classifications import kommuner
from questionnaires.companions import ROLE
from questionnaires.definition import Questionnaire
from questionnaires.routing import Route, ShownPage
from questionnaires.rules import AnswerProblem
from surveyapp.rehearsal.exploring import Explorer
from surveyapp.rehearsal.targets import Target
from surveyapp.synthetic.answering import Filling
from surveyapp.synthetic.people import Person, anyone, invited

BETWEEN_ROUNDS = timedelta(days=182)
TRIES = 60
"""How many times a document is mended before it is given up."""
SEEN_ENOUGH = 3
"""So often the same path is given up before it is called a dead end at once."""
LOOKED_AT = 20
"""So many earlier answers are looked at for those that lead where the respondent should go."""

Path = tuple[str, ...]
"""The questions that one respondent is shown, in order, each once."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One document that can be handed in."""

    key: str
    answers: Mapping[str, Answer]
    setting: Setting


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Paths that nobody could hand in: what refuses, and the answers that led to one of them."""

    reasons: tuple[str, ...]
    question_id: str
    paths: int
    example: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the rehearsal showed. Lengths count questions as they are met, once per item of a list."""

    questionnaire: Questionnaire
    rounds: tuple[tuple[HandedIn, ...], ...]
    dates: tuple[date, ...]
    paths: int
    shortest: int
    longest: int
    roles: Mapping[str, int]
    targets: tuple[Target, ...]
    unreached: tuple[Target, ...]
    fired: Mapping[str, int]
    dead_ends: tuple[DeadEnd, ...]

    @property
    def handed_in(self) -> int:
        """How many documents can be handed in, over all rounds."""
        return sum(len(each) for each in self.rounds)


def rehearse(questionnaire: Questionnaire, *, answers: int, rounds: int, seed: int, today: date) -> Rehearsal:
    """So many respondents answer in each round, the last of which is on `today`; the same seed answers the same."""
    stage = _Stage(questionnaire, Random(seed))
    dates = tuple(today - BETWEEN_ROUNDS * (rounds - number) for number in range(1, rounds + 1))
    keys = stage.keys(dates, answers)
    done: list[tuple[HandedIn, ...]] = []
    for number, on in enumerate(dates, start=1):
        before = list(done[-1]) if done else []
        done.append(tuple(stage.answer_round(number, on, keys, before)))
    return Rehearsal(
        questionnaire=questionnaire,
        rounds=tuple(done),
        dates=dates,
        paths=len(stage.paths),
        shortest=min(stage.lengths, default=0),
        longest=max(stage.lengths, default=0),
        roles=stage.roles,
        targets=tuple(stage.explorer.targets.values()),
        unreached=stage.explorer.unreached,
        fired=stage.fired,
        dead_ends=tuple(stage.dead_ends()),
    )


@dataclass
class _GivenUp:
    """A path that could not be handed in so far."""

    reasons: tuple[str, ...]
    question_id: str
    example: dict[str, Answer]
    times: int = 0


@dataclass
class _Stage:
    """The questionnaire with all that was seen of it so far."""

    questionnaire: Questionnaire
    rng: Random
    explorer: Explorer = field(init=False)
    paths: Counter[Path] = field(default_factory=Counter)
    lengths: set[int] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    fired: Counter[str] = field(default_factory=Counter)
    given_up: dict[Path, _GivenUp] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.explorer = Explorer(self.questionnaire, self.rng)

    def keys(self, dates: tuple[date, ...], how_many: int) -> list[str]:
        """Who answers: kommuner that are there in every round, over again if they are too few, or numbers."""
        if self.questionnaire.unit != "municipality":
            return [f"S-{number:04}" for number in range(1, how_many + 1)]
        there = set.intersection(*({each.nr for each in kommuner(on=on)} for on in dates))
        shuffled = self.rng.sample(sorted(there), len(there))
        return [shuffled[number % len(shuffled)] for number in range(how_many)]

    def answer_round(self, number: int, on: date, keys: list[str], before: list[HandedIn]) -> Iterator[HandedIn]:
        """All who answer in this round; those who answered before, answer with that behind them."""
        self.explorer.tried.clear()
        for key in keys:
            aimed = self.explorer.aim()
            earlier = self._taken(before, aimed)
            answers = earlier.answers if earlier else {}
            # What comes with an invitation belongs to the one who is invited, so it goes before the key in turn.
            carried = invited(self.questionnaire, earlier.key if earlier else key, answers, self.rng)
            person = anyone(
                on,
                self.rng,
                key=earlier.key if earlier else key,
                improves=float(number - 1),
                round_number=number,
                earlier=answers,
                carried=carried,
            )
            done = self._answered(person, aimed)
            if done is not None:
                yield done

    def _taken(self, before: list[HandedIn], aimed: list[Any]) -> HandedIn | None:
        """One of those who are left from the round before, preferably one whose answers lead on the way."""
        if not before:
            return None
        places = self.rng.sample(range(len(before)), min(LOOKED_AT, len(before)))
        place = max(places, key=lambda each: self.explorer.fits(aimed, before[each].answers))
        return before.pop(place)

    def _answered(self, person: Person, aimed: list[Any]) -> HandedIn | None:
        filling = Filling(self.questionnaire, person.setting, self.explorer.chooser(person, aimed), self.rng)
        filling.fill()
        told: set[str] = set()
        route = filling.route
        pages = route.pages()
        refused = self._told(route, pages, told)
        if refused:
            self._mend(filling, _path(pages))
            route = filling.route
            pages = route.pages()
            refused = self._told(route, pages, told)
        self.fired.update(told)
        if refused:
            return None
        self.explorer.note(route, pages)
        self.paths[_path(pages)] += 1
        self.lengths.add(sum(asked.question.asks for shown in pages for asked in shown.asked))
        kept = route.kept()
        if ROLE in self.questionnaire.places:
            self.roles[str(kept.get(ROLE))] += 1
        return HandedIn(person.key, kept, person.setting)

    def _mend(self, filling: Filling, path: Path) -> None:
        """First without leaving the path, since each must be one that can be handed in; then by any other."""
        known = self.given_up.get(path)
        if known is not None and known.times >= SEEN_ENOUGH:
            return
        stuck = filling.mend(TRIES, keep=lambda route: _path(route.pages()))
        if stuck:
            reasons = tuple(sorted({_reason(self.questionnaire, problem) for problem in stuck}))
            first = _GivenUp(reasons, stuck[0].field.partition(".")[0], dict(filling.answers))
            self.given_up.setdefault(path, first).times += 1
            filling.mend(TRIES)

    def _told(self, route: Route, pages: tuple[ShownPage, ...], told: set[str]) -> bool:
        """Whether anything refuses; by its name in the file, what refuses or warns is noted in `told`."""
        refused = False
        for shown in pages:
            for problem in page_problems(route, shown):
                reason = _reason(self.questionnaire, problem)
                kind = "warning" if problem.soft else "refusal"
                if (kind, reason) in self.explorer.targets:
                    told.add(reason)
                    self.explorer.reached.add((kind, reason))
                refused = refused or not problem.soft
        return refused

    def dead_ends(self) -> Iterator[DeadEnd]:
        """The paths that were given up and never handed in by anybody, gathered by what refuses them."""
        by_reason: dict[tuple[str, ...], list[_GivenUp]] = {}
        for path, given_up in self.given_up.items():
            if path not in self.paths:
                by_reason.setdefault(given_up.reasons, []).append(given_up)
        for reasons, found in by_reason.items():
            yield DeadEnd(reasons, found[0].question_id, len(found), found[0].example)


def _path(pages: tuple[ShownPage, ...]) -> Path:
    return tuple(dict.fromkeys(asked.question.id for shown in pages for asked in shown.asked))


def _reason(questionnaire: Questionnaire, problem: AnswerProblem) -> str:
    """What refuses or warns, by the name that the file has for it."""
    question_id = problem.field.partition(".")[0]
    for start, key in (("warn_", "warn_if"), ("refuse_", "refuse_if")):
        if problem.kind.startswith(start):
            return f"{question_id} {key}"
    if problem.kind == "checked":
        for name, check in questionnaire.checks.items():
            if check.at == question_id and check.say is problem.words["own"]:
                return f"check {name}"
    return f"{question_id} {problem.kind}"
