"""A booked place is moved to another session of the same thing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.forms.moving import MoveForm
from cms.presenters.planned_session import SessionView, session_view
from curriculum.models import Booking
from curriculum.queries.booking import live_booking
from curriculum.queries.planned_session import Wanted, sessions_to_come
from curriculum.services.moving import move_place
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .planned_sessions import RULE, booked_words, found_session, own_person_of

MOST = 30


@of_trust(RULE)
def move(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = found_session(request, uuid)
    booking = live_booking(found, own_person_of(request))
    if booking is None:
        raise Http404
    form = MoveForm(request.POST if request.method == "POST" else None, sessions=others(request, booking))
    if form.is_bound and form.is_valid() and (made := _moved(request, booking, form)):
        return redirect("planned-session", made.session.uuid)
    told = {"session": session_view(found), "form": form}
    return render(request, "screens/learner/move.html", told, status=422 if form.errors else 200)


def others(request: TrustRequest, booking: Booking) -> list[SessionView]:
    wanted = Wanted(activity=booking.session.activity.uuid, has_places=True)
    found = sessions_to_come(request.trust, wanted, now=timezone.now()).exclude(pk=booking.session_id)
    return [session_view(one) for one in found[:MOST]]


def _moved(request: TrustRequest, booking: Booking, form: MoveForm) -> Booking | None:
    try:
        made = move_place(booking=booking, to=form.chosen(), now=timezone.now(), by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("Your place is moved. %(words)s") % {"words": booked_words(made)})
    return made


urlpatterns = [path("sessions/<uuid:uuid>/move/", move, name="move-place")]
