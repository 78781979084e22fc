"""Which teams are coached: scored alike, decided with a reason; and how a team goes along its roadmap."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.team import DecideForm, ScoreForm, StageForm, WaitsForm
from cms.presenters.csv import as_csv
from cms.presenters.team_selection import applicant_view, score_rows
from coaching.models import Stage, TeamScore
from coaching.queries.stage import roadmap_of, version_of
from coaching.queries.team_selection import applicants, cohorts_for
from coaching.services.stage import move_stage
from coaching.services.team_selection import change_cohort_of, decide_team, score_team

from .academy import RULE as LEAD
from .academy import asked_academy
from .asking import data_of
from .coaching_door import TeamRequest, of_team
from .door import TrustRequest, of_trust
from .team_interest import asked

DECIDE, STAGE = "coaching.decide_team", "coaching.move_stage"


@of_trust(LEAD)
def selection(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    told = {"academy": academy, "views": [applicant_view(one) for one in applicants(academy)]}
    return render(request, "screens/coach/team_selection.html", told)


@of_trust(LEAD)
def selection_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen."""
    views = [applicant_view(one) for one in applicants(asked_academy(request))]
    heads = [_("Team"), _("Pathway or programme"), _("Ready"), _("Score"), _("To talk about")]
    rows = [
        [one.line.team, one.line.team.pathway or one.line.team.programme, one.ready, one.score, one.apart]
        for one in views
    ]
    return as_csv("selection.csv", heads, rows)


@of_team(DECIDE)
def score(request: TeamRequest) -> HttpResponse:
    before = TeamScore.objects.filter(team=request.team, assessor=request.user)
    form = ScoreForm(data_of(request), before=dict(before.values_list("criterion", "score")))

    def keep() -> None:
        score_team(team=request.team, scores=form.cleaned_data, by=request.user)

    words = [_("0: not at all. 4: fully. Score for yourself first; then compare, and talk about what differs.")]
    return asked(request, form, keep, title=_("Score the team"), words=words)


@of_team(DECIDE)
def decide(request: TeamRequest) -> HttpResponse:
    form = DecideForm(data_of(request), team=request.team, cohorts=cohorts_for(request.team, on=request.today))

    def keep() -> None:
        link = reverse("team", args=[request.team.uuid])
        decide_team(team=request.team, link=link, on=request.today, by=request.user, **form.cleaned_data)

    words = [_("The team stands at: %(state)s.") % {"state": request.team.get_state_display()}]
    scores = score_rows(TeamScore.objects.filter(team=request.team).select_related("assessor__person"))
    return asked(request, form, keep, title=_("Decide about the team"), words=words + scores)


@of_team(DECIDE)
def waits(request: TeamRequest) -> HttpResponse:
    """Pairs are worked out for the teams of a cohort: a team of none is not thought of."""
    form = WaitsForm(data_of(request), team=request.team, cohorts=cohorts_for(request.team, on=request.today))

    def keep() -> None:
        change_cohort_of(team=request.team, cohort=form.cleaned_data["cohort"], on=request.today, by=request.user)

    words = [_("Cohorts of the team’s academy and programme that are not over.")]
    return asked(request, form, keep, title=_("The cohort it waits with"), words=words)


@of_team(STAGE)
def stage(request: TeamRequest) -> HttpResponse:
    version = version_of(request.team)
    stages = Stage.objects.filter(version=version).order_by("position")
    form = StageForm(data_of(request), today=request.today, stages=stages)

    def keep() -> None:
        move_stage(team=request.team, on=request.today, by=request.user, **form.cleaned_data)

    now = next((one.stage for one in roadmap_of(request.team, on=request.today) if one.is_now), None)
    words = [_("The team is at: %(stage)s.") % {"stage": now} if now else _("The team is at no stage yet.")]
    return asked(request, form, keep, title=_("Move along the roadmap"), words=words)


urlpatterns = [
    path("academy/selection/", selection, name="academy-selection"),
    path("academy/selection.csv", selection_csv, name="academy-selection-csv"),
    path("teams/<uuid:team>/score-it/", score, name="team-score"),
    path("teams/<uuid:team>/decide/", decide, name="team-decide"),
    path("teams/<uuid:team>/cohort/", waits, name="team-cohort"),
    path("teams/<uuid:team>/stage/", stage, name="team-stage"),
]
