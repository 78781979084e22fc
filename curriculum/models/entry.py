"""The ledger. One row: one person was given one skill's dose by one source. Append-only, in the database itself."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast, Now

from workforce.models import Account, Person, Trust
from workforce.models.reaching import OfPeopleQuerySet

from ..enums import Assessment, Depth, PracticeKind, SourceKind
from .skill import Skill

# A revision follows only a voided one, and only a giving entry of the same trust can be voided.
KEEPS_ITS_ORDER = """
IF NEW.voids_id IS NOT NULL THEN
    PERFORM 1 FROM curriculum_doseentry e
     WHERE e.id = NEW.voids_id AND e.trust_id = NEW.trust_id AND e.voids_id IS NULL
       AND e.person_id = NEW.person_id AND e.skill_id = NEW.skill_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a void takes away one entry that gave dose, never another void' \
USING ERRCODE = 'check_violation';
    END IF;
ELSIF NEW.revision > 1 THEN
    PERFORM 1 FROM curriculum_doseentry e
      JOIN curriculum_doseentry v ON v.trust_id = e.trust_id AND v.voids_id = e.id
     WHERE e.trust_id = NEW.trust_id AND e.source_kind = NEW.source_kind AND e.source_id = NEW.source_id
       AND e.skill_id = NEW.skill_id AND e.revision = NEW.revision - 1 AND e.voids_id IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a revision follows only once the one before it is voided' USING ERRCODE = 'check_violation';
    END IF;
END IF;
RETURN NEW;
"""


def day_in_london(moment: F) -> Cast:
    local = Func(Value("Europe/London"), moment, function="timezone", output_field=models.DateTimeField())
    return Cast(local, models.DateField())


class DoseEntry(models.Model):
    """One row of the ledger. Holds no free text; its minutes are copied from the activity's version.

    `voids_id` and `source_id` are plain values: nothing points at the ledger, or from it to a source, by foreign key.
    Personal data: what a person learned and when.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+", db_index=False)
    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries", db_index=False)
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+", db_index=False)
    depth = models.PositiveSmallIntegerField(choices=Depth)
    minutes = models.PositiveIntegerField(default=0)
    practice_kind = models.CharField(max_length=20, choices=PracticeKind, blank=True, default="")
    practice_count = models.PositiveSmallIntegerField(default=0)
    assessment = models.CharField(max_length=10, choices=Assessment, blank=True, default="")
    expires_date = models.DateField(
        null=True, blank=True, help_text="A credential's own expiry; the first day not held"
    )
    given_date = models.DateField(help_text="The day the dose was given, in Europe/London")
    source_kind = models.CharField(max_length=14, choices=SourceKind)
    source_id = models.UUIDField()
    revision = models.PositiveSmallIntegerField(default=1)
    voids_id = models.BigIntegerField(null=True, blank=True, help_text="The entry that this row takes away")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "source_kind", "source_id", "skill", "revision"],
                condition=Q(voids_id=None),
                name="source_gives_a_skill_once_a_revision",
            ),
            models.UniqueConstraint(
                fields=["trust", "voids_id"], condition=Q(voids_id__isnull=False), name="entry_is_voided_once"
            ),
            models.UniqueConstraint(fields=["trust", "uuid"], name="entry_uuid_is_used_once"),
            models.CheckConstraint(condition=Q(depth__gte=1, depth__lte=4), name="entry_depth_is_1_to_4"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="entry_revision_from_1"),
            models.CheckConstraint(
                condition=Q(practice_kind="", practice_count=0) | (~Q(practice_kind="") & Q(practice_count__gte=1)),
                name="entry_practice_has_kind_and_count",
            ),
            models.CheckConstraint(
                condition=Q(expires_date=None) | Q(assessment="CREDENTIAL"), name="entry_expiry_is_a_credentials"
            ),
            models.CheckConstraint(
                condition=Q(given_date__lte=day_in_london(F("recorded_at"))), name="entry_is_not_of_the_future"
            ),
        ]
        indexes = [models.Index(fields=["trust", "person", "skill", "given_date"], name="entry_by_person")]
        triggers = [
            pgtrigger.Protect(name="ledger_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="ledger_is_never_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func=pgtrigger.Func("RAISE EXCEPTION 'the ledger is never emptied' USING ERRCODE = 'check_violation';"),
            ),
            pgtrigger.Trigger(
                name="ledger_keeps_its_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.voids_id IS NOT NULL OR NEW.revision > 1"),
                func=pgtrigger.Func(KEEPS_ITS_ORDER),
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Evidence(models.Model):
    """What shows that an entry is true. Beside the ledger, so that it can be erased.

    Personal data: free text and a file about a person.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence")
    source_kind = models.CharField(max_length=14, choices=SourceKind)
    source_id = models.UUIDField()
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["trust", "source_kind", "source_id"], name="evidence_by_source")]
