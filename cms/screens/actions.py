"""What the people of a team do until a day: ticked, changed, let go of and added between meetings too."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.action import ActionForm
from coaching.models import Action
from coaching.queries.session import closed_actions, open_actions, people_of
from coaching.services.action import add_actions, change_action, close_actions, open_again
from workforce.models import Person

from .asking import ask, data_of
from .coaching_door import TeamRequest, of_team

VIEW, KEEP = "coaching.view_actions", "coaching.keep_actions"
SHOWN = 20  # closed ones


@of_team(VIEW)
def actions(request: TeamRequest) -> HttpResponse:
    told = {
        "team": request.team,
        "open": open_actions(request.team),
        "closed": closed_actions(request.team, at_most=SHOWN),
        "today": request.today,
        "may_keep": request.user.has_perm(KEEP, request.team),
    }
    return render(request, "screens/coach/actions.html", told)


@of_team(KEEP)
def add(request: TeamRequest) -> HttpResponse:
    form = _form(request)

    def keep() -> None:
        add_actions(team=request.team, session=None, actions=[form.told()], by=request.user)

    return _asked(request, form, keep, title=_("Add an action"), button=_("Add it"))


@of_team(KEEP)
def change(request: TeamRequest, uuid: UUID) -> HttpResponse:
    found = _found(request, uuid)
    form = _form(request, found)

    def keep() -> None:
        change_action(action=found, told=form.told(), by=request.user)

    return _asked(request, form, keep, title=_("Change an action"))


@require_POST
@of_team(KEEP)
def close(request: TeamRequest, uuid: UUID) -> HttpResponse:
    """Done, or let go of: the button says which."""
    found, is_done = _found(request, uuid), request.POST.get("do") == "done"
    done, dropped = ([found.uuid], []) if is_done else ([], [found.uuid])
    if close_actions(team=request.team, done=done, dropped=dropped, by=request.user):
        words = _("Done: %(action)s") if is_done else _("Let go of: %(action)s")
        messages.success(request, words % {"action": found})
    return redirect("actions", request.team.uuid)


@require_POST
@of_team(KEEP)
def again(request: TeamRequest, uuid: UUID) -> HttpResponse:
    open_again(action=_found(request, uuid), by=request.user)
    messages.success(request, _("It is open again."))
    return redirect("actions", request.team.uuid)


def _asked(request: TeamRequest, form: ActionForm, keep: Callable[[], None], **told: str) -> HttpResponse:
    back = {"back": reverse("actions", args=[request.team.uuid]), "back_words": _("Actions")}
    return ask(request, form, keep, about=request.team, **back, **told)


def _form(request: TeamRequest, action: Action | None = None) -> ActionForm:
    """Of the team's people; who has left it stays with what they do."""
    known = [person.pk for person in people_of(request.team, on=request.today)]
    known += [action.owner_id] if action and action.owner_id else []
    people = Person.objects.filter(pk__in=known).order_by("family_name", "given_name", "pk")
    return ActionForm(data_of(request), people=people, today=request.today, action=action)


def _found(request: TeamRequest, uuid: UUID) -> Action:
    return get_object_or_404(Action, team=request.team, uuid=uuid)


urlpatterns = [
    path("teams/<uuid:team>/actions/", actions, name="actions"),
    path("teams/<uuid:team>/actions/add/", add, name="action-add"),
    path("teams/<uuid:team>/actions/<uuid:uuid>/change/", change, name="action-change"),
    path("teams/<uuid:team>/actions/<uuid:uuid>/close/", close, name="action-close"),
    path("teams/<uuid:team>/actions/<uuid:uuid>/again/", again, name="action-again"),
]
