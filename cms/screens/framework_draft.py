"""A draft of the framework: the dose of a level as one table, its audience rules with a preview, and publication."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.forms.framework import DoseTable, PublishForm, RuleForm
from cms.presenters.framework import change_lines
from curriculum.models import AudienceRule, FrameworkVersion, LevelDose
from curriculum.queries.audience import AudiencePreview, preview_rule
from curriculum.queries.framework import what_changes
from curriculum.services.audience import RuleAsked, add_rule, change_rule, drop_rule
from curriculum.services.dose import change_dose
from curriculum.services.framework import check_publishable, publish_version
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .framework import dose_asked, trail, version_asked


@of_trust("curriculum.change_framework")
def dose_page(request: TrustRequest, number: int, code: str) -> HttpResponse:
    dose = dose_asked(request, number, code)
    skills = (
        dose.version.framework.skills.in_use().select_related("group").order_by("group__position", "position", "code")
    )
    table = DoseTable(dose, skills, request.POST or None)
    if request.method == "POST" and table.is_valid() and _changed(request, dose, table):
        messages.success(request, _("The dose of %(level)s is changed.") % {"level": dose.level})
        return redirect("framework-level", number, code)
    told = {"dose": dose, "table": table, "trail": trail(dose.version)}
    return render(request, "screens/manage/framework/dose.html", told)


def _changed(request: TrustRequest, dose: LevelDose, table: DoseTable) -> bool:
    try:
        change_dose(dose=dose, by=request.user, **table.asked())
    except Refused as refused:
        table.head.add_error(None, str(refused))
        return False
    return True


@of_trust("curriculum.change_framework")
def rule_page(request: TrustRequest, number: int, code: str, rule_id: int | None = None) -> HttpResponse:
    """A new rule, or a change of one; `preview` shows whom it would reach and saves nothing."""
    dose = dose_asked(request, number, code)
    rule = get_object_or_404(dose.audience_rules.all(), pk=rule_id) if rule_id else None
    form = RuleForm(request.POST or None, initial=_rule_values(rule), trust=request.trust, on=request.today)
    preview: AudiencePreview | None = None
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            preview = preview_rule(_unsaved(dose, form.asked()), on=request.today)
        elif _ruled(request, dose, rule, form):
            return redirect("framework-level", number, code)
    told = {"dose": dose, "rule": rule, "form": form, "preview": preview, "trail": trail(dose.version)}
    return render(request, "screens/manage/framework/rule.html", told)


def _ruled(request: TrustRequest, dose: LevelDose, rule: AudienceRule | None, form: RuleForm) -> bool:
    try:
        _do_rule(request, dose, rule, form)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("The audience of %(level)s is changed.") % {"level": dose.level})
    return True


def _do_rule(request: TrustRequest, dose: LevelDose, rule: AudienceRule | None, form: RuleForm) -> None:
    if rule and "drop" in request.POST:
        drop_rule(rule=rule, by=request.user)
    elif rule:
        change_rule(rule=rule, asked=form.asked(), by=request.user)
    else:
        add_rule(dose=dose, asked=form.asked(), by=request.user)


def _unsaved(dose: LevelDose, asked: RuleAsked) -> AudienceRule:
    return AudienceRule(trust=dose.trust, dose=dose, **{name: getattr(asked, name) for name in asked.__slots__})


def _rule_values(rule: AudienceRule | None) -> dict[str, Any]:
    if rule is None:
        return {}
    told = {name: getattr(rule, name) for name in ("kinds", "staff_groups", "flags", "units", "sites")}
    return told | {"bands": ", ".join(rule.bands), "job_roles": ", ".join(rule.job_roles)}


@of_trust("curriculum.change_framework")
def publish_page(request: TrustRequest, number: int) -> HttpResponse:
    """First the day, then what changes for whom on it, then the confirmation."""
    version = version_asked(request, number)
    initial = {"effective_date": _next_month(request.today), "change_note": version.change_note}
    form = PublishForm(request.POST or None, initial=initial)
    changes: list[dict[str, Any]] | None = None
    if request.method == "POST" and form.is_valid():
        if "publish" in request.POST:
            if _published(request, version, form):
                return redirect("framework")
        else:
            changes = _changes(version, form.cleaned_data["effective_date"])
            _say_what_is_in_the_way(request, version, form)
    told = {"version": version, "form": form, "changes": changes, "trail": trail(version)}
    return render(request, "screens/manage/framework/publish.html", told)


def _say_what_is_in_the_way(request: TrustRequest, version: FrameworkVersion, form: PublishForm) -> None:
    try:
        check_publishable(version, effective_date=form.cleaned_data["effective_date"], on=request.today)
    except Refused as refused:
        form.add_error(None, str(refused))


def _published(request: TrustRequest, version: FrameworkVersion, form: PublishForm) -> bool:
    try:
        publish_version(version=version, on=request.today, by=request.user, **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    day = date_format(form.cleaned_data["effective_date"], "j F Y")
    words = _(
        "Version %(n)d is published. The figures from %(day)s on are being made anew; that takes a minute or two."
    )
    messages.success(request, words % {"n": version.number, "day": day})
    return True


def _changes(version: FrameworkVersion, on: dt.date) -> list[dict[str, Any]]:
    return [{"change": change, "lines": change_lines(change)} for change in what_changes(version, on=on)]


def _next_month(today: dt.date) -> dt.date:
    return (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


urlpatterns = [
    path("<int:number>/publish/", publish_page, name="framework-publish"),
    path("<int:number>/levels/<str:code>/dose/", dose_page, name="framework-dose"),
    path("<int:number>/levels/<str:code>/rules/new/", rule_page, name="framework-rule-new"),
    path("<int:number>/levels/<str:code>/rules/<int:rule_id>/", rule_page, name="framework-rule"),
]
