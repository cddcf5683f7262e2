"""The command line does what the pages do: each page that changes something names the command that does the same."""

from __future__ import annotations

import click
import pytest

from surveyapp.cli import main
from tests.sites import Site

ONES_OWN = "It changes one's own account, in the browser that holds it."
AT_THE_DOOR = "It signs a person in or out; a command acts for the operator."
RESPONDENTS = "It belongs to whoever answers, by their own link."

COMMANDS = {
    "admitting.admit": "account provider admit",
    "batches.new": "report batch",
    "batches.publish": "report batch",
    "batches.start": "report batch",
    "batches.stop": "report batch",
    "courses.ask": "course ask",
    "courses.assess": "course assess",
    "courses.chapters": "course icf",
    "courses.dates": "course dates",
    "courses.erase": "course erase",
    "courses.find": "course show",
    "courses.leave_out": "course missing",
    "courses.renew_link": "course ask",
    "courses.open_new": "course open",
    "courses.take_back": "course missing",
    "courses.take_up": "course set-up",
    "deletion.change": "data move",
    "ending.report": "rounds report",
    "ending.take_back": "rounds report",
    "keying.choose": "rounds import",
    "keying.discard": "rounds import",
    "keying.key_in": "rounds import",
    "keying.settle": "rounds import",
    "keys.make": "key create",
    "keys.revoke": "key revoke",
    "letters.make": "letters",
    "looks.change": "survey look",
    "members.ask": "account ask",
    "members.change": "account give",
    "members.demand": "account two-steps",
    "members.withdraw": "account withdraw",
    "messaging.cancel": "mail cancel",
    "messaging.contacts": "mail contacts",
    "messaging.message": "mail words",
    "messaging.pause": "mail pause",
    "messaging.plan": "mail plan",
    "messaging.try_out": "mail try",
    "open_links.renew": "invite",
    "open_links.limit": "rounds quota",
    "open_links.tell": "invite",
    "oversight.switch": "oversight open",
    "pilots.add_hearing": "pilot add",
    "pilots.add_meeting": "pilot add",
    "pilots.add_milestone": "pilot add",
    "pilots.add_training": "pilot add",
    "pilots.add_unit": "pilot add",
    "pilots.attach": "pilot attach",
    "pilots.change_hearing": "pilot change",
    "pilots.change_meeting": "pilot change",
    "pilots.change_milestone": "pilot change",
    "pilots.change_training": "pilot change",
    "pilots.change_unit": "pilot change",
    "pilots.delete_hearing": "pilot delete",
    "pilots.delete_meeting": "pilot delete",
    "pilots.delete_milestone": "pilot delete",
    "pilots.delete_training": "pilot delete",
    "pilots.delete_unit": "pilot delete",
    "pilots.detach": "pilot detach",
    "pilots.erase": "pilot erase",
    "pilots.new": "pilot import",
    "pilots.title": "pilot title",
    "plan_asking.renew": "plan ask",
    "plan_asking.rest": "plan pause",
    "plan_asking.send": "plan ask",
    "plan_changes.change_goal": "plan goal",
    "plan_changes.change_measure": "plan change",
    "plan_changes.close": "plan close",
    "plan_changes.delete": "plan delete",
    "plan_changes.end": "plan end",
    "plan_changes.new_goal": "plan goal",
    "plan_changes.new_measure": "plan add",
    "plan_changes.reopen": "plan close",
    "plan_changes.resume": "plan restart",
    "plan_changes.status": "plan status",
    "plan_making.new_plan": "plan begin",
    "plan_making.roll": "plan roll",
    "reports.again": "report again",
    "reports.delete": "report delete",
    "reports.note": "report note",
    "reports.order": "report build",
    "reports.publish": "report publish",
    "reports.unpublish": "report publish",
    "requests.find": "privacy show",
    "requests.withdraw": "privacy withdraw",
    "setting_up.about": "survey describe",
    "setting_up.add_round": "rounds add",
    "setting_up.close": "rounds close",
    "setting_up.move": "rounds move",
    "setting_up.new": "survey create",
    "setting_up.rehearse": "rounds rehearse",
    "setting_up.release": "rounds open",
    "taking_out.take": "data files",
}

NO_COMMAND = {
    "account": ONES_OWN,
    "second_steps": ONES_OWN,
    "forgetting": AT_THE_DOOR,
    "staff": AT_THE_DOOR,
    "signing_in": AT_THE_DOOR,
    "welcoming": AT_THE_DOOR,
    "aids": RESPONDENTS,
    "coming_back": RESPONDENTS,
    "entering": RESPONDENTS,
    "handing_round": RESPONDENTS,
    "owners": RESPONDENTS,
    "respond": RESPONDENTS,
    "signing": RESPONDENTS,
    "stopping": RESPONDENTS,
    "withdrawing": RESPONDENTS,
}
"""Parts of the app that change something and have no command, and why."""


def test_each_page_that_changes_something_has_its_command_or_a_reason(site: Site) -> None:
    changing = {rule.endpoint for rule in site.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    told = set(COMMANDS) | {each for each in changing if each.split(".")[0] in NO_COMMAND}
    assert changing == told
    assert {each.split(".")[0] for each in changing} >= set(NO_COMMAND)


@pytest.mark.parametrize("command", sorted(set(COMMANDS.values())))
def test_the_command_is_there(command: str) -> None:
    found: click.Command = main
    for word in command.split():
        assert isinstance(found, click.Group)
        found = found.commands[word]
    assert not isinstance(found, click.Group)
