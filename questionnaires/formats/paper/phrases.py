"""The words that every paper form has of its own, beside the questionnaire's."""

from __future__ import annotations

PHRASES: dict[str, dict[str, str]] = {
    "page": {"nb": "Side {page} av {pages}", "nn": "Side {page} av {pages}", "en": "Page {page} of {pages}"},
    "how": {"nb": "Slik fyller du ut skjemaet", "nn": "Slik fyller du ut skjemaet", "en": "How to fill in the form"},
    "how_one": {
        "nb": "En sirkel betyr at du velger ett svar. Sett kryss i sirkelen.",
        "nn": "Ein sirkel tyder at du vel eitt svar. Set kryss i sirkelen.",
        "en": "A circle means that you choose one answer. Put a cross in the circle.",
    },
    "how_several": {
        "nb": "En firkant betyr at du kan velge flere svar. Sett kryss i alle som passer.",
        "nn": "Ein firkant tyder at du kan velje fleire svar. Set kryss i alle som passar.",
        "en": "A square means that you can choose several answers. Put a cross in all that fit.",
    },
    "how_mend": {
        "nb": "Krysset du feil? Fyll hele sirkelen eller firkanten med farge, og sett et nytt kryss.",
        "nn": "Kryssa du feil? Fyll heile sirkelen eller firkanten med farge, og set eit nytt kryss.",
        "en": "Did you cross the wrong one? Fill it in completely, and put a new cross.",
    },
    "who": {"nb": "Om den som svarer", "nn": "Om den som svarer", "en": "About who is answering"},
    "required": {"nb": "Må fylles ut", "nn": "Må fyllast ut", "en": "Must be filled in"},
    "or": {"nb": "eller", "nn": "eller", "en": "or"},
    "and": {"nb": "og", "nn": "og", "en": "and"},
    "answer_only_if": {"nb": "Svar bare hvis {this}.", "nn": "Svar berre viss {this}.", "en": "Answer only if {this}."},
    "skip_if": {"nb": "Hopp over hvis {this}.", "nn": "Hopp over viss {this}.", "en": "Skip this if {this}."},
    "page_only_if": {
        "nb": "Svar på denne delen bare hvis {this}.",
        "nn": "Svar på denne delen berre viss {this}.",
        "en": "Answer this part only if {this}.",
    },
    "page_skip_if": {
        "nb": "Hopp over denne delen hvis {this}.",
        "nn": "Hopp over denne delen viss {this}.",
        "en": "Skip this part if {this}.",
    },
    "choice_only_if": {"nb": "bare hvis {this}", "nn": "berre viss {this}", "en": "only if {this}"},
    "choice_skip_if": {"nb": "ikke hvis {this}", "nn": "ikkje viss {this}", "en": "not if {this}"},
    "or_if": {"nb": ", eller hvis ", "nn": ", eller viss ", "en": ", or if "},
    "and_if": {"nb": ", og hvis ", "nn": ", og viss ", "en": ", and if "},
    "either": {
        "nb": "minst ett stemmer: {list}",
        "nn": "minst eitt stemmer: {list}",
        "en": "at least one is so: {list}",
    },
    "both": {"nb": "alt stemmer: {list}", "nn": "alt stemmer: {list}", "en": "all of this is so: {list}"},
    "answered": {
        "nb": "du svarte {codes} på spørsmål {number}",
        "nn": "du svarte {codes} på spørsmål {number}",
        "en": "you answered {codes} to question {number}",
    },
    "not_answered": {
        "nb": "du ikke svarte {codes} på spørsmål {number}",
        "nn": "du ikkje svarte {codes} på spørsmål {number}",
        "en": "you did not answer {codes} to question {number}",
    },
    "ticked": {
        "nb": "du krysset av for {codes} på spørsmål {number}",
        "nn": "du kryssa av for {codes} på spørsmål {number}",
        "en": "you ticked {codes} in question {number}",
    },
    "not_ticked": {
        "nb": "du ikke krysset av for {codes} på spørsmål {number}",
        "nn": "du ikkje kryssa av for {codes} på spørsmål {number}",
        "en": "you did not tick {codes} in question {number}",
    },
    "agreed": {
        "nb": "du krysset av på spørsmål {number}",
        "nn": "du kryssa av på spørsmål {number}",
        "en": "you ticked the box in question {number}",
    },
    "not_agreed": {
        "nb": "du ikke krysset av på spørsmål {number}",
        "nn": "du ikkje kryssa av på spørsmål {number}",
        "en": "you did not tick the box in question {number}",
    },
    "any_answer": {
        "nb": "du har svart på spørsmål {number}",
        "nn": "du har svart på spørsmål {number}",
        "en": "you have answered question {number}",
    },
    "no_answer": {
        "nb": "du ikke har svart på spørsmål {number}",
        "nn": "du ikkje har svart på spørsmål {number}",
        "en": "you have not answered question {number}",
    },
    "for_row": {"nb": "{number} for «{row}»", "nn": "{number} for «{row}»", "en": "{number} for “{row}”"},
    "importance_of": {
        "nb": "{number} om hvor viktig det er",
        "nn": "{number} om kor viktig det er",
        "en": "{number} on how important it is",
    },
    "last_time": {"nb": " forrige gang", "nn": " førre gong", "en": " last time"},
    "answer_to": {
        "nb": "svaret på spørsmål {number}",
        "nn": "svaret på spørsmål {number}",
        "en": "the answer to question {number}",
    },
    "how_many_in": {
        "nb": "antallet svar på spørsmål {number}",
        "nn": "talet på svar på spørsmål {number}",
        "en": "the number of answers to question {number}",
    },
    "first_time": {
        "nb": "dette er første gang du svarer",
        "nn": "dette er første gongen du svarer",
        "en": "this is the first time you answer",
    },
    "not_first_time": {
        "nb": "du har svart en gang før",
        "nn": "du har svart ein gong før",
        "en": "you have answered once before",
    },
    "time_number": {
        "nb": "antallet ganger du har svart, med denne,",
        "nn": "talet på gonger du har svart, med denne,",
        "en": "the number of times you have answered, with this one,",
    },
    "worked_out": {
        "nb": "det som regnes ut av {names}",
        "nn": "det som blir rekna ut av {names}",
        "en": "what is worked out from {names}",
    },
    "is": {"nb": "{what} er {than}", "nn": "{what} er {than}", "en": "{what} is {than}"},
    "is_not": {"nb": "{what} ikke er {than}", "nn": "{what} ikkje er {than}", "en": "{what} is not {than}"},
    "at_least": {"nb": "minst {bound}", "nn": "minst {bound}", "en": "at least {bound}"},
    "at_most": {"nb": "høyst {bound}", "nn": "høgst {bound}", "en": "at most {bound}"},
    "more_than": {"nb": "mer enn {bound}", "nn": "meir enn {bound}", "en": "more than {bound}"},
    "less_than": {"nb": "mindre enn {bound}", "nn": "mindre enn {bound}", "en": "less than {bound}"},
    "equals": {"nb": "{bound}", "nn": "{bound}", "en": "{bound}"},
    "at_least_when": {"nb": "{bound} eller senere", "nn": "{bound} eller seinare", "en": "{bound} or later"},
    "at_most_when": {"nb": "{bound} eller tidligere", "nn": "{bound} eller tidlegare", "en": "{bound} or earlier"},
    "more_than_when": {"nb": "senere enn {bound}", "nn": "seinare enn {bound}", "en": "later than {bound}"},
    "less_than_when": {"nb": "tidligere enn {bound}", "nn": "tidlegare enn {bound}", "en": "earlier than {bound}"},
    "equals_when": {"nb": "{bound}", "nn": "{bound}", "en": "{bound}"},
    "change_over": {
        "nb": "mer enn {bound} høyere eller lavere enn forrige gang",
        "nn": "meir enn {bound} høgare eller lågare enn førre gong",
        "en": "more than {bound} higher or lower than last time",
    },
    "go_to": {"nb": "Gå til spørsmål {number}", "nn": "Gå til spørsmål {number}", "en": "Go to question {number}"},
    "go_to_end": {
        "nb": "Gå til slutten av skjemaet",
        "nn": "Gå til slutten av skjemaet",
        "en": "Go to the end of the form",
    },
    "one_cross": {"nb": "Sett ett kryss.", "nn": "Set eitt kryss.", "en": "Put one cross."},
    "one_cross_per_row": {
        "nb": "Sett ett kryss på hver linje.",
        "nn": "Set eitt kryss på kvar linje.",
        "en": "Put one cross on each line.",
    },
    "crosses": {
        "nb": "Sett ett eller flere kryss.",
        "nn": "Set eitt eller fleire kryss.",
        "en": "Put one or more crosses.",
    },
    "crosses_at_most": {
        "nb": "Sett høyst {most} kryss.",
        "nn": "Set høgst {most} kryss.",
        "en": "Put at most {most} crosses.",
    },
    "crosses_at_least": {
        "nb": "Sett minst {least} kryss.",
        "nn": "Set minst {least} kryss.",
        "en": "Put at least {least} crosses.",
    },
    "crosses_between": {
        "nb": "Sett minst {least} og høyst {most} kryss.",
        "nn": "Set minst {least} og høgst {most} kryss.",
        "en": "Put at least {least} and at most {most} crosses.",
    },
    "alone": {"nb": "sett bare dette krysset", "nn": "set berre dette krysset", "en": "only this cross"},
    "one_number": {
        "nb": "Sett kryss i én av sirklene.",
        "nn": "Set kryss i éin av sirklane.",
        "en": "Put a cross in one of the circles.",
    },
    "rank": {
        "nb": "Skriv 1 i ruten ved det du setter først, 2 ved det neste, og så videre til {most}.",
        "nn": "Skriv 1 i ruta ved det du set først, 2 ved det neste, og så vidare til {most}.",
        "en": "Write 1 in the box by what you put first, 2 by the next, and so on to {most}.",
    },
    "rank_one": {
        "nb": "Skriv 1 i ruten ved det du setter først.",
        "nn": "Skriv 1 i ruta ved det du set først.",
        "en": "Write 1 in the box by what you put first.",
    },
    "only_those": {
        "nb": "Velg bare blant dem du svarte på spørsmål {number}.",
        "nn": "Vel berre blant dei du svarte på spørsmål {number}.",
        "en": "Choose only among those you gave in question {number}.",
    },
    "line_of": {
        "nb": "det du skrev på linje {line} på spørsmål {number}",
        "nn": "det du skreiv på linje {line} på spørsmål {number}",
        "en": "what you wrote on line {line} of question {number}",
    },
    "line_label": {
        "nb": "Linje {line} på spørsmål {number}",
        "nn": "Linje {line} på spørsmål {number}",
        "en": "Line {line} of question {number}",
    },
    "copy_line": {"nb": "skriv det gjerne av her", "nn": "skriv det gjerne av her", "en": "you may copy it here"},
    "line_empty": {
        "nb": "du ikke skrev noe på linje {line} på spørsmål {number}",
        "nn": "du ikkje skreiv noko på linje {line} på spørsmål {number}",
        "en": "you wrote nothing on line {line} of question {number}",
    },
    "your_answer": {
        "nb": "svaret ditt på spørsmål {number}",
        "nn": "svaret ditt på spørsmål {number}",
        "en": "your answer to question {number}",
    },
    "day": {"nb": "dag", "nn": "dag", "en": "day"},
    "month": {"nb": "måned", "nn": "månad", "en": "month"},
    "year": {"nb": "år", "nn": "år", "en": "year"},
    "hour": {"nb": "time", "nn": "time", "en": "hour"},
    "minute": {"nb": "minutt", "nn": "minutt", "en": "minute"},
    "between": {"nb": "Fra {low} til {high}.", "nn": "Frå {low} til {high}.", "en": "From {low} to {high}."},
    "least": {"nb": "Minst {low}.", "nn": "Minst {low}.", "en": "At least {low}."},
    "most": {"nb": "Høyst {high}.", "nn": "Høgst {high}.", "en": "At most {high}."},
    "write_at_least": {"nb": "Skriv minst {least}.", "nn": "Skriv minst {least}.", "en": "Write at least {least}."},
    "statement": {"nb": "Spørsmål", "nn": "Spørsmål", "en": "Question"},
    "your_number": {"nb": "Svar", "nn": "Svar", "en": "Answer"},
    "thanks": {"nb": "Takk for at du svarte.", "nn": "Takk for at du svarte.", "en": "Thank you for answering."},
}
"""What it is -> language -> words."""

NORWAY = ("nb", "nn", "se", "sma", "smj")
"""Where there are no words of ours, these readers get bokmål, and all others English."""


def phrase(language: str, name: str, **parts: object) -> str:
    """One phrase in the language, with its parts put in."""
    words = PHRASES[name]
    found = words.get(language) or words["nb" if language in NORWAY else "en"]
    return found.format(**parts)
