"""Who could own a measure or lead a cycle: those who belong to the team or coach it on the day."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from coaching.models import Coaching, Team, TeamMember
from workforce.models import Person


def people_of(team: Team, *, on: dt.date, also: int | None = None) -> QuerySet[Person]:
    """`also`: somebody who stands there already, and may have left since."""
    members = TeamMember.objects.on(on).filter(team=team).values("person")
    coaches = Coaching.objects.on(on).filter(team=team).values("coach__person")
    found = Person.objects.filter(Q(pk__in=members) | Q(pk__in=coaches) | Q(pk=also), trust=team.trust_id)
    return found.order_by("family_name", "given_name", "pk")
