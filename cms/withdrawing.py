"""A page is withdrawn with all that it holds, and whoever it concerns is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from curriculum.models import Activity
from curriculum.queries.activity import offered_keys
from curriculum.queries.withdrawal import sessions_after
from curriculum.services.withdrawal import Withdrawal, tell_of_withdrawal
from workforce.models import Trust

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from .models import ModulePage

MOST_DAYS = 5


def withdraw_lessons(module: ModulePage) -> None:
    """A lesson without its module would be read and give nothing; published again, each is an editor's step."""
    for lesson in module.get_children().live().specific():
        lesson.unpublish(set_expired=module.expired, user=module.latest_revision and module.latest_revision.user)


def tell_of(page: Any, trust: Trust, keys: frozenset[str]) -> None:
    """Of a withdrawal that has come, or that stands on a day. `keys`: what was offered before the page was saved."""
    now = timezone.now()
    at = page.expire_at or now
    if keys and not (page.live and page.expire_at is None):
        link = page.get_url_parts()[2] if page.live else "/my/"
        told = Withdrawal(code_of(page), page.title, keys, at if page.live or page.expired else now, link)
        tell_of_withdrawal(trust=trust, withdrawal=told, now=now)


def offered_by(page: Any, trust: Trust) -> frozenset[str]:
    """The activities that go with the page: a lesson's own, or all of a module's."""
    if hasattr(page, "key"):
        offered = Activity.objects.filter(trust=trust, key=page.key, retired_date=None)
        return frozenset(offered.values_list("key", flat=True))
    return frozenset(offered_keys(trust, page.code))


def code_of(page: Any) -> str:
    return str(page.key if hasattr(page, "key") else page.code)


def sessions_in_the_way(page: Any, *, after: dt.datetime) -> str:
    """What an editor looks at before withdrawing: sessions planned for afterwards. Empty: there are none."""
    trust = page.trust_below(page)
    planned = list(sessions_after(trust, offered_by(page, trust), after=max(after, timezone.now())))
    if not planned:
        return ""
    people = sum(session.taken for session in planned)  # type: ignore[attr-defined]  # counted by the query
    sessions = ngettext("%d session is planned", "%d sessions are planned", len(planned)) % len(planned)
    places = ngettext("%d person has a place", "%d people have a place", people) % people
    days = ", ".join(_day(session.starts_at) for session in planned[:MOST_DAYS]) + (
        " and later" if len(planned) > MOST_DAYS else ""
    )
    return (
        f"{sessions} for after that ({days}), and {places}. They will be held and will count, and take no more "
        "bookings, unless whoever runs them calls them off. Everybody with a place is told."
    )


def _day(at: dt.datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y")
