"""A coach's profile: read by themselves, their supervisor and the leads; changed by themselves and the leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.coach import CoachForm, ConflictForm, LeaveForm
from cms.presenters.coach import leave_words, profile_view
from coaching.enums import TeamState
from coaching.models import CoachLeave, Conflict, Pathway, Team
from coaching.queries.coach import line_of
from coaching.queries.coach_profile import conflicts_of, leaves_ahead, supervised_by, teams_of
from coaching.queries.wish import wishes_of_coach
from coaching.services.coach import change_coach, declare_conflict, take_conflict_back, take_leave_out, tell_leave
from workforce.models import Site

from .asking import ask, data_of
from .coaching_door import CoachRequest, of_coach
from .wishes import COACHS as WISHES

VIEW, CHANGE, CONFLICTS = "coaching.view_coach", "coaching.change_coach", "coaching.view_conflicts"


@of_coach(VIEW)
def coach(request: CoachRequest) -> HttpResponse:
    found, today = request.coach, request.today
    line, may = line_of(found, on=today), request.user.has_perm
    told = {
        "coach": found,
        "view": profile_view(found, line, on=today),
        "line": line,
        "is_own": found.person_id == request.user.person_id,
        "teams": teams_of(found, on=today),
        "supervises": supervised_by(found, on=today),
        "leaves": [(one, leave_words(one)) for one in leaves_ahead(found, on=today)],
        "conflicts": conflicts_of(found) if may(CONFLICTS, found) else None,
        "wishes": wishes_of_coach(found) if may(WISHES, found) else None,
        "may_change": may(CHANGE, found),
        "may_lead": may("coaching.lead_academy", request.trust),
    }
    return render(request, "screens/coach/coach.html", told)


@of_coach(CHANGE)
def change(request: CoachRequest) -> HttpResponse:
    found, trust = request.coach, request.trust
    form = CoachForm(
        data_of(request),
        coach=found,
        sites=Site.objects.filter(trust=trust).order_by("name"),
        pathways=Pathway.objects.filter(trust=trust, closed_date=None).order_by("name"),
    )

    def keep() -> None:
        change_coach(coach=found, told=form.told(), on=request.today, by=request.user)

    return asked(request, form, keep, title=_("Change the profile"), template="screens/coach/coach_edit.html")


@of_coach(CHANGE)
def away(request: CoachRequest) -> HttpResponse:
    form = LeaveForm(data_of(request), today=request.today)

    def keep() -> None:
        tell_leave(coach=request.coach, by=request.user, **form.cleaned_data)

    words = [_("While somebody is away they do not lapse. Nobody is asked why.")]
    return asked(request, form, keep, title=_("Away from coaching"), words=words)


@require_POST
@of_coach(CHANGE)
def back(request: CoachRequest, pk: int) -> HttpResponse:
    leave = get_object_or_404(CoachLeave, coach=request.coach, pk=pk)
    take_leave_out(leave=leave, on=request.today, by=request.user)
    messages.success(request, _("Kept."))
    return redirect("coach", request.coach.uuid)


@of_coach(CONFLICTS)
def conflict(request: CoachRequest) -> HttpResponse:
    teams = Team.objects.filter(academy=request.coach.academy_id).exclude(state=TeamState.STOPPED).order_by("name")
    form = ConflictForm(data_of(request), trust=request.trust, teams=teams)

    def keep() -> None:
        said = form.cleaned_data
        declare_conflict(coach=request.coach, person=said["email"], team=said["team"], by=request.user)

    words = [_("Nobody is asked why. Only the coach and the leads of the academy read it.")]
    return asked(request, form, keep, title=_("Declare a conflict"), words=words)


@require_POST
@of_coach(CONFLICTS)
def no_conflict(request: CoachRequest, pk: int) -> HttpResponse:
    take_conflict_back(conflict=get_object_or_404(Conflict, coach=request.coach, pk=pk), by=request.user)
    messages.success(request, _("Kept."))
    return redirect("coach", request.coach.uuid)


def asked(request: CoachRequest, form: Form, keep: Callable[[], object], **told: Any) -> HttpResponse:
    return ask(request, form, keep, about=request.coach, back=reverse("coach", args=[request.coach.uuid]), **told)


urlpatterns = [
    path("coaches/<uuid:coach>/", coach, name="coach"),
    path("coaches/<uuid:coach>/change/", change, name="coach-change"),
    path("coaches/<uuid:coach>/away/", away, name="coach-away"),
    path("coaches/<uuid:coach>/away/<int:pk>/back/", back, name="coach-back"),
    path("coaches/<uuid:coach>/conflicts/add/", conflict, name="coach-conflict"),
    path("coaches/<uuid:coach>/conflicts/<int:pk>/take-back/", no_conflict, name="coach-conflict-back"),
]
