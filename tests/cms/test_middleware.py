"""Closed unless named; strict about what a browser loads; plain about a database that is away."""

import pytest
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from cms.middleware import DatabaseAway, SignInRequired

LEFT_TO_THE_API = "api:"


@pytest.mark.django_db
def test_a_page_that_does_not_exist_is_not_told_apart_from_one_behind_the_door(client):
    answers = [client.get("/cms/pages/"), client.get("/cms/nowhere/")]

    assert {answer.status_code for answer in answers} == {302}


@pytest.mark.django_db
def test_the_page_asked_for_is_where_signing_in_leads(client):
    answer = client.get("/documents/1/plan.pdf")

    assert answer.headers["Location"] == "/account/login/?next=/documents/1/plan.pdf"


def routes(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield namespace + (pattern.name or ""), pattern


def test_every_route_is_closed_unless_it_is_named(settings):
    request = RequestFactory().get("/somewhere")

    opened = {name for name, pattern in routes(get_resolver()) if is_open(name, pattern, request)}

    assert opened == settings.OPEN_ROUTES


def is_open(name: str, pattern: URLPattern, request) -> bool:
    if name.startswith(LEFT_TO_THE_API):
        return False
    request.user, request.resolver_match = Nobody(), Match(name)
    request.path = "/somewhere"
    return SignInRequired(lambda request: None).process_view(request, pattern.callback, (), {}) is None


class Nobody:
    is_authenticated = False


class Match:
    def __init__(self, view_name):
        self.view_name = view_name


def test_the_door_is_djangos_own():
    assert issubclass(SignInRequired, LoginRequiredMiddleware)


@pytest.mark.django_db
def test_a_page_loads_only_what_comes_from_here(client):
    policy = client.get("/account/login/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
def test_only_the_editor_may_run_inline_scripts(admin_client):
    policy = admin_client.get("/cms/").headers["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy


def test_a_database_that_is_away_is_told_as_a_pause():
    request = RequestFactory().get("/")

    answer = DatabaseAway(lambda request: None).process_exception(request, OperationalError("connection refused"))

    assert answer.status_code == 503
    assert "not available" in answer.content.decode()


def test_other_errors_are_left_to_be_seen():
    assert DatabaseAway(lambda request: None).process_exception(RequestFactory().get("/"), ValueError()) is None
