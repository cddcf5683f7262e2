"""What people read when they sign in or out by a provider, and when it goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import structlog
from flask import current_app, request, url_for
from flask_babel import gettext as _

from surveyapp.oidc import Directory
from surveyapp.oidc.errors import (
    ClockSkewError,
    ProviderDownError,
    RefusedByProviderError,
    ReplayedSignInError,
    SignInError,
    StaleSignInError,
    TooWeakError,
    UntrustworthyError,
    WrongIssuerError,
)
from surveyapp.services.federating import NoMembershipError
from surveyapp.web.pages import ErrorPage, Page

_LOG = structlog.get_logger("medvirk")


@dataclass(frozen=True, slots=True)
class WayIn:
    """A provider that people may sign in by: the link, and its words."""

    href: str
    words: str


def ways_in(goal: str) -> tuple[WayIn, ...]:
    """All of them, in their order in the settings; none where none is configured."""
    known = cast(Directory, current_app.extensions["oidc"]).providers.values()
    return tuple(
        WayIn(url_for("oidc.begin", key=each.key, next=goal or None), _("Logg inn med %(name)s", name=each.name))
        for each in known
    )


def has_ways_in() -> bool:
    """Whether anybody may sign in by a provider."""
    return bool(cast(Directory, current_app.extensions["oidc"]).providers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOutPage(Page):
    """That one is signed out here; `address`: where the session at the provider ends, gone to at once."""

    template: ClassVar[str] = "staff/signed_out.html"
    lines: tuple[str, ...]
    address: str = ""
    provider: str = ""


def leaving_page(provider: str, address: str) -> SignedOutPage:
    """On the way out, by the provider."""
    line = _("Du er logget ut av Medvirk. Nå logger vi deg også ut av %(name)s.", name=provider)
    return SignedOutPage(title=_("Logger ut"), lines=(line,), address=address, provider=provider)


def signed_out_page() -> SignedOutPage:
    """Signed out, here and there."""
    line = _("Sitter du ved en maskin som andre også bruker, kan du nå lukke nettleseren.")
    return SignedOutPage(title=_("Du er logget ut"), lines=(line,))


def _page(title: str, *lines: str) -> ErrorPage:
    return ErrorPage(title=title, lines=lines, link=(url_for("staff.login"), _("Til innloggingen")))


def _down(_error: ProviderDownError) -> ErrorPage:
    return _page(
        _("Innloggingstjenesten svarer ikke"),
        _("%(name)s svarer ikke slik den skal akkurat nå. Vent litt, og prøv en gang til.", name=_name()),
    )


def _refused(_error: RefusedByProviderError) -> ErrorPage:
    return _page(
        _("Innloggingen ble ikke fullført"),
        _("%(name)s lot deg ikke logge inn. Avbrøt du selv, kan du prøve en gang til.", name=_name()),
    )


def _too_weak(_error: TooWeakError) -> ErrorPage:
    return _page(
        _("Du må logge inn på et høyere sikkerhetsnivå"),
        _("Logg inn en gang til, og velg en innloggingsmåte med høyere sikkerhetsnivå, for eksempel BankID."),
    )


def _stale(_error: StaleSignInError) -> ErrorPage:
    return _page(
        _("Innloggingen gjelder ikke lenger"),
        _("Den er for gammel, eller den ble startet i en annen nettleser. Start innloggingen på nytt."),
    )


def _replayed(_error: ReplayedSignInError) -> ErrorPage:
    return _page(
        _("Innloggingen er allerede brukt"),
        _("Et svar fra %(name)s kan bare brukes én gang. Start innloggingen på nytt.", name=_name()),
    )


def _skewed(_error: ClockSkewError) -> ErrorPage:
    return _page(
        _("Klokkene stemmer ikke overens"),
        _("Svaret fra %(name)s er for gammelt, eller klokken hos dem eller oss går feil.", name=_name()),
        _("Prøv en gang til. Skjer det igjen, si fra til den som drifter Medvirk hos dere."),
    )


def _mixed_up(_error: WrongIssuerError) -> ErrorPage:
    return _page(
        _("Svaret kom fra feil innloggingstjeneste"),
        _("Du er ikke logget inn. Start innloggingen på nytt."),
        _("Skjer det igjen, si fra til den som drifter Medvirk hos dere."),
    )


def _untrustworthy(_error: UntrustworthyError) -> ErrorPage:
    return _page(
        _("Vi kan ikke stole på svaret fra innloggingstjenesten"),
        _("Du er ikke logget inn. Start innloggingen på nytt."),
        _("Skjer det igjen, si fra til den som drifter Medvirk hos dere."),
    )


def _no_membership(error: NoMembershipError) -> ErrorPage:
    acts_for = _("Du representerer virksomheten med organisasjonsnummer %(numbers)s.", numbers=", ".join(error.numbers))
    return _page(
        _("Du har ikke tilgang til Medvirk ennå"),
        _("%(name)s kjenner deg igjen, men ingen har gitt deg en rolle her.", name=_name()),
        *([acts_for] if error.numbers else []),
        _(
            "Be den som administrerer Medvirk i virksomheten din, om tilgang, og oppgi denne koden: %(code)s",
            code=error.subject,
        ),
    )


def _name() -> str:
    """The provider's name on its button."""
    known = cast(Directory, current_app.extensions["oidc"]).providers
    provider = known.get((request.view_args or {}).get("key", ""))
    return provider.name if provider else _("Innloggingstjenesten")


def _logged(explain: Callable[[Any], ErrorPage]) -> Callable[[Any], ErrorPage]:
    def told(error: SignInError) -> ErrorPage:
        by = (request.view_args or {}).get("key")
        _LOG.warning("sign-in failed", by=by, kind=type(error).__name__, reason=error.reason)
        return explain(error)

    return told


ANSWERS: Mapping[type[Exception] | int, tuple[int, Callable[[Any], ErrorPage]]] = {
    ProviderDownError: (503, _logged(_down)),
    RefusedByProviderError: (403, _logged(_refused)),
    TooWeakError: (403, _logged(_too_weak)),
    StaleSignInError: (400, _logged(_stale)),
    ReplayedSignInError: (409, _logged(_replayed)),
    ClockSkewError: (400, _logged(_skewed)),
    WrongIssuerError: (400, _logged(_mixed_up)),
    UntrustworthyError: (400, _logged(_untrustworthy)),
    NoMembershipError: (403, _no_membership),
}
"""What a person is told about each way that a sign-in can fail."""
