"""Reach: which rows an account sees by name. One wording, used by every list and, through the lists, by every rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from ..enums import NAMED_ACCESS, Role
from .stretch import StretchQuerySet

if TYPE_CHECKING:  # an account has a person, and a person is seen by accounts
    from .account import Account


def along(path: str, step: str) -> str:
    return f"{path}__{step}" if path else step


def true_on(path: str, day: dt.date) -> Q:
    """The dated fact at the end of the path is true on the day."""
    until = along(path, "until")
    return Q(**{along(path, "since__lte"): day}) & (Q(**{until: None}) | Q(**{f"{until}__gt": day}))


def granted(path: str, account: Account, roles: Sequence[Role], day: dt.date) -> Q:
    """The grant at the end of the path is the account's, in one of the roles, on the day."""
    return Q(**{f"{path}__account": account.pk, f"{path}__role__in": roles}) & true_on(path, day)


def unit_in_reach(path: str, account: Account, roles: Sequence[Role], day: dt.date) -> Q:
    """The unit at the end of the path is one where the account has one of the roles, or lies below one."""
    above = along(path, "reaches_up")
    return true_on(above, day) & granted(f"{above}__ancestor__grants", account, roles, day)


def whole_trust_in_reach(path: str, account: Account, roles: Sequence[Role], day: dt.date) -> Q:
    """The account has one of the roles at the top unit of the trust at the end of the path."""
    grants = along(path, "grants")
    at_the_top = Q(**{f"{grants}__unit__places__parent": None}) & true_on(f"{grants}__unit__places", day)
    return granted(grants, account, roles, day) & at_the_top


class PersonQuerySet(models.QuerySet):
    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        """Oneself, and whom the account reaches by name."""
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        reached = self._everyone().reached_by(account, NAMED_ACCESS, on=on)
        return self.filter(Q(account=account.pk) | Q(pk__in=reached.values("pk")))

    def reached_by(self, account: Account, roles: Sequence[Role], *, on: dt.date) -> Self:
        """The people of the units where the account has one of the roles; of a whole trust everybody ever."""
        in_units = true_on("stretches", on) & unit_in_reach("stretches__unit", account, roles, on)
        in_trusts = whole_trust_in_reach("trust", account, roles, on)
        return self.filter(
            Q(pk__in=self._everyone().filter(in_units).values("pk"))
            | Q(pk__in=self._everyone().filter(in_trusts).values("pk"))
        )

    def employed_on(self, day: dt.date) -> Self:
        """Those with a post of any kind on the day."""
        return self.filter(pk__in=self._everyone().filter(true_on("stretches", day)).values("pk"))

    def _everyone(self) -> Self:
        return type(self)(self.model)


class OfPeopleQuerySet(models.QuerySet):
    """Rows about a person are seen by whoever sees the person."""

    person_path = "person"

    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        people: PersonQuerySet = PersonQuerySet(apps.get_model("workforce", "Person")).visible_to(account, on=on)
        return self.filter(**{f"{self.person_path}__in": people.values("pk")})


class PeopleStretchQuerySet(StretchQuerySet, OfPeopleQuerySet):  # type: ignore[override]  # the stubs give each as_manager a type of its own
    """Dated rows about a person."""


class OfAccountsQuerySet(models.QuerySet):
    """Rows about an account are seen by itself and by the administrators of its whole trust."""

    account_path = "account"

    def visible_to(self, account: Account | AnonymousUser, *, on: dt.date) -> Self:
        if not isinstance(account, AbstractBaseUser):
            return self.none()
        administered = whole_trust_in_reach("trust", account, (Role.ADMINISTRATOR,), on)
        rows = self.model._base_manager.filter(administered)
        return self.filter(Q(**{self.account_path: account.pk}) | Q(pk__in=rows.values("pk")))


class AccountStretchQuerySet(StretchQuerySet, OfAccountsQuerySet):  # type: ignore[override]  # the stubs give each as_manager a type of its own
    """Dated rows about an account."""
