from __future__ import annotations

from django.db import models
from django.db.models import Q

from workforce.models import Person, Post, Trust, Unit
from workforce.models.reaching import PeopleStretchQuerySet
from workforce.models.stretch import Stretch, ends_after_it_begins, keeps_its_history

from .level import Level


@keeps_its_history()
class Nomination(Stretch):
    """A person is named for a level: through one post, or through their posts in a unit and below, of any kind.

    Personal data: who is named for what.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="nominations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nominations")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="nominations")

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("nomination_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(post=None, unit__isnull=False) | Q(post__isnull=False, unit=None),
                name="nomination_names_a_post_or_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["trust", "person"], name="nomination_by_person")]
