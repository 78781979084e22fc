"""Who has not answered a published proposal, and what its withdrawal would leave as it is, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.enums import Answer, ProposedState
from coaching.models import Pairing, ProposedSeat
from coaching.queries.unanswered import Unanswered, unanswered
from coaching.services.proposed import has_begun

from .pairing_names import listed


@dataclass(frozen=True, slots=True)
class UnansweredView:
    who: str
    about: str
    when: str
    is_reminded: bool


def unanswered_views(pairing: Pairing, *, on: dt.date) -> list[UnansweredView]:
    return [_view(one, on) for one in unanswered(pairing, on=on)]


def _view(one: Unanswered, on: dt.date) -> UnansweredView:
    if one.is_of_team:
        who, about = listed(map(str, one.people)) or _("Nobody leads or sponsors it"), _("for %(team)s")
    else:
        who, about = str(one.people[0]), _("as a coach of %(team)s")
    asked = _("Asked on %(day)s.") % {"day": _day(one.asked_date)}
    reminded = one.reminded_date and _("Reminded on %(day)s.") % {"day": _day(one.reminded_date)}
    when = " ".join(words for words in (asked, reminded) if words)
    return UnansweredView(who, about % {"team": one.team}, when, one.may_be_reminded(on))


def what_stays(pairing: Pairing, *, on: dt.date) -> list[str]:
    """Before it is withdrawn: what that does to whoever has accepted."""
    agreed = pairing.teams.filter(state=ProposedState.AGREED).count()
    asked = pairing.teams.filter(state=ProposedState.ASKED).count()
    seats = ProposedSeat.objects.filter(proposed__pairing=pairing, proposed__state=ProposedState.ASKED)
    accepted = seats.filter(answer=Answer.ACCEPTED).select_related("coach__person", "coaching", "proposed__pairing")
    given = [(seat, seat.coaching) for seat in accepted.select_related("proposed__team").order_by("pk")]
    begun = [seat for seat, coaching in given if coaching and has_begun(coaching, seat.proposed, on=on)]
    return [words for words in (_agreed(agreed), _open(asked), _begun(begun), _not_begun(given, begun)) if words]


def _agreed(n: int) -> str:
    words = ngettext(
        "%(n)s team has its pair, accepted by everybody. It stays: to end it, go to the team’s page.",
        "%(n)s teams have their pairs, accepted by everybody. They stay: to end one, go to the team’s page.",
        n,
    )
    return words % {"n": n} if n else ""


def _open(n: int) -> str:
    words = ngettext(
        "%(n)s team that waits for answers is open again. Nobody need answer any more.",
        "%(n)s teams that wait for answers are open again. Nobody need answer any more.",
        n,
    )
    return words % {"n": n} if n else ""


def _begun(seats: list[ProposedSeat]) -> str:
    words = _("Accepted and begun, so that it stays: %(who)s.")
    return words % {"who": _named(seats)} if seats else ""


def _not_begun(given: Sequence[tuple[ProposedSeat, object]], begun: list[ProposedSeat]) -> str:
    rest = [seat for seat, _coaching in given if seat not in begun]
    words = _("Accepted but not begun, so that they have their place back: %(who)s.")
    return words % {"who": _named(rest)} if rest else ""


def _named(seats: list[ProposedSeat]) -> str:
    return listed(f"{seat.coach} ({seat.proposed.team})" for seat in seats)


def _day(day: dt.date) -> str:
    return formats.date_format(day, "j F Y")
