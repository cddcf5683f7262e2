"""A bar with the time left, for whoever waits at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy.orm import Session

from surveyapp.models.telling import Step, watch

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0
"""Seconds before a bar shows: what is done by then needs none."""


def show_progress(session: Session) -> None:
    """Show how far this session's long work has come, if somebody sits at the terminal."""
    if sys.stderr.isatty():
        watch(session, _bar)


@contextmanager
def _bar(what: str, of: int) -> Iterator[Step]:
    began, done = time.time(), 0
    with ExitStack() as shown:
        bar: ProgressBar[Any] | None = None

        def step(more: int) -> None:
            nonlocal bar, done
            done += more
            if bar is None and time.time() - began >= PATIENCE:
                bar = shown.enter_context(click.progressbar(length=of, label=what, file=sys.stderr))
                # The time left is judged by all that has passed.
                bar.start, more = began, done
            if bar is not None:
                bar.update(more)

        yield step
