"""The file of providers: what it must hold, and what each mistake is told as."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from surveyapp.config import Settings, SettingsError
from surveyapp.oidc import Provider, ProvidersError, Represents, read_providers
from surveyapp.oidc.providers import LISTS, SHORTEST_RSA, TEXTS, TRUTHS
from surveyapp.oidc.representing import represented
from surveyapp.services import federating
from tests.vouching import KEY, NUMBER, acting_for

ROOT = Path(__file__).parents[3]
PRESETS = (ROOT / "docs" / "sign-in.md").read_text("utf-8")
SOUND = {
    "name": '"Ansattporten"',
    "issuer": '"https://ansattporten.no"',
    "client_id": '"medvirk"',
    "client_secret_file": '"secret"',
}


def written(folder: Path, key: str = "ansattporten", **changed: str) -> Path:
    (folder / "secret").write_text("hemmelig\n", "utf-8")
    weak = rsa.generate_private_key(65537, SHORTEST_RSA // 2)
    (folder / "weak.pem").write_bytes(weak.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "public.pem").write_bytes(KEY.as_pem(private=False))
    path = folder / "providers.toml"
    lines = [f"{name} = {value}" for name, value in {**SOUND, **changed}.items() if value]
    path.write_text("\n".join([f"[{key}]", *lines]), "utf-8")
    return path


def test_a_provider_is_read_with_its_secret_from_a_file_beside(tmp_path: Path) -> None:
    (provider,) = read_providers(written(tmp_path), loopback=False)
    assert (provider.key, provider.client_secret, provider.scope) == ("ansattporten", "hemmelig", "openid")
    assert "hemmelig" not in repr(provider)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"key": "Ansatt porten"}, "is no provider|not TOML"),
        ({"name": ""}, "name is missing"),
        ({"issuer": '"http://ansattporten.no"'}, "issuer must be an https address"),
        ({"issuer": '"http://127.0.0.1:9400"'}, "issuer must be an https address"),
        ({"client_secret_file": ""}, "needs either private_key_file or client_secret_file"),
        ({"client_secret_file": '"lost"'}, "lost can't be read"),
        ({"client_secret_file": "", "private_key_file": '"secret"'}, "private_key_file needs key_id"),
        ({"client_secret_file": "", "private_key_file": '"secret"', "key_id": '"k"'}, "must hold an RSA key"),
        ({"client_secret_file": "", "private_key_file": '"weak.pem"', "key_id": '"k"'}, "at least 2048 bits"),
        ({"client_secret_file": "", "private_key_file": '"public.pem"', "key_id": '"k"'}, "must hold an RSA key"),
        ({"algorithms": '["HS256"]'}, "algorithms must be of RS256"),
        ({"algorithms": '["none"]'}, "algorithms must be of RS256"),
        ({"scope": '"profile"'}, "scope must hold openid"),
        ({"organisation": '"12345678"'}, "organisation must be nine digits"),
        ({"roles": '{a = "owner"}'}, "roles and roles_claim go together"),
        ({"roles": '{a = "owner"}', "roles_claim": '"groups"'}, "roles need an organisation"),
        ({"trusts_email": '"yes"'}, "trusts_email is not understood"),
        ({"client_secret": '"hemmelig"'}, "client_secret is not understood"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, changed: dict[str, str], told: str) -> None:
    with pytest.raises(ProvidersError, match=told):
        read_providers(written(tmp_path, **changed), loopback=False)


@pytest.mark.parametrize("text", [None, "[ansattporten", b"\xff"])
def test_a_file_that_can_not_be_read_stops_the_app(tmp_path: Path, text: str | bytes | None) -> None:
    path = tmp_path / "providers.toml"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings = {"SURVEYAPP_ENVIRONMENT": "development", "INSTANCE_DIR": str(tmp_path), "OIDC_PROVIDERS": str(path)}
    with pytest.raises(SettingsError, match="OIDC_PROVIDERS"):
        Settings.from_environment(settings)


def test_a_machine_under_development_may_ask_itself(tmp_path: Path) -> None:
    path = written(tmp_path, issuer='"http://127.0.0.1:9400"')
    assert read_providers(path, loopback=True)[0].issuer == "http://127.0.0.1:9400"


def test_a_role_that_there_is_not_is_told() -> None:
    provider = Provider(
        key="x", name="X", issuer="https://x.example", client_id="m", roles=(("a", "owner"), ("b", "boss"))
    )
    assert federating.unknown_roles(provider) == ("boss",)


def test_each_example_in_the_guide_can_be_read(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", PRESETS, re.DOTALL)
    (tmp_path / "medvirk.pem").write_bytes(KEY.as_pem(private=True))
    for name in ("entra.secret", "feide.secret"):
        (tmp_path / name).write_text("hemmelig", "utf-8")
    path = tmp_path / "providers.toml"
    path.write_text("\n".join(examples), "utf-8")
    read = read_providers(path, loopback=False)
    assert [provider.key for provider in read] == ["idporten", "ansattporten", "entra", "feide"]
    assert [federating.unknown_roles(provider) for provider in read] == [()] * 4


def test_the_guide_tells_of_every_setting() -> None:
    table = PRESETS.partition("## The settings of a provider")[2].partition("## ")[0]
    names = [
        name for line in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", line)
    ]
    assert set(names) == TEXTS | LISTS | TRUTHS | {"roles"}


CLAIMED = Provider(
    key="x",
    name="X",
    issuer="https://x.example",
    client_id="m",
    organisation_claim="orgno",
    roles_claim="groups",
    roles=(("eiere", "owner"), ("lesere", "reader")),
)


ANSATTPORTEN = replace(
    CLAIMED,
    organisation_claim="authorization_details",
    roles_claim="authorization_details",
    roles=(("medvirk-eier", "owner"),),
)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"orgno": NUMBER, "groups": ["eiere", "andre"]}, [(NUMBER, "owner")]),
        ({"orgno": f"0192:{NUMBER}", "groups": "lesere"}, [(NUMBER, "reader")]),
        ({"orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{NUMBER}"}}, [(NUMBER, "")]),
        ({"orgno": [NUMBER, "12", None, 987654321, {"ID": 5}], "groups": [7]}, [(NUMBER, "")]),
        ({"orgno": "9876543210"}, []),
        ({"orgno": "９８７６５４３２１"}, []),
        ({"groups": ["eiere"]}, []),
        ({}, []),
    ],
)
def test_an_organisation_and_a_role_are_read_from_claims(
    claims: dict[str, object], found: list[tuple[str, str]]
) -> None:
    assert represented(CLAIMED, claims) == tuple(Represents(*each) for each in found)


@pytest.mark.parametrize("strange", [None, "x", [], [{}], ["x"], [{"authorized_parties": ["x", {"orgno": "1"}]}]])
def test_strange_authorization_details_give_nothing(strange: object) -> None:
    assert represented(ANSATTPORTEN, {"authorization_details": strange}) == ()


def test_a_resource_that_gives_no_role_only_tells_the_organisation() -> None:
    provider = replace(ANSATTPORTEN, roles=(("another", "owner"),))
    assert represented(provider, acting_for()) == (Represents(NUMBER, ""),)
