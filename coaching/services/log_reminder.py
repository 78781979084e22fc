"""Coaches are reminded once of a meeting of which nobody has said whether it was held: states are told by the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from workforce.enums import NoticeKind
from workforce.models import Trust
from workforce.services.notice import Telling, tell_many

from ..enums import SessionState, TeamState
from ..models import Coaching, CoachLeave, Team
from ..queries.session import Meeting, meetings_of

LOG = "/teams/{}/sessions/tell/"  # the site's address; a test holds it to it
AFTER, UNTIL = dt.timedelta(days=2), dt.timedelta(days=7)  # time to log it; older ones are asked about on the page


def remind_of_logs(*, on: dt.date) -> None:
    """Each date once, of a team only the latest; whoever is away is left alone."""
    waits = _latest_unlogged(list(Team.objects.filter(state=TeamState.COACHED).select_related("academy")), on)
    by_trust: dict[Trust, list[Telling]] = {}
    for coaching in _coaches(waits, on):
        by_trust.setdefault(coaching.trust, []).append(_telling(coaching, waits[coaching.team_id]))
    for trust, tellings in by_trust.items():
        tell_many(trust=trust, tellings=tellings)


def _latest_unlogged(teams: list[Team], on: dt.date) -> dict[int, Meeting]:
    found = meetings_of(teams, since=on - UNTIL, until=on - AFTER + dt.timedelta(days=1))
    open_ones = {pk: [one for one in dates if one.state == SessionState.PLANNED] for pk, dates in found.items()}
    return {pk: dates[-1] for pk, dates in open_ones.items() if dates}


def _coaches(waits: dict[int, Meeting], on: dt.date) -> Iterator[Coaching]:
    away = CoachLeave.objects.on(on).values("coach")
    rows = Coaching.objects.filter(team__in=waits).on(on).exclude(coach__in=away)
    return rows.select_related("trust", "team", "coach__person").order_by("pk").iterator()


def _telling(coaching: Coaching, meeting: Meeting) -> Telling:
    day = meeting.date
    words = f"Was “{coaching.team}” held on {day:%A} {day.day} {day:%B}? It is not logged yet."
    key = f"log {coaching.team_id} {day}"
    return Telling(coaching.coach.person, NoticeKind.REMINDER, words, LOG.format(coaching.team.uuid), key)
