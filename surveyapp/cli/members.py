"""Members on the command line: asked for, taken back, and whether a second step is demanded of them."""

from __future__ import annotations

from typing import cast

import click

from surveyapp.cli.accounts import ROLE
from surveyapp.cli.opening import ADDRESS, AS_JSON, now, opened, print_lines
from surveyapp.models.errors import NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.models.tokens import token_key
from surveyapp.services import accounts, finding

OWNER = click.option("--organisation", "owner", required=True, help="The organisation that they are to work for.")


@click.command("ask")
@click.argument("email")
@OWNER
@ROLE
@ADDRESS
def ask_member(email: str, owner: str, role: str, address: str) -> None:
    """Print a link by which a person becomes a member and chooses their own password; one from before stops working.

    Example: surveyapp account ask kari@example.org --organisation X --role reader
    """
    with opened() as work:
        works_for = finding.organisation_named(work.session, owner)
        key = token_key(work.settings.secret_key)
        token = accounts.ask_member(work.session, works_for.id, email, cast(Role, role), token_key=key, now=now())
    click.echo(f"{address}/medlem/{token}")


@click.command("asked")
@OWNER
@AS_JSON
def list_asked(owner: str, *, as_json: bool) -> None:
    """List those who were asked to become members and have not answered.

    Example: surveyapp account asked --organisation X
    """
    with opened() as work:
        there = accounts.asked(work.session, finding.organisation_named(work.session, owner).id, now())
    lines = [{"email": each.email, "role": each.role, "until": f"{each.until:%Y-%m-%d}"} for each in there]
    print_lines(lines, "{email}\t{role}\tuntil {until}".format_map, as_json=as_json)


@click.command("withdraw")
@click.argument("email")
@OWNER
def withdraw(email: str, owner: str) -> None:
    """Let a link by which somebody was to become a member work no more.

    Example: surveyapp account withdraw kari@example.org --organisation X
    """
    with opened() as work:
        works_for = finding.organisation_named(work.session, owner)
        waiting = {each.email: each.id for each in accounts.asked(work.session, works_for.id, now())}
        if email.lower() not in waiting:
            asked = ", ".join(waiting) or "nobody"
            raise NotFoundError(f"{email} is not asked to become a member of {owner}. Asked: {asked}.")
        accounts.withdraw_invitation(work.session, works_for.id, waiting[email.lower()])
    click.echo(f"The link of {email} works no more")


@click.command("two-steps")
@OWNER
@click.option("--demand/--leave", "demanded", required=True, help="Of all who work there, or as each of them wants.")
def two_steps(owner: str, *, demanded: bool) -> None:
    """Demand a second step of all members when they sign in, or leave it to them.

    Example: surveyapp account two-steps --organisation X --demand
    """
    with opened() as work:
        accounts.demand_two_steps(work.session, finding.organisation_named(work.session, owner).id, demanded=demanded)
    click.echo(f"{owner}: a second step is {'demanded' if demanded else 'as each member wants'}")


COMMANDS = (ask_member, list_asked, withdraw, two_steps)
