"""Which of the sessions that were recorded: by what it was, who came, and from when to when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .asked import day_in, words_in
from .door import CannotRead, TrustRequest


@dataclass(frozen=True)
class SessionsAsked:
    """`first` and `last` are days that still belong to it."""

    activity: str
    person: str
    first: dt.date | None
    last: dt.date | None

    @property
    def is_narrow(self) -> bool:
        return any((self.activity, self.person, self.first, self.last))


def sessions_asked(request: TrustRequest) -> SessionsAsked:
    words = _("What to search for is letters and figures, and no longer than a line.")
    first = day_in(request.GET, today=request.today, name="first")
    last = day_in(request.GET, today=request.today, name="last")
    if first and last and last < first:
        raise CannotRead(_("The last day to search lies before the first. Turn them around."))
    return SessionsAsked(
        activity=words_in(request.GET, "activity", words=words),
        person=words_in(request.GET, "person", words=words),
        first=first,
        last=last,
    )
