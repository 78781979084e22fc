"""Too many attempts: counted in the database, for all processes together.

A name is locked where it was tried too often; everywhere, when it was tried from many places; and a place, when many
names were tried there. A hospital stands behind one address, so a place is locked only by many names at once.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest

from workforce.models import Account
from workforce.queries.account import called
from workforce.services.job import queue_job

from .letters import LOCKED_OUT


class Handler(AxesDatabaseHandler):
    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        name = get_client_username(request, credentials)
        locked = super().is_locked(request, credentials) or self._stuffed(request, name) or self._sprayed(request)
        request.axes_locked_out |= locked  # type: ignore[attr-defined]  # what axes answers by
        return locked

    def user_login_failed(self, sender: Any, credentials: dict[str, Any], request: Any = None, **told: Any) -> None:
        was_locked = getattr(request, "axes_locked_out", False)
        super().user_login_failed(sender, credentials, request, **told)
        if getattr(request, "axes_locked_out", False) and not was_locked:
            tell_of_lockout(get_client_username(request, credentials), request.axes_ip_address)

    def _stuffed(self, request: HttpRequest, name: str | None) -> bool:
        """One name, from many places."""
        tried = _recent(request).filter(username=name).aggregate(n=Sum("failures_since_start"))["n"] or 0
        return bool(name) and tried >= settings.NAME_LOCKED_AFTER

    def _sprayed(self, request: HttpRequest) -> bool:
        """Many names, from one place."""
        here = _recent(request).filter(ip_address=request.axes_ip_address)  # type: ignore[attr-defined]
        return here.values("username").distinct().count() >= settings.PLACE_LOCKED_AFTER


def count_failure(request: HttpRequest, name: str) -> None:
    """A failed attempt at something that is no password: a code, a slip."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


def is_locked(request: HttpRequest, name: str) -> bool:
    """If so, the middleware of axes answers, whatever the page says."""
    return not AxesProxyHandler.is_allowed(request, {"username": name})


def refuse_if_locked(request: HttpRequest, name: str) -> None:
    if is_locked(request, name):
        raise get_adapter().validation_error("too_many_login_attempts")


def tell_of_lockout(name: str, place: str) -> None:
    """A letter to whoever has the name. Somebody or nobody, it takes as long: the time is no answer either."""
    account = called(name)
    queue_job(name=LOCKED_OUT, arguments={"account": account.pk if account else None, "place": place})


def forget_failures(account: Account) -> None:
    """Whoever chose a new password need not wait."""
    for name in {account.username, account.email} - {""}:
        AxesProxyHandler.reset_attempts(username=name.casefold())


def _recent(request: HttpRequest) -> Any:
    return AccessAttempt.objects.filter(attempt_time__gte=get_cool_off_threshold(request))
