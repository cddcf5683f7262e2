"""What everybody may read: how personal data is treated here, and how far the pages can be used by all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import Blueprint, current_app, url_for
from flask_babel import gettext as _

from surveyapp.models import db
from surveyapp.models.looks import look_of
from surveyapp.models.surveys import Privacy
from surveyapp.services import retaining
from surveyapp.services.accounts import SIGNED_IN_FOR
from surveyapp.services.retaining import Promise
from surveyapp.web.criteria import AUTOMATIC, NOT_TESTED
from surveyapp.web.languages import day
from surveyapp.web.pages import Page, render
from surveyapp.web.starting import privacy_in_words
from surveyapp.web.visits import KEPT_FOR

privacy = Blueprint("privacy", __name__)


@dataclass(frozen=True, slots=True)
class Part:
    """One heading with its paragraphs."""

    heading: str
    lines: tuple[str, ...]
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Page):
    """A page of plain text in parts; `facts`: what is true of one survey."""

    template: ClassVar[str] = "statement.html"
    lead: str
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...]


@privacy.get("/personvern")
def of_all() -> tuple[str, int]:
    """How personal data is treated here, whatever survey."""
    modes = retaining.modes_in_use(db.session())
    page = StatementPage(
        title=_("Personvern"),
        lead=_("Her står det hva vi lagrer når du svarer, hvor lenge, og hva du kan be om."),
        parts=(_who_decides(), *_modes(modes), *_common()),
    )
    return render(page)


@privacy.get("/personvern/<uuid:survey_id>")
def of_survey(survey_id: UUID) -> tuple[str, int]:
    """The same for one survey: who answers for it, and its dates."""
    promise = retaining.promise_of(db.session(), survey_id)
    page = StatementPage(
        title=_("Personvern"),
        part_of=promise.title,
        owner=promise.owner,
        look=look_of(db.session(), survey_id),
        synthetic=promise.synthetic,
        lead=_("Her står det hva vi lagrer når du svarer, hvor lenge, og hva du kan be om."),
        facts=_facts(promise),
        parts=(*_modes((promise.privacy,)), *_common()),
    )
    return render(page)


@privacy.get("/tilgjengelighet")
def accessibility() -> tuple[str, int]:
    """What is tested of how the pages can be used, and what is not."""
    tested, untested = len(AUTOMATIC), len(NOT_TESTED)
    parts = (
        Part(
            _("Hva kravene er"),
            (_("Offentlige nettsteder i Norge skal følge WCAG 2.1 på nivå A og AA. Vi måler oss mot WCAG 2.2."),),
        ),
        Part(
            _("Hva som er prøvd"),
            (
                _(
                    "Programmer prøver %(tested)s av %(all)s krav på sidene for dem som svarer, hver gang koden "
                    "endres. De fleste prøvene finner bare noen av feilene et krav handler om.",
                    tested=tested,
                    all=tested + untested,
                ),
                _("Disse kravene er ikke prøvd: %(list)s.", list=", ".join(NOT_TESTED)),
            ),
        ),
        Part(
            _("Hva som ikke er prøvd"),
            (
                _("Ingen personer med funksjonsnedsettelse har prøvd sidene for oss."),
                _("Vi har ikke prøvd skjermlesere, og ikke andre nettlesere enn Chromium."),
                _("Derfor kan vi ikke si at nettstedet følger alle kravene."),
            ),
        ),
        Part(_("Møter du et hinder?"), (_("Si fra til den som sendte deg lenken eller brevet."),)),
        Part(
            _("Klage"),
            (_("Får du ikke hjelp, kan du klage til Tilsynet for universell utforming av ikt."),),
            ("https://www.uutilsynet.no/", "uutilsynet.no"),
        ),
    )
    lead = _("Medvirk skal kunne brukes av alle. Her står det hva vi vet, og hva vi ikke vet.")
    return render(StatementPage(title=_("Tilgjengelighet"), lead=lead, parts=parts))


def _facts(promise: Promise) -> tuple[tuple[str, str], ...]:
    goes = day(promise.answers_go_on)
    if promise.manner == "unlink":
        kept = _(
            "%(day)s. Da fjerner vi koden og det du har skrevet med egne ord. Tall og valg blir stående.", day=goes
        )
    else:
        kept = _("%(day)s. Da slettes svarene.", day=goes)
    if promise.follows_rounds:
        more = _("Kommer det en runde til, beholdes de like lenge etter den.")
        kept = f"{kept} {more}"
    facts = [(_("Behandlingsansvarlig"), promise.owner), (_("Svarene beholdes til"), kept)]
    if promise.legal_basis:
        facts.append((_("Rettslig grunnlag"), promise.legal_basis))
    if promise.privacy != "anonymous":
        days = _("%(days)s dager etter siste svardag", days=promise.contact_days)
        facts.append((_("E-post og telefon slettes"), days))
    return tuple((str(word), str(what)) for word, what in facts)


def _who_decides() -> Part:
    return Part(
        _("Hvem har ansvaret?"),
        (
            _("Virksomheten som spør deg, er behandlingsansvarlig. Navnet står øverst når du åpner lenken din."),
            _("Hver undersøkelse har sin egen side om personvern, med datoer. Lenken står på startsiden."),
        ),
    )


def _modes(modes: tuple[Privacy, ...]) -> tuple[Part, ...]:
    """What is kept, for the modes that are in use."""
    if not modes:
        return ()
    return (Part(_("Hva vi lagrer"), (*map(privacy_in_words, modes), _("Vi lagrer også det du svarer."))),)


def _common() -> tuple[Part, ...]:
    return (_while_writing(), _cookies(), _logs(), _mail(), _rights(), _complaint())


def _while_writing() -> Part:
    return Part(
        _("Svar som ikke er levert"),
        (_("Begynner du uten å levere, slettes det du har skrevet, 90 dager etter siste svardag."),),
    )


def _cookies() -> Part:
    name = current_app.config["SESSION_COOKIE_NAME"]
    return Part(
        _("Informasjonskapsler"),
        (
            _(
                "Vi bruker én informasjonskapsel, %(name)s. Den husker hvilket svar du har åpnet, språket og hvordan "
                "du vil lese. Den er nødvendig, og ingen andre kan lese den.",
                name=name,
            ),
            _(
                "Den forsvinner når du lukker nettleseren. Velger du å fortsette senere, varer den i %(days)s dager. "
                "Den som logger inn, blir logget ut etter %(hours)s timer.",
                days=KEPT_FOR.days,
                hours=SIGNED_IN_FOR.seconds // 3600,
            ),
        ),
    )


def _logs() -> Part:
    return Part(
        _("Logger"),
        (
            _(
                "Loggen sier når en side ble vist, hva slags side det var, og hvor lang tid det tok. "
                "Den har ikke IP-adressen din, ikke lenken din og ikke det du svarer."
            ),
        ),
    )


def _mail() -> Part:
    if current_app.extensions["post"].is_there:
        line = _(
            "Ber du om en kode på e-post, sender vi den og sletter adressen med det samme. "
            "Går det ikke å sende, prøver vi i to døgn og sletter den så."
        )
    else:
        line = _("Dette nettstedet sender ikke e-post.")
    return Part(_("E-post"), (line,))


def _rights() -> Part:
    return Part(
        _("Dine rettigheter"),
        (
            _("Når du leverer, får du en kopi av svaret og en referansekode. Ta vare på koden."),
            _("Med koden kan du trekke svaret så lenge undersøkelsen er åpen. Etterpå kan du be virksomheten om det."),
            _("Med koden kan du også be virksomheten om innsyn og retting."),
            _("Et anonymt svar uten kode kan ingen finne igjen, heller ikke vi. Da kan det ikke vises eller slettes."),
        ),
        (url_for("withdrawing.ask"), str(_("Trekk et svar du har levert"))),
    )


def _complaint() -> Part:
    return Part(
        _("Klage"),
        (_("Mener du at vi bryter reglene, kan du klage til Datatilsynet."),),
        ("https://www.datatilsynet.no/", "datatilsynet.no"),
    )
