"""People looked for by what is known of them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from ..models import Account, Person, Trust


def find_people(trust: Trust, word: str, *, seen_by: Account, on: dt.date) -> QuerySet[Person]:
    """By the beginnings of their names, an employee or assignment number, or an address; of those one may see."""
    meant = called(word) | numbered(word) | Q(email__iexact=word)
    found = Person.objects.filter(meant, trust=trust).values("pk")
    return Person.objects.visible_to(seen_by, on=on).filter(pk__in=found).order_by("family_name", "given_name", "pk")


def called(name: str, person: str = "") -> Q:
    """Each word begins a family or a given name: in whatever order, with a comma between them as lists have it."""
    words = name.replace(",", " ").split()
    found = Q() if words else Q(**{f"{person}pk__in": []})
    for word in words:
        found &= Q(**{f"{person}family_name__istartswith": word}) | Q(**{f"{person}given_name__istartswith": word})
    return found


def numbered(number: str) -> Q:
    """An employee or an assignment number."""
    return Q(identifiers__value=number) | Q(posts__identifiers__value=number)
