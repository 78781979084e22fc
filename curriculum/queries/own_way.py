"""One person's shortest way, beside the places that they have booked: what every screen that says “next” follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from workforce.models import Person

from ..calc.booked import Place, as_if_today, in_time
from ..calc.prescribed import Prescription
from ..enums import SessionState
from ..models import ActivityVersion, Booking
from .booking import OF_A_SESSION
from .capability import Capability
from .offer import as_offers, is_done_once
from .prescription import Prescriber


@dataclass(frozen=True, slots=True)
class Booked:
    booking: Booking
    place: Place
    minutes: int


@dataclass(frozen=True, slots=True)
class OwnWay:
    """`booked`: the places that help, the next first. `beside`: what is left beside them. `without`: if none were."""

    mine: Capability
    prescriber: Prescriber
    booked: tuple[Booked, ...]
    beside: Prescription
    without: Prescription

    @property
    def minutes_booked(self) -> int:
        return sum(one.minutes for one in self.booked)

    @property
    def saves_by_booking_nothing(self) -> int:
        """Minutes: whoever booked something long that something shorter would do is told so."""
        if not self.booked or len(self.without.beyond) > len(self.beside.beyond):
            return 0
        return self.beside.minutes + self.minutes_booked - self.without.minutes


def own_way(mine: Capability, prescriber: Prescriber, *, now: dt.datetime) -> OwnWay:
    levels = [level.level.pk for level in mine.levels if level.is_counted]
    missing = prescriber.missing(levels, mine.entries)
    if not missing:
        nothing = prescriber.prescribe(levels, mine.entries, {})
        return OwnWay(mine, prescriber, (), nothing, nothing)
    done = prescriber.done_by([mine.person]).get(mine.person.pk, {})
    without = prescriber.prescribe(levels, mine.entries, done)
    booked = booked_by(mine.person, prescriber.versions.values(), now=now)
    useful = in_time([one.place for one in booked], missing, mine.entries, prescriber.window)
    if not useful:
        return OwnWay(mine, prescriber, (), without, without)
    entries = [*mine.entries, *as_if_today(useful, mine.on)]
    beside = prescriber.prescribe(levels, entries, {**done, **{place.activity: mine.on for place in useful}})
    return OwnWay(mine, prescriber, tuple(one for one in booked if one.place in useful), beside, without)


def booked_by(person: Person, versions: Iterable[ActivityVersion], *, now: dt.datetime) -> list[Booked]:
    """Their places in sessions to come of what gives dose: not where they only wait for one.

    Of several in what is done once, the first: after it the others give nothing that is still missing.
    """
    by_activity = {version.activity_id: version for version in versions}
    places = Booking.objects.booked().learners().filter(person=person, session__activity__in=by_activity)
    places = places.filter(session__state=SessionState.OPEN, session__starts_at__gt=now)
    found = places.select_related("person", *OF_A_SESSION).order_by("session__starts_at", "pk")
    first: dict[int, Booked] = {}
    for booking in found:
        version = by_activity[booking.session.activity_id]
        first.setdefault(version.pk if is_done_once(version) else -booking.pk, _booked(booking, version))
    return list(first.values())


def _booked(booking: Booking, version: ActivityVersion) -> Booked:
    day = timezone.localdate(booking.session.starts_at)
    [offer] = as_offers([version], on=day)
    return Booked(booking, Place(offer.activity, day, offer.gives), version.minutes)
