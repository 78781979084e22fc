"""Accounts and grants of the example trust, and one account that nobody has matched yet."""

from __future__ import annotations

import datetime as dt

from workforce.models import Person
from workforce.services.account import make_account
from workforce.services.grant import give_grant

from .cast import PASSWORD, UNMATCHED, Part, Story
from .load_places import Places


def load_cast(places: Places, parts: list[tuple[Part, Story]], people: dict[str, Person], today: dt.date) -> None:
    for part, story in parts:
        account = make_account(
            trust=places.trust,
            username=part.email,
            email=part.email,
            password=PASSWORD,
            person=people[story.person.employee],
            by=None,
        )
        since = max(story.now.since, today - dt.timedelta(days=365))
        unit = places.units[part.unit or story.now.unit]
        give_grant(account=account, role=part.role, unit=unit, since=since, by=None)
    make_account(trust=places.trust, username=UNMATCHED, email=UNMATCHED, password=PASSWORD, by=None)
