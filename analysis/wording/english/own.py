"""What a municipality is told of its own answers."""

from __future__ import annotations

OWN: dict[str, str] = {
    "title_municipality": "{subject}: {title}",
    "subtitle_municipality": (
        "The municipality’s own answers, beside those of its county and the country. The report is made for the "
        "municipality itself."
    ),
    "for_municipality": "For the municipality itself: its own answers then and now, beside the county and the country.",
    "heading_own": "Your answers",
    "heading_own_moved": "What is different now",
    "heading_unlike": "Where you are unlike most others",
    "heading_lacking": "Questions without an answer",
    "took_part": "You answered in {rounds}.",
    "took_part_once": "You answered in {round}, but not in {other}.",
    "took_no_part": "You have not answered in {rounds}. The report shows what the others answered.",
    "came_merged": "{name} was merged from {former}: {n} of {of} former municipalities answered in {first}.",
    "came_split": (
        "{name} comes wholly or partly from {former}, where a municipality was divided: {n} of {of} former "
        "municipalities answered in {first}. Their answers are shown, but are not counted as those of {name}."
    ),
    "came_renumbered": "{name} has got a new number since {first}; its answers were followed.",
    "caption_areas": "So many municipalities answered in {round}",
    "col_area": "Area",
    "country": "The country",
    "own_moved": "{of} {of:answer|answers} can be held against {round}: {told}.",
    "moved_same": "{n} unchanged",
    "moved_better": "{n} better",
    "moved_worse": "{n} worse",
    "moved_changed": "{n} changed without being clearly better or worse",
    "nothing_held": "None of the answers can be held against {round}.",
    "own_chosen": "Core questions, which are asked alike in every round, come first.",
    "verdict_better": "Better",
    "verdict_worse": "Worse",
    "nothing_unlike": "None of your answers is one that few municipalities give.",
    "unlike_chosen": (
        "These are answers that at most one of three municipalities in the country gives, the rarest first. To be "
        "different is in itself neither good nor bad."
    ),
    "own_once": "You answered “{answer}” in {round}.",
    "own_twice": "You answered “{answer}” both times.",
    "own_both": "You answered “{before}” in {first} and “{now}” in {second}.",
    "own_not_answered": "You did not answer in {round}.",
    "alike_country": "The same was answered by {percent} of the municipalities in the country ({count} of {of}).",
    "alike_both": (
        "The same was answered by {percent} of the municipalities in the country ({count} of {of}) and {nearer} "
        "of {all} in {county}."
    ),
    "middle_country": (
        "In the middle of the {n} municipalities in the country that answered lies {median}; half of them lie "
        "from {low} to {high}."
    ),
    "middle_cell": "middle {median} ({low} to {high})",
    "so_many_of": "{count} of {of}",
    "chosen_by": "{choice} ({percent})",
    "none_chosen": "None chosen",
    "col_alike_in": "Same answer in {area}",
    "note_own": (
        "Where several choices can be ticked, they stand on one line, and the percentage is how many "
        "municipalities in the country ticked them in the last round. For numbers there is the middle of the "
        "country, and where the middle half lies."
    ),
    "caption_former": "{heading}: what the former municipalities answered",
    "col_together": "Together",
    "others_not_held": "Other answers cannot be held against {round}: {told}.",
    "none_held": "None of the answers can be held against {round}: {told}.",
    "not_held_so_many": "{n} because {why}",
    "former_answer": "{answer} ({count} of {of})",
    "note_former": "A dash under “Together” means that the answers are no one answer to hold today’s against.",
    "see_former": "see below",
    "because_by_rule": "answers to this cannot be put together",
    "because_not_all_answered": "not all of the former municipalities answered",
    "because_not_alike": "the former municipalities answered differently",
    "because_no_number": "not all of the former municipalities gave a number",
    "because_divided": "one of the former municipalities was divided",
    "because_not_answered": "the question was not answered in the first round",
    "because_not_alike_asked": "the question was not asked alike in the first round",
    "open_lacking": "{n} {n:question|questions} without an answer",
    "lacking_intro": "Some may not have been relevant, given other answers.",
    "own_limit_one": (
        "These are the answers of one municipality. They say what you answered, and have no measure of "
        "uncertainty and no test."
    ),
    "own_limit_who": "Somebody else may have filled in the form this time, and a difference may come of that.",
    "own_limit_others": "The municipalities that did not answer are not in the numbers for the county and the country.",
    "own_method": (
        "Shares are of the municipalities that answered on the scale in the last round; “Don’t know” and similar "
        "answers are left out."
    ),
    "own_texts": "Answers in your own words are not in the report.",
    "heading_position": "Where you stand, sub-goal by sub-goal",
    "position_title": "{name} has the wished-for answer more often than the country in {n} of {of} sub-goals",
    "position_n": "{n} questions behind each row",
    "position_note": (
        "A wished-for answer is the one that counts as better, such as that the municipality has a plan. For the "
        "county and the country it is the mean, over the same questions, of the share of municipalities that gave it."
    ),
    "position_missing": (
        "{n} questions are not included: you did not answer on the scale, or the question belongs to no sub-goal"
    ),
    "position_reading": "How to read it: {row}.",
    "position_row": (
        "{label}: the wished-for answer to {n} of {of} questions, on average {county} in {area} and "
        "{country} in the country."
    ),
    "position_row_country": (
        "{label}: the wished-for answer to {n} of {of} questions, on average {country} in the country."
    ),
}
