"""Sentences about results, and words in and around figures."""

from __future__ import annotations

RESULTS: dict[str, str] = {
    "hidden": "Cannot be shown: fewer than 5 answered.",
    "protected": "Not shown, to protect individuals.",
    "hidden_cell": "hidden",
    "hidden_key": "Hidden (fewer than 5)",
    "off_scale": "No answer",
    "n": "n",
    "round": "Round {place}",
    "share_of": "{percent} ({count} of {of})",
    "subject_part": "{question} – {part}",
    "chose": "ticked “{choice}”",
    # What happened, over all who answered.
    "share_up": "The share of {units} that {label} rose from {first} to {second}.",
    "share_down": "The share of {units} that {label} fell from {first} to {second}.",
    "share_still": "The share of {units} that {label} was {first} in the first round and {second} in the second.",
    "share_once": "The share of {units} that {label} was {only}.",
    "mean_once": "The mean was {only}.",
    "mean_up": "The mean rose from {first} to {second}.",
    "mean_down": "The mean fell from {first} to {second}.",
    "mean_still": "The mean was {first} in the first round and {second} in the second.",
    "mean_of": "{mean} (n = {n})",
    # The change, over those who answered twice.
    "paired_increased": "Among {pairs} {units} that answered both times, {it} rose by {size}{unit} ({interval}).",
    "paired_decreased": "Among {pairs} {units} that answered both times, {it} fell by {size}{unit} ({interval}).",
    "paired_small_increase": (
        "Among {pairs} {units} that answered both times, {it} rose slightly, by {size}{unit} ({interval})."
    ),
    "paired_small_decrease": (
        "Among {pairs} {units} that answered both times, {it} fell slightly, by {size}{unit} ({interval})."
    ),
    "paired_unchanged": (
        "Among {pairs} {units} that answered both times, the change is so small that we count {it} as "
        "unchanged: {change}{unit} ({interval})."
    ),
    "paired_cannot_say": "Among {pairs} {units} that answered both times, the change was {change}{unit} ({interval}).",
    "unpaired_increased": "This is a rise of {size}{unit} ({interval}).",
    "unpaired_decreased": "This is a fall of {size}{unit} ({interval}).",
    "unpaired_small_increase": "This is a slight rise of {size}{unit} ({interval}).",
    "unpaired_small_decrease": "This is a slight fall of {size}{unit} ({interval}).",
    "unpaired_unchanged": ("The difference is so small that we count it as unchanged: {change}{unit} ({interval})."),
    "unpaired_cannot_say": "The difference is {change}{unit} ({interval}).",
    "no_interval": "no interval",
    "interval": "{level} CI {low} to {high}",
    "bare_interval": "{low} to {high}",
    "some": "some",
    "it_share": "it",
    "it_mean": "it",
    "percentage_points": " percentage points",
    "score_points": " points",
    # Beside the sentence: the pairs alone.
    "pairs_share": (
        "The {pairs} {units} that answered both times, on their own: the share was {first} in the first round "
        "and {second} in the second."
    ),
    "pairs_mean": (
        "The {pairs} {units} that answered both times, on their own: the mean was {first} in the first round "
        "and {second} in the second."
    ),
    # Beside the sentence: merged municipalities by another rule than the questionnaire's.
    "other_rule_share": "Had a merged municipality counted when at least one of the former ones did",
    "other_rule_sum": "Had the parts of a merged municipality been added up also where some were missing",
    "other_rule": (
        "{had}, the change would have been {change}{unit} ({interval}; {pairs} municipalities) and the conclusion "
        "“{verdict}”."
    ),
    # Beside the sentence: with weights.
    "weighted": "Weighted: {first} in the first round and {second} in the second, change {change}{unit} ({interval}).",
    "weighted_hidden": "The weighted figures are not shown, to protect individuals.",
    "bounds": (
        "In {round}, {answered} of {of} {units} answered this. If none of the others belonged to the share, "
        "it would have been {low}; if all did, {high}."
    ),
    # Figures.
    "one_message": "{subject}: {verdict}",
    "one_message_share": "The share of {units} that {label}: {verdict}",
    "many_message": "{of} {of:result|results}: {tally}",
    "apart_message": "{of} {of:question|questions} that cannot be compared between the rounds",
    "none_message": "No certain change in any of the {of} results",
    "commonest": "{subject} Most often in {round}: {answer} ({percent})",
    "moved": "{verdict} ({change}{unit})",
    "n_in_round": "{n} {units} in {round}",
    "n_pairs": "{n} {units} answered both times",
    "span": "{low} to {high}",
    "spoken_row": "{subject}: {told}.",
    "row_told": "{verdict}, {change} ({interval})",
    "spoken_rest": "The other {n} are in the table.",
    "row_in_share": "{part}: {label}",
    "code_share": "{label} {percent}",
    "bar_in_words": "{round}: {answers}.",
    "bars_note_better": "Better answers are to the right of the line, worse ones to the left.",
    "bars_note_higher": "Higher answers are to the right of the line, lower ones to the left.",
    "bars_note_plain": (
        "Figures are per cent of those who answered on the scale. Those who did not (“Don’t know”, no answer) "
        "are outside the bar."
    ),
    "bars_note_hidden": "Hatched fields are several answers put together to protect individuals.",
    "rounds_note": "Round 1 is {first}, round 2 is {second}.",
    "not_in_round": "Not asked in this round",
    "nobody": "Nobody answered",
    "change_header": "Change (95% CI)",
    "dumbbell_note_share": (
        "The dots are shares, the lines 95% confidence intervals. The change is in percentage points."
    ),
    "dumbbell_note_mean": (
        "The dots are the means of all answers in each round, the lines 95% confidence intervals (t distribution)."
    ),
    "dumbbell_note_pairs": "The change is among those who answered both times.",
    "dumbbell_sorted": "The rows are sorted by the change.",
    "waterfall_axis": "Mean change, in points",
    "waterfall_order": "Persons, sorted by change",
    "waterfall_n": "{n} persons measured both at the start and at the end",
    "waterfall_note": (
        "Each bar is the mean of at least five persons with nearly the same change, so that nobody "
        "is shown alone. How many reached the threshold is counted person by person."
    ),
    "waterfall_title": "{count} of {of} ({percent}) improved by at least {threshold} points",
    "waterfall_title_plain": "The change of each group of persons",
    "waterfall_range": "The changes in the figure run from {low} to {high} points.",
    "threshold_mark": "threshold {value}",
    "better_by": "Better: {told}",
    "about_same": "About the same: {told}",
    "worse_by": "Worse: {told}",
    "share_bare": "{count} ({percent})",
}
