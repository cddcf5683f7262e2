"""Headings, columns, captions and notes of a report."""

from __future__ import annotations

REPORT: dict[str, str] = {
    # Tables.
    "share_cell": "{percent} ({count})",
    "share_interval_cell": "{count} ({percent}, KI {low}–{high})",
    "code_cell": "{count} ({percent})",
    # Who answered.
    "asked": "Rapporten sammenligner {questions} spørsmål.",
    "asked_scores": "Rapporten sammenligner {scores} samleskår og {questions} enkeltspørsmål.",
    "responded": "{round}: {n} {units} svarte. Det er ikke oppgitt hvor mange som kunne ha svart.",
    "responded_of": "{round}: {n} av {of} {units} svarte ({percent}).",
    "responded_of_dated": ("{round}: {n} av {of} {units} svarte ({percent}), regnet av {all} slik de var {date}."),
    "unlinked": ("Svarene kan ikke kobles fra runde til runde. En forskjell kan derfor komme av at andre har svart."),
    "paired_rounds": "{both} {units} svarte i begge runder, {first} bare i første og {second} bare i andre.",
    "merged": ("{n} {units} i andre runde er slått sammen av flere; {former} av de tidligere svarte i første runde."),
    "split": "{n} {units} i andre runde kom av en som ble delt.",
    "without_key": "{n} svar mangler det som rundene kobles på, og er ikke med i endringene.",
    "caption_roles": "Hvem som fylte ut skjemaet",
    # Versions.
    "merged_codes": "Svaralternativene er slått sammen: {told}.",
    "recoded_codes": "Svaralternativene er kodet om: {told}.",
    "counted_as": "{old} er regnet som {new}",
    "quoted": "«{words}»",
    "and": "{first} og {last}",
    "broken_why": "Begrunnelse: {why}",
    "formerly": "I første runde lød spørsmålet {words}.",
    "text_formerly": "{text} I første runde: {old}.",
    "kept_why": "Tallene er likevel sammenlignet. Begrunnelse: {why}",
    # Scores.
    "responders": (
        "Av {of} {units} med måling både ved start og slutt ble {count} ({percent}, KI {low}–{high}) "
        "bedre med minst {threshold} poeng (terskel: {name}, {source})."
    ),
    "score_mean_paired": (
        "Blant de {pairs} {units} gikk snittet fra {first} til {second}, en endring på {change} poeng ({interval})."
    ),
    "score_mean_unpaired": (
        "Snittet gikk fra {first} i første runde til {second} i andre, en forskjell på {change} poeng ({interval})."
    ),
    "followed": "{pairs} av {started} {units} med måling ved start ble målt igjen.",
    "items_used": "Endringen bygger på {used} av {rated} gjøremål, de som ble vurdert begge ganger.",
    # Headings.
    "synthetic": (
        "Syntetiske svar: tallene i denne rapporten er laget for å vise hvordan den ser ut. De sier "
        "ingenting om virkeligheten."
    ),
    "heading_who": "Hvem svarte",
    "heading_findings": "Hovedfunn",
    "heading_limits": "Hva vi ikke kan si",
    "heading_reading": "Slik leser du vurderingene",
    "heading_score": "Samleskår: {label}",
    "heading_subgoal": "Delmål {letter}: {title}",
    "heading_across": "På tvers av delmålene",
    "heading_rest": "Andre spørsmål",
    "heading_scale": "{page}: {first} – {last}",
    "heading_texts": "Svar med egne ord",
    "heading_methods": "Metode og forbehold",
    "heading_protection": "Vern av enkeltpersoner",
    "heading_appendix": "Vedlegg",
    "heading_definitions": "Ord og begreper",
    "heading_wording": "Spørsmålene slik de ble stilt",
    "heading_missing": "Manglende svar",
    "heading_versions": "Versjoner",
    "contents": "Innhold",
    "skip": "Hopp til innholdet",
    "table": "Tabell {number}.",
    "more": "Mer: {title}.",
    "letters_lacking": "Skriftene her mangler disse tegnene, som vises som tomme ruter: {letters}."
    " Rapportens nettside viser dem med leserens egne skrifter.",
    "checksum": "Kontrollsum (SHA-256) for resultatene: {sum}",
    "heading_about": "Om svarene og vurderingene",
    "figure": "Figur {number}.",
    "heading_more": "Flere tall",
    "more_on_page": "Mer: {title}, side",
    "page_of": "Side {page} av {pages}",
    "made_by": "Laget med Medvirk. Hvert tall i teksten er hentet fra resultatene som tabellene viser.",
    # Findings.
    "findings_direction": "{better} av endringene er til det bedre, {worse} til det verre.",
    "findings_summary": "{of} {of:resultat|resultater} kan vurderes: {tally}.",
    "nothing_judged": "Ingen av spørsmålene gir ett tall som kan øke eller gå ned.",
    "no_findings": "Vi kan ikke si sikkert at noe har endret seg mellom rundene.",
    "how_chosen": (
        "Funnene er de største endringene, målt mot hvor stor en endring må være for å bety noe. De som "
        "står seg når vi tar høyde for at mange spørsmål er undersøkt, kommer først, og blant dem kjernespørsmålene, "
        "som skal stilles likt i hver runde."
    ),
    "holds": "Endringen står seg når vi tar høyde for at mange spørsmål er undersøkt.",
    "does_not_hold": ("Når vi tar høyde for at mange spørsmål er undersøkt, kan endringen skyldes tilfeldigheter."),
    "limits_intro": "Dette bør du vite før du bruker tallene:",
    "limit": "For {n} av resultatene kan vi ikke si om noe har endret seg, fordi {why}.",
    "caveat_of_round": "{round}: {caveat}",
    "limit_causes": "Tallene viser hva som har endret seg, ikke hvorfor.",
    "limit_nonresponse": "De som ikke svarte, kan være annerledes enn de som svarte.",
    "read_moved": (
        "Økt eller redusert: hele intervallet ligger på én side av null, og endringen er stor nok til å bety noe."
    ),
    "read_matters": (
        "Når spørreskjemaet ikke sier noe annet, betyr en endring noe fra {points} prosentpoeng i en "
        "andel, {mean} poeng på en skala eller halve terskelen for en samleskår."
    ),
    "read_small": (
        "Liten økning eller liten nedgang: hele intervallet ligger på én side av null, men endringen er "
        "mindre enn den minste som betyr noe."
    ),
    "read_unchanged": ("Uendret: hele intervallet ligger nærmere null enn den minste endringen som betyr noe."),
    "read_cannot_say": (
        "Kan ikke si: intervallet er for vidt, eller for få har svart (vi krever 10 par, eller 5 svar i "
        "hver runde når rundene ikke kan kobles)."
    ),
    # Sections about questions.
    "open_results": "{n} resultater vi ikke kan si noe sikkert om",
    "theme_summary": "{of} {of:resultat|resultater}: {tally}.",
    "theme_also": "Se også: {questions}",
    "text_uncounted": "{question} Svarene vises ikke i rapporten.",
    "text_answers": (
        "{question} Antall svar: {first} i første runde, {second} i andre. Svarene vises ikke i rapporten."
    ),
    "caption_results": "{heading} – resultater",
    "caption_answers": "{heading} – alle svar i tall",
    "caption_numbers": "{heading} – fordelingen i tall",
    "caption_units": "{heading} – sammenslåtte og delte kommuner",
    "note_share": "Andelene viser hvor mange {units} som {label}.",
    "note_of_answered": "«Vet ikke» og lignende svar er med i nevneren.",
    "note_of_valid": "«Vet ikke» og lignende svar er ikke med i nevneren.",
    "note_chosen": "Andelene er av dem som svarte på spørsmålet, og viser hvor mange som valgte hvert svar.",
    "note_mean": "Tallene er gjennomsnitt.",
    "note_mean_unit": "Tallene er gjennomsnitt, i {unit}.",
    "caption_groups": "{heading}: gruppe for gruppe",
    "col_group": "Gruppe",
    "no_group": "Uten gruppe",
    "note_groups": (
        "Den som svarte begge ganger, er i den gruppen hun var i sist. En gruppe er skjult når den er liten, eller når "
        "de andre og helheten til sammen ville fortalt om en som er det."
    ),
    "note_paired": (
        "Endringen er blant dem som svarte begge ganger; derfor kan den avvike fra forskjellen mellom rundene."
    ),
    "note_unpaired": "Endringen er forskjellen mellom rundene, som ikke kan kobles.",
    "note_answers": "Antall, og prosent av dem som svarte på skalaen.",
    "note_units": (
        "Delte kommuner er merket. De regnes aldri med i endringen, og sammenslåtte bare når de tidligere "
        "kommunene svarte likt eller tallene kan legges sammen."
    ),
    "divided": "{name} (delt)",
    "inside": "{inside} av {of} tidligere kommuner",
    "parts_missing": "(mangler svar fra {n} av {of})",
    "sum": "Til sammen {total}",
    "former": "{name}: {answer}",
    # Columns.
    "col_round": "Runde",
    "col_date": "Dato",
    "col_answers": "Svar",
    "col_of": "Av",
    "col_of_date": "Regnet per",
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
    "col_not_answered": "Ikke svart",
    "col_not_asked": "Ikke spurt",
    "col_n": "n",
    "col_mean": "Gjennomsnitt",
    "col_sd": "Standardavvik",
    "col_median": "Median",
    "col_lower_quartile": "Nedre kvartil",
    "col_upper_quartile": "Øvre kvartil",
    "col_before": "Før",
    "col_now": "Nå",
    "col_units": "Kommuner",
    "col_threshold": "Terskel",
    "col_points": "Poeng",
    "col_source": "Kilde",
    "col_better": "Bedre",
    "col_same": "Omtrent som før",
    "col_worse": "Verre",
    "col_who": "Hvem",
    "col_measure": "Mål",
    "col_value": "Verdi",
    "col_id": "Navn",
    "col_choices": "Svar",
    "col_missing_in": "Utenfor skalaen {round}",
    "col_not_answered_in": "Ikke svart {round}",
    "col_not_asked_in": "Ikke spurt {round}",
    "col_what": "Hva",
    "col_sha256": "SHA-256",
    "row_both": "I begge runder",
    "row_only_first": "Bare i første runde",
    "row_only_second": "Bare i andre runde",
    "row_renumbered": "Av dem i begge: fikk nytt nummer",
    "row_merged": "Sammenslåtte i andre runde",
    "row_merged_from": "Tidligere kommuner i disse, som svarte i første runde",
    "row_split": "Kommet av en delt kommune",
    "row_without_key": "Kan ikke kobles",
    "caption_rounds": "Rundene",
    "note_rounds": "«Av» er hvor mange {units} som kunne ha svart.",
    "caption_pairing": "Hvordan de to rundene møtes",
    "caption_score": "{label}: mer om tallene",
    "caption_thresholds": "Hvor mange som ble bedre, og hvor mange som ble verre, etter terskel",
    "note_thresholds": (
        "Terskelen er den minste endringen som trolig er større enn målefeilen. KI er 95 % konfidensintervall."
    ),
    "caption_summaries": "Gjennomsnitt og spredning",
    "caption_measures": "Mål på endringen",
    "caption_ends": "Lavest og høyest mulige skår",
    "lowest_in_round": "Lavest mulige, {round}",
    "highest_in_round": "Høyest mulige, {round}",
    "note_ends": (
        "Den som står lavest, kan ikke bli målt lavere, og den som står høyest, kan ikke bli målt høyere. "
        "Mer enn 15 % i en ende kalles gulv- eller takeffekt (Terwee m.fl. 2007)."
    ),
    "caption_cumulative": "Endringene lagt sammen",
    "note_cumulative": (
        "Endringene er slått sammen i grupper, så ingen enkeltperson kan kjennes igjen: hver linje viser "
        "gjennomsnittet i en gruppe, og alle som endret seg så mye eller mindre."
    ),
    "col_at_most": "Endret seg med høyst",
    "col_so_many": "Personer",
    "col_share_of_pairs": "Andel av dem som ble målt begge ganger",
    "all_in_round": "Alle, {round}",
    "pairs_in_round": "Målt begge ganger, {round}",
    "caption_wording": "Spørsmål og svaralternativer",
    "caption_missing": "Manglende svar per spørsmål og runde",
    "caption_versions": "Spørreskjemaene og svarene som rapporten bygger på",
    "version_baseline": "Spørreskjema i første runde ({name})",
    "version_followup": "Spørreskjema i andre runde ({name})",
    "data_of": "Svarene i {round}",
    "note_versions": ("SHA-256 er et fingeravtrykk: er det likt, er innholdet likt. Alle intervaller er {level} %."),
    "missing_code": "{label}: {n}",
    "text_parts": "{text} ({parts})",
    "kind_binary": "Kryss av",
    "kind_number": "Tall",
    "kind_text": "Egne ord",
    "kind_key": "Kommune",
    "kind_nominal": "Ett valg",
    "kind_ordinal": "Skala",
    # Methods and definitions.
    "methods_intro": "Metodene som er brukt, med kilde:",
    "method": "Faguttrykk på engelsk: {method}.",
    "method_source": "Faguttrykk på engelsk: {method}. Kilde: {source}.",
    "protection": (
        "Tall som gjelder færre enn fem personer, vises ikke, og heller ikke tall som gjør at de kan "
        "regnes ut. Kommunenes egne svar er ikke personopplysninger og vises, men små antall personer i "
        "dem skjules. Fritekst vises aldri."
    ),
    "define_interval": (
        "Konfidensintervall (KI): så langt rekker usikkerheten. Ved 95 % ville 95 av 100 slike "
        "intervaller dekke den sanne verdien."
    ),
    "define_pair": "Par: de som svarte på spørsmålet i begge runder.",
    "define_share": "Andel: hvor mange av dem som svarte, som ga et av svarene som teller.",
    "define_mean": "Gjennomsnitt: summen av svarene delt på antall svar.",
    "define_missing": (
        "Manglende svar: «Vet ikke» og lignende svar utenfor skalaen, de som ikke svarte, og de som ikke "
        "fikk spørsmålet."
    ),
    "define_subgoal": "Delmål {letter}: {title}.",
}
