"""Who asks: the account that was read with the session, where all is in order, and else whoever Django finds."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, auser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from workforce.models import Account

OUR_BACKEND = "cms.backends.AccountBackend"


class SignedIn(AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: _remembered(request))  # type: ignore[assignment]  # as Django does
        request.auser = partial(auser, request)


def _remembered(request: Any) -> Any:
    if not hasattr(request, "_cached_user"):
        request._cached_user = _read_with_session(request.session) or auth.get_user(request)
    return request._cached_user


def _read_with_session(session: Any) -> Account | None:
    """Nobody, where anything is not as signing in left it: what follows from that is Django's to say."""
    signed_in_as = session.get(SESSION_KEY)
    account: Account | None = session.account
    if account is None or signed_in_as != str(account.pk) or session.get(BACKEND_SESSION_KEY) != OUR_BACKEND:
        return None
    is_his = constant_time_compare(session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    return account if is_his else None
