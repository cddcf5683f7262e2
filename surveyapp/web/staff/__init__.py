"""The pages of those who run surveys, behind the login."""

from flask import Blueprint

from surveyapp.web.staff.account import account
from surveyapp.web.staff.admitting import admitting
from surveyapp.web.staff.api_page import api_page
from surveyapp.web.staff.courses import courses
from surveyapp.web.staff.deletion import deletion
from surveyapp.web.staff.ending import ending
from surveyapp.web.staff.forgetting import forgetting
from surveyapp.web.staff.keying import keying
from surveyapp.web.staff.keys import keys
from surveyapp.web.staff.letters import letters
from surveyapp.web.staff.looks import looks
from surveyapp.web.staff.members import members
from surveyapp.web.staff.messaging import messaging
from surveyapp.web.staff.oidc import oidc
from surveyapp.web.staff.open_links import open_links
from surveyapp.web.staff.oversight import oversight
from surveyapp.web.staff.owners import owners
from surveyapp.web.staff.pilots import pilots
from surveyapp.web.staff.plan_asking import plan_asking
from surveyapp.web.staff.plan_changes import plan_changes
from surveyapp.web.staff.plan_making import plan_making
from surveyapp.web.staff.plans import plan_views
from surveyapp.web.staff.report_batches import batches
from surveyapp.web.staff.reports import reports
from surveyapp.web.staff.requests import requests
from surveyapp.web.staff.results import results
from surveyapp.web.staff.second_steps import second_steps
from surveyapp.web.staff.setting_up import setting_up
from surveyapp.web.staff.signing_in import signing_in
from surveyapp.web.staff.surveys import staff
from surveyapp.web.staff.taking_out import taking_out
from surveyapp.web.staff.welcoming import welcoming

BLUEPRINTS: tuple[Blueprint, ...] = (
    staff,
    admitting,
    setting_up,
    ending,
    messaging,
    looks,
    letters,
    open_links,
    keying,
    oidc,
    signing_in,
    forgetting,
    account,
    second_steps,
    members,
    welcoming,
    oversight,
    deletion,
    keys,
    api_page,
    plan_views,
    plan_changes,
    plan_making,
    plan_asking,
    owners,
    courses,
    requests,
    results,
    pilots,
    taking_out,
    reports,
    batches,
)
"""The parts, one a line."""
