"""Activities stand under their module, module 2 before module 10, and as the module teaches them."""

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
        ("Coaches", ["Coach day 1"]),
        ("Practice", ["A visit"]),
    ]


@pytest.mark.django_db
def test_modules_stand_in_the_order_of_the_site_and_their_parts_as_they_are_taught():
    trust = TrustFactory()
    told = [("FA-1", 1, "And then"), ("FA-10", 0, "Ten"), ("FA-1", 0, "To begin"), ("FA-2", 0, "Two")]
    versions = [
        ActivityVersionFactory(trust=trust, activity__module_key=code, activity__position=place, activity__title=title)
        for code, place, title in told
    ]

    groups = by_module(versions, {"FA-1": "Day 1", "FA-2": "Day 2", "FA-10": "Day 10"})

    assert [(heading, [title for _key, title in some]) for heading, some in groups] == [
        ("Day 1", ["To begin", "And then"]),
        ("Day 2", ["Two"]),
        ("Day 10", ["Ten"]),
    ]
