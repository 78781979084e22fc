from __future__ import annotations

from typing import Any

from django.utils import timezone
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from workforce.queries.account import let_in

UNKNOWN = "This token is not known here: it has run out, was revoked, or was never given. Ask for a new one."


class ClientAuthentication(OAuth2Authentication):
    """A machine client acts as the account that its registration names: its grants are the client's reach."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        found = super().authenticate(request)
        if found is None:
            if request.headers.get("Authorization", "").lower().startswith("bearer"):
                raise AuthenticationFailed(UNKNOWN)
            return None
        _, token = found
        account = let_in(token.application.user_id, on=timezone.localdate())
        if account is None:
            raise AuthenticationFailed("This client is not matched to an active account. Ask an administrator.")
        return account, token
