"""External identifiers: what other systems call our people, posts, units and sites. Codes are used again."""

from __future__ import annotations

from django.db import models

from .person import Person
from .post import Post
from .reaching import PeopleStretchQuerySet
from .site import Site
from .stretch import Stretch, ends_after_it_begins, never_two_at_once
from .trust import Trust
from .unit import Unit


class PostIdentifierQuerySet(PeopleStretchQuerySet):  # type: ignore[override]  # the stubs give each as_manager a type of its own
    person_path = "post__person"


class Identifier(Stretch):
    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    system = models.CharField(max_length=40, help_text="Such as esr-employee, esr-assignment, ods")
    value = models.CharField(max_length=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.system}: {self.value}"


class PersonIdentifier(Identifier):
    """Personal data: an employee number or the like."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")

    objects = PeopleStretchQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("person_identifier_ends_after_it_begins"),
            never_two_at_once("person_identifier_names_one", "trust", "system", "value"),
        ]


class PostIdentifier(Identifier):
    """Personal data: an assignment number or the like."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="identifiers")

    objects = PostIdentifierQuerySet.as_manager()  # type: ignore[misc]  # the stubs take the inherited one for a class variable

    class Meta:
        constraints = [
            ends_after_it_begins("post_identifier_ends_after_it_begins"),
            never_two_at_once("post_identifier_names_one", "trust", "system", "value"),
        ]


class UnitIdentifier(Identifier):
    """Personal data: none."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="identifiers")

    class Meta:
        constraints = [
            ends_after_it_begins("unit_identifier_ends_after_it_begins"),
            never_two_at_once("unit_identifier_names_one", "trust", "system", "value"),
        ]


class SiteIdentifier(Identifier):
    """Personal data: none."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="identifiers")

    class Meta:
        constraints = [
            ends_after_it_begins("site_identifier_ends_after_it_begins"),
            never_two_at_once("site_identifier_names_one", "trust", "system", "value"),
        ]
