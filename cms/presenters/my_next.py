"""The one next thing: the first step of the shortest way; what it is, how long it takes, and what one holds then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.calc.next_step import Offer, brings_closer, step_of
from curriculum.calc.next_step import Step as Standing
from curriculum.calc.prescribed import Step
from curriculum.enums import ActivityKind
from curriculum.models import ActivityVersion
from curriculum.queries.capability import Capability, MyLevel, capability_of
from curriculum.queries.learning import Tests, progress_of, stood_of, tests_of
from curriculum.queries.offer import giving_versions
from curriculum.queries.own_way import OwnWay
from curriculum.queries.planned_session import Wanted
from workforce.models import Person

from ..pages import addresses_of
from ..templatetags.academy_page import duration
from .booked import BookedView, booked_views
from .my_way import steps_in_time, version_of, way_of
from .next_sessions import next_sessions
from .planned_session import SessionView
from .session_wish import WishView, wish_views
from .then import then_words

Addresses: TypeAlias = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class NextView:
    """`address` is empty for what is done away from the screen and stands on no page."""

    title: str
    minutes: int
    kind: str
    is_lesson: bool
    address: str
    level: str
    then: str
    how: str
    test: str
    sessions: Sequence[SessionView] | None  # None: it needs none
    wishes: Sequence[WishView] = ()
    booked: Sequence[BookedView] = ()
    is_booked: bool = False
    """It is a place that is booked already: there is nothing to do until its day."""
    is_begun: bool = False
    shorter: str = ""
    """By how much another way would be, where the booked places are a detour."""


def next_of(person: Person, *, on: dt.date) -> NextView | None:
    """What every screen that says what comes next says of it."""
    return next_view(capability_of(person, on=on), giving_versions(person.trust_id))


def next_view(mine: Capability, versions: list[ActivityVersion]) -> NextView | None:
    if not any(level.is_counted for level in mine.levels):
        return None
    return next_on(way_of(mine, versions), versions)


def next_on(way: OwnWay, versions: Sequence[ActivityVersion], addresses: Addresses | None = None) -> NextView | None:
    """The first step of what is left beside the booked places; where nothing is left, the first of those.

    `addresses`: of what is on the way, where they have been read already.
    """
    steps, booked = steps_in_time(way.beside.steps, way.mine), booked_views(way)
    if not steps:
        return _booked(booked, way.saves_by_booking_nothing) if booked else None
    addresses = addresses_on(way, steps[:1]) if addresses is None else addresses
    return replace(_view(way, steps[0], versions, addresses), booked=booked)


def addresses_on(way: OwnWay, steps: Iterable[Step]) -> Addresses:
    """By activity."""
    return addresses_of(way.mine.person.trust_id, [version_of(way, step) for step in steps])


def _view(way: OwnWay, step: Step, versions: Sequence[ActivityVersion], addresses: Addresses) -> NextView:
    version, (level, then) = version_of(way, step), standing_at(way.mine, step)
    activity, person = version.activity, way.mine.person
    is_lesson = activity.kind == ActivityKind.LESSON
    sessions = _sessions(person, version) if activity.kind == ActivityKind.CLASSROOM else None
    return NextView(
        title=activity.title,
        minutes=version.minutes,
        kind=activity.get_kind_display(),
        is_lesson=is_lesson,
        address=addresses[activity.pk],
        level=level.level.name,
        then=then_words(then),
        how=how_words(version),
        test=test_of(version, versions, tests_of(person, on=way.mine.on)) if is_lesson else "",
        is_begun=is_lesson and is_begun(person, version),
        sessions=sessions,
        wishes=_wishes(person, version) if sessions == [] else [],
    )


def _booked(booked: Sequence[BookedView], shorter: int) -> NextView:
    first = booked[0]
    return NextView(
        title=first.title,
        minutes=first.minutes,
        kind="",
        is_lesson=False,
        address=first.address,
        level=first.level,
        then=_("you are booked for %(day)s") % {"day": first.day},
        how="",
        test="",
        sessions=None,
        booked=booked,
        is_booked=True,
        shorter=duration(shorter) if shorter > 0 else "",
    )


def standing_at(mine: Capability, step: Step) -> tuple[MyLevel, Standing]:
    """The level that a step is for, of those that need something first, and how one stands there before and after."""
    offer = Offer(step.piece.activity, step.piece.gives)
    counted = [level for level in mine.levels if level.is_counted]
    found = [(level, step_of(level.asked, mine.entries, offer, on=mine.on)) for level in counted]
    closer = (one for one in found if brings_closer(one[1], step.skills, keep_practice=one[0].lapses_soon))
    return next(closer, found[0])


def is_begun(person: Person, version: ActivityVersion) -> bool:
    """Since it was done last."""
    progress = progress_of(person, version)
    return progress is not None and stood_of(progress).is_begun


def _sessions(person: Person, version: ActivityVersion) -> list[SessionView]:
    return next_sessions(version.trust_id, person.pk, Wanted(activity=version.activity.uuid), now=timezone.now())


def _wishes(person: Person, version: ActivityVersion) -> list[WishView]:
    return wish_views(version.trust_id, person.pk, Q(pk=version.activity_id), now=timezone.now())


def how_words(version: ActivityVersion) -> str:
    """For what is not done on a screen: how it comes about."""
    match version.activity.kind:
        case ActivityKind.LESSON:
            return ""
        case ActivityKind.CLASSROOM:
            return _("You book a place in a session and come to it; you are recorded there.")
        case ActivityKind.SIGN_OFF:
            return _("You show it to an assessor, who signs it off. Ask your coach or the academy who that is.")
    return _("You do it in your own work. Tell your coach or the academy, who record it.")


def test_of(version: ActivityVersion, versions: Sequence[ActivityVersion], tests: Tests) -> str:
    """Nobody is made to sit through what they can show: the module's test, where it has one that is open to them."""
    code = version.activity.module_key
    own = (one for one in versions if one.activity.kind == ActivityKind.TEST and one.activity.module_key == code)
    return reverse("test", args=[code]) if code and tests.is_open(code) and any(own) else ""
