"""Answering: a draft is begun or taken up again, saved page by page, checked, and handed in once."""

from surveyapp.services.answering.drafts import Draft, Started, check, open_draft, start_or_resume
from surveyapp.services.answering.keying import (
    Compared,
    Difference,
    Keyed,
    UnstorableError,
    compare,
    discard,
    key_in,
    settle,
)
from surveyapp.services.answering.merging import Conflict
from surveyapp.services.answering.papers import (
    AnsweredOnTheWebError,
    KeyedAlreadyError,
    KeyedByYouError,
    PaperLine,
    Papers,
    Sheet,
    UnknownSheetError,
    blank_sheet,
    papers,
)
from surveyapp.services.answering.recalling import recall, with_recalls
from surveyapp.services.answering.saving import Saved, Sent, save_page, save_read
from surveyapp.services.answering.sheets import SheetProblems, sheet_problems
from surveyapp.services.answering.submitting import EarlierScore, Receipt, ScoreLine, receipt, submit

__all__ = [
    "AnsweredOnTheWebError",
    "Compared",
    "Conflict",
    "Difference",
    "Draft",
    "EarlierScore",
    "Keyed",
    "KeyedAlreadyError",
    "KeyedByYouError",
    "PaperLine",
    "Papers",
    "Receipt",
    "Saved",
    "ScoreLine",
    "Sent",
    "Sheet",
    "SheetProblems",
    "Started",
    "UnknownSheetError",
    "UnstorableError",
    "blank_sheet",
    "check",
    "compare",
    "discard",
    "key_in",
    "open_draft",
    "papers",
    "recall",
    "receipt",
    "save_page",
    "save_read",
    "settle",
    "sheet_problems",
    "start_or_resume",
    "submit",
    "with_recalls",
]
