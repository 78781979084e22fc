"""What every screen does first: who is this, of which trust, may they? And what it cannot read it answers kindly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workforce.models import Account, Trust
from workforce.queries.trust import trust_of

P = ParamSpec("P")
TYPED = {"on": _("Day, such as 12 March 2026"), "search": _("Name"), "q": _("Search")}
View = Callable[Concatenate["TrustRequest", P], HttpResponseBase]


class CannotRead(Exception):
    """Something in the address is not as expected. Its text is for the reader; `name`: the parameter that is meant."""

    def __init__(self, words: str, *, name: str = "") -> None:
        super().__init__(words)
        self.name = name


class TrustRequest(HttpRequest):
    """A request of somebody who works in a trust, once the door has let it in."""

    user: Account
    trust: Trust
    today: dt.date


def _to_mend(request: HttpRequest, refusal: CannotRead) -> dict[str, Any]:
    """What was asked for stays, but for what is wrong: a day can be typed again where it stands."""
    rest = request.GET.copy()
    rest.pop(refusal.name, None)
    rest.pop("page", None)
    return {
        "words": str(refusal),
        "typed": request.GET.get(refusal.name, "") if refusal.name in TYPED else None,
        "label": TYPED.get(refusal.name),
        "name": refusal.name,
        "others": [(name, value) for name in rest for value in rest.getlist(name)],
        "without": f"{request.path}?{rest.urlencode()}" if refusal.name and rest else request.path,
    }


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
                return render(request, "screens/cannot_read.html", _to_mend(request, refusal), status=400)

        let_in.asks = permission  # type: ignore[attr-defined]  # read by the test that every screen asks a rule
        return let_in

    return guarded
