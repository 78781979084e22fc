"""The names behind the numbers of what a unit needs: who needs something, or one thing of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.presenters.prescription import beyond_words
from cms.presenters.prescription_unit import code_of, names_of
from cms.presenters.way_who import who_lines
from curriculum.calc.asks import Ask
from curriculum.calc.prescribed import Prescription
from curriculum.models import Activity
from curriculum.queries.booking import places_to_come
from curriculum.queries.my_people import Asked
from curriculum.queries.prescription_unit import MOST, each_in_need, levels_expected
from workforce.models import Person

from .asked import uuid_in
from .door import CannotRead, TrustRequest, of_trust
from .people import not_to_remind, place_of_people
from .prescription import ahead_in, prescriber_for

NOTHING = gettext_lazy("Nobody here needs that any more, or nothing of that kind is asked of anybody.")


@dataclass(frozen=True, slots=True)
class Which:
    """One activity, or one thing that nothing on offer brings; neither: whatever they need."""

    activity: Activity | None = None
    beyond: str = ""

    def is_of(self, one: Prescription) -> bool:
        if self.activity:
            return any(step.piece.activity == self.activity.pk for step in one.steps)
        return not self.beyond or any(code_of(ask) == self.beyond for ask in one.beyond)


@of_trust("curriculum.view_coverage")
def way_who(request: TrustRequest) -> HttpResponse:
    place, which, now = place_of_people(request), which_in(request), timezone.now()
    levels = levels_expected(Asked(trust=request.trust, on=request.today, unit=place.unit_id))
    if len(levels) > MOST:
        return redirect(f"{reverse('unit-way')}?unit={place.unit.uuid}")
    needing = [(person, one) for person, one in each_in_need(levels, prescriber_for(request)) if which.is_of(one)]
    people = [person.pk for person, _one in needing]
    places = places_to_come(people, which.activity.pk, now=now) if which.activity else {}
    told = {
        "place": place,
        "months": ahead_in(request),
        "activity": which.activity,
        "title": title_of(which, needing),
        "lines": who_lines(needing, which.activity, places, not_to_remind(request, people)),
        "me": request.user.person_id,
        "may_book": request.user.has_perm("curriculum.release_people", request.trust),
    }
    return render(request, "screens/manage/way_who.html", told)


def which_in(request: TrustRequest) -> Which:
    text, beyond = request.GET.get("activity", ""), request.GET.get("beyond", "")
    if not text:
        return Which(beyond=beyond)
    uuid: UUID = uuid_in(text, words=str(NOTHING))
    activity = Activity.objects.filter(trust=request.trust, uuid=uuid).first()
    if activity is None:
        raise CannotRead(str(NOTHING), name="activity")
    return Which(activity)


def title_of(which: Which, needing: list[tuple[Person, Prescription]]) -> str:
    if which.activity:
        return which.activity.title
    if not which.beyond:
        return _("Who needs something")
    ask = next((ask for _person, one in needing for ask in one.beyond if code_of(ask) == which.beyond), None)
    if ask is None:
        raise CannotRead(str(NOTHING), name="beyond")
    return beyond_title(ask)


def beyond_title(ask: Ask) -> str:
    return beyond_words(ask, names_of([ask]))


urlpatterns = [path("manage/people/way/who/", way_who, name="unit-way-who")]
