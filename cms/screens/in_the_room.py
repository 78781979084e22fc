"""The code on the room's screen, and the page that a phone opens with it: I am here.

The code is a signed word of the session and the moment, good for two minutes: a picture of it sent on is soon none.
What it opens is the phone's own for ten minutes, so that there is time to sign in. It fills in a list, no more.
"""

from __future__ import annotations

import time
from uuid import UUID

import segno
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.presenters.planned_session import session_view
from curriculum.models import PlannedSession
from curriculum.queries.booking import live_booking
from curriculum.queries.planned_session import planned_sessions
from curriculum.services.check_in import check_in
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .roster import session_to_run

SECONDS_OF_A_CODE = 120
SECONDS_BETWEEN_CODES = 60
SECONDS_TO_SIGN_IN = 600
KEY = "in the room"
SIGNER = signing.TimestampSigner(salt=KEY)


@of_trust("curriculum.run_sessions")
def screen(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """For the wall: makes itself anew every minute, without a script."""
    found = session_to_run(request, uuid)
    address = request.build_absolute_uri(reverse("scan", args=[SIGNER.sign(str(found.uuid))]))
    here = found.bookings.booked().learners().filter(checked_in_at__isnull=False).count()
    told = {"session": session_view(found), "code": picture(address), "address": address, "here": here}
    answer = render(request, "screens/manage/sessions/screen.html", told)
    answer["Refresh"] = str(SECONDS_BETWEEN_CODES)
    answer["Cache-Control"] = "no-store"
    return answer


def picture(address: str) -> str:
    """As SVG within the page; it is described beside it, so those who read aloud pass it over."""
    return segno.make(address, error="m").svg_inline(scale=6, omitsize=True, svgclass="academy-code", lineclass=None)


def scan(request: HttpRequest, token: str) -> HttpResponse:
    """Open, because the code would be too old by the time somebody has signed in."""
    try:
        uuid = SIGNER.unsign(token, max_age=SECONDS_OF_A_CODE)
    except signing.BadSignature:
        return render(request, "screens/learner/too_late.html", status=400)
    request.session[KEY] = [uuid, int(time.time())]
    return redirect("here")


scan.open_to = "whoever sees the code in the room"  # type: ignore[attr-defined]  # read by the list of who may open what


@of_trust("curriculum.view_sessions")
def here(request: TrustRequest) -> HttpResponse:
    found, person = _session(request), request.user.person
    if found is None:
        return render(request, "screens/learner/too_late.html", status=400)
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    if request.method == "POST":
        return _checked_in(request, found)
    booking = live_booking(found, person)
    told = {
        "session": session_view(found),
        "booking": booking,
        "is_here": booking is not None and booking.checked_in_at,
    }
    return render(request, "screens/learner/here.html", told)


def _checked_in(request: TrustRequest, found: PlannedSession) -> HttpResponse:
    assert request.user.person is not None
    try:
        told = check_in(session=found, person=request.user.person, now=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("here")
    if told.is_again:
        messages.info(request, _("You were checked in already."))
    return redirect("here")


def _session(request: TrustRequest) -> PlannedSession | None:
    """The session whose code this phone has seen a moment ago, if it is of the reader's trust."""
    uuid, seen = request.session.get(KEY, ["", 0])
    if time.time() - seen > SECONDS_TO_SIGN_IN:
        return None
    return planned_sessions(request.trust).filter(uuid=uuid).first()


urlpatterns = [
    path("manage/sessions/planned/<uuid:uuid>/screen/", screen, name="room-screen"),
    path("here/", here, name="here"),
    path("here/<str:token>/", scan, name="scan"),
]
