"""A pasted list of names, read again at each step: what a form says of who is meant is not believed."""

from __future__ import annotations

import datetime as dt

from cms.presenters.session import Preview, preview_of
from curriculum.models import Activity
from curriculum.queries.session import recorded_on
from curriculum.rules import RECORDERS
from workforce.models import Person, PostStretch, UnitPlace
from workforce.queries.roster import read_roster

from .door import TrustRequest


def who_is_meant(
    request: TrustRequest, text: str, activity: Activity, day: dt.date, *, known: frozenset[int] = frozenset()
) -> Preview:
    """Of the people for whom the reader may record; `known`: whom they may record in any case."""
    lines = read_roster(text, request.trust, on=day)
    meant = {person.pk: person for line in lines for person in line.people}
    reached = Person.objects.reached_by(request.user, RECORDERS, on=request.today).filter(pk__in=meant)
    return preview_of(
        lines,
        may=({*reached.values_list("pk", flat=True)} | known) - {request.user.person_id},
        own=request.user.person_id,
        before=recorded_on(activity, day, meant.values()),
        chosen={name: str(value) for name, value in request.POST.items() if name.startswith("line-")},
        posts=_posts(request, meant),
    )


def _posts(request: TrustRequest, people: dict[int, Person]) -> dict[int, str]:
    """What tells two of one name apart: their work and where."""
    rows = PostStretch.objects.filter(trust=request.trust, person__in=people).on(request.today).order_by("-fte", "pk")
    posts = list(rows)
    places = UnitPlace.objects.filter(trust=request.trust, unit__in={post.unit_id for post in posts}).on(request.today)
    names = dict(places.values_list("unit", "name"))
    told: dict[int, str] = {}
    for post in posts:
        words = ", ".join(part for part in (post.title or post.job_role, names.get(post.unit_id, "")) if part)
        told.setdefault(post.person_id, words)
    return told
