"""Prints docs/permissions.md: every screen, the permission it asks for, and the rule behind that permission."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import rules.permissions
from django.core.management.base import BaseCommand
from django.urls import URLPattern, URLResolver, get_resolver

OURS = "cms.screens"
HEAD = """# Who may open what

Made by `make permissions`; a test compares. A screen asks for its permission in the reader's own trust;
lists are cut to what the reader may see besides. `holds:` is a role held in the unit or above it.

| Screen | Permission |
| --- | --- |"""
RULES = """
| Permission | Rule |
| --- | --- |"""


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(HEAD)
        for address, view in sorted(screens(), key=lambda screen: screen[0]):
            self.stdout.write(f"| `{address}` | {view_asks(view)} |")
        self.stdout.write(RULES)
        for name, rule in sorted(rules.permissions.permissions.items()):
            self.stdout.write(f"| {name} | {in_words(rule.name)} |")


def screens(resolver: URLResolver | None = None, above: str = "/") -> Iterator[tuple[str, Any]]:
    """Address and view of each screen of ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = above + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from screens(pattern, address)
        elif isinstance(pattern, URLPattern) and pattern.callback.__module__.startswith(OURS):
            yield address, pattern.callback


def view_asks(view: Any) -> str:
    return str(getattr(view, "asks", getattr(view, "open_to", "its own person's only")))


def in_words(rule: str) -> str:
    """Its name as a predicate has it, of which a table must not take the bars for its own."""
    return f"`{rule}`".replace("|", "\\|")
