"""What every screen does first: who is this, of which trust, may they? And what it cannot read it answers kindly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from workforce.models import Account, Trust
from workforce.queries.trust import trust_of

P = ParamSpec("P")
View = Callable[Concatenate["TrustRequest", P], HttpResponseBase]


class CannotRead(Exception):
    """Something in the address is not as expected. Its text is for the reader."""


class TrustRequest(HttpRequest):
    """A request of somebody who works in a trust, once the door has let it in."""

    user: Account
    trust: Trust
    today: dt.date


def of_trust(permission: str) -> Callable[[View[P]], View[P]]:
    """Only for who has the permission in their own trust. What cannot be read is answered with a sentence."""

    def guarded(view: View[P]) -> View[P]:
        @login_required
        @wraps(view)
        def let_in(request: TrustRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            trust = trust_of(request.user)
            if trust is None or not request.user.has_perm(permission, trust):
                raise PermissionDenied
            request.trust, request.today = trust, timezone.localdate()
            try:
                return view(request, *args, **kwargs)
            except CannotRead as refusal:
                return render(request, "screens/cannot_read.html", {"words": str(refusal)}, status=400)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded
