"""What stands in the header, by role. A new screen adds its line here; the order is the order on the screen."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter
from typing import Any

from django.core.cache import cache as kept
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from coaching.models.cohort import LEADS
from curriculum.models.prior_learning import DECIDES_WHAT_IS_LEFT
from curriculum.queries.claim import claims_waiting, waiting_mark
from curriculum.queries.release import release_mark, releases_waiting
from curriculum.rules import ANSWERABLE, KEEPS_ROOMS, RECORDERS, RELEASERS, SCHEDULERS
from workforce.enums import NAMED_ACCESS, Role
from workforce.models import Account, Grant


@dataclass(frozen=True)
class Item:
    words: Any
    route: str
    roles: frozenset[str] | None = None  # None: everybody who is signed in
    waiting: Callable[[Account, dt.date], int] | None = None  # how much waits there; asked of those who see the item
    tied: Callable[[Account], bool] | None = None  # who sees it without a role; told with the account, never asked

    def is_for(self, account: Account, roles: frozenset[str]) -> bool:
        return self.roles is None or bool(self.roles & roles) or bool(self.tied and self.tied(account))


def claims_that_wait(account: Account, on: dt.date) -> int:
    """For every page of theirs, so counted anew only when a claim has come or gone, and at least once a minute."""
    if account.trust is None:
        return 0
    waiting = partial(claims_waiting, account, account.trust, on=on)
    return _counted("claims", account, waiting_mark(account.trust.pk), waiting)


def releases_that_wait(account: Account, on: dt.date) -> int:
    if account.trust is None:
        return 0
    waiting = releases_waiting(account, account.trust, now=timezone.now(), on=on)
    return _counted("releases", account, release_mark(account.trust.pk), waiting.count)


def _counted(name: str, account: Account, mark: tuple[int, int], count: Callable[[], int]) -> int:
    """`mark`: how many wait in the trust, and the newest of them; with none there is nothing to count."""
    if not mark[0]:
        return 0
    return int(kept.get_or_set(f"{name}-that-wait:{account.pk}:{mark[0]}:{mark[1]}", count, A_MINUTE) or 0)


A_MINUTE = 60
ITEMS = [
    Item(_("My capability"), "my"),
    Item(_("Learn"), "learn"),
    Item(_("Library"), "library"),
    Item(_("Sessions to come"), "sessions-to-come"),
    Item(_("Coverage"), "coverage"),
    Item(_("Coaching"), "cohorts"),
    Item(_("Teams"), "teams", frozenset({Role.UNIT_MANAGER, *LEADS}), tied=attrgetter("has_team")),
    Item(_("Academy"), "academy", frozenset(LEADS)),
    Item(_("Pairs of coaches"), "pairings", frozenset(LEADS)),
    Item(_("My people"), "people", frozenset(NAMED_ACCESS)),
    Item(_("Sessions held"), "sessions", frozenset(RECORDERS)),
    Item(_("Schedule"), "schedule-session", frozenset(SCHEDULERS)),
    Item(_("Rooms"), "rooms", frozenset(KEEPS_ROOMS)),
    Item(_("Release"), "release", frozenset(RELEASERS), releases_that_wait),
    Item(_("Claims"), "claims", frozenset({*ANSWERABLE, *DECIDES_WHAT_IS_LEFT}), claims_that_wait),
    Item(
        _("Board page"),
        "board",
        frozenset({Role.BOARD_READER, Role.ACADEMY_LEAD, Role.PROGRAMME_LEAD, Role.ADMINISTRATOR}),
    ),
    Item(_("Framework"), "framework", frozenset({Role.PROGRAMME_LEAD, Role.EDITOR, Role.ADMINISTRATOR})),
    Item(_("Files"), "imports", frozenset({Role.ADMINISTRATOR})),
    Item(_("Organisation"), "organisation", frozenset({Role.PROGRAMME_LEAD, Role.ADMINISTRATOR})),
    Item(_("Accounts"), "accounts", frozenset({Role.ADMINISTRATOR})),
    Item(_("Letters"), "letters", frozenset({Role.ADMINISTRATOR})),
    Item(_("Slips"), "slips", frozenset({Role.UNIT_MANAGER})),
    Item(_("Courses"), "courses", frozenset({Role.PROGRAMME_LEAD})),
    Item(_("Edit the site"), "wagtailadmin_home", frozenset({Role.EDITOR})),
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Nothing is asked of the database unless a template shows the menu."""
    return {"navigation": SimpleLazyObject(lambda: menu_of(request))}


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    if not request.user.is_authenticated:
        return []
    today = localdate()
    roles = roles_of(request.user, on=today)
    return [shown(item, request, today) for item in ITEMS if item.is_for(request.user, roles)]


def shown(item: Item, request: HttpRequest, today: dt.date) -> dict[str, Any]:
    href = _address(item.route)
    waiting = item.waiting(request.user, today) if item.waiting else 0  # type: ignore[arg-type]  # signed in
    return {"words": item.words, "href": href, "current": request.path == href, "waiting": waiting}


@cache
def _address(route: str) -> str:
    return reverse(route)


def roles_of(account: Account, *, on: dt.date) -> frozenset[str]:
    """Those of today are read with the account that a request lets in."""
    if account.roles_today is not None and on == localdate():
        return frozenset(account.roles_today)
    return frozenset(Grant.objects.on(on).filter(account=account).values_list("role", flat=True))
