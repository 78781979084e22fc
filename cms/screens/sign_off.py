"""An assessor signs off a skill that somebody else has shown."""

from __future__ import annotations

import uuid as uuids
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from cms.forms.session import SignOffForm
from cms.pages import module_titles
from curriculum.enums import ActivityKind
from curriculum.models import ActivityDose, ActivityVersion
from curriculum.queries.assessor import signable
from curriculum.queries.session import recordable
from curriculum.services.sign_off import sign_off
from workforce.models import Person
from workforce.services.refusal import Refused

from .asked import uuid_in
from .door import TrustRequest, of_trust


@of_trust("curriculum.sign_off_people")
def sign_off_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """For others there is no such person."""
    person = Person.objects.filter(trust=request.trust, uuid=uuid).first()
    if person is None or not request.user.has_perm("curriculum.sign_off_person", person):
        raise Http404
    versions = offered(request, person)
    data = request.POST if request.method == "POST" else None
    titles = module_titles(request.trust.pk)
    form = SignOffForm(data, versions=versions, modules=titles, words=skill_words(versions), today=request.today)
    token = request.POST.get("token") or str(uuids.uuid4())
    if form.is_bound and form.is_valid() and _signed(request, person, form, token):
        return redirect("session", token)
    told = {"person": person, "form": form, "token": token, "versions": versions}
    return render(request, "screens/manage/sessions/sign_off.html", told, status=422 if form.errors else 200)


def offered(request: TrustRequest, person: Person) -> list[ActivityVersion]:
    """What this assessor may sign off: what they hold, or all of it where they answer for assessors."""
    versions = recordable(request.trust, kinds=(ActivityKind.SIGN_OFF,))
    if request.user.has_perm("curriculum.answer_for_assessors", person):
        return versions
    return signable(request.user.person, versions, on=request.today)


def skill_words(versions: list[ActivityVersion]) -> dict[int, str]:
    """What each signs off: the skills and how deep."""
    doses = ActivityDose.objects.filter(version__in=versions).select_related("skill").order_by("skill__position")
    words: dict[int, list[str]] = {}
    for dose in doses:
        words.setdefault(dose.version_id, []).append(f"{dose.skill.name}, “{dose.get_depth_display()}”")
    return {version: "; ".join(some) for version, some in words.items()}


def _signed(request: TrustRequest, person: Person, form: SignOffForm, token: str) -> bool:
    try:
        sign_off(
            session=uuid_in(token, words=_("This form is not whole. Begin it again.")),
            person=person,
            version=form.version(),
            seen_date=form.cleaned_data["day"],
            words=form.cleaned_data["words"],
            answers_for_assessors=request.user.has_perm("curriculum.answer_for_assessors", person),
            on=request.today,
            by=request.user,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Signed off for %(person)s.") % {"person": person})
    return True


urlpatterns = [path("manage/people/<uuid:uuid>/sign-off/", sign_off_page, name="sign-off")]
