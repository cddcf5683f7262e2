"""What states, refusals and faults of messages and contact lists are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from surveyapp.models.reaching import DispatchState
from surveyapp.services.contacting.lists import ProblemKind
from surveyapp.services.contacting.waves import Reason

KINDS: Mapping[str, LazyString] = {"invitation": _l("Invitasjon"), "reminder": _l("Påminnelse")}

STATES: Mapping[DispatchState, LazyString] = {
    "sent": _l("sendt"),
    "waiting": _l("venter"),
    "sending": _l("sendes nå"),
    "answered": _l("har svart"),
    "stopped": _l("vil ikke ha meldinger"),
    "refused": _l("adressen ble avvist"),
    "bounced": _l("kom i retur"),
    "given_up": _l("oppgitt etter flere forsøk"),
}

REFUSALS: Mapping[Reason, LazyString] = {
    "past": _l("Dagen er passert. Velg i dag eller en senere dag."),
    "before_opening": _l("Runden er ikke åpnet den dagen. Velg første dag eller senere."),
    "after_closing": _l("Runden er avsluttet den dagen. Velg en tidligere dag."),
    "no_day_left": _l("Runden slutter før neste dag det sendes. Velg en tidligere dag."),
    "twice": _l("Det sendes noe den dagen allerede. Velg en annen dag."),
    "started": _l("Meldingen sendes eller er sendt, og kan ikke endres lenger."),
    "over": _l("Runden er avsluttet."),
    "first_a_reminder": _l("Ingen kan påminnes før de er invitert. Planlegg invitasjonen først."),
    "invitation_planned": _l(
        "Invitasjonen er allerede satt opp, og går også til dem som legges til før den sendes. "
        "Velg påminnelse, eller åpne invitasjonen i planen og endre den der."
    ),
    "all_invited": _l("Invitasjonen er allerede sendt til alle på listen. Velg påminnelse."),
}

ABOUT_THE_KIND: frozenset[Reason] = frozenset({"first_a_reminder", "invitation_planned", "all_invited"})
"""What another kind of message would mend, not another day."""

PROBLEMS: Mapping[ProblemKind, LazyString] = {
    "no_address_column": _l("Listen har ingen kolonne som heter e-post eller telefon."),
    "no_participant_column": _l("Listen har ingen kolonne som heter deltaker, og sier ikke hvem adressene hører til."),
    "strange_column": _l("Vi kjenner ikke denne kolonnen. Ta den bort, eller gi den et av navnene over."),
    "column_twice": _l("To kolonner sier det samme. Behold én av dem."),
    "too_many_cells": _l("Raden har flere celler enn overskrifter. Sett anførselstegn rundt celler med komma."),
    "no_address": _l("Her er verken e-postadresse eller telefonnummer."),
    "wrong_mail": _l("Dette er ikke én e-postadresse."),
    "wrong_phone": _l("Dette er ikke et mobilnummer."),
    "no_participant": _l("Her står det ikke hvem adressen hører til."),
    "strange_participant": _l("Det finnes ingen slik kommune på rundens dato."),
    "strange_language": _l("Skjemaet finnes ikke på dette språket."),
    "twice": _l("Adressen står to ganger for den samme."),
    "too_long": _l("Noe i raden er for langt."),
    "invisible": _l("Her er linjeskift eller andre usynlige tegn. Skriv det på nytt."),
}
