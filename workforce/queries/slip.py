"""Who may be given a slip: people of the reader's units, by their numbers or by their unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..enums import Role
from ..models import Account, Grant, Person, PersonIdentifier, PostIdentifier, PostStretch, Trust
from ..models.reaching import true_on

HAND_OUT = (Role.UNIT_MANAGER, Role.ADMINISTRATOR)


def people_for_slips(
    trust: Trust, *, numbers: Collection[str], units: Collection[int], seen_by: Account, on: dt.date
) -> QuerySet[Person]:
    """With their account, and whether they hold a role: only an administrator gives those a slip."""
    named = Q(pk__in=_numbered(trust, numbers)) | Q(pk__in=_working_in(trust, units, on))
    roles = Grant.objects.filter(account__person=OuterRef("pk")).exclude(until__lte=on)
    people = Person.objects.filter(named, Q(left_date=None) | Q(left_date__gt=on), trust=trust)
    reached = people.reached_by(seen_by, HAND_OUT, on=on).exclude(account=seen_by.pk)
    return (
        reached.select_related("account").annotate(has_role=Exists(roles)).order_by("family_name", "given_name", "pk")
    )


def numbers_unknown(trust: Trust, numbers: Collection[str]) -> list[str]:
    own = PersonIdentifier.objects.filter(trust=trust, value__in=numbers).values_list("value", flat=True)
    of_posts = PostIdentifier.objects.filter(trust=trust, value__in=numbers).values_list("value", flat=True)
    known = {*own, *of_posts}
    return [number for number in numbers if number not in known]


def number_of(person: Person, *, on: dt.date) -> str:
    """One by which they are found: the number of a post, or else their own."""
    of_posts = PostIdentifier.objects.filter(post__person=person).on(on).order_by("pk")
    own = PersonIdentifier.objects.filter(person=person).on(on).order_by("pk")
    return next((str(one.value) for one in (of_posts.first(), own.first()) if one), "")


def units_to_hand_out_in(account: Account, *, on: dt.date) -> list[int]:
    """Those that the account manages on the day, for itself or for somebody else."""
    managed = Grant.objects.on(on).filter(account=account, role=Role.UNIT_MANAGER)
    return list(managed.values_list("unit", flat=True))


def _numbered(trust: Trust, numbers: Collection[str]) -> QuerySet:
    """By employee or assignment number."""
    asked = {"trust": trust, "value__in": numbers}
    own = PersonIdentifier.objects.filter(**asked).values("person")
    return own.union(PostIdentifier.objects.filter(**asked).values("post__person"))


def _working_in(trust: Trust, units: Collection[int], on: dt.date) -> QuerySet:
    below = true_on("unit__reaches_up", on) & Q(unit__reaches_up__ancestor__in=units)
    return PostStretch.objects.filter(below, trust=trust).on(on).values("person")
