"""What is said of one unit of a pilot, beside the whole of it."""

from __future__ import annotations

PILOT_UNITS: dict[str, str] = {
    "title_unit": "{subject} i piloten {title}",
    "subtitle_unit": "Rapporten til eininga. Eininga ved sida av heile piloten.",
    "for_unit": "For dei som arbeider i eininga, og for prosjektgruppa.",
    "heading_unit": "Eininga på éi side",
    "unit_stands": "Slik står {unit} {day}.",
    "unit_trained": "Opplæringar eininga har hatt: {n}. Deltakarar på dei i alt: {people}.",
    "unit_untrained": "Eininga har ikkje hatt opplæring enno.",
    "unit_unknown": "Vi veit ikkje om eininga er i gang med forløp.",
    "unit_waiting": "Eininga er ikkje i gang med forløp enno.",
    "unit_hidden": "Eininga er i gang med forløp. Tala er skjulte fordi nokre av dei gjeld få personar.",
    "unit_courses": "Forløp som er starta i eininga: {started}. Målt fleire gonger: {pairs}.",
    "unit_whole": "Verksemder i heile piloten: {n}. Har hatt opplæring: {trained}. Er i gang med forløp: {begun}.",
    "unit_whole_courses": (
        "Forløp som er starta i alle verksemdene som kan visast: {started}. Målt fleire gonger: {pairs}."
    ),
    "heading_unit_beside": "Eininga ved sida av piloten",
    "caption_unit": "Opplæring og forløp i eininga og i heile piloten",
    "unit_all": "Heile piloten",
    "note_unit": (
        "Skjult: talet gjeld så få personar at dei kunne bli kjende att. Strek: det er ikkje noko å oppgi. "
        "Heile piloten: forløp i verksemder med skjulte tal er ikkje rekna med."
    ),
    "unit_method_numbers": "Rapporten viser dei same tala om eininga som pilotrapporten gjer, og skjuler dei same.",
    "unit_method_whole": (
        "Forløp i heile piloten er summen for dei verksemdene som kan visast. Der noko er skjult, er "
        "ingenting rekna med."
    ),
    "unit_method_surveys": (
        "Undersøkingane er dei eininga sjølv eig, fortalde kvar for seg. Målingar i forløp er berre med når "
        "ingen av tala om forløpa i eininga er skjulte."
    ),
}
