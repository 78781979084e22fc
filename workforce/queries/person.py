"""People looked for by what is known of them: one reading of what was typed, for every list of people."""

from __future__ import annotations

import datetime as dt
import re

from django.db.models import Q, QuerySet

from ..models import Account, Person, PersonIdentifier, PostIdentifier, Trust


def find_people(trust: Trust, word: str, *, seen_by: Account, on: dt.date) -> QuerySet[Person]:
    """By parts of their names, an employee or assignment number, or an address; of those one may see."""
    found = Person.objects.filter(meant(trust, word), trust=trust).values("pk")
    return Person.objects.visible_to(seen_by, on=on).filter(pk__in=found).order_by("family_name", "given_name", "pk")


def meant(trust: Trust, typed: str, person: str = "") -> Q:
    """Of a row with somebody at the path `person`: each word is a part of their name, their number or their address.

    In whatever order, and with the comma that lists print: "Nakamura, Stephen" is Stephen Nakamura.
    """
    words = typed.replace("’", "'").replace(",", " ").replace("\x00", " ").split()
    found = Q() if words else Q(**{f"{person}pk__in": []})
    for word in words:
        found &= _named(word, person) | _numbered(trust, word, person) | Q(**{f"{person}email__iexact": word})
    return found


def _named(word: str, person: str) -> Q:
    """A name has parts: Berg finds van der Berg, Brien finds O'Brien, but Ann does not find Hannah."""
    begins = rf"\m{re.escape(word)}"
    return Q(**{f"{person}family_name__iregex": begins}) | Q(**{f"{person}given_name__iregex": begins})


def _numbered(trust: Trust, word: str, person: str) -> Q:
    """The beginning of an employee or an assignment number; a word without a digit is none, and asks nothing."""
    if not any(letter.isdigit() for letter in word):
        return Q()
    begins = {"trust": trust, "value__istartswith": word}
    own = PersonIdentifier.objects.filter(**begins).values("person")
    of_posts = PostIdentifier.objects.filter(**begins).values("post__person")
    return Q(**{f"{person}pk__in": own}) | Q(**{f"{person}pk__in": of_posts})
