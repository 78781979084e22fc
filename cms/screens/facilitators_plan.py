"""The plan of a session by itself, to print and to teach from: for whoever facilitates, since it has the answers."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.forms.form import NhsForm
from cms.forms.hours import ClockField
from cms.pages import module_of
from cms.presenters.facilitators_plan import NINE, pieces_of

from .door import TrustRequest, of_trust


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


urlpatterns = [path("plan/<str:code>/", facilitators_plan, name="facilitators-plan")]
