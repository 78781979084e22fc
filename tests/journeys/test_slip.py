"""A manager prints a slip; a porter without e-mail comes in with it."""

import datetime as dt
import re

from playwright.sync_api import expect

from tests.cms.signing_in import PASSWORD, somebody
from tests.factories.workforce import GrantFactory, PersonFactory, PostFactory, UnitFactory
from workforce.enums import ASSIGNMENT, Role
from workforce.services.identifier import identify


def test_a_porter_comes_in_with_a_slip(page, sign_in, good_to_use, live_server):
    ward = UnitFactory(name="Ward 7")
    post = PostFactory(unit=ward, person=PersonFactory(trust=ward.trust, given_name="Bo", family_name="Porter"))
    identify(thing=post, system=ASSIGNMENT, value="20123456-2", since=dt.date(2020, 1, 1), by=None)
    GrantFactory(account=somebody("manager", trust=ward.trust), unit=ward, role=Role.UNIT_MANAGER)

    sign_in("manager", PASSWORD)
    page.goto("/manage/slips/")
    expect(page.get_by_role("checkbox", name="Porter, Bo")).to_be_checked()
    good_to_use()
    page.get_by_text("Somebody else, or only some of them").click()
    page.get_by_label("Or everybody of these wards or teams").fill("Ward 7")
    page.get_by_role("button", name="Look who that is").click()
    good_to_use()
    page.get_by_role("button", name="Make the slips").click()
    good_to_use()
    code = page.locator("code").inner_text()
    page.get_by_role("button", name="Sign out").click()

    page.get_by_role("link", name="I have a slip with a code").click()
    page.get_by_label("Code").fill(code)
    page.get_by_label("Assignment number").fill("2012")
    page.get_by_role("button", name="Go on").click()
    good_to_use()
    page.get_by_label("Assignment number").fill("20123456-2")
    page.get_by_role("button", name="Go on").click()
    good_to_use()
    page.get_by_label("Username").fill("bo.porter")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile("/my/$"))
    good_to_use()
