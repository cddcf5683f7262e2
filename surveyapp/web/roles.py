"""Who answers, said on every page so that nobody forgets it."""

from __future__ import annotations

from flask_babel import gettext as _

from questionnaires.answers import Answers
from questionnaires.companions import ROLE
from questionnaires.definition import Questionnaire


def role_in_words(role: str) -> str:
    """In which role the person answers; nothing for a role that nobody asked for."""
    words = {
        "self": _("Du svarer for deg selv."),
        "with_help": _("Du svarer for deg selv, med hjelp fra en annen."),
        "proxy": _("Du svarer på vegne av en annen."),
        "relative": _("Du svarer som pårørende."),
    }
    return str(words.get(role, ""))


def role_of(questionnaire: Questionnaire, answers: Answers) -> str:
    """The role in words, once it is chosen; nothing where the questionnaire does not ask."""
    return role_in_words(str(answers.get(ROLE, ""))) if len(questionnaire.roles) > 1 else ""
