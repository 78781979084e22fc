"""Sessions to come: what there is, and a place in one of them, booked or given up."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.presenters.held_already import not_needed_words
from cms.presenters.next_sessions import session_views
from cms.presenters.planned_session import own_view, session_view
from cms.presenters.session_wish import WishView, wish_views
from curriculum.enums import BookingState
from curriculum.models import Booking, PlannedSession
from curriculum.queries.booking import leaders_of, live_booking, own_bookings, place_in_line
from curriculum.queries.planned_session import (
    Wanted,
    activities_to_come,
    planned_sessions,
    sessions_to_come,
    sites_to_come,
)
from curriculum.services.booking import book_place, give_up_place
from workforce.models import Person
from workforce.services.refusal import Refused

from .asked import day_in, page_in, uuid_in
from .door import CannotRead, TrustRequest, of_trust

ON_A_PAGE = 20
RULE = "curriculum.view_sessions"


@of_trust(RULE)
def to_come(request: TrustRequest) -> HttpResponse:
    now, wanted = timezone.now(), wanted_in(request)
    page = Paginator(sessions_to_come(request.trust, wanted, now=now), ON_A_PAGE).get_page(page_in(request.GET))
    told = {
        "page": page,
        "sessions": session_views(page.object_list, request.user.person_id, now=now),
        "wanted": wanted,
        "wishes": _wishes(request, wanted, now=now),
        "is_narrow": wanted != Wanted(),
        "activities": activities_to_come(request.trust, now=now),
        "sites": sites_to_come(request.trust, now=now),
        "may_schedule": request.user.has_perm("curriculum.schedule_sessions", request.trust),
        "may_run": request.user.has_perm("curriculum.run_sessions", request.trust),
    }
    return render(request, "screens/learner/sessions.html", told)


def _wishes(request: TrustRequest, wanted: Wanted, *, now: dt.datetime) -> list[WishView]:
    """Of what was asked for, where it has no session at all."""
    if wanted.activity is None:
        return []
    return wish_views(request.trust.pk, request.user.person_id, Q(uuid=wanted.activity), now=now)


def wanted_in(request: TrustRequest) -> Wanted:
    first = day_in(request.GET, today=request.today, name="first", ahead=True)
    last = day_in(request.GET, today=request.today, name="last", ahead=True)
    if first and last and last < first:
        raise CannotRead(_("The last day to search lies before the first. Turn them around."))
    return Wanted(
        activity=uuid_asked(request, "activity"),
        site=uuid_asked(request, "site"),
        first=first,
        last=last,
        has_places="places" in request.GET,
    )


def uuid_asked(request: TrustRequest, name: str) -> UUID | None:
    text = request.GET.get(name, "")
    return uuid_in(text, words=_("There is nothing of that kind to choose.")) if text else None


@of_trust(RULE)
def planned_session(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found, now, person = found_session(request, uuid), timezone.now(), request.user.person
    latest = own_bookings(person).filter(session=found).first() if person else None
    line = place_in_line(latest) if latest and latest.state == BookingState.WAITING else None
    view = session_view(found, own_view(latest, now=now, line=line) if latest else None)
    is_to_come = found.state == "OPEN" and found.starts_at > now
    may_book = is_to_come and person is not None and not (view.own and view.own.is_live)
    is_open = may_book or bool(view.own and view.own.can_give_up)
    told = {
        "session": view,
        "held": not_needed_words(person, found, now=now, on=request.today) if person and is_open else "",
        "leaders": leaders_of([found]).get(found.pk, []),
        "is_over": found.starts_at <= now,
        "may_book": may_book,
        "may_run": request.user.has_perm("curriculum.run_session", found),
        "may_read": request.user.has_perm("curriculum.read_rosters", request.trust),
    }
    return render(request, "screens/learner/session.html", told)


@require_POST
@of_trust(RULE)
def book(request: TrustRequest, uuid: UUID) -> HttpResponse:
    person = own_person_of(request)
    try:
        booking = book_place(session=found_session(request, uuid), person=person, now=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, booked_words(booking))
    return redirect("planned-session", uuid)


def booked_words(booking: Booking) -> str:
    if booking.state == BookingState.WAITING:
        return _("There is no place free. You are number %(n)s on the waiting list.") % {"n": place_in_line(booking)}
    return _("You have a place.")


@of_trust(RULE)
def give_up(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found, person = found_session(request, uuid), own_person_of(request)
    booking = live_booking(found, person)
    if booking is None:
        raise Http404
    if request.method == "POST":
        return _given_up(request, booking)
    view = session_view(found)
    told = {
        "title": _("Give up your place"),
        "words": [
            f"{view.title}, {view.when}",
            _("Whoever has waited longest is given it. If you book again you go to the end of the line."),
        ],
        "button": _("Give it up"),
        "back": reverse("planned-session", args=[uuid]),
        "trail": [{"words": _("Sessions to come"), "href": reverse("sessions-to-come")}],
    }
    return render(request, "screens/manage/confirm.html", told)


def _given_up(request: TrustRequest, booking: Booking) -> HttpResponse:
    try:
        give_up_place(booking=booking, now=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("You no longer have a place, and no longer wait for one."))
    return redirect("planned-session", booking.session.uuid)


def own_person_of(request: TrustRequest) -> Person:
    if request.user.person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    return request.user.person


def found_session(request: TrustRequest, uuid: UUID) -> PlannedSession:
    found = planned_sessions(request.trust).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


urlpatterns = [
    path("sessions/", to_come, name="sessions-to-come"),
    path("sessions/<uuid:uuid>/", planned_session, name="planned-session"),
    path("sessions/<uuid:uuid>/book/", book, name="book-session"),
    path("sessions/<uuid:uuid>/give-up/", give_up, name="give-up-place"),
]
