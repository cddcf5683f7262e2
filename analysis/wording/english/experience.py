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
    "heading_services": "By service and level",
    "groups_levels": (
        "The levels are the five of the rehabilitation pyramid: 1 is nearest everyday life, 5 the most specialised. "
        "Those who answer choose the service that gave them most of the help. Different people get different "
        "services, so a difference between levels does not say that one is better. The differences are not tested."
    ),
    "level": "Level {level}",
    "level_named": "Level {level}: {service}",
    "level_counted": "{name} ({n} {n:answer|answers})",
    "level_uncounted": "{name} (the number of answers is not shown)",
    "col_share_who": "The share who …",
    "service_cell": "{value} ({n})",
    "note_services": (
        "In brackets: how many answered. Whoever chose none of the groups is not in the table. Hidden: the group is "
        "so small that somebody might be recognised, or the number would give away one that is."
    ),
    "groups_changes": (
        "From {first} to {second} (there are many comparisons, so some of the changes may be due to chance):"
    ),
    "group_changed": "{group}:",
    "group_change": "The share who {row}: {first} before, {second} now – {judged}: {change}.",
    "group_moved": "{change}{unit} ({interval})",
    "groups_still": "No change that we can be certain of: {groups}.",
    "groups_hidden": "Not shown, because there are few answers: {groups}.",
    "heading_together": "Users and relatives side by side",
    "caption_together": "Questions that both were asked, last round",
    "note_together": (
        "Where relatives were asked in other words, these stand in brackets. Users and relatives are different "
        "persons, often of different courses, so the difference is not tested."
    ),
    "together_row": "{asked} ({theirs})",
    "col_share_of": "Share: {title}",
}
