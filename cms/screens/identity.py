"""Skills and levels: what a framework's versions speak of. Editors add, rename and order them; a lead retires them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cms.forms.identity import AddForm, FrameworkForm, WordsForm, initial_of
from cms.presenters.identity import next_code, overview, what_it_says_now
from cms.presenters.retiring import pages_of, what_it_touches
from curriculum.models import Framework, Identity, Level, LevelDose, Skill, SkillGroup
from curriculum.queries.framework import draft_of, framework_of
from curriculum.queries.identity import all_of, beginnings_in, in_order
from curriculum.queries.mark import mark_of_identity
from curriculum.services.dose import add_level
from curriculum.services.framework import name_framework
from curriculum.services.identity import (
    add_identity,
    bring_back_identity,
    move_identity,
    retire_identity,
    reword_identity,
)
from curriculum.services.meanwhile import ChangedMeanwhile
from workforce.services.refusal import Refused

from .door import TrustRequest, of_trust
from .framework import may_change, trail

WORDS, CHANGES = "curriculum.word_framework", "curriculum.change_framework"


@dataclass(frozen=True)
class Kind:
    model: type[Identity]
    add: Any
    change: Any


KINDS = {
    "levels": Kind(Level, gettext_lazy("Add a level"), gettext_lazy("Rename or describe a level")),
    "skills": Kind(Skill, gettext_lazy("Add a skill"), gettext_lazy("Rename or describe a skill")),
    "groups": Kind(SkillGroup, gettext_lazy("Add a skill group"), gettext_lazy("Rename or describe a skill group")),
}


@of_trust("curriculum.view_framework")
def identities(request: TrustRequest) -> HttpResponse:
    framework = _framework(request)
    told = {
        "framework": framework,
        "view": overview(framework, on=request.today),
        "draft": draft_of(request.trust),
        "may_word": request.user.has_perm(WORDS, request.trust),
        "may_change": may_change(request),
        "trail": trail(),
    }
    return render(request, "screens/manage/framework/identities.html", told)


@of_trust(CHANGES)
def name_page(request: TrustRequest) -> HttpResponse:
    """The framework's own name; where there is none yet it begins here."""
    framework = framework_of(request.trust)
    names = ("name", "name_cy", "source_note")
    initial = {name: getattr(framework, name) for name in names} if framework else {}
    form = FrameworkForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        name_framework(trust=request.trust, by=request.user, **form.cleaned_data)
        messages.success(request, _("The framework is named.") if framework else _("The framework has begun."))
        return redirect("framework" if framework else "identities")
    title = _("Name the framework") if framework else _("Begin a framework")
    told = {"form": form, "title": title, "button": _("Save"), "trail": trail()}
    return render(request, "screens/manage/framework/identity.html", told, status=_status(form))


@of_trust(WORDS)
def add(request: TrustRequest, kind: str) -> HttpResponse:
    framework, asked = _framework(request), _kind(kind)
    form = _add_form(request, framework, asked)
    if form.is_bound and form.is_valid() and (thing := _added(request, framework, form)):
        messages.success(request, _said_of_added(thing))
        return redirect(_after_adding(request, thing, form, kind))
    told = {"form": form, "title": asked.add, "button": asked.add, "kind": kind, "trail": here()}
    return render(request, "screens/manage/framework/identity.html", told, status=_status(form))


def _add_form(request: TrustRequest, framework: Framework, asked: Kind) -> AddForm:
    groups = [group for group in in_order(SkillGroup, framework) if group.retired_date is None]
    group = request.GET.get("group", "")
    known = in_order(asked.model, framework)
    beside = [row for row in known if row.group.code == group] if asked.model is Skill and group else known
    draft = draft_of(request.trust) if asked.model is Level and may_change(request) else None
    return AddForm(
        request.POST if request.method == "POST" else None,
        kind=asked.model,
        groups=groups,
        doses=beginnings_in(draft) if draft else None,
        initial={"code": next_code(row.code for row in beside), "group": group},
    )


def _added(request: TrustRequest, framework: Framework, form: AddForm) -> Any:
    said = form.cleaned_data
    try:
        with transaction.atomic():
            thing = add_identity(form.kind, framework=framework, code=said["code"], words=form.words(), by=request.user)
            if said.get("begin"):
                _put_in_draft(request, thing, form.doses.get(said["begin"]))
            return thing
    except Refused as refused:
        form.add_error(_field_of(refused, form), str(refused))
        return None


def _said_of_added(thing: Any) -> str:
    words = (
        _("%(name)s is added.")
        if isinstance(thing, SkillGroup)
        else _("%(name)s is added. It is asked of nobody until a version that asks for it begins.")
    )
    return words % {"name": thing.name}


def _put_in_draft(request: TrustRequest, level: Any, like: LevelDose | None) -> None:
    if draft := draft_of(request.trust):
        add_level(version=draft, level=level, like=like, by=request.user)


