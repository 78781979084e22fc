"""The database made ready, in a process of its own: migrations, then the example trust if there is no trust yet."""

import os
import sys
import time

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    migrate()
    _seed()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        print(f"Making the tables: {len(plan)} steps", flush=True)
        with Steps(len(plan)) as steps:
            call_command("migrate", interactive=False, verbosity=1, stdout=steps)


def _seed() -> None:
    """It says who can sign in, also when it is there already. Where other trusts are, it stays away."""
    from cms.demo.load import loaded_trust
    from workforce.models import Trust

    if loaded_trust() or not Trust.objects.exists():
        call_command("seed_demo")


class Steps:
    """Counts the migrations as Django tells of them, and says so every five seconds."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.told = total, 0, time.monotonic()

    def write(self, words: str) -> None:
        self.done += words.strip().endswith("OK")
        if time.monotonic() - self.told > 5:
            self.told = time.monotonic()
            print(f"  {self.done} of {self.total}", flush=True)

    def flush(self) -> None:
        sys.stdout.flush()

    def __enter__(self) -> "Steps":
        return self

    def __exit__(self, *_: object) -> None:
        print(f"  {self.done} of {self.total}", flush=True)


if __name__ == "__main__":
    main()
