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
    tell_links,
)
from surveyapp.services.inviting.lists import Supplied, SupplyProblem, SupplyRefusedError, supply_lists
from surveyapp.services.inviting.quotas import Quota, quota_of, set_quota

__all__ = [
    "Batch",
    "Invited",
    "Issued",
    "NobodyToWriteToError",
    "Quota",
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
    "quota_of",
    "set_quota",
    "supply_lists",
    "tell_links",
]
