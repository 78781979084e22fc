"""Who coaches a team that goes on: a coach stops with a reason, and somebody who could takes the place."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.team_coaches import EndCoachingForm, GiveCoachForm
from coaching.models import Coaching
from coaching.queries.handover import parts_open, who_could
from coaching.services.handover import end_coaching, give_coach

from .asking import ask, data_of
from .coaching_door import TeamRequest, of_team

RULE = "coaching.change_coaches"


@of_team(RULE)
def coaches(request: TeamRequest) -> HttpResponse:
    """Those of today; and for each place that is open, who could take it."""
    team = request.team
    since = max(request.today, team.state_date)
    could = {part: who_could(team, part, on=since) for part in parts_open(team, on=since)}
    form = GiveCoachForm(data_of(request), could=could)

    def keep() -> None:
        link = reverse("team", args=[team.uuid])
        give_coach(team=team, link=link, on=request.today, by=request.user, **form.told())

    rows = Coaching.objects.filter(team=team).overlapping(request.today, None).select_related("coach__person")
    return ask(
        request,
        form,
        keep,
        about=team,
        back=reverse("team", args=[team.uuid]),
        template="screens/coach/team_coaches.html",
        done=_("Kept. They are told."),
        rows=rows.order_by("part"),
        open_parts=[part.label for part in could],
        could=any(could.values()),
        has_slot=team.slots.overlapping(since, None).exists(),
        team=team,
    )


@of_team(RULE)
def end(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Coaching.objects.select_related("coach__person"), team=request.team, uuid=uuid)
    form = EndCoachingForm(data_of(request))

    def keep() -> None:
        end_coaching(coaching=found, on=request.today, by=request.user, **form.cleaned_data)

    words = [_("From today on they read nothing of the team any more. The team goes on.")]
    told = {"title": _("%(who)s stops coaching it") % {"who": found.coach}, "button": _("End it"), "words": words}
    back = reverse("team-coaches", args=[request.team.uuid])
    return ask(request, form, keep, about=request.team, back=back, **told)  # type: ignore[arg-type]  # words are the template's


urlpatterns = [
    path("teams/<uuid:team>/coaches/", coaches, name="team-coaches"),
    path("teams/<uuid:team>/coaches/<uuid:uuid>/end/", end, name="team-coach-end"),
]
