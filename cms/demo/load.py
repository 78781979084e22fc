"""The example trust from nothing to the day it is looked at, through the services that everything else goes through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from django.db import transaction

from curriculum.models import Level
from workforce.models import Account, Person
from workforce.models import Trust as TrustRow

from .cast import cast
from .courses import courses, read_framework
from .facts import PersonFact, Trust
from .load_cast import load_cast
from .load_framework import load_versions
from .load_intentions import load_named, load_plans
from .load_people import load_people
from .load_places import Places, close_merged, load_places
from .places import ODS_CODE
from .training import Training
from .trust import SEED, make_trust

Say = Callable[[str], None]
PEOPLE_A_WORD = 500


def is_loaded() -> bool:
    return TrustRow.objects.filter(ods_code=ODS_CODE).exists()


@transaction.atomic
def load_demo(*, today: dt.date, say: Say, seed: int = SEED, scale: float = 1) -> TrustRow:
    """All or nothing."""
    made = make_trust(today, seed, scale)
    learned = [*Training(made, courses(), today, Random(seed + 1)).all()]
    places = _load_places(made, say)
    people = _load_people(places, made.people, say)
    close_merged(places, made.units)
    say("  framework: two versions, plans")
    version = load_versions(places.trust, read_framework(), today)
    load_cast(places, cast(made, learned, today), people, today)
    levels = {level.code: level for level in Level.objects.filter(framework=version.framework)}
    lead = Account.objects.get(trust=places.trust, grants__role="PROGRAMME_LEAD")
    load_plans(places, levels, today, lead)
    load_named(places, made, people, levels, today, lead, Random(seed + 2))
    return places.trust


def _load_places(made: Trust, say: Say) -> Places:
    say(f"  places: {len(made.units)} units on {len(made.sites)} sites")
    return load_places(made.sites, made.units)


def _load_people(places: Places, facts: list[PersonFact], say: Say) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for employee, person in load_people(places, facts):
        people[employee] = person
        if len(people) % PEOPLE_A_WORD == 0:
            say(f"  people: {len(people):,} of {len(facts):,}")
    return people
