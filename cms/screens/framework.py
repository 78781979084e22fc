"""The framework: its versions, what each asks of a level, and whom it reaches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.presenters.framework import names_in, practices_told, rule_words, target_lines, version_lines
from cms.templatetags.academy_page import duration
from curriculum.enums import VersionState
from curriculum.models import FrameworkVersion, LevelDose
from curriculum.queries.audience import people_reached, preview_level
from curriculum.queries.framework import doses_of, draft_of, framework_of, versions_of
from curriculum.services.framework import discard_draft, draft_version
from workforce.services.refusal import Refused

from .door import CannotRead, TrustRequest, of_trust


@of_trust("curriculum.view_framework")
def versions_page(request: TrustRequest) -> HttpResponse:
    told = {
        "framework": framework_of(request.trust),
        "lines": version_lines(versions_of(request.trust), today=request.today),
        "draft": draft_of(request.trust),
        "may_change": may_change(request),
        "may_word": request.user.has_perm("curriculum.word_framework", request.trust),
        "sees_answers": request.user.has_perm("curriculum.view_answerings", request.trust),
        "keeps_credentials": request.user.has_perm("curriculum.keep_credentials", request.trust),
        "edits_pages": request.user.has_perm("curriculum.edit_pages", request.trust),
        "keeps_packages": request.user.has_perm("curriculum.keep_packages", request.trust),
    }
    return render(request, "screens/manage/framework/versions.html", told)


@of_trust("curriculum.view_framework")
def version_page(request: TrustRequest, number: int) -> HttpResponse:
    version = version_asked(request, number)
    day = max(version.effective_date or request.today, request.today)
    levels = [
        {"dose": dose, "hours": duration(dose.taught_minutes), "people": len(people_reached(dose, on=day))}
        for dose in doses_of(version)
    ]
    told = {"version": version, "levels": levels, "day": day, "is_coming": day > request.today, "trail": trail()}
    told |= standing(request, version)
    return render(request, "screens/manage/framework/version.html", told)


@of_trust("curriculum.view_framework")
def level_page(request: TrustRequest, number: int, code: str) -> HttpResponse:
    dose = dose_asked(request, number, code)
    preview = preview_level(dose, on=request.today)
    told = {
        "dose": dose,
        "hours": duration(dose.taught_minutes),
        "targets": target_lines(dose),
        "practices": practices_told(dose),
        "rules": rules_told(request, dose),
        "preview": preview if request.user.has_perm("curriculum.name_people", request.trust) else None,
        "people": preview.people,
        "trail": trail(dose.version),
        **standing(request, dose.version),
    }
    return render(request, "screens/manage/framework/level.html", told)


@require_POST
@of_trust("curriculum.change_framework")
def draft(request: TrustRequest) -> HttpResponse:
    framework = framework_of(request.trust)
    if framework is None:
        messages.error(request, _("There is no framework yet. Begin one first."))
        return redirect("framework")
    try:
        version = draft_version(framework=framework, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("framework")
    return redirect("framework-version", version.number)


@of_trust("curriculum.change_framework")
def discard(request: TrustRequest, number: int) -> HttpResponse:
    version = version_asked(request, number)
    if request.method != "POST":
        return _ask_once_more(request, version)
    try:
        discard_draft(version=version, by=request.user)
        messages.success(request, _("The draft is discarded."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("framework")


def _ask_once_more(request: TrustRequest, version: FrameworkVersion) -> HttpResponse:
    is_draft = version.state == VersionState.DRAFT
    begun = date_format(timezone.localtime(version.recorded_at), "j F Y")
    lost = _("Everything that was changed in it since %(day)s is lost. It cannot be brought back.") % {"day": begun}
    told = {
        "title": _("Discard version %(n)d?") % {"n": version.number},
        "words": [lost if is_draft else _("A published version is kept for good.")],
        "button": _("Discard the draft") if is_draft else "",
        "back": reverse("framework-version", args=[version.number]),
        "trail": trail(version),
    }
    return render(request, "screens/manage/confirm.html", told)


def version_asked(request: TrustRequest, number: int) -> FrameworkVersion:
    return get_object_or_404(versions_of(request.trust), number=number)


def dose_asked(request: TrustRequest, number: int, code: str) -> LevelDose:
    try:
        return get_object_or_404(doses_of(version_asked(request, number)), level__code=code)
    except Http404:
        if request.method != "POST":
            raise
        raise CannotRead(
            _(
                "Somebody discarded this draft, or took this level out of it, while you worked on it. "
                "Nothing was saved. Go back in your browser to read what you typed."
            )
        ) from None


def may_change(request: TrustRequest) -> bool:
    return request.user.has_perm("curriculum.change_framework", request.trust)


def standing(request: TrustRequest, version: FrameworkVersion) -> dict[str, Any]:
    is_draft = version.state == VersionState.DRAFT
    return {"is_draft": is_draft, "may_change": may_change(request) and is_draft}


def rules_told(request: TrustRequest, dose: LevelDose) -> list[dict[str, Any]]:
    rules = [*dose.audience_rules.all()]
    names = names_in(rules, on=request.today)
    return [{"rule": rule, "words": rule_words(rule, **names)} for rule in rules]


def trail(version: FrameworkVersion | None = None) -> list[dict[str, str]]:
    steps = [{"words": _("Framework"), "href": reverse("framework")}]
    if version:
        href = reverse("framework-version", args=[version.number])
        steps.append({"words": _("Version %(n)d") % {"n": version.number}, "href": href})
    return steps


urlpatterns = [
    path("", versions_page, name="framework"),
    path("draft/", draft, name="framework-draft"),
    path("<int:number>/", version_page, name="framework-version"),
    path("<int:number>/discard/", discard, name="framework-discard"),
    path("<int:number>/levels/<str:code>/", level_page, name="framework-level"),
]
