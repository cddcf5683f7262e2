from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.config import Settings, SettingsError

SECRET = "kP3vX9qL2mN8rT5wY7zA1bC4dE6fG0hJ"
OTHER = "Zt7Rw4Qe9Uy2Ip5Oa8Sd1Fg6Hj3Kl0Xc"
FORMER = "mN4bV7cX1zL0kJ3hG6fD9sA2pO5iU8yT"
KEYS = {"SECRET_KEY": SECRET, "CONTACT_KEY": OTHER}


@pytest.mark.parametrize("name", ["SECRET_KEY", "CONTACT_KEY"])
def test_production_does_not_start_without_a_key(name: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name} is missing. Make one with: python3"):
        Settings.from_environment({key: word for key, word in KEYS.items() if key != name})


@pytest.mark.parametrize("name", ["SECRET_KEY", "CONTACT_KEY"])
@pytest.mark.parametrize("secret", ["short", "a" * 64, "abcabcabcabcabcabcabcabcabcabcabcabc"])
def test_a_key_that_is_easy_to_guess_is_refused(name: str, secret: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} is too easy to guess"):
        Settings.from_environment({**KEYS, name: secret})


def test_contact_data_has_a_key_of_its_own() -> None:
    with pytest.raises(SettingsError, match="CONTACT_KEY is the same as SECRET_KEY"):
        Settings.from_environment({"SECRET_KEY": SECRET, "CONTACT_KEY": SECRET})


@pytest.mark.parametrize(
    ("given", "former"),
    [("", ()), (FORMER, (FORMER,)), (f" {FORMER}, {FORMER[::-1]},", (FORMER, FORMER[::-1]))],
)
def test_former_keys_are_named_with_commas_between(given: str, former: tuple[str, ...]) -> None:
    settings = Settings.from_environment({**KEYS, "CONTACT_KEY_OLD": given, "AUDIT_KEY": FORMER})
    assert settings.former_contact_keys == former


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"CONTACT_KEY_OLD": FORMER}, "CONTACT_KEY_OLD is set without AUDIT_KEY. Set AUDIT_KEY to the CONTACT_KEY"),
        ({"CONTACT_KEY_OLD": f"{FORMER},short", "AUDIT_KEY": FORMER}, "CONTACT_KEY_OLD is too easy to guess"),
        ({"CONTACT_KEY_OLD": f"{FORMER},{OTHER}", "AUDIT_KEY": FORMER}, "CONTACT_KEY is also in CONTACT_KEY_OLD"),
        ({"AUDIT_KEY": "short"}, "AUDIT_KEY is too easy to guess"),
        ({"AUDIT_KEY": SECRET}, "AUDIT_KEY is the same as SECRET_KEY"),
    ],
)
def test_a_change_of_key_that_would_go_wrong_is_refused(changes: dict[str, str], problem: str) -> None:
    with pytest.raises(SettingsError, match=f"^{problem}") as refused:
        Settings.from_environment({**KEYS, **changes})
    assert FORMER not in str(refused.value)


def test_production_sends_cookies_over_https_alone() -> None:
    assert Settings.from_environment(KEYS).secure_cookies


@pytest.mark.parametrize(("file", "setting"), [("secret-key", "secret_key"), ("contact-key", "contact_key")])
def test_a_development_machine_keeps_its_own_keys_to_itself(tmp_path: Path, file: str, setting: str) -> None:
    env = {"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": str(tmp_path / "var")}
    first, second = Settings.from_environment(env), Settings.from_environment(env)
    assert getattr(first, setting) == getattr(second, setting) == (tmp_path / "var" / file).read_text("ascii")
    assert (tmp_path / "var" / file).stat().st_mode & 0o777 == 0o600


def test_the_database_is_a_file_in_the_instance_folder_unless_told(tmp_path: Path) -> None:
    settings = Settings.from_environment({**KEYS, "INSTANCE_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/medvirk.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_opened_with_psycopg(scheme: str) -> None:
    settings = Settings.from_environment({**KEYS, "DATABASE_URL": f"{scheme}://u@db/medvirk"})
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
        ("PUBLIC_URL", "medvirk.example.no"),
        ("TRUSTED_PROXIES", "-1"),
        ("MAX_BODY_BYTES", "0"),
        ("MAX_IMPORT_ROWS", "many"),
        ("MAX_IMPORT_BYTES", "1e6"),
    ],
)
def test_a_setting_that_is_not_understood_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**KEYS, name: value})


def test_a_secret_never_stands_in_an_error() -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_environment({"SECRET_KEY": "hemmelig"})
    assert "hemmelig" not in str(refused.value)
