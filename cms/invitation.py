"""The letter with which somebody who was given an account chooses a password."""

from __future__ import annotations

import logging
import smtplib

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from workforce.models import Account

from .letters import choosing_address

log = logging.getLogger(__name__)


def send_invitation(request: HttpRequest, account: Account) -> bool:
    """Whether the letter went out. Its address works once, for a few days."""
    told = {
        "account": account,
        "trust": account.trust,
        "address": request.build_absolute_uri(choosing_address(account)),
    }
    words = render_to_string("emails/invitation.txt", told)
    try:
        send_mail(_("Your way into the Improvement Academy"), words, None, [account.email])
    except (OSError, smtplib.SMTPException):
        log.exception("The invitation of account %s did not go out", account.pk)
        return False
    return True
