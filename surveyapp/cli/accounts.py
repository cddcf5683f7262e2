"""Accounts on the command line: who may sign in, by what, and as what."""

from __future__ import annotations

from typing import cast

import click

from surveyapp.cli.opening import now, opened
from surveyapp.models.organisations import ROLES, Role
from surveyapp.models.transactions import writing
from surveyapp.services import accounts, finding

ROLE = click.option("--role", type=click.Choice(ROLES), default="owner", show_default=True, help="What they do there.")


@click.group()
def account() -> None:
    """People who may sign in."""


@account.command("create")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--organisation", "owner", required=True, help="The organisation that the person works for.")
@ROLE
@click.password_option(help="At least 15 characters; asked for when left out.")
def create_account(email: str, name: str, owner: str, role: str, password: str) -> None:
    """Let a person sign in.

    Example: surveyapp account create kari@example.org --name Kari --organisation X
    """
    with opened() as work:
        works_for = finding.organisation_named(work.session, owner)
        with writing(work.session):
            made = accounts.create_account(work.session, email, name, password, now())
            accounts.add_member(work.session, made.id, works_for.id, cast(Role, role), now())
    click.echo(f"{email} may sign in for {owner}")


@account.command("give")
@click.argument("email")
@click.option("--organisation", "owner", required=True, help="Where the role is held.")
@ROLE
def give_role(email: str, owner: str, role: str) -> None:
    """Give a person one more role.

    Example: surveyapp account give kari@example.org --organisation X --role analyst
    """
    with opened() as work:
        works_for = finding.organisation_named(work.session, owner)
        person = accounts.account_of(work.session, email)
        accounts.add_member(work.session, person.id, works_for.id, cast(Role, role), now())
    click.echo(f"{email} is {role} for {owner}")


@account.command("take")
@click.argument("email")
@click.option("--organisation", "owner", required=True, help="Where the role is held.")
@ROLE
def take_role(email: str, owner: str, role: str) -> None:
    """Take a role from a person.

    Example: surveyapp account take kari@example.org --organisation X --role analyst
    """
    with opened() as work:
        works_for = finding.organisation_named(work.session, owner)
        person = accounts.account_of(work.session, email)
        accounts.take_role(work.session, person.id, works_for.id, cast(Role, role))
    click.echo(f"{email} is no longer {role} for {owner}")


@account.command("passphrase")
@click.argument("email")
@click.password_option(help="At least 15 characters; asked for when left out.")
def set_password(email: str, password: str) -> None:
    """Give a person a new password, and sign them out everywhere.

    Example: surveyapp account passphrase kari@example.org
    """
    with opened() as work:
        accounts.set_password(work.session, accounts.account_of(work.session, email), password)
    click.echo(f"{email} has a new password and is signed out everywhere")


@account.command("end-sessions")
@click.argument("email")
def end_sessions(email: str) -> None:
    """Sign a person out everywhere.

    Example: surveyapp account end-sessions kari@example.org
    """
    with opened() as work:
        accounts.end_logins_of(work.session, accounts.account_of(work.session, email).id)
    click.echo(f"{email} is signed out everywhere")


@account.command("reset-second-step")
@click.argument("email")
def reset_second_step(email: str) -> None:
    """Take away a person's code app, passkeys and recovery codes.

    Be sure who asks: from then on the password alone lets them in.

    Example: surveyapp account reset-second-step kari@example.org
    """
    with opened() as work:
        accounts.reset_second_step(work.session, accounts.account_of(work.session, email).id)
    click.echo(f"{email} signs in by password alone, and is signed out everywhere")
