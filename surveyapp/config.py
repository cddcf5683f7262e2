"""Settings: read from the environment once, then never changed."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, cast

from surveyapp.oidc.providers import Provider, ProvidersError, read_providers

Environment = Literal["development", "production"]

SHORTEST_SECRET = 32
FEWEST_DIFFERENT_LETTERS = 10
HOW_TO_MAKE_ONE = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
DATABASES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""What a DATABASE_URL may start with, and the driver that opens it."""


class SettingsError(ValueError):
    """The environment does not give the app what it needs; the text says what to set."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the app is told from outside. Sizes in bytes.

    Environment variables: `SURVEYAPP_ENVIRONMENT` (production, or development), `SECRET_KEY`, `CONTACT_KEY`,
    `CONTACT_KEY_OLD`, `AUDIT_KEY`, `DATABASE_URL`, `PGBOUNCER`, `INSTANCE_DIR`, `PUBLIC_URL`, `SMTP_URL`, `MAIL_FROM`,
    `BOUNCES_TO`, `SMS_URL`, `SMS_TOKEN`, `SMS_FROM`, `SENDING_HOURS`, `JOBS_URL`, `SECURE_COOKIES`, `TRUSTED_PROXIES`,
    `MAX_BODY_BYTES`, `MAX_IMPORT_BYTES`, `MAX_IMPORT_ROWS`, `OIDC_PROVIDERS`. What tells how to reach a person is
    sealed with `CONTACT_KEY`: without it, nobody can read it, not even from a backup. `former_contact_keys` still open
    what was sealed before the key was changed; the audit log, pseudonyms and the codes of addresses are made with
    `audit_key`, or with `contact_key` where it is "".
    """

    environment: Environment
    secret_key: str
    contact_key: str
    former_contact_keys: tuple[str, ...]
    audit_key: str
    database_url: str
    pgbouncer: bool
    instance: Path
    public_url: str
    smtp_url: str
    mail_from: str
    bounces_to: str
    sms_url: str
    sms_token: str
    sms_from: str
    sending_hours: tuple[int, int] | None
    jobs_url: str
    secure_cookies: bool
    trusted_proxies: int
    max_body_bytes: int
    max_import_bytes: int
    max_import_rows: int
    providers: tuple[Provider, ...] = ()

    @property
    def reports(self) -> Path:
        """The folder of built reports."""
        return self.instance / "reports"

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Self:
        """The settings of this process; raises `SettingsError` rather than start half-configured."""
        environment = _environment(env.get("SURVEYAPP_ENVIRONMENT", "production"))
        instance = Path(env.get("INSTANCE_DIR") or "var").absolute()
        secret_key = _key("SECRET_KEY", env, environment, instance)
        contact_key = _key("CONTACT_KEY", env, environment, instance)
        former, audit_key = _former_keys(env, contact_key), _strong("AUDIT_KEY", env.get("AUDIT_KEY", ""))
        for name, key in (("CONTACT_KEY", contact_key), ("AUDIT_KEY", audit_key)):
            if key == secret_key:
                raise SettingsError(f"{name} is the same as SECRET_KEY. Make another with: {HOW_TO_MAKE_ONE}")
        return cls(
            environment=environment,
            secret_key=secret_key,
            contact_key=contact_key,
            former_contact_keys=former,
            audit_key=audit_key,
            database_url=_database_url(env.get("DATABASE_URL", ""), instance),
            pgbouncer=_truth("PGBOUNCER", env, otherwise=False),
            instance=instance,
            public_url=_public_url(env.get("PUBLIC_URL", ""), environment),
            smtp_url=_smtp_url(env.get("SMTP_URL", "")),
            mail_from=env.get("MAIL_FROM") or "Medvirk <medvirk@localhost>",
            bounces_to=_bounces_to(env.get("BOUNCES_TO", "")),
            sms_url=_sms_url(env.get("SMS_URL", ""), environment),
            sms_token=env.get("SMS_TOKEN", ""),
            sms_from=env.get("SMS_FROM") or "Medvirk",
            sending_hours=_sending_hours(env.get("SENDING_HOURS", "")),
            jobs_url=_jobs_url(env.get("JOBS_URL", ""), instance),
            secure_cookies=_truth("SECURE_COOKIES", env, otherwise=environment == "production"),
            trusted_proxies=_number("TRUSTED_PROXIES", env, otherwise=0, least=0),
            max_body_bytes=_number("MAX_BODY_BYTES", env, otherwise=1_000_000, least=1),
            max_import_bytes=_number("MAX_IMPORT_BYTES", env, otherwise=20_000_000, least=1),
            max_import_rows=_number("MAX_IMPORT_ROWS", env, otherwise=200_000, least=1),
            providers=_providers(env.get("OIDC_PROVIDERS", ""), environment),
        )


def _environment(word: str) -> Environment:
    if word not in ("development", "production"):
        raise SettingsError(f"SURVEYAPP_ENVIRONMENT is {word!r}. Set it to production or development.")
    return cast(Environment, word)


def _key(name: str, env: Mapping[str, str], environment: Environment, instance: Path) -> str:
    if given := _strong(name, env.get(name, "")):
        return given
    if environment == "production":
        raise SettingsError(f"{name} is missing. Make one with: {HOW_TO_MAKE_ONE} and keep it out of the code.")
    return _kept_secret(instance / name.lower().replace("_", "-"))


