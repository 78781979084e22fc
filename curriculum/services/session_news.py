"""What people are told of their sessions, in letters that the worker writes. Their own pages say it in any case."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from workforce.services.job import queue_job

from ..models import Booking

LETTER = "cms.send_session_news"  # the site has the words; it is found by its name


class News(Enum):
    """Whether it leaves them with a place (or leading), which decides what their calendar is told."""

    BOOKED = "BOOKED", True
    BOOKED_FOR = "BOOKED_FOR", True
    PUT_IN_LINE = "PUT_IN_LINE", False
    LEADS = "LEADS", True
    MOVED_UP = "MOVED_UP", True
    RELEASED = "RELEASED", True
    CHANGED = "CHANGED", True
    GIVEN_UP = "GIVEN_UP", False
    LEADS_NO_MORE = "LEADS_NO_MORE", False
    NOT_RELEASED = "NOT_RELEASED", False
    CALLED_OFF = "CALLED_OFF", False
    NO_MORE_TO_WAIT_FOR = "NO_MORE_TO_WAIT_FOR", False

    def __init__(self, code: str, has_place: bool) -> None:
        self.code, self.has_place = code, has_place


def tell(news: News, bookings: Iterable[Booking]) -> None:
    """Of one trust, in the transaction of what happened: undone, nobody is told."""
    bookings = list(bookings)
    trust = bookings[0].trust if bookings else None
    for booking in bookings:
        queue_job(name=LETTER, arguments={"booking": booking.pk, "news": news.code}, trust=trust)
