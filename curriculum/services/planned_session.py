"""Planning a session: scheduled, changed, called off. Clashes are told by name before anything is written."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from workforce.models import Account, Person, Site
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import BookingPart, BookingState, Release, SessionState
from ..models import Activity, Booking, PlannedSession, Room
from ..queries.booking import busy_then
from ..queries.offer import giving_versions
from ..queries.session import BY_NAMES
from .booking import hours, next_revision
from .locks import hold_bookings
from .session_news import News, tell
from .session_wish import tell_who_wished
from .waiting_list import close, move_up, move_up_after

LONGEST = dt.timedelta(hours=24)
LONGEST_REASON = 200
MOST_PLACES = 1_000
MOST_NAMES = 5
TOLD = ("room", "place", "details")  # whoever has a place is told when one of these changes


class CannotPlan(Refused):
    """The session cannot be then, there, or like this. Its text is for the reader."""


class NoRoomThen(CannotPlan):
    """The room is taken, too small, or closed."""


class CannotCallOff(Refused):
    """It is over, called off already, or no reason was given. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where, for how many and led by whom. A room has a site of its own; `place` is for what is no room."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    capacity: int
    room: Room | None = None
    site: Site | None = None
    place: str = ""
    details: str = ""
    needs_release: bool = False
    facilitators: tuple[Person, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        return {
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "capacity": self.capacity,
            "room": self.room,
            "site": self.room.site if self.room else self.site,
            "place": "" if self.room else self.place.strip(),
            "details": self.details.strip(),
            "needs_release": self.needs_release,
        }


@transaction.atomic
def schedule_session(
    *, session: uuid.UUID, activity: Activity, plan: Plan, now: dt.datetime, by: Account
) -> PlannedSession:
    """Sent twice, it is scheduled once."""
    hold_bookings(activity.trust_id)
    if told := PlannedSession.objects.filter(trust=activity.trust_id, uuid=session).first():
        return told
    if activity.kind not in BY_NAMES or not any(
        v.activity_id == activity.pk for v in giving_versions(activity.trust_id)
    ):
        raise CannotPlan("This activity is not one that is given in a session.")
    _must_be_sound(plan, activity.trust_id, now)
    _must_have_the_room(plan, None)
    _must_be_free(plan, [person.pk for person in plan.facilitators], None)
    made = PlannedSession.objects.create(
        trust_id=activity.trust_id, uuid=session, activity=activity, recorded_by=by, **plan.columns
    )
    _name_leaders(made, plan, now, by)
    note(by=by, did="scheduled a session", to=made)
    tell_who_wished(made, now=now, by=by)
    return made


@transaction.atomic
def change_session(*, session: PlannedSession, plan: Plan, now: dt.datetime, by: Account) -> list[Booking]:
    """Whoever has a place keeps it at the new time and place. Answers who moved up from the waiting list."""
    hold_bookings(session.trust_id)
    session = _still_to_come(session, now, CannotPlan)
    _must_be_sound(plan, session.trust_id, now)
    _must_have_the_room(plan, session)
    booked = list(session.bookings.booked())
    learning = [one.person_id for one in booked if one.part == BookingPart.LEARNER]
    _must_hold(plan, len(learning))
    _must_be_free(plan, [*learning, *(person.pk for person in plan.facilitators)], session)
    is_moved = (session.starts_at, session.ends_at) != (plan.starts_at, plan.ends_at)
    is_news = is_moved or any(getattr(session, told) != plan.columns[told] for told in TOLD)
    _let_go(session, plan)
    _close_up(session, plan.capacity)
    _ask_again(session, plan, is_moved)
    for name, value in plan.columns.items():
        setattr(session, name, value)
    session.revision, session.changed_at = F("revision") + 1, Now()
    session.save()
    session.refresh_from_db()
    _name_leaders(session, plan, now, by)
    note(by=by, did="changed a session", to=session)
    if is_news:
        tell(News.CHANGED, session.bookings.booked().filter(pk__in=[one.pk for one in booked]))
    return [*move_up(session, now=now, by=by), *(move_up_after(booked, now=now, by=by) if is_moved else [])]


@transaction.atomic
def cancel_session(*, session: PlannedSession, reason: str, now: dt.datetime, by: Account) -> int:
    """Everybody is free again then. How many people had a place, or waited for one."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise CannotCallOff(f"Say why, in at most {LONGEST_REASON} letters: whoever booked reads it.")
    hold_bookings(session.trust_id)
    session = _still_to_come(session, now, CannotCallOff)
    live = list(session.bookings.live())
    close(live)
    session.state, session.reason = SessionState.CANCELLED, reason
    session.revision, session.changed_at = F("revision") + 1, Now()
    session.save()
    note(by=by, did="called a session off", to=session, people=len(live))
    tell(News.CALLED_OFF, [one for one in live if one.has_place])
    tell(News.NO_MORE_TO_WAIT_FOR, [one for one in live if not one.has_place])
    move_up_after(live, now=now, by=by)
    return len(live)


def _still_to_come(session: PlannedSession, now: dt.datetime, refusal: type[Refused]) -> PlannedSession:
    """As it stands now: somebody may have been quicker."""
    found = PlannedSession.objects.select_related("activity", "room__site", "site").get(pk=session.pk)
    if found.state == SessionState.CANCELLED:
        raise refusal("This session is called off already.")
    if found.starts_at <= now:
        raise refusal("This session has begun: it is as it was.")
    return found


def _must_be_given(activity: Activity) -> None:
    giving = {version.activity_id for version in giving_versions(activity.trust_id)}
    if activity.kind not in BY_NAMES or activity.pk not in giving:
        raise CannotPlan("This activity is not one that is given in a session.")


def _must_be_sound(plan: Plan, trust: int, now: dt.datetime) -> None:
    if plan.starts_at <= now:
        raise CannotPlan("That time is past. A session that was held already is recorded, not planned.")
    if not dt.timedelta() < plan.ends_at - plan.starts_at <= LONGEST:
        raise CannotPlan("It must end after it begins, and within a day.")
    if not 1 <= plan.capacity <= MOST_PLACES:
        raise CannotPlan(f"It must have places for 1 to {MOST_PLACES:,} people.")
    if plan.room is None and not plan.place.strip():
        raise CannotPlan("Say where it is: choose a room, or say the place in words.")
    if any(thing and thing.trust_id != trust for thing in (plan.room, plan.site, *plan.facilitators)):
        raise CannotPlan("The room, the site or whoever leads it is of another trust.")


def _must_have_the_room(plan: Plan, session: PlannedSession | None) -> None:
    room = plan.room
    if room is None:
        return
    if room.closed_date is not None and room.closed_date <= timezone.localdate(plan.ends_at):
        raise NoRoomThen(f"{room} is closed then.")
    if plan.capacity > room.places:
        raise NoRoomThen(f"{room} holds {room.places} people, not {plan.capacity}.")
    there = PlannedSession.objects.filter(
        room=room, state=SessionState.OPEN, starts_at__lt=plan.ends_at, ends_at__gt=plan.starts_at
    )
    for other in there.exclude(pk=session.pk if session else 0).select_related("activity").order_by("starts_at")[:1]:
        raise NoRoomThen(f"{room} is taken then: “{other}”, {hours(other)}.")


def _must_be_free(plan: Plan, people: list[int], session: PlannedSession | None) -> None:
    """Whoever would be in two places is named, but not where else they are."""
    busy = list(dict.fromkeys(str(one.person) for one in busy_then(people, plan.starts_at, plan.ends_at, but=session)))
    if not busy:
        return
    names, more = ", ".join(busy[:MOST_NAMES]), len(busy) - MOST_NAMES
    others = f" and {more} more" if more > 0 else ""
    raise CannotPlan(f"In two places at once then: {names}{others}.")


def _must_hold(plan: Plan, learners: int) -> None:
    if plan.capacity < learners:
        raise CannotPlan(f"{learners} people have a place already: there cannot be fewer places than that.")


def _close_up(session: PlannedSession, capacity: int) -> None:
    """Seats are numbered from 1 again, so that fewer places hold the same people; each moves to a lower number."""
    beyond = session.bookings.booked().learners().filter(seat__gt=capacity)
    if not beyond.exists():
        return
    for seat, booking in enumerate(session.bookings.booked().learners().order_by("seat"), 1):
        Booking.objects.filter(pk=booking.pk).update(seat=seat)


def _ask_again(session: PlannedSession, plan: Plan, is_moved: bool) -> None:
    """Release was given for those hours: at others it is asked for once more."""
    learners = session.bookings.booked().learners()
    if not plan.needs_release:
        learners.filter(release=Release.ASKED).update(release=Release.NOT_ASKED)
    elif is_moved:
        learners.update(release=Release.ASKED, release_at=None, release_by=None, planned_minutes=None)
    else:
        learners.filter(release=Release.NOT_ASKED).update(release=Release.ASKED)


def _let_go(session: PlannedSession, plan: Plan) -> None:
    """Who no longer leads it is free; who will lead it does not also learn there."""
    leading = session.bookings.live().filter(part=BookingPart.FACILITATOR)
    no_more = list(leading.exclude(person__in=plan.facilitators))
    close(no_more)
    tell(News.LEADS_NO_MORE, no_more)
    close(session.bookings.live().learners().filter(person__in=plan.facilitators))


def _name_leaders(session: PlannedSession, plan: Plan, now: dt.datetime, by: Account) -> None:
    """Those who lead it are booked, so that they are nowhere else."""
    there = set(session.bookings.booked().filter(part=BookingPart.FACILITATOR).values_list("person", flat=True))
    made = Booking.objects.bulk_create(
        Booking(
            trust_id=session.trust_id,
            session=session,
            person=person,
            part=BookingPart.FACILITATOR,
            state=BookingState.BOOKED,
            asked_at=now,
            revision=next_revision(session, person),
            recorded_by=by,
        )
        for person in dict.fromkeys(plan.facilitators)
        if person.pk not in there
    )
    tell(News.LEADS, made)
