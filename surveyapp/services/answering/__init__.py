"""Answering: a draft is begun or taken up again, saved page by page, checked, and handed in once."""

from surveyapp.services.answering.drafts import (
    Draft,
    Started,
    check,
    load_any,
    open_draft,
    participant,
    start_or_resume,
    version,
)
from surveyapp.services.answering.earlier import LastTime, last_time
from surveyapp.services.answering.editions import Edition, Signature, correct, editions
from surveyapp.services.answering.giving import Given, Kept, save_fields
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
from surveyapp.services.answering.requesting import Stored, stored, withdraw_for
from surveyapp.services.answering.returning import come_back, return_code, stop_for_now
from surveyapp.services.answering.saving import Saved, Sent, save_page, save_read
from surveyapp.services.answering.sheets import SheetProblems, sheet_problems
from surveyapp.services.answering.submitting import (
    EarlierScore,
    Receipt,
    ScoreLine,
    own_copy,
    receipt,
    since_start,
    submit,
)
from surveyapp.services.answering.withdrawing import HandedIn, find_handed_in, withdraw

__all__ = [
    "AnsweredOnTheWebError",
    "Compared",
    "Conflict",
    "Difference",
    "Draft",
    "EarlierScore",
    "Edition",
    "Given",
    "HandedIn",
    "Kept",
    "Keyed",
    "KeyedAlreadyError",
    "KeyedByYouError",
    "LastTime",
    "PaperLine",
    "Papers",
    "Receipt",
    "Saved",
    "ScoreLine",
    "Sent",
    "Sheet",
    "SheetProblems",
    "Signature",
    "Started",
    "Stored",
    "UnknownSheetError",
    "UnstorableError",
    "blank_sheet",
    "check",
    "come_back",
    "compare",
    "correct",
    "discard",
    "editions",
    "find_handed_in",
    "key_in",
    "last_time",
    "load_any",
    "open_draft",
    "own_copy",
    "papers",
    "participant",
    "recall",
    "receipt",
    "return_code",
    "save_fields",
    "save_page",
    "save_read",
    "settle",
    "sheet_problems",
    "since_start",
    "start_or_resume",
    "stop_for_now",
    "stored",
    "submit",
    "version",
    "with_recalls",
    "withdraw",
    "withdraw_for",
]
