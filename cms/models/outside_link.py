from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from workforce.models import Trust

LONGEST_ADDRESS = 2_000


class Outcome(models.TextChoices):
    """What came of looking there."""

    ANSWERED = "ANSWERED", _("It answers.")
    GONE = "GONE", _("It says that there is no such page.")
    NO_ANSWER = "NO_ANSWER", _("It does not answer.")
    INSIDE = "INSIDE", _("It is inside a network, so it is not followed.")


FAILING = (Outcome.GONE, Outcome.NO_ANSWER)


class OutsideLink(models.Model):
    """An address of another site that published pages of a trust link to, and what came of looking there.

    Personal data: none.
    """

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    looked_date = models.DateField(null=True, blank=True, help_text="Empty: not yet")
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0, help_text="On how many days running, of those looked at")
    failed_since_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "address"], name="outside_link_is_kept_once"),
            models.CheckConstraint(
                condition=Q(failed_days=0, failed_since_date=None)
                | Q(failed_days__gte=1, failed_since_date__isnull=False),
                name="outside_link_fails_since_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.address
