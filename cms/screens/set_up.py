"""What academies are set up with, on one page; each is opened, called otherwise, closed, and holds a licence."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.set_up import AcademyForm, LicenceForm
from cms.presenters.set_up import academy_row, licence_words, version_row
from coaching.enums import AcademyKind
from coaching.models import Academy, Coach, Licence, Pathway, ProgrammeVersion, TravelTime
from coaching.services.academy import change_academy, close_academy, open_academy, open_academy_again
from coaching.services.licence import end_licence, grant_licence
from curriculum.models import Level
from workforce.services.refusal import Refused

from .academy import RULE
from .asking import ask, data_of
from .door import TrustRequest, of_trust


@of_trust(RULE)
def set_up(request: TrustRequest) -> HttpResponse:
    trust, today = request.trust, request.today
    academies = Academy.objects.filter(trust=trust).order_by("closed_date", "kind", "name")
    licences = {row.academy_id: row for row in Licence.objects.filter(trust=trust).on(today).select_related("central")}
    coaches = dict(Coach.objects.filter(trust=trust).order_by().values_list("academy").annotate(Count("pk")))
    versions = ProgrammeVersion.objects.filter(trust=trust, state="PUBLISHED").select_related("programme")
    latest = {version.programme_id: version for version in versions.order_by("number")}
    told = {
        "academies": [academy_row(one, licences.get(one.pk), coaches.get(one.pk, 0)) for one in academies],
        "programmes": [version_row(one) for one in sorted(latest.values(), key=lambda one: one.programme.name)],
        "pathways": Pathway.objects.filter(trust=trust, closed_date=None).order_by("name"),
        "ways": TravelTime.objects.filter(trust=trust).count(),
    }
    return render(request, "screens/coach/set_up.html", told)


@of_trust(RULE)
def open_one(request: TrustRequest) -> HttpResponse:
    form = AcademyForm(data_of(request), levels=_levels(request))

    def keep() -> None:
        open_academy(trust=request.trust, by=request.user, **form.cleaned_data)

    return _ask(request, form, keep, title=_("Open an academy"), button=_("Open it"), done=_("The academy is open."))


@of_trust(RULE)
def change(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _academy(request, uuid)
    form = AcademyForm(data_of(request), levels=_levels(request), academy=found)

    def keep() -> None:
        change_academy(academy=found, by=request.user, **form.cleaned_data)

    return _ask(request, form, keep, title=str(found))


@of_trust(RULE)
def close(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _academy(request, uuid)
    if request.method == "POST":
        do(request, lambda: close_academy(academy=found, on=request.today, by=request.user), _("It is closed."))
        return redirect("set-up")
    told = {
        "title": _("Close %(academy)s?") % {"academy": found},
        "words": [_("Nothing new begins in it. What was done in it stays, and it can be opened again.")],
        "button": _("Close it"),
    }
    return render(request, "screens/manage/confirm.html", told | way_back())


@require_POST
@of_trust(RULE)
def open_again(request: TrustRequest, uuid: UUID) -> HttpResponse:
    found = _academy(request, uuid)
    do(request, lambda: open_academy_again(academy=found, by=request.user), _("It is open again."))
    return redirect("set-up")


@of_trust(RULE)
def licence(request: TrustRequest, uuid: UUID) -> HttpResponse:
    """Those it holds and held, and a new one."""
    found = _academy(request, uuid)
    central = Academy.objects.filter(trust=request.trust, kind=AcademyKind.CENTRAL, closed_date=None).order_by("name")
    form = LicenceForm(data_of(request), central=central, today=request.today)

    def keep() -> None:
        grant_licence(academy=found, by=request.user, **form.cleaned_data)

    rows = found.licences.select_related("central").order_by("-since")
    return ask(
        request,
        form,
        keep,
        about=found,
        back=reverse("set-up-licence", args=[uuid]),
        template="screens/coach/licences.html",
        academy=found,
        licences=[(row, licence_words(row), row.until is None or row.until > request.today) for row in rows],
        central=central,
    )


@require_POST
@of_trust(RULE)
def end(request: TrustRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Licence.objects.select_related("academy"), trust=request.trust, pk=pk)
    do(request, lambda: end_licence(licence=found, on=request.today, by=request.user), _("The licence is ended."))
    return redirect("set-up-licence", found.academy.uuid)


def _ask(
    request: TrustRequest, form: AcademyForm, keep: Callable[[], object], *, title: str, **told: str
) -> HttpResponse:
    return ask(request, form, keep, about=_("Setting up"), back=reverse("set-up"), title=title, **told)


def do(request: TrustRequest, service: Callable[[], object], words: str) -> None:
    """What is refused is said there."""
    try:
        service()
        messages.success(request, words)
    except Refused as refused:
        messages.error(request, str(refused))


def way_back() -> dict[str, object]:
    here = reverse("set-up")
    return {"back": here, "trail": [{"words": _("Setting up"), "href": here}]}


def _levels(request: TrustRequest) -> QuerySet[Level]:
    return Level.objects.filter(trust=request.trust, retired_date=None).order_by("name")


def _academy(request: TrustRequest, uuid: UUID) -> Academy:
    return get_object_or_404(Academy.objects.select_related("level"), trust=request.trust, uuid=uuid)


urlpatterns = [
    path("academy/set-up/", set_up, name="set-up"),
    path("academy/set-up/academies/open/", open_one, name="set-up-open"),
    path("academy/set-up/academies/<uuid:uuid>/", change, name="set-up-academy"),
    path("academy/set-up/academies/<uuid:uuid>/close/", close, name="set-up-close"),
    path("academy/set-up/academies/<uuid:uuid>/open-again/", open_again, name="set-up-open-again"),
    path("academy/set-up/academies/<uuid:uuid>/licence/", licence, name="set-up-licence"),
    path("academy/set-up/licences/<int:pk>/end/", end, name="set-up-licence-end"),
]
