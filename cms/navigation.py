"""What stands in the header, by role. A new screen adds its line here; the order is the order on the screen."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from curriculum.rules import ANSWERABLE, RECORDERS
from workforce.enums import NAMED_ACCESS, Role
from workforce.models import Account, Grant


@dataclass(frozen=True)
class Item:
    words: Any
    route: str
    roles: frozenset[str] | None = None  # None: everybody who is signed in

    def is_for(self, roles: frozenset[str]) -> bool:
        return self.roles is None or bool(self.roles & roles)


ITEMS = [
    Item(_("My capability"), "my"),
    Item(_("Learn"), "learn"),
    Item(_("Coverage"), "coverage"),
    Item(_("My people"), "people", frozenset(NAMED_ACCESS)),
    Item(_("Sessions"), "sessions", frozenset(RECORDERS)),
    Item(_("Claims"), "claims", frozenset(ANSWERABLE)),
    Item(
        _("Board page"),
        "board",
        frozenset({Role.BOARD_READER, Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR}),
    ),
    Item(_("Framework"), "framework", frozenset({Role.PROGRAMME_LEAD, Role.EDITOR, Role.ADMINISTRATOR})),
    Item(_("Files"), "imports", frozenset({Role.ADMINISTRATOR})),
    Item(_("Organisation"), "organisation", frozenset({Role.PROGRAMME_LEAD, Role.ADMINISTRATOR})),
    Item(_("Accounts"), "accounts", frozenset({Role.ADMINISTRATOR})),
    Item(_("Courses"), "courses", frozenset({Role.PROGRAMME_LEAD})),
    Item(_("Edit the site"), "wagtailadmin_home", frozenset({Role.EDITOR})),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is asked of the database unless a template shows the menu."""
    return {"navigation": SimpleLazyObject(lambda: menu_of(request))}


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated:
        return []
    roles = roles_of(request.user, on=localdate())
    addresses = [(item.words, reverse(item.route)) for item in ITEMS if item.is_for(roles)]
    return [{"words": words, "href": href, "current": request.path == href} for words, href in addresses]


def roles_of(account: Account, *, on: dt.date) -> frozenset[str]:
    return frozenset(Grant.objects.on(on).filter(account=account).values_list("role", flat=True))
