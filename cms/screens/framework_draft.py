"""A draft of the framework: the dose of a level as one table, its audience rules with a preview, and publication."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.forms.framework import DoseTable, PublishForm, RuleForm
from cms.presenters.framework import change_lines, names_in, practices_told, rule_words, target_lines
from curriculum.models import AudienceRule, FrameworkVersion, LevelDose, Skill
from curriculum.queries.audience import AudiencePreview, preview_rule
from curriculum.queries.framework import what_changes
from curriculum.queries.mark import mark_of_dose, mark_of_rule, mark_of_version
from curriculum.services.audience import RuleAsked, add_rule, change_rule, drop_rule
from curriculum.services.dose import change_dose
from curriculum.services.framework import check_publishable, publish_version
from curriculum.services.meanwhile import ChangedMeanwhile
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .framework import dose_asked, trail, version_asked

DEPTH_OF = re.compile(r"skill-([0-9]{1,18})-depth")


@of_trust("curriculum.change_framework")
def dose_page(request: TrustRequest, number: int, code: str) -> HttpResponse:
    dose = dose_asked(request, number, code)
    table = DoseTable(dose, _skills_of(request, dose), request.POST or None)
    told: dict[str, Any] = {"dose": dose, "table": table, "trail": trail(dose.version), "seen": _seen(request, dose)}
    if request.method == "POST" and table.is_valid():
        try:
            if _changed(request, dose, table):
                messages.success(request, _("The dose of %(level)s is changed.") % {"level": dose.level})
                return redirect("framework-level", number, code)
        except ChangedMeanwhile as overtaken:
            table.head.add_error(None, str(overtaken))
            told |= _dose_now(dose_asked(request, number, code))
    return render(request, "screens/manage/framework/dose.html", told)


def _skills_of(request: TrustRequest, dose: LevelDose) -> QuerySet[Skill]:
    """Those in use, and one that was retired while it was typed: it is refused, not passed over."""
    typed = [found[1] for name, value in request.POST.items() if value and (found := DEPTH_OF.fullmatch(name))]
    skills = dose.version.framework.skills.filter(Q(retired_date=None) | Q(pk__in=typed))
    return skills.select_related("group").order_by("group__position", "position", "code")


def _dose_now(dose: LevelDose) -> dict[str, Any]:
    return {"now": target_lines(dose), "practices": practices_told(dose), "dose": dose, "seen": mark_of_dose(dose)}


def _seen(request: TrustRequest, dose: LevelDose) -> str:
    """The mark of what was shown when the page was opened; it comes back with what was typed."""
    return request.POST.get("seen") or mark_of_dose(dose)


def _changed(request: TrustRequest, dose: LevelDose, table: DoseTable) -> bool:
    try:
        change_dose(dose=dose, by=request.user, seen=request.POST.get("seen"), **table.asked())
    except ChangedMeanwhile:
        raise
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
    told |= _rule_now(request, rule, form)
    return render(request, "screens/manage/framework/rule.html", told)


def _rule_now(request: TrustRequest, rule: AudienceRule | None, form: RuleForm) -> dict[str, Any]:
    """The mark of the rule as it was shown; where somebody else has changed it, what it says now and its new mark."""
    if rule is None:
        return {}
    now, seen = mark_of_rule(rule), request.POST.get("seen")
    overtaken = seen is not None and seen != now and bool(form.non_field_errors())
    words = rule_words(rule, **names_in([rule], on=request.today))
    return {"seen": now if overtaken else seen or now, "now": words if overtaken else None}


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
        change_rule(rule=rule, asked=form.asked(), seen=request.POST.get("seen"), by=request.user)
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
    seen = mark_of_version(version)
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
    told = {"version": version, "form": form, "changes": changes, "seen": seen, "trail": trail(version)}
    return render(request, "screens/manage/framework/publish.html", told)


def _say_what_is_in_the_way(request: TrustRequest, version: FrameworkVersion, form: PublishForm) -> None:
    try:
        check_publishable(version, effective_date=form.cleaned_data["effective_date"], on=request.today)
    except Refused as refused:
        form.add_error(None, str(refused))


def _published(request: TrustRequest, version: FrameworkVersion, form: PublishForm) -> bool:
    try:
        seen = request.POST.get("seen")
        publish_version(version=version, on=request.today, by=request.user, seen=seen, **form.cleaned_data)
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
