"""Who has to do with a team without holding a role: asked with the account, in the statement of every request."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable

from workforce.models.reaching import along

from ..models import Coach, CohortFaculty, TeamMember


def has_team(on: dt.date, path: str = "") -> Combinable:
    """Is a coach, or belongs to a team or teaches a cohort on the day."""
    person = OuterRef(along(path, "person"))
    coaches = Exists(Coach.objects.filter(person=person))
    belongs = Exists(TeamMember.objects.filter(person=person).on(on))
    return coaches | belongs | Exists(CohortFaculty.objects.filter(person=person).on(on))
