"""Every page is looked at by axe in some test, or says why not; a new page must be put here."""

from __future__ import annotations

from pathlib import Path

from tests.sites import Site

EXAMINED = {
    "test_admitting.py": {"admitting.admit"},
    "test_looks_seen.py": {"looks.show"},
    "test_style_guide.py": {"style_guide.show"},
    "test_accessible_taking_out.py": {"taking_out.show"},
    "test_accessibility.py": {
        "handing_round.overview",
        "respond.check",
        "respond.later",
        "respond.page",
        "respond.receipt",
        "respond.start",
        "signing.page",
        "staff.login",
        "staff.survey",
        "staff.surveys",
        "start.front",
    },
    "test_accessibility_at_work.py": {
        "aids.show",
        "handing_round.offer",
        "keying.differences",
        "keying.papers",
        "keying.sheet",
        "letters.plan",
        "signing.signed",
        "withdrawing.ask",
    },
    "test_accessible_accounts.py": {
        "account.confirm",
        "account.password",
        "account.show",
        "forgetting.ask",
        "forgetting.asked",
        "forgetting.open_link",
        "forgetting.renew",
        "members.ask",
        "members.change",
        "members.show",
        "second_steps.add_key",
        "second_steps.code_app",
        "second_steps.remove_code_app",
        "signing_in.second",
        "welcoming.open_link",
        "welcoming.welcome",
    },
    "test_accessible_courses.py": {
        "courses.assess",
        "courses.board",
        "courses.change",
        "courses.chapters",
        "courses.code_line",
        "courses.code_list",
        "courses.course",
        "courses.coverage",
        "courses.dates",
        "courses.erase",
        "courses.leave_out",
        "courses.link",
        "courses.renew_link",
        "courses.open_new",
        "courses.places",
    },
    "test_accessible_results.py": {"results.show"},
    "test_accessible_ending.py": {
        "ending.report",
        "setting_up.ready",
    },
    "test_accessible_keys.py": {
        "api_page.show",
        "keys.make",
        "keys.revoke",
        "keys.show",
    },
    "test_accessible_open_links.py": {
        "open_links.renew",
        "open_links.show",
    },
    "test_accessible_oversight.py": {
        "oversight.change",
        "oversight.receipt",
        "oversight.show",
        "oversight.surveys",
    },
    "test_accessible_pilots.py": {
        "pilots.add_hearing",
        "pilots.add_meeting",
        "pilots.add_milestone",
        "pilots.add_training",
        "pilots.add_unit",
        "pilots.change_hearing",
        "pilots.change_meeting",
        "pilots.change_milestone",
        "pilots.change_training",
        "pilots.change_unit",
        "pilots.delete_hearing",
        "pilots.delete_meeting",
        "pilots.delete_milestone",
        "pilots.delete_training",
        "pilots.delete_unit",
        "pilots.erase",
        "pilots.new",
        "pilots.overview",
        "pilots.show",
        "pilots.title",
    },
    "test_accessible_plans.py": {
        "owners.offer",
        "owners.status",
        "plan_asking.ask",
        "plan_changes.end",
        "plan_changes.new_goal",
        "plan_changes.new_measure",
        "plan_changes.status",
        "plan_making.new_plan",
        "plan_making.roll",
        "plans.measure",
        "plans.plans",
        "plans.quarter_report",
        "plans.report",
        "plans.year",
    },
    "test_accessible_privacy.py": {
        "deletion.change",
        "deletion.show",
        "privacy.accessibility",
        "privacy.of_all",
        "privacy.of_survey",
        "requests.find",
    },
    "test_accessible_reports.py": {
        "batches.new",
        "batches.publish",
        "batches.show",
        "reports.new",
        "reports.note",
        "reports.order",
        "reports.overview",
        "reports.show",
    },
    "test_accessible_setting_up.py": {
        "messaging.contacts",
        "messaging.message",
        "messaging.overview",
        "messaging.plan",
        "setting_up.about",
        "setting_up.add_round",
        "setting_up.close",
        "setting_up.move",
        "setting_up.new",
        "stopping.ask",
    },
}
"""What each file of tests comes to and looks at."""

LIKE = "It is the same form as for a new one, filled in."
SENT_ON = "It sends the visitor on to another page."
FILE = "It is a file."
REASONS = {
    "results.picture": FILE,
    "admitting.choose": "It is a list of links, in the frame of the rest.",
    "copying.page": "It is the answers as a document of its own, which test_own_copy reads.",
    "copying.pdf": FILE,
    "deletion.record": FILE,
    "entering.start": "It is the page of respond.start, come to by a code.",
    "forgetting.renewed": "It is the receipt of a form that is examined, in the same frame.",
    "looks.logo": FILE,
    "members.demand": "It is a plain form, such as members.ask.",
    "looks.sheet": FILE,
    "oidc.answer": SENT_ON,
    "oidc.begin": SENT_ON,
    "oidc.ended": SENT_ON,
    "oidc.signed_out": SENT_ON,
    "oversight.export": FILE,
    "oversight.fragment": "It is a part of oversight.show.",
    "oversight.sheet": FILE,
    "pilots.attach": "It is the plain form that all forms of a pilot are.",
    "plan_changes.change_goal": LIKE,
    "plan_changes.change_measure": LIKE,
    "plan_changes.close": "It is the plain form of plan_changes.end with other words.",
    "plan_changes.delete": "It is the plain form of plan_changes.end with other words.",
    "respond.resume": SENT_ON,
    "second_steps.remove_key": "It is the plain form of second_steps.remove_code_app with other words.",
    "signing.archive": FILE,
    "reports.bundle": FILE,
    "reports.delete": "It is the plain form of plan_changes.end with other words.",
    "reports.read": "It is a report as it was built, in a sandbox of its own.",
    "static": FILE,
    "taking_out.counts": FILE,
}
"""Addresses that no test of these comes to with axe, and why."""


def test_every_page_is_examined_or_says_why_not(site: Site) -> None:
    there = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    examined = set[str]().union(*EXAMINED.values())
    assert {each for each in there if not each.startswith("api.")} == examined | REASONS.keys()
    assert examined & REASONS.keys() == set()


def test_the_files_that_examine_do_so() -> None:
    told = {name: (Path(__file__).parent / name).read_text("utf-8") for name in EXAMINED}
    looks = ("examine(", "look_over(", "look_at(")
    assert [name for name, text in told.items() if not any(look in text for look in looks)] == []
