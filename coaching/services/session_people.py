"""Who came to a session, and with it what it gave them."""

from __future__ import annotations

from collections.abc import Mapping

from workforce.models import Account, Person

from ..models import Coaching, SessionPerson, TeamSession
from .session_dose import give_for, take_back


def tell_who_came(row: TeamSession, came: Mapping[Person, tuple[str, ...]], *, by: Account, anew: bool = False) -> None:
    """Who stays keeps their row, and with it what they were given; `anew`: on another day nobody does.

    Where nobody but the writer came nothing is given: nobody gives themselves dose.
    """
    alone = [person.pk for person in came] == [by.person_id]
    coaching = set(Coaching.objects.filter(team=row.team).on(row.date).values_list("coach__person", flat=True))
    told = list(row.people.select_related("person"))
    kept = [] if anew or alone else [one for one in told if one.person in came and _is_as_before(one, coaching)]
    _let_go(row, [one for one in told if one not in kept], by)
    for one in kept:
        one.roles = list(came[one.person])
    SessionPerson.objects.bulk_update(kept, ["roles"])
    known = {one.person_id for one in kept}
    new = SessionPerson.objects.bulk_create(
        SessionPerson(
            trust=row.trust,
            session=row,
            person=person,
            roles=list(roles),
            is_coach=person.pk in coaching,
            recorded_by=by,
        )
        for person, roles in came.items()
        if person.pk not in known
    )
    if not alone:
        give_for(row, [*kept, *new], by=by)  # what was given before is not given twice


def _is_as_before(one: SessionPerson, coaching: set[int]) -> bool:
    return one.is_coach == (one.person_id in coaching)


def _let_go(row: TeamSession, gone: list[SessionPerson], by: Account) -> None:
    if gone:
        take_back(row, gone, by=by)
        SessionPerson.objects.filter(pk__in=[one.pk for one in gone]).delete()
