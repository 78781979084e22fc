"""What coaches and leads open each week, over HTTP: a coach's pages, and the lead's page of a large academy."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from coaching.models import Academy, Coach, Team, TeamSession
from coaching.queries.coach import coach_lines
from coaching.queries.lead import team_lines

from .big_account import learners_of
from .big_coaching import NAME, SESSIONS, TEAMS, academy_of
from .cast import Cast
from .web import Web

TIMES = 60


def run(cast: Cast, web: Web) -> None:
    academy = academy_of(cast.trust, cast.today)
    _check(academy, cast)
    team = Team.objects.filter(academy=academy).latest("pk")
    coach = Coach.objects.filter(coachings__team=team).latest("pk")
    lead, web.cookie = web.cookie, _cookie_of(coach)
    print(f"an academy of {TEAMS:,} teams that met {TEAMS * SESSIONS:,} times")
    limit = web.measured(f"/bare/one-row?person={coach.person_id}", TIMES)
    pages = {
        "a coach's teams": "/teams/",
        "the team's page": f"/teams/{team.uuid}/",
        "the log, to be told": f"/teams/{team.uuid}/sessions/tell/",
    }
    told = {words: web.measured(address, TIMES) for words, address in pages.items()}
    web.cookie = lead
    told["the lead's page"] = web.measured(f"/academy/?academy={academy.uuid}", 20)
    print(f"  limit: one row read, the same middleware {limit}")
    for words, one in told.items():
        print(f"  {words:<40} {one}   {one.processor / limit.processor:.1f} x the limit's processor")


def _cookie_of(coach: Coach) -> str:
    [(_account, session)] = learners_of(coach.trust, [coach.person_id])
    return f"{settings.SESSION_COOKIE_NAME}={session}"


def _check(academy: Academy, cast: Cast) -> None:
    """Every tenth team is quiet, and its coaches with it; all others coached lately, whoever of them is away today."""
    quiet = sum(line.is_quiet for line in team_lines(academy, on=cast.today))
    lately = cast.today - dt.timedelta(weeks=academy.active_weeks)
    last = [line.last_coached for line in coach_lines(academy, on=cast.today)]
    active = sum(day is not None and day >= lately for day in last)
    held = TeamSession.objects.filter(team__academy__name=NAME).count()
    if (quiet, active, held) != (TEAMS // 10, 2 * TEAMS * 9 // 10, TEAMS * SESSIONS):
        raise SystemExit(
            f"{quiet} teams quiet, {active} coaches who coached lately, {held} sessions: so there is no figure."
        )
