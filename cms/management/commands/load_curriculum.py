from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.loading.practice import load_practice
from cms.loading.site import load_modules, load_site
from workforce.models import Trust


class Command(BaseCommand):
    help = "Loads the curriculum that comes with the product into a trust's site. Told twice, nothing changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--trust", type=int, help="The trust's id; else the only one there is")

    def handle(self, *args: Any, **options: Any) -> None:
        trust = Trust.objects.get(pk=options["trust"]) if options["trust"] else Trust.objects.get()
        curriculum = load_site(trust, by=None)
        count = load_modules(curriculum, trust, by=None)
        load_practice(trust, by=None)
        self.stdout.write(f"The curriculum has {count} modules.")
