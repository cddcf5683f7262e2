"""Titles, readings, notes and headings of figures and their tables."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure_table": "Tallene i figur {number}",
    "missing_answers": "Uten svar på skalaen: {told}",
    "missing_in_round": "{n} i {round}",
    # Diverging bars.
    "bars_reading": "Slik leses den: i {round} svarte {percent} «{answer}» på «{subject}».",
    # Dumbbells.
    "dumbbell_reading": "Slik leses den: «{subject}» gikk fra {before} i {first} til {after} i {second}.",
    # A waterfall.
    "waterfall_reading": "Slik leses den: søylen lengst til venstre er {persons} personer; snittet er {value}.",
    "waterfall_missing": "{pairs} av {started} med måling ved start ble målt igjen",
    "col_group_change": "Endring i snitt",
    # Any figure with rows.
    "n_is": "n = {n}",
    "row_sentence": "{label}: {told}.",
    "rows_hidden": "{n} av {of} rader er skjult eller har ikke tall",
    "col_difference": "Forskjell",
    "col_figure_value": "Tall",
    "axis_points_share": "Prosentpoeng",
    "axis_points": "Poeng",
    # A forest of differences.
    "forest_change": "Endring fra {first} til {second}",
    "forest_lower": "lavere i {round}",
    "forest_higher": "høyere i {round}",
    "forest_some": "{about}: sikker forskjell i {sure} av {of} rader",
    "forest_none": "{about}: ingen sikker forskjell i noen av de {of} radene",
    "forest_one": "{about}: {row}",
    "forest_row": "{label}: {value} ({span}), n = {n}.",
    "forest_n": "{n} svar bak hver rad",
    "forest_note": (
        "Strekene er 95 % konfidensintervall; firkanten er fylt når hele intervallet ligger på én side av null."
    ),
    "forest_matters": "I det grå feltet er forskjellen mindre enn {size}{unit}, den minste som betyr noe.",
    "forest_reading": "Slik leses den: øverst står {row}.",
    # Slopes.
    "slope_shares": "Andelene",
    "slope_means": "Gjennomsnittene",
    "slope_title": "{about}: {up} av {of} er høyere i {last} enn i {first}",
    "slope_n": "{n} svar bak hvert punkt",
    "slope_missing": "Svarte på skalaen: {told}",
    "slope_answered": "{n} av {of} i {round}",
    "slope_point": "{value} i {round}",
    "slope_note_all": "Tallene er over alle som svarte i hver runde, så en forskjell kan komme av at andre har svart.",
    "slope_note_same": "Tallene er over dem som svarte i alle rundene.",
    "slope_note_most": "Av {of} linjer er de {most} med størst endring tegnet; tabellen har alle.",
    "slope_reading": "Slik leses den: linjen med størst endring er {row}.",
    # Maps of the counties.
    "tiles_n": "{n} {units} i {of} {of:fylke|fylker}",
    "tiles_note": "Hvert fylke er en like stor rute, plassert omtrent der det ligger; jo mørkere rute, jo høyere tall.",
    "tiles_own": "Tykk ramme: {area}.",
    "tiles_none": "Vises ikke",
    "tiles_missing": "{n} av {of} fylker har ikke tall som kan vises",
    "tiles_title": "{about}: fra {low} i {where} til {high} i {there}",
    "tiles_alike": "{about}: {value} i alle de {n} fylkene",
    "tiles_row": "{name}: {value} (n = {n}).",
    "tiles_reading": "Slik leses den: {row}.",
    "col_county": "Fylke",
    "multiples_title": "{about}: høyere enn sist i {up} av {of} fylker",
    "multiples_n": "{n} {units} i første runde og {m} i andre",
    "multiples_note": (
        "Hver rute er et fylke, plassert omtrent der det ligger. Øverste søyle er første runde, nederste er andre."
    ),
    "multiples_row": "{name}: {first} i {one}, {second} i {two}.",
    # A strip of quarters.
    "strip_title": "{n} av {of} tiltak er {label}",
    "strip_n": "{n} tiltak i {quarters} {quarters:kvartal|kvartaler}",
    "strip_note": (
        "Bokstaven sier hvor langt tiltaket var kommet; en strek er et kvartal uten melding. Tallet i "
        "tittelen er etter det som sist er meldt om hvert tiltak."
    ),
    "strip_older": "{n} {n:eldre kvartal|eldre kvartaler} står bare i tabellen.",
    "strip_missing": "{n} av {of} tiltak har ikke meldt for {quarter}",
    "strip_reading": "Slik leses den: {row}.",
    "strip_point": "{label} i {quarter}",
    "strip_never": "aldri meldt",
    "col_measure_name": "Tiltak",
    # Milestones.
    "milestones_title": "{reached} av {of} milepæler er nådd",
    "milestones_title_late": "{reached} av {of} milepæler er nådd, og fristen er gått ut for {late}",
    "milestones_n": "{n} {n:milepæl slik den sto|milepæler slik de sto} {day}",
    "milestones_note": (
        "Merket står på fristen, eller på dagen milepælen ble nådd når den er kjent; fylt merke er nådd."
    ),
    "milestones_missing": "{n} av {of} nådde milepæler er uten dokumentasjon",
    "milestones_reading": "Slik leses den: {row}.",
    "milestone_row": "{label}: {standing}, frist {due}.",
    "milestone_shown": "Det viser: {evidence}.",
    "milestone_now": "i dag",
    "milestone_now_far": "i dag ({year})",
    "milestone_planned": "Planlagt",
    "milestone_under_way": "I gang",
    "milestone_reached": "Nådd",
    "milestone_dropped": "Droppet",
    "milestone_late": "Forsinket",
    "milestone_reached_on": "{standing} {day}",
    "col_milestone": "Milepæl",
    "col_due": "Frist",
    "col_milestone_standing": "Status",
    "col_evidence": "Dokumentasjon",
    # Response curves.
    "curve_title": "{label}: {n} av {of} har svart ({percent}) etter {day} {day:dag|dager}",
    "curve_n": "{n} kunne svare i {round}",
    "curve_note": "Kurvene viser hvor stor del av dem som kunne svare, som hadde svart ved slutten av hver dag.",
    "curve_missing": "{n} har ikke svart i {round}",
    "curve_reading": "Slik leses den: {row}.",
    "curve_row": "{label}: {share} etter {day} {day:dag|dager}.",
    "curve_days": "Dager siden runden åpnet",
    "curve_end": "{label}: {percent}",
    "col_day": "Dag",
    # A map of transitions.
    "caption_transitions": "{heading} – hvem som endret svar",
    "map_title": "{subject} {same} av {of} svarte det samme, {up} svarte høyere og {down} lavere",
    "map_title_stayed": "{subject} {same} av {of} svarte det samme begge ganger",
    "map_title_plain": "{subject} Svar i de to rundene mot hverandre",
    "map_column": "{label} ({round})",
    "map_note": (
        "Radene er svaret i {first}, kolonnene svaret i {second}; jo mørkere rute, jo flere. Rutene med tykk "
        "kant er de som svarte det samme."
    ),
    "map_hidden": "{n} av {of} ruter er skjult (skravert)",
    "map_once": "De som bare svarte i én runde, er ikke med",
    "map_row": "{n} gikk fra «{old}» i {first} til «{new}» i {second}.",
    "map_same": "{n} svarte «{old}» både i {first} og i {second}.",
    "map_reading": "Slik leses den: {row}.",
    # Changes added up.
    "cumulative_title": "{percent} endret seg med {change} poeng eller mindre",
    "cumulative_note": (
        "Kurven viser hvor stor del som endret seg med høyst så mye. Hvert trinn er minst fem personer, så "
        "ingen enkeltperson vises."
    ),
    "cumulative_axis": "Endring i snitt, i poeng",
    "cumulative_row": "{n} personer ({percent}) endret seg med høyst {change} poeng.",
    "cumulative_reading": "Slik leses den: {row}.",
    # A funnel of units.
    "funnel_title": "{about}: {n} av {of} enheter skiller seg fra de andre mer enn tilfeldigheter tilsier",
    "funnel_n": "{n} svar fra {units} enheter med {span} svar hver",
    "funnel_note": (
        "Streken er andelen for alle. Mellom de stiplede grensene ligger 95 % av like enheter, mellom de "
        "hele 99,8 %. En enhet utenfor er verdt å se nærmere på; figuren sier ikke hvorfor."
    ),
    "funnel_hidden": "{n} av {of} enheter er skjult, for å verne enkeltpersoner",
    "funnel_level": "{percent}",
    "funnel_all": "alle: {percent}",
    "funnel_axis": "Antall svar i enheten",
    "funnel_limits": "95 % av like enheter",
    "funnel_common": "Alle enheter under ett: {percent}.",
    "funnel_inside": "innenfor grensene",
    "funnel_above": "høyere enn tilfeldigheter tilsier",
    "funnel_below": "lavere enn tilfeldigheter tilsier",
    "funnel_above_maybe": "kanskje høyere enn tilfeldigheter tilsier",
    "funnel_below_maybe": "kanskje lavere enn tilfeldigheter tilsier",
    "funnel_row": "{label}: {share}, {standing}.",
    "funnel_reading": "Slik leses den: {row}.",
    "funnel_unit": "Enhet",
    "col_share": "Andel",
    "funnel_none": "{about}: ingen av de {of} enhetene skiller seg fra de andre mer enn tilfeldigheter tilsier",
    "funnel_county_none": "{about}: ingen av de {of} fylkene skiller seg fra de andre mer enn tilfeldigheter tilsier",
    "funnel_county_title": "{about}: {n} av {of} fylker skiller seg fra de andre mer enn tilfeldigheter tilsier",
    "funnel_county_n": "{n} kommuner i {units} fylker med {span} kommuner hver",
    "funnel_county_note": (
        "Streken er hele landet. Mellom de stiplede grensene ligger 95 % av like fylker, mellom de hele 99,8 %. Et "
        "fylke utenfor er verdt å se nærmere på; figuren sier ikke hvorfor."
    ),
    "funnel_county_hidden": "{n} av {of} fylker har ingen tall",
    "funnel_county_axis": "Antall kommuner i fylket",
    "funnel_county_limits": "95 % av like fylker",
    "funnel_county_common": "Hele landet: {percent}.",
    "funnel_county_unit": "Fylke",
    # Importance against experience.
    "quadrant_title": "Viktigere, men med dårligere erfaring enn snittet: {names}",
    "quadrant_title_many": "{n} av {of} områder er viktigere, men har dårligere erfaring enn snittet",
    "quadrant_title_none": "Ingen av de {of} områdene er både viktigere og har dårligere erfaring enn snittet",
    "quadrant_n": "{n} svar bak hvert område",
    "quadrant_note": (
        "Hvert tall er et område. Strekene er snittet av områdene, ikke en grense for hva som er bra. "
        "Skalaen går fra {low} til {high}."
    ),
    "quadrant_reading": "Slik leses den: {row}.",
    "quadrant_row": "{label}: viktighet {importance}, erfaring {experience} (n = {n}).",
    "quadrant_urgent": "Viktigere, dårligere erfaring",
    "quadrant_keep": "Viktigere, bedre erfaring",
    "quadrant_low": "Mindre viktig, dårligere erfaring",
    "quadrant_easy": "Mindre viktig, bedre erfaring",
    "quadrant_across": "Erfaring (mot høyre: bedre). Oppover: viktigere.",
    "col_theme": "Område",
    "col_importance": "Viktighet",
    "col_experience": "Erfaring",
    # Flows of a score.
    "flows_title": "Snittet gikk fra {before} til {after} poeng",
    "flows_title_plain": "Hvor {n} personer begynte og endte på skalaen",
    "flows_row": "{n} personer gikk fra {start} til {end} poeng.",
    "flows_stayed": "{n} personer ble i {band} poeng.",
    "flows_band": "{low}–{high}",
    "flows_note": (
        "Hvert bånd er minst fem personer, og så bredt som de er mange. Grønne bånd går til det bedre, lilla "
        "til det verre. Den tykke streken er snittet for alle, med 95 % konfidensintervall i endene."
    ),
    "flows_rest": "{n} personer i små grupper vises ikke",
    "flows_no_rest": "Alle med begge målinger er med",
    "flows_reading": "Slik leses den: {row}.",
    "flows_from": "Fra (poeng)",
    "flows_to": "Til (poeng)",
    "flows_persons": "Personer",
    "flows_mean": "snitt {value}",
}
