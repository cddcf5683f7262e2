"""The command line: `surveyapp --help`. Exit codes: 0 done, 1 refused (what and why on stderr), 2 wrong usage."""

from __future__ import annotations

import click

from surveyapp.cli import course_changes, members, message_changes, pilot_changes, plan_changes
from surveyapp.cli.accounts import account
from surveyapp.cli.auditing import audit
from surveyapp.cli.batching import build_batch
from surveyapp.cli.bundling import bundle_report, verify_bundle
from surveyapp.cli.checking import check, schema
from surveyapp.cli.contacts import add_contacts, list_messages, pause_messages, plan_message, resume_messages
from surveyapp.cli.courses import course
from surveyapp.cli.ending import list_rounds, list_surveys, report_round
from surveyapp.cli.formats import export, import_questionnaire
from surveyapp.cli.keys import key
from surveyapp.cli.letters import letters
from surveyapp.cli.looks import look
from surveyapp.cli.mail import mail
from surveyapp.cli.opening import Refusing
from surveyapp.cli.oversight import oversight
from surveyapp.cli.participants import invite
from surveyapp.cli.pilots import pilot
from surveyapp.cli.planning import plan
from surveyapp.cli.preparing import describe, move_round, open_round, rehearse_round
from surveyapp.cli.previewing import preview_file
from surveyapp.cli.privacy import privacy
from surveyapp.cli.providers import providers
from surveyapp.cli.questionnaires import codebook, publish
from surveyapp.cli.rehearsing import rehearse_file
from surveyapp.cli.reporting import report
from surveyapp.cli.resealing import reseal
from surveyapp.cli.retaining import move, retain, show_plan
from surveyapp.cli.revising import diff
from surveyapp.cli.running import database, demo, serve
from surveyapp.cli.surveys import data, organisation, rounds, survey
from surveyapp.cli.working import worker


@click.group(cls=Refusing, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="medvirk", message="%(version)s")
def main() -> None:
    """Medvirk: surveys and evaluation for habilitation and rehabilitation services."""


for command in (
    demo,
    serve,
    worker,
    database,
    check,
    schema,
    codebook,
    diff,
    preview_file,
    rehearse_file,
    publish,
    import_questionnaire,
    export,
    organisation,
    account,
    survey,
    rounds,
    invite,
    letters,
    mail,
    data,
    report,
    audit,
    privacy,
    course,
    pilot,
    oversight,
    key,
    plan,
):
    main.add_command(command)

account.add_command(providers)
for command in (build_batch, bundle_report, verify_bundle):
    report.add_command(command)
survey.add_command(look)
for command in (retain, show_plan, move, reseal):
    data.add_command(command)
for command in (describe, list_surveys):
    survey.add_command(command)
for command in (list_rounds, rehearse_round, open_round, move_round, report_round):
    rounds.add_command(command)
for command in (add_contacts, plan_message, list_messages, pause_messages, resume_messages):
    mail.add_command(command)
for group, more in (
    (account, members.COMMANDS),
    (course, course_changes.COMMANDS),
    (mail, message_changes.COMMANDS),
    (pilot, pilot_changes.COMMANDS),
    (plan, plan_changes.COMMANDS),
):
    for command in more:
        group.add_command(command)
