"""Who supervises whom, with its ratio; and lapsed coaches, who are invited back in one click."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.coach import AnswerForm, SupervisorForm
from cms.presenters.coach import supervision_views
from cms.presenters.csv import as_csv
from coaching.models import Coach, Refresher
from coaching.queries.coach import coach_lines, line_of, supervision_load
from coaching.services.refresher import answer_invitation, invite_back, tell_refresher_taken
from coaching.services.supervision import set_supervisor
from workforce.services.refusal import Refused

from .academy import RULE as LEAD
from .academy import asked_academy
from .asking import data_of
from .coaches import asked
from .coaching_door import CoachRequest, of_coach
from .door import TrustRequest, of_trust


@of_trust(LEAD)
def supervision(request: TrustRequest) -> HttpResponse:
    academy = asked_academy(request)
    lines = coach_lines(academy, on=request.today)
    told = {
        "academy": academy,
        "views": supervision_views(lines, academy.coaches_a_supervisor),
        "nobody": [line.coach for line in lines if line.supervisor is None],
    }
    return render(request, "screens/coach/supervision.html", told)


@of_trust(LEAD)
def supervision_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen: who supervises whom, then who has nobody."""
    academy = asked_academy(request)
    lines = coach_lines(academy, on=request.today)
    views = supervision_views(lines, academy.coaches_a_supervisor)
    rows: list[list[object]] = [
        [one.supervisor, one.n, ", ".join(map(str, one.coaches)), _("Too many") if one.is_too_many else ""]
        for one in views
    ]
    rows += [["", "", line.coach, _("Without a supervisor")] for line in lines if line.supervisor is None]
    return as_csv("supervision.csv", [_("Supervisor"), _("Coaches"), _("Who"), _("To be known")], rows)


@of_trust(LEAD)
def supervisor(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Chosen from the coaches of the academy, each with how many they have."""
    found = _coach(request, uuid)
    lines = coach_lines(found.academy, on=request.today)
    form = SupervisorForm(
        request.POST if request.method == "POST" else None,
        coaches=Coach.objects.filter(pk__in=[one.coach.pk for one in lines])
        .exclude(pk=found.pk)
        .select_related("person"),
        load={one.pk: n for one, n in supervision_load(lines)},
        now=line_of(found, on=request.today).supervisor,
    )
    request.coach = found  # type: ignore[attr-defined]  # as behind the coach's own door

    def keep() -> None:
        set_supervisor(coach=found, on=request.today, by=request.user, **form.cleaned_data)

    limit = _("Your academy means one supervisor to have at most %(n)s coaches.")
    words = [limit % {"n": found.academy.coaches_a_supervisor}]
    return asked(request, form, keep, title=_("Supervisor"), words=words)  # type: ignore[arg-type]  # as above


@require_POST
@of_trust(LEAD)
def invite(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _coach(request, uuid)
    try:
        invite_back(coach=found, link=reverse("coach", args=[found.uuid]), on=request.today, by=request.user)
        messages.success(request, _("%(who)s is invited back, and told so.") % {"who": found})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('academy-coaches')}?academy={found.academy.uuid}&state=LAPSED")


@require_POST
@of_trust(LEAD)
def taken(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """The refresher was taken: the coach counts as resting, and can be given a team."""
    found = _coach(request, uuid)
    refresher = get_object_or_404(Refresher.objects.filter(coach=found).order_by("-pk")[:1])
    try:
        tell_refresher_taken(refresher=refresher, on=request.today, by=request.user)
        messages.success(request, _("Kept. %(who)s no longer counts as lapsed.") % {"who": found})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("coach", uuid)


@of_coach("coaching.answer_invitation")
def answer(request: CoachRequest) -> HttpResponse:
    refresher = request.coach.refreshers.filter(done_date=None).order_by("-pk").first()
    if refresher is None:
        raise PermissionDenied(_("Nobody has invited you back. Ask the lead of your academy."))
    form = AnswerForm(data_of(request))

    def keep() -> None:
        answer_invitation(refresher=refresher, on=request.today, by=request.user, **form.cleaned_data)

    words = [_("A short refresher, and then a team again. You can change your mind until you have taken it.")]
    return asked(request, form, keep, title=_("Would you come back?"), words=words)


def _coach(request: TrustRequest, uuid: UUID) -> Coach:
    return get_object_or_404(Coach.objects.select_related("person", "academy", "trust"), trust=request.trust, uuid=uuid)


urlpatterns = [
    path("academy/supervision/", supervision, name="academy-supervision"),
    path("academy/supervision.csv", supervision_csv, name="academy-supervision-csv"),
    path("academy/coaches/<uuid:uuid>/supervisor/", supervisor, name="coach-supervisor"),
    path("academy/coaches/<uuid:uuid>/invite-back/", invite, name="coach-invite"),
    path("academy/coaches/<uuid:uuid>/refresher-taken/", taken, name="coach-refreshed"),
    path("coaches/<uuid:coach>/answer/", answer, name="coach-answer"),
]
