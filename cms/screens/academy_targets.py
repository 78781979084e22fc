"""What an academy means to reach by a day, and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.target import TargetForm
from cms.presenters.academy import day_or, target_view
from cms.presenters.csv import as_csv
from coaching.models import AcademyTarget
from coaching.queries.coach import coach_lines
from coaching.queries.target import target_lines
from coaching.services.target import drop_target, set_target
from workforce.services.refusal import Refused

from .academy import RULE, asked_academy
from .door import TrustRequest, of_trust


@of_trust(RULE)
def targets(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    form = TargetForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            set_target(academy=academy, on=request.today, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept."))
            return redirect(request.get_full_path())
    lines = target_lines(academy, coach_lines(academy, on=request.today))
    views = [target_view(line, on=request.today) for line in lines]
    told = {"academy": academy, "views": views, "form": form}
    return render(request, "screens/coach/academy_targets.html", told, status=422 if form.errors else 200)


@of_trust(RULE)
def targets_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen."""
    academy = asked_academy(request)
    lines = target_lines(academy, coach_lines(academy, on=request.today))
    views = [target_view(line, on=request.today) for line in lines]
    rows = [
        [one["words"], line.reached, line.target.number, day_or(line.target.due_date, ""), one["stands"]]
        for line, one in zip(lines, views, strict=True)
    ]
    return as_csv("targets.csv", [_("Target"), _("Reached so far"), _("Of"), _("By"), _("Where it stands")], rows)


@require_POST
@of_trust(RULE)
def drop(request: TrustRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(AcademyTarget, trust=request.trust, pk=pk)
    drop_target(target=found, by=request.user)
    messages.success(request, _("The target is taken out."))
    return redirect(f"{reverse('academy-targets')}?academy={found.academy.uuid}")


urlpatterns = [
    path("academy/targets/", targets, name="academy-targets"),
    path("academy/targets.csv", targets_csv, name="academy-targets-csv"),
    path("academy/targets/<int:pk>/take-out/", drop, name="academy-target-drop"),
]
