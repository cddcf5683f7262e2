"""What each kind of report is called and whom it is for, and what is said of authors' own paragraphs."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "title_change": "{title} – change from {first} to {second}",
    "subtitle_change": "Evaluation report. Comparison of two rounds: {first} and {second}.",
    "for_change": "For everyone who wants to know what changed between two rounds.",
    "rehearsed": (
        "Trial answers: everything in this report is made up to show what it will look like. "
        "Nobody has answered or reported anything."
    ),
    "mark_rehearsed": "Trial answers",
    "mark_synthetic": "Synthetic answers",
    "still_open": "Preliminary figures: more answers may come to {rounds}, so the figures may change.",
    "heading_next": "What should happen next",
    "next_unwritten": "Nobody has written yet what is to be done with the results.",
    "heading_notes": "Paragraphs without a place",
    "remark_changed": "The figures that this paragraph builds on have changed since it was written. Read it again.",
}
