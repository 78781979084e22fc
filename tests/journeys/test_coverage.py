"""From the trust's coverage down to one person, by hand and by keyboard, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests.factories.hospital import opened_hospital
from workforce.enums import Role

PASSWORD = "correct horse battery staple"


@pytest.fixture
def hospital():
    return opened_hospital(valid_months=8, renewal_minutes=20)


@pytest.fixture
def come_in(hospital, sign_in):
    def as_role(role, unit=None):
        account = hospital.account(role, unit)
        account.set_password(PASSWORD)
        account.save()
        sign_in(account.username, PASSWORD)
        return account

    return as_role


def test_from_the_trust_down_to_a_person(page, come_in, good_to_use):
    come_in(Role.PROGRAMME_LEAD)
    page.goto("/insight/coverage/")
    good_to_use()
    page.get_by_role("link", name="Medicine").click()
    page.get_by_role("link", name="Ward A").click()
    good_to_use()
    page.locator(".academy-heat__cell a").first.click()
    good_to_use()
    page.get_by_role("link", name="Uma Tester").click()
    good_to_use()

    expect(page.get_by_role("heading", name="Uma Tester")).to_be_visible()
    expect(page.get_by_text("Overdue").first).to_be_visible()


def test_a_day_and_a_filter_are_asked_for_by_keyboard(page, come_in):
    come_in(Role.PROGRAMME_LEAD)
    page.goto("/insight/coverage/")
    page.locator("summary", has_text="Another day, one level").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Day, such as 12 March 2026").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("1 May 2015")
    page.keyboard.press("Enter")

    expect(page.get_by_text("there is no data")).to_be_visible()


def test_a_day_that_is_none_is_answered_kindly(page, come_in, good_to_use):
    come_in(Role.PROGRAMME_LEAD)
    page.goto("/insight/coverage/?on=soon")
    good_to_use()

    expect(page.get_by_text("Write the day like 12 March 2026")).to_be_visible()


def test_the_heat_map_scrolls_inside_its_own_region(page, come_in):
    come_in(Role.PROGRAMME_LEAD)
    page.goto("/insight/coverage/?level=EVERYONE")
    region = page.get_by_role("region", name="Everyone and its skills")
    region.focus()

    assert region.evaluate("node => document.activeElement === node")


def test_a_manager_finds_who_fades_and_what_prevents_it(page, hospital, come_in, good_to_use):
    come_in(Role.UNIT_MANAGER, hospital.ward)
    page.goto("/manage/people/")
    good_to_use()
    page.get_by_role("link", name="Fading 1").click()

    expect(page.get_by_text("Test a change: 20 minutes of learning")).to_be_visible()
    expect(page.get_by_role("link", name="Tester, Ola")).to_be_visible()


def test_a_board_reader_reads_the_board_page_and_no_names(page, come_in, good_to_use):
    come_in(Role.BOARD_READER)
    page.goto("/insight/board/")
    good_to_use()
    page.goto("/insight/coverage/why/?level=EVERYONE")
    good_to_use()

    assert page.get_by_text("Tester").count() == 0


def test_on_paper_a_list_of_people_is_a_table_whose_rows_are_lines(page, come_in, hospital):
    come_in(Role.UNIT_MANAGER, hospital.ward)
    page.set_viewport_size({"width": 680, "height": 960})  # what A4 leaves between its margins
    page.emulate_media(media="print")
    page.goto("/manage/people/")
    name, state = page.get_by_role("rowheader", name="Tester, Uma"), page.get_by_role("cell", name="Overdue").first

    expect(page.get_by_role("columnheader", name="What helps")).to_be_visible()
    assert name.bounding_box()["y"] == state.bounding_box()["y"]
    expect(page.get_by_role("link", name="Tester, Bo0")).to_be_visible()  # folded up on a screen
    expect(page.get_by_role("searchbox")).to_have_count(0)
