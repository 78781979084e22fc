"""What the levels, skills and groups of a framework share: they are identities, and outlive its versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models


class IdentityQuerySet(models.QuerySet):
    def in_use(self) -> Self:
        """Those that can be chosen for something new."""
        return self.filter(retired_date=None)


class Identity(models.Model):
    """Retired it is chosen for nothing new; what was recorded of it stays, under its code."""

    retired_date = models.DateField(null=True, blank=True)
    former_names = ArrayField(
        models.CharField(max_length=150), default=list, blank=True, help_text="People still search by them"
    )

    objects = IdentityQuerySet.as_manager()

    class Meta:
        abstract = True


def former_names(names: Sequence[str], *, now: str) -> list[str]:
    """Each once, the oldest first; a name that it has again is no former one."""
    return [name for name in dict.fromkeys(names) if name.casefold() != now.casefold()]


def keeps_its_code(noun: str) -> list[pgtrigger.Trigger]:
    """A code means one thing for good: it is never changed, and never free for something else."""
    return [
        pgtrigger.ReadOnly(name=f"{noun}_keeps_its_code", fields=["code"]),
        pgtrigger.Protect(name=f"{noun}_is_never_deleted", operation=pgtrigger.Delete),
    ]
