"""What is said of an action plan: where its measures stand, what has changed, and what became of them."""

from __future__ import annotations

PLANS: dict[str, str] = {
    "title_plan_quarter": "{title}: status after quarter {quarter} of {year}",
    "subtitle_plan_quarter": "Quarterly report on the action plan. {subject}",
    "for_plan_quarter": "For whoever follows up the action plan, and for the councils that want to know how it goes.",
    "title_plan_year": "{title}: the year {year}",
    "subtitle_plan_year": "Yearly report on the action plan. {subject}",
    "for_plan_year": "For the councils that decide the plan for the next year, and for whoever drafts it.",
    # Where a measure stands.
    "state_done": "Done",
    "state_in_progress": "In progress",
    "state_planned": "Planned",
    "state_not_started": "Not started",
    "state_stopped": "Stopped",
    "state_lacking": "Without a status",
    "states_done": "{n} done",
    "states_in_progress": "{n} in progress",
    "states_planned": "{n} planned",
    "states_not_started": "{n} not started",
    "states_stopped": "{n} stopped",
    "states_lacking": "{n} without a status",
    "quarter": "Quarter {quarter}",
    "measure": "{number}. {title}",
    # The first page.
    "heading_plan": "How the plan goes",
    "heading_plan_status": "Status in numbers",
    "plan_empty": "The plan has no measures for {year}, so there is nothing to report.",
    "plan_standing": "Measures in the plan for {year}: {n}. After quarter {quarter} this is their status: {states}.",
    "plan_nobody": "Nobody has reported the status of any measure for quarter {quarter} yet.",
    "plan_untold": "Nobody has reported the status of any measure in {year}.",
    "plan_none_before": "No measure has a new status since last time.",
    "plan_moved_done": "Done since last time: {n} (no. {measures}).",
    "plan_moved_further": "Further on than last time: {n} (no. {measures}).",
    "plan_moved_back": "Further back than last time: {n} (no. {measures}).",
    "plan_moved_stopped": "Stopped since last time: {n} (no. {measures}).",
    "plan_not_begun": "Not begun, and no further than last time: {n} (no. {measures}).",
    "plan_lacking": "Without a status for quarter {quarter}: {n} (no. {measures}).",
    "plan_reached": "Targets in numbers that have been reached: {n} of {of}.",
    "caption_plan_areas": "Status in quarter {quarter} of {year}, by area",
    "caption_plan_goals": "Status in quarter {quarter} of {year}, by goal",
    "caption_plan_quarters": "Status quarter by quarter in {year}",
    "col_plan_area": "Area",
    "col_goal": "Goal",
    "col_measures": "Measures",
    "col_quarter": "Quarter",
    "row_all": "The whole plan",
    "note_plan_states": (
        "A measure that is done, stopped or taken out of the plan counts as that until something else is reported."
    ),
    # What has changed, and what has not.
    "heading_plan_moves": "Changed since last time",
    "caption_plan_moves": "Measures with a new status",
    "heading_plan_waiting": "Not begun, or without a status",
    "plan_all_begun": "Every measure has begun or began since last time, and every one has a status.",
    "caption_plan_not_begun": "Measures that have not begun, and are no further than last time",
    "caption_plan_lacking": "Measures that nobody has reported the status of for quarter {quarter}",
    "col_one_measure": "Measure",
    "col_owner": "Responsible",
    "col_status": "Status",
    "col_earlier": "Before",
    "col_comment": "What the responsible says",
    "col_last_told": "Last reported",
    "last_told": "{state}, quarter {quarter}",
    "told_then": "Last reported: {last}.",
    "never_told": "Not reported in {year}",
    # By what it is for.
    "heading_plan_goals": "By goal, sub-goal and main challenge",
    "caption_plan_sub_goals": "Status by the sub-goals of the national plan",
    "caption_plan_challenges": "Status by main challenge",
    "col_sub_goal": "Sub-goal",
    "col_plan_challenge": "Main challenge",
    "sub_goal": "{letter}: {title}",
    "note_plan_several": "A measure that belongs to several is counted under each of them.",
    "plan_without_tags": "No measure is tied to a sub-goal or a main challenge.",
    # Targets.
    "heading_plan_targets": "Targets in numbers",
    "plan_without_targets": "No measure has a target in numbers.",
    "caption_plan_targets": "From where, to where, and how far",
    "col_from": "From",
    "col_to": "Target",
    "col_reached": "Reached",
    "col_target_unit": "Counted in",
    "col_target_said": "Assessment",
    "target_reached": "The target is reached",
    "target_under_way": "Under way",
    "target_not_moved": "No nearer the target",
    "target_untold": "Not reported",
    # One by one.
    "heading_plan_measures": "The measures one by one",
    "caption_plan_measures": "Responsible, status and last word after quarter {quarter} of {year}",
    # The year.
    "heading_plan_year": "What the year gave",
    "plan_year_finished": "Finished and out of the plan: {n} (no. {measures}).",
    "plan_year_dropped": "Taken out of the plan: {n} (no. {measures}).",
    "plan_year_carried": "Goes on unchanged to the next year: {n} (no. {measures}).",
    "plan_year_changed": "Goes on to the next year with changes: {n} (no. {measures}).",
    "plan_year_undone": "Yearly measures that were not done in {year}: {n} (no. {measures}).",
    "plan_not_rolled": "The plan for the next year has not been made yet, so what goes on is not decided.",
    "plan_year_early": "Only {quarters} of the four quarters are here, so this report does not tell of a whole year.",
    "plan_time": (
        "Of {n} single measures, half were done {median} quarters after they were first reported. "
        "Those that are not done yet count as far as they have been followed."
    ),
    "heading_plan_ended": "Finished, taken out and carried on",
    "plan_none_ended": "No measure has been finished, taken out or carried on yet.",
    "caption_plan_finished": "Finished",
    "caption_plan_dropped": "Taken out, with the reason",
    "caption_plan_goes_on": "Goes on to the next year",
    "fate_carried": "Unchanged",
    "fate_changed": "Changed",
    "col_ended_on": "Date",
    "col_reason": "Reason",
    "col_fate": "How",
    # How to read it.
    "heading_plan_method": "How this report was made",
    "plan_method_owner": (
        "The status is what those responsible, or the coordinating unit, last reported for the quarter."
    ),
    "plan_method_comments": "Comments are given as they were written.",
    "plan_method_deadline": (
        "Measures have no deadlines in the plan. «Not begun» means that a measure was reported as not started or "
        "merely planned, both now and last time."
    ),
    "plan_method_effect": (
        "That a measure is done does not say that it worked. Surveys among those it is for must show that."
    ),
    "plan_method_source": "The plan comes from: {source}.",
}
