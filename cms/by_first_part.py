"""Addresses by their first part: a lesson is not compared with three hundred screens before it is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import RoutePattern


class FirstPart(RoutePattern):
    """Stands before addresses that begin so; takes nothing of them away, so they are written whole where they are."""

    def __init__(self, first: str) -> None:
        super().__init__("")
        self.first = first

    def match(self, path: str) -> Any:
        return super().match(path) if path.startswith(self.first) else None


def by_first_part(patterns: Iterable[URLPattern]) -> list[URLResolver]:
    """In their order; that of what begins otherwise makes no difference to an address."""
    groups: dict[str, list[URLPattern]] = {}
    for pattern in patterns:
        first = str(pattern.pattern).partition("/")[0]
        if not first or "<" in first:
            raise ValueError(f"{pattern.pattern} begins with no word of its own.")
        groups.setdefault(f"{first}/", []).append(pattern)
    return [URLResolver(FirstPart(first), some) for first, some in groups.items()]
