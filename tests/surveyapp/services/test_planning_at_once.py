"""Two people at one plan in the same moment: one is heard, the other is told, and nothing is written over."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from surveyapp.models.errors import SurveyAppError
from surveyapp.services import access, planning
from surveyapp.services.planning import Decision, Told
from tests.databases import Database
from tests.surveyapp.services.test_planning import JUNE, Kept, kept
from tests.surveyapp.stage import KEY

__all__ = ["kept"]


def at_once(database: Database, *does: Callable[[Session], object]) -> list[str]:
    """What each met: the name of its error, or nothing."""
    start = Barrier(len(does))

    def meets(each: Callable[[Session], object]) -> str:
        with Session(database.engine) as session:
            access.act_as(session, access.OPERATOR)
            start.wait()
            try:
                each(session)
            except SurveyAppError as refused:
                return type(refused).__name__
            return ""

    with ThreadPoolExecutor(len(does)) as pool:
        return sorted(pool.map(meets, does))


def gives(kept: Kept, told: Told) -> Callable[[Session], object]:
    return lambda session: planning.give_status(session, kept.plan_id, kept.posts, 2, told, now=JUNE)


def test_of_two_different_statuses_one_is_kept_and_the_other_is_told(database: Database, kept: Kept) -> None:
    met = at_once(database, gives(kept, Told("planned", "Søkt")), gives(kept, Told("done", "Ansatt")))
    assert met == ["", "StatusConflictError"]
    (year,) = planning.history(kept.session, kept.plan_id, kept.posts)
    assert len(year.told) == 1


def test_the_same_status_twice_at_once_is_told_once(database: Database, kept: Kept) -> None:
    assert at_once(database, *[gives(kept, Told("planned", "Søkt"))] * 2) == ["", ""]
    (year,) = planning.history(kept.session, kept.plan_id, kept.posts)
    assert len(year.told) == 1


def test_a_year_is_rolled_once_also_by_two_at_once(database: Database, kept: Kept) -> None:
    carried = {kept.posts: Decision("carried"), kept.meetings: Decision("carried")}
    rolls = [lambda session: planning.roll(session, kept.plan_id, 2026, carried, JUNE)] * 2
    assert at_once(database, *rolls) == ["", "YearRolledError"]
    assert len(list(planning.year_of(kept.session, kept.plan_id).measures)) == 2


def test_two_who_ask_at_once_have_the_same_links(database: Database, kept: Kept) -> None:
    asked: list[tuple[str, ...]] = []

    def asks(session: Session) -> None:
        links = planning.ask(session, kept.plan_id, 2026, 2, token_key=KEY, now=JUNE)
        asked.append(tuple(link.token for link in links))

    assert at_once(database, asks, asks) == ["", ""]
    assert asked[0] == asked[1]
