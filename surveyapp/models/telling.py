"""Long work tells how far it has come, to whoever watches the session that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from sqlalchemy.orm import Session

Step = Callable[[int], None]
Watcher = Callable[[str, int], AbstractContextManager[Step]]
"""Is told what is done and how many things that is; then how many more have been done."""
T = TypeVar("T")


def watch(session: Session, watcher: Watcher) -> None:
    """Let the watcher see all long work that the session does from now on."""
    session.info["watcher"] = watcher


def watch_as(watched: Session, session: Session) -> None:
    """Let whoever watches the one session see the other too."""
    if "watcher" in watched.info:
        watch(session, watched.info["watcher"])


@contextmanager
def telling(session: Session, what: str, of: int) -> Iterator[Step]:
    """Work on `of` things; the step that is given is told how many more are done."""
    watcher: Watcher | None = session.info.get("watcher")
    if watcher is None:
        yield lambda _more: None
        return
    with watcher(what, of) as step:
        yield step


def told(session: Session, what: str, things: Iterable[T], of: int) -> Iterator[T]:
    """The things one by one, each told of when the next is asked for."""
    with telling(session, what, of) as step:
        for each in things:
            yield each
            step(1)
