"""Files come in: handed in, looked at, applied, taken back. Nothing changes before somebody has looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.imports import FORMS, HandInForm
from cms.presenters import imports as words
from workforce.enums import ImportKind, ImportState
from workforce.models import ImportRun
from workforce.queries.import_run import imports_of, is_overtaken, new_people, twin_of
from workforce.queries.reconciliation import reconcile
from workforce.services.guard import TooManyLeave, check_guard
from workforce.services.import_run import ask_to_apply, ask_to_undo, discard, has_failed, receive_file, try_again
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .training import work_on

RULE = "workforce.import_staff"
A_PAGE = 20
SECONDS_BETWEEN_LOOKS = 2


@of_trust(RULE)
def imports_page(request: TrustRequest) -> HttpResponse:
    runs = imports_of(request.trust).visible_to(request.user, on=request.today)
    page = Paginator(runs, A_PAGE).get_page(request.GET.get("page"))
    kinds = [{"words": ImportKind(kind).label, "href": reverse("import-new", args=[kind.lower()])} for kind in FORMS]
    return render(request, "screens/manage/imports/list.html", {"page": page, "kinds": kinds})


@of_trust(RULE)
def hand_in(request: TrustRequest, kind: str) -> HttpResponse:
    form_class = FORMS.get(kind.upper())
    if form_class is None:
        raise Http404
    told = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = form_class(*told, on=request.today)
    run = _received(request, kind.upper(), form) if form.is_bound and form.is_valid() else None
    if run:
        return redirect("import", run.uuid)
    page = {"form": form, "kind": ImportKind(kind.upper()), "trail": trail()}
    page["columns"] = words.columns(kind.upper())
    return render(request, "screens/manage/imports/hand_in.html", page)


@of_trust(RULE)
def import_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    run = _run(request, uuid)
    job = work_on(run)
    told: dict[str, Any] = {"run": run, "job": job or run.job, "trail": trail(), "at_work": job is not None}
    told |= {"failed": has_failed(run) and run.is_at_work, "columns_read": words.columns_read(run)}
    if run.state in (ImportState.PLANNED, ImportState.APPLIED, ImportState.UNDONE):
        told |= {"counts": words.count_lines(run), "refusals": words.refusals(run)}
        told["most_refusals"] = words.REFUSALS
    if run.state == ImportState.PLANNED:
        told |= {"examples": words.example_groups(run), "new_people": _new_people(run), "guard": _guard(run)}
        told |= {"twin": twin_of(run), "overtaken": is_overtaken(run)}
    answer = render(request, "screens/manage/imports/run.html", told)
    if told["at_work"]:
        answer["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return answer


@of_trust(RULE)
def reconciliation_page(request: TrustRequest, uuid: UUID) -> HttpResponse:
    run = _run(request, uuid)
    if run.kind == ImportKind.PAST_TRAINING:
        return redirect("import-training", uuid)
    if run.kind != ImportKind.STAFF:
        raise Http404
    found = reconcile(run)
    told = {"run": run, "found": found, "lines": words.difference_lines(found), "trail": trail(run)}
    return render(request, "screens/manage/imports/reconciliation.html", told)


@of_trust(RULE)
def confirmation(request: TrustRequest, uuid: UUID) -> StreamingHttpResponse:
    run = _run(request, uuid)
    answer = StreamingHttpResponse(words.confirmation(run), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="confirmation-{run.file_date}.csv"'
    return answer


@require_POST
@of_trust(RULE)
def apply(request: TrustRequest, uuid: UUID) -> HttpResponse:
    return _do(request, uuid, ask_to_apply, leavers_percent=_percent(request))


@of_trust(RULE)
def undo(request: TrustRequest, uuid: UUID) -> HttpResponse:
    if request.method == "POST":
        return _do(request, uuid, ask_to_undo)
    run = _run(request, uuid)
    told = {"title": _("Undo %(file)s") % {"file": run.file_name}, "words": words.what_undoing_does(run)}
    back = reverse("import", args=[uuid])
    page = told | {"button": _("Take it back"), "trail": trail(run), "back": back}
    return render(request, "screens/manage/confirm.html", page)


@require_POST
@of_trust(RULE)
def throw_away(request: TrustRequest, uuid: UUID) -> HttpResponse:
    return _do(request, uuid, discard)


@require_POST
@of_trust(RULE)
def again(request: TrustRequest, uuid: UUID) -> HttpResponse:
    return _do(request, uuid, try_again)


def _run(request: TrustRequest, uuid: UUID) -> ImportRun:
    runs = imports_of(request.trust).visible_to(request.user, on=request.today)
    return get_object_or_404(runs.select_related("trust"), uuid=uuid)


def _received(request: TrustRequest, kind: str, form: HandInForm) -> ImportRun | None:
    file = form.cleaned_data["file"]
    told = {"file_name": file.name, "file_date": form.cleaned_data["file_date"], "choices": form.choices()}
    try:
        return receive_file(
            trust=request.trust, kind=kind, pieces=file.chunks(), on=request.today, by=request.user, **told
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _do(request: TrustRequest, uuid: UUID, service: Callable[..., Any], **told: Any) -> HttpResponse:
    try:
        service(run=_run(request, uuid), by=request.user, **told)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("import", uuid)


def _percent(request: TrustRequest) -> int | None:
    """The share that was raised, if it was."""
    asked = forms.IntegerField(min_value=0, max_value=100, required=False)
    try:
        return asked.clean(request.POST.get("leavers_percent"))
    except forms.ValidationError:
        return None


def _new_people(run: ImportRun) -> int:
    return new_people(run) if run.kind == ImportKind.STAFF else 0


def _guard(run: ImportRun) -> str:
    try:
        check_guard(run)
    except TooManyLeave as refused:
        return str(refused)
    return ""


def trail(run: ImportRun | None = None) -> list[dict[str, str]]:
    steps = [{"words": _("Files"), "href": reverse("imports")}]
    return steps + ([{"words": run.file_name, "href": reverse("import", args=[run.uuid])}] if run else [])


urlpatterns = [
    path("manage/imports/", imports_page, name="imports"),
    path("manage/imports/new/<slug:kind>/", hand_in, name="import-new"),
    path("manage/imports/<uuid:uuid>/", import_page, name="import"),
    path("manage/imports/<uuid:uuid>/reconciliation/", reconciliation_page, name="import-reconciliation"),
    path("manage/imports/<uuid:uuid>/confirmation.csv", confirmation, name="import-confirmation"),
    path("manage/imports/<uuid:uuid>/apply/", apply, name="import-apply"),
    path("manage/imports/<uuid:uuid>/undo/", undo, name="import-undo"),
    path("manage/imports/<uuid:uuid>/discard/", throw_away, name="import-discard"),
    path("manage/imports/<uuid:uuid>/again/", again, name="import-again"),
]
