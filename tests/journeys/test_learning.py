"""Ten minutes between patients: in, the one next thing, its check, and there it is. And a coach records who came."""

import re

import pytest
from playwright.sync_api import expect

from cms.loading.files import CONTENT, read
from cms.loading.module import load_module
from curriculum.models import Activity, ActivityVersion
from tests.cms.pages.conftest import curriculum, home, trust  # noqa: F401 fixtures
from tests.factories.hospital import opened_hospital
from tests.factories.session import workshop
from tests.factories.workforce import AccountFactory, PersonFactory, PostFactory, UnitFactory
from workforce.enums import Role

PASSWORD = "correct horse battery staple"


def with_password(account):
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def learner(trust, curriculum):  # noqa: F811 fixtures
    load_module(curriculum, read(CONTENT / "modules" / "IN-1.yml"), trust=trust, by=None)
    person = PersonFactory(trust=trust, given_name="Amal", family_name="Ahmed")
    PostFactory(person=person, unit=UnitFactory(trust=trust, name="Ward 4"), title="Staff nurse")
    return with_password(AccountFactory(person=person))


def answer_rightly(page, key):
    version = ActivityVersion.objects.get(activity__key=key)
    for question in version.content["questions"]:
        for number, choice in enumerate(question["answers"]):
            if choice["correct"]:
                page.locator(f'input[name="{question["key"]}"][value="{number}"]').check()


def test_in_the_next_thing_its_check_and_there_it_is(page, sign_in, good_to_use, learner):
    sign_in(learner.username, PASSWORD)
    expect(page.get_by_role("heading", name="My capability")).to_be_visible()
    good_to_use()
    before = page.get_by_text("essential skills held").inner_text()
    title = Activity.objects.get(key="IN-1-01").title
    page.get_by_role("link", name="Open the lesson").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    answer_rightly(page, "IN-1-01")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Passed, with 100% right")).to_be_visible()
    good_to_use()
    page.goto("/my/")
    good_to_use()

    assert before == "0 of 8 essential skills held"
    expect(page.get_by_text("2 of 8 essential skills held")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=title).first).to_be_visible()
    expect(page.get_by_role("link", name="Open the lesson")).to_be_visible()
    assert page.get_by_role("heading", name="Next").locator("..").get_by_text(title).count() == 0


def test_why_a_level_is_ones_own_opens_by_keyboard(page, sign_in, learner):
    sign_in(learner.username, PASSWORD)
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Your post: Staff nurse in Ward 4.")).to_be_visible()


def test_a_coach_records_who_came_and_takes_one_away(page, sign_in, good_to_use):
    hospital = opened_hospital()
    workshop(hospital.target.skill, title="Half a day of charts")
    coach = with_password(hospital.account(Role.COACH))
    sign_in(coach.username, PASSWORD)
    page.goto("/manage/sessions/")
    good_to_use()
    page.get_by_role("link", name="Record a session").click()
    good_to_use()
    page.get_by_label("What was it?").select_option(label="Half a day of charts")
    page.get_by_label("On which day?").fill("31/2/2026")
    page.get_by_label("Who came?").fill("Tester, Uma\nBo1 Tester\nNobody Known")
    page.get_by_role("button", name="Look at who is meant").click()
    good_to_use()
    page.get_by_label("On which day?").fill("today")
    page.get_by_role("button", name="Look at who is meant").click()
    good_to_use()
    expect(page.get_by_text("Line 3: Nobody Known")).to_be_visible()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("2 people are recorded.")).to_be_visible()
    good_to_use()
    page.get_by_role("link", name=re.compile("Take away.*Bo1 Tester")).click()
    good_to_use()
    page.get_by_label("Why?").fill("Was not there")
    page.get_by_role("button", name="Take away").click()

    expect(page.get_by_text("Was not there")).to_be_visible()
    expect(page.get_by_text("Uma Tester", exact=True)).to_be_visible()


def test_a_credential_of_the_map_is_claimed_in_three_answers(page, sign_in, good_to_use):
    hospital = opened_hospital()
    editor = with_password(hospital.account(Role.EDITOR))
    uma = with_password(AccountFactory(person=hospital.people["Uma"]))
    sign_in(editor.username, PASSWORD)
    page.goto("/manage/framework/credentials/")
    good_to_use()
    page.get_by_role("link", name="Add a credential").click()
    good_to_use()
    page.get_by_label("What is it called?").fill("Green belt")
    page.get_by_label("Who gives it?").fill("A college")
    page.get_by_label("What shows that somebody has it?").fill("The number of its certificate.")
    page.get_by_label("Depth of “Test a change”").select_option(index=1)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Green belt", exact=True)).to_be_visible()
    good_to_use()
    page.get_by_role("button", name="Sign out").click()

    sign_in(uma.username, PASSWORD)
    page.goto("/my/prior-learning/claim/")
    good_to_use()
    page.get_by_role("link", name="Green belt").click()
    good_to_use()
    page.get_by_label("On which day was it given?").fill("12 March 2024")
    page.get_by_label("What shows it?").fill("Certificate 4711")
    page.get_by_role("button", name="Send the claim").click()

    expect(page.get_by_text("Your claim is sent")).to_be_visible()


def test_prior_learning_is_claimed_and_answered(page, sign_in, good_to_use):
    hospital = opened_hospital()
    uma = with_password(AccountFactory(person=hospital.people["Uma"]))
    lead = with_password(hospital.account(Role.ACADEMY_LEAD))
    sign_in(uma.username, PASSWORD)
    page.get_by_role("link", name="Claim what you learned elsewhere").click()
    page.get_by_role("link", name="Claim prior learning").click()
    good_to_use()
    page.get_by_label("What was it?").fill("Silver course")
    page.get_by_label("On which day was it?").fill("12 March 2024")
    page.get_by_label("Skill 1 (optional)", exact=True).select_option(label="Test a change")
    page.get_by_label("To which depth? (skill 1)").select_option(index=1)
    page.get_by_label("What shows it?").fill("Certificate 4711")
    page.get_by_role("button", name="Send the claim").click()
    good_to_use()
    page.get_by_role("button", name="Sign out").click()
    sign_in(lead.username, PASSWORD)
    page.goto("/manage/prior-learning/")
    good_to_use()
    page.get_by_role("link", name="Uma Tester: Silver course").click()
    good_to_use()
    page.get_by_role("button", name="Approve").click()

    expect(page.get_by_text("Decided. They read it on their own page.")).to_be_visible()
