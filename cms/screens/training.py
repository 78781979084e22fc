"""A file of past training, beside what every file has: whom it names and nobody here is, and where its lines went."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.presenters import imports as words
from curriculum.queries.course import last_look
from curriculum.queries.training import reconcile_training, unknown_people
from curriculum.services.course import look_again
from workforce.enums import ImportKind, ImportState, JobState
from workforce.models import ImportRun, Job
from workforce.queries.import_run import imports_of

from .door import TrustRequest, of_trust

RULE = "workforce.import_staff"
A_PAGE = 50


def work_on(run: ImportRun) -> Job | None:
    """What a worker does with the file now, if anything: a step of its own, or its lines are looked at again."""
    if words.is_at_work(run):
        return run.job
    look = last_look(run.trust) if run.kind == ImportKind.PAST_TRAINING else None
    return look if look and look.state in (JobState.WAITING, JobState.RUNNING) else None


@of_trust(RULE)
def unknown_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    run = _run(request, uuid)
    page = Paginator(unknown_people(run), A_PAGE).get_page(request.GET.get("page"))
    told = {"run": run, "page": page, "trail": _trail(run)}
    return render(request, "screens/manage/imports/unknown.html", told)


@of_trust(RULE)
def training_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    run = _run(request, uuid)
    lines, people = reconcile_training(run)
    told = {"run": run, "lines": lines, "people": people, "trail": _trail(run)}
    return render(request, "screens/manage/imports/training.html", told)


@require_POST
@of_trust(RULE)
def look_at_it(request: TrustRequest, uuid: UUID) -> HttpResponse:
    run = _run(request, uuid)
    if run.state in (ImportState.PLANNED, ImportState.APPLIED):
        look_again(trust=request.trust, run=run, by=request.user)
    else:
        messages.error(request, _("This file is not open: there is nothing to look at again."))
    return redirect("import", uuid)


def _run(request: TrustRequest, uuid: UUID) -> ImportRun:
    runs = imports_of(request.trust).visible_to(request.user, on=request.today)
    return get_object_or_404(runs.select_related("trust"), uuid=uuid, kind=ImportKind.PAST_TRAINING)


def _trail(run: ImportRun) -> list[dict[str, str]]:
    files = {"words": _("Files"), "href": reverse("imports")}
    return [files, {"words": run.file_name, "href": reverse("import", args=[run.uuid])}]


urlpatterns = [
    path("manage/imports/<uuid:uuid>/unknown/", unknown_page, name="import-unknown"),
    path("manage/imports/<uuid:uuid>/training/", training_page, name="import-training"),
    path("manage/imports/<uuid:uuid>/look-again/", look_at_it, name="import-look-again"),
]
