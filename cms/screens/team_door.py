"""The door of whatever is below /teams/<uuid>/: only for who sees the team, and then only what the rule allows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from coaching.models import Team

from .door import TrustRequest, of_trust

ANYBODY = "coaching.view_academies"  # of the trust; the team's own rule is asked after that, and is asked once
SEES = "coaching.view_team"


class TeamRequest(TrustRequest):
    """A request about a team that the account sees."""

    team: Team


def of_team(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """The address's first part is the team. For whoever does not see it there is no such team."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @of_trust(ANYBODY)
        @wraps(view)
        def let_in(request: TrustRequest, team: UUID, **parts: Any) -> HttpResponseBase:
            found = get_object_or_404(Team.objects.select_related("trust"), trust=request.trust, uuid=team)
            if not request.user.has_perm(permission, found):
                raise PermissionDenied if request.user.has_perm(SEES, found) else Http404
            request.team = found  # type: ignore[attr-defined]  # now it is a TeamRequest
            return view(request, **parts)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded
