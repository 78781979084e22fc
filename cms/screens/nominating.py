"""A manager names one of their people for a level beside the rules, and takes it back. Leads: named.py."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.named import NominateOwnForm
from cms.presenters.figure import day_words
from cms.presenters.nomination import nomination_lines
from curriculum.models import Nomination
from curriculum.queries.nomination import nominations_now
from curriculum.rules import NOMINATORS
from curriculum.services.nomination import nominate_own, take_back_nomination
from workforce.models import Person
from workforce.queries.reach import units_of
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust

RULE = "curriculum.nominate_people"


@of_trust(RULE)
def nominate(request: TrustRequest, uuid: UUID) -> HttpResponse:
    person = _person(request, uuid)
    units = units_of(request.user, *NOMINATORS, on=request.today)
    data = request.POST if request.method == "POST" else None
    form = NominateOwnForm(data, person=person, on=request.today, units=units)
    if form.is_bound and form.is_valid() and _named(request, person, form):
        return redirect("nominate", uuid)
    lines = nomination_lines(nominations_now(person, on=request.today), by=request.user)
    told = {"person": person, "form": form, "lines": lines, "has_way": bool(form.posts or form.units)}
    return render(request, "screens/manage/nominate.html", told, status=422 if form.errors else 200)


@require_POST
@of_trust(RULE)
def take_back(request: TrustRequest, uuid: UUID, pk: int) -> HttpResponse:
    """Only what one named oneself: for anything else there is no such nomination."""
    nomination = get_object_or_404(Nomination, person=_person(request, uuid), pk=pk)
    if not request.user.has_perm("curriculum.take_back_nomination", nomination):
        raise Http404
    try:
        ended = take_back_nomination(nomination=nomination, on=request.today, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        told = {
            "person": nomination.person,
            "level": nomination.level.name,
            "day": day_words(ended.until or request.today),
        }
        messages.success(request, _("From %(day)s %(person)s is no longer named for “%(level)s”.") % told)
    return redirect("nominate", uuid)


def _named(request: TrustRequest, person: Person, form: NominateOwnForm) -> bool:
    asked = form.asked()
    who = request.user.person or request.user.get_full_name() or request.user
    words = _("%(who)s named you for “%(level)s”. It is expected of you from today.")
    words %= {"who": who, "level": asked["level"].name}
    try:
        nominate_own(person=person, words=words, link=reverse("my"), on=request.today, by=request.user, **asked)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("%(person)s is named for the level, and reads it.") % {"person": person})
    return True


def _person(request: TrustRequest, uuid: UUID) -> Person:
    """For whoever may not name them there is no such person."""
    person = Person.objects.filter(trust=request.trust, uuid=uuid).select_related("trust").first()
    if person is None or not request.user.has_perm("curriculum.nominate_person", person):
        raise Http404
    return person


urlpatterns = [
    path("manage/people/<uuid:uuid>/nominate/", nominate, name="nominate"),
    path("manage/people/<uuid:uuid>/nominate/<int:pk>/take-back/", take_back, name="nomination-take-back"),
]
