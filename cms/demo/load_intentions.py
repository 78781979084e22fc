"""What the example trust means to have: plans; and who is named for a level, or exempt from one, beside the rules."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from curriculum.enums import ExemptionReason
from curriculum.models import Level
from curriculum.services.exemption import exempt_person
from curriculum.services.nomination import nominate_person
from curriculum.services.plan import plan_level
from workforce.enums import PostKind
from workforce.models import Account, Person

from .facts import PersonFact, Trust
from .load_places import Places

IMPROVERS = 100
BOARD = 18
REASONS = [ExemptionReason.ROLE, ExemptionReason.LEAVING_SOON, ExemptionReason.HEALTH, ExemptionReason.OTHER_EMPLOYER]


def load_plans(places: Places, levels: dict[str, Level], today: dt.date, by: Account | None) -> None:
    """15 % of everyone in each financial year, a hundred improvers two years from now, and divisions of their own."""
    top = places.units["TRUST"]
    year_end = dt.date(today.year + (today > dt.date(today.year, 3, 31)), 3, 31)
    for years, share in enumerate(("0.15", "0.30", "0.45"), start=-1):
        by_date = year_end.replace(year=year_end.year + years)
        plan_level(unit=top, level=levels["L1"], by_date=by_date, share=Decimal(share), by=by)
    later = year_end.replace(year=year_end.year + 1)
    plan_level(unit=top, level=levels["L2"], by_date=later, people=IMPROVERS, by=by)
    plan_level(unit=top, level=levels["L4"], by_date=later, people=40, by=by)
    plan_level(unit=top, level=levels["L6"], by_date=year_end, people=BOARD, by=by)
    for code in ("SURGERY-AND-CRITICAL-CARE", "COMMUNITY-AND-WELLBEING"):
        plan_level(unit=places.units[code], level=levels["L1"], by_date=year_end, share=Decimal("0.40"), by=by)
        plan_level(unit=places.units[code], level=levels["L2"], by_date=later, people=15, by=by)


def load_named(
    places: Places,
    trust: Trust,
    people: dict[str, Person],
    levels: dict[str, Level],
    today: dt.date,
    by: Account,
    rng: Random,
) -> None:
    """Some bank staff are named for everyone's level, some staff for improvers'; a dozen are exempt for a while."""
    for fact in _some(trust, PostKind.BANK, today, rng, 14):
        begins = max(fact.joined, today - dt.timedelta(days=rng.randrange(60, 500)))
        nominate_person(
            person=people[fact.employee], level=levels["L1"], unit=places.units["TRUST"], since=begins, by=by
        )
    for fact in _some(trust, PostKind.SUBSTANTIVE, today, rng, 26):
        post = people[fact.employee].posts.order_by("pk").first()
        begins = max(fact.joined, today - dt.timedelta(days=rng.randrange(60, 700)))
        nominate_person(person=people[fact.employee], level=levels["L2"], post=post, since=begins, by=by)
    for number, fact in enumerate(_some(trust, PostKind.SUBSTANTIVE, today, rng, 12)):
        begins = today - dt.timedelta(days=rng.randrange(5, 200))
        exempt_person(
            person=people[fact.employee],
            level=levels["L1"] if number % 3 else None,
            reason=REASONS[number % len(REASONS)],
            since=begins,
            until=begins + dt.timedelta(days=rng.randrange(210, 400)),
            approved_by=by,
            by=by,
        )


def _some(trust: Trust, kind: PostKind, today: dt.date, rng: Random, count: int) -> list[PersonFact]:
    """People whose only post is of the kind, whom no part of the cast was given to."""
    fitting = [
        person
        for person in trust.people
        if person.works_on(today)
        and len(person.posts) == 1
        and person.posts[0].stretches[-1].kind == kind
        and not person.posts[0].stretches[-1].flags
    ]
    return rng.sample(fitting, min(count, len(fitting)))