def _strong(name: str, given: str) -> str:
    """The key that was given, if any."""
    if given and (len(given) < SHORTEST_SECRET or len(set(given)) < FEWEST_DIFFERENT_LETTERS):
        raise SettingsError(
            f"{name} is too easy to guess: it needs at least {SHORTEST_SECRET} random characters. "
            f"Make one with: {HOW_TO_MAKE_ONE}"
        )
    return given


def _former_keys(env: Mapping[str, str], contact_key: str) -> tuple[str, ...]:
    """What contact data was sealed with before. What the audit log is made with must then be told: it is for good."""
    words = (word.strip() for word in env.get("CONTACT_KEY_OLD", "").split(","))
    former = tuple(_strong("CONTACT_KEY_OLD", word) for word in words if word)
    if contact_key in former:
        raise SettingsError("CONTACT_KEY is also in CONTACT_KEY_OLD. Name there only those that it takes the place of.")
    if former and not env.get("AUDIT_KEY"):
        raise SettingsError(
            "CONTACT_KEY_OLD is set without AUDIT_KEY. Set AUDIT_KEY to the CONTACT_KEY that the database was begun "
            "with: else the audit log is broken from here on."
        )
    return former


def _kept_secret(path: Path) -> str:
    """A development machine's own key, made once, so that links and sign-ins live through a restart."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii")


def _database_url(given: str, instance: Path) -> str:
    if not given:
        return f"sqlite:///{instance / 'medvirk.db'}"
    scheme, separator, rest = given.partition("://")
    if not separator or scheme not in DATABASES:
        raise SettingsError("DATABASE_URL is not understood. It starts with sqlite:/// or postgresql://.")
    if scheme == "sqlite" and rest in ("", "/", "/:memory:"):
        raise SettingsError("DATABASE_URL names no file. Write sqlite:////the/whole/path/to/medvirk.db.")
    return f"{DATABASES[scheme]}://{rest}"


def _public_url(given: str, environment: Environment) -> str:
    """Where people reach the app, without a slash at the end; "" where nobody has told."""
    if given and not given.startswith(("https://", "http://")):
        raise SettingsError(f"PUBLIC_URL is {given!r}. Write the whole address, such as https://medvirk.example.no.")
    return given.rstrip("/") or ("http://127.0.0.1:8000" if environment == "development" else "")


def _smtp_url(given: str) -> str:
    """The mail server; "" where there is none, and then nothing offers to send mail."""
    if given and not given.startswith(("smtp://", "smtps://")):
        raise SettingsError("SMTP_URL is not understood. Write smtp://user:password@host:587, or smtps:// for TLS.")
    return given


def _providers(path: str, environment: Environment) -> tuple[Provider, ...]:
    """Who may vouch for people, from a TOML file; without one, nobody, and then nothing is offered."""
    try:
        return read_providers(Path(path), loopback=environment == "development") if path else ()
    except ProvidersError as problem:
        raise SettingsError(str(problem)) from problem


def _bounces_to(given: str) -> str:
    """The mailbox for reports of non-delivery, whose address takes +: what stands after it tells whose they are."""
    if given and not re.fullmatch(r"[^@\s+]+@[^@\s]+", given):
        raise SettingsError("BOUNCES_TO is not understood. Write one address without +, such as retur@example.org.")
    return given


def _sms_url(given: str, environment: Environment) -> str:
    """The SMS gateway; "" where there is none."""
    allowed = ("https://", "http://") if environment == "development" else ("https://",)
    if given and not given.startswith(allowed):
        raise SettingsError("SMS_URL is not understood. Write the gateway's address, starting with https://.")
    return given


def _sending_hours(given: str) -> tuple[int, int] | None:
    """From which hour to which people are written to, in Norway; None for always."""
    if given == "always":
        return None
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", given or "8-20")
    if found is None or not 0 <= int(found[1]) < int(found[2]) <= 24:
        raise SettingsError(f"SENDING_HOURS is {given!r}. Write 8-20, or always.")
    return int(found[1]), int(found[2])


def _jobs_url(given: str, instance: Path) -> str:
    """Where the worker keeps its clock: a file, PostgreSQL or Redis."""
    if given and not given.startswith(("sqlite:///", "postgresql://", "redis://", "rediss://")):
        raise SettingsError("JOBS_URL is not understood. It starts with sqlite:///, postgresql:// or redis://.")
    return given or f"sqlite:///{instance / 'jobs.db'}"


def _truth(name: str, env: Mapping[str, str], *, otherwise: bool) -> bool:
    word = env.get(name, "")
    if word not in ("", "true", "false"):
        raise SettingsError(f"{name} is {word!r}. Set it to true or false.")
    return word == "true" if word else otherwise


def _number(name: str, env: Mapping[str, str], *, otherwise: int, least: int) -> int:
    word = env.get(name, "")
    if not word:
        return otherwise
    if not word.isascii() or not word.isdigit() or int(word) < least:
        raise SettingsError(f"{name} is {word!r}. Set it to a whole number of at least {least}.")
    return int(word)
