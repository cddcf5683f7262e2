from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.config import Settings, SettingsError

SECRET = "kP3vX9qL2mN8rT5wY7zA1bC4dE6fG0hJ"


def test_production_does_not_start_without_a_secret() -> None:
    with pytest.raises(SettingsError, match=r"SECRET_KEY is missing. Make one with: python3"):
        Settings.from_environment({})


@pytest.mark.parametrize("secret", ["short", "a" * 64, "abcabcabcabcabcabcabcabcabcabcabcabc"])
def test_a_secret_that_is_easy_to_guess_is_refused(secret: str) -> None:
    with pytest.raises(SettingsError, match="too easy to guess"):
        Settings.from_environment({"SECRET_KEY": secret})


def test_production_sends_cookies_over_https_alone() -> None:
    assert Settings.from_environment({"SECRET_KEY": SECRET}).secure_cookies


def test_a_development_machine_keeps_its_own_secret_to_itself(tmp_path: Path) -> None:
    env = {"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": str(tmp_path / "var")}
    first, second = Settings.from_environment(env), Settings.from_environment(env)
    assert first.secret_key == second.secret_key
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_the_database_is_a_file_in_the_instance_folder_unless_told(tmp_path: Path) -> None:
    settings = Settings.from_environment({"SECRET_KEY": SECRET, "INSTANCE_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/medvirk.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_opened_with_psycopg(scheme: str) -> None:
    settings = Settings.from_environment({"SECRET_KEY": SECRET, "DATABASE_URL": f"{scheme}://u@db/medvirk"})
    assert settings.database_url == "postgresql+psycopg://u@db/medvirk"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://db/medvirk"),
        ("DATABASE_URL", "medvirk.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("SURVEYAPP_ENVIRONMENT", "test"),
        ("SECURE_COOKIES", "yes"),
        ("TRUSTED_PROXIES", "-1"),
        ("MAX_BODY_BYTES", "0"),
        ("MAX_IMPORT_ROWS", "many"),
        ("MAX_IMPORT_BYTES", "1e6"),
    ],
)
def test_a_setting_that_is_not_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({"SECRET_KEY": SECRET, name: value})


def test_a_secret_never_stands_in_an_error() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({"SECRET_KEY": "hemmelig"})
    assert "hemmelig" not in str(refused.value)
