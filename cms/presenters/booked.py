"""A booked place that helps, in words: when it is, and what one has afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from curriculum.calc.booked import stood
from curriculum.calc.next_step import Step, brings_closer
from curriculum.queries.capability import MyLevel
from curriculum.queries.own_way import Booked, OwnWay

from .figure import day_words
from .then import after_words


@dataclass(frozen=True, slots=True)
class BookedView:
    title: str
    minutes: int
    day: str
    address: str
    level: str
    after: str


def booked_views(way: OwnWay) -> list[BookedView]:
    return [_view(one, way) for one in way.booked]


def _view(one: Booked, way: OwnWay) -> BookedView:
    level, step = _for(one, way)
    session = one.booking.session
    return BookedView(
        title=session.activity.title,
        minutes=one.minutes,
        day=day_words(one.place.day),
        address=reverse("planned-session", args=[session.uuid]),
        level=level.level.name if level else "",
        after=after_words(step) if step else _("You come closer to what your levels ask for."),
    )


def _for(one: Booked, way: OwnWay) -> tuple[MyLevel, Step] | tuple[None, None]:
    """The first level that it helps with."""
    places = [other.place for other in way.booked]
    for level in way.mine.levels:
        step = stood(level.asked, way.mine.entries, places, one.place, on=way.mine.on)
        renew = {target.target.skill_id for target in level.essential if target.held}
        if level.is_counted and brings_closer(step, renew, keep_practice=True):
            return level, step
    return None, None