def _after_adding(request: TrustRequest, thing: Any, form: AddForm, kind: str) -> str:
    draft = draft_of(request.trust)
    if form.cleaned_data.get("begin") and draft:
        return reverse("framework-level", args=[draft.number, thing.code])
    return f"{reverse('identities')}#{kind}-{thing.code}"


@of_trust(WORDS)
def reword(request: TrustRequest, kind: str, code: str) -> HttpResponse:
    """Its words as they are, to be changed. Who was overtaken sees both, and saves again."""
    asked, thing = _kind(kind), _thing(request, kind, code)
    seen = mark_of_identity(thing)
    data = request.POST if request.method == "POST" else None
    groups = [group for group in in_order(SkillGroup, thing.framework) if _is_offered(group, thing)]
    form = WordsForm(data, kind=asked.model, groups=groups, initial=initial_of(thing) | {"seen": seen})
    now: list[dict[str, str]] | None = None
    if form.is_bound and form.is_valid():
        try:
            reword_identity(thing=thing, words=form.words(), seen=form.cleaned_data["seen"] or None, by=request.user)
            messages.success(request, _("The words of %(code)s are changed.") % {"code": thing.code})
            return redirect(f"{reverse('identities')}#{kind}-{thing.code}")
        except ChangedMeanwhile as overtaken:
            now = what_it_says_now(thing, _typed(form))
            form.see_anew(mark_of_identity(_thing(request, kind, code)))
            form.add_error(None, str(overtaken))
        except Refused as refused:
            form.add_error(_field_of(refused, form), str(refused))
    told = {
        "form": form,
        "title": asked.change,
        "caption": f"{thing.code} {thing.name}",
        "button": _("Save"),
        "kind": kind,
        "thing": thing,
        "now": now,
        "pages": pages_of(thing),
        "edits_pages": request.user.has_perm("curriculum.edit_pages", request.trust),
        "may_change": may_change(request),
        "trail": here(),
    }
    return render(request, "screens/manage/framework/identity.html", told, status=_status(form))


@require_POST
@of_trust(WORDS)
def move(request: TrustRequest, kind: str, code: str) -> HttpResponse:
    thing = _thing(request, kind, code)
    below = "below" in request.POST
    beside = _thing(request, kind, request.POST.get("below", "") or request.POST.get("above", ""))
    try:
        move_identity(thing=thing, beside=beside, below=below, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('identities')}#{kind}-{thing.code}")


@of_trust(CHANGES)
def retire(request: TrustRequest, kind: str, code: str) -> HttpResponse:
    thing = _thing(request, kind, code)
    if request.method != "POST":
        told = {"thing": thing, "kind": kind, "touched": what_it_touches(thing, on=request.today), "trail": here()}
        return render(request, "screens/manage/framework/retire.html", told)
    try:
        retire_identity(thing=thing, on=request.today, by=request.user)
        messages.success(request, _("%(name)s is retired. You can bring it back.") % {"name": thing.name})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("identities")


@require_POST
@of_trust(CHANGES)
def bring_back(request: TrustRequest, kind: str, code: str) -> HttpResponse:
    thing = _thing(request, kind, code)
    try:
        bring_back_identity(thing=thing, by=request.user)
        messages.success(request, _("%(name)s can be chosen again.") % {"name": thing.name})
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("identities")
    return redirect(f"{reverse('identities')}#{kind}-{thing.code}")


def _framework(request: TrustRequest) -> Framework:
    framework = framework_of(request.trust)
    if framework is None:
        raise Http404
    return framework


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _thing(request: TrustRequest, kind: str, code: str) -> Any:
    return get_object_or_404(all_of(_kind(kind).model), framework=_framework(request), code=code)


def _is_offered(group: SkillGroup, thing: Any) -> bool:
    return group.retired_date is None or group.pk == getattr(thing, "group_id", None)


def _typed(form: WordsForm) -> dict[str, Any]:
    group = form.groups.get(form.cleaned_data.get("group", ""))
    return form.cleaned_data | {"group": group.name if group else ""}


def _field_of(refused: Refused, form: Any) -> str | None:
    about = getattr(refused, "about", None)
    return about if about in form.fields else None


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def here() -> list[dict[str, str]]:
    return [*trail(), {"words": _("Skills and levels"), "href": reverse("identities")}]


urlpatterns = [
    path("", identities, name="identities"),
    path("name/", name_page, name="framework-name"),
    path("<slug:kind>/add/", add, name="identity-add"),
    path("<slug:kind>/<str:code>/", reword, name="identity"),
    path("<slug:kind>/<str:code>/move/", move, name="identity-move"),
    path("<slug:kind>/<str:code>/retire/", retire, name="identity-retire"),
    path("<slug:kind>/<str:code>/bring-back/", bring_back, name="identity-bring-back"),
]
