from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ..enums import LeavingReason
from .reaching import PersonQuerySet
from .stretch import Recorded, keeps_its_history
from .trust import Trust


@keeps_its_history()
class Person(Recorded):
    """Somebody who belongs, or belonged, to a trust. Never deleted: who leaves is ended.

    Personal data: name, e-mail, registration number. Restricting or pseudonymising changes this row alone,
    so that every aggregate stands.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="people")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    registration_number = models.CharField(max_length=30, blank=True)
    left_date = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=20, choices=LeavingReason, blank=True)
    restricted_date = models.DateField(null=True, blank=True)
    pseudonymised_date = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_date=None, left_reason="") | (Q(left_date__isnull=False) & ~Q(left_reason="")),
                name="person_leaves_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["trust", "family_name", "given_name"], name="person_by_name"),
            models.Index(fields=["trust", "email"], name="person_by_email"),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
