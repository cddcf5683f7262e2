"""What only a report on a whole country, or on a county in it, says."""

from __future__ import annotations

NATIONAL: dict[str, str] = {
    "title_national": "{title} – the whole country",
    "subtitle_national": "National evaluation report. Change from {first} to {second}.",
    "subtitle_national_alone": "National evaluation report from one round: {first}.",
    "for_national": "For the directorate and the ministry: the whole country, by sub-goal and main challenge.",
    "all_answers": "{theme} – all answers in numbers",
    "col_result": "Result",
    "note_changes": (
        "Percentages are shares, with the count in parentheses. Numbers without a percent sign are means. Pairs "
        "are those who answered both times; the change is among them when the rounds can be linked."
    ),
    # Response by county.
    "heading_counties": "Who answered in each county",
    "all_counties_answered": "All municipalities answered in {counties}.",
    "most_answered": "In {round} the largest part of the municipalities answered in {most}.",
    "fewest_answered": "In {round} the smallest part of the municipalities answered in {fewest}.",
    "county_answered": "{county} ({count} of {of})",
    "response_rate": "Response rate",
    "map_of_response": "Response rate in {round}",
    "caption_counties": "Answers from the municipalities of each county, {round} (the counties as they were on {date})",
    "note_counties": (
        "“Among those who answered” is how large a part of them comes from the county. Where it is not the same "
        "as among the others, the county counts too much or too little in the national figures."
    ),
    "col_county": "County",
    "col_answered_share": "Among those who answered",
    "col_other_share": "Among the others",
    "bounds_intro": (
        "The municipalities that did not answer may differ from the others. The table shows what the shares would "
        "be at the extremes: if none of them, or all of them, had given an answer that counts."
    ),
    "caption_bounds": "The core questions: how much those who did not answer could matter",
    "note_bounds": "The share of the municipalities that answered, and the limits for all municipalities.",
    "col_share": "Share",
    "col_if_none": "If none of the others",
    "col_if_all": "If all of the others",
    # Challenges.
    "heading_challenges": "The four main challenges",
    "challenges_intro": (
        "Questions are also tagged with the main challenge that they are about. A question may belong to several."
    ),
    "caption_challenges": "The results by main challenge",
    "note_challenges": "The numbers of each result stand under the sub-goals.",
    "open_challenges": "The changes in each challenge, drawn",
    "col_challenge": "Main challenge",
    "col_results": "Number of results",
    "col_fell_out": "How they fell out",
    "col_moved": "Increased or decreased",
    "moved_so": "{told}: {verdict}",
    "moved_more": "and more",
    # All rounds.
    "heading_trend": "Development through all rounds",
    "no_trend": "None of the core questions was asked so that it can be followed through {rounds}.",
    "trend_intro": (
        "The core questions that can be followed through {rounds}. A line goes only through rounds in which the "
        "question was asked so that answers can be compared."
    ),
    "trend_verdicts": (
        "The verdict on each question is about {first} to {second}; the rounds between are shown, but not judged by "
        "themselves."
    ),
    "in_round": "{share} in {round}",
    "caption_trend": "The core questions in each round",
    "note_trend": (
        "Shares of all who answered in the round. The test is over those who answered in all rounds, when the "
        "rounds can be linked. A small p says that something has changed, not how much."
    ),
    "col_panel": "Answered in all",
    "col_test": "Test",
    # The register.
    "heading_register": "Municipalities that merged or were divided",
    "register_on": "There {n:was|were} {n} {n:municipality|municipalities} on {date} ({round}).",
    "register_merged": (
        "A merged municipality is followed when all of its former municipalities answered, and answered alike. "
        "Numbers are added. Otherwise the answers are shown, but are not in the change."
    ),
    "register_split": "Parts of a municipality that was divided are never in the change.",
    "register_renumbered": "A municipality that only got a new number is followed as before.",
    # The ledger.
    "heading_ledger": "Questions that have changed",
    "ledger_intro": "Only questions that were asked so that the answers mean the same are compared.",
    "caption_ledger": "How the questions were asked in the two rounds",
    "caption_changed": "The questions that were not asked alike",
    "col_asked": "Asked",
    "col_why": "Reason",
    "asked_same": "alike in both rounds",
    "asked_recoded": "with other choices, which were recoded",
    "asked_reworded": "with new words",
    "asked_broken": "so differently that it cannot be compared",
    "asked_new": "in the second round only",
    "asked_gone": "in the first round only",
}
