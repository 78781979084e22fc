"""The second step of signing in: how it is kept, and what a session that has taken it may do."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from workforce.models import Account
from workforce.queries.account import owes_second_step
from workforce.services.browser_session import sign_out

A_SECOND_STEP = {"mfa", "socialaccount"}  # the trust's own provider asks for its second step itself


class Adapter(DefaultMFAAdapter):
    """Keys lie encrypted in the database: a copy of it is not enough to make codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _later("That code is not right, or it is too old. Enter the one that your app shows now."),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": _("Improvement Academy")}

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:
        return str(_("My passkey"))

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()


def has_second_step(request: HttpRequest) -> bool:
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(record.get("method") in A_SECOND_STEP for record in records)


def is_asked_soon(account: Account) -> bool:
    """Now, or from a day that the trust has named."""
    owes = owes_second_step(localdate(), by=dt.date.max)
    return Account.objects.filter(pk=account.pk).annotate(owes=owes).filter(owes=True).exists()


@receiver(authenticator_added)
def begin_second_step(request: HttpRequest, user: Account, authenticator: Authenticator, **_told: Any) -> None:
    """This browser has shown it; every other one came in without, and is out."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    sign_out(account=user, by=user, but=request.session.session_key)


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(secret))) for secret in secrets])


def _derived(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hmac.digest(b"second factor", secret.encode(), hashlib.sha256))
