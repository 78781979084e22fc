from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ..enums import NoticeKind
from .account import Account
from .person import Person
from .reaching import OfPeopleQuerySet
from .trust import Trust


class Notice(models.Model):
    """Something that one person is told: on their page of notices, and in their next letter.

    Personal data: what somebody is told, by whom, and when they read it.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    words = models.CharField(max_length=500, help_text="As they are read: plain English, without mark-up")
    link = models.CharField(max_length=300, blank=True, help_text="The page that it is about: a path of this site")
    key = models.CharField(max_length=200, help_text="What it is about, so that it is told once however often")
    told_at = models.DateTimeField(db_default=Now(), editable=False)
    told_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trust", "person", "key"], name="notice_is_told_once"),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__regex=r"^/([^/\\\s]\S*)?$"), name="notice_stays_here"
            ),
        ]
        indexes = [
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["trust", "person", "-told_at"], name="notice_by_person"),
            models.Index(fields=["told_at"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return self.words
