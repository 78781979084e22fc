"""The lead's page of an academy: what went quiet, who stopped, what stands still; each figure opens to its rows."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.academy import active_rate, by_state, coach_view, day_or, team_view
from cms.presenters.csv import as_csv
from coaching.calc.coach_state import CoachState
from coaching.enums import TeamState
from coaching.models import Academy, Team
from coaching.queries.attrition import attrition_of
from coaching.queries.lead import coach_lines, stage_lines, supervision_load, team_lines

from .door import CannotRead, TrustRequest, of_trust

RULE = "coaching.lead_academy"


@of_trust(RULE)
def academy(request: TrustRequest) -> HttpResponse:
    found = _academy(request)
    coaches, teams = coach_lines(found, on=request.today), team_lines(found, on=request.today)
    lapsed = [line for line in coaches if line.state == CoachState.LAPSED]
    told = {
        "academy": found,
        "others": _open_academies(request).exclude(pk=found.pk),
        "rate": active_rate(coaches),
        "states": by_state(coaches),
        "coaches": len(coaches),
        "lapsed": [coach_view(line) for line in lapsed],
        "coached": len(teams),
        "quiet": [team_view(line) for line in teams if line.is_quiet],
        "stalled": [team_view(line) for line in teams if line.is_stalled],
        "waiting": Team.objects.filter(academy=found, state=TeamState.SELECTED).order_by("-priority", "name"),
        "stages": stage_lines(found, on=request.today),
        "load": supervision_load(coaches),
        "attrition": attrition_of(found, coaches, on=request.today),
        "unsupervised": sum(line.supervisor is None for line in coaches),
    }
    return render(request, "screens/coach/academy.html", told)


@of_trust(RULE)
def coaches(request: TrustRequest) -> HttpResponse:
    found = _academy(request)
    wanted = _state(request)
    lines = [line for line in coach_lines(found, on=request.today) if wanted in (None, line.state)]
    told: dict[str, Any] = {
        "academy": found,
        "lines": [coach_view(line) for line in lines],
        "states": by_state(coach_lines(found, on=request.today)),
        "wanted": wanted,
        "query": request.GET.urlencode(),
    }
    return render(request, "screens/coach/coaches.html", told)


@of_trust(RULE)
def coaches_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen."""
    found, wanted = _academy(request), _state(request)
    lines = [line for line in coach_lines(found, on=request.today) if wanted in (None, line.state)]
    heads = [_("Coach"), _("State"), _("Last coached"), _("Certified since"), _("Teams"), _("Takes"), _("Supervisor")]
    names = ("name", "state", "last", "certified", "teams", "takes", "supervisor")
    return as_csv("coaches.csv", heads, [[view[name] for name in names] for view in map(coach_view, lines)])


@of_trust(RULE)
def teams_csv(request: TrustRequest) -> HttpResponse:
    found = _academy(request)
    heads = [_("Team"), _("Coaches"), _("Last met"), _("Weeks ago"), _("Why not since"), _("Stage"), _("Weeks there")]
    rows = [
        [
            line.team.name,
            team_view(line)["coaches"],
            day_or(line.last_met, _("Not yet")),
            line.quiet_weeks,
            line.why,
            team_view(line)["stage"],
            "" if line.stage_weeks is None else line.stage_weeks,
        ]
        for line in team_lines(found, on=request.today)
    ]
    return as_csv("teams.csv", heads, rows)


@of_trust(RULE)
def attrition_csv(request: TrustRequest) -> HttpResponse:
    found = _academy(request)
    lines = attrition_of(found, coach_lines(found, on=request.today), on=request.today)
    heads = [_("Cohort"), _("Began"), _("Certified"), _("In training"), _("Withdrew"), _("Active"), _("Months since")]
    names = ("cohort", "began", "certified", "in_training", "withdrew", "active", "months")
    told = ([getattr(line, name) for name in names] for line in lines)
    return as_csv("attrition.csv", heads, [["" if value is None else value for value in row] for row in told])


def _academy(request: TrustRequest) -> Academy:
    """The one that was asked for, or the first of the trust that has teams."""
    seen = _open_academies(request)
    name = request.GET.get("academy", "")
    if name:
        found = next((one for one in seen if str(one.uuid) == name), None)
        if found is None:
            raise CannotRead(_("There is no such academy in your trust."), name="academy")
        return found
    found = seen.filter(kind="LOCAL").order_by("pk").first() or seen.order_by("pk").first()
    if found is None:
        raise Http404(_("Your trust has no academy yet."))
    return found


def _open_academies(request: TrustRequest) -> QuerySet[Academy]:
    return Academy.objects.visible_to(request.user, on=request.today).filter(closed_date=None)


def _state(request: TrustRequest) -> CoachState | None:
    text = request.GET.get("state", "")
    if not text:
        return None
    try:
        return CoachState(text)
    except ValueError:
        raise CannotRead(_("A coach is in training, away, active, resting or lapsed."), name="state") from None


urlpatterns = [
    path("academy/", academy, name="academy"),
    path("academy/coaches/", coaches, name="academy-coaches"),
    path("academy/coaches.csv", coaches_csv, name="academy-coaches-csv"),
    path("academy/attrition.csv", attrition_csv, name="academy-attrition-csv"),
    path("academy/teams.csv", teams_csv, name="academy-teams-csv"),
]
