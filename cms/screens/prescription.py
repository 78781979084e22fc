"""The shortest way: what is left to learn for oneself, and for everybody in a unit, never more than is needed."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.presenters.csv import as_csv
from cms.presenters.due import counted
from cms.presenters.my_way import modules_by_level, way_of
from cms.presenters.prescription import way_view
from cms.presenters.prescription_unit import UnitView, unit_view
from curriculum.queries.capability import capability_of
from curriculum.queries.my_people import Asked
from curriculum.queries.offer import giving_versions
from curriculum.queries.planned_session import number_to_come
from curriculum.queries.prescription import Prescriber
from curriculum.queries.prescription_unit import MOST, levels_expected, unit_prescription
from workforce.models import UnitPlace
from workforce.queries.tree import children_of

from .asked import choice_in
from .door import TrustRequest, of_trust
from .people import place_of_people

AHEAD = ("3", "12")
HEADS = ("activity", "kind", "people", "times", "minutes_each", "hours")


@of_trust("curriculum.view_own_record")
def my_way(request: TrustRequest) -> HttpResponse:
    person = request.user.person
    if person is None:
        return render(request, "screens/learner/unmatched.html")
    mine = capability_of(person, on=request.today)
    offered = giving_versions(person.trust_id)
    way = way_of(mine, offered, months=ahead_in(request))
    told = {
        "person": person,
        "way": way_view(way, offered),
        "by": way.prescriber.window.by,
        "months": ahead_in(request),
        "levels": [level.level.name for level in counted(mine)],
    }
    return render(request, "screens/learner/way.html", told)


def prescriber_for(request: TrustRequest) -> Prescriber:
    return Prescriber(request.trust, on=request.today, months=ahead_in(request), modules=modules_by_level())


def ahead_in(request: TrustRequest) -> int:
    """How many months to look ahead: three, unless a whole year is asked for."""
    words = _("The way is worked out for 3 or for 12 months.")
    return int(choice_in(request.GET, "months", set(AHEAD), words=words) or AHEAD[0])


@of_trust("curriculum.view_coverage")
def unit_way(request: TrustRequest) -> HttpResponse:
    place = place_of_people(request)
    below = children_of(place.unit, on=request.today)
    told = {"place": place, "below": below, "months": ahead_in(request), "way": _unit(request, place), "most": MOST}
    return render(request, "screens/manage/way.html", told)


@of_trust("curriculum.view_coverage")
def unit_way_csv(request: TrustRequest) -> HttpResponse:
    way = _unit(request, place_of_people(request))
    return as_csv(f"what-is-needed-{request.today.isoformat()}.csv", HEADS, _lines(way))


def _lines(way: UnitView) -> Iterator[list[object]]:
    for line in way.lines:
        yield [line.title, line.kind, line.people, line.times, line.minutes_each, f"{line.minutes / 60:.1f}"]


def _unit(request: TrustRequest, place: UnitPlace) -> UnitView:
    """Of more people than can be worked out while somebody waits, nothing but their number."""
    levels = levels_expected(Asked(trust=request.trust, on=request.today, unit=place.unit_id))
    if len(levels) > MOST:
        return UnitView(people=len(levels), is_too_many=True)
    prescriber = prescriber_for(request)
    told = unit_prescription(levels, prescriber)
    return unit_view(told, prescriber, number_to_come(request.trust, told.people, now=timezone.now()))


urlpatterns = [
    path("my/way/", my_way, name="my-way"),
    path("manage/people/way/", unit_way, name="unit-way"),
    path("manage/people/way.csv", unit_way_csv, name="unit-way-csv"),
]
