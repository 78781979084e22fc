"""Slips with which staff without work e-mail come in: looked over, made, and printed at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from cms.forms.slip import MOST, ForWhomForm
from cms.presenters.slip import slip_lines
from workforce.models import Person
from workforce.queries.slip import HAND_OUT, numbers_unknown, people_for_slips, units_to_hand_out_in
from workforce.services.refusal import Refused
from workforce.services.slip import LASTS, hand_out_slip

from .door import TrustRequest, of_trust
from .in_the_room import picture

HANDS_OUT = "workforce.hand_out_slips"
NOBODY = "nobody"
ASKED = {"numbers", "units"}


@of_trust(HANDS_OUT)
def slips_page(request: TrustRequest) -> HttpResponse:
    if request.method == "POST":
        return make_slips(request)
    is_asked = not ASKED.isdisjoint(request.GET)
    form = ForWhomForm(request.GET if is_asked else None, trust=request.trust, on=request.today)
    told: dict[str, Any] = {"form": form, "nobody": nobody_chosen(request)}
    asked = own_units(request) if not is_asked else form.cleaned_data if form.is_valid() else {}
    if asked:
        people = people_for_slips(request.trust, **asked, seen_by=request.user, on=request.today)[: MOST + 1]
        told |= slip_lines(
            people,
            request.user,
            unknown=numbers_unknown(request.trust, asked["numbers"]),
            most=MOST,
            ticked=NOBODY not in request.GET,
        )
    return render(request, "screens/manage/slips/choose.html", told)


def own_units(request: TrustRequest) -> dict[str, Any]:
    """Whoever manages a ward sees its people at once; of a whole division one asks for some."""
    units = units_to_hand_out_in(request.user, on=request.today)
    asked: dict[str, Any] = {"numbers": [], "units": units}
    people = people_for_slips(request.trust, **asked, seen_by=request.user, on=request.today)
    return asked if units and people[: MOST + 1].count() <= MOST else {}


def nobody_chosen(request: TrustRequest) -> str:
    """The same list with nobody ticked: of thirty people one is ticked sooner than twenty-nine are unticked."""
    asked = request.GET.copy()
    asked[NOBODY] = "1"
    return f"?{asked.urlencode()}"


@sensitive_variables("codes")
def make_slips(request: TrustRequest) -> HttpResponse:
    """The codes are shown this once: the answer to the form is the page to print."""
    chosen = [uuid for uuid in map(_uuid, request.POST.getlist("person")[:MOST]) if uuid]
    reached = Person.objects.filter(trust=request.trust).reached_by(request.user, HAND_OUT, on=request.today)
    people = reached.filter(uuid__in=chosen).order_by("family_name", "given_name", "pk")
    now = timezone.now()
    try:
        with transaction.atomic():
            codes = [(person, hand_out_slip(person=person, at=now, by=request.user)) for person in people]
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("slips")
    if not codes:
        messages.error(request, _("Choose somebody to give a slip to."))
        return redirect("slips")
    address = request.build_absolute_uri(reverse("slip"))
    told = {"codes": codes, "address": address, "picture": picture(address), "until": now + LASTS}
    return render(request, "screens/manage/slips/print.html", told)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


urlpatterns = [path("manage/slips/", slips_page, name="slips")]
