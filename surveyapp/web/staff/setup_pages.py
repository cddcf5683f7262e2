"""What the pages of setting a survey up say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from flask import get_flashed_messages, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from questionnaires.library import paths
from questionnaires.loading import load_file
from surveyapp.models import Account, Survey
from surveyapp.models.surveys import OVER
from surveyapp.services.access import Action
from surveyapp.services.preparing import Gate, GateName
from surveyapp.services.reporting import rehearsal
from surveyapp.services.retaining import Promise
from surveyapp.services.surveying import RoundOverview
from surveyapp.web.languages import language, own_name
from surveyapp.web.staff.forms import FormPage, StaffForm
from surveyapp.web.staff.life import STATES, Step, steps
from surveyapp.web.staff.pages import StaffPage

GATES: Mapping[GateName, tuple[LazyString, LazyString]] = {
    "purpose": (_l("Formålet er skrevet"), _l("Skriv hva svarene skal brukes til.")),
    "assessment": (
        _l("Personvernet er vurdert"),
        _l("Si om svarene er helseopplysninger, og hva dere kom fram til."),
    ),
    "languages": (
        _l("Skjemaet finnes på de språkene det må"),
        _l("Statsorgan må ha skjemaet på bokmål og nynorsk (språklova § 14). Publiser en versjon med begge."),
    ),
    "denominator": (_l("Nevneren er bestemt"), _l("Si hvor mange som skal svare, og hvilken dag det er talt.")),
    "closing": (_l("Siste dag er ikke passert"), _l("Flytt siste dag.")),
    "contacts": (
        _l("Adresser slettes i tide"),
        _l("Adressene ville blitt liggende lenger enn svarene. Endre slettedatoene."),
    ),
    "rehearsal": (_l("Skjemaet er prøvd"), _l("Prøv skjemaet: det besvares tilfeldig langs alle veier.")),
}
"""What each gate is called when it is passed, and what to do when it is not."""

UNCOUNTED = _l("Nevneren er ikke bestemt, og trengs ikke for å åpne")
"""A passed gate behind which there is nothing."""

FIXED: Mapping[str, LazyString] = {
    "opens_on": _l("Runden har åpnet, så første dag kan ikke endres."),
    "denominator": _l(
        "Runden har åpnet, så antallet kommuner som skal svare, kan ikke endres. Lag en ny runde om andre skal svare."
    ),
    "denominator_date": _l(
        "Runden har åpnet, så datoen for tellingen kan ikke endres. Den bestemmer hvem som regnes med."
    ),
}
"""What stays when a round has opened, by its field."""


@dataclass(frozen=True, slots=True)
class GateLine:
    """One thing that must be in place: its words, and where to do it."""

    passed: bool
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPage(StaffPage):
    """A round: what is in place before it opens, and what can be done with it."""

    template: ClassVar[str] = "staff/ready.html"
    survey: str
    back: str
    state: str
    draft: bool
    steps: tuple[Step, ...]
    opens_on: date
    closes_on: date
    counts: tuple[int, int]
    erased_on: date | None
    take_back_at: str
    gates: tuple[GateLine, ...]
    rehearsed: bool
    can_open: bool
    changes: bool
    dead_ends: int
    refused: bool
    links: tuple[tuple[str, str], ...]
    rehearse_at: str
    open_at: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a press on the page came to, where it was not done."""

    dead_ends: int = 0
    refused: bool = False


def ready_page(
    account: Account,
    survey: Survey,
    there: RoundOverview,
    gates: tuple[Gate, ...],
    may: frozenset[Action],
    *,
    promise: Promise,
    tried: Tried,
) -> ReadyPage:
    """The page of a round."""
    ids: dict[str, Any] = {"survey_id": survey.id, "round_id": there.round_id}
    return ReadyPage(
        title=there.label,
        part_of=survey.title,
        signed_in=account.name,
        synthetic=survey.synthetic,
        failed=bool(tried.dead_ends) or tried.refused,
        survey=survey.title,
        back=url_for("staff.survey", survey_id=survey.id),
        state=str(STATES[there.state][0]),
        draft=there.state == "draft",
        steps=steps(there, promise),
        opens_on=there.opens_on,
        closes_on=there.closes_on,
        counts=(there.submitted, there.invited),
        erased_on=there.erased_on,
        take_back_at=url_for("ending.take_back", **ids) if "survey.report" in may and there.state == "reported" else "",
        gates=tuple(_gate_line(gate, there, ids) for gate in gates),
        rehearsed=any(gate.name == "rehearsal" and gate.passed for gate in gates),
        can_open=all(gate.passed for gate in gates),
        changes="survey.change" in may,
        dead_ends=tried.dead_ends,
        refused=tried.refused,
        links=tuple(_links(survey, there, ids, may)),
        rehearse_at=url_for("setting_up.rehearse", **ids),
        open_at=url_for("setting_up.release", **ids),
        notes=tuple(_note(*each) for each in get_flashed_messages(with_categories=True)),
    )


