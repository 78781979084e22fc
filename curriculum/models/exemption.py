from __future__ import annotations

from django.db import models

from workforce.models import Account, Person, Trust
from workforce.models.reaching import PeopleStretchQuerySet
from workforce.models.stretch import Stretch, ends_after_it_begins, keeps_its_history

from ..enums import ExemptionReason
from .level import Level


@keeps_its_history()
class Exemption(Stretch):
    """A person is not counted for a level, or for all of them, for some days. It always has an end.

    Personal data: why somebody is exempt (may tell of health).
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="exemptions")
    level = models.ForeignKey(
        Level,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="exemptions",
        help_text="Empty: every level",
    )
    reason = models.CharField(max_length=16, choices=ExemptionReason)
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("exemption_ends_after_it_begins"),
            models.CheckConstraint(condition=models.Q(until__isnull=False), name="exemption_has_an_end"),
        ]
        indexes = [models.Index(fields=["trust", "person"], name="exemption_by_person")]
