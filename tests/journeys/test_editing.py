"""An editor changes the largest module that there is, in a real browser: what a browser sends cannot be guessed."""

import pytest
from playwright.sync_api import expect

from cms.loading.module import load_module
from cms.models import ModulePage
from tests.cms.pages.conftest import curriculum, editor_of, introduction, trust  # noqa: F401 fixtures

from .conftest import DESKTOP
from .test_learning import PASSWORD, with_password


@pytest.fixture
def introduction_to_improvement(trust, curriculum):  # noqa: F811 fixtures
    return load_module(curriculum, introduction(), trust=trust, by=None)


@pytest.mark.parametrize("page", [DESKTOP], indirect=True, ids=["desktop"])
def test_the_whole_introduction_is_changed_and_saved(page, sign_in, trust, introduction_to_improvement):  # noqa: F811 fixtures
    module = introduction_to_improvement
    editor = with_password(editor_of(trust))
    sign_in(editor.username, PASSWORD)
    page.goto(f"/cms/pages/{module.pk}/edit/")

    page.get_by_placeholder("Page title*").fill("A new name")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url) as saved:
        page.get_by_role("button", name="Save draft").click()

    assert saved.value.status < 400
    expect(page.get_by_role("heading", name="A new name")).to_be_attached()
    draft = ModulePage.objects.get(pk=module.pk).get_latest_revision_as_object()
    assert draft.title == "A new name"
    assert [block.block_type for block in draft.session_plan] == [block.block_type for block in module.session_plan]
