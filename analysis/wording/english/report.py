"""Headings, columns, captions and notes of a report."""

from __future__ import annotations

REPORT: dict[str, str] = {
    # Tables.
    "share_cell": "{percent} ({count})",
    "share_interval_cell": "{count} ({percent}, CI {low}–{high})",
    "code_cell": "{count} ({percent})",
    # Who answered.
    "asked": "The report compares {questions} {questions:question|questions}.",
    "asked_scores": (
        "The report compares {scores} {scores:score|scores} and {questions} single {questions:question|questions}."
    ),
    "responded": "{round}: {n} {units} answered. It is not given how many could have answered.",
    "responded_of": "{round}: {n} of {of} {units} answered ({percent}).",
    "responded_of_dated": "{round}: {n} of {of} {units} answered ({percent}), counting the {all} as of {date}.",
    "unlinked": "Answers cannot be linked from round to round. A difference may come of others having answered.",
    "paired_rounds": (
        "{both} {units} answered in both rounds, {first} in the first only and {second} in the second only."
    ),
    "merged": (
        "{n} {units} in the second round {n:is a merger|are mergers}; {former} of the former ones answered in "
        "the first round."
    ),
    "split": "{n} {units} in the second round came of one that was split.",
    "without_key": "{n} {n:answer lacks|answers lack} what rounds are linked by, and are left out of the changes.",
    "caption_roles": "Who filled in the form",
    # Versions.
    "merged_codes": "Answers have been merged: {told}.",
    "recoded_codes": "Answers have been recoded: {told}.",
    "counted_as": "{old} counts as {new}",
    "quoted": "“{words}”",
    "and": "{first} and {last}",
    "broken_why": "Reason: {why}",
    "formerly": "In the first round the question read {words}.",
    "text_formerly": "{text} In the first round: {old}.",
    "kept_why": "The figures are compared all the same. Reason: {why}",
    # Scores.
    "responders": (
        "Of {of} {units} measured both at the start and at the end, {count} ({percent}, CI {low}–{high}) "
        "improved by at least {threshold} points (threshold: {name}, {source})."
    ),
    "score_mean_paired": (
        "Among {pairs} {units} the mean went from {first} to {second}, a change of {change} points ({interval})."
    ),
    "score_mean_unpaired": (
        "The mean went from {first} in the first round to {second} in the second, a difference of {change} points "
        "({interval})."
    ),
    "followed": "{pairs} of {started} {units} measured at the start {pairs:was|were} measured again.",
    "items_used": "The change rests on {used} of {rated} activities, those that were rated both times.",
    # Headings.
    "synthetic": (
        "Synthetic answers: the figures in this report were made to show what it looks like. They say nothing about "
        "reality."
    ),
    "heading_who": "Who answered",
    "heading_findings": "Main findings",
    "heading_limits": "What we cannot say",
    "heading_reading": "How to read the verdicts",
    "heading_score": "Score: {label}",
    "heading_subgoal": "Sub-goal {letter}: {title}",
    "heading_across": "Across the sub-goals",
    "heading_rest": "Other questions",
    "heading_scale": "{page}: {first} – {last}",
    "heading_texts": "Answers in own words",
    "heading_methods": "Methods and caveats",
    "heading_protection": "Protection of individuals",
    "heading_appendix": "Appendix",
    "heading_definitions": "Words and terms",
    "heading_wording": "The questions as they were asked",
    "heading_missing": "Missing answers",
    "heading_versions": "Versions",
    "contents": "Contents",
    "skip": "Skip to the contents",
    "table": "Table {number}.",
    "more": "More: {title}.",
    "letters_lacking": "The typefaces here lack these characters, which are shown as empty boxes: {letters}."
    " The page of the report shows them in its reader's own.",
    "checksum": "Checksum (SHA-256) of the results: {sum}",
    "heading_about": "About the answers and the verdicts",
    "figure": "Figure {number}.",
    "heading_more": "More figures",
    "more_on_page": "More: {title}, page",
    "page_of": "Page {page} of {pages}",
    "made_by": "Made with Medvirk. Each number in the text is taken from the results that the tables show.",
    # Findings.
    "findings_direction": "{better} of the changes are for the better, {worse} for the worse.",
    "findings_summary": "{of} {of:result|results} can be judged: {tally}.",
    "nothing_judged": "None of the questions gives one number that can rise or fall.",
    "no_findings": "We cannot say for certain that anything changed between the rounds.",
    "how_chosen": (
        "The findings are the largest changes, measured against how large a change must be to matter. Those that "
        "hold when we allow for many questions having been examined come first, and among them the core questions, "
        "which are to be asked alike in every round."
    ),
    "holds": "The change holds when we allow for many questions having been examined.",
    "does_not_hold": "When we allow for many questions having been examined, the change may be due to chance.",
    "limits_intro": "What you should know before you use the figures:",
    "limit": "For {n} of the results we cannot say whether anything changed, because {why}.",
    "caveat_of_round": "{round}: {caveat}",
    "limit_causes": "The figures show what changed, not why.",
    "limit_nonresponse": "Those who did not answer may be different from those who did.",
    "read_moved": (
        "Increased or decreased: the whole interval is on one side of zero, and the change is large enough to matter."
    ),
    "read_matters": (
        "Where the questionnaire does not say otherwise, a change matters from {points} percentage points in a "
        "share, {mean} points on a scale or half the threshold of a score."
    ),
    "read_small": (
        "Slight increase or slight decrease: the whole interval is on one side of zero, but the change is "
        "smaller than the smallest that matters."
    ),
    "read_unchanged": "Unchanged: the whole interval is nearer to zero than the smallest change that matters.",
    "read_cannot_say": (
        "Cannot say: the interval is too wide, or too few answered (we require 10 pairs, or 5 answers in "
        "each round where rounds cannot be linked)."
    ),
    # Sections about questions.
    "open_results": "{n} results that we cannot say anything certain about",
    "theme_summary": "{of} {of:result|results}: {tally}.",
    "theme_also": "See also: {questions}",
    "text_uncounted": "{question} The answers are not shown in the report.",
    "text_answers": (
        "{question} Answers: {first} in the first round, {second} in the second. They are not shown in the report."
    ),
    "caption_results": "{heading} – results",
    "caption_answers": "{heading} – all answers in figures",
    "caption_numbers": "{heading} – the distribution in figures",
    "caption_units": "{heading} – merged and split municipalities",
    "note_share": "The shares show how many {units} that {label}.",
    "note_of_answered": "“Don’t know” and similar answers are in the denominator.",
    "note_of_valid": "“Don’t know” and similar answers are not in the denominator.",
    "note_chosen": "The shares are of those who answered the question, and show how many chose each answer.",
    "note_mean": "The figures are means.",
    "note_mean_unit": "The figures are means, in {unit}.",
    "caption_groups": "{heading}: group by group",
    "col_group": "Group",
    "no_group": "No group",
    "note_groups": (
        "Whoever answered both times is in the group that they were in last. A group is hidden when it is small, or "
        "when the others and the whole together would tell of one that is."
    ),
    "note_paired": (
        "The change is among those who answered both times, so it may not be the difference between the rounds."
    ),
    "note_unpaired": "The change is the difference between the rounds, which cannot be linked.",
    "note_answers": "Counts, and per cent of those who answered on the scale.",
    "note_units": (
        "Split municipalities are marked. They never count in the change, and merged ones only when the former "
        "municipalities answered alike or the figures can be added up."
    ),
    "divided": "{name} (split)",
    "inside": "{inside} of {of} former municipalities",
    "parts_missing": "(no answer from {n} of {of})",
    "sum": "{total} in all",
    "former": "{name}: {answer}",
    # Columns.
    "col_round": "Round",
    "col_date": "Date",
    "col_answers": "Answers",
    "col_of": "Of",
    "col_of_date": "As of",
    "col_rate": "Response rate",
    "col_meeting": "Answered",
    "col_question": "Question",
    "col_n_in": "n {round}",
    "col_pairs": "Pairs",
    "col_change": "Change",
    "col_interval": "95% CI",
    "col_p": "p",
    "col_p_adjusted": "p (Holm)",
    "col_verdict": "Verdict",
    "col_not_answered": "Not answered",
    "col_not_asked": "Not asked",
    "col_n": "n",
    "col_mean": "Mean",
    "col_sd": "Standard deviation",
    "col_median": "Median",
    "col_lower_quartile": "Lower quartile",
    "col_upper_quartile": "Upper quartile",
    "col_before": "Before",
    "col_now": "Now",
    "col_units": "Municipalities",
    "col_threshold": "Threshold",
    "col_points": "Points",
    "col_source": "Source",
    "col_better": "Better",
    "col_same": "About the same",
    "col_worse": "Worse",
    "col_who": "Who",
    "col_measure": "Measure",
    "col_value": "Value",
    "col_id": "Name",
    "col_choices": "Answers",
    "col_missing_in": "Off the scale {round}",
    "col_not_answered_in": "Not answered {round}",
    "col_not_asked_in": "Not asked {round}",
    "col_what": "What",
    "col_sha256": "SHA-256",
    "row_both": "In both rounds",
    "row_only_first": "In the first round only",
    "row_only_second": "In the second round only",
    "row_renumbered": "Of those in both: renumbered",
    "row_merged": "Merged in the second round",
    "row_merged_from": "Former municipalities in these that answered in the first round",
    "row_split": "From a split municipality",
    "row_without_key": "Cannot be linked",
    "caption_rounds": "The rounds",
    "note_rounds": "“Of” is how many {units} could have answered.",
    "caption_pairing": "How the two rounds meet",
    "caption_score": "{label}: more about the figures",
    "caption_thresholds": "How many improved, and how many got worse, by threshold",
    "note_thresholds": (
        "The threshold is the smallest change that is probably larger than the measurement error. CI is the 95 % "
        "confidence interval."
    ),
    "caption_summaries": "Means and spread",
    "caption_measures": "Measures of the change",
    "caption_ends": "Lowest and highest possible score",
    "lowest_in_round": "Lowest possible, {round}",
    "highest_in_round": "Highest possible, {round}",
    "note_ends": (
        "Whoever is lowest cannot be measured lower, and whoever is highest cannot be measured higher. "
        "More than 15% at one end is called a floor or ceiling effect (Terwee et al. 2007)."
    ),
    "caption_cumulative": "The changes added up",
    "note_cumulative": (
        "The changes are put together in groups, so that nobody can be recognised: each row shows "
        "the mean of a group, and all who changed by that much or less."
    ),
    "col_at_most": "Changed by at most",
    "col_so_many": "Persons",
    "col_share_of_pairs": "Share of those measured both times",
    "all_in_round": "All, {round}",
    "pairs_in_round": "Measured both times, {round}",
    "caption_wording": "Questions and answers",
    "caption_missing": "Missing answers by question and round",
    "caption_versions": "The questionnaires and answers that the report rests on",
    "version_baseline": "Questionnaire in the first round ({name})",
    "version_followup": "Questionnaire in the second round ({name})",
    "data_of": "The answers in {round}",
    "note_versions": "SHA-256 is a fingerprint: where it is the same, so is the content. All intervals are {level}%.",
    "missing_code": "{label}: {n}",
    "text_parts": "{text} ({parts})",
    "kind_binary": "Tick box",
    "kind_number": "Number",
    "kind_text": "Own words",
    "kind_key": "Municipality",
    "kind_nominal": "One choice",
    "kind_ordinal": "Scale",
    # Methods and definitions.
    "methods_intro": "The methods used, with sources:",
    "method": "Method: {method}.",
    "method_source": "Method: {method}. Source: {source}.",
    "protection": (
        "Figures about fewer than five persons are not shown, nor figures that would let them be "
        "computed. The municipalities’ own answers are not personal data and are shown, but small numbers of persons "
        "in them are hidden. Free text is never shown."
    ),
    "define_interval": (
        "Confidence interval (CI): how far the uncertainty reaches. At 95%, 95 of 100 such "
        "intervals would cover the true value."
    ),
    "define_pair": "Pairs: those who answered the question in both rounds.",
    "define_share": "Share: how many of those who answered gave one of the answers that count.",
    "define_mean": "Mean: the sum of the answers divided by how many there are.",
    "define_missing": (
        "Missing answers: “Don’t know” and similar answers off the scale, those who did not answer, and those who "
        "were not asked."
    ),
    "define_subgoal": "Sub-goal {letter}: {title}.",
}
