"""My teams; and a team: last actions, the next date, what was said of the sessions before."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

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
from coaching.enums import SessionState, TeamState
from coaching.models import Team, TeamSession
from coaching.queries.barrier import barriers_of
from coaching.queries.coach_profile import number_supervised, own_coach
from coaching.queries.holiday import holidays_of
from coaching.queries.proposed import answers_owed
from coaching.queries.score import scores_of
from coaching.queries.session import (
    BACK,
    agenda_of,
    coaches_of,
    last_days,
    meetings,
    meetings_of,
    members_of,
    open_actions,
    still_open,
    told_sessions,
    who_came,
)
from coaching.queries.stage import roadmap_of, stages_of
from coaching.queries.team import seen_team, teams_seen
from coaching.queries.team_selection import APPLIES, decisions_of
from coaching.queries.wish import LOOKS_FOR_COACHES

from .door import TrustRequest, of_trust
from .session_point import session_point

RULE = "coaching.view_teams"
LATELY, AHEAD = dt.timedelta(weeks=4), dt.timedelta(weeks=6)
ALONG = (TeamState.COACHED, TeamState.INDEPENDENT, TeamState.STOPPED)


@of_trust(RULE)
def teams(request: TrustRequest) -> HttpResponse:
    """One's own first, then those that are coached."""
    today = request.today
    seen = teams_seen(request.user, request.trust, on=today)
    coaching = coaches_of(seen, on=today)
    around = meetings_of(seen, since=today - LATELY, until=today + AHEAD)
    last = last_days(seen)
    lines = [team_line(one, coaching.get(one.pk, []), around[one.pk], last.get(one.pk), on=today) for one in seen]
    coach = own_coach(request.user)
    own = {pk for pk, rows in coaching.items() if coach and any(row.coach_id == coach.pk for row in rows)}
    lines.sort(key=lambda line: (line.row.pk not in own, line.row.state != TeamState.COACHED))
    supervised, asked = number_supervised(coach, on=today), answers_owed(request.user, on=today)
    told = {"lines": lines, "own_coach": coach, "supervised": supervised, "asked": asked}
    return render(request, "screens/coach/teams.html", told)


@of_trust(RULE)
def team(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found, today = found_team(request, uuid), request.today
    around = meetings(found, since=today - BACK, until=today + AHEAD)
    ahead = [one for one in around if one.date >= today and one.state != SessionState.HELD]
    rows, been = told_sessions(found), stages_of(found, on=today)
    coaching = coaches_of([found], on=today).get(found.pk, [])
    coach, waits = {one.coach.person_id for one in coaching}, still_open(around, on=today)
    last = next((one for one in rows if one.state == SessionState.HELD), None)
    told = {
        "team": found,
        "coaches": coach_words(coaching),
        "people": [one for one in members_of(found, on=today) if one.person_id not in coach],
        "met": met_words(last.date if last else None, today),
        "last": last,
        "ahead": [{"one": one, "words": meeting_words(one), "agenda": agenda_of(one.told)} for one in ahead],
        "no_dates": "" if ahead else no_dates_words(found, found.slots.on(today).first(), on=today),
        "holidays": [holiday_view(one, team=found) for one in holidays_of(found, since=today)],
        "to_be_told": waits[-1] if waits else None,
        "unlogged": len(waits),
        "sessions": _session_lines(rows),
        "meets_today": today in {*(one.date for one in ahead), *(one.date for one in rows)},
        "actions": open_actions(found),
        "barriers": [barrier_view(one, on=today) for one in barriers_of(found)],
        "stage": next((one for one in been if one.is_true_on(today)), None),
        "roadmap": roadmap_of(found, on=today, been=been) if found.state in ALONG else [],
        "decisions": decisions_of(found),
        "applies": found.state in APPLIES,
        "ready": ready_words(found.readiness.count()) if found.state in APPLIES else "",
        **_may(request, found),
        "may_wish": found.state in LOOKS_FOR_COACHES and request.user.has_perm("coaching.tell_team_wishes", found),
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
    scores, came = scores_of(rows), who_came(rows)
    return [
        {"one": one, "came": came_words(came[one.pk]), "score": score_words(scores[one.pk]) if one.pk in scores else ""}
        for one in rows
    ]


def found_team(request: TrustRequest, uuid: UUID) -> Team:
    """Out of reach it is not even there."""
    found = seen_team(request.user, request.trust, uuid, on=request.today)
    if found is None:
        raise Http404(_("There is no such team, or you have no tie to it any more."))
    return found


urlpatterns = [
    path("teams/", teams, name="teams"),
    path("teams/<uuid:uuid>/", team, name="team"),
]
