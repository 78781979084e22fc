"""Where signing in meets the ground floor: who may come in, and whose account it becomes."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from workforce.models import Account, Trust
from workforce.queries.trust import trust_of
from workforce.services.browser_session import sign_out
from workforce.services.welcome import welcome_account

from .lockout import forget_failures
from .second_factor import has_second_step, is_asked_soon
from .sessions import DEVICE

log = logging.getLogger(__name__)
WAYS = {
    "reauthenticate": _("Your password"),
    "mfa_reauthenticate": _("A code of your authenticator app, or a spare code"),
    "mfa_reauthenticate:webauthn": _("Your passkey"),
}


NOT_TOGETHER = _("The name and the password do not belong together. Check both, and in the password the capitals.")
HAS_PASSKEY, A_YEAR = "passkey", 365 * 24 * 60 * 60


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. An administrator of the academy in your trust can say why."),
        "email_password_mismatch": NOT_TOGETHER,
        "username_password_mismatch": NOT_TOGETHER,
        "invalid_login": NOT_TOGETHER,
        "incorrect_password": _("That is not your password. Check which letters are capitals, and try again."),
        "enter_current_password": _("That is not the password that you use now."),
        "incorrect_code": _("That code is not right, or it is too old. Enter the one that is shown now."),
        "rate_limited": _("That was tried too often. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account alone: it comes from the trust's provider or from an administrator."""
        return False

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS.get(way["id"], way["description"])} for way in ways]

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """What was changed is changed, also where no letter goes out."""
        try:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
        except (OSError, smtplib.SMTPException):
            log.exception("Account %s could not be told of a change", user.pk)

    def pre_login(self, request: HttpRequest, user: Account, **told: Any) -> HttpResponse | None:
        """Whoever has left is told so, whichever way they come: password, passkey or single sign-on."""
        if not user.is_open(on=localdate()):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **told)

    def post_login(self, request: HttpRequest, user: Account, **told: Any) -> HttpResponse:
        """A browser in which a passkey let somebody in offers it first the next time; it does not say whose it is."""
        answer: HttpResponse = super().post_login(request, user, **told)
        methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        if any(method.get("type") == Authenticator.Type.WEBAUTHN for method in methods):
            secure = settings.SESSION_COOKIE_SECURE
            answer.set_cookie(HAS_PASSKEY, "1", max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
        return answer

    def login(self, request: HttpRequest, user: Account) -> None:
        super().login(request, user)
        request.session[DEVICE] = request.headers.get("User-Agent", "")[:300]

    def set_password(self, user: Account, password: str) -> None:
        """Whoever knew the old one is out: every browser is, and the one that changes it goes on by a new key."""
        super().set_password(user, password)
        sign_out(account=user, by=user)
        forget_failures(user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever works in a trust begins with what is their own; an operator with the site."""
        if not has_second_step(request) and is_asked_soon(request.user):  # type: ignore[arg-type]  # signed in by now
            return reverse("second-step-asked")
        if trust_of(request.user) is None:
            return str(super().get_login_redirect_url(request))
        return reverse("my")


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return True

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Account:
        trust = trust_of_the_provider()
        if trust is None:
            raise ImmediateHttpResponse(render(request, "account/no_trust.html", status=403))
        account: Account = super().save_user(request, sociallogin, form)
        vouched_for = any(address.verified for address in sociallogin.email_addresses)
        welcome_account(account=account, trust=trust, email=account.email if vouched_for else "")
        return account


def trust_of_the_provider() -> Trust | None:
    """The trust named in OIDC_TRUST, or the only one there is."""
    trusts = Trust.objects.filter(ods_code=settings.OIDC_TRUST) if settings.OIDC_TRUST else Trust.objects.all()
    found = list(trusts[:2])
    return found[0] if len(found) == 1 else None


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """What failed attempts are counted by: the name or address that was typed, however it was written."""
    tried = credentials or {}
    name = tried.get("username") or tried.get("email") or request.POST.get("login", "")
    return str(name).strip().casefold()
