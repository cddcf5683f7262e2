"""Headings, columns, captions and notes of a report."""

from __future__ import annotations

REPORT: dict[str, str] = {
    # Tables.
    "share_cell": "{percent} ({count})",
    "share_interval_cell": "{count} ({percent}, KI {low}–{high})",
    "code_cell": "{count} ({percent})",
    # Who answered.
    "asked": "Rapporten samanliknar {questions} spørsmål.",
    "asked_scores": "Rapporten samanliknar {scores} {scores:samleskår|samleskårar} og {questions} enkeltspørsmål.",
    "responded": "{round}: {n} {units} svarte. Det er ikkje oppgitt kor mange som kunne ha svart.",
    "responded_of": "{round}: {n} av {of} {units} svarte ({percent}).",
    "responded_of_dated": "{round}: {n} av {of} {units} svarte ({percent}), rekna av {all} slik dei var {date}.",
    "unlinked": "Svara kan ikkje koplast frå runde til runde. Ein skilnad kan derfor kome av at andre har svart.",
    "paired_rounds": "{both} {units} svarte i begge rundane, {first} berre i første og {second} berre i andre.",
    "merged": (
        "{n} {units} i andre runde er {n:slegen|slegne} saman av fleire; {former} av dei tidlegare svarte i "
        "første runde."
    ),
    "split": "{n} {units} i andre runde kom av ein som vart delt.",
    "without_key": "{n} svar manglar det som rundane blir kopla på, og er ikkje med i endringane.",
    "caption_roles": "Kven som fylte ut skjemaet",
    # Versions.
    "merged_codes": "Svaralternativa er slegne saman: {told}.",
    "recoded_codes": "Svaralternativa er koda om: {told}.",
    "counted_as": "{old} er rekna som {new}",
    "quoted": "«{words}»",
    "and": "{first} og {last}",
    "broken_why": "Grunngiving: {why}",
    "formerly": "I første runde lydde spørsmålet {words}.",
    "text_formerly": "{text} I første runde: {old}.",
    "kept_why": "Tala er likevel samanlikna. Grunngiving: {why}",
    # Scores.
    "responders": (
        "Av {of} {units} med måling både ved start og slutt vart {count} ({percent}, KI {low}–{high}) "
        "betre med minst {threshold} poeng (terskel: {name}, {source})."
    ),
    "score_mean_paired": (
        "Blant dei {pairs} {units} gjekk snittet frå {first} til {second}, ei endring på {change} poeng ({interval})."
    ),
    "score_mean_unpaired": (
        "Snittet gjekk frå {first} i første runde til {second} i andre, ein skilnad på {change} poeng ({interval})."
    ),
    "followed": "{pairs} av {started} {units} med måling ved start vart målte igjen.",
    "items_used": "Endringa byggjer på {used} av {rated} gjeremål, dei som vart vurderte begge gongene.",
    # Headings.
    "synthetic": (
        "Syntetiske svar: tala i denne rapporten er laga for å vise korleis han ser ut. Dei seier ingenting om røynda."
    ),
    "heading_who": "Kven svarte",
    "heading_findings": "Hovudfunn",
    "heading_limits": "Kva vi ikkje kan seie",
    "heading_reading": "Slik les du vurderingane",
    "heading_score": "Samleskår: {label}",
    "heading_subgoal": "Delmål {letter}: {title}",
    "heading_across": "På tvers av delmåla",
    "heading_rest": "Andre spørsmål",
    "heading_scale": "{page}: {first} – {last}",
    "heading_texts": "Svar med eigne ord",
    "heading_methods": "Metode og atterhald",
    "heading_protection": "Vern av enkeltpersonar",
    "heading_appendix": "Vedlegg",
    "heading_definitions": "Ord og omgrep",
    "heading_wording": "Spørsmåla slik dei vart stilte",
    "heading_missing": "Manglande svar",
    "heading_versions": "Versjonar",
    "contents": "Innhald",
    "skip": "Hopp til innhaldet",
    "table": "Tabell {number}.",
    "more": "Meir: {title}.",
    "letters_lacking": "Skriftene her manglar desse teikna, som blir viste som tomme ruter: {letters}."
    " Nettsida til rapporten viser dei med skriftene til lesaren.",
    "checksum": "Kontrollsum (SHA-256) for resultata: {sum}",
    "heading_about": "Om svara og vurderingane",
    "figure": "Figur {number}.",
    "heading_more": "Fleire tal",
    "more_on_page": "Meir: {title}, side",
    "page_of": "Side {page} av {pages}",
    "made_by": "Laga med Medvirk. Kvart tal i teksten er henta frå resultata som tabellane viser.",
    # Findings.
    "findings_direction": "{better} av endringane er til det betre, {worse} til det verre.",
    "findings_summary": "{of} resultat kan vurderast: {tally}.",
    "nothing_judged": "Ingen av spørsmåla gir eitt tal som kan auke eller gå ned.",
    "no_findings": "Vi kan ikkje seie sikkert at noko har endra seg mellom rundane.",
    "how_chosen": (
        "Funna er dei største endringane, målte mot kor stor ei endring må vere for å bety noko. Dei som "
        "står seg når vi tek høgd for at mange spørsmål er undersøkte, kjem først, og blant dei kjernespørsmåla, "
        "som skal stillast likt i kvar runde."
    ),
    "holds": "Endringa står seg når vi tek høgd for at mange spørsmål er undersøkte.",
    "does_not_hold": "Når vi tek høgd for at mange spørsmål er undersøkte, kan endringa kome av tilfelle.",
    "limits_intro": "Dette bør du vite før du bruker tala:",
    "limit": "For {n} av resultata kan vi ikkje seie om noko har endra seg, fordi {why}.",
    "caveat_of_round": "{round}: {caveat}",
    "limit_causes": "Tala viser kva som har endra seg, ikkje kvifor.",
    "limit_nonresponse": "Dei som ikkje svarte, kan vere annleis enn dei som svarte.",
    "read_moved": (
        "Auka eller redusert: heile intervallet ligg på éi side av null, og endringa er stor nok til å bety noko."
    ),
    "read_matters": (
        "Når spørjeskjemaet ikkje seier noko anna, betyr ei endring noko frå {points} prosentpoeng i ein "
        "del, {mean} poeng på ein skala eller halve terskelen for ein samleskår."
    ),
    "read_small": (
        "Liten auke eller liten nedgang: heile intervallet ligg på éi side av null, men endringa er "
        "mindre enn den minste som betyr noko."
    ),
    "read_unchanged": "Uendra: heile intervallet ligg nærare null enn den minste endringa som betyr noko.",
    "read_cannot_say": (
        "Kan ikkje seie: intervallet er for vidt, eller for få har svart (vi krev 10 par, eller 5 svar i "
        "kvar runde når rundane ikkje kan koplast)."
    ),
    # Sections about questions.
    "open_results": "{n} resultat vi ikkje kan seie noko sikkert om",
    "theme_summary": "{of} resultat: {tally}.",
    "theme_also": "Sjå også: {questions}",
    "text_uncounted": "{question} Svara blir ikkje viste i rapporten.",
    "text_answers": (
        "{question} Talet på svar: {first} i første runde, {second} i andre. Svara blir ikkje viste i rapporten."
    ),
    "caption_results": "{heading} – resultat",
    "caption_answers": "{heading} – alle svar i tal",
    "caption_numbers": "{heading} – fordelinga i tal",
    "caption_units": "{heading} – samanslegne og delte kommunar",
    "note_share": "Delane viser kor mange {units} som {label}.",
    "note_of_answered": "«Veit ikkje» og liknande svar er med i nemnaren.",
    "note_of_valid": "«Veit ikkje» og liknande svar er ikkje med i nemnaren.",
    "note_chosen": "Delane er av dei som svarte på spørsmålet, og viser kor mange som valde kvart svar.",
    "note_mean": "Tala er gjennomsnitt.",
    "note_mean_unit": "Tala er gjennomsnitt, i {unit}.",
    "caption_groups": "{heading}: gruppe for gruppe",
    "col_group": "Gruppe",
    "no_group": "Utan gruppe",
    "note_groups": (
        "Den som svarte begge gongene, er i den gruppa ho var i sist. Ei gruppe er skjult når ho er lita, eller når "
        "dei andre og heilskapen til saman ville fortalt om ei som er det."
    ),
    "note_paired": (
        "Endringa er blant dei som svarte begge gongene; derfor kan ho avvike frå skilnaden mellom rundane."
    ),
    "note_unpaired": "Endringa er skilnaden mellom rundane, som ikkje kan koplast.",
    "note_answers": "Tal på svar, og prosent av dei som svarte på skalaen.",
    "note_units": (
        "Delte kommunar er merkte. Dei blir aldri rekna med i endringa, og samanslegne berre når dei tidlegare "
        "kommunane svarte likt eller tala kan leggjast saman."
    ),
    "divided": "{name} (delt)",
    "inside": "{inside} av {of} tidlegare kommunar",
    "parts_missing": "(manglar svar frå {n} av {of})",
    "sum": "Til saman {total}",
    "former": "{name}: {answer}",
    # Columns.
    "col_round": "Runde",
    "col_date": "Dato",
    "col_answers": "Svar",
    "col_of": "Av",
    "col_of_date": "Rekna per",
    "col_rate": "Svarprosent",
    "col_meeting": "Svarte",
    "col_question": "Spørsmål",
    "col_n_in": "n {round}",
    "col_pairs": "Par",
    "col_change": "Endring",
    "col_interval": "95 % KI",
    "col_p": "p",
    "col_p_adjusted": "p (Holm)",
    "col_verdict": "Vurdering",
    "col_not_answered": "Ikkje svart",
    "col_not_asked": "Ikkje spurt",
    "col_n": "n",
    "col_mean": "Gjennomsnitt",
    "col_sd": "Standardavvik",
    "col_median": "Median",
    "col_lower_quartile": "Nedre kvartil",
    "col_upper_quartile": "Øvre kvartil",
    "col_before": "Før",
    "col_now": "No",
    "col_units": "Kommunar",
    "col_threshold": "Terskel",
    "col_points": "Poeng",
    "col_source": "Kjelde",
    "col_better": "Betre",
    "col_same": "Omtrent som før",
    "col_worse": "Verre",
    "col_who": "Kven",
    "col_measure": "Mål",
    "col_value": "Verdi",
    "col_id": "Namn",
    "col_choices": "Svar",
    "col_missing_in": "Utanfor skalaen {round}",
    "col_not_answered_in": "Ikkje svart {round}",
    "col_not_asked_in": "Ikkje spurt {round}",
    "col_what": "Kva",
    "col_sha256": "SHA-256",
    "row_both": "I begge rundane",
    "row_only_first": "Berre i første runde",
    "row_only_second": "Berre i andre runde",
    "row_renumbered": "Av dei i begge: fekk nytt nummer",
    "row_merged": "Samanslegne i andre runde",
    "row_merged_from": "Tidlegare kommunar i desse, som svarte i første runde",
    "row_split": "Komne av ein delt kommune",
    "row_without_key": "Kan ikkje koplast",
    "caption_rounds": "Rundane",
    "note_rounds": "«Av» er kor mange {units} som kunne ha svart.",
    "caption_pairing": "Korleis dei to rundane møtest",
    "caption_score": "{label}: meir om tala",
    "caption_thresholds": "Kor mange som vart betre, og kor mange som vart verre, etter terskel",
    "note_thresholds": (
        "Terskelen er den minste endringa som truleg er større enn målefeilen. KI er 95 % konfidensintervall."
    ),
    "caption_summaries": "Gjennomsnitt og spreiing",
    "caption_measures": "Mål på endringa",
    "caption_ends": "Lågast og høgast moglege skår",
    "lowest_in_round": "Lågast moglege, {round}",
    "highest_in_round": "Høgast moglege, {round}",
    "note_ends": (
        "Den som står lågast, kan ikkje bli målt lågare, og den som står høgast, kan ikkje bli målt høgare. "
        "Meir enn 15 % i ein ende blir kalla golv- eller takeffekt (Terwee m.fl. 2007)."
    ),
    "caption_cumulative": "Endringane lagde saman",
    "note_cumulative": (
        "Endringane er slegne saman i grupper, så ingen enkeltperson kan kjennast igjen: kvar linje viser "
        "gjennomsnittet i ei gruppe, og alle som endra seg så mykje eller mindre."
    ),
    "col_at_most": "Endra seg med høgst",
    "col_so_many": "Personar",
    "col_share_of_pairs": "Del av dei som vart målte begge gongene",
    "all_in_round": "Alle, {round}",
    "pairs_in_round": "Målte begge gongene, {round}",
    "caption_wording": "Spørsmål og svaralternativ",
    "caption_missing": "Manglande svar per spørsmål og runde",
    "caption_versions": "Spørjeskjemaa og svara som rapporten byggjer på",
    "version_baseline": "Spørjeskjema i første runde ({name})",
    "version_followup": "Spørjeskjema i andre runde ({name})",
    "data_of": "Svara i {round}",
    "note_versions": "SHA-256 er eit fingeravtrykk: er det likt, er innhaldet likt. Alle intervall er {level} %.",
    "missing_code": "{label}: {n}",
    "text_parts": "{text} ({parts})",
    "kind_binary": "Kryss av",
    "kind_number": "Tal",
    "kind_text": "Eigne ord",
    "kind_key": "Kommune",
    "kind_nominal": "Eitt val",
    "kind_ordinal": "Skala",
    # Methods and definitions.
    "methods_intro": "Metodane som er brukte, med kjelde:",
    "method": "Fagord på engelsk: {method}.",
    "method_source": "Fagord på engelsk: {method}. Kjelde: {source}.",
    "protection": (
        "Tal som gjeld færre enn fem personar, blir ikkje viste, og heller ikkje tal som gjer at dei kan "
        "reknast ut. Kommunane sine eigne svar er ikkje personopplysningar og blir viste, men små tal på personar i "
        "dei blir skjulte. Fritekst blir aldri vist."
    ),
    "define_interval": (
        "Konfidensintervall (KI): så langt rekk uvissa. Ved 95 % ville 95 av 100 slike "
        "intervall dekkje den sanne verdien."
    ),
    "define_pair": "Par: dei som svarte på spørsmålet i begge rundane.",
    "define_share": "Del: kor mange av dei som svarte, som gav eitt av svara som tel.",
    "define_mean": "Gjennomsnitt: summen av svara delt på talet på svar.",
    "define_missing": (
        "Manglande svar: «Veit ikkje» og liknande svar utanfor skalaen, dei som ikkje svarte, og dei som ikkje "
        "fekk spørsmålet."
    ),
    "define_subgoal": "Delmål {letter}: {title}.",
}
