"""Titles, readings, notes and headings of figures and their tables."""

from __future__ import annotations

FIGURES: dict[str, str] = {
    "figure_table": "The numbers in figure {number}",
    "missing_answers": "Without an answer on the scale: {told}",
    "missing_in_round": "{n} in {round}",
    # Diverging bars.
    "bars_reading": "How to read it: in {round}, {percent} answered “{answer}” to “{subject}”.",
    # Dumbbells.
    "dumbbell_reading": "How to read it: “{subject}” went from {before} in {first} to {after} in {second}.",
    # A waterfall.
    "waterfall_reading": "How to read it: the leftmost bar is {persons} persons whose change was {value} on average.",
    "waterfall_missing": "{pairs} of {started} who were measured at the start were measured again",
    "col_group_change": "Mean change",
    # Any figure with rows.
    "n_is": "n = {n}",
    "row_sentence": "{label}: {told}.",
    "rows_hidden": "{n} of {of} rows {n:is|are} hidden or have no number",
    "col_difference": "Difference",
    "col_figure_value": "Number",
    "axis_points_share": "Percentage points",
    "axis_points": "Points",
    # A forest of differences.
    "forest_change": "Change from {first} to {second}",
    "forest_lower": "lower in {round}",
    "forest_higher": "higher in {round}",
    "forest_some": "{about}: a clear difference in {sure} of {of} rows",
    "forest_none": "{about}: no clear difference in any of the {of} rows",
    "forest_one": "{about}: {row}",
    "forest_row": "{label}: {value} ({span}), n = {n}.",
    "forest_n": "{n} answers behind each row",
    "forest_note": (
        "The lines are 95% confidence intervals; a square is filled when the whole interval is on one side of zero."
    ),
    "forest_matters": "In the grey field the difference is smaller than {size}{unit}, the smallest that matters.",
    "forest_reading": "How to read it: at the top is {row}.",
    # Slopes.
    "slope_shares": "The shares",
    "slope_means": "The means",
    "slope_title": "{about}: {up} of {of} are higher in {last} than in {first}",
    "slope_n": "{n} answers behind each point",
    "slope_missing": "Answered on the scale: {told}",
    "slope_answered": "{n} of {of} in {round}",
    "slope_point": "{value} in {round}",
    "slope_note_all": (
        "The numbers are of all who answered in each round, so a difference may be due to others answering."
    ),
    "slope_note_same": "The numbers are of those who answered in every round.",
    "slope_note_most": "Of {of} lines, the {most} that changed the most are drawn; the table has all.",
    "slope_reading": "How to read it: the line that changed the most is {row}.",
    # Maps of the counties.
    "tiles_n": "{n} {units} in {of} {of:county|counties}",
    "tiles_note": (
        "Each county is a square of the same size, placed roughly where it lies; the darker, the higher the number."
    ),
    "tiles_own": "Thick frame: {area}.",
    "tiles_none": "Not shown",
    "tiles_missing": "{n} of {of} counties {n:has|have} no number that may be shown",
    "tiles_title": "{about}: from {low} in {where} to {high} in {there}",
    "tiles_alike": "{about}: {value} in all the {n} counties",
    "tiles_row": "{name}: {value} (n = {n}).",
    "tiles_reading": "How to read it: {row}.",
    "col_county": "County",
    "multiples_title": "{about}: higher than before in {up} of {of} counties",
    "multiples_n": "{n} {units} in the first round and {m} in the second",
    "multiples_note": (
        "Each square is a county, placed roughly where it lies. The upper bar is the first round, the lower the second."
    ),
    "multiples_row": "{name}: {first} in {one}, {second} in {two}.",
    # A strip of quarters.
    "strip_title": "{n} of {of} measures are {label}",
    "strip_n": "{n} {n:measure|measures} in {quarters} {quarters:quarter|quarters}",
    "strip_note": (
        "The letter says how far the measure had come; a line is a quarter without a report. The number in "
        "the title is by what was last reported of each measure."
    ),
    "strip_older": "{n} {n:older quarter is|older quarters are} in the table alone.",
    "strip_missing": "{n} of {of} measures {n:has|have} not reported for {quarter}",
    "strip_reading": "How to read it: {row}.",
    "strip_point": "{label} in {quarter}",
    "strip_never": "never reported",
    "col_measure_name": "Measure",
    # Milestones.
    "milestones_title": "{reached} of {of} milestones {reached:is|are} reached",
    "milestones_title_late": (
        "{reached} of {of} milestones {reached:is|are} reached, and {late} {late:is past its|are past their} date"
    ),
    "milestones_n": "{n} {n:milestone as it stood|milestones as they stood} on {day}",
    "milestones_note": (
        "The mark is at the date due, or at the day it was reached where that is known; a filled mark is reached."
    ),
    "milestones_missing": "{n} of {of} reached milestones {n:has|have} no evidence",
    "milestones_reading": "How to read it: {row}.",
    "milestone_row": "{label}: {standing}, due {due}.",
    "milestone_shown": "Shown by: {evidence}.",
    "milestone_now": "today",
    "milestone_now_far": "today ({year})",
    "milestone_planned": "Planned",
    "milestone_under_way": "Under way",
    "milestone_reached": "Reached",
    "milestone_dropped": "Dropped",
    "milestone_late": "Late",
    "milestone_reached_on": "{standing} {day}",
    "col_milestone": "Milestone",
    "col_due": "Due",
    "col_milestone_standing": "Status",
    "col_evidence": "Evidence",
    # Response curves.
    "curve_title": "{label}: {n} of {of} have answered ({percent}) after {day} {day:day|days}",
    "curve_n": "{n} could answer in {round}",
    "curve_note": "The curves show how large a part of those who could answer had done so at the end of each day.",
    "curve_missing": "{n} {n:has|have} not answered in {round}",
    "curve_reading": "How to read it: {row}.",
    "curve_row": "{label}: {share} after {day} {day:day|days}.",
    "curve_days": "Days since the round opened",
    "curve_end": "{label}: {percent}",
    "col_day": "Day",
    # A map of transitions.
    "caption_transitions": "{heading} – who changed their answer",
    "map_title": "{subject} {same} of {of} answered the same, {up} higher and {down} lower",
    "map_title_stayed": "{subject} {same} of {of} answered the same both times",
    "map_title_plain": "{subject} The answers in the two rounds against each other",
    "map_column": "{label} ({round})",
    "map_note": (
        "The rows are the answer in {first}, the columns the answer in {second}; the darker, the more. Thick "
        "edges are those who answered the same."
    ),
    "map_hidden": "{n} of {of} squares {n:is|are} hidden (hatched)",
    "map_once": "Those who answered in one round alone are not included",
    "map_row": "{n} went from “{old}” in {first} to “{new}” in {second}.",
    "map_same": "{n} answered “{old}” both in {first} and in {second}.",
    "map_reading": "How to read it: {row}.",
    # Changes added up.
    "cumulative_title": "{percent} changed by {change} points or less",
    "cumulative_note": (
        "The curve shows how large a part changed by at most so much. Each step is at least five persons, so "
        "that no single person is shown."
    ),
    "cumulative_axis": "Mean change, in points",
    "cumulative_row": "{n} persons ({percent}) changed by at most {change} points.",
    "cumulative_reading": "How to read it: {row}.",
    # A funnel of units.
    "funnel_title": "{about}: {n} of {of} units differ from the others by more than chance",
    "funnel_n": "{n} answers from {units} units with {span} answers each",
    "funnel_note": (
        "The line is the share of all. Between the dashed limits lie 95% of units that are alike, between "
        "the solid ones 99.8%. A unit outside is worth a closer look; the figure does not say why."
    ),
    "funnel_hidden": "{n} of {of} units are hidden, to protect persons",
    "funnel_level": "{percent}",
    "funnel_all": "all: {percent}",
    "funnel_axis": "Answers in the unit",
    "funnel_limits": "95% of units alike",
    "funnel_common": "All units together: {percent}.",
    "funnel_inside": "within the limits",
    "funnel_above": "higher than by chance",
    "funnel_below": "lower than by chance",
    "funnel_above_maybe": "perhaps higher than by chance",
    "funnel_below_maybe": "perhaps lower than by chance",
    "funnel_row": "{label}: {share}, {standing}.",
    "funnel_reading": "How to read it: {row}.",
    "funnel_unit": "Unit",
    "col_share": "Share",
    "funnel_none": "{about}: none of the {of} units differ from the others by more than chance",
    "funnel_county_none": "{about}: none of the {of} counties differ from the others by more than chance",
    "funnel_county_title": "{about}: {n} of {of} counties differ from the others by more than chance",
    "funnel_county_n": "{n} municipalities in {units} counties with {span} municipalities each",
    "funnel_county_note": (
        "The line is the whole country. Between the dashed limits lie 95% of counties that are alike, between the "
        "solid ones 99.8%. A county outside is worth a closer look; the figure does not say why."
    ),
    "funnel_county_hidden": "{n} of {of} counties have no numbers",
    "funnel_county_axis": "Municipalities in the county",
    "funnel_county_limits": "95% of counties alike",
    "funnel_county_common": "The whole country: {percent}.",
    "funnel_county_unit": "County",
    # Importance against experience.
    "quadrant_title": "More important, but with worse experience, than the mean: {names}",
    "quadrant_title_many": "{n} of {of} themes are more important, but with worse experience, than the mean",
    "quadrant_title_none": "None of the {of} themes is both more important and with worse experience than the mean",
    "quadrant_n": "{n} answers behind each theme",
    "quadrant_note": (
        "Each number is a theme. The lines are the means of the themes, not a limit for what is good. The "
        "scale runs from {low} to {high}."
    ),
    "quadrant_reading": "How to read it: {row}.",
    "quadrant_row": "{label}: importance {importance}, experience {experience} (n = {n}).",
    "quadrant_urgent": "More important, worse experience",
    "quadrant_keep": "More important, better experience",
    "quadrant_low": "Less important, worse experience",
    "quadrant_easy": "Less important, better experience",
    "quadrant_across": "Experience (to the right: better). Upwards: more important.",
    "col_theme": "Theme",
    "col_importance": "Importance",
    "col_experience": "Experience",
    # Flows of a score.
    "flows_title": "The mean went from {before} to {after} points",
    "flows_title_plain": "Where {n} persons began and ended on the scale",
    "flows_row": "{n} persons went from {start} to {end} points.",
    "flows_stayed": "{n} persons stayed within {band} points.",
    "flows_band": "{low}–{high}",
    "flows_note": (
        "Each band is at least five persons, and as wide as they are many. Green bands are for the better, "
        "purple for the worse. The thick line is the mean of all, with 95% confidence intervals at its ends."
    ),
    "flows_rest": "{n} persons in small groups are not shown",
    "flows_no_rest": "All who have both measurements are included",
    "flows_reading": "How to read it: {row}.",
    "flows_from": "From (points)",
    "flows_to": "To (points)",
    "flows_persons": "Persons",
    "flows_mean": "mean {value}",
}
