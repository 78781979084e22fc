"""Letters about signing in that are sent in the background, so that the time of a page tells nothing."""

from __future__ import annotations

from urllib.parse import urljoin

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from workforce.models import Account
from workforce.services.job import Work, queue_job

FORGOTTEN, LOCKED_OUT, TAKEN_AWAY = "cms.send_forgotten", "cms.send_locked_out", "cms.send_taken_away"


def ask_for_letter(account: Account | None, site: str) -> None:
    """Also for nobody, with the same steps."""
    queue_job(name=FORGOTTEN, arguments={"account": account.pk if account else None, "site": site})


def send_forgotten(work: Work) -> None:
    """The link with which a new password is chosen."""
    account = _addressed(work)
    if account:
        told = {"account": account, "address": urljoin(work.arguments["site"], choosing_address(account))}
        _send(account, _("Choose a new password"), "emails/forgotten.txt", told)


def send_locked_out(work: Work) -> None:
    account = _addressed(work)
    if account:
        told = {"account": account, "place": work.arguments["place"]}
        _send(account, _("Somebody tried to sign in as you"), "emails/locked_out.txt", told)


def tell_taken_away(account: Account) -> None:
    queue_job(name=TAKEN_AWAY, arguments={"account": account.pk})


def send_taken_away(work: Work) -> None:
    """The second step, by an administrator: if it was not asked for, its owner must hear of it."""
    account = _addressed(work)
    if account:
        _send(account, _("Your second step was taken away"), "emails/taken_away.txt", {"account": account})


def choosing_address(account: Account) -> str:
    told = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return reverse("account_reset_password_from_key", kwargs=told)


def _addressed(work: Work) -> Account | None:
    """Nobody where nobody was meant, or where no letter reaches them, or they may no longer come in."""
    account = Account.objects.select_related("person").filter(pk=work.arguments["account"]).exclude(email="").first()
    return account if account and account.is_open(on=timezone.localdate()) else None


def _send(account: Account, subject: str, template: str, told: dict[str, object]) -> None:
    send_mail(subject, render_to_string(template, told), None, [account.email])
