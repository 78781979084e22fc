"""A manager reminds one of their people of what their present work asks of them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.presenters.reminder import reminder_of
from curriculum.services.reminder import remind as remind_person
from workforce.models import Person
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust


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


def _back(request: TrustRequest, person: Person) -> str:
    """To the list, as it was filtered, and never off this site."""
    back = request.POST.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("person", args=[person.uuid])


urlpatterns = [path("manage/people/<uuid:uuid>/remind/", remind, name="remind")]
