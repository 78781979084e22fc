"""Makes a client of the API: a machine that reads as one account, whose grants are its reach."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser
from oauth2_provider.models import Application
from oauth2_provider.settings import oauth2_settings

from workforce.models import Account
from workforce.services.decision import note


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="What it is, for people: ESR nightly")
        parser.add_argument("--account", required=True, help="The user name of the account it reads as")

    def handle(self, *, name: str, account: str, **_options: Any) -> None:
        reads_as = Account.objects.filter(username=account).select_related("trust").first()
        if reads_as is None or reads_as.trust is None:
            raise CommandError(f"There is no account {account} that belongs to a trust.")
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
        self.stdout.write("The secret is shown this once. Scopes to ask for:")
        for scope, words in oauth2_settings.SCOPES.items():
            self.stdout.write(f"  {scope:<18} {words}")
