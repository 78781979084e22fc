"""The levels of a draft: one is put in, beginning with the dose and audience of another if asked for, or taken out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.identity import PutInForm
from curriculum.models import FrameworkVersion
from curriculum.queries.identity import beginnings_in, levels_left_out
from curriculum.services.dose import add_level, drop_level
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .framework import dose_asked, trail, version_asked


@of_trust("curriculum.change_framework")
def put_in(request: TrustRequest, number: int) -> HttpResponse:
    version = version_asked(request, number)
    levels = levels_left_out(version)
    form = PutInForm(request.POST if request.method == "POST" else None, levels=levels, doses=beginnings_in(version))
    if form.is_bound and form.is_valid() and _put_in(request, version, form):
        return redirect("framework-level", number, form.asked()["level"].code)
    told = {"version": version, "form": form, "levels": levels, "trail": trail(version)}
    status = 422 if form.errors else 200
    return render(request, "screens/manage/framework/put_in.html", told, status=status)


def _put_in(request: TrustRequest, version: FrameworkVersion, form: PutInForm) -> bool:
    try:
        dose = add_level(version=version, by=request.user, **form.asked())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(
        request, _("%(level)s is in the draft. Say what it asks for, and of whom.") % {"level": dose.level}
    )
    return True


@of_trust("curriculum.change_framework")
def take_out(request: TrustRequest, number: int, code: str) -> HttpResponse:
    dose = dose_asked(request, number, code)
    if request.method != "POST":
        words = [
            _("From the first day of this version on it is asked of nobody. What the draft asked there is not kept."),
            _("The level itself stays: put it in again with the dose that it has in a published version."),
        ]
        told: dict[str, Any] = {"title": _("Take %(level)s out of the draft?") % {"level": dose.level}, "words": words}
        told |= {"button": _("Take it out"), "back": reverse("framework-level", args=[number, code])}
        return render(request, "screens/manage/confirm.html", told | {"trail": trail(dose.version)})
    try:
        drop_level(dose=dose, by=request.user)
        messages.success(request, _("%(level)s is out of the draft.") % {"level": dose.level})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("framework-version", number)


urlpatterns = [
    path("<int:number>/put-in/", put_in, name="framework-put-in"),
    path("<int:number>/levels/<str:code>/take-out/", take_out, name="framework-take-out"),
]
