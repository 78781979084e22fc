"""Who needs something of what a unit needs, in words: how often, how long, and whether a place is booked for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.academy_page import duration
from curriculum.calc.prescribed import Prescription
from curriculum.enums import ActivityKind
from curriculum.models import Activity, Booking
from workforce.models import Person

from .planned_session import day_of


@dataclass(frozen=True, slots=True)
class WhoLine:
    person: Person
    name: str
    words: str
    place: str
    can_be_booked: bool
    reminded: str


def who_lines(
    needing: Iterable[tuple[Person, Prescription]],
    activity: Activity | None,
    places: Mapping[int, Booking],
    reminded: Mapping[int, str],
) -> list[WhoLine]:
    is_held = activity is not None and activity.kind == ActivityKind.CLASSROOM
    return [
        WhoLine(
            person=person,
            name=f"{person.family_name}, {person.given_name}",
            words=_words(one, activity),
            place=_place(places.get(person.pk)),
            can_be_booked=is_held and person.pk not in places,
            reminded=reminded.get(person.pk, ""),
        )
        for person, one in needing
    ]


def _words(one: Prescription, activity: Activity | None) -> str:
    steps = [step for step in one.steps if activity is None or step.piece.activity == activity.pk]
    times, minutes = sum(step.times for step in steps), sum(step.minutes for step in steps)
    time = duration(minutes) if minutes else ""
    if activity is None:
        things = ngettext("%(n)s thing to do", "%(n)s things to do", times) % {"n": times} if times else ""
        return ", ".join(word for word in (things, time) if word)
    return _("%(n)s times") % {"n": times} if times > 1 else ""


def _place(booking: Booking | None) -> str:
    if booking is None:
        return ""
    words = _("Has a place on %(day)s") if booking.has_place else _("Waits for a place on %(day)s")
    return words % {"day": day_of(booking.session.starts_at)}
