"""When somebody meets with their teams, as a coach or a member of each on the day."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from workforce.models import Person

from ..models import Coaching, Team, TeamMember, TeamSlot
from .session import Meeting, meetings_of


def own_meetings(person: Person, *, since: dt.date, until: dt.date) -> list[tuple[Meeting, int]]:
    """In order; each with how many slots its team has had, so that a later one counts as newer."""
    ties: list[TeamMember | Coaching] = [
        *TeamMember.objects.filter(person=person).overlapping(since, until).select_related("team__academy"),
        *Coaching.objects.filter(coach__person=person).overlapping(since, until).select_related("team__academy"),
    ]
    teams: dict[int, Team] = {tie.team_id: tie.team for tie in ties}
    slots = Counter(TeamSlot.objects.filter(team__in=teams).values_list("team", flat=True))
    found = [
        (one, slots[pk])
        for pk, dates in meetings_of(teams.values(), since=since, until=until).items()
        for one in dates
        if any(tie.team_id == pk and tie.is_true_on(one.date) for tie in ties)
    ]
    return sorted(found, key=lambda row: (row[0].date, row[0].team.pk))
