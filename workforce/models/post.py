"""Posts: every dated belonging of a person to a unit, apart from what it was on which days."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..enums import PostFlag, PostKind, StaffGroup
from .person import Person
from .reaching import OfPeopleQuerySet, PeopleStretchQuerySet
from .site import Site
from .stretch import Recorded, Stretch, ends_after_it_begins, keeps_its_history, never_two_at_once
from .trust import Trust
from .unit import Unit


class Post(Recorded):
    """One belonging of one person (in ESR: an assignment). Personal data: who belongs."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = OfPeopleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"post {self.pk}"


class PostStretchQuerySet(PeopleStretchQuerySet):  # type: ignore[override]  # the stubs give each as_manager a type of its own
    def in_unit_or_below(self, unit: Unit, day: dt.date) -> Self:
        return self.filter(unit__in=unit.reaches_down.on(day).values("unit"))


@keeps_its_history()
class PostStretch(Stretch):
    """What a post was on `[since, until)`. A change of any value starts a new stretch.

    Personal data: where and as what a person works. `person` repeats the post's, so that the people of a unit are
    found without a join.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="stretches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="stretches")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="stretches")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="stretches")
    kind = models.CharField(max_length=16, choices=PostKind)
    staff_group = models.CharField(max_length=2, choices=StaffGroup, blank=True)
    job_role = models.CharField(max_length=100, blank=True)
    area_of_work = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=150, blank=True)
    band = models.CharField(max_length=20, blank=True)
    fte = models.DecimalField(
        "FTE", max_digits=4, decimal_places=3, null=True, blank=True, help_text="Empty: not known. 0 is a number."
    )
    manager = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="managed_stretches"
    )
    flags = ArrayField(models.CharField(max_length=20, choices=PostFlag), default=list, blank=True)

    objects = PostStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("post_stretch_ends_after_it_begins"),
            never_two_at_once("post_is_one_thing_a_day", "trust", "post"),
            models.CheckConstraint(condition=Q(fte=None) | Q(fte__gte=0, fte__lte=2), name="post_fte_is_sensible"),
        ]
        indexes = [
            models.Index(fields=["trust", "unit", "since"], name="post_stretch_by_unit"),
            models.Index(fields=["trust", "person"], name="post_stretch_by_person"),
            models.Index(fields=["trust", "manager"], name="post_stretch_by_manager"),
            models.Index(  # counted on every page of coverage, from the index alone
                fields=["trust", "unit", "kind"], include=["person", "since", "until"], name="post_stretch_by_kind"
            ),
        ]
