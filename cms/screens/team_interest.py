"""Anybody tells of a team that wants to improve; the team tells of itself, its people and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.team import InterestForm, MemberForm, ReadinessForm, TeamForm
from coaching.enums import AcademyKind
from coaching.models import Academy, TeamMember
from coaching.services.team import add_member, change_team, end_membership, express_interest
from coaching.services.team_selection import answer_readiness
from workforce.services.refusal import Refused

from .asking import ask, data_of
from .coaching_door import TeamRequest, of_team
from .door import TrustRequest, of_trust

CHANGE, READY = "coaching.change_team", "coaching.answer_readiness"


@of_trust("coaching.express_interest")
def interest(request: TrustRequest) -> HttpResponse:
    if request.user.person is None:
        raise PermissionDenied(_("Your account is not matched to a person yet. An administrator can match it."))
    academies = Academy.objects.visible_to(request.user, on=request.today)
    local = academies.filter(closed_date=None, kind=AcademyKind.LOCAL).order_by("pk")
    form = InterestForm(request.POST if request.method == "POST" else None, trust=request.trust, academies=local)
    if form.is_bound and form.is_valid():
        try:
            told = {"team": form.cleaned_data["token"], "told": form.told(), "applicant": request.user.person}
            row = express_interest(**told, on=request.today, by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. Next, answer the readiness check: it takes five minutes."))
            return redirect("team", row.uuid)
    words = [_("A team is five to twelve people who do the work, with somebody senior who clears the way.")]
    told = {
        "title": _("A team that wants to improve"),
        "caption": _("Expression of interest"),
        "words": words,
        "form": form,
        "button": _("Send it"),
        "back": reverse("teams"),
        "back_words": _("Teams"),
    }
    return render(request, "screens/coach/ask.html", told, status=422 if form.errors else 200)


@of_team(CHANGE)
def about(request: TeamRequest) -> HttpResponse:
    form = TeamForm(data_of(request), team=request.team)

    def keep() -> None:
        change_team(team=request.team, by=request.user, **form.cleaned_data)

    return asked(request, form, keep, title=_("What the team says of itself"))


@of_team(CHANGE)
def add(request: TeamRequest) -> HttpResponse:
    form = MemberForm(data_of(request), trust=request.trust)

    def keep() -> None:
        said = form.cleaned_data
        add_member(team=request.team, person=said["email"], part=said["part"], on=request.today, by=request.user)

    words = [_("Whoever belongs to the team reads its page: sessions, measures, tests and barriers.")]
    return asked(request, form, keep, title=_("Add somebody to the team"), words=words)


@of_team(CHANGE)
def people(request: TeamRequest) -> HttpResponse:
    members = TeamMember.objects.filter(team=request.team).on(request.today).select_related("person")
    told = {"team": request.team, "members": members.order_by("part", "person__family_name")}
    return render(request, "screens/coach/team_people.html", told)


@require_POST
@of_team(CHANGE)
def remove(request: TeamRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(TeamMember.objects.filter(team=request.team).on(request.today), pk=pk)
    end_membership(member=member, on=request.today, by=request.user)
    messages.success(request, _("%(who)s no longer belongs to the team.") % {"who": member.person})
    return redirect("team-people", request.team.uuid)


@of_team(READY)
def readiness(request: TeamRequest) -> HttpResponse:
    form = ReadinessForm(data_of(request), answers=list(request.team.readiness.all()))

    def keep() -> None:
        answer_readiness(team=request.team, answers=form.told(), on=request.today, by=request.user)

    words = [_("Answer as it is. What is missing is what you and the academy begin with.")]
    return asked(request, form, keep, title=_("Readiness check"), words=words)


def asked(request: TeamRequest, form: Form, keep: Callable[[], object], **told: Any) -> HttpResponse:
    return ask(request, form, keep, about=request.team, back=reverse("team", args=[request.team.uuid]), **told)


urlpatterns = [
    path("teams/interest/", interest, name="team-interest"),
    path("teams/<uuid:team>/about/", about, name="team-about"),
    path("teams/<uuid:team>/people/", people, name="team-people"),
    path("teams/<uuid:team>/people/add/", add, name="team-person-add"),
    path("teams/<uuid:team>/people/<int:pk>/take-out/", remove, name="team-person-remove"),
    path("teams/<uuid:team>/readiness/", readiness, name="team-readiness"),
]
