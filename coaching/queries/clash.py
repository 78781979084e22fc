"""Whether a coach of a team would have to be in two rooms at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..enums import SessionState
from ..models import Coaching, Team
from .session import Meeting, meetings_of

A_DAY = dt.timedelta(days=1)


def clash_words(team: Team, day: dt.date, begins: dt.time, minutes: int) -> str:
    """Of the first clash, which coach and what with; or nothing."""
    coaches = Coaching.objects.filter(team=team).on(day).values("coach")
    others = Coaching.objects.filter(coach__in=coaches).on(day).exclude(team=team)
    rows = list(others.select_related("team__academy", "coach__person").order_by("pk"))
    met = meetings_of([row.team for row in rows], since=day, until=day + A_DAY)
    for row in rows:
        if one := _over(met[row.team_id], begins, minutes):
            return (
                f"{row.coach} coaches “{row.team}” on {day:%A} {day.day} {day:%B} from {one.begins:%H:%M} for "
                f"{one.minutes or 60} minutes, and cannot be in two rooms at once. Choose another time."
            )
    return ""


def _over(meetings: Iterable[Meeting], begins: dt.time, minutes: int) -> Meeting | None:
    for one in meetings:
        if one.begins and one.state != SessionState.CALLED_OFF and _overlap(one, begins, minutes):
            return one
    return None


def _overlap(one: Meeting, begins: dt.time, minutes: int) -> bool:
    assert one.begins
    first, other = _minute(one.begins), _minute(begins)
    return first < other + minutes and other < first + (one.minutes or 60)


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute
