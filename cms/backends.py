"""Who comes in, read as every page needs them."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.utils import timezone

from workforce.models import Account
from workforce.queries.account import let_in


class AccountBackend(AuthenticationBackend):
    """An account with its person and trust in one question, where each request would ask three."""

    def get_user(self, user_id: Any) -> Account | None:
        return let_in(user_id, on=timezone.localdate())

    def user_can_authenticate(self, user: Account) -> bool:
        return user.is_open(on=timezone.localdate())
