"""My bookings, and the same in somebody's own calendar: as a file, and as an address that it reads by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.presenters.calendar import calendar_of
from cms.presenters.planned_session import own_view, session_view
from curriculum.models import Booking, CalendarFeed
from curriculum.queries.booking import own_bookings
from curriculum.services.calendar_feed import feed_of, renew_feed

from .asked import page_in
from .door import TrustRequest, of_trust

ON_A_PAGE = 20
BACK = dt.timedelta(days=30)  # for so long what is over or was cancelled stays in the calendar
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
        "feed": request.build_absolute_uri(reverse("calendar-feed", args=[feed_of(request.user).key])),
    }
    return render(request, "screens/learner/bookings.html", told)


@require_POST
@of_trust(OWN)
def renew_calendar(request: TrustRequest) -> HttpResponse:
    renew_feed(account=request.user)
    messages.success(request, _("Your calendar has a new address. Nobody reads the old one any more."))
    return redirect("my-bookings")


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
    found = get_object_or_404(CalendarFeed.objects.select_related("account__person"), key=key)
    now, person = timezone.now(), found.account.person
    if person is None or not found.account.is_open(on=timezone.localdate(now)):
        raise Http404
    since = timezone.localtime(now - BACK).replace(hour=0, minute=0, second=0, microsecond=0)
    bookings = own_bookings(person).filter(session__ends_at__gte=since).order_by("session__starts_at", "pk")
    return _calendar(request, bookings, name="sessions.ics")


feed.open_to = "whoever has the address"  # type: ignore[attr-defined]  # read by the list of who may open what


def _calendar(request: HttpRequest, bookings: Iterable[Booking], *, name: str) -> HttpResponseBase:
    body = calendar_of(bookings, site=f"{request.scheme}://{request.get_host()}")
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


urlpatterns = [
    path("my/bookings/", my_bookings, name="my-bookings"),
    path("my/bookings/calendar/", renew_calendar, name="renew-calendar"),
    path("my/bookings/<uuid:uuid>.ics", one_booking, name="booking-calendar"),
    path("calendar/<str:key>.ics", feed, name="calendar-feed"),
]
