from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..enums import Role
from .account import Account
from .reaching import AccountStretchQuerySet
from .stretch import Stretch, ends_after_it_begins, keeps_its_history, never_two_at_once
from .trust import Trust
from .unit import Unit


@keeps_its_history()
class Grant(Stretch):
    """What an account may do, in a unit and below, for some days. Personal data: who holds a role."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="grants")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=16, choices=Role)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="grants")
    acts_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
        help_text="The grant of the colleague for whom this is held for a time: it ends no later than that",
    )

    objects = AccountStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("grant_ends_after_it_begins"),
            never_two_at_once("grant_is_given_once", "trust", "account", "role", "unit"),
            models.CheckConstraint(
                condition=Q(acts_for=None) | Q(role=Role.UNIT_MANAGER, until__isnull=False),
                name="grant_of_a_deputy_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} in {self.unit}"
