from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.loading.credentials import load_credentials
from cms.loading.library import load_library
from cms.loading.practice import load_practice
from cms.loading.site import load_modules, load_site
from workforce.models import Trust


class Command(BaseCommand):
    help = "Loads the curriculum that comes with the product into a trust's site. Told twice, nothing changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--trust", type=int, help="The trust's id; else the only one there is")
        parser.add_argument("--host", default="", help="Where a second trust is served, such as academy.trust.nhs.uk")

    def handle(self, *args: Any, **options: Any) -> None:
        trust = which(options["trust"])
        curriculum = load_site(trust, by=None, host=options["host"])
        count = load_modules(curriculum, trust, by=None)
        load_library(trust, by=None)
        load_practice(trust, by=None)
        load_credentials(trust, by=None)
        self.stdout.write(f"The curriculum has {count} modules.")


def which(trust: int | None) -> Trust:
    found = list(Trust.objects.filter(pk=trust) if trust else Trust.objects.order_by("pk"))
    if len(found) == 1:
        return found[0]
    if trust:
        raise CommandError(f"There is no trust {trust}.")
    told = ", ".join(f"{one.pk} ({one.name})" for one in found) or "none yet"
    raise CommandError(f"Say which trust with --trust. There are: {told}.")
