"""Packages as editors and learners see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from curriculum.calc.manifest import Piece
from curriculum.calc.scorm12 import is_done
from curriculum.models import ActivityVersion, Package, PackageProgress
from curriculum.queries.learning import minutes_within_a_year
from workforce.models import Person, Trust

if TYPE_CHECKING:  # the pages call this file, so it knows them by name only
    from ..models import LessonPage

STATUS = {
    "completed": gettext_lazy("done"),
    "passed": gettext_lazy("passed"),
    "failed": gettext_lazy("not passed"),
    "incomplete": gettext_lazy("begun"),
    "browsed": gettext_lazy("looked at"),
}


@dataclass(frozen=True, slots=True)
class PieceLine:
    key: str
    title: str
    standing: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class PackageView:
    """What a lesson's page says of its package to somebody who learns."""

    key: str
    button: str
    lines: list[PieceLine]
    finished_at: dt.datetime | None
    counted: str


def package_view(person: Person, version: ActivityVersion, package: Package) -> PackageView:
    rows = PackageProgress.objects.filter(trust=person.trust_id, person=person, activity=version.activity)
    progress = rows.filter(package=package).select_related("package").first()
    given = minutes_within_a_year(person, version.activity, on=timezone.localdate())
    promised = sum(dose.minutes for dose in version.doses.all())
    return PackageView(
        key=version.activity.key,
        button=_("Go on with it") if progress and not progress.finished_at else _("Open it"),
        lines=piece_lines(progress) if progress else [],
        finished_at=progress.finished_at if progress else None,
        counted=counted(sum(given.values()), promised) if given else "",
    )


def counted(given: int, promised: int) -> str:
    if given >= promised:
        return ngettext("Its %d minute counts.", "All of its %d minutes count.", given) % given
    words = ngettext(
        "%(given)d minute of %(promised)d counts: as long as you sat with it. More time with it adds the rest.",
        "%(given)d minutes of %(promised)d count: as long as you sat with it. More time with it adds the rest.",
        given,
    )
    return words % {"given": given, "promised": promised}


def piece_lines(progress: PackageProgress) -> list[PieceLine]:
    return [_line(piece, progress.told(piece.key).get("status", "")) for piece in progress.package.opened()]


def _line(piece: Piece, status: str) -> PieceLine:
    return PieceLine(piece.key, piece.title, str(STATUS.get(status, _("not begun"))), is_done(status))


def package_lines(trust: Trust) -> list[dict[str, Any]]:
    """Newest first, each with the lessons that use it."""
    packages = list(Package.objects.filter(trust=trust).order_by("-recorded_at", "-pk"))
    used = lessons_by_package(packages)
    return [{"package": one, "lessons": used.get(one.pk, []), "megabytes": in_megabytes(one)} for one in packages]


def lessons_of(package: Package) -> list[LessonPage]:
    return lessons_by_package([package]).get(package.pk, [])


def lessons_by_package(packages: list[Package]) -> dict[int, list[LessonPage]]:
    from ..models import LessonPage

    used: dict[int, list[LessonPage]] = {}
    for lesson in LessonPage.objects.filter(package__in=packages).order_by("path"):
        used.setdefault(lesson.package_id, []).append(lesson)
    return used


def in_megabytes(package: Package) -> str:
    return f"{max(package.size / 1024**2, 0.1):.1f}"
