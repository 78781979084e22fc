"""Who manages somebody: as the staff file says it, or, where it says nothing, whoever is granted their unit."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from ..enums import Role
from ..models import Account, Grant, Person, PostStretch, UnitReach


def managers_of(person: Person, *, on: dt.date) -> list[Person]:
    """The line managers of their posts that day. None named: the managers of the nearest unit that has one."""
    named = Person.objects.filter(managed_stretches__in=_posts(person, on)).exclude(pk=person.pk)
    here = Q(left_date=None) | Q(left_date__gt=on)
    return list(named.filter(here).distinct().order_by("pk")) or _of_the_unit(person, on)


def manages(account: Account, person: Person, *, on: dt.date) -> bool:
    """One of the managers, or a deputy of one of them for the time."""
    if account.person_id is None or account.person_id == person.pk:
        return False
    managers = {one.pk for one in managers_of(person, on=on)}
    if account.person_id in managers:
        return True
    return Grant.objects.on(on).filter(account=account, acts_for__account__person__in=managers).exists()


def _posts(person: Person, on: dt.date) -> list[PostStretch]:
    return list(PostStretch.objects.filter(person=person).on(on))


def _of_the_unit(person: Person, on: dt.date) -> list[Person]:
    units = {post.unit_id for post in _posts(person, on)}
    above = UnitReach.objects.filter(unit__in=units).on(on).order_by("distance").values_list("ancestor", "distance")
    granted = Grant.objects.on(on).filter(role=Role.UNIT_MANAGER, acts_for=None).exclude(account__person=None)
    holders: dict[int, set[int]] = {}
    for unit, holder in granted.filter(unit__in=[one for one, _far in above]).values_list("unit", "account__person"):
        holders.setdefault(unit, set()).add(holder)
    for unit, _far in above:
        if others := holders.get(unit, set()) - {person.pk}:
            return list(Person.objects.filter(pk__in=others).order_by("pk"))
    return []
