"""My teams; and a team: last actions, the next date, what was said of the sessions before."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from cms.presenters.barrier import barrier_view
from cms.presenters.holiday import holiday_view
from cms.presenters.score_trend import score_words
from cms.presenters.team import came_words, coach_words, meeting_words, met_words, team_line
from cms.presenters.team_selection import ready_words
from cms.presenters.team_slot import no_dates_words
from coaching.enums import Answer, SessionState, TeamState
from coaching.models import Coach, ProposedSeat, ProposedTeam, Team, TeamSession
from coaching.queries.barrier import barriers_of
from coaching.queries.coach_profile import supervised_by
from coaching.queries.holiday import holidays_of
from coaching.queries.score import scores_of
from coaching.queries.session import (
    agenda_of,
    coaches_of,
    meetings,
    meetings_of,
    open_actions,
    people_of,
    teams_seen,
    to_be_told,
)
from coaching.queries.stage import roadmap_of
from coaching.queries.team_selection import APPLIES

from .door import TrustRequest, of_trust
from .session_point import session_point

RULE = "coaching.view_teams"
BACK, AHEAD = dt.timedelta(weeks=4), dt.timedelta(weeks=6)
SHOWN = 12
ALONG = (TeamState.COACHED, TeamState.INDEPENDENT, TeamState.STOPPED)


@of_trust(RULE)
def teams(request: TrustRequest) -> HttpResponse:
    """One's own first, then those that are coached."""
    today = request.today
    seen = teams_seen(request.user, request.trust, on=today)
    coaching = coaches_of(seen, on=today)
    around = meetings_of(seen, since=today - BACK, until=today + AHEAD)
    held = TeamSession.objects.filter(team__in=seen, state=SessionState.HELD)
    last = dict(held.values_list("team").annotate(Max("date")))
    lines = [team_line(one, coaching.get(one.pk, []), around[one.pk], last.get(one.pk), on=today) for one in seen]
    coach = Coach.objects.filter(trust=request.trust, person=request.user.person_id or 0).first()
    own = {pk for pk, rows in coaching.items() if coach and any(row.coach_id == coach.pk for row in rows)}
    lines.sort(key=lambda line: (line.row.pk not in own, line.row.state != TeamState.COACHED))
    supervised = supervised_by(coach, on=today).count() if coach else 0
    told = {"lines": lines, "own_coach": coach, "supervised": supervised, "asked": _asked(request)}
    return render(request, "screens/coach/teams.html", told)


def _asked(request: TrustRequest) -> int:
    """How many answers of theirs are waited for."""
    seats = ProposedSeat.objects.all().asked_of(request.user).filter(answer=Answer.ASKED)
    teams = ProposedTeam.objects.all().asked_of(request.user, on=request.today).filter(answer=Answer.ASKED)
    return seats.count() + teams.count()


@of_trust(RULE)
def team(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found, today = found_team(request, uuid), request.today
    ahead = [one for one in meetings(found, since=today, until=today + AHEAD) if one.state != SessionState.HELD]
    held = found.sessions.exclude(state=SessionState.PLANNED).prefetch_related("people", "guests").order_by("-date")
    rows = list(held[:SHOWN])
    last = next((one for one in rows if one.state == SessionState.HELD), None)
    told = {
        "team": found,
        "coaches": coach_words(coaches_of([found], on=today).get(found.pk, [])),
        "people": people_of(found, on=today),
        "met": met_words(last.date if last else None, today),
        "last": last,
        "ahead": [{"one": one, "words": meeting_words(one), "agenda": agenda_of(one.told)} for one in ahead],
        "no_dates": "" if ahead else no_dates_words(found, found.slots.on(today).first(), on=today),
        "holidays": [holiday_view(one, team=found) for one in holidays_of(found, since=today)],
        "to_be_told": to_be_told(found, on=today),
        "sessions": _session_lines(rows),
        "meets_today": today in {*(one.date for one in ahead), *(one.date for one in rows)},
        "actions": open_actions(found),
        "barriers": [barrier_view(one, on=today) for one in barriers_of(found)],
        "stage": found.stages.on(today).select_related("stage").first(),
        "roadmap": roadmap_of(found, on=today) if found.state in ALONG else [],
        "decisions": found.decisions.order_by("-date", "-pk"),
        "applies": found.state in APPLIES,
        "ready": ready_words(found.readiness.count()) if found.state in APPLIES else "",
        **_may(request, found),
        "today": today,
        **session_point(found).shown(request),
    }
    return render(request, "screens/coach/team.html", told)


def _may(request: TrustRequest, team: Team) -> dict[str, bool]:
    """What the reader may do about the team."""
    asked = {
        "may_log": "log_session",
        "may_change": "change_team",
        "may_move": "move_stage",
        "may_answer": "answer_readiness",
        "may_decide": "decide_team",
    }
    return {name: request.user.has_perm(f"coaching.{rule}", team) for name, rule in asked.items()}


def _session_lines(rows: list[TeamSession]) -> list[dict[str, Any]]:
    scores = scores_of(rows)
    return [
        {"one": one, "came": came_words(one), "score": score_words(scores[one.pk]) if one.pk in scores else ""}
        for one in rows
    ]


def found_team(request: TrustRequest, uuid: UUID) -> Team:
    """Out of reach it is not even there."""
    seen = Team.objects.visible_to(request.user, on=request.today).filter(trust=request.trust, uuid=uuid)
    found = seen.select_related("academy", "programme", "pathway", "trust", "cohort__version").first()
    if found is None:
        raise Http404(_("There is no such team, or you have no tie to it any more."))
    return found


urlpatterns = [
    path("teams/", teams, name="teams"),
    path("teams/<uuid:uuid>/", team, name="team"),
]
