"""A team's tests of change: its ideas, the cycles of each, and who says that a cycle counts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.pdsa import PdsaForm, TakeBackForm
from cms.presenters.pdsa import confirmed_words, cycle_words, end_words, idea_views
from coaching.models import TeamSession
from improvement.models import ChangeIdea, Pdsa
from improvement.queries.pdsa import ideas_of
from improvement.queries.team_people import people_of
from improvement.services.change_idea import add_idea, let_idea_go
from improvement.services.pdsa import begin_pdsa, change_pdsa
from improvement.services.pdsa_confirmed import confirm_pdsa, take_confirmation_back
from workforce.services.refusal import Refused

from .asked import uuid_in
from .coaching_door import TeamRequest, of_team

VIEW, KEEP = "improvement.view_pdsas", "improvement.keep_pdsas"
CONFIRM_ANY, CONFIRM = "improvement.confirm_pdsas", "improvement.confirm_pdsa"
MOST_SESSIONS = 20  # the latest, to choose from


@of_team(VIEW)
def pdsas(request: TeamRequest) -> HttpResponse:
    told = {
        "team": request.team,
        "ideas": idea_views(ideas_of(request.team)),
        "may_keep": request.user.has_perm(KEEP, request.team),
    }
    return render(request, "screens/coach/pdsas.html", told)


@of_team(VIEW)
def pdsa(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """As it reads; with what one may do about it."""
    found = _pdsa_of(request, uuid)
    may_confirm = request.user.has_perm(CONFIRM, found)
    told = {
        "team": request.team,
        "pdsa": found,
        "words": cycle_words(found),
        "ends": end_words(found),
        "confirmed": confirmed_words(found),
        "may_keep": request.user.has_perm(KEEP, found) and not found.is_confirmed,
        "may_confirm": may_confirm and found.is_finished and not found.is_confirmed,
        "may_take_back": may_confirm and found.is_confirmed,
        "trail": trail_of(request),
    }
    return render(request, "screens/coach/pdsa.html", told)


@of_team(KEEP)
def begin(request: TeamRequest) -> HttpResponse:
    return _edit(request, None)


@of_team(KEEP)
def change(request: TeamRequest, uuid: UUID) -> HttpResponse:
    return _edit(request, _pdsa_of(request, uuid))


@require_POST
@of_team(CONFIRM_ANY)
def confirm(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found = _pdsa_of(request, uuid)
    try:
        given = confirm_pdsa(pdsa=found, at=timezone.now(), by=request.user)
        words = _("Confirmed. It counts as a cycle that %(who)s led.") if given else _("Confirmed.")
        messages.success(request, words % {"who": found.leader})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pdsa", request.team.uuid, uuid)


@of_team(CONFIRM_ANY)
def take_back(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found = _pdsa_of(request, uuid)
    if not request.user.has_perm(CONFIRM, found):
        raise PermissionDenied
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            take_confirmation_back(pdsa=found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("Taken back. What it gave no longer counts."))
            return redirect("pdsa", request.team.uuid, uuid)
        except Refused as refused:
            form.add_error(None, str(refused))
    told = {
        "title": _("Take the confirmation back?"),
        "words": [
            _("What it gave %(who)s no longer counts, for all days. The cycle can then be changed.")
            % {"who": found.leader}
        ],
        "form": form,
        "button": _("Take it back"),
        "back": reverse("pdsa", args=[request.team.uuid, uuid]),
        "trail": trail_of(request),
    }
    return render(request, "screens/manage/confirm.html", told, status=422 if form.errors else 200)


@require_POST
@of_team(KEEP)
def let_go(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """An idea that nobody has tested."""
    try:
        let_idea_go(idea=get_object_or_404(ChangeIdea, team=request.team, uuid=uuid), by=request.user)
        messages.success(request, _("The idea is let go of. It stays in the list."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("pdsas", request.team.uuid)


def _edit(request: TeamRequest, found: Pdsa | None) -> HttpResponse:
    form = _form(request, found)
    if form.is_bound and form.is_valid() and (kept := _kept(request, form, found)):
        messages.success(request, _("Kept."))
        return redirect("pdsa", request.team.uuid, kept.uuid)
    told = {"form": form, "pdsa": found, "team": request.team, "trail": trail_of(request, found)}
    return render(request, "screens/coach/pdsa_edit.html", told, status=422 if form.errors else 200)


def _form(request: TeamRequest, found: Pdsa | None) -> PdsaForm:
    sessions = TeamSession.objects.filter(team=request.team, date__lte=request.today).exclude(state="CALLED_OFF")
    latest = sessions.order_by("-date").values("pk")[:MOST_SESSIONS]
    chosen = [found.session_id] if found and found.session_id else []
    offered = TeamSession.objects.filter(pk__in=[*(row["pk"] for row in latest), *chosen]).order_by("-date")
    ideas = ChangeIdea.objects.filter(team=request.team).order_by("pk")
    return PdsaForm(
        request.POST if request.method == "POST" else None,
        today=request.today,
        ideas=ideas,
        people=people_of(request.team, on=request.today, also=found.leader_id if found else None),
        sessions=offered,
        pdsa=found,
        idea=_idea_asked(request, ideas),
        session=_session_asked(request, offered),
    )


def _idea_asked(request: TeamRequest, ideas: QuerySet[ChangeIdea]) -> ChangeIdea | None:
    """The next cycle is begun beside the idea."""
    text = request.GET.get("idea", "")
    return ideas.filter(uuid=uuid_in(text, words=_("There is no such idea."))).first() if text else None


def _session_asked(request: TeamRequest, offered: QuerySet[TeamSession]) -> TeamSession | None:
    """A cycle is begun from the page of a session."""
    text = request.GET.get("session", "")
    return offered.filter(uuid=uuid_in(text, words=_("There is no such session."))).first() if text else None


def _kept(request: TeamRequest, form: PdsaForm, found: Pdsa | None) -> Pdsa | None:
    try:
        if found:
            return change_pdsa(pdsa=found, told=form.told(), on=request.today, by=request.user)
        with transaction.atomic():  # an idea that was only just told does not stay without its cycle
            words = form.cleaned_data["new_idea"]
            idea = form.cleaned_data["idea"] or add_idea(team=request.team, words=words, by=request.user)
            token = form.cleaned_data["token"]
            return begin_pdsa(uuid=token, idea=idea, told=form.told(), on=request.today, by=request.user)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _pdsa_of(request: TeamRequest, uuid: UUID) -> Pdsa:
    found = Pdsa.objects.filter(team=request.team).select_related("idea", "leader", "session", "confirmed_by__person")
    return get_object_or_404(found, uuid=uuid)


def trail_of(request: TeamRequest, pdsa: Pdsa | None = None) -> list[dict[str, str]]:
    words = _("Tests of change of %(team)s") % {"team": request.team}
    steps = [{"words": words, "href": reverse("pdsas", args=[request.team.uuid])}]
    if pdsa is None:
        return steps
    words = _("Cycle %(n)s") % {"n": pdsa.number}
    return [*steps, {"words": words, "href": reverse("pdsa", args=[request.team.uuid, pdsa.uuid])}]


urlpatterns = [
    path("teams/<uuid:team>/pdsas/", pdsas, name="pdsas"),
    path("teams/<uuid:team>/pdsas/begin/", begin, name="pdsa-begin"),
    path("teams/<uuid:team>/pdsas/ideas/<uuid:uuid>/let-go/", let_go, name="idea-let-go"),
    path("teams/<uuid:team>/pdsas/<uuid:uuid>/", pdsa, name="pdsa"),
    path("teams/<uuid:team>/pdsas/<uuid:uuid>/change/", change, name="pdsa-change"),
    path("teams/<uuid:team>/pdsas/<uuid:uuid>/confirm/", confirm, name="pdsa-confirm"),
    path("teams/<uuid:team>/pdsas/<uuid:uuid>/take-back/", take_back, name="pdsa-take-back"),
]
