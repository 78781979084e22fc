"""The lead's page of an academy: what went quiet, who stopped, what stands still; each figure opens to its rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.academy import active_rate, by_state, coach_view, target_view, team_view
from cms.presenters.barrier import counts_of
from cms.presenters.csv import as_csv
from cms.presenters.score_trend import ScoreTrend
from cms.presenters.short_team import short_teams
from coaching.calc.coach_state import CoachState
from coaching.enums import TeamState
from coaching.models import Academy, Team
from coaching.queries.attrition import attrition_of
from coaching.queries.barrier import open_barriers
from coaching.queries.coach import coach_lines, supervision_load
from coaching.queries.lead import stage_lines, team_lines
from coaching.queries.score import month_scores
from coaching.queries.target import target_lines

from .door import CannotRead, TrustRequest, of_trust

RULE = "coaching.lead_academy"
MONTHS_BACK = 365  # days
SHOWN = 8  # teams of a kind; the rest stands behind a link


@of_trust(RULE)
def academy(request: TrustRequest) -> HttpResponse:
    if not _open_academies(request).exists():
        return redirect("set-up")
    found = asked_academy(request)
    coaches = coach_lines(found, on=request.today)
    teams = team_lines(found, on=request.today, known=[line.coach for line in coaches])
    lapsed = [line for line in coaches if line.state == CoachState.LAPSED]
    quiet, stalled = [line for line in teams if line.is_quiet], [line for line in teams if line.is_stalled]
    stalled.sort(key=lambda line: -(line.stage_weeks or 0))
    barriers = list(open_barriers(found))
    told = {
        "academy": found,
        "open_barriers": len(barriers),
        "levels": counts_of(barriers)["levels"],
        "others": _open_academies(request).exclude(pk=found.pk),
        "rate": active_rate(coaches),
        "states": by_state(coaches),
        "coaches": len(coaches),
        "lapsed": lapsed,
        "lapsed_smaller": sum(line.coach.takes_smaller for line in lapsed),
        "coached": len(teams),
        "team_states": team_states(found),
        "targets": [target_view(line, on=request.today) for line in target_lines(found, coaches)],
        "short": short_teams(teams, coaches, on=request.today),
        "quiet": [team_view(line) for line in quiet[:SHOWN]],
        "quiet_in_all": len(quiet),
        "stalled": [team_view(line) for line in stalled[:SHOWN]],
        "stalled_in_all": len(stalled),
        "waiting": Team.objects.filter(academy=found, state=TeamState.SELECTED).order_by("-priority", "name"),
        "trend": _score_trend(found, request.today),
        "stages": stage_lines(found, on=request.today),
        "load": supervision_load(coaches),
        "attrition": attrition_of(found, coaches, on=request.today),
        "unsupervised": sum(line.supervisor is None for line in coaches),
    }
    return render(request, "screens/coach/academy.html", told)


@of_trust(RULE)
def coaches(request: TrustRequest) -> HttpResponse:
    found = asked_academy(request)
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
    found, wanted = asked_academy(request), _state(request)
    lines = [line for line in coach_lines(found, on=request.today) if wanted in (None, line.state)]
    heads = [
        _("Coach"),
        _("State"),
        _("Wishes"),
        _("Invited back"),
        _("Last coached"),
        _("Certified since"),
        _("Teams"),
    ]
    heads += [_("Takes"), _("Supervisor")]
    names = ("name", "state", "smaller", "invitation", "last", "certified", "teams", "takes", "supervisor")
    return as_csv("coaches.csv", heads, [[view[name] for name in names] for view in map(coach_view, lines)])


def team_states(academy: Academy) -> list[dict[str, Any]]:
    told = Counter(Team.objects.filter(academy=academy).values_list("state", flat=True))
    return [{"code": one.value, "words": one.label, "n": told[one.value]} for one in TeamState]


def _score_trend(academy: Academy, today: dt.date) -> ScoreTrend:
    """A year of months."""
    since = today.replace(day=1) - dt.timedelta(days=MONTHS_BACK)
    return ScoreTrend(month_scores(academy, since=since, until=today + dt.timedelta(days=1)))


@of_trust(RULE)
def attrition_csv(request: TrustRequest) -> HttpResponse:
    found = asked_academy(request)
    lines = attrition_of(found, coach_lines(found, on=request.today), on=request.today)
    heads = [_("Cohort"), _("Began"), _("Certified"), _("In training"), _("Withdrew"), _("Active"), _("Months since")]
    names = ("cohort", "began", "certified", "in_training", "withdrew", "active", "months")
    told = ([getattr(line, name) for name in names] for line in lines)
    return as_csv("attrition.csv", heads, [["" if value is None else value for value in row] for row in told])


def asked_academy(request: TrustRequest) -> Academy:
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
]
