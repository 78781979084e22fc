"""A file that was handed in: what it says, what it would do, what it did, and how to take it back."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ..enums import ImportKind, ImportState, RowAction
from .account import Account
from .job import Job
from .reaching import OfAccountsQuerySet
from .stretch import Recorded
from .trust import Trust


class ImportRunQuerySet(OfAccountsQuerySet):
    account_path = "recorded_by"


class ImportRun(Recorded):
    """One file and what was chosen for it. Personal data: who handed it in; its rows hold staff."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="imports")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=13, choices=ImportKind)
    state = models.CharField(max_length=9, choices=ImportState, default=ImportState.READING)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file")
    file_date = models.DateField(help_text="The day on which the file is true")
    choices = models.JSONField(default=dict, help_text="What absence and empty cells mean, and how many may leave")
    columns = models.JSONField(default=dict, help_text="Which header was read as what")
    problem = models.TextField(blank=True, help_text="Why the file cannot be read, for a person to read")
    job = models.ForeignKey(Job, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "kind"],
                condition=Q(state__in=["APPLYING", "UNDOING"]),
                name="import_changes_things_alone",
            ),
            models.CheckConstraint(
                condition=Q(applied_at__isnull=False) | Q(applied_by=None), name="import_applied_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=False) | Q(undone_by=None), name="import_undone_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["trust", "kind", "recorded_at"], name="import_by_time")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Between two states: a job reads, applies or undoes it, or has failed to."""
        return self.state in (ImportState.READING, ImportState.APPLYING, ImportState.UNDOING)


class ImportPiece(models.Model):
    """A piece of the file as it was handed in; gone once it was read. Personal data: staff."""

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "run", "number"], name="import_piece_stands_once")]


class ImportRow(models.Model):
    """One line of a file, or somebody who is not in it. Personal data: everything a staff list says."""

    trust = models.ForeignKey(Trust, on_delete=models.CASCADE, related_name="+", db_index=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField(null=True, help_text="Empty: not in the file")
    key = models.CharField(max_length=200, blank=True, help_text="What names it: an assignment number, a unit's code")
    person_key = models.CharField(max_length=100, blank=True, help_text="What names the person")
    cells = models.JSONField(default=list, help_text="As they stand in the file")
    data = models.JSONField(default=dict, help_text="As they were understood")
    action = models.CharField(max_length=7, choices=RowAction)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=list, help_text="Field, was, will be")
    done = models.BooleanField(default=False)
    source = models.UUIDField(null=True, help_text="Past training: the source in the ledger that the line stands for")
    undo = models.JSONField(default=dict, help_text="What was there before and what is there now")

    class Meta:
        indexes = [
            models.Index(fields=["run", "line"], name="import_row_by_line"),
            models.Index(fields=["run", "key"], name="import_row_by_key"),
            models.Index(fields=["run", "person_key"], name="import_row_by_person"),
            models.Index(fields=["run", "action", "done"], name="import_row_by_action"),
            models.Index(fields=["trust", "source"], condition=Q(source__isnull=False), name="import_row_by_source"),
        ]
