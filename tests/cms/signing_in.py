"""What tests of signing in share: somebody with a password, and the codes of an authenticator app."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from tests.factories.workforce import AccountFactory

PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def somebody(name="amal", **told):
    account = AccountFactory(username=name, email=f"{name}@trust.example", **told)
    account.set_password(PASSWORD)
    account.save()
    return account


def with_app(account):
    TOTP.activate(account, SECRET)
    return account


def code_now(later=0, secret=SECRET):
    """What the app shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def sign_in(client, name="amal", password=PASSWORD, **headers):
    return client.post("/account/login/", {"login": name, "password": password}, headers=headers)


def browser_of(account, said="", **told):
    """Signed in through the page, as a browser that says this of itself."""
    client = Client(headers={"User-Agent": said}, **told)
    sign_in(client, account.username)
    return client


def is_signed_in(client):
    return client.get("/account/").status_code == 200


class NoPost(BaseEmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, letters):
        raise ConnectionRefusedError
