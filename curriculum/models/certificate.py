from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from workforce.models import Account, Person, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded

from ..enums import CertificateKind
from .framework import FrameworkVersion


class CertificateQuerySet(OfPeopleQuerySet):
    def kept(self) -> Self:
        """Those that their person has not taken back."""
        return self.filter(withdrawn_at=None)

    def public(self) -> Self:
        """Those that somebody with the code may read: none of who is restricted or is called by no name any more."""
        return self.kept().filter(person__restricted_date=None, person__pseudonymised_date=None)


class Certificate(Recorded):
    """What somebody can show to others. Whoever has its code reads it; whether it is valid is asked of the facts.

    `subject` is the uuid of the level, of the source of the entries, or the key of the module. `until` is the end as
    it was known when it was issued. Its words never change but that it is taken back, and then the name goes.
    Personal data: a name, and what the person holds or did.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=26, unique=True, editable=False, help_text="130 bits that nobody can guess")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=8, choices=CertificateKind)
    subject = models.CharField(max_length=80)
    sources = ArrayField(models.UUIDField(), default=list, blank=True, help_text="What gave the entries beneath it")
    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="Of a level"
    )
    since = models.DateField(help_text="The day on which it was reached or completed")
    until = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=201, blank=True, help_text="The person's, when it was issued")
    title = models.CharField(max_length=255)
    trust_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "person", "kind", "subject", "since"],
                condition=Q(withdrawn_at=None),
                name="certificate_is_issued_once",
            ),
            models.CheckConstraint(
                condition=(Q(withdrawn_at=None) & ~Q(name="")) | Q(withdrawn_at__isnull=False, name=""),
                name="certificate_has_a_name_until_it_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(kind="LEVEL", version__isnull=False, sources=[])
                | (~Q(kind="LEVEL") & Q(version=None) & ~Q(sources=[])),
                name="certificate_stands_on_a_version_or_on_sources",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="certificate_keeps_its_words", exclude=["name", "withdrawn_at", "withdrawn_by"]),
            pgtrigger.Protect(
                name="certificate_is_only_withdrawn",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__withdrawn_at=None),
            ),
            pgtrigger.Protect(name="certificate_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"
