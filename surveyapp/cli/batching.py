"""Many reports at once on the command line: built by several processes, gone on with after a stop, and published."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID

import click

from surveyapp.cli.opening import Work, in_the_app, now, opened
from surveyapp.cli.reporting import Asked, order_of
from surveyapp.models.errors import SurveyAppError
from surveyapp.models.telling import told
from surveyapp.services import reporting
from surveyapp.services.reporting import AREAS, FILES, SOURCES, Batch, BeingBuiltError, Order, ReportNotBuiltError

MOST_JOBS = 16
EACH = tuple(kind for kind, source in SOURCES.items() if source.about in AREAS)
"""The kinds that are about one of many."""


@click.command("batch")
@click.argument("of", metavar="SURVEY|PILOT")
@click.option("--kind", type=click.Choice(EACH), default="municipality", show_default=True)
@click.option("--rounds", "chosen", nargs=2, metavar="BASELINE FOLLOWUP", default=("1", "2"), show_default=True)
@click.option("--language", type=click.Choice(("nb", "nn", "en")), default="nb", show_default=True)
@click.option("--face", "faces", type=click.Choice(tuple(FILES)), multiple=True, help="Which to write. Default: all.")
@click.option("--jobs", type=click.IntRange(1, MOST_JOBS), default=2, show_default=True, help="So many at a time.")
@click.option("--again", is_flag=True, help="Build also those that are ready.")
@click.option("--publish", "shown", is_flag=True, help="Show each to those it is about, and queue their mail.")
def build_batch(of: str, chosen: tuple[str, str], *, jobs: int, again: bool, shown: bool, **more: object) -> None:
    """Build a report about each municipality that answered, for each county governor of one, or each unit of a pilot.

    Whatever stops it, the same command goes on with what is left. One that fails does not stop the others: they are
    named at the end, and the exit code is 1.

    Example: surveyapp report batch "Status" --kind municipality --rounds 1 2 --face pdf --jobs 2
    """
    faces = tuple(str(each) for each in more.pop("faces") or FILES)  # type: ignore[attr-defined]
    with opened() as work:
        named = order_of(work, Asked(str(more["kind"]), of, chosen, quarter=None, rehearsed=False))
        asked = Order(**named, **more)  # type: ignore[arg-type]
        made = reporting.batch(work.session, asked, now(), again=again)
        failed = {**made.refused, **_build(work, made, faces, jobs)}
        built = [each for area, each in made.left.items() if area not in failed]
        if shown:
            _publish(work, [*made.ready, *built])
    click.echo(f"Built {len(built)}. Ready before: {len(made.ready)}. Failed: {len(failed)}.")
    for area, why in sorted(failed.items()):
        click.echo(f"{area}: {why}", err=True)
    raise SystemExit(1 if failed else 0)


def _build(work: Work, made: Batch, faces: tuple[str, ...], jobs: int) -> dict[str, str]:
    """Build what is left; returns why, by area, of those that failed."""
    if not made.left:
        return {}
    failed: dict[str, str] = {}
    # A process of its own begins afresh: it takes over no connection, lock or thread.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(made.left)), mp_context=fresh, initializer=_begin) as pool:
        asked = {pool.submit(_one, each, faces): area for area, each in made.left.items()}
        try:
            for each in told(work.session, "Building reports", as_completed(asked), len(asked)):
                why = _why(each)
                if why:
                    failed[asked[each]] = why
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            click.echo("Stopped. The same command goes on with what is left.", err=True)
            raise
    return failed


def _why(done: Future[str]) -> str:
    error = done.exception()
    return done.result() if error is None else f"its process was gone: {error}"


@dataclass(slots=True)
class _Builder:
    """What a process keeps from one report to the next."""

    work: Work
    stack: ExitStack


_BUILDERS: list[_Builder] = []


def _begin() -> None:
    """Open the database once in this process."""
    stack = ExitStack()
    _BUILDERS.append(_Builder(stack.enter_context(opened(quiet=True)), stack))


def _one(report_id: UUID, faces: tuple[str, ...]) -> str:
    """Build one report; returns why not, or nothing."""
    (builder,) = _BUILDERS
    work = builder.work
    try:
        reporting.build_if_waiting(work.session, report_id, work.settings.reports, now(), faces=faces)
    except BeingBuiltError as error:
        return str(error)
    except ReportNotBuiltError as error:
        return "there is no room on the disk" if error.problem == "disk" else str(error)
    except SurveyAppError as error:
        return str(error)
    return ""


def _publish(work: Work, ready: list[UUID]) -> None:
    from surveyapp.web.staff import report_mail  # noqa: PLC0415

    with in_the_app(work):
        told_of = sum(
            report_mail.publish(each, now()) for each in told(work.session, "Publishing", iter(ready), len(ready))
        )
    click.echo(f"Published {len(ready)}. {told_of} are written to.")
