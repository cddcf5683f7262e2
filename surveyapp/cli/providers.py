"""Those who vouch for people, on the command line: whether they answer, and letting somebody in by their word."""

from __future__ import annotations

from typing import cast

import click

from surveyapp.cli.accounts import ROLE
from surveyapp.cli.opening import now, opened, settings_here
from surveyapp.models.errors import NotFoundError
from surveyapp.models.organisations import Role
from surveyapp.oidc import Directory, Fetcher, Provider
from surveyapp.oidc.errors import SignInError
from surveyapp.services import accounts, federating, finding

KEY = click.argument("key", metavar="PROVIDER")
CODE = click.argument("subject", metavar="CODE")


@click.group("provider")
def providers() -> None:
    """ID-porten and others that people sign in by."""


@providers.command()
def check() -> None:
    """Ask every provider in OIDC_PROVIDERS whether it answers.

    Example: surveyapp account provider check
    """
    settings = settings_here()
    directory = Directory(settings.providers, Fetcher(loopback=settings.environment == "development"))
    failed = False
    for provider in settings.providers:
        try:
            directory.keys(provider, "")
        except SignInError as problem:
            failed = True
            click.echo(f"{provider.key}: {problem.reason}", err=True)
        else:
            click.echo(f"{provider.key}: {provider.issuer} answers")
    if not settings.providers:
        click.echo("Nobody is configured. Write a file and name it in OIDC_PROVIDERS.")
    if failed:
        raise SystemExit(1)


@providers.command()
@KEY
@CODE
@click.option("--name", required=True)
@click.option("--organisation", "owner", required=True, help="The organisation that the person works for.")
@ROLE
def admit(key: str, subject: str, name: str, owner: str, role: str) -> None:
    """Let a person in by the code that the page showed her.

    Example: surveyapp account provider admit ansattporten u-7f3c --name Kari --organisation X
    """
    with opened() as work:
        provider = _provider(work.settings.providers, key)
        works_for = finding.organisation_named(work.session, owner)
        newcomer = federating.Newcomer(provider.issuer, subject, name)
        federating.admit(work.session, newcomer, works_for.id, cast(Role, role), now())
    click.echo(f"{name} may sign in by {provider.name} for {owner}")


@providers.command()
@KEY
@CODE
@click.argument("email")
def link(key: str, subject: str, email: str) -> None:
    """Let an account that is there sign in by the provider too.

    Example: surveyapp account provider link ansattporten u-7f3c kari@example.org
    """
    with opened() as work:
        provider = _provider(work.settings.providers, key)
        account = accounts.account_of(work.session, email)
        federating.link(work.session, provider, subject, account.id, now())
    click.echo(f"{email} may sign in by {provider.name}")


def _provider(known: tuple[Provider, ...], key: str) -> Provider:
    found = next((each for each in known if each.key == key), None)
    if found is None:
        there = ", ".join(each.key for each in known) or "none"
        raise NotFoundError(f"There is no provider {key} in OIDC_PROVIDERS. There is: {there}.")
    return found