def _note(category: str, words: str) -> tuple[str, str]:
    """What was done, and the colour that it is told in."""
    return words, category if category == "warning" else "success"


def _gate_line(gate: Gate, there: RoundOverview, ids: Mapping[str, Any]) -> GateLine:
    passed, missing = GATES[gate.name]
    if gate.name == "denominator" and there.denominator is None:
        passed = UNCOUNTED
    words = str(passed if gate.passed else missing)
    if gate.lacks:
        words += " " + str(_("Mangler: %(what)s.", what=", ".join(own_name(code) for code in gate.lacks)))
    where = {
        "purpose": url_for("setting_up.about", survey_id=ids["survey_id"]),
        "assessment": url_for("setting_up.about", survey_id=ids["survey_id"]),
        "denominator": url_for("setting_up.move", **ids),
        "closing": url_for("setting_up.move", **ids),
        "contacts": url_for("deletion.show", survey_id=ids["survey_id"]),
    }
    return GateLine(gate.passed, words, "" if gate.passed else where.get(gate.name, ""))


def _links(
    survey: Survey, there: RoundOverview, ids: Mapping[str, Any], may: frozenset[Action]
) -> list[tuple[str, str]]:
    found = []
    if "respondents.invite" in may and there.state not in OVER and survey.privacy == "anonymous":
        found.append((url_for("open_links.show", **ids), str(_("Åpen lenke"))))
    if "respondents.invite" in may and there.state not in OVER:
        found.append((url_for("messaging.overview", **ids), str(_("Invitasjoner og påminnelser"))))
        found.append((url_for("letters.plan", **ids), str(_("Brev"))))
    if "survey.change" in may and there.state not in OVER:
        found.append((url_for("setting_up.move", **ids), str(_("Datoer og nevner"))))
    if "report.build" in may and there.state == "draft":
        rehearsed = rehearsal(survey.id, there.round_id).key
        found.append((url_for("reports.order", kind="change", om=rehearsed), str(_("Bygg rapport på prøvesvar"))))
    if "survey.close" in may and there.state == "open":
        found.append((url_for("setting_up.close", **ids), str(_("Avslutt runden"))))
    if "survey.report" in may and there.state == "closed":
        found.append((url_for("ending.report", **ids), str(_("Meld resultatet rapportert"))))
    return found


def form_page(
    account: Account,
    form: StaffForm,
    words: tuple[str, str],
    survey: Survey | None = None,
    *,
    round_id: UUID | None = None,
    lead: str = "",
    dangerous: bool = False,
) -> FormPage:
    """A form about the surveys, one of them, or one of its rounds; `words`: its title, and what its button says."""
    back = url_for("staff.surveys"), str(_("Undersøkelser"))
    if survey is not None:
        back = url_for("staff.survey", survey_id=survey.id), survey.title
    if survey is not None and round_id is not None:
        back = url_for("setting_up.ready", survey_id=survey.id, round_id=round_id), str(_("Runden"))
    return FormPage(
        title=words[0],
        part_of=survey.title if survey is not None else "",
        signed_in=account.name,
        synthetic=survey is not None and survey.synthetic,
        failed=bool(form.problems),
        form_data=form,
        back=back,
        send=words[1],
        lead=(lead,) if lead else (),
        dangerous=dangerous,
    )


def questionnaires_offered() -> list[tuple[str, str]]:
    """The questionnaires that we ship: id and title."""
    shipped = {name: load_file(path) for name, path in paths().items()}
    return [(name, found.title.in_language(_one_of(found.languages))) for name, found in shipped.items()]


def _one_of(languages: tuple[str, ...]) -> str:
    return language() if language() in languages else languages[0]
