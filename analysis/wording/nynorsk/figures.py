"""Titles, readings, notes and headings of figures and their tables."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure_table": "Tala i figur {number}",
    "missing_answers": "Utan svar på skalaen: {told}",
    "missing_in_round": "{n} i {round}",
    # Diverging bars.
    "bars_reading": "Slik les du den: i {round} svara {percent} «{answer}» på «{subject}».",
    # Dumbbells.
    "dumbbell_reading": "Slik les du den: «{subject}» gjekk frå {before} i {first} til {after} i {second}.",
    # A waterfall.
    "waterfall_reading": "Slik les du den: søyla lengst til venstre er {persons} personar; snittet er {value}.",
    "waterfall_missing": "{pairs} av {started} med måling ved start vart målte igjen",
    "col_group_change": "Endring i snitt",
    # Any figure with rows.
    "n_is": "n = {n}",
    "row_sentence": "{label}: {told}.",
    "rows_hidden": "{n} av {of} rader er skjulte eller har ikkje tal",
    "col_difference": "Skilnad",
    "col_figure_value": "Tal",
    "axis_points_share": "Prosentpoeng",
    "axis_points": "Poeng",
    # A forest of differences.
    "forest_change": "Endring frå {first} til {second}",
    "forest_lower": "lågare i {round}",
    "forest_higher": "høgare i {round}",
    "forest_some": "{about}: sikker skilnad i {sure} av {of} rader",
    "forest_none": "{about}: ingen sikker skilnad i nokon av dei {of} radene",
    "forest_one": "{about}: {row}",
    "forest_row": "{label}: {value} ({span}), n = {n}.",
    "forest_n": "{n} svar bak kvar rad",
    "forest_note": (
        "Strekane er 95 % konfidensintervall; firkanten er fylt når heile intervallet ligg på éi side av null."
    ),
    "forest_matters": "I det grå feltet er skilnaden mindre enn {size}{unit}, den minste som betyr noko.",
    "forest_reading": "Slik les du den: øvst står {row}.",
    # Slopes.
    "slope_shares": "Delane",
    "slope_means": "Gjennomsnitta",
    "slope_title": "{about}: {up} av {of} er høgare i {last} enn i {first}",
    "slope_n": "{n} svar bak kvart punkt",
    "slope_missing": "Svara på skalaen: {told}",
    "slope_answered": "{n} av {of} i {round}",
    "slope_point": "{value} i {round}",
    "slope_note_all": "Tala er over alle som svara i kvar runde, så ein skilnad kan kome av at andre har svara.",
    "slope_note_same": "Tala er over dei som svara i alle rundene.",
    "slope_note_most": "Av {of} linjer er dei {most} med størst endring teikna; tabellen har alle.",
    "slope_reading": "Slik les du den: linja med størst endring er {row}.",
    # Maps of the counties.
    "tiles_n": "{n} {units} i {of} fylke",
    "tiles_note": "Kvart fylke er ei like stor rute, plassert om lag der det ligg; di mørkare rute, di høgare tal.",
    "tiles_own": "Tjukk ramme: {area}.",
    "tiles_none": "Blir ikkje vist",
    "tiles_missing": "{n} av {of} fylke har ikkje tal som kan visast",
    "tiles_title": "{about}: frå {low} i {where} til {high} i {there}",
    "tiles_alike": "{about}: {value} i alle dei {n} fylka",
    "tiles_row": "{name}: {value} (n = {n}).",
    "tiles_reading": "Slik les du den: {row}.",
    "col_county": "Fylke",
    "multiples_title": "{about}: høgare enn sist i {up} av {of} fylke",
    "multiples_n": "{n} {units} i første runde og {m} i andre",
    "multiples_note": (
        "Kvar rute er eit fylke, plassert om lag der det ligg. Øvste søyle er første runde, nedste er andre."
    ),
    "multiples_row": "{name}: {first} i {one}, {second} i {two}.",
    # A strip of quarters.
    "strip_title": "{n} av {of} tiltak er {label}",
    "strip_n": "{n} tiltak i {quarters} kvartal",
    "strip_note": (
        "Bokstaven seier kor langt tiltaket var kome; ein strek er eit kvartal utan melding. Talet i "
        "tittelen er etter det som sist er meldt om kvart tiltak."
    ),
    "strip_older": "{n} eldre kvartal står berre i tabellen.",
    "strip_missing": "{n} av {of} tiltak har ikkje meldt for {quarter}",
    "strip_reading": "Slik les du den: {row}.",
    "strip_point": "{label} i {quarter}",
    "strip_never": "aldri meldt",
    "col_measure_name": "Tiltak",
    # Milestones.
    "milestones_title": "{reached} av {of} milepælar er nådde",
    "milestones_title_late": "{reached} av {of} milepælar er nådde, og fristen er gått ut for {late}",
    "milestones_n": "{n} {n:milepæl slik han stod|milepælar slik dei stod} {day}",
    "milestones_note": (
        "Merket står på fristen, eller på dagen milepælen vart nådd når han er kjend; fylt merke er nådd."
    ),
    "milestones_missing": "{n} av {of} nådde milepælar er utan dokumentasjon",
    "milestones_reading": "Slik les du den: {row}.",
    "milestone_row": "{label}: {standing}, frist {due}.",
    "milestone_shown": "Det viser: {evidence}.",
    "milestone_now": "i dag",
    "milestone_now_far": "i dag ({year})",
    "milestone_planned": "Planlagd",
    "milestone_under_way": "I gang",
    "milestone_reached": "Nådd",
    "milestone_dropped": "Droppa",
    "milestone_late": "Forseinka",
    "milestone_reached_on": "{standing} {day}",
    "col_milestone": "Milepæl",
    "col_due": "Frist",
    "col_milestone_standing": "Status",
    "col_evidence": "Dokumentasjon",
    # Response curves.
    "curve_title": "{label}: {n} av {of} har svara ({percent}) etter {day} {day:dag|dagar}",
    "curve_n": "{n} kunne svare i {round}",
    "curve_note": "Kurvene viser kor stor del av dei som kunne svare, som hadde svara ved slutten av kvar dag.",
    "curve_missing": "{n} har ikkje svara i {round}",
    "curve_reading": "Slik les du den: {row}.",
    "curve_row": "{label}: {share} etter {day} {day:dag|dagar}.",
    "curve_days": "Dagar sidan runden opna",
    "curve_end": "{label}: {percent}",
    "col_day": "Dag",
    # A map of transitions.
    "caption_transitions": "{heading} – kven som endra svar",
    "map_title": "{subject} {same} av {of} svara det same, {up} svara høgare og {down} lågare",
    "map_title_stayed": "{subject} {same} av {of} svara det same begge gonger",
    "map_title_plain": "{subject} Svar i dei to rundene mot kvarandre",
    "map_column": "{label} ({round})",
    "map_note": (
        "Radene er svaret i {first}, kolonnane svaret i {second}; di mørkare rute, di fleire. Rutene med "
        "tjukk kant er dei som svara det same."
    ),
    "map_hidden": "{n} av {of} ruter er skjulte (skraverte)",
    "map_once": "Dei som berre svara i éin runde, er ikkje med",
    "map_row": "{n} gjekk frå «{old}» i {first} til «{new}» i {second}.",
    "map_same": "{n} svara «{old}» både i {first} og i {second}.",
    "map_reading": "Slik les du den: {row}.",
    # Changes added up.
    "cumulative_title": "{percent} endra seg med {change} poeng eller mindre",
    "cumulative_note": (
        "Kurva viser kor stor del som endra seg med høgst så mykje. Kvart trinn er minst fem personar, så "
        "ingen einskildperson blir vist."
    ),
    "cumulative_axis": "Endring i snitt, i poeng",
    "cumulative_row": "{n} personar ({percent}) endra seg med høgst {change} poeng.",
    "cumulative_reading": "Slik les du den: {row}.",
    # A funnel of units.
    "funnel_title": "{about}: {n} av {of} einingar skil seg frå dei andre meir enn tilfelle tilseier",
    "funnel_n": "{n} svar frå {units} einingar med {span} svar kvar",
    "funnel_note": (
        "Streken er delen for alle. Mellom dei stipla grensene ligg 95 % av like einingar, mellom dei heile "
        "99,8 %. Ei eining utanfor er verd å sjå nærmare på; figuren seier ikkje kvifor."
    ),
    "funnel_hidden": "{n} av {of} einingar er skjulte, for å verne einskildpersonar",
    "funnel_level": "{percent}",
    "funnel_all": "alle: {percent}",
    "funnel_axis": "Tal på svar i eininga",
    "funnel_limits": "95 % av like einingar",
    "funnel_common": "Alle einingar under eitt: {percent}.",
    "funnel_inside": "innanfor grensene",
    "funnel_above": "høgare enn tilfelle tilseier",
    "funnel_below": "lågare enn tilfelle tilseier",
    "funnel_above_maybe": "kanskje høgare enn tilfelle tilseier",
    "funnel_below_maybe": "kanskje lågare enn tilfelle tilseier",
    "funnel_row": "{label}: {share}, {standing}.",
    "funnel_reading": "Slik les du den: {row}.",
    "funnel_unit": "Eining",
    "col_share": "Del",
    "funnel_none": "{about}: ingen av dei {of} einingane skil seg frå dei andre meir enn tilfelle tilseier",
    "funnel_county_none": "{about}: ingen av dei {of} fylka skil seg frå dei andre meir enn tilfelle tilseier",
    "funnel_county_title": "{about}: {n} av {of} fylke skil seg frå dei andre meir enn tilfelle tilseier",
    "funnel_county_n": "{n} kommunar i {units} fylke med {span} kommunar kvar",
    "funnel_county_note": (
        "Streken er heile landet. Mellom dei stipla grensene ligg 95 % av like fylke, mellom dei heile 99,8 %. Eit "
        "fylke utanfor er verd å sjå nærmare på; figuren seier ikkje kvifor."
    ),
    "funnel_county_hidden": "{n} av {of} fylke har ingen tal",
    "funnel_county_axis": "Tal på kommunar i fylket",
    "funnel_county_limits": "95 % av like fylke",
    "funnel_county_common": "Heile landet: {percent}.",
    "funnel_county_unit": "Fylke",
    # Importance against experience.
    "quadrant_title": "Viktigare, men med dårlegare erfaring enn snittet: {names}",
    "quadrant_title_many": "{n} av {of} område er viktigare, men har dårlegare erfaring enn snittet",
    "quadrant_title_none": "Ingen av dei {of} områda er både viktigare og har dårlegare erfaring enn snittet",
    "quadrant_n": "{n} svar bak kvart område",
    "quadrant_note": (
        "Kvart tal er eit område. Strekane er snittet av områda, ikkje ei grense for kva som er bra. Skalaen "
        "går frå {low} til {high}."
    ),
    "quadrant_reading": "Slik les du den: {row}.",
    "quadrant_row": "{label}: kor viktig {importance}, erfaring {experience} (n = {n}).",
    "quadrant_urgent": "Viktigare, dårlegare erfaring",
    "quadrant_keep": "Viktigare, betre erfaring",
    "quadrant_low": "Mindre viktig, dårlegare erfaring",
    "quadrant_easy": "Mindre viktig, betre erfaring",
    "quadrant_across": "Erfaring (mot høgre: betre). Oppover: viktigare.",
    "col_theme": "Område",
    "col_importance": "Kor viktig",
    "col_experience": "Erfaring",
    # Flows of a score.
    "flows_title": "Snittet gjekk frå {before} til {after} poeng",
    "flows_title_plain": "Kvar {n} personar byrja og enda på skalaen",
    "flows_row": "{n} personar gjekk frå {start} til {end} poeng.",
    "flows_stayed": "{n} personar vart i {band} poeng.",
    "flows_band": "{low}–{high}",
    "flows_note": (
        "Kvart band er minst fem personar, og så breitt som dei er mange. Grøne band går til det betre, "
        "lilla til det verre. Den tjukke streken er snittet for alle, med 95 % konfidensintervall i endane."
    ),
    "flows_rest": "{n} personar i små grupper blir ikkje viste",
    "flows_no_rest": "Alle med begge målingane er med",
    "flows_reading": "Slik les du den: {row}.",
    "flows_from": "Frå (poeng)",
    "flows_to": "Til (poeng)",
    "flows_persons": "Personar",
    "flows_mean": "snitt {value}",
}
