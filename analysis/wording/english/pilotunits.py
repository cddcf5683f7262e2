"""What is said of one unit of a pilot, beside the whole of it."""

from __future__ import annotations

PILOT_UNITS: dict[str, str] = {
    "title_unit": "{subject} in the pilot {title}",
    "subtitle_unit": "The unit's report. The unit beside the whole pilot.",
    "for_unit": "For those who work in the unit, and for the project group.",
    "heading_unit": "The unit on one page",
    "unit_stands": "This is where {unit} stands on {day}.",
    "unit_trained": "Training sessions that the unit has had: {n}. Participants in all of them: {people}.",
    "unit_untrained": "The unit has had no training yet.",
    "unit_unknown": "We do not know whether the unit has begun with courses.",
    "unit_waiting": "The unit has not begun with courses yet.",
    "unit_hidden": (
        "The unit has begun with courses. The figures are hidden because some of them are about few persons."
    ),
    "unit_courses": "Courses started in the unit: {started}. Measured more than once: {pairs}.",
    "unit_whole": "Units in the whole pilot: {n}. Have had training: {trained}. Have begun with courses: {begun}.",
    "unit_whole_courses": (
        "Courses started in all the units that can be shown: {started}. Measured more than once: {pairs}."
    ),
    "heading_unit_beside": "The unit beside the pilot",
    "caption_unit": "Training and courses in the unit and in the whole pilot",
    "unit_all": "The whole pilot",
    "note_unit": (
        "Hidden: the figure is about so few persons that they might be recognised. Dash: there is nothing to "
        "tell. The whole pilot: courses in units with hidden figures are not counted."
    ),
    "unit_method_numbers": (
        "The report shows the same figures about the unit as the pilot's report does, and hides the same."
    ),
    "unit_method_whole": (
        "Courses in the whole pilot are the sum of the units that can be shown. Where anything is hidden, "
        "nothing is counted."
    ),
    "unit_method_surveys": (
        "The surveys are the unit's own, each told by itself. Ratings in courses are told only when none of "
        "the figures about the unit's courses is hidden."
    ),
}
