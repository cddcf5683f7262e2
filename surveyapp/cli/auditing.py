"""The audit log from the command line."""

from __future__ import annotations

import click

from surveyapp.cli.opening import opened
from surveyapp.services import auditing


@click.group()
def audit() -> None:
    """The log of who did what."""


@audit.command()
@click.option("--noted", nargs=2, type=(int, str), metavar="EVENTS SEAL", help="What an earlier proof printed.")
def verify(noted: tuple[int, str] | None) -> None:
    """Prove that nobody changed the log.

    Write down what it prints, somewhere else than on this machine: the next time it proves that nothing was taken away
    from the end.

    Example: surveyapp audit verify
    """
    with opened() as work:
        proof = auditing.verify(work.session, auditing.Proof(*noted) if noted else None)
    click.echo(f"{proof.events} events, whole. Note down: {proof.events} {proof.seal}")
