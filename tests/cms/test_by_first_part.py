"""Addresses are looked for among those that begin alike, and nothing else about them changes."""

import pytest
from django.urls import Resolver404, URLResolver, path
from django.urls.resolvers import RegexPattern

from cms.by_first_part import by_first_part


def named(*routes):
    return [path(route, lambda request, **parts: None, name=route) for route in routes]


ROUTES = ("team/", "teams/", "teams/<int:pk>/", "coach/<int:pk>/", "teams/new/", "healthz")
ALL = URLResolver(RegexPattern(r"^/"), by_first_part(named(*ROUTES[:-1])))
PLAIN = URLResolver(RegexPattern(r"^/"), named(*ROUTES[:-1]))


@pytest.mark.parametrize("address", ["/team/", "/teams/", "/teams/7/", "/coach/3/", "/teams/new/"])
def test_what_was_found_is_found_with_the_same_parts(address):
    found, plain = ALL.resolve(address), PLAIN.resolve(address)

    assert (found.url_name, found.kwargs, found.route) == (plain.url_name, plain.kwargs, plain.route)
    assert ALL.reverse(found.url_name, **found.kwargs) == PLAIN.reverse(plain.url_name, **plain.kwargs)


@pytest.mark.parametrize("address", ["/", "/teams", "/tea/", "/coach/x/", "/teams/7/8/", "/xteams/"])
def test_what_was_not_found_is_not(address):
    for resolver in (ALL, PLAIN):
        with pytest.raises(Resolver404):
            resolver.resolve(address)


def test_what_begins_with_a_part_that_varies_is_refused():
    with pytest.raises(ValueError, match="no word of its own"):
        by_first_part(named("<str:anything>/"))
