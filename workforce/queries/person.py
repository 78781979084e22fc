"""People looked for by what is known of them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from ..models import Account, Person, Trust


def find_people(trust: Trust, word: str, *, seen_by: Account, on: dt.date) -> QuerySet[Person]:
    """By the beginnings of their names, an employee or assignment number, or an address; of those one may see."""
    by_number = Q(identifiers__value=word) | Q(posts__identifiers__value=word) | Q(email__iexact=word)
    by_name = Q()
    for part in word.split():
        by_name &= Q(family_name__istartswith=part) | Q(given_name__istartswith=part)
    found = Person.objects.filter(trust=trust).filter(by_name | by_number).values("pk")
    return Person.objects.visible_to(seen_by, on=on).filter(pk__in=found).order_by("family_name", "given_name", "pk")
