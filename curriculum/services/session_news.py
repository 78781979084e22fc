"""What people are told of their sessions: the one seam to notices. Their pages and calendars say it in any case."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ..models import Booking


class News(Enum):
    MOVED_UP = "a place has come free for you"
    RELEASED = "your manager has released you"
    NOT_RELEASED = "your manager has not released you"
    CHANGED = "a session that you booked is at another time or place"
    CALLED_OFF = "a session that you booked is called off"


def tell(news: News, bookings: Sequence[Booking]) -> None:
    """Nothing is sent yet."""
