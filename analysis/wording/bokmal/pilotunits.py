"""What is said of one unit of a pilot, beside the whole of it."""

from __future__ import annotations

PILOT_UNITS: dict[str, str] = {
    "title_unit": "{subject} i piloten {title}",
    "subtitle_unit": "Enhetens rapport. Enheten ved siden av hele piloten.",
    "for_unit": "For dem som arbeider i enheten, og for prosjektgruppa.",
    "heading_unit": "Enheten på én side",
    "unit_stands": "Slik står {unit} {day}.",
    "unit_trained": "Opplæringer enheten har hatt: {n}. Deltakere på dem i alt: {people}.",
    "unit_untrained": "Enheten har ikke hatt opplæring ennå.",
    "unit_unknown": "Vi vet ikke om enheten er i gang med forløp.",
    "unit_waiting": "Enheten er ikke i gang med forløp ennå.",
    "unit_hidden": "Enheten er i gang med forløp. Tallene er skjult fordi noen av dem gjelder få personer.",
    "unit_courses": "Forløp som er startet i enheten: {started}. Målt flere ganger: {pairs}.",
    "unit_whole": "Virksomheter i hele piloten: {n}. Har hatt opplæring: {trained}. Er i gang med forløp: {begun}.",
    "unit_whole_courses": (
        "Forløp som er startet i alle virksomhetene som kan vises: {started}. Målt flere ganger: {pairs}."
    ),
    "heading_unit_beside": "Enheten ved siden av piloten",
    "caption_unit": "Opplæring og forløp i enheten og i hele piloten",
    "unit_all": "Hele piloten",
    "note_unit": (
        "Skjult: tallet gjelder så få personer at de kunne bli kjent igjen. Strek: det er ikke noe å oppgi. "
        "Hele piloten: forløp i virksomheter med skjulte tall er ikke regnet med."
    ),
    "unit_method_numbers": "Rapporten viser de samme tallene om enheten som pilotrapporten gjør, og skjuler de samme.",
    "unit_method_whole": (
        "Forløp i hele piloten er summen for de virksomhetene som kan vises. Der noe er skjult, er ingenting "
        "regnet med."
    ),
    "unit_method_surveys": (
        "Undersøkelsene er enhetens egne, fortalt hver for seg. Målinger i forløp er bare med når ingen av "
        "tallene om enhetens forløp er skjult."
    ),
}
