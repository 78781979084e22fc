from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import rules
from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from .person import Person
from .reaching import OfAccountsQuerySet
from .trust import Trust

OUR_ROOMS = ("workforce", "curriculum", "coaching", "improvement")


class AccountQuerySet(OfAccountsQuerySet):
    account_path = "pk"


class AccountManager(UserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]  # made as Django says
    use_in_migrations = False


class Account(AbstractUser):
    """A way in. It is matched to the person it belongs to, or waits in the queue of the unmatched.

    Personal data: name, e-mail. What the account may do is a grant, never a flag here.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trust = models.ForeignKey(
        Trust, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts", help_text="Empty: an operator."
    )
    purpose = models.CharField(
        max_length=200, blank=True, help_text="Of a system, which is nobody's: what reads as it, and what for."
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")

    # Told by the question that lets somebody in
    owes_second_step = False
    roles_today: Sequence[str] | None = None
    has_team = False  # coaches, belongs to or teaches one, with or without a role

    objects = AccountManager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_is_used_once"),
        ]

    def is_open(self, *, on: dt.date) -> bool:
        """Nobody comes in with an account that is closed, or whose person has left by the day."""
        left = self.person.left_date if self.person else None
        return self.is_active and (left is None or left > on)

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """An operator's flag opens the tools of the site; a trust's people are opened by grants alone."""
        if perm.partition(".")[0] in OUR_ROOMS:
            return self.is_active and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)
