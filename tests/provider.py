"""A provider of OpenID Connect in a process of its own: strict with its clients, and as wrong as a test asks it to be.

`python -m tests.provider` prints its address. `PUT /wrongs` tells what to do wrong from now on, `GET /seen` what came.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, RSAKey
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

Answer = Response | str | tuple[str, int] | tuple[Response, int]
PERSON = {"sub": "u-7f3c", "acr": "idporten-loa-high", "sid": "session-1"}
LONGEST_ASSERTION = 60
FRAME = "<!doctype html><html lang=nb><title>Ut</title><h1>Logger ut</h1><iframe src='{frame}' id=rp></iframe>"


@dataclass
class Provider:
    """What it knows: its keys, its client, the codes that it gave out, and what it is to do wrong."""

    address: str = ""
    keys: list[Key] = field(default_factory=lambda: [RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})])
    client: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    used_assertions: set[str] = field(default_factory=set)
    wrongs: dict[str, Any] = field(default_factory=dict)
    seen: list[dict[str, Any]] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return self.address


app = Flask(__name__)
provider = Provider()


@app.put("/wrongs")
def set_wrongs() -> Answer:
    """What to do wrong from now on; `client`: who may ask; everything that was remembered is forgotten."""
    told = dict(request.get_json())
    provider.client = told.pop("client", provider.client)
    provider.wrongs = told
    if told.get("rotate"):
        provider.keys = [RSAKey.generate_key(2048, {"kid": f"k{secrets.token_hex(4)}", "use": "sig"})]
    provider.seen.clear()
    return jsonify(ok=True)


@app.get("/seen")
def seen() -> Answer:
    return jsonify(provider.seen)


@app.before_request
def remember() -> Answer | None:
    if request.path not in ("/wrongs", "/seen"):
        provider.seen.append(
            {"path": request.path, "values": request.values.to_dict(), "auth": bool(request.authorization)}
        )
    if request.path in provider.wrongs.get("down", []):
        return "<h1>Bad gateway</h1>", 502
    if request.path in provider.wrongs.get("huge", []):
        return Response(b" " * 3_000_000, content_type="application/json")
    if request.path in provider.wrongs.get("slow", []):
        return Response(_drip(), content_type="application/json")
    if request.path in provider.wrongs.get("elsewhere", []):
        return redirect("/")
    return None


def _drip() -> Any:
    while True:
        time.sleep(0.5)
        yield b" "


@app.get("/.well-known/openid-configuration")
def configuration() -> Answer:
    said = {
        "issuer": provider.issuer,
        "authorization_endpoint": f"{provider.address}/authorize",
        "token_endpoint": f"{provider.address}/token",
        "jwks_uri": f"{provider.address}/jwks",
        "userinfo_endpoint": f"{provider.address}/userinfo",
        "end_session_endpoint": f"{provider.address}/logout",
        "authorization_response_iss_parameter_supported": True,
        "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_post"],
    }
    return jsonify({**said, **provider.wrongs.get("configuration", {})})


@app.get("/jwks")
def jwks() -> Answer:
    """Its public keys; or another one alone, when it is told to hide them."""
    hidden = provider.wrongs.get("hides_keys")
    shown: list[Key] = [RSAKey.generate_key(2048, {"kid": "other"})] if hidden else provider.keys
    return jsonify(KeySet(shown).as_dict(private=False))


@app.get("/authorize")
def authorize() -> Answer:
    """The person's own page: who to be. Tests that are no browser ask for `/approve` themselves."""
    going = f"/approve?{urlencode(request.args)}"
    return f"<!doctype html><html lang=nb><title>Velg</title><h1>Velg hvem du er</h1><a href='{going}'>Kari</a>"


