"""A manager books a place in a session for one of their people, and releases them with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.forms.booking_for import BookForForm
from cms.presenters.next_sessions import session_views
from cms.presenters.planned_session import session_view
from curriculum.models import Booking, PlannedSession
from curriculum.queries.my_people import Asked
from curriculum.queries.planned_session import Wanted, activities_to_come, sessions_to_come
from curriculum.queries.prescription import prescription_of
from curriculum.queries.prescription_unit import levels_expected
from curriculum.services.booking_for import book_place_for
from workforce.models import Person
from workforce.services.refusal import Refused

from .asked import page_in
from .door import TrustRequest, of_trust
from .planned_sessions import ON_A_PAGE, found_session, uuid_asked
from .prescription import prescriber_for
from .release import RULE


@of_trust(RULE)
def choose(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """The sessions to come, with those marked that give what this person still needs."""
    person, now = theirs(request, uuid), timezone.now()
    wanted = Wanted(activity=uuid_asked(request, "activity"))
    page = Paginator(sessions_to_come(request.trust, wanted, now=now), ON_A_PAGE).get_page(page_in(request.GET))
    told = {
        "person": person,
        "page": page,
        "sessions": session_views(page.object_list, person.pk, now=now),
        "needed": needed_by(request, person),
        "activities": activities_to_come(request.trust, now=now),
        "wanted": wanted,
    }
    return render(request, "screens/manage/booking_for/choose.html", told)


@of_trust(RULE)
def book_for(request: TrustRequest, uuid: UUID, session: UUID) -> HttpResponse:
    person, found = theirs(request, uuid), found_session(request, session)
    form = BookForForm(request.POST if request.method == "POST" else None, session=found)
    if form.is_bound and form.is_valid() and _booked(request, person, found, form):
        return redirect("person", uuid)
    told = {"person": person, "session": session_view(found), "form": form}
    status = 422 if form.errors else 200
    return render(request, "screens/manage/booking_for/confirm.html", told, status=status)


def theirs(request: TrustRequest, uuid: UUID) -> Person:
    """Whoever may not release somebody does not book for them: for them there is no such person."""
    person = Person.objects.filter(trust=request.trust, uuid=uuid).first()
    if person is None or not request.user.has_perm("curriculum.release_person", person):
        raise Http404
    return person


def needed_by(request: TrustRequest, person: Person) -> set[int]:
    """The activities on their shortest way."""
    levels = levels_expected(Asked(trust=request.trust, on=request.today, person=person.pk)).get(person.pk, set())
    way = prescription_of(person, levels, prescriber_for(request))
    return {step.piece.activity for step in way.steps}


def _booked(request: TrustRequest, person: Person, session: PlannedSession, form: BookForForm) -> bool:
    now, minutes = timezone.now(), form.minutes()
    try:
        booking = book_place_for(session=session, person=person, minutes=minutes, now=now, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _booked_words(booking, person))
    return True


def _booked_words(booking: Booking, person: Person) -> str:
    if not booking.has_place:
        words = _("There is no place free. %(person)s is on the waiting list, and is told when one comes free.")
    elif booking.session.needs_release:
        words = _("%(person)s has a place, is released, and is told.")
    else:
        words = _("%(person)s has a place, and is told.")
    return words % {"person": person}


urlpatterns = [
    path("manage/people/<uuid:uuid>/book/", choose, name="book-for"),
    path("manage/people/<uuid:uuid>/book/<uuid:session>/", book_for, name="book-for-session"),
]
