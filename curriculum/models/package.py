"""Learning that somebody else made: a package as it was handed in, and where each person is in it."""

from __future__ import annotations

import uuid
from typing import IO, Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from workforce.models import Person, Trust
from workforce.models.reaching import OfPeopleQuerySet
from workforce.models.stretch import Recorded

from ..calc.manifest import Piece
from ..calc.scorm12 import is_done
from ..enums import PackageStandard
from .activity import Activity, ActivityVersion


def package_storage() -> Storage:
    """Where the files are: private, and served from the packages' own origin alone."""
    return storages["packages"]


class Package(Recorded):
    """A package of e-learning, as it was handed in; never changed after that. Personal data: who handed it in."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=200)
    standard = models.CharField(max_length=10, choices=PackageStandard, default=PackageStandard.SCORM_12)
    pieces = models.JSONField(help_text="What its manifest opens, in order")
    file_name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(help_text="Bytes, unpacked")
    retired_date = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.title} ({self.file_name})"

    def opened(self) -> list[Piece]:
        return [Piece(**told) for told in self.pieces]

    def piece(self, key: str) -> Piece | None:
        return next((piece for piece in self.opened() if piece.key == key), None)


class PackageFile(models.Model):
    """One file of a package, kept under a name of our own. Personal data: none."""

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=240)
    kept = models.CharField(max_length=100, help_text="Its name in the store")
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["trust", "package", "path"], name="package_has_a_file_once")]

    def open(self) -> IO[bytes]:
        return package_storage().open(self.kept)


class PackageProgress(models.Model):
    """Where a person is in a package: what it told of each piece, and how long they have sat with it.

    One opening counts at a time: the last one. Personal data: what a person did in it.
    """

    trust = models.ForeignKey(Trust, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="+")
    pieces = models.JSONField(default=dict, help_text="What was told of each piece, by its key")
    opening = models.UUIDField(null=True, blank=True, help_text="The page that may tell; none once it is closed")
    told_at = models.DateTimeField(null=True, blank=True)
    loads = models.JSONField(default=dict, help_text="Of this opening: how long each piece was before them, each time")
    seconds = models.PositiveIntegerField(default=0, help_text="Of the openings before this one")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = OfPeopleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trust", "person", "activity", "package"], name="place_in_a_package_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(opening=None) | Q(told_at__isnull=False), name="open_package_says_since_when"
            ),
        ]

    def told(self, piece: str) -> dict[str, Any]:
        """What was told of a piece: its `values`, `status` and `entry`; nothing where it was not opened yet."""
        found: dict[str, Any] = self.pieces.get(piece, {})
        return found

    @property
    def is_done(self) -> bool:
        """Every piece has told that it is."""
        return all(is_done(self.told(piece.key).get("status", "")) for piece in self.package.opened())
