"""What is said of one round alone, that no other can be held against."""

from __future__ import annotations

ALONE: dict[str, str] = {
    "title_change_alone": "{title} – {first}",
    "subtitle_change_alone": "Evaluation report from one round: {first}.",
    "described": "The report is about {questions} {questions:question|questions}.",
    "alone": (
        "This is the first round. There is nothing to compare it with yet, so the report tells how things "
        "stand, not what has changed."
    ),
    "heading_standing": "How things stand",
    "nothing_standing": (
        "None of the questions gives one number that can be shown here. See how the answers are distributed below."
    ),
    "core_chosen": "These are the core questions, which are asked alike in every round, in the order of the form.",
    "extremes_chosen": (
        "Core questions, which are asked alike in every round, come first. Then follow the questions with the "
        "largest and the smallest shares."
    ),
    "limit_alone": "One round does not show whether anything has become better or worse.",
    "texts_alone": "{question} Number of answers: {n}. The answers are not shown in the report.",
    "commonest_alone": "The most common answer was “{answer}”: {told}.",
    "see_answers": "There is no single number here. See how the answers are distributed.",
    "the_round": "The round",
    "the_round_note": "The round is {round}.",
    "alone_message": "{of} {of:question: how it was|questions: how they were} answered in {round}",
    "version_alone": "The questionnaire {name}",
}
