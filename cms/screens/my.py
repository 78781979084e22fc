"""My capability: the page of whoever is signed in about themselves."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from cms.presenters.my import beside_wanted, level_views, names_for
from cms.presenters.my_next import addresses_on, next_on
from cms.presenters.my_record import given_view, seer_words
from cms.presenters.my_way import way_of
from cms.presenters.my_ways import ways_on
from cms.presenters.planned_session import SessionView, own_view, session_view
from cms.presenters.prior_learning import claim_view
from cms.presenters.waiting import waiting_for
from curriculum.calc.coverage import State
from curriculum.enums import BookingState
from curriculum.queries.booking import own_bookings
from curriculum.queries.capability import capability_of
from curriculum.queries.claim import opened, own_claims
from curriculum.queries.offer import giving_versions
from curriculum.queries.record import record_of, sources_of
from workforce.models import Person
from workforce.queries.sight import who_sees

from .door import TrustRequest, of_trust

LATEST = 3
CLAIMS = 3
BOOKINGS = 3
OWN = "curriculum.view_own_record"


@of_trust(OWN)
def my(request: TrustRequest) -> HttpResponse:
    person = request.user.person
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    mine = capability_of(person, on=request.today)
    versions = giving_versions(person.trust_id)
    way = way_of(mine, versions)
    addresses = addresses_on(way, way.beside.steps)
    ways = ways_on(way, addresses, beside_wanted(mine), versions)
    latest = list(sources_of(person)[: LATEST + 1])
    told = {
        "person": person,
        "levels": level_views(mine, names_for(mine), ways),
        "next": next_on(way, versions, addresses),
        "all_held": all(level.state == State.MET and not level.needs_something for level in mine.levels),
        "has_post": mine.has_post,
        "record": [given_view(given) for given in record_of(person, latest[:LATEST])],
        "has_more": len(latest) > LATEST,
        "claims": [claim_view(claim) for claim in opened(list(own_claims(person)[:CLAIMS]))],
        "bookings": _bookings(person),
        "waiting": waiting_for(request.user, on=request.today),
        "seers": seer_words(who_sees(person, on=request.today)),
    }
    return render(request, "screens/learner/my.html", told)


def _bookings(person: Person) -> list[SessionView]:
    """The next few, with what has become of them."""
    now = timezone.now()
    found = own_bookings(person).filter(session__ends_at__gt=now).exclude(state=BookingState.CANCELLED)
    return [
        session_view(one.session, own_view(one, now=now)) for one in found.order_by("session__starts_at")[:BOOKINGS]
    ]


urlpatterns = [
    path("my/", my, name="my"),
]
