"""All the figures of one trust: python -m benchmarks.bench [--people N] [today day grid ...]. See README.md here."""

from __future__ import annotations

import argparse
import importlib

from . import server
from .shape import SIZES

ALL = (
    "today",
    "day",
    "grid",
    "filters",
    "trend",
    "prescription",
    "lesson",
    "completion",
    "coaching",
    "bulk",
    "rebuild",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=SIZES["big"])
    parser.add_argument("which", nargs="*", default=ALL)
    asked = parser.parse_args()
    with server.running():
        if not server.is_loaded(asked.people):
            raise SystemExit(f"There is no trust of {asked.people:,} yet: make big-trust")
        _run(asked.people, asked.which or ALL)


def _run(people: int, which: list[str]) -> None:
    server.use(people)
    import django

    django.setup()
    from curriculum.services.coverage import refresh_people
    from curriculum.services.curve import fold_changes, mark_days

    from .cast import cast
    from .web import serving

    asking = cast()
    refresh_people(asking.trust)
    fold_changes(asking.trust.pk)
    mark_days(asking.trust.pk, asking.today)
    print(f"A trust of {people:,} people", flush=True)
    with serving(asking.cookie) as web:
        for name in which:
            importlib.import_module(f"benchmarks.bench_{name}").run(asking, web)


if __name__ == "__main__":
    main()
