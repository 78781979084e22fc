"""An editor at work in a real browser: what it sends, and what lies over what, cannot be guessed."""

import pytest
from playwright.sync_api import expect

from cms.loading.module import load_module
from cms.models import ModulePage
from tests.cms.pages.conftest import curriculum, editor_of, introduction, module, trust  # noqa: F401 fixtures

from .conftest import DESKTOP
from .test_learning import PASSWORD, with_password


@pytest.fixture
def introduction_to_improvement(trust, curriculum):  # noqa: F811 fixtures
    return load_module(curriculum, introduction(), trust=trust, by=None)


@pytest.mark.parametrize("page", [DESKTOP], indirect=True, ids=["desktop"])
def test_the_whole_introduction_is_changed_and_saved(page, sign_in, trust, introduction_to_improvement):  # noqa: F811 fixtures
    editor = with_password(editor_of(trust))
    sign_in(editor.username, PASSWORD)
    page.goto(f"/cms/pages/{introduction_to_improvement.pk}/edit/")

    page.get_by_placeholder("Page title*").fill("A new name")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        page.get_by_role("button", name="Save draft").click()

    assert saved.value.status < 400
    expect(page.get_by_role("heading", name="A new name")).to_be_attached()
    draft = ModulePage.objects.get(pk=introduction_to_improvement.pk).get_latest_revision_as_object()
    assert draft.title == "A new name"
    before = [block.block_type for block in introduction_to_improvement.session_plan]
    assert [block.block_type for block in draft.session_plan] == before


@pytest.mark.parametrize("page", [DESKTOP], indirect=True, ids=["desktop"])
def test_every_tab_is_reached_beside_the_preview_and_the_menu_leads_back(page, sign_in, trust, module):  # noqa: F811 fixtures
    editor = with_password(editor_of(trust))
    sign_in(editor.username, PASSWORD)
    page.goto(f"/cms/pages/{module.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()

    for tab in ("Parts and doses", "Test", "Session plan", "Address", "Content"):
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    page.get_by_role("link", name="Back to the site").click()

    expect(page.get_by_role("heading", name="Learn", exact=True)).to_be_visible()
