"""The organisation on a day: the tree of units, and a unit with its posts, sites, children and history."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from workforce.models import UnitPlace
from workforce.queries.organisation import (
    history_of,
    identifiers_of,
    names_of,
    posts_in,
    sites_of,
    succession_of,
    tree_on,
)
from workforce.queries.tree import children_of, path_to, place_of

from .asked import day_in
from .door import TrustRequest, of_trust

SEES, CHANGES = "workforce.view_organisation", "workforce.change_organisation"
A_PAGE = 50


@of_trust(SEES)
def organisation_page(request: TrustRequest) -> HttpResponse:
    on = day_asked(request)
    told = {"branches": tree_on(request.trust, on=on), "on": on, "is_today": on == request.today}
    return render(request, "screens/manage/organisation/tree.html", told)


@of_trust(SEES)
def unit_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    on = day_asked(request)
    place = place_asked(request, uuid, on)
    lives = place.since <= on and (place.until is None or on < place.until)
    told = {"place": place, "on": on, "lives": lives, "is_over": place.until is not None and place.until <= on}
    told |= {"is_today": on == request.today, **_facts(request, place, on)}
    told |= {"may_change": request.user.has_perm(CHANGES, request.trust), "trail": trail(place, on, request.today)}
    return render(request, "screens/manage/organisation/unit.html", told)


def day_asked(request: TrustRequest) -> dt.date:
    return day_in(request.GET, today=request.today) or request.today


def place_asked(request: TrustRequest, uuid: UUID, on: dt.date) -> UnitPlace:
    place = place_of(request.trust, uuid, on=on)
    if place is None:
        raise Http404
    return place


def trail(place: UnitPlace, on: dt.date, today: dt.date) -> list[dict[str, str]]:
    """From the whole organisation down to the unit above."""
    day = "" if on == today else f"?on={on.isoformat()}"
    steps = [{"words": _("Organisation"), "href": reverse("organisation") + day}]
    above = path_to(place.unit, on=on)
    return steps + [{"words": one.name, "href": reverse("unit", args=[one.unit.uuid]) + day} for one in above]


def _facts(request: TrustRequest, place: UnitPlace, on: dt.date) -> dict[str, Any]:
    unit = place.unit
    posts = posts_in(unit, seen_by=request.user, on=on, today=request.today)
    succession = succession_of(unit)
    names = names_of({row.unit_id for row in succession} | {row.successor_id for row in succession})
    return {
        "children": children_of(unit, on=on),
        "posts": Paginator(posts, A_PAGE).get_page(request.GET.get("page")),
        "sites": sites_of(posts),
        "history": history_of(unit),
        "identifiers": identifiers_of(unit),
        "came_from": [(row, names[row.unit_id]) for row in succession if row.successor_id == unit.pk],
        "went_into": [(row, names[row.successor_id]) for row in succession if row.unit_id == unit.pk],
    }


urlpatterns = [
    path("manage/organisation/", organisation_page, name="organisation"),
    path("manage/organisation/<uuid:uuid>/", unit_page, name="unit"),
]
