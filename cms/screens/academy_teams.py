"""The teams of an academy: the rows behind every figure of teams on the lead's page, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.academy import day_or, team_view
from cms.presenters.csv import as_csv
from coaching.enums import TeamState
from coaching.models import Academy
from coaching.queries.lead import TeamLine, stage_lines, team_lines

from .academy import RULE, asked_academy, team_states
from .asked import choice_in, page_in
from .door import TrustRequest, of_trust

SHOW = ("quiet", "stalled")
A_PAGE = 50


@of_trust(RULE)
def teams(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    asked = _asked(request, academy)
    page = Paginator(_lines(request, academy, asked), A_PAGE).get_page(page_in(request.GET))
    told: dict[str, Any] = {
        "academy": academy,
        "page": page,
        "lines": [team_view(line) for line in page],
        "states": team_states(academy),
        **asked,
    }
    return render(request, "screens/coach/academy_teams.html", told)


@of_trust(RULE)
def teams_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen, of all its pages."""
    academy = asked_academy(request)
    heads = [_("Team"), _("State"), _("Coaches"), _("Last met"), _("Weeks ago"), _("Why not since"), _("Stage")]
    rows = [_row(line) for line in _lines(request, academy, _asked(request, academy))]
    return as_csv("teams.csv", [*heads, _("Weeks there")], rows)


def _row(line: TeamLine) -> list[object]:
    view = team_view(line)
    met = [day_or(line.last_met, _("Not yet")), line.quiet_weeks, line.why]
    there = "" if line.stage_weeks is None else line.stage_weeks
    return [line.team.name, line.team.get_state_display(), view["coaches"], *met, view["stage"], there]


def _asked(request: TrustRequest, academy: Academy) -> dict[str, str]:
    """Which teams: of a state, at a stage, or those that went quiet or stand still."""
    stages = {line.name for line in stage_lines(academy, on=request.today)}
    return {
        "state": choice_in(request.GET, "state", set(TeamState.values), words=_("There is no such state of a team.")),
        "stage": choice_in(request.GET, "stage", stages, words=_("No team of the academy was ever at that stage.")),
        "show": choice_in(request.GET, "show", set(SHOW), words=_("Teams can be quiet or stalled.")),
    }


def _lines(request: TrustRequest, academy: Academy, asked: dict[str, str]) -> list[TeamLine]:
    states = [asked["state"]] if asked["state"] else _all_or_coached(asked)
    lines = team_lines(academy, on=request.today, states=states)
    wanted = {"quiet": lambda one: one.is_quiet, "stalled": lambda one: one.is_stalled}.get(asked["show"])
    at = [one for one in lines if not asked["stage"] or (one.stage and one.stage.stage.name == asked["stage"])]
    return [one for one in at if wanted is None or wanted(one)]


def _all_or_coached(asked: dict[str, str]) -> list[str]:
    return [TeamState.COACHED] if asked["show"] or asked["stage"] else list(TeamState.values)


urlpatterns = [
    path("academy/teams/", teams, name="academy-teams"),
    path("academy/teams.csv", teams_csv, name="academy-teams-csv"),
]
