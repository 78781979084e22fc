"""Nominations: a person is named for a level, through one post or through their posts in a unit and below."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from workforce.enums import NoticeKind
from workforce.models import Account, Person, Post, Unit
from workforce.services.changed import tell_changed
from workforce.services.decision import note
from workforce.services.notice import tell
from workforce.services.refusal import Refused

from ..models import Level, Nomination

A_DAY = dt.timedelta(days=1)


class CannotNominate(Refused):
    """The nomination breaks a rule. Its text is for the reader."""


@transaction.atomic
def nominate_person(
    *,
    person: Person,
    level: Level,
    since: dt.date,
    by: Account | None,
    until: dt.date | None = None,
    post: Post | None = None,
    unit: Unit | None = None,
) -> Nomination:
    _must_be_sound(person, level, since, until, post, unit)
    nomination = Nomination.objects.create(
        trust=person.trust,
        level=level,
        person=person,
        post=post,
        unit=unit,
        since=since,
        until=until,
        recorded_by=by,
    )
    note(by=by, did="nominated a person", to=nomination, trust=person.trust, level=level.code)
    tell_changed(nomination.trust, [nomination.person_id])
    return nomination


@transaction.atomic
def nominate_own(*, person: Person, words: str, link: str, on: dt.date, by: Account, **asked: Any) -> Nomination:
    """A manager names one of theirs, from today; the person reads who did it. `asked`: the level, the way, the end."""
    if person.pk == by.person_id:
        raise CannotNominate("Nobody names themselves for a level: your own manager does.")
    made = nominate_person(person=person, since=on, by=by, **asked)
    told = {"kind": NoticeKind.RECORD, "words": words, "link": link, "key": f"nomination {made.pk}"}
    tell(trust=person.trust, person=person, by=by, **told)  # type: ignore[arg-type]  # a kind, and words
    return made


def take_back_nomination(*, nomination: Nomination, on: dt.date, by: Account) -> Nomination:
    """It no longer holds from today on; named today, it stands for this one day."""
    if nomination.until is not None and nomination.until <= on:
        raise CannotNominate("This nomination has ended already.")
    return end_nomination(nomination=nomination, until=max(on, nomination.since + A_DAY), by=by)


@transaction.atomic
def end_nomination(*, nomination: Nomination, until: dt.date, by: Account | None) -> Nomination:
    if until <= nomination.since:
        raise CannotNominate("A nomination ends after the day on which it begins.")
    nomination.until = until
    nomination.save(update_fields=["until"])
    note(by=by, did="ended a nomination", to=nomination, trust=nomination.trust, until=str(until))
    tell_changed(nomination.trust, [nomination.person_id])
    return nomination


def _must_be_sound(
    person: Person, level: Level, since: dt.date, until: dt.date | None, post: Post | None, unit: Unit | None
) -> None:
    if (post is None) == (unit is None):
        raise CannotNominate("Name a post or a unit, one of the two.")
    if post and post.person_id != person.pk:
        raise CannotNominate("The post belongs to somebody else.")
    if person.trust_id != level.trust_id or (unit and unit.trust_id != person.trust_id):
        raise CannotNominate("The person, the level and the unit belong to one trust.")
    if until and until <= since:
        raise CannotNominate("A nomination ends after the day on which it begins.")
    same = Nomination.objects.filter(person=person, level=level, post=post, unit=unit)
    if same.overlapping(since, until).exists():
        raise CannotNominate("This person is named in the same way for some of these days already.")
