"""The curriculum is told that somebody is a coach: named for the level that the academy's coaches must hold."""

from __future__ import annotations

import datetime as dt

from curriculum.models import Nomination
from curriculum.services.nomination import nominate_person
from workforce.models import Account, Person
from workforce.queries.trust import top_unit

from ..models import Academy


def name_for_the_level(
    *, academy: Academy, person: Person, since: dt.date, until: dt.date | None, by: Account
) -> Nomination | None:
    """For the days of the certificate, through all posts of theirs. Whoever is named so already stays as they are."""
    top = top_unit(academy.trust, on=since)
    if academy.level is None or top is None:
        return None
    same = Nomination.objects.filter(person=person, level=academy.level, post=None, unit=top)
    if same.overlapping(since, until).exists():
        return None
    return nominate_person(person=person, level=academy.level, unit=top, since=since, until=until, by=by)
