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
from coaching.enums import Agreement
from coaching.models import Application, Cohort, Enrolment, Pathway
from coaching.queries.application import agreements_waiting, teams_to_bring
from coaching.services.application import Told, apply, decide_agreement
from coaching.services.application_changed import apply_again, change_application, may_apply_again, may_be_changed
from workforce.models import Person
from workforce.queries.manager import managers_of
from workforce.services.refusal import Refused

from .asking import ask, data_of
from .coaching_door import ANYBODY, EnrolmentRequest, of_enrolment
from .door import TrustRequest, of_trust

AGREES = "coaching.agree_to_application"


@of_trust(ANYBODY)
def apply_to(request: TrustRequest, cohort: UUID) -> HttpResponse:
    person = request.user.person
    if person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    found = get_object_or_404(Cohort.objects.select_related("version__programme"), trust=request.trust, uuid=cohort)
    there = Enrolment.objects.filter(cohort=found, person=person).select_related("application").first()
    if there and not may_apply_again(there, found, on=request.today):
        return redirect("my-course", there.uuid)
    if not found.takes_applications_on(request.today):
        raise Http404
    form = _form(request, person, getattr(there, "application", None))
    if form.is_bound and form.is_valid():
        try:
            made = _applied(request, found, there, person, form.told())
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


def _applied(request: TrustRequest, found: Cohort, before: Enrolment | None, person: Person, told: Told) -> Enrolment:
    if before:
        return apply_again(enrolment=before, told=told, on=request.today, by=request.user)
    return apply(cohort=found, person=person, told=told, on=request.today, by=request.user)


@of_enrolment("coaching.own_enrolment")
def change(request: EnrolmentRequest) -> HttpResponse:
    """Until it is shortlisted, or the days for applications are over."""
    found = request.enrolment
    before = Application.objects.filter(enrolment=found).first()
    if before is None or not may_be_changed(found, request.cohort, on=request.today):
        raise Http404(_("This application is read and decided on now, so it stays as it is."))
    form = _form(request, found.person, before)

    def keep() -> None:
        change_application(enrolment=found, told=form.told(), on=request.today, by=request.user)

    words = [_("You can change it until %(day)s.") % {"day": day_words(request.cohort.closes_date)}]
    if before.agreement != Agreement.WAITING:
        words.append(_("Whoever manages you is asked again: they agreed to what they read."))
    back, title = reverse("my-course", args=[found.uuid]), _("Change your application")
    return ask(request, form, keep, about=request.cohort, back=back, title=title, words=words)


def _form(request: TrustRequest, person: Person, before: Application | None) -> ApplicationForm:
    return ApplicationForm(
        data_of(request),
        trust=request.trust,
        person=person,
        today=request.today,
        pathways=Pathway.objects.filter(trust=request.trust).order_by("name"),
        teams=teams_to_bring(request.user, request.trust, on=request.today),
        before=before,
    )


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
    path("my/courses/<uuid:enrolment>/application/", change, name="change-application"),
    path("agreements/", agreements, name="agreements"),
    path("agreements/<uuid:enrolment>/", agreement, name="agreement"),
]
