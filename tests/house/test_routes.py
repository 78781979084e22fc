"""Every door asks a rule, and the list of who may open what is true."""

from io import StringIO

import pytest
import rules
from django.core.management import call_command

from api.permissions import HasScope
from api.urls import urlpatterns as api_urls
from cms.local.paths import ROOT
from cms.management.commands.permissions import screens
from workforce.enums import Role

OF_ONES_OWN = {"/my/answers/", "/my/answers/note/", "/my/answers/<uuid:uuid>/", "/my/test/<str:code>/"} | {
    "/account/",
    "/account/browsers/<str:browser>/end/",
    "/account/browsers/end-others/",
    "/account/second-step/",
    "/my/package/<str:key>/open/",
    "/my/package/<uuid:opening>/",
    "/my/reflections/",
    "/my/reflections/keep/",
    "/my/reflections/<uuid:uuid>/take-out/",
}
OPEN = {"/help/", "/account/slip/", "/account/slip/choose/", "/calendar/<str:key>.ics", "/here/<str:token>/"}
OPEN |= {"/meeting/<uuid:key>/", "/certificates/<str:code>/", "/letters/stop/<str:token>/"}
WITHOUT_SCOPE = {"index", "schema", "handbook", "nothing"}


def test_every_screen_asks_a_permission_or_shows_only_what_is_ones_own():
    unasked = {address for address, view in screens() if not hasattr(view, "asks") and not hasattr(view, "open_to")}

    assert unasked <= OF_ONES_OWN


def test_what_is_open_to_everybody_is_known():
    assert {address for address, view in screens() if hasattr(view, "open_to")} == OPEN


@pytest.mark.parametrize("permission", sorted({view.asks for _, view in screens() if hasattr(view, "asks")}))
def test_every_permission_that_is_asked_for_has_a_rule(permission):
    assert rules.perm_exists(permission)


def test_every_role_stands_in_a_rule():
    names = " ".join(rule.name for rule in rules.permissions.permissions.values())

    assert {role for role in Role if role not in names} <= {Role.STAFF, Role.COACH, Role.EDITOR}


def test_the_list_of_who_may_open_what_is_true():
    out = StringIO()
    call_command("permissions", stdout=out)

    assert out.getvalue() == (ROOT / "docs" / "permissions.md").read_text(), "make permissions"


def test_every_part_of_the_api_that_tells_of_a_trust_asks_for_a_scope():
    asking = {url.name for url in api_urls if HasScope in url.callback.cls.permission_classes}

    assert {url.name for url in api_urls} - asking == WITHOUT_SCOPE
