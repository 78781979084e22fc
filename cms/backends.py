"""Who comes in, read as every page needs them."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from workforce.models import Account


class AccountBackend(AuthenticationBackend):
    """An account with its person and trust in one question, where each request would ask three."""

    def get_user(self, user_id: Any) -> Account | None:
        account = Account.objects.select_related("trust", "person__trust").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None