@app.get("/approve")
def approve() -> Answer:
    """Send the person back, with a code or with what is wrong."""
    asked = request.args.to_dict()
    answer: dict[str, str] = {"state": asked.get("state", ""), "iss": provider.issuer}
    missing = {"response_type", "nonce", "code_challenge", "state"} - asked.keys()
    if missing or asked["code_challenge_method"] != "S256" or asked["client_id"] != provider.client["id"]:
        answer["error"] = "invalid_request"
    elif "error" in provider.wrongs:
        answer["error"] = provider.wrongs["error"]
    else:
        answer["code"] = secrets.token_urlsafe(16)
        provider.codes[answer["code"]] = asked
    changed = {**answer, **provider.wrongs.get("answer", {})}
    return redirect(f"{asked['redirect_uri']}?{urlencode({k: v for k, v in changed.items() if v is not None})}")


@app.post("/token")
def token() -> Answer:
    """Exchange the code for tokens, once, for the client that it was given to."""
    problem = _client_problem()
    if problem:
        return jsonify(error="invalid_client", error_description=problem), 401
    asked = provider.codes.pop(request.form.get("code", ""), None)
    verifier = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
    if (
        asked is None
        or asked["redirect_uri"] != request.form.get("redirect_uri")
        or asked["code_challenge"] != challenge
    ):
        return jsonify(error="invalid_grant"), 400
    access_token = secrets.token_urlsafe(16)
    signed = _id_token(asked, access_token)
    return jsonify(access_token=access_token, token_type="Bearer", id_token=signed)


def _client_problem() -> str:
    """Why this is not our client; "" when it is."""
    if "secret" in provider.client:
        return "" if request.form.get("client_secret") == provider.client["secret"] else "wrong secret"
    try:
        read = jwt.decode(
            request.form.get("client_assertion", ""),
            RSAKey.import_key(provider.client["public_key"]),
            algorithms=["RS256"],
        )
    except (JoseError, ValueError) as refused:
        return f"signature: {refused}"
    claims, now = read.claims, time.time()
    rules = {
        "kid": read.header.get("kid") == provider.client["kid"],
        "iss and sub": claims.get("iss") == claims.get("sub") == provider.client["id"],
        "aud": claims.get("aud") == provider.issuer,
        "lifetime": 0 < claims["exp"] - claims["iat"] <= LONGEST_ASSERTION,
        "times": claims["iat"] <= now + 5 and claims["exp"] > now,
        "jti": bool(claims.get("jti")) and claims["jti"] not in provider.used_assertions,
    }
    provider.used_assertions.add(claims.get("jti", ""))
    return ", ".join(rule for rule, kept in rules.items() if not kept)


def _id_token(asked: dict[str, str], access_token: str) -> str:
    now = int(time.time()) + provider.wrongs.get("clock", 0)
    half = hashlib.sha256(access_token.encode()).digest()[:16]
    claims = {
        "iss": provider.issuer,
        "aud": provider.client["id"],
        "iat": now,
        "exp": now + 120,
        "nonce": asked["nonce"],
        "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        **PERSON,
        **provider.wrongs.get("claims", {}),
    }
    if provider.wrongs.get("unsigned"):
        parts = (b'{"alg":"none","kid":"k1"}', _json(claims))
        return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
    key = provider.keys[0]
    if provider.wrongs.get("stranger"):
        key = RSAKey.generate_key(2048, {"kid": str(key.kid)})
    header = {"alg": provider.wrongs.get("alg", "RS256"), "kid": key.kid}
    return jwt.encode(header, {k: v for k, v in claims.items() if v is not None}, key, algorithms=[header["alg"]])


def _json(claims: dict[str, Any]) -> bytes:
    return app.json.dumps(claims).encode()


@app.get("/userinfo")
def userinfo() -> Answer:
    return jsonify({"sub": PERSON["sub"], **provider.wrongs.get("userinfo", {})})


@app.get("/logout")
def logout() -> Answer:
    """End the session: tell the client in a frame, then send the person back."""
    query = urlencode({"iss": provider.issuer, "sid": PERSON["sid"]})
    frame = f"{provider.client['frontchannel']}?{query}"
    back = f"<p><a href='{request.args.get('post_logout_redirect_uri')}'>Tilbake</a>"
    return FRAME.format(frame=frame) + back


def serve() -> None:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    print(provider.address, flush=True)  # noqa: T201 -- whoever started it reads where it is
    server.serve_forever()


if __name__ == "__main__":
    serve()
