"""Nominations and exemptions: who is named for a level beside the rules, and who is not counted for one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.named import ExemptForm, NominateForm
from curriculum.models import Exemption, Nomination
from curriculum.queries.nomination import exemptions_of, named_on, nominations_of
from curriculum.services.exemption import end_exemption, exempt_person
from curriculum.services.nomination import end_nomination, nominate_person
from workforce.models import Person
from workforce.queries.person import meant
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .framework import trail

A_PAGE = 30
RULE = "curriculum.name_people"


@of_trust(RULE)
def named_page(request: TrustRequest) -> HttpResponse:
    """Somebody is looked for by name or number; without a word, all who are named or exempt today."""
    word = request.GET.get("q", "").strip()[:100]
    found = _found(request, word) if word else _reach(request, named_on(request.trust, on=request.today))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "screens/manage/framework/named.html", {"word": word, "page": page, "trail": trail()})


@of_trust(RULE)
def person_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    person = _person(request, uuid)
    nominate = NominateForm(_posted(request, "nominate"), person=person, on=request.today)
    exempt = ExemptForm(_posted(request, "exempt"), person=person, on=request.today)
    if _nominated(request, person, nominate) or _exempted(request, person, exempt):
        return redirect("named-person", uuid)
    told = {
        "person": person,
        "nominations": nominations_of(person),
        "exemptions": exemptions_of(person),
        "nominate": nominate,
        "exempt": exempt,
        "trail": [*trail(), {"words": _("Nominations and exemptions"), "href": reverse("named")}],
    }
    return render(request, "screens/manage/framework/named_person.html", told)


@require_POST
@of_trust(RULE)
def end_named(request: TrustRequest, uuid: UUID, pk: int) -> HttpResponse:
    nomination = get_object_or_404(Nomination, person=_person(request, uuid), pk=pk)
    _do(request, _("The nomination ends today."), end_nomination, nomination=nomination, until=request.today)
    return redirect("named-person", uuid)


@require_POST
@of_trust(RULE)
def end_exempt(request: TrustRequest, uuid: UUID, pk: int) -> HttpResponse:
    exemption = get_object_or_404(Exemption, person=_person(request, uuid), pk=pk)
    _do(request, _("The exemption ends today."), end_exemption, exemption=exemption, until=request.today)
    return redirect("named-person", uuid)


def _do(request: TrustRequest, words: str, service: Any, **told: Any) -> None:
    try:
        service(by=request.user, **told)
        messages.success(request, words)
    except Refused as refused:
        messages.error(request, str(refused))


def _posted(request: TrustRequest, which: str) -> Any:
    return request.POST if request.method == "POST" and which in request.POST else None


def _nominated(request: TrustRequest, person: Person, form: NominateForm) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        nominate_person(person=person, by=request.user, **form.asked())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("%(person)s is named for the level.") % {"person": person})
    return True


def _exempted(request: TrustRequest, person: Person, form: ExemptForm) -> bool:
    """Who gives it approves it; that nobody does so for themselves is the service's rule."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        exempt_person(person=person, approved_by=request.user, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("%(person)s is exempt for these days.") % {"person": person})
    return True


def _person(request: TrustRequest, uuid: UUID) -> Person:
    return get_object_or_404(_reach(request, Person.objects.filter(trust=request.trust)), uuid=uuid)


def _found(request: TrustRequest, word: str) -> QuerySet[Person]:
    people = _reach(request, Person.objects.filter(trust=request.trust, left_date=None))
    return people.filter(meant(request.trust, word)).order_by("family_name", "given_name", "pk")


def _reach(request: TrustRequest, people: QuerySet[Person]) -> QuerySet[Person]:
    visible = Person.objects.visible_to(request.user, on=request.today)
    return people.filter(pk__in=visible.values("pk"))


urlpatterns = [
    path("", named_page, name="named"),
    path("<uuid:uuid>/", person_page, name="named-person"),
    path("<uuid:uuid>/nominations/<int:pk>/end/", end_named, name="named-end"),
    path("<uuid:uuid>/exemptions/<int:pk>/end/", end_exempt, name="exempt-end"),
]
