"""The door of whatever is below /teams/<uuid>/: only for who sees the team, and then only what the rule allows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from coaching.models import Team

from .door import TrustRequest, of_trust


class TeamRequest(TrustRequest):
    """A request about a team that the account sees."""

    team: Team


def of_team(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """The address's first part is the team: for others there is no such team."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @of_trust("coaching.view_teams")
        @wraps(view)
        def let_in(request: TrustRequest, team: UUID, **parts: Any) -> HttpResponseBase:
            seen = Team.objects.visible_to(request.user, on=request.today).filter(trust=request.trust)
            found = get_object_or_404(seen.select_related("trust"), uuid=team)
            if not request.user.has_perm(permission, found):
                raise PermissionDenied
            request.team = found  # type: ignore[attr-defined]  # now it is a TeamRequest
            return view(request, **parts)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded
