"""Reaching people: contact lists, invitations and reminders by mail and SMS, and what became of each."""

from surveyapp.services.contacting.adding import Added, add_contacts
from surveyapp.services.contacting.dispatching import (
    LEASE,
    claim,
    due_now,
    note,
    put_back,
    start_due,
)
from surveyapp.services.contacting.due import DispatchKey, Due, Outcome
from surveyapp.services.contacting.lists import (
    Contact,
    ContactProblem,
    ContactsRefusedError,
    Expected,
    Reading,
    read_contacts,
)
from surveyapp.services.contacting.stopping import Bounced, Stopping, note_bounce, stop, stopping
from surveyapp.services.contacting.waves import (
    Reached,
    WaveOverview,
    WavePlan,
    WaveRefusedError,
    cancel_wave,
    change_texts,
    pause,
    plan_wave,
    recipients_of,
    resume,
    uninvited,
    wave_of,
    waves_of,
)

__all__ = [
    "LEASE",
    "Added",
    "Bounced",
    "Contact",
    "ContactProblem",
    "ContactsRefusedError",
    "DispatchKey",
    "Due",
    "Expected",
    "Outcome",
    "Reached",
    "Reading",
    "Stopping",
    "WaveOverview",
    "WavePlan",
    "WaveRefusedError",
    "add_contacts",
    "cancel_wave",
    "change_texts",
    "claim",
    "due_now",
    "note",
    "note_bounce",
    "pause",
    "plan_wave",
    "put_back",
    "read_contacts",
    "recipients_of",
    "resume",
    "start_due",
    "stop",
    "stopping",
    "uninvited",
    "wave_of",
    "waves_of",
]
