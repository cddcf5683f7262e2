"""For each rule: tiny questionnaires that break exactly it, at the place of the ▸, and others that are right."""

from tests.questionnaires.checker.tiny import B1, COUNT, GRAD, GRADE, GRID, HEAD, LIST, MANY, doc, note

HEAVY = "Kommunens rehabiliteringsvirksomhet forutsetter koordinerende virksomheter. " * 4
EASY = "Kommunens tilbud forutsetter koordinerende virksomheter og mye annet arbeid."
RANK = "{id: R, type: ranking, text: {nb: Hva først?}, choices: {a: {nb: A}, b: {nb: B}}}"
KNOWN = [f"{{id: K{n}, type: count, text: {{nb: Hvor mange?}}, missing: {{dk: {{nb: Vet ikke}}}}}}" for n in range(3)]
RATING = "{id: M, type: rating, from: 0, to: 10, better: lower, text: {nb: Hvor vondt?}}"
MAIL = "{id: post, type: email, text: {nb: Hvor kan vi skrive?}}"

CASES: dict[str, list[tuple[str, str]]] = {
    "asked-per-item": [
        (
            doc(LIST, ("for_each: ting", RATING), note("show_when: {M: ▸3}")),
            doc(LIST, ("for_each: ting", RATING), note("show_when: {M: {at_least: 3}}")),
        )
    ],
    "contact-sealed": [
        (
            doc((MAIL, note("show_when: {post: ▸{equals: 1}}"))),
            doc((MAIL, note("show_when: {post: {answered: true}}"))),
        )
    ],
    "bounds": [
        (doc(COUNT.replace("to: 10", "from: ▸10, to: 3")), doc(COUNT.replace("to: 10", "from: 3, to: 10"))),
        (doc(LIST.replace("{from: 1, to: 3}", "▸{from: 4, to: 3}")), doc(LIST)),
    ],
    "bound-wrong": [
        (
            doc((COUNT, note("show_when: {antall: {at_least: ▸[1]}}"))),
            doc((COUNT, note("show_when: {antall: {at_least: 1}}"))),
        ),
        (
            doc((COUNT, note("show_when: {antall: {change_over: ▸much}}"))),
            doc((COUNT, note("show_when: {antall: {change_over: 2}}"))),
        ),
        (doc((B1, note("show_when: {B1: {answered: ▸yes}}"))), doc((B1, note("show_when: {B1: {answered: true}}")))),
    ],
    "choices": [
        (doc(MANY.replace("choices: {a", "at_most: ▸4, choices: {a")), doc(MANY.replace("{a", "{a", 1))),
        (
            doc(MANY.replace("choices: {a", "at_least: ▸3, at_most: 2, choices: {a")),
            doc(MANY.replace("choices: {a", "at_least: 2, at_most: 2, choices: {a")),
        ),
        (doc("▸{id: x, type: choice, text: {nb: Hva?}}"), doc(B1)),
        (
            doc((B1, "{id: x, type: choice, text: {nb: Hva?}, choices_from: ▸B1}")),
            doc((MANY, "{id: x, type: choice, text: {nb: Hva?}, choices_from: many}")),
        ),
        (doc(B1.replace("yes: {nb: Ja", "▸yes: {nb: Ja, exclusive: true")), doc(B1)),
        (doc(RANK.replace("a: {nb: A", "▸a: {nb: A, own_text: true")), doc(RANK)),
        (
            doc(LIST, ("for_each: ting", MANY), "{id: x, type: choice, text: {nb: Hva?}, choices_from: ▸many}"),
            doc(LIST, ("for_each: ting", MANY), "{id: x, type: choice, text: {nb: Hva?}, choices_from: ting}"),
        ),
    ],
    "code-reserved": [(doc(B1.replace("no: {", "▸not_asked: {")), doc(B1))],
    "code-reused": [
        (
            doc(B1.replace("choices:", "maps: {▸yes: no}, choices:")),
            doc(B1.replace("choices:", "maps: {y: yes}, choices:")),
        )
    ],
    "code-twice": [
        (
            doc("▸" + B1.replace("choices:", "missing: {yes: {nb: Vet ikke}}, choices:")),
            doc(B1.replace("choices:", "missing: {dk: {nb: Vet ikke}}, choices:")),
        ),
        (
            doc(GRADE, top="scores: {s: {label: {nb: S}, mean_of: ▸[G, G]}}"),
            doc(GRADE, top="scores: {s: {label: {nb: S}, mean_of: [G]}}"),
        ),
    ],
    "code-unknown": [
        (doc((B1, note("show_when: {B1: ▸ja}"))), doc((B1, note("show_when: {B1: yes}")))),
        (doc((COUNT, note("show_when: {antall: ▸3}"))), doc((COUNT, note("show_when: {antall: {equals: 3}}")))),
        (
            doc(B1.replace("choices:", "indicator: {codes: [▸ja], label: {nb: har}}, choices:")),
            doc(B1.replace("choices:", "indicator: {codes: [yes], label: {nb: har}}, choices:")),
        ),
        (
            doc(B1.replace("choices:", "maps: {y: ▸ja}, choices:")),
            doc(B1.replace("choices:", "maps: {y: yes}, choices:")),
        ),
    ],
    "comparison-unknown": [
        (
            doc((COUNT, note("show_when: {antall: {▸atleast: 3}}"))),
            doc((COUNT, note("show_when: {antall: {at_least: 3}}"))),
        )
    ],
    "condition-shape": [
        (doc((B1, note("show_when: ▸{}"))), doc((B1, note("")))),
        (doc((B1, note("show_when: {any: ▸[B1]}"))), doc((B1, note("show_when: {any: [{B1: yes}]}")))),
        (doc((B1, note("show_when: {all: ▸[]}"))), doc((B1, note("show_when: {all: [{B1: yes}]}")))),
        (doc((B1, note("show_when: {not: ▸B1}"))), doc((B1, note("show_when: {not: {B1: yes}}")))),
        (doc((B1, note("show_when: {B1: ▸null}"))), doc((B1, note("show_when: {B1: no}")))),
        (doc((B1, note("show_when: {B1: ▸[]}"))), doc((B1, note("show_when: {B1: [no]}")))),
        (
            doc(COUNT.replace("to: 10", "warn_if: ▸{say: {nb: Nei}}")),
            doc(COUNT.replace("to: 10", "warn_if: {more_than: 5, say: {nb: Nei}}")),
        ),
    ],
    "for-each": [
        (doc(B1, ("for_each: ▸B1", note(""))), doc(MANY, ("for_each: many", note("")))),
        (doc(LIST, ("for_each: ting", GRID.replace("type: grid", "type: ▸grid"))), doc(LIST, GRID)),
        (
            doc(LIST, ("for_each: ting", MANY), ("for_each: ▸many", note(""))),
            doc(LIST, ("for_each: ting", MANY), ("for_each: ting", note(""))),
        ),
    ],
    "formula-wrong": [
        (
            doc((COUNT, "{id: s, type: count, text: {nb: Nå?}, warn_if: {less_than: ▸antall **}}")),
            doc((COUNT, "{id: s, type: count, text: {nb: Nå?}, warn_if: {less_than: antall * 2}}")),
        )
    ],
    "hard-to-read": [
        (
            doc(note("", f"{{nb: ▸{HEAVY}}}")),
            doc(note("", "{nb: Hva gjør kommunen for at flere skal klare seg selv?}")),
        ),
        (doc(note("", f"{{nb: Hva?, nb.easy: ▸{EASY}}}")), doc(note("", "{nb: Hva?, nb.easy: Hva gjør de hos oss?}"))),
        (doc(note("", f"{{nb: ▸{'vi vil se ' * 11}}}")), doc(note("", f"{{nb: {'vi vil se ' * 9}}}"))),
        (
            doc(note("", f"{{nb: ▸{'Vi vil se på det. ' * 9}}}")),
            doc(note(f"help: {{nb: {'Vi vil se på det. ' * 9}}}")),
        ),
    ],
    "id-reserved": [(doc("{id: ▸round, type: short_text, text: {nb: Hva?}}"), doc(note("")))],
    "id-twice": [
        (doc((B1, COUNT.replace("id: antall", "id: ▸B1"))), doc((B1, COUNT))),
        (
            doc(
                (B1.replace("yes: {nb: Ja", "yes: {nb: Ja, own_text: true"), COUNT.replace("id: antall", "id: ▸B1_yes"))
            ),
            doc((B1.replace("yes: {nb: Ja", "yes: {nb: Ja, own_text: true"), COUNT)),
        ),
        (doc(B1, COUNT).replace("id: side1", "id: ▸side0"), doc(B1, COUNT)),
        (
            doc(GRADE, top="scores:\n  ▸G: {label: {nb: S}, mean_of: G}"),
            doc(GRADE, top="scores:\n  S: {label: {nb: S}, mean_of: G}"),
        ),
    ],
    "keeps-and-breaks": [
        (
            doc(B1.replace("choices:", "▸keeps: {nb: Som før.}, breaks: {nb: Ny.}, choices:")),
            doc(B1.replace("choices:", "keeps: {nb: Som før.}, choices:")),
        )
    ],
    "language-unknown": [(doc(note("", "{nb: Hva?, ▸en: What?}")), doc(note("", "{nb: Hva?}")))],
    "looks-forward": [
        (doc((note("show_when: {▸B1: yes}"), B1)), doc((B1, note("show_when: {B1: yes}")))),
        (doc((B1.replace("choices:", "show_when: {▸B1: yes}, choices:"),)), doc(B1)),
    ],
    "markup-refused": [
        (doc(note("", "{nb: ▸<b>Hva</b> er det?}")), doc(note("", "{nb: Er det <5 eller >7?}"))),
        (
            doc(note("", '{nb: ▸"{% if ja %} Hva?"}')),
            doc((note(""), note("", '{nb: "Hva er {hvorfor|det}?"}').replace("id: hvorfor", "id: x"))),
        ),
        (doc(note("", "{nb: ▸Trykk (javascript:x)}")), doc(note("", "{nb: Kan du javascript?}"))),
    ],
    "merge": [
        (doc(B1.replace("choices:", "merge: ▸sum, choices:")), doc(COUNT.replace("to: 10", "merge: sum"))),
        (doc(COUNT.replace("to: 10", "merge: ▸share")), doc(B1.replace("choices:", "merge: share, choices:"))),
    ],
    "missing-code-expected": [
        (doc((*KNOWN, COUNT.replace("id: antall", "id: ▸antall"))), doc((*KNOWN[:2], COUNT))),
        (
            doc(
                GRADE.replace("scale", "required: ▸true, when_empty: {nb: Velg.}, scale"),
                scale=GRAD.split(", missing")[0] + "}",
            ),
            doc(GRADE.replace("scale", "required: true, when_empty: {nb: Velg.}, scale")),
        ),
    ],
    "missing-number": [
        (
            doc(COUNT.replace("to: 10", "missing: {▸99: {nb: Vet ikke}}")),
            doc(COUNT.replace("to: 10", "missing: {dk: {nb: Vet ikke}}")),
        )
    ],
    "municipality-missing": [
        (
            doc(B1, head=HEAD.replace("unit: person", "unit: ▸municipality")),
            doc("{id: k, type: municipality, text: {nb: Hvor?}}", head=HEAD.replace("person", "municipality")),
        )
    ],
    "municipality-twice": [
        (
            doc(("{id: k, type: municipality, text: {nb: Hvor?}}", "▸{id: l, type: municipality, text: {nb: Hvor?}}")),
            doc("{id: k, type: municipality, text: {nb: Hvor?}}"),
        )
    ],
    "never-holds": [
        (
            doc((COUNT, note("▸show_when: {antall: {more_than: 10}}"))),
            doc((COUNT, note("show_when: {antall: {more_than: 9}}"))),
        ),
        (
            doc((B1, note("▸show_when: {B1: yes, not: {B1: {answered: true}}}"))),
            doc((B1, note("show_when: {B1: yes, not: {B1: no}}"))),
        ),
        (doc(B1, ("▸show_when: {round: {less_than: 1}}", note(""))), doc(B1, ("show_when: {round: 2}", note("")))),
        (
            doc(B1, MANY.replace("c: {nb: C", "c: {nb: C, ▸show_when: {all: [{B1: yes}, {B1: no}]}")),
            doc(B1, MANY.replace("c: {nb: C", "c: {nb: C, show_when: {any: [{B1: yes}, {B1: no}]}")),
        ),
        (
            doc(COUNT, top="checks:\n  c: {▸when: {antall: {less_than: 0}}, at: antall, say: {nb: Nei}}"),
            doc(COUNT, top="checks:\n  c: {when: {antall: {less_than: 1}}, at: antall, say: {nb: Nei}}"),
        ),
        (
            doc((B1, MANY), note("▸show_when: {role: proxy}"), head=HEAD + "roles: [proxy]\n"),
            doc(B1, note("show_when: {role: proxy}"), head=HEAD + "roles: [self, proxy]\n").replace(
                "{nb: Plan?}", "{nb: Plan?, nb.proxy: Plan for personen?}"
            ),
        ),
    ],
    "minutes-unlikely": [
        (doc(B1, head=HEAD + "minutes: ▸90\n"), doc(B1, head=HEAD + "minutes: 2\n")),
    ],
    "one-choice": [
        (
            doc("{id: x, type: choice, text: {nb: Hva?}, choices: ▸{yes: {nb: Ja}}}"),
            doc("{id: x, type: consent, text: {nb: Er du enig?}}"),
        )
    ],
    "option-plain": [
        (doc(GRADE, scale=GRAD.replace("1: {nb: Lite", "▸1: {nb: Lite, own_text: true")), doc(GRADE)),
        (
            doc(COUNT.replace("to: 10", "missing: {▸dk: {nb: Vet ikke, own_text: true}}")),
            doc(COUNT.replace("to: 10", "missing: {dk: {nb: Vet ikke}}")),
        ),
    ],
    "page-unreachable": [
        (
            doc(MANY, ("show_when: {many: {answered: false}}", "for_each: many", note(""))).replace(
                "id: side1", "id: ▸side1"
            ),
            doc(MANY, ("show_when: {many: {answered: true}}", "for_each: many", note(""))),
        )
    ],
    "placeholder-no-fallback": [
        (doc((note(""), COUNT.replace("{nb: Hvor mange?}", '{nb: ▸"Hvor mange {hvorfor}?"}'))), doc((note(""), COUNT)))
    ],
    "placeholder-unfilled": [
        (doc(note("", '{nb: ▸"Hva, {navn|du}?"}')), doc((B1, note("", '{nb: "Hva, {B1|du}?"}')))),
        (
            doc(LIST, ("for_each: ting", RATING), note("", '{nb: ▸"Hva er {M|det}?"}')),
            doc(LIST, ("for_each: ting", RATING, note("", '{nb: "Hva er {ting} og {M|det}?"}'))),
        ),
        (doc(B1, head=HEAD.replace("En prøve.", '▸"Hei, {B1|du}."')), doc(B1)),
    ],
    "question-unreachable": [
        (
            doc(B1, ("show_when: {B1: yes}", note("▸show_when: {B1: no}"))),
            doc(B1, ("show_when: {B1: yes}", note("show_when: {B1: yes}"))),
        )
    ],
    "rating-ends": [
        (
            doc(RATING.replace("better: lower", "ends: {0: {nb: Nei}, ▸9: {nb: Ja}}")),
            doc(RATING.replace("better: lower", "ends: {0: {nb: Nei}, 10: {nb: Ja}}")),
        )
    ],
    "rating-long": [(doc(RATING.replace("to: 10", "to: ▸21")), doc(RATING.replace("to: 10", "to: 20")))],
    "required-unasked": [
        (
            doc("{id: x, type: information, required: ▸true, text: {nb: Les dette.}}"),
            doc("{id: x, type: information, text: {nb: Les dette.}}"),
        )
    ],
    "role-unknown": [
        (
            doc(note("", "{nb: Hva?, ▸nb.proxy: Hva vil hun?}")),
            doc(note("", "{nb: Hva?, nb.proxy: Hva vil hun?}"), head=HEAD + "roles: [self, proxy]\n"),
        )
    ],
    "role-unspoken": [
        (doc(B1, head=HEAD + "roles: [self, ▸proxy]\n"), doc(B1, head=HEAD + "roles: [self, with_help]\n"))
    ],
    "scale-unknown": [(doc(GRADE.replace("scale: grad", "scale: ▸grd")), doc(GRADE))],
    "score-direction": [
        (
            doc(RATING, top="scores:\n  s: {label: {nb: S}, ▸mean_of: M}"),
            doc(RATING, top="scores:\n  s: {label: {nb: S}, mean_of: M, reverse: M}"),
        )
    ],
    "score-endless": [
        (
            doc(
                "{id: N, type: number, text: {nb: Hvor mye?}}",
                top="scores:\n  s: {label: {nb: S}, mean_of: ▸N, as: 0-100}",
            ),
            doc("{id: N, type: number, text: {nb: Hvor mye?}}", top="scores:\n  s: {label: {nb: S}, mean_of: N}"),
        )
    ],
    "score-no-points": [
        (
            doc(B1, top="scores:\n  s: {label: {nb: S}, mean_of: ▸B1}"),
            doc(GRADE, top="scores:\n  s: {label: {nb: S}, mean_of: G}"),
        ),
        (
            doc(
                GRADE,
                scale=GRAD.replace("better", "ordered: false, better"),
                top="scores:\n  s: {label: {nb: S}, sum_of: ▸G}",
            ),
            doc(GRADE, top="scores:\n  s: {label: {nb: S}, sum_of: G}"),
        ),
    ],
    "score-of": [
        (doc(GRADE, top="scores:\n  ▸s: {label: {nb: S}}"), doc(GRADE)),
        (
            doc(GRADE, top="scores:\n  s: {label: {nb: S}, mean_of: G, reverse: ▸E}"),
            doc(RATING, top="scores:\n  s: {label: {nb: S}, mean_of: M, reverse: M}"),
        ),
        (
            doc(GRADE, top="scores:\n  s: {label: {nb: S}, mean_of: G, at_least: ▸2}"),
            doc(GRID, top="scores:\n  s: {label: {nb: S}, mean_of: E1, at_least: 2}"),
        ),
    ],
    "score-over": [
        (
            doc((LIST, GRADE), top="scores:\n  s: {label: {nb: S}, mean_of: ▸G, over: ting}"),
            doc(LIST, ("for_each: ting", GRADE), top="scores:\n  s: {label: {nb: S}, mean_of: G, over: ting}"),
        )
    ],
    "subgoal-no-indicator": [
        (
            doc(B1.replace("choices:", "▸subgoal: [a], choices:")),
            doc(B1.replace("choices:", "subgoal: [a], indicator: {codes: [yes], label: {nb: har}}, choices:")),
        )
    ],
    "text-falls-back": [
        (
            doc(
                note("", "▸{nb: Hva?}"),
                head=HEAD.replace("[nb]", "[nb, nn]")
                .replace("nb: Prøve", "nb: P, nn: P")
                .replace("nb: En prøve.", "nb: P, nn: P"),
                scale="{choices: {1: {nb: A, nn: A}, 2: {nb: B, nn: B}}}",
            ).replace("{nb: Side}", "{nb: S, nn: S}"),
            doc(note("")),
        )
    ],
    "text-missing": [
        (
            doc(
                note("", "▸{nb: Hva?}"),
                head=HEAD.replace("[nb]", "[nb, en]")
                .replace("nb: Prøve", "nb: P, en: P")
                .replace("nb: En prøve.", "nb: P, en: P"),
                scale="{choices: {1: {nb: A, en: A}, 2: {nb: B, en: B}}}",
            ).replace("{nb: Side}", "{nb: S, en: S}"),
            doc(note("")),
        )
    ],
    "variable-unknown": [
        (doc((B1, note("show_when: {▸B2: yes}"))), doc((B1, note("show_when: {B1: yes}")))),
        (doc((GRID, note("show_when: {▸E1: 1}"))), doc((GRID, note("show_when: {E1.dag: 1}")))),
        (doc((B1, note("show_when: {▸earlier.B2: yes}"))), doc((note("show_when: {earlier.B1: yes}"), B1))),
        (
            doc(GRID, top="scores:\n  s: {label: {nb: S}, mean_of: ▸E1.kveld}"),
            doc(GRID, top="scores:\n  s: {label: {nb: S}, mean_of: E1.natt}"),
        ),
        (
            doc(COUNT, top="checks:\n  c: {when: {antall: {less_than: 1}}, at: ▸antal, say: {nb: Nei}}"),
            doc(COUNT, top="checks:\n  c: {when: {antall: {less_than: 1}}, at: antall, say: {nb: Nei}}"),
        ),
    ],
    "when-empty-missing": [
        (
            doc(B1.replace("choices:", "required: ▸true, choices:")),
            doc(B1.replace("choices:", "required: true, when_empty: {nb: Velg.}, choices:")),
        )
    ],
}
