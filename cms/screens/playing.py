"""A lesson that is a package: opened, and held in a page of ours, while it runs on an origin of its own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from curriculum.calc.manifest import Piece
from curriculum.calc.scorm12 import is_done
from curriculum.models import Activity, Package, PackageProgress
from curriculum.queries.activity import latest_version
from curriculum.services.attempt import PACKAGE
from curriculum.services.package_progress import open_package

from ..packages.origin import packages_origin, site_origin
from ..packages.player import play_address
from ..packages.token import Ticket, sealed
from ..presenters.package import piece_lines
from .answering import address_of, own_person


@require_POST
def open_lesson(request: HttpRequest, key: str) -> HttpResponse:
    person = own_person(request)
    activity = get_object_or_404(Activity, trust=person.trust_id, key=key, retired_date=None)
    version = latest_version(activity)
    named = version.content.get(PACKAGE) if version else None
    package = Package.objects.filter(trust=person.trust_id, uuid=named).first() if named else None
    if version is None or package is None:
        raise Http404
    progress = open_package(person=person, version=version, package=package, now=timezone.now())
    return redirect("playing", progress.opening)


def playing(request: HttpRequest, opening: UUID) -> HttpResponse:
    """Only the page that was opened last: of an older one there is nothing to see but the way back in."""
    person = own_person(request)
    rows = PackageProgress.objects.select_related("package", "activity")
    progress = rows.filter(trust=person.trust_id, person=person, opening=opening).first()
    if progress is None:
        messages.warning(request, _("You opened this again elsewhere, or left it. Open it from its lesson."))
        return redirect("my")
    pieces = progress.package.opened()
    piece = progress.package.piece(request.GET.get("piece", "")) or _next(progress)
    origin = packages_origin(request)
    address = play_address(origin, sealed(Ticket(progress.package_id, str(opening), site_origin(request))), piece)
    told = {"package": progress.package, "piece": piece, "pieces": pieces, "address": address, "origin": origin}
    told |= {"back": address_of(progress.activity), "lines": piece_lines(progress)}
    return holding(render(request, "screens/learner/package.html", told), origin)


def _next(progress: PackageProgress) -> Piece:
    """The first that is not done yet."""
    pieces = progress.package.opened()
    return next((one for one in pieces if not is_done(progress.told(one.key).get("status", ""))), pieces[0])


def holding(answer: HttpResponse, origin: str) -> HttpResponse:
    """Of other origins this page may hold that of the packages, and no other."""
    answer._csp_update = {"frame-src": [origin]}  # type: ignore[attr-defined]
    return answer


urlpatterns = [
    path("my/package/<str:key>/open/", open_lesson, name="open-package"),
    path("my/package/<uuid:opening>/", playing, name="playing"),
]
