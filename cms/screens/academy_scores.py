"""The meeting scores of an academy's teams: the rows behind the trend on the lead's page."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.csv import as_csv
from coaching.models import Academy
from coaching.queries.score import TeamScores, team_scores

from .academy import RULE, asked_academy
from .door import TrustRequest, of_trust

WEEKS = 12


@of_trust(RULE)
def scores(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    told = {"academy": academy, "lines": _lines(academy, request.today), "weeks": WEEKS}
    return render(request, "screens/coach/academy_scores.html", told)


@of_trust(RULE)
def scores_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen."""
    lines = _lines(asked_academy(request), request.today)
    rows = [[line.name, line.score.mean, line.score.n, line.sessions] for line in lines]
    return as_csv("scores.csv", [_("Team"), _("Mean"), _("Scores"), _("Sessions")], rows)


def _lines(academy: Academy, today: dt.date) -> list[TeamScores]:
    until = today + dt.timedelta(days=1)
    return team_scores(academy, since=until - dt.timedelta(weeks=WEEKS), until=until)


urlpatterns = [
    path("academy/scores/", scores, name="academy-scores"),
    path("academy/scores.csv", scores_csv, name="academy-scores-csv"),
]
