"""What a county governor is told of the own counties beside the rest of the country."""

from __future__ import annotations

AREAS: dict[str, str] = {
    "title_governor": "{title} – {subject}",
    "subtitle_governor": (
        "Report to the county governor: the municipalities of {subject} beside the rest of the country."
    ),
    "for_governor": "For the county governor: the own municipalities against the rest of the country.",
    "heading_area_moved": "What has changed in {area}",
    "heading_beside": "{area} beside the rest of the country",
    "heading_members": "The municipalities of {area}",
    "area_answered": "In {round}, {n} of {of} municipalities in {area} answered.",
    "area_census": "All answered in {round}, so the numbers for {round} are the whole of {area} and no sample.",
    "area_few": (
        "The uncertainty in the numbers for {area} is about the municipalities that did not answer in {round} alone."
    ),
    "caption_area_rounds": "Answers from the municipalities of {area} and of the rest of the country",
    "col_own_answers": "Answers in {area}",
    "col_rest_answers": "Answers in the rest of the country",
    "area_not_told": "There are no numbers for {area} in both rounds.",
    "area_from_to": (
        "The share of municipalities in {area} that {label} was {first} in the first round and {second} in the second."
    ),
    "area_all_pairs": (
        "All {pairs} municipalities can be followed, and among them the change is {change} percentage points."
    ),
    "area_pairs": (
        "Among the {pairs} of {of} municipalities that can be followed, the change is {change} percentage points "
        "({interval})."
    ),
    "rest_from_to": "In the rest of the country the share was {first} and {second}.",
    "area_nothing_moved": "We cannot say with certainty that anything has changed in {area} between the rounds.",
    "beside_none": (
        "No question with one answer has a share that can be held against the rest of the country in the last round."
    ),
    "beside_summary": "{of} {of:result|results} in the last round: {told}.",
    "tally_increased": "{n} {n:is|are} higher than in the rest of the country",
    "tally_small_increase": "{n} {n:is|are} slightly higher",
    "tally_unchanged": "{n} {n:is|are} alike",
    "tally_small_decrease": "{n} {n:is|are} slightly lower",
    "tally_decreased": "{n} {n:is|are} lower",
    "tally_cannot_say": "{n} we can say nothing certain about",
    "against_increased": "Higher",
    "against_small_increase": "Slightly higher",
    "against_unchanged": "As there",
    "against_small_decrease": "Slightly lower",
    "against_decreased": "Lower",
    "against_cannot_say": "Cannot say",
    "stands_increased": "Higher than in the rest of the country",
    "stands_decreased": "Lower than in the rest of the country",
    "beside_higher": (
        "In {area} the share of municipalities that {label} was {own}, against {rest} in the rest of the country: "
        "{size} percentage points higher ({interval})."
    ),
    "beside_lower": (
        "In {area} the share of municipalities that {label} was {own}, against {rest} in the rest of the country: "
        "{size} percentage points lower ({interval})."
    ),
    "beside_equal": (
        "In {area} the share of municipalities that {label} was {own}, and in the rest of the country {rest} "
        "({interval} for the difference)."
    ),
    "forest_area": "{area} against the rest of the country",
    "forest_area_lower": "lower than in the rest of the country",
    "forest_area_higher": "higher than in the rest of the country",
    "col_area_in": "{area} {round}",
    "col_rest_in": "The rest {round}",
    "col_standing": "Against the rest of the country",
    "change_cell": "{change} ({interval})",
    "note_area": (
        "Shares of the municipalities that answered. The change is among the municipalities that can be followed, "
        "in percentage points with 95% CI. The difference is the area minus the rest of the country in the last "
        "round, in percentage points."
    ),
    "caption_choices": "{heading} – answers where several choices can be ticked",
    "col_municipality": "Municipality",
    "caption_members": "Which municipalities in {area} answered",
    "note_members": (
        "The municipalities as they are in the last round. A merged municipality answered in the first round when "
        "at least one of its former municipalities did."
    ),
    "answered_yes": "Answered",
    "answered_no": "Did not answer",
    "area_limit_small": "The area has few municipalities, so a few answers move a share a lot.",
    "area_limit_many": "Many results were looked at, and some of the differences may be due to chance.",
    "area_method_finite": (
        "The area has a known number of municipalities. The uncertainty is about those alone whose answers we do "
        "not know: when all have answered, there is none (Cochran 1977)."
    ),
    "area_method_beside": (
        "The difference from the rest of the country has an interval by Newcombe (1998), made of the intervals of "
        "the two shares."
    ),
    "area_method_rest": (
        "The rest of the country is all municipalities outside the area. The area’s own municipalities are not in it."
    ),
}
