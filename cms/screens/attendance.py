"""Who came: the list is filled from bookings and check-ins, others are added by name, and it is confirmed once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.forms.attendance import AttendanceForm
from cms.presenters.planned_session import hours_words, session_view
from cms.presenters.session import Preview
from curriculum.models import PlannedSession
from curriculum.services.attendance import record_attendance
from workforce.models import Person
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .roster import recorded_of, session_to_run
from .who_is_meant import who_is_meant


@of_trust("curriculum.run_sessions")
def attendance(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Three steps of one form that carries all that was said: asked, looked at, confirmed."""
    found = session_to_run(request, uuid)
    if recorded_of([found]):
        messages.info(request, _("Who came is confirmed already."))
        return redirect("roster", uuid)
    booked = found.bookings.booked().learners().select_related("person").order_by("person__family_name", "pk")
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, booked=list(booked), minutes=found.minutes)
    step = request.POST.get("do", "")
    if not form.is_bound or step == "change" or not form.is_valid():
        return _asked(request, found, form)
    preview = _preview(request, found, form)
    people = _people(form, preview)
    if step != "record" or not people or preview.is_unchosen:
        return _looked_at(request, found, form, preview, people, was_sent=step == "record")
    return _confirmed(request, found, form, people)


def _asked(request: TrustRequest, found: PlannedSession, form: AttendanceForm) -> HttpResponse:
    if request.POST.get("do") == "change":
        form.full_clean()
        form.errors.clear()
    told = {"form": form, "session": session_view(found), "is_to_come": found.starts_at > timezone.now()}
    return render(request, "screens/manage/sessions/attendance.html", told, status=422 if form.errors else 200)


def _preview(request: TrustRequest, found: PlannedSession, form: AttendanceForm) -> Preview:
    """Whoever waited for a place can be known by name too: whoever runs the session reads the list."""
    known = frozenset(found.bookings.live().values_list("person", flat=True))
    day = timezone.localdate(found.starts_at)
    return who_is_meant(request, form.cleaned_data["people"], found.activity, day, known=known)


def _people(form: AttendanceForm, preview: Preview) -> list[Person]:
    return list({person.pk: person for person in (*form.ticked(), *preview.to_record)}.values())


def _looked_at(
    request: TrustRequest,
    found: PlannedSession,
    form: AttendanceForm,
    preview: Preview,
    people: list[Person],
    *,
    was_sent: bool,
) -> HttpResponse:
    ticked = form.ticked()
    told = {
        "form": form,
        "session": session_view(found),
        "preview": preview,
        "ticked": ticked,
        "absent": [person for person in form.people_booked.values() if person not in ticked],
        "hours": hours_words(form.cleaned_data["minutes"]),
        "nobody": not people and not preview.ambiguous,
        "was_sent": was_sent,
    }
    return render(request, "screens/manage/sessions/attendance_preview.html", told, status=422 if was_sent else 200)


def _confirmed(
    request: TrustRequest, found: PlannedSession, form: AttendanceForm, people: list[Person]
) -> HttpResponse:
    try:
        told = record_attendance(
            session=found,
            people=people,
            minutes=form.cleaned_data["minutes"],
            now=timezone.now(),
            by=request.user,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _asked(request, found, form)
    n = told.session.attendances.count()
    messages.success(request, ngettext("%(n)s person is recorded.", "%(n)s people are recorded.", n) % {"n": n})
    return redirect("roster", found.uuid)


urlpatterns = [path("manage/sessions/planned/<uuid:uuid>/attendance/", attendance, name="attendance")]
