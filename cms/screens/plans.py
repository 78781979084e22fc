"""Plans: how many people a unit means to have at a level, and by when."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.forms.plan import PlanForm
from curriculum.models import LevelPlan
from curriculum.queries.plan import plans_of
from curriculum.services.plan import drop_plan, plan_level
from workforce.models import UnitPlace
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .framework import trail


@of_trust("curriculum.plan_levels")
def plans_page(request: TrustRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, trust=request.trust, on=request.today)
    if request.method == "POST" and form.is_valid() and _planned(request, form):
        return redirect("plans")
    told = {"form": form, "plans": _plan_lines(request), "trail": trail()}
    return render(request, "screens/manage/framework/plans.html", told)


@of_trust("curriculum.plan_levels")
def drop(request: TrustRequest, pk: int) -> HttpResponse:
    plan = get_object_or_404(LevelPlan, trust=request.trust, pk=pk)
    if request.method != "POST":
        return render(request, "screens/manage/confirm.html", _asked_once_more(plan))
    drop_plan(plan=plan, by=request.user)
    messages.success(request, _("The plan is taken out."))
    return redirect("plans")


def _asked_once_more(plan: LevelPlan) -> dict[str, Any]:
    told = {"level": plan.level, "plan": _words(plan), "day": date_format(plan.by_date, "j F Y")}
    return {
        "title": _("Take out this plan?"),
        "words": [_("%(level)s: %(plan)s by %(day)s. Progress to it is shown no more.") % told],
        "button": _("Take out the plan"),
        "back": reverse("plans"),
        "trail": trail(),
    }


def _planned(request: TrustRequest, form: PlanForm) -> bool:
    before = _same_day(form)
    try:
        plan_level(by=request.user, on=request.today, **form.asked())
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _made(before))
    return True


def _same_day(form: PlanForm) -> LevelPlan | None:
    asked = form.asked()
    same = {name: asked[name] for name in ("unit", "level", "by_date")}
    return LevelPlan.objects.filter(**same).first()


def _made(before: LevelPlan | None) -> str:
    if before is None:
        return _("The plan is made.")
    return _("The plan is made. It takes the place of the one before: %(plan)s.") % {"plan": _words(before)}


def _plan_lines(request: TrustRequest) -> list[dict[str, Any]]:
    plans = [*plans_of(request.trust)]
    places = UnitPlace.objects.filter(unit__in=[plan.unit_id for plan in plans]).order_by("since")
    names = dict(places.values_list("unit", "name"))
    return [{"plan": plan, "unit": names.get(plan.unit_id, ""), "words": _words(plan)} for plan in plans]


def _words(plan: LevelPlan) -> str:
    if plan.share is not None:
        return _("%(percent)s%% of everybody in the unit") % {"percent": f"{(plan.share * 100).normalize():f}"}
    return _("%(n)d people") % {"n": plan.people or 0}


urlpatterns = [
    path("", plans_page, name="plans"),
    path("<int:pk>/drop/", drop, name="plan-drop"),
]
