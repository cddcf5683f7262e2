"""What this browser may open: its responses, and who is signed in. Kept in the signed session cookie."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict, cast
from uuid import UUID

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface

from surveyapp.models.errors import SurveyAppError
from surveyapp.models.ids import InvitationKey, ResponseKey

MOST = 10
"""Responses remembered by one browser; a cookie holds 4 kB."""

STEP_FOR = timedelta(minutes=10)
"""How long each step of signing in may take."""
KEPT_FOR = timedelta(days=7)
"""How long an anonymous draft can be found again in the browser that began it."""


class Cookies(SecureCookieSessionInterface):
    """Flask's sessions, but what signs them is made once for the app, not twice for each request."""

    def __init__(self) -> None:
        self._signers: dict[str, Any] = {}

    def get_signing_serializer(self, app: Flask) -> Any:
        key = str(app.secret_key)
        if key not in self._signers:
            self._signers[key] = super().get_signing_serializer(app)
        return self._signers[key]


class Visit(TypedDict):
    """A response that this browser has opened, by the hexadecimal digits of its ids; `done`: it is handed in."""

    response: str
    survey: str
    invitation: str
    done: bool


class Help(TypedDict):
    """A colleague's part of a response that this browser has opened."""

    response: str
    survey: str
    assignment: str


class FirstStep(TypedDict):
    """An account whose password was right, until when that counts, and which page was wanted."""

    account: str
    until: float
    goal: str


class NotOpenedHereError(SurveyAppError):
    """The response was never opened in this browser, or the browser has forgotten it. Open the link again."""


class NotEnteredError(SurveyAppError):
    """No code was typed in this browser."""


class SignInFirstError(SurveyAppError):
    """The page is for those who are signed in."""


class AskedTooLongAgoError(SignInFirstError):
    """What a passkey should sign was never asked by this browser, was answered already, or is too old."""


def remember(key: ResponseKey, invitation: InvitationKey | None) -> None:
    """Let this browser open the response; it forgets those that it has handed in, for the sake of the next person.

    `invitation`: none when it was opened by its return code.
    """
    visits = [visit for visit in _visits() if not visit["done"] and visit["response"] != key.id.hex]
    way = invitation.id.hex if invitation else ""
    visit = Visit(response=key.id.hex, survey=key.survey_id.hex, invitation=way, done=False)
    _keep([*visits, visit])


def key_of(response_id: UUID) -> ResponseKey:
    """The whole key of a response that this browser has opened; raises `NotOpenedHereError`."""
    held = opened(response_id)
    if held is not None:
        return held
    raise NotOpenedHereError("This response is not opened in this browser. Open the link that you were given again.")


def opened(response_id: UUID) -> ResponseKey | None:
    """The whole key, if this browser holds the response itself."""
    for visit in _visits():
        if visit["response"] == response_id.hex:
            return ResponseKey(UUID(hex=visit["survey"]), response_id)
    return None


def help_with(key: ResponseKey, assignment_id: UUID) -> None:
    """Let this browser do what one colleague was asked to do, and nothing else of the response."""
    others = [each for each in session.get("helping", []) if each["response"] != key.id.hex]
    mine = Help(response=key.id.hex, survey=key.survey_id.hex, assignment=assignment_id.hex)
    session["helping"] = [*others, mine][-MOST:]


def helping(response_id: UUID) -> tuple[ResponseKey, UUID] | None:
    """The response and the assignment that this browser was let in by."""
    for each in session.get("helping", []):
        if each["response"] == response_id.hex:
            return ResponseKey(UUID(hex=each["survey"]), response_id), UUID(hex=each["assignment"])
    return None


def follow(response_id: UUID, key: ResponseKey) -> None:
    """Let who holds one edition of an answer open another."""
    visits = _visits()
    held = next((visit for visit in visits if visit["response"] == response_id.hex), None)
    if held is not None and all(visit["response"] != key.id.hex for visit in visits):
        _keep(
            [*visits, Visit(response=key.id.hex, survey=key.survey_id.hex, invitation=held["invitation"], done=False)]
        )


def held_for(invitation: InvitationKey) -> tuple[ResponseKey, bool] | None:
    """The response that this browser last began through an open link, and whether it is handed in."""
    for visit in reversed(_visits()):
        if visit["invitation"] == invitation.id.hex:
            return ResponseKey(UUID(hex=visit["survey"]), UUID(hex=visit["response"])), visit["done"]
    return None


def done(response_id: UUID) -> None:
    """Note that the response is handed in."""
    visits = _visits()
    for visit in visits:
        visit["done"] = visit["done"] or visit["response"] == response_id.hex
    _keep(visits)


def forget(response_id: UUID) -> None:
    """Close the response in this browser; whoever uses it next cannot open it."""
    _keep([visit for visit in _visits() if visit["response"] != response_id.hex])
    session["helping"] = [each for each in session.get("helping", []) if each["response"] != response_id.hex]


def keep_beyond_today() -> None:
    """Let the cookie outlive the browser's window; only for a person who asks to go on later."""
    session.permanent = True


def enter(code: bytes) -> None:
    """Remember the code that was typed, by its HMAC, until this browser's window is closed."""
    session["entry"] = code.hex()


def entered() -> bytes:
    """The HMAC of the code that was typed last; raises `NotEnteredError`."""
    if "entry" not in session:
        raise NotEnteredError("Type the code from the letter on the front page.")
    return bytes.fromhex(session["entry"])


def hold(token: str) -> None:
    """Begin a fresh session of whoever has signed in: nothing from before is carried into it but the language."""
    language = session.get("language")
    session.clear()
    session["staff"] = token
    if language:
        session["language"] = language


def held() -> str:
    """The token of who is signed in; raises `SignInFirstError`."""
    token = session.get("staff")
    if not isinstance(token, str):
        raise SignInFirstError("Sign in to see this page.")
    return token


def let_go() -> None:
    """Forget who is signed in; responses opened in this browser stay open."""
    session.pop("staff", None)


def pass_first_step(account_id: UUID, goal: str, now: datetime) -> None:
    """Remember for a short while that the password was right, and which page was wanted."""
    until = (now + STEP_FOR).timestamp()
    session["first"] = FirstStep(account=account_id.hex, until=until, goal=goal)


def first_step(now: datetime) -> tuple[UUID, str]:
    """The account whose password was right, and which page was wanted; raises `SignInFirstError`."""
    first = session.get("first")
    if first is None or now.timestamp() >= first["until"]:
        raise SignInFirstError("Begin with the password.")
    return UUID(hex=first["account"]), first["goal"]


def challenge(words: bytes, now: datetime) -> None:
    """Remember what a passkey is asked to sign."""
    session["challenge"] = words.hex(), now.timestamp()


def challenged(now: datetime) -> tuple[bytes, datetime]:
    """What a passkey was asked to sign, and when, once; raises `AskedTooLongAgoError`."""
    words, at = session.pop("challenge", ("", 0.0))
    asked_at = datetime.fromtimestamp(at, UTC)
    if now >= asked_at + STEP_FOR:
        raise AskedTooLongAgoError("It took too long. Begin again.")
    return bytes.fromhex(words), asked_at


def _visits() -> list[Visit]:
    return [cast(Visit, dict(visit)) for visit in session.get("visits", [])]


def _keep(visits: list[Visit]) -> None:
    session["visits"] = visits[-MOST:]
