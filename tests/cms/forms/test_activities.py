"""Activities stand under their module, and day 2 before day 10."""

import pytest

from cms.forms.activities import by_module
from tests.factories.curriculum import ActivityVersionFactory
from tests.factories.workforce import TrustFactory


@pytest.mark.django_db
def test_activities_stand_under_their_module_in_the_order_in_which_people_count():
    trust = TrustFactory()
    told = [("FA-1", "Faculty day 10"), ("", "A visit"), ("FA-1", "Faculty day 2"), ("CO-1", "Coach day 1")]
    versions = [
        ActivityVersionFactory(trust=trust, activity__module_key=code, activity__title=title, activity__kind="PRACTICE")
        for code, title in told
    ]

    groups = by_module(versions, {"FA-1": "Faculty", "CO-1": "Coaches"})

    assert [(str(heading), [title for _key, title in some]) for heading, some in groups] == [
        ("Faculty", ["Faculty day 2", "Faculty day 10"]),
        ("Practice", ["A visit"]),
        ("Coaches", ["Coach day 1"]),
    ]
