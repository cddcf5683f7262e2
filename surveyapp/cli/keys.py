"""Access keys on the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import cast
from uuid import UUID

import click

from surveyapp.cli.opening import AS_JSON, DAY, now, opened
from surveyapp.models.ids import norwegian_date
from surveyapp.models.tokens import token_key
from surveyapp.services import finding, keys
from surveyapp.services.access import Action

OWNER = click.option("--organisation", "owner", required=True, help="Whose surveys the key opens.")
USUAL_DAYS = 90


@click.group()
def key() -> None:
    """Access keys, by which programs read surveys."""


@key.command("create")
@click.argument("name")
@OWNER
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(keys.SCOPES), help="Repeatable.")
@click.option("--survey", "survey_name", help="The only survey that it opens.")
@click.option("--expires", type=DAY, help=f"Its last day; {USUAL_DAYS} days from now when left out.")
def create(name: str, owner: str, scopes: tuple[str, ...], survey_name: str | None, expires: date | None) -> None:
    """Make a key and print it: this once, for nobody keeps it.

    Example: surveyapp key create "Rapport i R" --organisation X --scope survey.see
    """
    with opened() as work:
        organisation_id = finding.organisation_named(work.session, owner).id
        only = finding.survey_named(work.session, survey_name).id if survey_name is not None else None
        last = expires or norwegian_date(now()) + timedelta(days=USUAL_DAYS)
        plan = keys.KeyPlan(organisation_id, name, frozenset(cast("tuple[Action, ...]", scopes)), last, only)
        made = keys.make_key(work.session, plan, token_key(work.settings.secret_key), now())
    click.echo(made.secret)


@key.command("list")
@OWNER
@AS_JSON
def list_keys(owner: str, *, as_json: bool) -> None:
    """Show an organisation's keys, never their secrets.

    Example: surveyapp key list --organisation X
    """
    with opened() as work:
        there = keys.keys(work.session, finding.organisation_named(work.session, owner).id)
    if as_json:
        click.echo(json.dumps([_told(each) for each in there], ensure_ascii=False, indent=2))
        return
    for each in there:
        used = f"used {each.last_used_on}" if each.last_used_on else "never used"
        state = f"revoked {each.revoked_on}" if each.revoked_on else f"until {each.expires_on}"
        where = each.survey or "all surveys"
        click.echo(f"{each.id}  {each.name}: {', '.join(each.scopes)}; {where}; {state}; {used}")


def _told(each: keys.KeyLine) -> dict[str, object]:
    days = ("created_on", "expires_on", "last_used_on", "revoked_on")
    told: dict[str, object] = {"id": str(each.id), "name": each.name, "scopes": each.scopes, "survey": each.survey}
    return told | {day: getattr(each, day) and getattr(each, day).isoformat() for day in days}


@key.command("revoke")
@click.argument("key_id", type=click.UUID)
@OWNER
def revoke(key_id: UUID, owner: str) -> None:
    """Take a key back, at once and for good.

    Example: surveyapp key revoke 01a0b1c2-0000-7000-8000-000000000000 --organisation X
    """
    with opened() as work:
        keys.revoke_key(work.session, finding.organisation_named(work.session, owner).id, key_id, now())
    click.echo(f"The key {key_id} opens nothing any more")
