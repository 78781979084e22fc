"""When a team meets week by week, and the days on which it does not; the lead keeps those of all teams."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.team_slot import HolidayForm, SlotForm
from cms.presenters.holiday import holiday_view
from coaching.models import Academy, Holiday, Team
from coaching.queries.holiday import holidays_of, holidays_of_academy
from coaching.services.slot import add_holiday, remove_holiday, set_slot
from workforce.models import Site
from workforce.services.refusal import Refused

from .academy import RULE as LEAD
from .academy import asked_academy
from .asking import ask, data_of
from .coaching_door import TeamRequest, of_team
from .door import TrustRequest, of_trust

CHANGE = "coaching.change_team"


@of_team(CHANGE)
def slot(request: TeamRequest) -> HttpResponse:
    team = request.team
    form = SlotForm(
        data_of(request),
        today=request.today,
        sites=Site.objects.filter(trust=team.trust_id).order_by("name"),
        slot=team.slots.on(request.today).select_related("site").first(),
    )

    def keep() -> None:
        since = form.cleaned_data["since"]
        set_slot(team=team, told=form.told(), since=since, on=request.today, by=request.user)

    words = [_("The dates before that day stay as they are, and so does what was said of single dates.")]
    done, back = _("The team meets then. Calendars follow by themselves."), reverse("team", args=[team.uuid])
    return ask(request, form, keep, about=team, back=back, title=_("When do you meet?"), words=words, done=done)


@of_team(CHANGE)
def holidays(request: TeamRequest) -> HttpResponse:
    rows = holidays_of(request.team, since=request.today)
    back = {"back": reverse("team", args=[request.team.uuid]), "back_words": str(request.team)}
    return _holidays(request, request.team.academy, request.team, rows, **back)


@require_POST
@of_team(CHANGE)
def remove(request: TeamRequest, pk: int) -> HttpResponse:
    remove_holiday(holiday=get_object_or_404(Holiday, team=request.team, pk=pk), by=request.user)
    messages.success(request, _("The team meets on these days again."))
    return redirect("team-holidays", request.team.uuid)


@of_trust(LEAD)
def academy_holidays(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    rows = holidays_of_academy(academy, since=request.today)
    return _holidays(request, academy, None, rows, back=reverse("academy"), back_words=str(academy))


@require_POST
@of_trust(LEAD)
def remove_of_academy(request: TrustRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Holiday, trust=request.trust, team=None, pk=pk)
    remove_holiday(holiday=found, by=request.user)
    messages.success(request, _("All teams meet on these days again."))
    return redirect(f"{reverse('academy-holidays')}?academy={found.academy.uuid}")


def _holidays(
    request: TrustRequest, academy: Academy, team: Team | None, rows: list[Holiday], **back: str
) -> HttpResponse:
    form = HolidayForm(request.POST if request.method == "POST" else None, today=request.today)
    if form.is_bound and form.is_valid():
        try:
            add_holiday(academy=academy, team=team, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("There is no meeting on these days."))
            return redirect(request.get_full_path())
    views = [holiday_view(row, team=team) for row in rows]
    told = {"academy": academy, "team": team, "views": views, "form": form, **back}
    return render(request, "screens/coach/holidays.html", told, status=422 if form.errors else 200)


urlpatterns = [
    path("teams/<uuid:team>/slot/", slot, name="team-slot"),
    path("teams/<uuid:team>/holidays/", holidays, name="team-holidays"),
    path("teams/<uuid:team>/holidays/<int:pk>/take-out/", remove, name="team-holiday-remove"),
    path("academy/holidays/", academy_holidays, name="academy-holidays"),
    path("academy/holidays/<int:pk>/take-out/", remove_of_academy, name="academy-holiday-remove"),
]
