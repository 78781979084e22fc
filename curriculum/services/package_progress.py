"""What a package tells while somebody learns with it is kept; once it is done, its minutes are given."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from workforce.models import Person
from workforce.services.refusal import Refused

from ..calc.scorm12 import is_done, kept, status_after
from ..calc.sitting import Sitting, sitting_of
from ..calc.timespan import seconds_of
from ..models import ActivityVersion, Package, PackageProgress
from ..queries.learning import given_within_a_year
from .locks import hold_person
from .package_dose import give_what_is_due, seconds_of_all

MOST_LOADS = 500
FORGOTTEN = dt.timedelta(hours=12)


class CannotTell(Refused):
    """What a package told is not kept. Its text is for the reader."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that one page has set of one piece so far, so that a telling that is lost costs nothing.

    `finished`: the piece said that it is; `ended`: its page is gone, or it has finished.
    """

    piece: str
    load: str
    number: int
    values: Mapping[str, object] = field(default_factory=dict)
    ended: bool = False
    finished: bool = False


@transaction.atomic
def open_package(*, person: Person, version: ActivityVersion, package: Package, now: dt.datetime) -> PackageProgress:
    """From now on this page tells, and no other that was opened before it."""
    if package.trust_id != person.trust_id or version.trust_id != person.trust_id:
        raise CannotTell("This package belongs to another trust.")
    hold_person(person.pk)
    progress, _ = PackageProgress.objects.get_or_create(
        trust=person.trust, person=person, activity=version.activity, package=package, defaults={"version": version}
    )
    _close(progress)
    if progress.is_done and not given_within_a_year(person, version.activity, on=timezone.localdate(now)):
        progress.pieces, progress.seconds, progress.finished_at = {}, 0, None  # a year on it is learned anew
        progress.started_at = now
    progress.version, progress.opening, progress.told_at = version, uuid.uuid4(), now
    progress.save()
    return progress


@transaction.atomic
def open_piece(*, opening: uuid.UUID, piece: str, now: dt.datetime) -> tuple[PackageProgress, str]:
    """A piece is shown: its time begins. Answers under which name what it tells will come."""
    progress = _held(opening)
    if progress.package.piece(piece) is None or len(progress.loads) >= MOST_LOADS:
        raise CannotTell("This part is not in the package. Open it again from its lesson.")
    load = uuid.uuid4().hex[:12]
    progress.loads[load] = {"piece": piece, "number": 0, **Sitting(now, now).as_kept()}
    progress.told_at = now
    progress.save(update_fields=["loads", "told_at"])
    return progress, load


@transaction.atomic
def tell_package(*, opening: uuid.UUID, told: Told, now: dt.datetime) -> PackageProgress:
    """Keeps it. Told twice, or overtaken by what was told later, it changes nothing."""
    progress = _held(opening)
    load = progress.loads.get(told.load)
    if load is None or load["piece"] != told.piece:
        raise CannotTell("This part is not in the package. Open it again from its lesson.")
    if told.number <= load["number"]:
        return progress
    _keep(progress, told, now)
    progress.told_at = now
    if told.ended and progress.is_done:
        give_what_is_due(progress, now)
    progress.save()
    return progress


@transaction.atomic
def close_packages(*, person: Person) -> int:
    """Whoever signs out tells nothing more; how many were open."""
    hold_person(person.pk)
    rows = list(PackageProgress.objects.filter(trust=person.trust_id, person=person, opening__isnull=False))
    for progress in rows:
        _close(progress)
        progress.save()
    return len(rows)


def close_forgotten(*, now: dt.datetime) -> int:
    """Of those whose browser went away without a word: what they had done by then counts."""
    left = PackageProgress.objects.filter(opening__isnull=False, told_at__lt=now - FORGOTTEN)
    people = {row.person_id: row.person for row in left.select_related("person__trust")}
    return sum(close_packages(person=person) for person in people.values())


def _held(opening: uuid.UUID) -> PackageProgress:
    """The opening's row, with its person held. Raises CannotTell where another page was opened since."""
    rows = PackageProgress.objects.select_related("person__trust", "package", "version__activity")
    found = rows.filter(opening=opening).first()
    if found is not None:
        hold_person(found.person_id)
        found = rows.filter(opening=opening).first()
    if found is None:
        raise CannotTell("You opened this again elsewhere, or signed out. What you do here is not kept any more.")
    left = found.person.left_date
    if left is not None and left <= timezone.localdate():
        raise CannotTell("You do not work here any more, so nothing is kept.")
    return found


def _keep(progress: PackageProgress, told: Told, now: dt.datetime) -> None:
    piece = progress.package.piece(told.piece)
    assert piece is not None  # a load is made for a piece of the package
    before = progress.told(told.piece)
    new = kept(told.values)
    time, leaving = new.pop("cmi.core.session_time", ""), new.pop("cmi.core.exit", "")
    values = before.get("values", {}) | new
    load = progress.loads[told.load]
    sitting = sitting_of(load).told(now, seconds_of(time) if time else None)
    progress.loads[told.load] = {"piece": told.piece, "number": told.number, **sitting.as_kept()}
    standing = before.get("status", "")
    status = standing if is_done(standing) else status_after(values, piece.mastery, finished=told.finished)
    entry = "resume" if leaving == "suspend" else ""
    progress.pieces[told.piece] = {**before, "values": values, "status": status, "entry": entry}


def _close(progress: PackageProgress) -> None:
    """What was done by the last moment of it counts on the day of that moment."""
    if progress.opening is None or progress.told_at is None:
        return
    if progress.is_done:
        give_what_is_due(progress, progress.told_at)
    for load in progress.loads.values():
        told = progress.pieces.setdefault(load["piece"], {})
        told["seconds"] = told.get("seconds", 0) + sitting_of(load).seconds
    progress.seconds = seconds_of_all(progress)
    progress.opening, progress.loads = None, {}
