"""Programmes are data: read as they are, taken out as text, and published as a next version after a look at it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.forms.programme import ProgrammeForm
from cms.loading.programme_file import write_programme
from cms.loading.programmes import load_programmes
from cms.presenters.programme import changes_of, rule_words, unknown_keys
from coaching.models import ProgrammeVersion
from coaching.services.programme import as_told, publish_programme
from workforce.services.refusal import Refused

from .academy import RULE
from .asking import data_of
from .door import TrustRequest, of_trust


@of_trust(RULE)
def programme(request: TrustRequest, code: str) -> HttpResponse:
    version = _latest(request, code)
    if version is None:
        raise Http404
    told: dict[str, Any] = {
        "version": version,
        "parts": as_told(version),
        "rule": rule_words(version.rule, {stage.code: stage.name for stage in version.stages.all()}),
        "cohorts": version.cohorts.order_by("-since"),
        "older": version.programme.versions.exclude(pk=version.pk).order_by("-number"),
        "trail": _trail(),
    }
    return render(request, "screens/coach/programme.html", told)


@of_trust(RULE)
def as_file(request: TrustRequest, code: str) -> HttpResponse:
    version = _latest(request, code)
    if version is None:
        raise Http404
    name = f"{code.lower()}-{version.number}.yml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_programme(version), content_type="application/yaml; charset=utf-8", headers=headers)


@of_trust(RULE)
def publish(request: TrustRequest) -> HttpResponse:
    """Two steps of one form that carries what was typed: looked at, published."""
    last = _latest(request, request.GET.get("code", ""))
    form = ProgrammeForm(data_of(request), initial={"text": write_programme(last) if last else ""})
    told: dict[str, Any] = {"form": form, "trail": _trail(), "version": last}
    if form.is_bound and form.is_valid():
        if request.POST.get("do") == "publish" and (made := _published(request, form)):
            return redirect("programme", made.programme.code)
        if not form.errors:
            told["looked_at"] = _looked_at(request, form.cleaned_data["text"])
    return render(request, "screens/coach/programme_publish.html", told, status=422 if form.errors else 200)


@require_POST
@of_trust(RULE)
def begin(request: TrustRequest) -> HttpResponse:
    """With those that ship. What a trust has of its own stays."""
    load_programmes(request.trust, by=request.user)
    messages.success(request, _("Flow and Microsystem are there. Change them to what your academy does."))
    return redirect("set-up")


def _published(request: TrustRequest, form: ProgrammeForm) -> ProgrammeVersion | None:
    try:
        made = publish_programme(trust=request.trust, told=form.cleaned_data["text"], by=request.user)
    except Refused as refused:
        form.add_error("text", str(refused))
        return None
    messages.success(request, _("It is published. Cohorts that run keep the version they began with."))
    return made


def _looked_at(request: TrustRequest, told: dict[str, Any]) -> dict[str, Any]:
    before = _latest(request, told["code"])
    return {
        "told": told,
        "number": before.number + 1 if before else 1,
        "changes": changes_of(before, told),
        "unknown": unknown_keys(request.trust, told),
    }


def _latest(request: TrustRequest, code: str) -> ProgrammeVersion | None:
    rows = ProgrammeVersion.objects.filter(trust=request.trust, programme__code=code, state="PUBLISHED")
    return rows.select_related("programme").order_by("-number").first()


def _trail() -> list[dict[str, str]]:
    return [{"words": _("Setting up"), "href": reverse("set-up")}]


urlpatterns = [
    path("academy/set-up/programmes/publish/", publish, name="programme-publish"),
    path("academy/set-up/programmes/begin/", begin, name="programmes-begin"),
    path("academy/set-up/programmes/<str:code>/", programme, name="programme"),
    path("academy/set-up/programmes/<str:code>.yml", as_file, name="programme-file"),
]
