"""The audit log from the command line."""

from __future__ import annotations

import json

import click

from surveyapp.cli.opening import AS_JSON, opened
from surveyapp.services import accounts, auditing
from surveyapp.services.auditing import Told


@click.group()
def audit() -> None:
    """The log of who did what."""


@audit.command("list")
@click.option("--last", default=50, show_default=True, type=click.IntRange(min=1), help="How many events.")
@click.option("--action", default="", help="How the action begins, such as account. or survey.close.")
@click.option("--account", "email", help="Only what this person did, or what was done with their account.")
@AS_JSON
def list_events(last: int, action: str, email: str | None, *, as_json: bool) -> None:
    """Show who did what, the newest last.

    Sign-ins are there (account.sign_in), with how many wrong tries came before them, and locks after too many
    (account.locked); addresses of machines never are.

    Example: surveyapp audit list --action account. --account kari@example.org
    """
    with opened() as work:
        account_id = accounts.account_of(work.session, email).id if email else None
        for told in auditing.events(work.session, last=last, action=action, account_id=account_id):
            click.echo(_as_json(told) if as_json else _line(told))


def _line(told: Told) -> str:
    event = told.event
    about = " ".join(f"{name}={word}" for name, word in event.about.items())
    return f"{event.number} {event.at:%Y-%m-%d %H:%M:%S} {told.email or '-'} {event.action} {about}".rstrip()


def _as_json(told: Told) -> str:
    event = told.event
    ids = {"organisation": event.organisation_id, "survey": event.survey_id}
    known = {name: str(found) for name, found in ids.items() if found}
    line = {"number": event.number, "at": event.at.isoformat(), "by": told.email, "action": event.action, **known}
    return json.dumps({**line, "about": event.about}, ensure_ascii=False)


@audit.command()
@click.option("--noted", nargs=2, type=(int, str), metavar="EVENTS SEAL", help="What an earlier proof printed.")
@AS_JSON
def verify(noted: tuple[int, str] | None, *, as_json: bool) -> None:
    """Prove that nobody changed the log.

    Write down what it prints, somewhere else than on this machine: the next time it proves that nothing was taken away
    from the end.

    Example: surveyapp audit verify
    """
    with opened() as work:
        proof = auditing.verify(work.session, auditing.Proof(*noted) if noted else None)
    if as_json:
        click.echo(json.dumps({"events": proof.events, "seal": proof.seal}))
        return
    click.echo(f"{proof.events} events, whole. Note down: {proof.events} {proof.seal}")
