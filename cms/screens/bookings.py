"""My bookings, and the same in somebody's own calendar: as a file, and as an address that it reads by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe
from icalendar import Event

from cms.presenters.calendar import calendar_of
from cms.presenters.course_calendar import course_events
from cms.presenters.planned_session import own_view, session_view
from cms.presenters.team_calendar import team_events
from coaching.queries.own_course_days import own_course_days
from coaching.queries.own_meetings import own_meetings
from curriculum.models import Booking
from curriculum.queries.booking import own_bookings
from curriculum.queries.calendar_feed import feed_at, feed_of
from curriculum.queries.session_wish import wished_by
from curriculum.services.calendar_feed import mark_read, new_address

from .asked import page_in
from .door import TrustRequest, of_trust

ON_A_PAGE = 20
BACK = dt.timedelta(days=30)  # for so long what is over or was cancelled stays in the calendar
AHEAD = dt.timedelta(weeks=26)  # meetings of one's teams go on for ever
OWN = "curriculum.view_own_record"


@of_trust(OWN)
def my_bookings(request: TrustRequest) -> HttpResponse:
    person = request.user.person
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    now = timezone.now()
    earlier = "earlier" in request.GET
    found = own_bookings(person)
    found = found.filter(session__ends_at__lte=now) if earlier else found.filter(session__ends_at__gt=now)
    found = found.order_by("-session__starts_at" if earlier else "session__starts_at", "pk")
    page = Paginator(found, ON_A_PAGE).get_page(page_in(request.GET))
    told = {
        "page": page,
        "earlier": earlier,
        "sessions": [session_view(one.session, own_view(one, now=now)) for one in page.object_list],
        "email": person.email,
        "wished": wished_by(person) if not earlier else [],
        "feed": feed_of(request.user),
    }
    return render(request, "screens/learner/bookings.html", told)


@require_POST
@of_trust(OWN)
def calendar_address(request: TrustRequest) -> HttpResponse:
    """Answered with the address itself, which is told this once."""
    if request.user.person is None:
        return render(request, "screens/learner/unmatched.html")
    was_there = feed_of(request.user) is not None
    address = request.build_absolute_uri(reverse("calendar-feed", args=[new_address(account=request.user)]))
    told = {"address": address, "webcal": f"webcal:{address.partition(':')[2]}", "was_there": was_there}
    answer = render(request, "screens/learner/calendar.html", told)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@of_trust(OWN)
def one_booking(request: TrustRequest, uuid: UUID) -> HttpResponseBase:
    booking = own_bookings(request.user.person).filter(uuid=uuid).first() if request.user.person else None
    if booking is None:
        raise Http404
    return _calendar(request, [booking], name="session.ics")


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """Read by calendars, which cannot sign in: the address alone says whose it is."""
    found, now = feed_at(key), timezone.now()
    person, today = found.account.person if found else None, timezone.localdate(now)
    if found is None or person is None or not found.account.is_open(on=today):
        raise Http404
    mark_read(found, on=today)
    since = timezone.localtime(now - BACK).replace(hour=0, minute=0, second=0, microsecond=0)
    bookings = own_bookings(person).filter(session__ends_at__gte=since).order_by("session__starts_at", "pk")
    ahead, site = {"since": timezone.localdate(since), "until": today + AHEAD}, _site(request)
    beside = team_events(own_meetings(person, **ahead), site=site)
    beside += course_events(own_course_days(person, **ahead), site=site)
    return _calendar(request, bookings, name="sessions.ics", beside=beside)


feed.open_to = "whoever has the address"  # type: ignore[attr-defined]  # read by the list of who may open what


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _calendar(
    request: HttpRequest, bookings: Iterable[Booking], *, name: str, beside: Iterable[Event] = ()
) -> HttpResponseBase:
    body = calendar_of(bookings, site=_site(request), beside=beside)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


urlpatterns = [
    path("my/bookings/", my_bookings, name="my-bookings"),
    path("my/bookings/calendar/", calendar_address, name="calendar-address"),
    path("my/bookings/<uuid:uuid>.ics", one_booking, name="booking-calendar"),
    path("calendar/<str:key>.ics", feed, name="calendar-feed"),
]
