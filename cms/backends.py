"""Who comes in, read as every page needs them."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from workforce.models import Account
from workforce.queries.account import called, let_in


class AccountBackend(AuthenticationBackend):
    """An account with its person and trust in one question, where each request would ask three."""

    def get_user(self, user_id: Any) -> Account | None:
        return let_in(user_id, on=timezone.localdate())

    def _authenticate(self, request: Any, **credentials: Any) -> Account | None:
        """One name, one hash: allauth makes two for an address that somebody has, which its time would tell."""
        name = credentials.get("email") or credentials.get("username") or ""
        account: Account | None = self._check_password(called(name), credentials["password"])
        return account

    def user_can_authenticate(self, user: Account) -> bool:
        return user.is_open(on=timezone.localdate())
