from __future__ import annotations

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from .person import Person
from .trust import Trust


class Account(AbstractUser):
    """A way in. It is matched to the person it belongs to, or waits in the queue of the unmatched.

    Personal data: name, e-mail. What the account may do is a grant, never a flag here.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    trust = models.ForeignKey(
        Trust, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts", help_text="Empty: an operator."
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="account_email_is_used_once"),
        ]
