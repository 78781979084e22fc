"""Wards share computers: nothing of whoever was signed in stays in the browser."""

import pytest

from tests.cms.pages.conftest import come_in, curriculum, learner, module, signed_in, trust  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db


def test_pages_say_whose_they_are_so_that_what_waits_is_never_somebody_elses(signed_in, learner, module):  # noqa: F811 fixtures
    assert f'data-reader="{learner.pk}"' in signed_in.get("/my/").content.decode()

    signed_in.logout()

    assert 'data-reader=""' in signed_in.get("/account/login/").content.decode()
