"""A lead shapes the framework alone: a skill and a level come, are asked for by a draft, move by keyboard, and go."""

import re

import pytest
from playwright.sync_api import expect

from curriculum.models import Level, LevelDose, Skill
from curriculum.services.framework import draft_version
from tests.factories.framework import small_framework
from tests.factories.workforce import TrustFactory, account_with, top_of
from workforce.enums import Role

from .test_learning import PASSWORD, with_password

LIST = "/manage/framework/skills-and-levels/"


def named(does: str, thing: str) -> re.Pattern[str]:
    """The name of a link or button that says to the eye only what it does, and to the ear what with."""
    return re.compile(f"^{does} ?: {thing}$")


@pytest.fixture
def lead(real_transactions):
    version = small_framework(TrustFactory())
    draft_version(framework=version.framework, by=None)
    return with_password(account_with(Role.PROGRAMME_LEAD, top_of(version.trust)))


def test_a_lead_adds_orders_renames_and_retires_without_a_developer(page, sign_in, good_to_use, lead):
    sign_in(lead.username, PASSWORD)
    page.goto("/manage/framework/")
    page.get_by_role("link", name="Skills and levels").click()
    expect(page.get_by_role("heading", name="Skills and levels")).to_be_visible()
    good_to_use()

    page.get_by_role("link", name="Add a skill to Method").click()
    expect(page.get_by_label("Code")).to_have_value("M3")
    page.get_by_label("Name", exact=True).fill("Spread and scale")
    good_to_use()
    page.get_by_role("button", name="Add a skill").click()
    expect(page.get_by_text("Spread and scale is added.")).to_be_visible()

    up = page.get_by_role("button", name=named("Up", "Spread and scale"))
    up.focus()
    page.keyboard.press("Enter")
    moved = page.get_by_role("group", name="Spread and scale, 2 of 3")
    expect(moved).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=named("Rename", "Spread and scale"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rename or describe a skill")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Spread")
    good_to_use()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Called before: Spread and scale")).to_be_visible()

    page.get_by_role("link", name="Add a level").click()
    page.get_by_label("Name", exact=True).fill("Improvers")
    page.get_by_label("Put it into the draft").select_option(
        label="The dose and the audience of L1 Everyone in version 2"
    )
    good_to_use()
    page.get_by_role("button", name="Add a level").click()
    expect(page.get_by_role("heading", name="Improvers")).to_be_visible()
    good_to_use()

    page.goto(LIST)
    page.get_by_role("link", name=named("Retire", "Maps")).click()
    expect(page.get_by_text("Its code M2 is never used for anything else.")).to_be_visible()
    good_to_use()
    page.get_by_role("button", name="Retire M2").click()
    expect(page.get_by_text("Maps is retired. You can bring it back.")).to_be_visible()
    good_to_use()
    page.get_by_role("button", name=named("Bring it back", "Maps")).click()
    expect(page.get_by_text("Maps can be chosen again.")).to_be_visible()

    assert [*Skill.objects.order_by("position").values_list("code", "name")] == [
        ("M1", "PDSA"),
        ("M3", "Spread"),
        ("M2", "Maps"),
    ]
    assert Level.objects.get(code="L2").retired_date is None
    assert LevelDose.objects.get(version__number=2, level__code="L2").targets.get().skill.code == "M1"
