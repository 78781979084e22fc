"""Become a coach: somebody applies, and their own manager agrees or does not."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.application import AGREE, AgreementForm, ApplicationForm
from cms.presenters.standing import day_words
from coaching.models import Cohort, Enrolment, Pathway
from coaching.queries.application import agreements_waiting, teams_to_bring
from coaching.services.application import apply, decide_agreement
from workforce.queries.manager import managers_of
from workforce.services.refusal import Refused

from .coaching_door import ANYBODY
from .door import TrustRequest, of_trust

AGREES = "coaching.agree_to_application"


@of_trust(ANYBODY)
def apply_to(request: TrustRequest, cohort: UUID) -> HttpResponse:
    person = request.user.person
    if person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    found = get_object_or_404(Cohort.objects.select_related("version__programme"), trust=request.trust, uuid=cohort)
    if there := Enrolment.objects.filter(cohort=found, person=person).first():
        return redirect("my-course", there.uuid)
    if not found.takes_applications_on(request.today):
        raise Http404
    form = ApplicationForm(
        request.POST if request.method == "POST" else None,
        trust=request.trust,
        person=person,
        today=request.today,
        pathways=Pathway.objects.filter(trust=request.trust).order_by("name"),
        teams=teams_to_bring(request.user, request.trust, on=request.today),
    )
    if form.is_bound and form.is_valid():
        try:
            made = apply(cohort=found, person=person, told=form.told(), on=request.today, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. Your application is in."))
            return redirect("my-course", made.uuid)
    told = {
        "title": _("Become a coach"),
        "caption": f"{found}, {found.version.programme}",
        "words": _before(request, found),
        "form": form,
        "button": _("Apply"),
        "trail": [{"words": _("Coaching"), "href": reverse("cohorts")}],
    }
    return render(request, "screens/coach/form.html", told, status=422 if form.errors else 200)


def _before(request: TrustRequest, found: Cohort) -> list[str]:
    """What is good to know before one fills it in: until when, and who is asked."""
    managers = managers_of(request.user.person, on=request.today) if request.user.person else []
    asked = _("%(who)s is asked to agree: nobody else can.") % {"who": _(" or ").join(map(str, managers))}
    nobody = _("Nobody is named as your manager yet. Ask whoever keeps the staff file: without it nobody can agree.")
    until = _("Applications are taken until %(day)s.") % {"day": day_words(found.closes_date)}
    return [until, asked if managers else nobody]


@of_trust(ANYBODY)
def agreements(request: TrustRequest) -> HttpResponse:
    waiting = agreements_waiting(request.user, request.trust, on=request.today)
    return render(request, "screens/coach/agreements.html", {"waiting": waiting})


@of_trust(ANYBODY)
def agreement(request: TrustRequest, enrolment: UUID) -> HttpResponse:
    """For whoever does not manage the person there is no such page."""
    rows = Enrolment.objects.select_related("application__partner", "application__team", "person", "cohort", "trust")
    found = get_object_or_404(rows, trust=request.trust, uuid=enrolment, application__isnull=False)
    if not request.user.has_perm(AGREES, found):
        raise Http404
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            decide_agreement(
                application=found.application,
                agrees=said["decision"] == AGREE,
                words=said["words"],
                by=request.user,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. %(who)s is told.") % {"who": found.person})
            return redirect("agreements")
    last = found.cohort.until - dt.timedelta(days=1)
    told = {"row": found, "one": found.application, "form": form, "last": last}
    return render(request, "screens/coach/agreement.html", told, status=422 if form.errors else 200)


urlpatterns = [
    path("cohorts/<uuid:cohort>/apply/", apply_to, name="apply"),
    path("agreements/", agreements, name="agreements"),
    path("agreements/<uuid:enrolment>/", agreement, name="agreement"),
]
