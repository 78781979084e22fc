from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from workforce.models import Trust

from ...services.verify import verify_trust


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it asks the database only
    help = "Makes all coverage anew from the facts, compares it with what is kept, and says how much differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--cells", type=int, default=50, help="units whose cells the plain definition is asked for")

    def handle(self, *args: Any, processes: int, cells: int, **options: Any) -> None:
        differing = 0
        for trust in Trust.objects.order_by("pk"):
            checked = verify_trust(
                trust=trust, today=timezone.localdate(), cells=cells, processes=processes, tell=self.tell
            )
            for one in checked:
                self.stdout.write(f"{trust}: {one.differing:,} differing {one.what}")
            differing += sum(one.differing for one in checked)
        if differing:
            raise CommandError(f"{differing:,} differ. rebuild_coverage makes coverage anew.")
        self.stdout.write("Coverage is that of the facts.")

    def tell(self, done: int, total: int, words: str) -> None:
        self.stdout.write(f"  {done:,} of {total:,} {words}")
        self.stdout.flush()
