"""The letter of a week as mail: text and simple HTML, without pictures or anything that tells of its reading."""

from __future__ import annotations

from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from workforce.models import Account, Digest

from .content import Said

SALT = "letters-stop"


def written(said: Said, stop: str) -> tuple[str, str]:
    """As text and as HTML."""
    told = {"said": said, "stop": stop, "choose": said.at(reverse("own-letters"))}
    return render_to_string("emails/digest.txt", told), render_to_string("emails/digest.html", told)


def mail_of(
    digest: Digest, account: Account, said: Said, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """Sent again after a failure it has the same Message-ID: whoever has it already throws the second away."""
    stop = said.at(stop_path(account))
    text, html = written(said, stop)
    headers = {
        "Message-ID": f"<digest-{digest.week.isoformat()}-{digest.pk}@{_domain()}>",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    letter = EmailMultiAlternatives(
        said.subject, text, sender(), [account.email], headers=headers, connection=connection
    )
    letter.attach_alternative(html, "text/html")
    return letter


def sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL)


def site() -> str:
    return urljoin(settings.WAGTAILADMIN_BASE_URL, "/")


def stop_path(account: Account) -> str:
    """Good for as long as the account: whoever finds an old letter can still stop the next."""
    return reverse("letters-stop", args=[signing.dumps(str(account.uuid), salt=SALT)])


def account_of(token: str) -> Account | None:
    try:
        uuid = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Account.objects.select_related("trust").filter(uuid=uuid).first()


def _domain() -> str:
    return parseaddr(sender())[1].rpartition("@")[2] or "localhost"
