"""Where somebody finds out whom to ask."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from workforce.queries.contact import contacts_of
from workforce.queries.trust import trust_of


def help_page(request: HttpRequest) -> HttpResponse:
    """Whoever is signed in reads names and addresses; everybody else how to reach them."""
    trust = trust_of(request.user)
    contacts = contacts_of(trust, on=timezone.localdate()) if trust else []
    return render(request, "about/help.html", {"trust": trust, "contacts": contacts})


help_page.open_to = "everybody"  # type: ignore[attr-defined]  # read by the list of who may open what

urlpatterns = [path("help/", help_page, name="help")]
