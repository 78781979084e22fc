"""The second step of signing in: a code is good once, and is not tried more often than a password."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.lockout import count_failure, refuse_if_locked
from workforce.models import Account

LAST_STEP = "last_step"


class OnceOnly(forms.Form):
    """allauth remembers used codes in the cache, which each process has of its own. Here the row remembers."""

    user: Account

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["code"], _("Code"), _("From your authenticator app, or one of your spare codes"))

    def clean_code(self) -> str:
        refuse_if_locked(context.request, self.user.username)
        code = self.cleaned_data["code"]
        self.authenticator = used_up(self.user, code)
        if self.authenticator is None:
            count_failure(context.request, self.user.username)
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator.user = self.user
        return str(code)


class SecondStepForm(OnceOnly, AuthenticateForm):
    pass


class AgainForm(OnceOnly, ReauthenticateForm):
    pass


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["code"], _("Code"), _("The six digits that the app shows now"))


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["name"], _("Name"), _("So that you know it again, such as “My telephone”"))
        alone = self.fields.setdefault("passwordless", forms.BooleanField(required=False, initial=True))
        in_our_words(alone, _("Sign in with it alone, without a password"), "")
        alone.initial = True


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_our_words(self.fields["name"], _("Name"), "")


def in_our_words(field: forms.Field, label: Any, help_text: Any) -> None:
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


@transaction.atomic
def used_up(account: Account, code: str) -> Authenticator | None:
    """What the code belongs to; the same code is good for nothing more. The rows are held, so that of two who send
    it at the same moment one comes in."""
    own = Authenticator.objects.select_for_update().filter(user=account).exclude(type=Authenticator.Type.WEBAUTHN)
    for authenticator in own.order_by("pk"):
        is_app = authenticator.type == Authenticator.Type.TOTP
        if _fits_later_step(authenticator, code) if is_app else authenticator.wrap().validate_code(code):
            return authenticator
    return None


def _fits_later_step(authenticator: Authenticator, code: str) -> bool:
    """Of a half minute after the last one that was used (RFC 6238, 5.2)."""
    secret = decrypt(authenticator.data["secret"])
    for step in yield_hotp_counters_from_time():
        fits = compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
        if fits and step > authenticator.data.get(LAST_STEP, 0):
            authenticator.data[LAST_STEP] = step
            authenticator.save(update_fields=["data"])
            return True
    return False
