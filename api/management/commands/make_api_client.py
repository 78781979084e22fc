"""Makes a client of the API: a machine that reads as one account, whose grants are its reach."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate
from oauth2_provider.models import Application
from oauth2_provider.settings import oauth2_settings

from workforce.enums import Role
from workforce.models import Account, Trust, Unit, UnitPlace
from workforce.queries.tree import top_place
from workforce.services.account import make_account
from workforce.services.decision import note
from workforce.services.grant import give_grant
from workforce.services.refusal import Refused


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="What it is, for people: ESR nightly")
        parser.add_argument("--role", choices=[role.value for role in Role], help="Makes an account with this role")
        parser.add_argument("--unit", help="Code of the unit in which it has the role; else the whole trust")
        parser.add_argument("--purpose", default="", help="What it reads for, and who answers for it")
        parser.add_argument("--trust", type=int, help="The trust's id; else the only one there is")
        parser.add_argument("--account", default="", help="Instead of a role: the account that it reads as")

    @transaction.atomic
    def handle(self, *, name: str, account: str, role: str | None, **told: Any) -> None:
        reads_as = _made(name, role, told) if role else _named(account)
        secret = secrets.token_urlsafe(40)
        client = Application.objects.create(
            name=name,
            user=reads_as,
            client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
            client_secret=secret,
        )
        note(by=None, did="made a client of the API", to=reads_as, name=name, client=client.client_id)
        self.stdout.write(f"client_id      {client.client_id}")
        self.stdout.write(f"client_secret  {secret}")
        self.stdout.write(f"It reads as the account {reads_as.username}. The secret is shown this once.")
        self.stdout.write("Scopes to ask for:")
        for scope, words in oauth2_settings.SCOPES.items():
            self.stdout.write(f"  {scope:<18} {words}")


def _named(username: str) -> Account:
    found = Account.objects.filter(username=username).select_related("trust").first()
    if found is None or found.trust is None:
        raise CommandError(
            f"There is no account {username} that belongs to a trust. With --role one is made."
            if username
            else "Say what it may read: --role, such as --role BOARD_READER."
        )
    return found


def _made(name: str, role: str, told: dict[str, Any]) -> Account:
    """An account that is nobody's: no password opens it, and its one role says what it may read."""
    if not told["purpose"]:
        raise CommandError("Say what it reads for, and who answers for it: --purpose.")
    trust = _trust(told["trust"])
    unit = _unit(trust, told["unit"])
    try:
        account = make_account(trust=trust, username=slugify(name), purpose=told["purpose"], by=None)
        give_grant(account=account, role=role, unit=unit, since=localdate(), by=None)
    except Refused as refused:
        raise CommandError(str(refused)) from None
    return account


def _trust(trust: int | None) -> Trust:
    found = [*Trust.objects.order_by("pk")] if trust is None else [*Trust.objects.filter(pk=trust)]
    if len(found) == 1:
        return found[0]
    if trust is not None:
        raise CommandError(f"There is no trust {trust}.")
    raise CommandError("Say which trust with --trust: " + ", ".join(f"{one.pk} ({one})" for one in found))


def _unit(trust: Trust, code: str | None) -> Unit:
    if not code:
        top = top_place(trust, on=localdate())
        if top is None:
            raise CommandError("The trust has no units yet.")
        return top.unit
    place = UnitPlace.objects.filter(trust=trust, code=code).on(localdate()).select_related("unit").first()
    if place is None:
        raise CommandError(f"No unit has the code {code} today.")
    return place.unit
