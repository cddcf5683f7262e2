"""What only a report on users' and relatives' experience says."""

from __future__ import annotations

EXPERIENCE: dict[str, str] = {
    "title_experience": "{title} – experiences",
    "subtitle_experience": "What users and relatives say in {first} and {second}.",
    "subtitle_experience_alone": "What users and relatives say in {first}.",
    "for_experience": (
        "For the services and users’ organisations: what users and relatives say, together and in groups."
    ),
    "heading_voices": "Whose voices are heard",
    "voices_counted": (
        "{title}, {round}: of {of} answers {helped} were given with help, and {spoken} by somebody else on behalf "
        "of the person."
    ),
    "voices_hidden": (
        "Some answers were given with help, or by somebody else on behalf of the person. How many is not shown, "
        "to protect individuals."
    ),
    "voices_voluntary": (
        "Answering is voluntary. Those who did not answer may have experienced something else than those who did."
    ),
    "voices_other_persons": "Different persons answer in each round. A difference may come of others having answered.",
    "heading_groups": "Group by group",
    "groups_intro": "The groups are small and not drawn at random. Differences between them are not tested.",
    "heading_together": "Users and relatives side by side",
    "caption_together": "Questions that both were asked, last round",
    "note_together": (
        "The question stands as users were asked it. Users and relatives are different persons, often of "
        "different courses, so the difference is not tested."
    ),
    "col_n_of": "Answers: {title}",
    "col_share_of": "Share: {title}",
}
