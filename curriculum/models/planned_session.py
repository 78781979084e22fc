"""Sessions that are still to be held, and who has a place in them. What must never be wrong the database refuses.

Nobody is in two places at once, no room is, no seat is taken twice, and no session holds more people than it has
places: whoever writes, from however many machines. The services only say it kindly.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from workforce.enums import NAMED_ACCESS, Role
from workforce.models import Account, Person, Site, Trust
from workforce.models.reaching import OfPeopleQuerySet, whole_trust_in_reach
from workforce.models.stretch import Recorded, keeps_its_history

from ..enums import BookingPart, BookingState, Release, SessionState
from .activity import Activity
from .room import Room

LEADS_SESSIONS = (Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD)

TAKES_ITS_HOURS = """
-- until this transaction ends nobody moves the session or takes places away
SELECT tstzrange(starts_at, ends_at), capacity INTO NEW.during, places
  FROM curriculum_plannedsession WHERE id = NEW.session_id FOR SHARE;
IF NEW.seat > places THEN
    RAISE EXCEPTION 'session % has % places', NEW.session_id, places
        USING ERRCODE = 'check_violation', CONSTRAINT = 'session_has_a_place_for_each';
END IF;
RETURN NEW;
"""
MOVES_ITS_BOOKINGS = """
UPDATE curriculum_booking SET during = tstzrange(NEW.starts_at, NEW.ends_at)
 WHERE session_id = NEW.id AND during <> tstzrange(NEW.starts_at, NEW.ends_at);
PERFORM 1 FROM curriculum_booking WHERE session_id = NEW.id AND seat > NEW.capacity;
IF FOUND THEN
    RAISE EXCEPTION 'session % has people beyond its % places', NEW.id, NEW.capacity
        USING ERRCODE = 'check_violation', CONSTRAINT = 'session_has_a_place_for_each';
END IF;
RETURN NULL;
"""


@keeps_its_history()
class PlannedSession(Recorded):
    """A session of an activity that people can book: when, where, and for how many.

    Personal data: who planned it, and who called it off.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="planned_sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, blank=True, related_name="sessions")
    place = models.CharField(max_length=200, blank=True, help_text="In words, where it is in none of the rooms")
    details = models.CharField(max_length=500, blank=True, help_text="How to find or join it, what to bring")
    capacity = models.PositiveSmallIntegerField()
    needs_release = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=SessionState, default=SessionState.OPEN)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was called off")
    revision = models.PositiveIntegerField(default=0, help_text="One more with each change: calendars follow it")
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(room__isnull=False) | ~Q(place=""), name="session_is_somewhere"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_places"),
            models.CheckConstraint(
                condition=Q(state="OPEN", reason="") | (Q(state="CANCELLED") & ~Q(reason="")),
                name="session_is_called_off_for_a_reason",
            ),
            ExclusionConstraint(
                name="room_holds_one_session_at_a_time",
                expressions=[
                    ("trust", RangeOperators.EQUAL),
                    ("room", RangeOperators.EQUAL),
                    (
                        Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state="OPEN", room__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["trust", "starts_at"], name="planned_session_by_time")]
        triggers = [
            pgtrigger.Trigger(
                name="session_moves_its_bookings",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("starts_at", "ends_at", "capacity"),
                func=pgtrigger.Func(MOVES_ITS_BOOKINGS),
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def where(self) -> str:
        return str(self.room) if self.room else self.place


class BookingQuerySet(OfPeopleQuerySet):
    def live(self) -> Self:
        """A place, or a hope of one."""
        return self.filter(state__in=[BookingState.BOOKED, BookingState.WAITING])

    def booked(self) -> Self:
        return self.filter(state=BookingState.BOOKED)

    def waiting(self) -> Self:
        """In the order in which they asked."""
        return self.filter(state=BookingState.WAITING).order_by("asked_at", "pk")

    def learners(self) -> Self:
        return self.filter(part=BookingPart.LEARNER)

    def open_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Of sessions that the account runs, and of people whom it reaches by name."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        reached = Person.objects.reached_by(account, NAMED_ACCESS, on=on)
        own = Booking.objects.booked().filter(part=BookingPart.FACILITATOR, person__account=account.pk)
        runs = Q(session__recorded_by=account.pk) | Q(session__in=own.values("session"))
        led = Trust.objects.filter(whole_trust_in_reach("", account, LEADS_SESSIONS, on))
        return self.filter(runs | Q(trust__in=led.values("pk")) | Q(person__in=reached.values("pk")))


@keeps_its_history()
class Booking(Recorded):
    """Somebody's place in a session, or on its waiting list; whoever leads it is booked too, without a seat.

    Personal data: who comes where and when; whether a manager released them; whether they came. `during` repeats the
    session's hours; the database keeps it so, and with it nobody in two places at once.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(PlannedSession, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    part = models.CharField(max_length=11, choices=BookingPart, default=BookingPart.LEARNER)
    state = models.CharField(max_length=9, choices=BookingState)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    release = models.CharField(max_length=9, choices=Release, default=Release.NOT_ASKED)
    release_at = models.DateTimeField(null=True, blank=True)
    release_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    release_words = models.CharField(max_length=200, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Released for so long")
    checked_in_at = models.DateTimeField(null=True, blank=True)
    given_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="What was taken in the end; 0: did not come; empty: not recorded yet"
    )
    during = DateTimeRangeField(editable=False)
    revision = models.PositiveIntegerField(default=0, help_text="One more with each change: calendars follow it")
    changed_at = models.DateTimeField(db_default=Now())

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "session", "person"],
                condition=Q(state__in=["BOOKED", "WAITING"]),
                name="person_books_a_session_once",
            ),
            models.UniqueConstraint(fields=["trust", "session", "seat"], name="seat_is_taken_once"),
            ExclusionConstraint(
                name="person_is_in_one_place_at_a_time",
                expressions=[
                    ("trust", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="BOOKED"),
            ),
            models.CheckConstraint(
                condition=Q(part="LEARNER", state="BOOKED", seat__gte=1)
                | (Q(seat=None) & (~Q(part="LEARNER") | ~Q(state="BOOKED"))),
                name="learner_with_a_place_has_a_seat",
            ),
            models.CheckConstraint(
                condition=~Q(part="FACILITATOR", state="WAITING"), name="facilitator_waits_for_no_place"
            ),
            models.CheckConstraint(
                condition=Q(release__in=["NOT_ASKED", "ASKED"], release_at=None)
                | Q(release__in=["GIVEN", "REFUSED"], release_at__isnull=False),
                name="release_is_decided_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(release="GIVEN") | Q(planned_minutes__isnull=False), name="release_is_for_so_long"
            ),
            models.CheckConstraint(
                condition=~Q(release="REFUSED") | Q(state="CANCELLED"), name="who_is_not_released_has_no_place"
            ),
        ]
        indexes = [
            models.Index(fields=["trust", "person"], name="booking_by_person"),
            models.Index(fields=["trust", "session", "state"], name="booking_by_session"),
            models.Index(
                fields=["trust", "person"], condition=Q(state="BOOKED", release="ASKED"), name="booking_to_be_released"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="booking_takes_its_hours",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("seat", "session_id", "during"),
                declare=[("places", "integer")],
                func=pgtrigger.Func(TAKES_ITS_HOURS),
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"

    @property
    def has_place(self) -> bool:
        return self.state == BookingState.BOOKED
