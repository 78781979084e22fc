from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from workforce.models import Trust

from ...services.rebuild import rebuild_trust


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it asks the database only
    help = "Makes all coverage anew from the facts. It can be read meanwhile; changes of facts wait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--processes", type=int, default=2)

    def handle(self, *args: Any, processes: int, **options: Any) -> None:
        for trust in Trust.objects.order_by("pk"):
            people = rebuild_trust(trust=trust, today=timezone.localdate(), processes=processes, tell=self.tell)
            self.stdout.write(f"{trust}: coverage of {people:,} people made anew.")

    def tell(self, done: int, total: int, words: str) -> None:
        self.stdout.write(f"  {done:,} of {total:,} {words}")
        self.stdout.flush()
