"""Asking people to answer: participants, their own links, the open link of an anonymous round, and their lists."""

from surveyapp.services.inviting.letters import Batch, NobodyToWriteToError, issue_letters, plan_letters
from surveyapp.services.inviting.links import (
    Invited,
    Issued,
    add_participants,
    find,
    find_entered,
    invite,
    invite_keys,
    open_link,
)
from surveyapp.services.inviting.lists import Supplied, SupplyProblem, SupplyRefusedError, supply_lists

__all__ = [
    "Batch",
    "Invited",
    "Issued",
    "NobodyToWriteToError",
    "Supplied",
    "SupplyProblem",
    "SupplyRefusedError",
    "add_participants",
    "find",
    "find_entered",
    "invite",
    "invite_keys",
    "issue_letters",
    "open_link",
    "plan_letters",
    "supply_lists",
]
