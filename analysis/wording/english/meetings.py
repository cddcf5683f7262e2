"""What is said of dialogue meetings, and of groups of respondents side by side."""

from __future__ import annotations

MEETINGS: dict[str, str] = {
    "title_meetings": "{title}: the dialogue meetings",
    "subtitle_meetings": "Report on dialogue meetings. {subject}",
    "for_meetings": "For those who held the meetings, and for those who follow up what was recommended.",
    "heading_meetings": "The meetings on one page",
    "meetings_none": "No meetings have been written yet.",
    "meetings_advised": "Meetings whose groups' recommendations have been written: {n}.",
    "caption_meeting_roles": "Who came, all meetings together",
    "col_role": "Role",
    "note_meeting_roles": "Whoever came to several meetings is counted each time.",
    "meetings_method_register": (
        "Meetings, participants by role and recommendations are what the project group has written. No "
        "participant is named."
    ),
    "meetings_method_form": (
        "The evaluation form is anonymous. What participants wrote in their own words is not shown."
    ),
    "heading_levels": "Groups side by side",
    "levels_what": (
        "The table shows what each group answered to the same questions. Groups differ in more than this, so a "
        "difference does not say why."
    ),
    "levels_none": "No group has figures that can be shown.",
    "levels_hidden": "Not shown, because all of it is hidden: {groups}.",
    "caption_levels": "What each group answered: {round}",
    "level_row": "{question} {part}",
    "level_cell": "{value} (n = {n})",
    "note_levels": (
        "Share or mean in each group, as in the rest of the report. Hidden: the group is so small that somebody "
        "could be recognised, or other figures would give such a group away."
    ),
}
