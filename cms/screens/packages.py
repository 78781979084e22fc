"""For editors: packages of e-learning that others made, handed in, tried out, chosen for a lesson in the editor."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cms.forms.package import PackageForm
from cms.packages.origin import packages_origin, site_origin
from cms.packages.player import play_address
from cms.packages.token import Ticket, sealed
from cms.presenters.package import lessons_of, package_lines
from curriculum.models import Package
from curriculum.services.package import CannotTakePackage, retire_package, take_package

from .door import TrustRequest, of_trust
from .framework import trail
from .playing import holding

RULE = "curriculum.keep_packages"


def own(request: TrustRequest, uuid: UUID) -> Package:
    return get_object_or_404(Package, trust=request.trust, uuid=uuid)


@of_trust(RULE)
def packages(request: TrustRequest) -> HttpResponse:
    told = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PackageForm(*told)
    package = _taken(request, form) if form.is_bound and form.is_valid() else None
    if package:
        messages.success(request, _("It is taken in. Try it here, then choose it for a lesson in the editor."))
        return redirect("package", package.uuid)
    page = {"form": form, "packages": package_lines(request.trust), "trail": trail(), "can": settings.PACKAGES_ORIGIN}
    return render(request, "screens/manage/packages/list.html", page, status=422 if form.is_bound else 200)


@of_trust(RULE)
def package(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = own(request, uuid)
    told = {"package": found, "pieces": found.opened(), "lessons": lessons_of(found), "trail": here()}
    return render(request, "screens/manage/packages/package.html", told)


@of_trust(RULE)
def try_out(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """As a learner sees it; nothing of it is kept."""
    found = own(request, uuid)
    piece = found.piece(request.GET.get("piece", "")) or found.opened()[0]
    origin = packages_origin(request)
    address = play_address(origin, sealed(Ticket(found.pk, "", site_origin(request))), piece)
    told = {"package": found, "piece": piece, "pieces": found.opened(), "address": address, "origin": origin}
    told |= {"back": reverse("package", args=[found.uuid]), "tries": True}
    return holding(render(request, "screens/learner/package.html", told), origin)


@of_trust(RULE)
def retire(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = own(request, uuid)
    if request.method == "POST":
        retire_package(package=found, on=request.today, by=request.user)
        messages.success(request, _("It cannot be chosen for a lesson any more."))
        return redirect("packages")
    words = [_("It cannot be chosen for a lesson any more. Lessons that use it go on, and what people did stays.")]
    told = {"title": _("Retire “%s”?") % found.title, "words": words, "button": _("Retire it")}
    return render(request, "screens/manage/confirm.html", told | {"back": reverse("packages"), "trail": here()})


def here() -> list[dict[str, str]]:
    return [*trail(), {"words": _("Packages from elsewhere"), "href": reverse("packages")}]


def _taken(request: TrustRequest, form: PackageForm) -> Package | None:
    file = form.cleaned_data["file"]
    try:
        return take_package(trust=request.trust, file=file.file, file_name=file.name, by=request.user)
    except CannotTakePackage as refusal:
        form.add_error("file", str(refusal))
        return None


urlpatterns = [
    path("", packages, name="packages"),
    path("<uuid:uuid>/", package, name="package"),
    path("<uuid:uuid>/try/", try_out, name="package-try"),
    path("<uuid:uuid>/retire/", retire, name="package-retire"),
]
