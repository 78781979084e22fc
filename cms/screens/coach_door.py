"""The door of whatever is below /coaches/<uuid>/: for who reads the profile, and then only what the rule allows."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from coaching.models import Coach

from .door import TrustRequest, of_trust

ANYBODY = "coaching.view_academies"  # of the trust; the coach's own rule is asked after that
SEES = "coaching.view_coach"


class CoachRequest(TrustRequest):
    """A request about a coach whose profile the account reads."""

    coach: Coach


def of_coach(permission: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """The address's first part is the coach. For whoever does not read the profile there is no such coach."""

    def guarded(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @of_trust(ANYBODY)
        @wraps(view)
        def let_in(request: TrustRequest, coach: UUID, **parts: Any) -> HttpResponseBase:
            coaches = Coach.objects.select_related("trust", "person", "academy")
            found = get_object_or_404(coaches, trust=request.trust, uuid=coach)
            if not request.user.has_perm(SEES, found):
                raise Http404
            if not request.user.has_perm(permission, found):
                raise PermissionDenied
            request.coach = found  # type: ignore[attr-defined]  # now it is a CoachRequest
            return view(request, **parts)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded
