"""What gets in a team's way: raised, changed, escalated, closed with what helped; and all of an academy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.barrier import BarrierForm, EscalateForm, OutcomeForm
from cms.presenters.academy import day_or
from cms.presenters.barrier import barrier_view, counts_of
from cms.presenters.csv import as_csv
from coaching.enums import BARRIER_GROUPS, OwnerLevel
from coaching.models import Barrier
from coaching.queries.barrier import barriers_of, open_barriers
from coaching.services.barrier import change_barrier, close_barrier, escalate_barrier, raise_barrier

from .academy import RULE as LEAD
from .academy import asked_academy
from .asked import choice_in
from .asking import ask, data_of
from .coaching_door import TeamRequest, of_team
from .door import TrustRequest, of_trust

VIEW, RAISE, MOVE = "coaching.view_barriers", "coaching.raise_barrier", "coaching.move_barrier"


@of_team(VIEW)
def barriers(request: TeamRequest) -> HttpResponse:
    views = [barrier_view(one, on=request.today) for one in barriers_of(request.team)]
    closed = [barrier_view(one, on=request.today) for one in barriers_of(request.team, closed=True)]
    told = {
        "team": request.team,
        "views": views,
        "closed": closed,
        "may_raise": request.user.has_perm(RAISE, request.team),
        "may_move": request.user.has_perm(MOVE, request.team),
    }
    return render(request, "screens/coach/barriers.html", told)


@of_team(RAISE)
def add(request: TeamRequest) -> HttpResponse:
    form = BarrierForm(data_of(request), today=request.today)
    words = {"title": _("Raise a barrier"), "button": _("Raise it"), "done": _("It stands in the list.")}

    def keep() -> None:
        raise_barrier(team=request.team, told=form.told(), on=request.today, by=request.user)

    return _asked(request, form, keep, **words)


@of_team(MOVE)
def change(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found = _found(request, uuid)
    form = BarrierForm(data_of(request), today=request.today, barrier=found)

    def keep() -> None:
        change_barrier(barrier=found, told=form.told(), by=request.user)

    return _asked(request, form, keep, title=_("Change a barrier"), button=_("Keep it"), done=_("Kept."))


@of_team(MOVE)
def escalate(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found, form = _found(request, uuid), EscalateForm(data_of(request))

    def keep() -> None:
        escalate_barrier(barrier=found, on=request.today, by=request.user, **form.cleaned_data)

    above = barrier_view(found, on=request.today).above
    title = _("Escalate it to the next level: %(level)s") % {"level": above} if above else _("Escalate it")
    return _asked(
        request, form, keep, title=title, words=[found.words], button=_("Escalate it"), done=_("It is escalated.")
    )


@of_team(MOVE)
def close(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found, form = _found(request, uuid), OutcomeForm(data_of(request))

    def keep() -> None:
        close_barrier(barrier=found, on=request.today, by=request.user, **form.cleaned_data)

    done = _("It is closed. What helped stands in the list.")
    return _asked(request, form, keep, title=_("Close a barrier"), words=[found.words], button=_("Close it"), done=done)


def _asked(request: TeamRequest, form: Form, keep: Callable[[], None], **told: Any) -> HttpResponse:
    back = {"back": reverse("barriers", args=[request.team.uuid]), "back_words": _("Barriers")}
    return ask(request, form, keep, about=request.team, **back, **told)


def _found(request: TeamRequest, uuid: UUID) -> Barrier:
    return get_object_or_404(Barrier, team=request.team, uuid=uuid)


@of_trust(LEAD)
def of_academy(request: TrustRequest) -> HttpResponse:
    """Every open barrier of an academy's teams; narrowed to a level or a group."""
    academy, narrow = asked_academy(request), _narrow(request)
    rows = list(open_barriers(academy, **narrow))
    told = {
        "academy": academy,
        "views": [barrier_view(one, on=request.today) for one in rows],
        "query": request.GET.urlencode(),
        **counts_of(open_barriers(academy)),
        **narrow,
    }
    return render(request, "screens/coach/academy_barriers.html", told)


@of_trust(LEAD)
def of_academy_csv(request: TrustRequest) -> HttpResponse:
    """The same rows as the screen."""
    views = [barrier_view(one, on=request.today) for one in open_barriers(asked_academy(request), **_narrow(request))]
    heads = [_("Team"), _("Barrier"), _("Group"), _("Kind"), _("How bad"), _("Lies with"), _("Raised"), _("Due")]
    rows = [
        [
            view.row.team.name,
            view.row.words,
            view.group,
            view.row.get_code_display(),
            view.row.get_severity_display(),
            view.lies,
            day_or(view.row.raised_date, ""),
            day_or(view.row.due_date, ""),
        ]
        for view in views
    ]
    return as_csv("barriers.csv", heads, rows)


def _narrow(request: TrustRequest) -> dict[str, str]:
    words = _("A barrier lies with the team, a division, the executive or the board, and is of one of seven groups.")
    return {
        "level": choice_in(request.GET, "level", set(OwnerLevel.values), words=words),
        "group": choice_in(request.GET, "group", set(BARRIER_GROUPS), words=words),
    }


urlpatterns = [
    path("teams/<uuid:team>/barriers/", barriers, name="barriers"),
    path("teams/<uuid:team>/barriers/add/", add, name="barrier-add"),
    path("teams/<uuid:team>/barriers/<uuid:uuid>/change/", change, name="barrier-change"),
    path("teams/<uuid:team>/barriers/<uuid:uuid>/escalate/", escalate, name="barrier-escalate"),
    path("teams/<uuid:team>/barriers/<uuid:uuid>/close/", close, name="barrier-close"),
    path("academy/barriers/", of_academy, name="academy-barriers"),
    path("academy/barriers.csv", of_academy_csv, name="academy-barriers-csv"),
]
