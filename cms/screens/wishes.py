"""Wishes before pairs are worked out: a coach's of teams and pathways, a team's of coaches; each for few eyes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.wish import CoachWishForm, TeamWishForm
from coaching.enums import WishOf
from coaching.models import Pathway, Wish
from coaching.queries.pairing_coaches import coaches_of_academy
from coaching.queries.wish import LOOKS_FOR_COACHES, teams_to_wish, wishes_of_team
from coaching.services.wish import take_wish_back, wish_of_coach, wish_of_team
from workforce.services.refusal import Refused

from .asking import ask, data_of
from .coaching_door import CoachRequest, TeamRequest, of_coach, of_team

COACHS, TEAMS = "coaching.tell_coach_wishes", "coaching.tell_team_wishes"


@of_coach(COACHS)
def coach_wish(request: CoachRequest) -> HttpResponse:
    found = request.coach
    pathways = Pathway.objects.filter(trust=found.trust_id, closed_date=None).order_by("name")
    form = CoachWishForm(data_of(request), teams=teams_to_wish(found.academy), pathways=pathways)

    def keep() -> None:
        about, likes = form.told()
        wish_of_coach(coach=found, about=about, likes=likes, by=request.user)

    words = [
        _("A wish is no promise. When pairs are worked out it counts beside travel, experience and time."),
        _("Only you and the leads of the academy read it; teams do not. What must not be is a conflict, not a wish."),
    ]
    back = reverse("coach", args=[found.uuid])
    return ask(request, form, keep, about=found, back=back, title=_("Would you like it, or rather not?"), words=words)


@require_POST
@of_coach(COACHS)
def coach_wish_back(request: CoachRequest, uuid: UUID) -> HttpResponse:
    take_wish_back(wish=get_object_or_404(Wish, of=WishOf.COACH, coach=request.coach, uuid=uuid), by=request.user)
    messages.success(request, _("The wish is taken back."))
    return redirect("coach", request.coach.uuid)


@of_team(TEAMS)
def team_wishes(request: TeamRequest) -> HttpResponse:
    team = request.team
    form = TeamWishForm(data_of(request), coaches=coaches_of_academy(team.academy, on=request.today))
    if form.is_bound and form.is_valid():
        try:
            wish_of_team(team=team, coach=form.coaches[form.cleaned_data["coach"]], by=request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Kept. The leads of the academy see it when they find coaches."))
            return redirect("team-wishes", team.uuid)
    told = {
        "team": team,
        "wishes": wishes_of_team(team),
        "form": form if team.state in LOOKS_FOR_COACHES else None,
    }
    return render(request, "screens/coach/team_wishes.html", told, status=422 if form.errors else 200)


@require_POST
@of_team(TEAMS)
def team_wish_back(request: TeamRequest, uuid: UUID) -> HttpResponse:
    take_wish_back(wish=get_object_or_404(Wish, of=WishOf.TEAM, team=request.team, uuid=uuid), by=request.user)
    messages.success(request, _("The wish is taken back."))
    return redirect("team-wishes", request.team.uuid)


urlpatterns = [
    path("coaches/<uuid:coach>/wishes/add/", coach_wish, name="coach-wish"),
    path("coaches/<uuid:coach>/wishes/<uuid:uuid>/take-back/", coach_wish_back, name="coach-wish-back"),
    path("teams/<uuid:team>/wishes/", team_wishes, name="team-wishes"),
    path("teams/<uuid:team>/wishes/<uuid:uuid>/take-back/", team_wish_back, name="team-wish-back"),
]
