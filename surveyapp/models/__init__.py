"""Tables and constraints; what must always hold is also written here as CHECK, UNIQUE and foreign keys."""

from surveyapp.models.answers import Invitation, Participant, Response, Revision
from surveyapp.models.audit import AuditEvent, AuditHead
from surveyapp.models.base import Base, db
from surveyapp.models.contacts import Contact
from surveyapp.models.courses import CodedActivity, Course, Programme, TimePoint
from surveyapp.models.deletion import DeletionPlan
from surveyapp.models.federation import FederatedVisit, GivenRole, Identity, SpentAnswer
from surveyapp.models.keys import AccessKey
from surveyapp.models.logins import CodeApp, Login, MemberInvitation, Passkey, PasswordReset, RecoveryCode
from surveyapp.models.looks import Look
from surveyapp.models.organisations import Account, Membership, Organisation
from surveyapp.models.outgoing import Outgoing
from surveyapp.models.oversight import Oversight
from surveyapp.models.papers import Paper
from surveyapp.models.pilots import Hearing, Meeting, Milestone, Pilot, PilotSurvey, PilotUnit, Training
from surveyapp.models.plans import (
    ClosedQuarter,
    Measure,
    MeasureContact,
    MeasureStatus,
    Plan,
    PlanGoal,
    PlanYear,
    StatusRequest,
)
from surveyapp.models.reaching import Dispatch, Recipient, Wave
from surveyapp.models.recalls import Recall
from surveyapp.models.reports import Report, ReportNote
from surveyapp.models.returns import ReturnCode
from surveyapp.models.sent import SentForm
from surveyapp.models.sharing import Approval, Assignment, Comment, LastChange
from surveyapp.models.steps import LiveStep
from surveyapp.models.surveys import Round, Survey
from surveyapp.models.versions import PublishedQuestionnaire, Version

__all__ = [
    "AccessKey",
    "Account",
    "Approval",
    "Assignment",
    "AuditEvent",
    "AuditHead",
    "Base",
    "ClosedQuarter",
    "CodeApp",
    "CodedActivity",
    "Comment",
    "Contact",
    "Course",
    "DeletionPlan",
    "Dispatch",
    "FederatedVisit",
    "GivenRole",
    "Hearing",
    "Identity",
    "Invitation",
    "LastChange",
    "LiveStep",
    "Login",
    "Look",
    "Measure",
    "MeasureContact",
    "MeasureStatus",
    "Meeting",
    "MemberInvitation",
    "Membership",
    "Milestone",
    "Organisation",
    "Outgoing",
    "Oversight",
    "Paper",
    "Participant",
    "Passkey",
    "PasswordReset",
    "Pilot",
    "PilotSurvey",
    "PilotUnit",
    "Plan",
    "PlanGoal",
    "PlanYear",
    "Programme",
    "PublishedQuestionnaire",
    "Recall",
    "Recipient",
    "RecoveryCode",
    "Report",
    "ReportNote",
    "Response",
    "ReturnCode",
    "Revision",
    "Round",
    "SentForm",
    "SpentAnswer",
    "StatusRequest",
    "Survey",
    "TimePoint",
    "Training",
    "Version",
    "Wave",
    "db",
]
