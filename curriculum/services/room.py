"""Rooms, and how many people each holds."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from workforce.models import Account, Site
from workforce.services.decision import note
from workforce.services.refusal import Refused

from ..enums import SessionState
from ..models import PlannedSession, Room
from .locks import hold_bookings


class CannotKeepRoom(Refused):
    """Another room has the name, or sessions are planned there. Its text is for the reader."""


@transaction.atomic
def open_room(*, site: Site, name: str, places: int, by: Account | None) -> Room:
    room = Room(trust_id=site.trust_id, site=site, recorded_by=by)
    _keep(room, name, places)
    note(by=by, did="opened a room", to=room)
    return room


@transaction.atomic
def change_room(*, room: Room, name: str, places: int, now: dt.datetime, by: Account | None) -> None:
    """It stays on its site; fewer places than a session there has are refused."""
    hold_bookings(room.trust_id)
    for session in _to_come(room, now).filter(capacity__gt=places)[:1]:
        raise CannotKeepRoom(f"“{session}” is planned there with {session.capacity} places. Change that first.")
    _keep(room, name, places)
    note(by=by, did="changed a room", to=room)


@transaction.atomic
def close_room(*, room: Room, now: dt.datetime, by: Account | None) -> None:
    hold_bookings(room.trust_id)
    for session in _to_come(room, now)[:1]:
        raise CannotKeepRoom(f"“{session}” is planned there. Move it first.")
    room.closed_date = timezone.localdate(now)
    room.save(update_fields=["closed_date"])
    note(by=by, did="closed a room", to=room)


def _to_come(room: Room, now: dt.datetime) -> QuerySet[PlannedSession]:
    there = PlannedSession.objects.filter(room=room, state=SessionState.OPEN, ends_at__gt=now)
    return there.select_related("activity").order_by("starts_at")


def _keep(room: Room, name: str, places: int) -> None:
    room.name, room.places = name.strip(), places
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError:
        raise CannotKeepRoom(f"{room.site} already has a room called {room.name}.") from None
