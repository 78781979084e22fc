"""The plan of a session by itself, to print and to teach from: for whoever facilitates, since it has the answers."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.forms.form import NhsForm
from cms.forms.hours import ClockField
from cms.pages import module_of
from cms.presenters.facilitators_plan import NINE, pieces_of, sheet_of

from .door import CannotRead, TrustRequest, of_trust


class BeginningForm(NhsForm):
    starts: forms.CharField = ClockField(label=_("The session begins at"), help_text=_("For example 09:30"))


@of_trust("curriculum.read_plans")
def facilitators_plan(request: TrustRequest, code: str) -> HttpResponse:
    module = module_of(request.trust.pk, code)
    if module is None or not module.session_plan:
        raise Http404
    form = BeginningForm(request.GET if "starts" in request.GET else None, initial={"starts": NINE})
    starts = form.cleaned_data["starts"] if form.is_bound and form.is_valid() else NINE
    told = {"module": module, "form": form, "pieces": pieces_of(module.session_plan, starts=starts)}
    told["back"] = module.get_url(request)
    return render(request, "screens/learner/facilitators_plan.html", told, status=422 if form.errors else 200)


@of_trust("curriculum.read_plans")
def one_sheet(request: TrustRequest, code: str, number: int) -> HttpResponse:
    """Handed out in the room: the exercise alone, and not what stands around it."""
    module = module_of(request.trust.pk, code)
    if module is None or not module.session_plan:
        raise Http404
    sheet = sheet_of(pieces_of(module.session_plan), number)
    if sheet is None:
        raise CannotRead(gettext("The plan has no such sheet any more. Open the plan and choose one."))
    return render(request, "screens/learner/plan_sheet.html", {"module": module, "sheet": sheet})


urlpatterns = [
    path("plan/<str:code>/", facilitators_plan, name="facilitators-plan"),
    path("plan/<str:code>/sheet/<int:number>/", one_sheet, name="plan-sheet"),
]
