"""The example trust from nothing to the day it is looked at, through the services that everything else goes through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

from django.db import transaction

from cms.loading.credentials import load_credentials
from cms.loading.library import load_library
from cms.loading.practice import load_practice
from cms.loading.site import load_modules, load_site
from curriculum.calc.months import month_end_before
from curriculum.models import Level, MonthEnd
from curriculum.services.figure import keep_month_ends, publish_month
from curriculum.services.rebuild import rebuild_trust
from workforce.models import Account, Person
from workforce.models import Trust as TrustRow

from .cast import cast
from .courses import courses, read_framework
from .facts import PersonFact, Trust
from .load_cast import load_cast
from .load_coaching import load_coaching
from .load_framework import load_versions
from .load_intentions import load_named, load_plans
from .load_people import load_people
from .load_places import Places, close_merged, load_places
from .load_sessions import load_sessions
from .load_tied import load_tied
from .load_training import load_training
from .places import ODS_CODE
from .training import Training
from .trust import SEED, make_trust

Say = Callable[[str], None]
PEOPLE_A_WORD = 500


def loaded_trust() -> TrustRow | None:
    return TrustRow.objects.filter(ods_code=ODS_CODE).first()


def is_current(trust: TrustRow) -> bool:
    """Its coverage was made, and not only its facts: whoever stopped in between goes on from there."""
    return MonthEnd.objects.filter(trust=trust).exists()


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
    _load_curriculum(places.trust, say)
    entries = load_training(places.trust, people, learned, by=None)
    say(f"  training: {entries:,} entries of the ledger")
    bookings = load_sessions(places, made, people, today, Random(seed + 3))
    say(f"  sessions to come: {bookings} bookings")
    say(f"  coaching: {load_coaching(places, levels, today, Random(seed + 4))}")
    load_tied(places.trust, today)
    return places.trust


def make_current(trust: TrustRow, *, today: dt.date, say: Say, processes: int = 2) -> None:
    """Coverage of all of history from the facts, and the month ends that are kept of it."""
    say("  coverage: all of history")
    rebuild_trust(trust=trust, today=today, processes=processes)
    say("  coverage: the ends of months")
    keep_month_ends(trust=trust, today=today)
    lead = Account.objects.filter(trust=trust, grants__role="PROGRAMME_LEAD").first()
    publish_month(trust=trust, on=month_end_before(month_end_before(today)), today=today, by=lead)


def _load_curriculum(trust: TrustRow, say: Say) -> None:
    say("  curriculum: pages, lessons, activities")
    modules = load_modules(load_site(trust, by=None), trust, by=None)
    load_library(trust, by=None)
    activities = load_practice(trust, by=None)
    load_credentials(trust, by=None)
    say(f"  curriculum: {modules} modules, {activities} kinds of practice and sign-off")


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
