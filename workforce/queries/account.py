"""Accounts of a trust: who waits for a person, what each may do, and what was decided about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, TextChoices, When
from django.utils.translation import gettext_lazy as _

from ..enums import NAMED_ACCESS
from ..models import Account, BrowserSession, Decision, Grant, Person, Trust
from ..models.reaching import along
from .built_once import BuiltOnce, first
from .notice import unread
from .person import meant


class Shown(TextChoices):
    WAITING = "waiting", _("Waiting for a person")
    OPEN = "open", _("Open")
    LEFT = "left", _("Of people who have left")
    CLOSED = "closed", _("Closed")


OF_SHOWN = {
    Shown.WAITING: Q(is_active=True, person=None, purpose=""),
    Shown.OPEN: Q(is_active=True),
    Shown.CLOSED: Q(is_active=False),
}


def called(name: str) -> Account | None:
    """Whoever signs in with this address, or else with this username."""
    mailed = Q(email__iexact=name, email__gt="")
    return (
        Account.objects.filter(mailed | Q(username__iexact=name))
        .order_by(Case(When(mailed, then=0), default=1))
        .first()
    )


def with_a_way_in(people: Iterable[int]) -> set[int]:
    """Of these people, those with an open account: what is told to the others reaches nobody."""
    return set(Account.objects.filter(person__in=set(people), is_active=True).values_list("person", flat=True))


def owes_second_step(on: dt.date, *, by: dt.date | None = None, path: str = "") -> Case:
    """Whether the trust asks it of the account on the day, or will by another: of whoever sees people by name."""
    named = Grant.objects.filter(account=OuterRef(along(path, "pk")), role__in=NAMED_ACCESS).on(on)
    asked = {along(path, "trust__second_step_from__lte"): by or on}
    return Case(When(Q(**asked), then=Exists(named)), default=False)


def let_in(account_id: int, *, on: dt.date) -> Account | None:
    """With its person, trust and what every page needs of it, in one question; nobody if closed, or the person left."""
    return _open(first(_ACCOUNT(pk=int(account_id), on=on)), on)


def session_of(key: str, *, now: dt.datetime, on: dt.date) -> tuple[BrowserSession | None, Account | None]:
    """The session with this key that is not over, and whoever it lets in: one question, asked by every request."""
    session = first(_SESSION(key=key, now=now, on=on))
    if session is None or session.account is None:
        return session, None
    for name in (*TOLD, *TOLD_FOR_ROOMS):
        setattr(session.account, name, getattr(session, name))
    return session, _open(session.account, on)


TOLD = ("unread_notices", "owes_second_step", "roles_today")
TOLD_FOR_ROOMS: dict[str, Callable[[dt.date, str], Any]] = {}  # by a room above, before the first request comes


def _told(on: dt.date, path: str = "") -> dict[str, Any]:
    return {
        "unread_notices": unread(OuterRef(along(path, "person"))),
        "owes_second_step": owes_second_step(on, path=path),
        "roles_today": ArraySubquery(Grant.objects.on(on).filter(account=OuterRef(along(path, "pk"))).values("role")),
        **{name: told(on, path) for name, told in TOLD_FOR_ROOMS.items()},
    }


_ACCOUNT = BuiltOnce(
    lambda pk, on: Account.objects.select_related("trust", "person").filter(pk=pk).annotate(**_told(on))
)
_SESSION = BuiltOnce(
    lambda key, now, on: (
        BrowserSession.objects.select_related("account__trust", "account__person")
        .filter(session_key=key, expire_date__gt=now)
        .annotate(**_told(on, "account"))
    )
)


def _open(account: Account | None, on: dt.date) -> Account | None:
    """An account and its person are of one trust, so that it was read once."""
    if account is None or not account.is_open(on=on):
        return None
    if account.person and account.trust and account.person.trust_id == account.trust_id:
        account.person.trust = account.trust
    return account


def accounts_in(trust: Trust, shown: Shown, *, seen_by: Account, on: dt.date, word: str = "") -> QuerySet[Account]:
    """With the person and today's roles of each."""
    left = Q(is_active=True, person__left_date__lte=on)
    accounts = Account.objects.visible_to(seen_by, on=on).filter(OF_SHOWN.get(shown, left), trust=trust)
    if word:
        by_address = Q(username__icontains=word) | Q(email__icontains=word)
        accounts = accounts.filter(by_address | meant(trust, word, "person__"))
    roles = Prefetch("grants", Grant.objects.on(on).order_by("role", "pk"), to_attr="roles_now")
    return accounts.select_related("person").prefetch_related(roles).order_by("username", "pk")


def likely_people(account: Account) -> list[Person]:
    """Those of its trust who have its address, or whose name it has, and have no account yet."""
    named = Q(given_name__iexact=account.first_name, family_name__iexact=account.last_name, family_name__gt="")
    mailed = Q(email__iexact=account.email, email__gt="")
    people = Person.objects.filter(named | mailed, trust=account.trust_id, account=None)
    return list(people.order_by("family_name", "given_name", "pk")[:10])


def grants_of(account: Account) -> QuerySet[Grant]:
    """All it ever held; what runs on comes first."""
    grants = Grant.objects.filter(account=account).select_related("recorded_by__person")
    return grants.order_by(F("until").desc(nulls_first=True), "role", "pk")


def trail_of(account: Account) -> QuerySet[Decision]:
    """What was decided about it, its roles among that; the newest first."""
    itself = Q(to_model="workforce.account", to_id=account.pk)
    its_roles = Q(to_model="workforce.grant", detail__account=account.pk)
    return Decision.objects.filter(itself | its_roles).select_related("by__person").order_by("-at", "-pk")


def done_by(account: Account) -> QuerySet[Decision]:
    return Decision.objects.filter(by=account).order_by("-at", "-pk")


def with_names(trust: Trust, *, seen_by: Account, on: dt.date) -> QuerySet[Account]:
    """Open accounts that see people by name today, and whether they sign in with a second step."""
    named = Grant.objects.filter(account=OuterRef("pk"), role__in=NAMED_ACCESS).on(on)
    ways = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    accounts = Account.objects.visible_to(seen_by, on=on).filter(Exists(named), trust=trust, is_active=True)
    return accounts.annotate(has_second_step=Exists(ways)).select_related("person").order_by("username", "pk")
