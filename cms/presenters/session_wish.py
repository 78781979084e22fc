"""What is learned in a room and has no session to come: whoever needs it asks to be told when one is planned."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from curriculum.models import SessionWish
from curriculum.queries.session_wish import without_a_session


@dataclass(frozen=True, slots=True)
class WishView:
    """`is_wished`: they have asked already, and can take it back."""

    uuid: UUID
    title: str
    is_wished: bool


def wish_views(trust: int, person: int | None, asked: Q, *, now: dt.datetime) -> list[WishView]:
    """Nobody asks for an account that is no person's: there is nobody to tell."""
    if person is None:
        return []
    own = SessionWish.objects.filter(activity=OuterRef("pk"), person=person)
    found = without_a_session(trust, now=now).filter(asked).annotate(is_wished=Exists(own))
    return [WishView(one.uuid, one.title, one.is_wished) for one in found]
