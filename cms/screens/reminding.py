"""A manager reminds their people, one or all who are due, of what their present work asks of them."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cms.forms.reminder import RemindForm
from cms.presenters.reminder import reminded_words, reminder_of
from curriculum.queries.my_people import rows_of
from curriculum.queries.reminder import reminded
from curriculum.services.reminder import remind as remind_person
from curriculum.services.reminder import remind_each
from workforce.models import Notice, Person
from workforce.queries.account import with_a_way_in
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .people import PeopleAsked, people_asked
from .person import needs_reminding

AT_ONCE = 200


@require_POST
@of_trust("curriculum.remind_people")
def remind(request: TrustRequest, uuid: UUID) -> HttpResponse:
    person = Person.objects.filter(trust=request.trust, uuid=uuid).select_related("trust").first()
    if person is None or not request.user.has_perm("curriculum.remind_person", person):
        raise Http404
    words, link = reminder_of(person, by=request.user, on=request.today)
    try:
        remind_person(person=person, words=words, link=link, by=request.user, on=request.today)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%(person)s is reminded.") % {"person": person})
    return redirect(_back(request, person))


@of_trust("curriculum.remind_people")
def remind_all(request: TrustRequest) -> HttpResponse:
    """Everybody in the list as it is filtered who needs something: looked at first, and some of them left out."""
    asked = people_asked(request)
    people, earlier, without = due_people(request, asked)
    told_already = [one.person for one in earlier]
    data = request.POST if request.method == "POST" else None
    form = RemindForm(data, people=people[:AT_ONCE], earlier=told_already)
    if form.is_bound and form.is_valid():
        return _reminded(request, form, asked)
    told = {
        "asked": asked,
        "form": form,
        "earlier": [{"person": one.person, "words": reminded_words(one)} for one in earlier],
        "most": AT_ONCE,
        "more": len(people) > AT_ONCE,
        "has_some": bool(people),
        "without": without,
        "may_give_slips": request.user.has_perm("workforce.hand_out_slips", request.trust),
    }
    return render(request, "screens/manage/remind_all.html", told, status=422 if form.errors else 200)


def due_people(request: TrustRequest, asked: PeopleAsked) -> tuple[list[Person], list[Notice], int]:
    """Who needs something and can be reminded; the reminders of those who were this week; how many none reaches."""
    due = {row.person_id for row in rows_of(asked.asked) if needs_reminding([row])} - {request.user.person_id}
    earlier, reached = reminded(request.trust, due, on=request.today), with_a_way_in(due)
    left = reached - earlier.keys()
    people = Person.objects.filter(trust=request.trust, pk__in=left).select_related("trust")
    notices = Notice.objects.filter(pk__in=[one.pk for one in earlier.values()]).select_related(
        "person", "told_by__person"
    )
    names = ("family_name", "given_name", "pk")
    told = list(notices.order_by(*(f"person__{name}" for name in names)))
    return list(people.order_by(*names)[: AT_ONCE + 1]), told, len(due - reached - earlier.keys())


def _reminded(request: TrustRequest, form: RemindForm, asked: PeopleAsked) -> HttpResponse:
    words = partial(reminder_of, by=request.user, on=request.today)
    done, refused = remind_each(people=form.chosen(), words=words, by=request.user, on=request.today)
    if done:
        told = ngettext("%(n)s person is reminded.", "%(n)s people are reminded.", len(done))
        messages.success(request, told % {"n": len(done)})
    for refusal in refused:
        messages.warning(request, refusal)
    return redirect(asked.address())


def _back(request: TrustRequest, person: Person) -> str:
    """To the list, as it was filtered, and never off this site."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("person", args=[person.uuid])


urlpatterns = [
    path("manage/people/<uuid:uuid>/remind/", remind, name="remind"),
    path("manage/people/remind/", remind_all, name="remind-all"),
]
