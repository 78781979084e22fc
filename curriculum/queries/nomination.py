"""Who is named for a level beside the rules, and who is exempt from one."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from workforce.models import Person, Trust

from ..models import Exemption, Nomination


def nominations_of(person: Person) -> QuerySet[Nomination]:
    """The latest first."""
    return Nomination.objects.filter(person=person).select_related("level", "unit").order_by("-since", "-pk")


def nominations_now(person: Person, *, on: dt.date) -> QuerySet[Nomination]:
    """Those that hold on the day, with who named the person."""
    named = Nomination.objects.filter(person=person).on(on)
    return named.select_related("level", "recorded_by__person").order_by("-since", "-pk")


def exemptions_of(person: Person) -> QuerySet[Exemption]:
    """The latest first."""
    exemptions = Exemption.objects.filter(person=person).select_related("level", "approved_by__person")
    return exemptions.order_by("-since", "-pk")


def named_on(trust: Trust, *, on: dt.date) -> QuerySet[Person]:
    """Everybody with a nomination or an exemption that is true on the day, by name."""
    nominated = Nomination.objects.filter(trust=trust).on(on).values("person")
    exempt = Exemption.objects.filter(trust=trust).on(on).values("person")
    people = Person.objects.filter(trust=trust, pk__in=nominated.union(exempt))
    return people.order_by("family_name", "given_name", "pk")
