"""Answering: a draft is begun or taken up again, saved page by page, checked, and handed in once."""

from surveyapp.services.answering.drafts import Draft, Started, check, open_draft, start_or_resume
from surveyapp.services.answering.merging import Conflict
from surveyapp.services.answering.saving import Saved, Sent, save_page, save_read
from surveyapp.services.answering.submitting import EarlierScore, Receipt, ScoreLine, receipt, submit

__all__ = [
    "Conflict",
    "Draft",
    "EarlierScore",
    "Receipt",
    "Saved",
    "ScoreLine",
    "Sent",
    "Started",
    "check",
    "open_draft",
    "receipt",
    "save_page",
    "save_read",
    "start_or_resume",
    "submit",
]
