"""The pages of those who run surveys, behind the login."""

from flask import Blueprint

from surveyapp.web.staff.api_page import api_page
from surveyapp.web.staff.deletion import deletion
from surveyapp.web.staff.keying import keying
from surveyapp.web.staff.keys import keys
from surveyapp.web.staff.letters import letters
from surveyapp.web.staff.looks import looks
from surveyapp.web.staff.oidc import oidc
from surveyapp.web.staff.oversight import oversight
from surveyapp.web.staff.surveys import staff

BLUEPRINTS: tuple[Blueprint, ...] = (
    staff,
    looks,
    letters,
    keying,
    oidc,
    oversight,
    deletion,
    keys,
    api_page,
)
"""The parts, one a line."""
