"""One of my people: their levels, what they hold of each, their sessions, and what a manager can do for them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Min, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from cms.presenters.nomination import nomination_lines
from cms.presenters.people import rows_in_words, target_view
from cms.presenters.person_bookings import person_bookings
from curriculum.calc.coverage import State
from curriculum.queries.booking import own_bookings
from curriculum.queries.column import levels_on
from curriculum.queries.my_people import Asked, Row, held_on, rows_of
from curriculum.queries.need import needs_of
from curriculum.queries.nomination import nominations_now
from workforce.models import Person, PostStretch, UnitPlace
from workforce.queries.account import with_a_way_in
from workforce.queries.slip import number_of

from .door import TrustRequest, of_trust
from .people import not_to_remind

EARLIER = 10


@of_trust("curriculum.view_coverage")
def person(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Somebody's levels and what they hold of each, for who may see them by name. For others there is no such page."""
    found = Person.objects.filter(trust=request.trust, uuid=uuid).first()
    if found is None or not request.user.has_perm("workforce.view_person", found):
        raise Http404
    levels = {level.pk: level for level in levels_on(request.trust, on=request.today)}
    rows = rows_of(Asked(trust=request.trust, on=request.today, person=found.pk))
    held = held_on(request.trust, [found.pk], on=request.today)
    views = rows_in_words(rows, levels, held, needs_of(request.trust, rows, on=request.today))
    blocks = [
        {
            "row": view,
            "targets": [
                target_view(target, held.get((found.pk, row.level_id), {}).get(target.skill_id))
                for target in levels[row.level_id].targets
            ],
        }
        for row, view in zip(rows, views, strict=True)
        if row.level_id in levels
    ]
    told = {
        "person": found,
        "blocks": blocks,
        "posts": posts_of(request, found),
        "sessions": sessions_of(found, now=timezone.now()),
        "named": nomination_lines(nominations_now(found, on=request.today)),
        "may_sign_off": request.user.has_perm("curriculum.sign_off_person", found),
        "may_nominate": request.user.has_perm("curriculum.nominate_person", found),
        "may_book": request.user.has_perm("curriculum.release_person", found),
        "may_remind": needs_reminding(rows) and request.user.has_perm("curriculum.remind_person", found),
        "reminded": not_to_remind(request, [found.pk]).get(found.pk, ""),
        "slip": slip_for(request, found),
    }
    return render(request, "screens/manage/person.html", told)


def slip_for(request: TrustRequest, found: Person) -> str:
    """Where a slip is made for somebody who has no way in; empty where that is not the reader's to do."""
    if with_a_way_in([found.pk]) or not request.user.has_perm("workforce.hand_out_slip", found):
        return ""
    number = number_of(found, on=request.today)
    return f"{reverse('slips')}?{urlencode({'numbers': number})}" if number else ""


def sessions_of(found: Person, *, now: dt.datetime) -> dict[str, Any]:
    """All that are to come, and the last few of those that are over."""
    theirs = own_bookings(found)
    to_come = theirs.filter(session__ends_at__gt=now).order_by("session__starts_at", "pk")
    earlier = theirs.filter(session__ends_at__lte=now).order_by("-session__starts_at", "-pk")[:EARLIER]
    return {"to_come": person_bookings(to_come, now=now), "earlier": person_bookings(earlier, now=now)}


def needs_reminding(rows: list[Row]) -> bool:
    return any(row.fading or row.state in (State.OVERDUE, State.IN_TIME) for row in rows)


def posts_of(request: TrustRequest, found: Person) -> list[dict[str, object]]:
    posts = PostStretch.objects.filter(trust=request.trust, person=found).on(request.today).order_by("since", "pk")
    in_the_unit = PostStretch.objects.filter(post=OuterRef("post"), unit=OuterRef("unit"))
    first = in_the_unit.values("post").annotate(first=Min("since")).values("first")  # a new band is no new post
    rows = list(posts.select_related("unit").annotate(first=Subquery(first)))
    places = UnitPlace.objects.filter(trust=request.trust, unit__in=[row.unit_id for row in rows]).on(request.today)
    names = dict(places.values_list("unit", "name"))
    return [
        {
            "unit": names.get(row.unit_id, ""),
            "href": f"{reverse('coverage')}?{urlencode({'unit': row.unit.uuid})}",
            "words": row.title or row.job_role,
            "kind": row.get_kind_display(),
            "since": row.first,
        }
        for row in rows
    ]


urlpatterns = [path("manage/people/<uuid:uuid>/", person, name="person")]
